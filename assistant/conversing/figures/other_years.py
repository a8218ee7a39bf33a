"""Other years of the figure just asked for: whether it grew since the year before, and that none is told.

「前の年より増えましたか」 is answered where the text dates both figures. A year that the row just spoken of
does not date is refused by the row's name, and looked for nowhere else.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.kinds.figures.another_figure import figure_of_year
from assistant.answering.kinds.reckoned.reckoning import answer_reckoning
from assistant.answering.parts.figures.told import told_figure
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Reason, Status
from assistant.model.question import Expects, Kind, Question
from assistant.model.told import Told
from assistant.room import Room
from assistant.understanding.another import another_year, bare, tells_year
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import fold

_P = grammar.pattern
_SINCE = expression(
    rf"^(?:{_P('another_openings')}[、, ]*)?(?P<what>{_P('previous_years')}){_P('year_since')}"
    rf"(?:{_P('topic_particles')}|、)*"
    rf"(?:(?P<more>{_P('year_grown_up')})|{_P('year_grown_down')})[ぁ-ゟ]*[?？。 ]*$"
)
_ENGLISH = expression(
    rf"^.{{0,20}}?\b(?:(?P<more>{_P('year_english_grown_up')})|{_P('year_english_grown_down')})\b.{{0,12}}? "
    rf"{_P('year_english_since')} (?:the |a )?(?P<what>{_P('previous_years')})[?. ]*$"
)


def grown_since(desk: Desk, told: Told) -> Outcome | None:
    """Whether the figure just told is more, or less, than that of the year before; None for any other."""
    said = fold(desk.question.text)
    match = _SINCE.match(said) or _ENGLISH.match(said)
    if match is None:
        return None
    earlier = figure_of_year(desk, told, told.year - 1) if told.year is not None else None
    if earlier is None or earlier.status is Status.NOT_FOUND:
        return earlier or _refused(desk, told.row, match["what"])
    other = told_figure(desk, earlier)
    compared = answer_reckoning(desk, "max", (other, told)) if other is not None else None
    if other is None or compared is None:
        return _refused(desk, told.row, match["what"])
    so = told.value > other.value if match["more"] else told.value < other.value
    answer = desk.say("polar.progress.yes" if so else "polar.progress.no")
    return replace(compared, text=f"{answer}\n{compared.text}")


def of_no_year(room: Room, question: Question, focus: Focus) -> tuple[Question, Outcome] | None:
    """A refusal of another year of the figure asked for before, where its row dates none; None for others."""
    before = focus.question
    asks = before.kind is Kind.FACT and before.expects is Expects.QUANTITY and len(focus.rows) == 1
    if not asks or len(catalog(room.index).years) > 1:
        return None
    year = another_year(question, None)
    if year is None and not tells_year(question.text):
        return None
    desk = Desk(room.index, room.lexicon, question, room.enough)
    what = desk.say("figure.of_year", year=year) if year is not None else bare(fold(question.text))
    return question, _refused(desk, focus.rows[0], what)


def _refused(desk: Desk, row_id: int, what: str) -> Outcome:
    row = desk.row(row_id)
    text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=what)
    return Outcome(text, Status.NOT_FOUND, Reason.NO_SUCH_YEAR, (cite_title(row),), rows=(row_id,))

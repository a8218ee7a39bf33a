"""A question that goes back to a row spoken of earlier: 「最初の、情報を集めるほうの事業ですが、費用は」.

The row is the only one of the turn meant, or the one of the earlier turns that is called by what is said of
it; the rest of the question is asked of it alone. Where there is no telling which is meant, none is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.refusal import refuse_unused
from assistant.conversing.focusing import focus_on
from assistant.conversing.turns import read
from assistant.model.answer import Language
from assistant.model.question import Kind, Question
from assistant.room import Room
from assistant.understanding.another import bare
from assistant.understanding.context import Focus
from assistant.understanding.mentions.figures.ordinals import ordinal
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import fold

Asked = tuple[Question, Outcome]
_P = grammar.pattern
_WHICH = (
    rf"^(?:{_P('row_back_openings')}[、,]?)?(?:(?P<first>{_P('back_first')})"
    rf"|(?P<previous>{_P('row_back_previous')})|{_P('row_back_latest')})[、,]?"
)
_JAPANESE = expression(
    rf"{_WHICH}(?P<called>[^、,。?？]{{0,30}}?)"
    rf"(?:(?P<mark>{_P('row_back_marks')}){_P('row_back_nouns')}?|(?P<noun>{_P('row_back_nouns')}))"
    rf"(?:(?P<ends>{_P('row_back_ends')})|{_P('row_back_plain')})[、,。 ]*(?P<rest>.{{2,}})$"
)
# 「さっきの図書館の担当は」: a name alone, which has to be that of a row.
_BY_NAME = expression(
    rf"{_WHICH}(?P<called>[^、,。?？]{{1,30}}?)(?P<mark>)(?P<noun>)(?:(?P<ends>{_P('row_back_ends')})"
    rf"|{_P('row_back_plain')})[、,。 ]*(?P<rest>.{{2,}})$"
)
_ENGLISH = expression(
    rf"^(?:(?P<ends>{_P('english_row_back')}) )?"
    rf"(?:(?P<first>{_P('english_row_first')})|(?P<previous>{_P('english_row_before')})) "
    rf"(?P<called>[^,.?]{{0,40}}?) ?(?P<noun>{_P('english_row_back_nouns')})"
    rf"(?P<mark> {_P('english_row_said')})?[,:;] *(?P<rest>.{{2,}})$",
    re.IGNORECASE,
)


def about_row_meant(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """The answer about the earlier row; None for a question that goes back to none.

    `turn` asks a question in its conversation.
    """
    matches = [match for one in (_JAPANESE, _BY_NAME, _ENGLISH) if (match := one.match(text))]
    if not matches:
        return None
    found = ((match, _row_meant(room, match, focus)) for match in matches)
    match, row = next(((match, row) for match, row in found if row is not None), (matches[0], None))
    if row is None:
        return _refused(room, text, match) if match["called"] and match["mark"] else None
    language = Language.ENGLISH if _ENGLISH.match(text) else Language.JAPANESE
    spoken = Question(text, text, language, Kind.ROW, rows=(row,))
    question, outcome = turn(match["rest"], focus_on(room, spoken, Outcome("", rows=(row,)), focus))
    return replace(question, text=text), outcome


_NEXT = expression(
    rf"^(?:{_P('another_openings')}[、, ]*)?(?:{_P('next_places')})"
    rf"(?:{_P('genitive')}(?P<asked>.{{2,}})|(?:{_P('another_ends')})?[?？。. ]*)$",
    re.IGNORECASE,
)


def of_another_place(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """What was asked of a row by its place, of the next one or of another: 「その次は」, 「3番目は」 behind
    「2番目の担当は」; None for a question that says more.
    """
    before, said = focus.question, fold(text)
    place = before.ordinal
    if place is None or before.nth < 1 or before.query is not None or len(focus.places) < 2:
        return None
    asks = bare(before.folded) != before.folded[place.start : place.end]
    other = ordinal(said, room.lexicon) if asks else None
    alone = other is not None and bare(said) == said[other.span.start : other.span.end]
    following = _NEXT.match(said)
    nth = before.nth + 1 if following else other.nth if other is not None and alone else 0
    if not 0 < nth <= len(focus.places):
        return None
    japanese = before.language is Language.JAPANESE
    named = f"{nth}{grammar.words('place_counters')[0]}" if japanese else f"the {nth}th"
    again = before.folded[: place.start] + named + before.folded[place.end :]
    if following is not None and following["asked"]:
        again = f"{named}{grammar.word('genitive')}{following['asked']}"
    asked, told = turn(again, focus)
    return replace(asked, text=text), told


def _row_meant(room: Room, match: re.Match[str], focus: Focus) -> int | None:
    turns = focus.spoken
    if not turns:
        return None
    if not match["called"].strip():
        return _of_turn(match, focus)
    said = read(room.index, match["called"], room.lexicon, room.language)
    by_name = not (match["mark"] or match["noun"])
    first = _called(room, said, turns[0], by_name) if match["first"] else None
    return first or _called(room, said, tuple(dict.fromkeys(row for rows in turns for row in rows)), by_name)


def _of_turn(match: re.Match[str], focus: Focus) -> int | None:
    """The only row of the first turn, or of the one before the row just spoken of; None for none.

    「さっきの」 alone is the row just spoken of, as 「その」 is; 「最初のものは」 is a place in a list.
    """
    turns = focus.spoken
    if not (match["mark"] or match["ends"]) or len(focus.places) > 1:
        return None
    others = [rows for rows in turns if rows != turns[-1]]
    meant = turns[0] if match["first"] else others[-1] if others and match["previous"] else ()
    return meant[0] if len(meant) == 1 else None


def _called(room: Room, said: Question, rows: tuple[int, ...], by_name: bool) -> int | None:
    """The one of some rows that is called so; None where none is, or several are alike.

    `by_name` its name must have a word of it, and not its texts alone.
    """
    named = [row for row in said.rows if row in rows]
    if named or not said.weight:
        return named[0] if len(named) == 1 else None
    ranked = candidates(room.index, said.subject, rows) if rows else ()
    if not ranked or ranked[0].coverage < room.enough:
        return None
    if by_name and not ranked[0].hit.by_role.get(Role.NAME.value):
        return None
    level = [
        one for one in ranked if one.coverage >= ranked[0].coverage and one.standing >= ranked[0].standing
    ]
    return level[0].row_id if len(level) == 1 else None


def _refused(room: Room, text: str, match: re.Match[str]) -> Asked:
    words = text[: match.start("rest")].rstrip("、,。:.; ")
    question = read(room.index, text, room.lexicon, room.language, following=True)
    return question, refuse_unused(Desk(room.index, room.lexicon, question, room.enough), (words,))

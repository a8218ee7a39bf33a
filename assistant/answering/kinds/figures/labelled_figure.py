"""A figure that stands behind its label in a list: 「蔵書数は」 of 「来館者数＝640人／蔵書数＝8,120冊」.

The label of each figure decides which is meant: every telling word of the question must stand in it, in the
name of its row, or be the unit it is told in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates
from assistant.answering.parts.figures.indicators import actual_text, figure, kpi_cells
from assistant.answering.parts.figures.parallel import asks_sum
from assistant.answering.refusal import speaks_of_another
from assistant.model.answer import Citation
from assistant.model.question import Expects, Word
from assistant.words import grammar
from assistant.words.fact_words import pattern, words
from corpus.document import Kpi, Role, Row
from corpus.frozen import dataclass
from corpus.records.targets import same_unit
from corpus.tables.cells.pairs import is_unit
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.records import NameKind

_ROWS = 12
_MOST = 4
_COMMON = 0.1


@dataclass(frozen=True, slots=True)
class Meant:
    """A figure that may be meant; `held` is the weight of the words that its label holds, `over` its rest."""

    row_id: int
    kpi: Kpi
    held: float
    over: int


def answer_labelled_figure(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The figure of the label that the question names, or each of several alike; None for no label."""
    question = desk.question
    if question.expects is Expects.NAME or asks_sum(question) or speaks_of_another(question):
        return None
    ranked = candidates(desk.index, question.subject, ids)[:_ROWS] if question.weight > 0 else ()
    found = [one for candidate in ranked for one in _of_row(desk, candidate.row_id, question.subject)]
    best = max((one.held for one in found), default=0.0)
    meant = [one for one in found if one.held == best]
    whole = [one for one in meant if not one.over]
    meant = whole or meant
    if not meant or len(meant) > _MOST:
        return None
    return tell_figures(desk, meant)


def answer_named_figure(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The figure whose label is a word that asks for any figure else: 「参加者数は」; None for no label."""
    if desk.question.weight > 0:
        return None
    asked = [compact(cue.word) for cue in desk.question.cues if cue.means("ask") == "quantity"]
    names = [name for name in desk.index.names_exact(asked) if name.kind is NameKind.KPI] if asked else []
    rows = dict.fromkeys(name.row_id for name in names if name.row_id is not None)
    found = [
        Meant(row_id, kpi, 1.0, 0)
        for row_id in rows
        if ids is None or row_id in ids
        for kpi in desk.row(row_id).kpis
        if compact(kpi.name) in asked
        and kpi.actual is not None
        and not is_printed_apart(desk.row(row_id), kpi)
    ]
    return tell_figures(desk, found) if 0 < len(found) <= _MOST else None


def _of_row(desk: Desk, row_id: int, asked: Sequence[Word]) -> Iterator[Meant]:
    """The figures of a row whose labels hold what its name does not."""
    row = desk.row(row_id)
    year = desk.question.year
    title = compact(row.title)
    for kpi in row.kpis:
        name = compact(kpi.name)
        if kpi.actual is None or (year is not None and kpi.actual.year != year) or is_printed_apart(row, kpi):
            continue
        inside = [word for word in asked if _holds(name, word)]
        others = [word for word in asked if word not in inside and word.weight > 0]
        telling = any(word.weight > 0 for word in inside) and _fits(desk, kpi)
        if telling and all(_holds(title, word) or _is_unit(kpi, word) for word in others):
            over = len(name) - sum(len(compact(word.surface)) for word in inside)
            # 率 and 数 are in many labels, and still tell 撤去率 from 撤去数.
            yield Meant(row_id, kpi, sum(word.weight or _COMMON for word in inside), max(0, over))


def is_printed_apart(row: Row, kpi: Kpi) -> bool:
    """Whether an indicator is stated with its target in a place of its own, and found by that."""
    name = compact(kpi.name)
    stated = (compact(cell.text) for cell in row.of(Role.KPI))
    return kpi.target is not None and (name == compact(row.title) or any(name in text for text in stated))


def _fits(desk: Desk, kpi: Kpi) -> bool:
    """Whether a figure is of the kind asked for: 「何冊」 asks for one in 冊, 「いくら」 for money."""
    unit = kpi.actual.unit if kpi.actual is not None else ""
    if desk.question.expects is Expects.DATE and unit not in words("units_of_time"):
        return False
    money = set(desk.question.units) & grammar.word_set("yen")
    if money and unit and unit not in desk.question.units:
        return False
    asked = [
        match.group(1) for match in _ASKED_UNIT.finditer(desk.question.folded) if is_unit(match.group(1))
    ]
    return not unit or not asked or any(same_unit(one, unit) for one in asked)


_ASKED_UNIT = expression(rf"{pattern('counts')}([^\s、。?？ぁ-ゖ]{{1,4}})")


def _holds(text: str, word: Word) -> bool:
    return compact(word.surface) in text or any(term in text for term in word.terms)


def _is_unit(kpi: Kpi, word: Word) -> bool:
    return kpi.actual is not None and compact(word.surface) == compact(kpi.actual.unit)


def tell_figures(desk: Desk, meant: Sequence[Meant]) -> Outcome:
    """Each of the figures with the row and the label that it is of."""
    lines: list[str] = []
    citations: list[Citation] = []
    marked: list[str] = []
    for one in meant:
        row, kpi = desk.row(one.row_id), one.kpi
        text = actual_text(desk, kpi)
        key = "value.figure" if kpi.target is None else "value.actual"
        value = desk.say(key, name=kpi.name, value=text)
        lines.append(desk.say("row.value", head=desk.head(row), value=value))
        citations += _cells(row, kpi)
        marked += figure(text, kpi.actual.value if kpi.actual else None)
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(citations)),
        highlights=tuple(dict.fromkeys(marked)),
        rows=tuple(dict.fromkeys(one.row_id for one in meant)),
    )


def _cells(row: Row, kpi: Kpi) -> tuple[Citation, ...]:
    found = tuple(cite(row, cell, kpi.text) for cell in row.cells if kpi.text in cell.text)
    return found if found and kpi.target is None else kpi_cells(row, kpi, Role.TARGET, Role.ACTUAL)

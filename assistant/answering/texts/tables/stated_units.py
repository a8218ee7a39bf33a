"""The unit that a paper prints above a table, 「（単位：千円）」, said beside a figure of it that has none.

It is quoted with its place and not put behind the figure: of two units a table may mean one here, one there.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from assistant.answering.desk import Desk, Outcome
from assistant.answering.texts.wanted import is_bare
from assistant.model.answer import Citation, Status
from assistant.words import text_words
from corpus.document import Locator
from corpus.text.expressions import expression
from index.find.entries import passages_by_id, passages_printing
from index.records import StoredPassage

_STATED = text_words.words("unit_stated")
_UNIT = expression(
    rf"[(（\[［]?\s*(?:{text_words.pattern('unit_stated')})\s*[：:\s]?[^()（）。]{{1,16}}[)）\]］]?"
)
_MOST = 200
# So many figures are told one by one; a longer list is no matter of cells.
_CELLS = 4
# So many lines below it the table may end whose headings are not known.
_NEAR = 60


def with_stated_units(desk: Desk, outcome: Outcome) -> Outcome:
    """The answer with what is printed of the unit above the table of its figures, where they show none."""
    cited = [one for one in outcome.citations if is_bare(one)]
    if outcome.status is not Status.ANSWERED or not 0 < len(cited) <= _CELLS or outcome.table is not None:
        return outcome
    stated = [
        one
        for one in passages_by_id(desk.index, passages_printing(desk.index, _STATED, _MOST)).values()
        if _UNIT.fullmatch(one.passage.text.strip())
    ]
    headings = {one for row in desk.rows(outcome.rows) for one in (row.section, row.group) if one}
    found = {above.id: above for one in cited if (above := _above(one, stated, headings)) is not None}
    if len(found) != 1:
        return outcome
    (unit,) = found.values()
    place = unit.passage.locator.label(desk.question.language)
    return outcome.with_notes(desk.say("cell.unit", quote=unit.passage.text.strip(), place=place))


def _above(cited: Citation, stated: Sequence[StoredPassage], headings: Set[str]) -> StoredPassage | None:
    """The last unit stated above a figure: under a heading of its row, else near by; None where none is."""
    before = [
        one
        for one in stated
        if one.document == cited.document
        and (lines := _lines_between(one.passage.locator, cited.locator)) is not None
        and (not headings.isdisjoint(one.passage.headings) if headings else lines <= _NEAR)
    ]
    return max(before, key=lambda one: one.number, default=None)


def _lines_between(unit: Locator, cell: Locator) -> int | None:
    """How many lines below one place another stands; None where it does not."""
    if unit.line is None or cell.line is None or unit.line >= cell.line:
        return None
    return cell.line - unit.line

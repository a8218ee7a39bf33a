"""Which rows are left behind each part of a question, by the rules of the query that was run."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.measuring import COUNTED, OF_KPIS, TERMS, is_dated
from assistant.answering.queries.meeting import met_figures, says_of_indicators
from assistant.answering.queries.running import passing
from assistant.answering.queries.telling import of_one_indicator
from assistant.explaining.parts import Part, Place
from assistant.model.answer import Status
from assistant.model.query import Query, changed_columns
from index.rows.figures import FigureKind
from index.rows.leading import rows_with
from index.rows.row_set import RowSet

Kept = Sequence[int] | None
"""The ids of the rows behind a part, in document order; None where the part leaves out no rows."""

NARROWING = frozenset({Place.WHERE, Place.MEASURE, Place.ROWS})
"""The places whose parts leave rows out for what comes behind them."""


def passing_parts(desk: Desk, found: Sequence[Part]) -> dict[int, RowSet]:
    """The rows that pass each part of the condition by itself, by its place."""
    return {
        place: RowSet.of(passing(desk, part.condition))
        for place, part in enumerate(found)
        if part.place is Place.WHERE
    }


def kept_behind(
    desk: Desk, outcome: Outcome, found: Sequence[Part], passed: dict[int, RowSet]
) -> tuple[Kept, ...]:
    """The rows behind each part; those of a side or of a claim leave out nothing for the next.

    `passed` are those that pass each part of the condition by itself.
    """
    kept = desk.index.every_row()
    last = max(passed, default=-1)
    behind: list[Kept] = []
    for place, part in enumerate(found):
        if part.place is Place.WHERE:
            kept &= passed[place]
            kept = _of_one_indicator(desk, kept) if place == last else kept
            behind.append(kept)
        else:
            behind.append(_behind(desk, outcome, part, kept))
    return tuple(behind)


def _of_one_indicator(desk: Desk, kept: RowSet) -> RowSet:
    """The rows of which one indicator meets all conditions, where the answer keeps to those."""
    query = desk.question.query
    return kept if query is None else RowSet.of(of_one_indicator(desk, query, kept))


def _behind(desk: Desk, outcome: Outcome, part: Part, kept: RowSet) -> Kept:
    """The rows behind a part that is none of the condition."""
    query = desk.question.query
    found = outcome.status is Status.ANSWERED
    if part.place in (Place.SIDE, Place.CLAIM):
        return kept & RowSet.of(passing(desk, part.condition))
    if part.place is Place.MEASURE and query is not None:
        return _with_figures(desk, query, kept)
    if part.place is Place.ROWS:
        # What stands in the texts of documents alone is found in no row.
        return tuple(outcome.rows) or (None if found else ())
    return None if found or part.place in (Place.HAVING, Place.SCOPE) else ()


def _with_figures(desk: Desk, query: Query, kept: RowSet) -> Sequence[int]:
    """The rows that have a figure of the measure; of indicators one that meets the condition."""
    dimension = query.measure
    if is_dated(desk) or says_of_indicators(query.where) or changed_columns(dimension) is not None:
        figures = met_figures(desk, query.where, kept, dimension)
        return tuple(dict.fromkeys(one.row_id for one in figures))
    of_kpis = FigureKind.KPI if dimension in OF_KPIS | TERMS else FigureKind.COLUMN
    return kept & rows_with(desk.index, FigureKind.ROW if dimension in COUNTED else of_kpis, dimension)

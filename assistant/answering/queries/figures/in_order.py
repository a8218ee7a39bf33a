"""Figures in order: the first of them, and what is said of all that are compared."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.queries.measuring import COUNTED, OF_KPIS, Measured, Of, is_dated, of_kpi
from assistant.answering.queries.meeting import says_of_indicators
from assistant.model.query import Condition
from corpus.frozen import dataclass
from index.rows.figures import FigureKind
from index.rows.leading import leading
from index.rows.row_set import RowSet


@dataclass(frozen=True, slots=True)
class Ordered:
    """The first figures, the best first: as many as are told, with all that are level with the last of them.

    How many there are in all, of how many rows and in which units, and whether all are of indicators.
    """

    first: Sequence[Measured]
    count: int
    rows: int
    units: frozenset[str]
    of_kpis: bool


def in_order(figures: Sequence[Measured]) -> Ordered:
    """All figures, which stand in their order."""
    rows = len({one.row_id for one in figures})
    units = frozenset(one.unit for one in figures)
    return Ordered(figures, len(figures), rows, units, all(one.of is Of.KPI for one in figures))


def leading_figures(
    desk: Desk, where: Condition | None, ids: Sequence[int], dimension: str, most: int, *, greatest: bool
) -> Ordered | None:
    """The `most` greatest (or least) figures of indicators of rows, or of what is counted of rows.

    None where they can't be told from their numbers alone: of columns, of a year, or of some indicators only.
    """
    counted = dimension in COUNTED
    if not counted and (dimension not in OF_KPIS or is_dated(desk) or says_of_indicators(where)):
        return None
    kind = FigureKind.ROW if counted else FigureKind.KPI
    found = leading(desk.index, kind, dimension, RowSet.of(ids), most, greatest=greatest)
    first = [
        Measured(desk, one.row_id, one.value, "", Of.COUNT) if counted else of_kpi(desk, one)
        for one in found.figures
    ]
    return Ordered(first, found.count, found.rows, found.units, found.of_indicators and not counted)

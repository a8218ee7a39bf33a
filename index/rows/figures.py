"""The figures of rows by dimension, read as columns of numbers: added up, bounded and put in order at once.

No row is looked at: what a figure is of is told by the id of its row and its part, which is the place of
its indicator among those of the row, or that of its cell less all cells, and so below 0.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import compress, repeat
from typing import TYPE_CHECKING, NamedTuple

from corpus.frozen import dataclass
from index.rows.row_set import RowSet
from index.work import spend

if TYPE_CHECKING:
    from index.store import Index

# Figures that are read in one step of work (see index/work.py).
_FIGURES_A_STEP = 2_000


class FigureKind(StrEnum):
    """What figures are of: indicators (target, actual, rate, gap, due, every_year, state), a column by its
    key, or rows as wholes (department_count, kpi_count).
    """

    KPI = "kpi"
    COLUMN = "column"
    ROW = "row"


class Figure(NamedTuple):
    """One figure in its unit as printed, empty where none is; a tuple, for there may be very many."""

    row_id: int
    part: int
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of one unit: how many, of how many rows, their sum, and the id of the first row."""

    unit: str
    count: int
    rows: int
    value: Decimal
    first: int


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """Figures of one unit and number of decimals; `parts` is empty where all have the same `part`."""

    unit: str
    decimals: int
    ids: Sequence[int]
    part: int
    parts: Sequence[int]
    wholes: Sequence[int]

    def chosen(self, flags: bytes | None) -> bytes | None:
        """A flag for each figure, as that of its row in `flags` is; None where all are wanted."""
        if flags is None or not self.ids:
            return None
        if isinstance(self.ids, range):
            return flags[self.ids.start : self.ids.stop]
        return bytes(map(flags.__getitem__, self.ids))

    def value(self, whole: int) -> Decimal:
        """A whole number with its point put back."""
        return Decimal(whole).scaleb(-self.decimals) if self.decimals else Decimal(whole)


Units = Callable[[str], bool]
Bound = tuple[Decimal, bool] | None
Bounds = tuple[Bound, Bound]


def figures(
    index: Index, kind: FigureKind, name: str, among: RowSet | None = None, units: Units | None = None
) -> list[Figure]:
    """The figures of a dimension that rows (all, for None) have, in document order; of some units alone."""
    found: list[tuple[int, int, int, int]] = []
    columns = [one for one in columns_of(index, kind, name) if units is None or units(one.unit)]
    every = flags_of(index, among)
    for place, column in enumerate(columns):
        lines = zip(
            column.ids, column.parts or repeat(column.part), column.wholes, repeat(place), strict=False
        )
        flags = column.chosen(every)
        found += lines if flags is None else compress(lines, flags)
    spend(1 + len(found) // _FIGURES_A_STEP)
    if len(columns) > 1:
        found.sort()
    values = [column.value for column in columns]
    units_of = [column.unit for column in columns]
    return [Figure(key, part, values[place](whole), units_of[place]) for key, part, whole, place in found]


def flags_of(index: Index, among: RowSet | None) -> bytes | None:
    """A flag for each id from 0 on, 1 where it is among some; None where all are."""
    return None if among is None else among.flags(0, index.last_row() + 1)


def count_figures(index: Index, kind: FigureKind, name: str, among: RowSet) -> int:
    """How many figures of a dimension some rows have."""
    every = flags_of(index, among)
    flags = ((column, column.chosen(every)) for column in columns_of(index, kind, name))
    return sum(len(column.wholes) if some is None else sum(some) for column, some in flags)


def sums(index: Index, kind: FigureKind, name: str, among: RowSet | None = None) -> tuple[Sum, ...]:
    """The figures of a dimension added up for each unit, the unit that comes first in the rows first."""
    totals: dict[str, list[Sum]] = {}
    every = flags_of(index, among)
    for column in columns_of(index, kind, name):
        flags = column.chosen(every)
        count = len(column.wholes) if flags is None else sum(flags)
        if not count:
            continue
        spend(1 + len(column.wholes) // (10 * _FIGURES_A_STEP))
        chosen = column.wholes if flags is None else compress(column.wholes, flags)
        ids = column.ids if flags is None else compress(column.ids, flags)
        first = next(iter(column.ids if flags is None else compress(column.ids, flags)))
        rows = count if isinstance(column.ids, range) else len(set(ids))
        totals.setdefault(column.unit, []).append(
            Sum(column.unit, count, rows, column.value(sum(chosen)), first)
        )
    return tuple(sorted(map(_joined, totals.values()), key=lambda one: one.first))


def _joined(some: Sequence[Sum]) -> Sum:
    """The sums of several numbers of decimals as one."""
    value = sum((one.value for one in some), Decimal(0))
    count, rows = sum(one.count for one in some), sum(one.rows for one in some)
    return Sum(some[0].unit, count, rows, value, min(one.first for one in some))


def rows_with_figure(
    index: Index, kind: FigureKind, name: str, bounds_in: Callable[[str], Bounds | None]
) -> RowSet:
    """The rows of which a figure lies within bounds, which are given for each unit; None for no figure of it.

    A bound is its value with whether that is left out, None for a free end.
    """
    found = RowSet()
    for column in columns_of(index, kind, name):
        bounds = bounds_in(column.unit)
        if bounds is None:
            continue
        spend(1 + len(column.wholes) // (10 * _FIGURES_A_STEP))
        low, high = _least(bounds[0], column.decimals), _greatest(bounds[1], column.decimals)
        lines = zip(column.ids, column.wholes, strict=True)
        found |= RowSet.of([key for key, whole in lines if low <= whole <= high])
    return found


def _least(bound: Bound, decimals: int) -> float | int:
    """The least whole number that lies above a bound."""
    if bound is None:
        return float("-inf")
    scaled = bound[0].scaleb(decimals)
    floor = int(scaled.to_integral_value(rounding="ROUND_FLOOR"))
    return floor + 1 if floor != scaled or bound[1] else floor


def _greatest(bound: Bound, decimals: int) -> float | int:
    """The greatest whole number that lies below a bound."""
    if bound is None:
        return float("inf")
    scaled = bound[0].scaleb(decimals)
    ceiling = int(scaled.to_integral_value(rounding="ROUND_CEILING"))
    return ceiling - 1 if ceiling != scaled or bound[1] else ceiling


def columns_of(index: Index, kind: FigureKind, name: str) -> tuple[FigureColumn, ...]:
    def make() -> tuple[tuple[FigureColumn, ...], int]:
        sql = (
            "SELECT document, unit, decimals, first, positions, parts, wholes FROM figures"
            " WHERE kind = ? AND name = ? ORDER BY document, chunk"
        )
        starts = index.first_rows()
        found = tuple(_read(starts[line[0]], line[1:]) for line in index.read(sql, (kind.value, name)))
        size = sum(len(one.wholes) * 8 + len(one.parts) * 4 + 500 for one in found)
        return found, size + sum(0 if isinstance(one.ids, range) else len(one.ids) * 4 for one in found)

    return index.kept.get(("figures", kind, name), make)


def _read(start: int, line: tuple[str, int, int, bytes, bytes, bytes]) -> FigureColumn:
    unit, decimals, first, positions, parts, packed = line
    wholes = array("q", zlib.decompress(packed))
    ids: Sequence[int] = range(start + first, start + first + len(wholes))
    if positions:
        ids = array("I", [start + place for place in array("I", zlib.decompress(positions))])
    places = array("i", zlib.decompress(parts))
    return FigureColumn(unit, decimals, ids, places[0], places if len(places) > 1 else (), wholes)

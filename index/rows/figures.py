"""The figures of rows by dimension, read as columns of numbers: added up, bounded and put in order at once.

No row is looked at: what a figure is of is told by the id of its row and its part, which is the place of
its indicator among those of the row, or that of its cell less all cells, and so below 0.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, partial
from itertools import compress, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from corpus.frozen import dataclass
from index.rows.row_set import RowSet
from index.work import spend

if TYPE_CHECKING:
    from index.store import Index

# Figures that are read in one step of work (see index/work.py).
_FIGURES_A_STEP = 2_000
# Of fewer than one in so many, each is looked up.
_FEW = 8


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
    """Figures of one unit and number of decimals; `parts` is empty where all have the same `part`.

    `held` has a bit for each row from that of the first figure on, 1 where it has a figure.
    """

    unit: str
    decimals: int
    ids: Sequence[int]
    part: int
    parts: Sequence[int]
    wholes: Sequence[int]
    held: int

    def chosen(self, among: Rows | None) -> Chosen:
        """The figures of some rows; of all for None."""
        if among is None or not self.ids:
            return Chosen(self)
        found = among.rows.overlap(self.ids[0], self.held)
        if len(found) * _FEW < len(self.ids):
            return Chosen(self, places=self._places(found))
        if isinstance(self.ids, range):
            return Chosen(self, among.flags[self.ids.start : self.ids.stop])
        return Chosen(self, bytes(map(among.flags.__getitem__, self.ids)))

    def _places(self, rows: RowSet) -> Sequence[int]:
        """The places of the figures of some rows, which are counted from that of the first figure."""
        if isinstance(self.ids, range):
            return tuple(rows)
        first = self.ids[0]
        places = []
        for row in rows:
            place = bisect_left(self.ids, first + row)
            places.append(place)
            while self.parts and place + 1 < len(self.ids) and self.ids[place + 1] == first + row:
                place += 1
                places.append(place)
        return places

    def value(self, whole: int) -> Decimal:
        """A whole number with its point put back."""
        return Decimal(whole).scaleb(-self.decimals) if self.decimals else Decimal(whole)


class Chosen:
    """Some figures of a column: where they are few, the others are passed over and not looked at."""

    def __init__(
        self, column: FigureColumn, flags: bytes | None = None, places: Sequence[int] | None = None
    ) -> None:
        self.column = column
        self._flags = flags
        self._places = places
        if places is not None:
            self.count = len(places)
        else:
            self.count = len(column.wholes) if flags is None else flags.count(1)

    def ids(self) -> Iterable[int]:
        """The ids of their rows."""
        return self._of(self.column.ids)

    def parts(self) -> Iterable[int]:
        """Their parts."""
        return self._of(self.column.parts) if self.column.parts else repeat(self.column.part, self.count)

    def wholes(self) -> Iterable[int]:
        """The figures as whole numbers."""
        return self._of(self.column.wholes)

    def least_part(self) -> int:
        """The least of their parts, of which there is one."""
        return min(self.parts()) if self.column.parts else self.column.part

    def rows(self) -> int:
        """How many rows they are of: a row has several in a column only by several parts."""
        return len(set(self.ids())) if self.column.parts else self.count

    def _of(self, values: Sequence[int]) -> Iterable[int]:
        if self._places is not None:
            return map(values.__getitem__, self._places)
        return values if self._flags is None else compress(values, self._flags)


class Rows:
    """The rows whose figures are in question, as a set and as flags, which only some columns need."""

    def __init__(self, index: Index, rows: RowSet) -> None:
        self.rows = rows
        self._index = index

    @cached_property
    def flags(self) -> bytes:
        """For each id from 0 on 1 where it is among them, and 0 elsewhere."""
        return self.rows.flags(0, self._index.last_row() + 1)


Units = Callable[[str], bool]
Bound = tuple[Decimal, bool] | None
Bounds = tuple[Bound, Bound]


def figures(
    index: Index, kind: FigureKind, name: str, among: RowSet | None = None, units: Units | None = None
) -> list[Figure]:
    """The figures of a dimension that rows (all, for None) have, in document order; of some units alone."""
    found: list[Figure] = []
    columns = [one for one in columns_of(index, kind, name) if units is None or units(one.unit)]
    every = rows_of(index, among)
    for column in columns:
        some = column.chosen(every)
        values = map(column.value if column.decimals else Decimal, some.wholes())
        # Made as tuples are: there may be very many.
        found += map(_figure, zip(some.ids(), some.parts(), values, repeat(column.unit), strict=False))
    spend(1 + len(found) // _FIGURES_A_STEP)
    if len(columns) > 1:
        found.sort(key=_PLACE)
    return found


_figure: Callable[[tuple[int, int, Decimal, str]], Figure] = partial(tuple.__new__, Figure)
_PLACE = itemgetter(0, 1)


def rows_of(index: Index, among: RowSet | None) -> Rows | None:
    """The rows in question; None for all."""
    return None if among is None else Rows(index, among)


def count_figures(index: Index, kind: FigureKind, name: str, among: RowSet) -> int:
    """How many figures of a dimension some rows have."""
    every = rows_of(index, among)
    return sum(column.chosen(every).count for column in columns_of(index, kind, name))


def sums(index: Index, kind: FigureKind, name: str, among: RowSet | None = None) -> tuple[Sum, ...]:
    """The figures of a dimension added up for each unit, the unit that comes first in the rows first."""
    totals: dict[str, list[Sum]] = {}
    every = rows_of(index, among)
    for column in columns_of(index, kind, name):
        some = column.chosen(every)
        if not some.count:
            continue
        spend(1 + len(column.wholes) // (10 * _FIGURES_A_STEP))
        value, first = column.value(sum(some.wholes())), next(iter(some.ids()))
        totals.setdefault(column.unit, []).append(Sum(column.unit, some.count, some.rows(), value, first))
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
        if bounds == (None, None):
            found |= RowSet(column.held << column.ids[0])
            continue
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
    held = (1 << len(wholes)) - 1
    if positions:
        held = RowSet.of(key - ids[0] for key in ids).bits
    return FigureColumn(unit, decimals, ids, places[0], places if len(places) > 1 else (), wholes, held)

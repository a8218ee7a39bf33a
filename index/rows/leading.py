"""The first figures of a dimension in order: those that are told, others being but counted."""

from __future__ import annotations

from heapq import nlargest, nsmallest
from typing import TYPE_CHECKING

from corpus.frozen import dataclass
from index.rows.figures import Chosen, Figure, FigureKind, columns_of, rows_of, rows_with_figure
from index.rows.row_set import RowSet
from index.work import spend

if TYPE_CHECKING:
    from index.store import Index

_FIGURES_A_STEP = 20_000


@dataclass(frozen=True, slots=True)
class Leading:
    """The first figures in an order, the best first, with all that are level with the last of them.

    Beside them how many there are in all, of how many rows and in which units, and whether all have a part
    that is the place of an indicator.
    """

    figures: tuple[Figure, ...]
    count: int
    rows: int
    units: frozenset[str]
    of_indicators: bool


@dataclass(frozen=True, slots=True)
class _Scaled:
    """The figures of a column that are in question; times `scale` they are alike in all columns."""

    some: Chosen
    scale: int

    def beyond(self, last: int, greatest: bool) -> list[tuple[int, int, int, Figure]]:
        """The figures up to the last that is wanted, each with what it is ordered by."""
        lines = zip(self.some.wholes(), self.some.ids(), self.some.parts(), strict=True)
        # A whole number is compared as it is: that is done for each of them.
        end = -(-last // self.scale) if greatest else last // self.scale
        found = [line for line in lines if (line[0] >= end if greatest else line[0] <= end)]
        sign = -self.scale if greatest else self.scale
        value, unit = self.some.column.value, self.some.column.unit
        return [
            (sign * whole, key, part, Figure(key, part, value(whole), unit)) for whole, key, part in found
        ]


def leading(
    index: Index, kind: FigureKind, name: str, among: RowSet | None, most: int, *, greatest: bool
) -> Leading:
    """The `most` greatest (or least) figures that some rows have, and those level with the last.

    Figures of all units are compared by their numbers; level ones come in document order.
    """
    every = rows_of(index, among)
    columns = columns_of(index, kind, name)
    decimals = max((column.decimals for column in columns), default=0)
    flagged = [_Scaled(one.chosen(every), 10 ** (decimals - one.decimals)) for one in columns]
    held = [one for one in flagged if one.some.count]
    spend(1 + sum(one.some.count for one in held) // _FIGURES_A_STEP)
    if not held:
        return Leading((), 0, 0, frozenset(), True)
    choose = nlargest if greatest else nsmallest
    ends = choose(most, [w * one.scale for one in held for w in choose(most, one.some.wholes())])
    found = sorted(line for one in held for line in one.beyond(ends[-1], greatest))
    return Leading(
        tuple(figure for *_, figure in found),
        sum(one.some.count for one in held),
        len(rows_with(index, kind, name) if among is None else rows_with(index, kind, name) & among),
        frozenset(one.some.column.unit for one in held),
        all(one.some.least_part() >= 0 for one in held),
    )


def rows_with(index: Index, kind: FigureKind, name: str) -> RowSet:
    """The rows that have a figure of a dimension."""

    def make() -> tuple[RowSet, int]:
        found = rows_with_figure(index, kind, name, lambda _: (None, None))
        return found, index.last_row() // 8 + 200

    return index.kept.get(("rows with", kind, name), make)

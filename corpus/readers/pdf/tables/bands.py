"""Puts the columns of a sheet back side by side that were printed on pages of their own.

A sheet that is wider than the paper is printed in bands of columns: all rows with the first columns, then all
rows with the next ones, or each page of rows with its further columns behind it. The rules between the rows
then stand at the same heights on the pages that belong together, and the columns elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.tables.joins import common_columns
from corpus.readers.pdf.tables.shading import NEAR
from corpus.readers.pdf.tables.tables import PageTable
from corpus.source import GridCell

# Rules of one row on two pages stand this near, in points.
_SAME = 1.0
# Rows of so many heights are not alike by chance; of rows that are all equally high, so many are wanted.
_HEIGHTS, _ROWS = 3, 5


def bands_of(tables: Sequence[PageTable | None]) -> tuple[tuple[int, ...], ...]:
    """The pages in their new order, each with the pages behind it that hold its further columns.

    `tables` has the one table of each page, None for a page that has not just one.
    """
    groups: list[tuple[int, ...]] = []
    start = 0
    while start < len(tables):
        found = _sheet(tables, start)
        groups += found
        start += sum(map(len, found))
    return tuple(groups)


def _sheet(tables: Sequence[PageTable | None], start: int) -> list[tuple[int, ...]]:
    """The pages of the sheet that begins at `start`; that page alone where no band follows."""
    for rows in range(1, (len(tables) - start) // 2 + 1):
        count = 1
        while _goes_on(tables[start : start + rows], tables[start + count * rows :][:rows]):
            count += 1
        if count > 1:
            return [tuple(start + row + band * rows for band in range(count)) for row in range(rows)]
    return [(start,)]


def _goes_on(left: Sequence[PageTable | None], right: Sequence[PageTable | None]) -> bool:
    """Whether the pages of a band have the same rows as those of another, in other columns."""
    if len(left) != len(right):
        return False
    heights: list[int] = []
    for one, other in zip(left, right, strict=True):
        if one is None or other is None or not _same(one.heights, other.heights):
            return False
        heights += [round(below - above) for above, below in pairwise(one.heights)]
        alike = common_columns(one, other) is not None
        if alike and (len(set(heights)) <= _HEIGHTS or _shares_labels(one.rows, other.rows)):
            return False
    return len(set(heights)) >= _HEIGHTS or len(heights) >= _ROWS


def _same(left: Sequence[float], right: Sequence[float]) -> bool:
    return len(left) == len(right) and all(
        abs(one - other) <= _SAME for one, other in zip(left, right, strict=True)
    )


def _shares_labels(left: Sequence[Sequence[GridCell]], right: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a text stands at the same place of the first row or column of both, as in a form."""
    pairs = [
        *zip(left[0], right[0], strict=False),
        *((one[0], other[0]) for one, other in zip(left, right, strict=True)),
    ]
    return any(one.text and one.text == other.text for one, other in pairs)


def beside(tables: Sequence[PageTable]) -> PageTable:
    """One table of several with the same rows; columns that a further one repeats as its titles go once."""
    whole = tables[0]
    for table in tables[1:]:
        titles = _titles(tables[0].rows, table.rows)
        left = table.columns[titles]
        shift = whole.columns[-1] - left
        whole = replace(
            whole,
            columns=whole.columns + [x + shift for x in table.columns[titles + 1 :]],
            rows=[[*row, *more[titles:]] for row, more in zip(whole.rows, table.rows, strict=True)],
            tails=whole.tails
            + tuple((x + shift, line, right) for x, line, right in table.tails if x > left - NEAR),
            heads=tuple(
                {**own, **{x + shift: line for x, line in more.items() if x > left - NEAR}}
                for own, more in zip(whole.heads, table.heads, strict=True)
            ),
        )
    return whole


def _titles(first: Sequence[Sequence[GridCell]], other: Sequence[Sequence[GridCell]]) -> int:
    """How many columns at the left edge are those of the first table, printed again."""
    count = 0
    while count < min(len(first[0]), len(other[0]) - 1):
        texts = [row[count].text for row in first]
        if not any(texts) or texts != [row[count].text for row in other]:
            break
        count += 1
    return count

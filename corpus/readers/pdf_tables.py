"""Finds the ruled tables of a PDF page, cell by cell, and joins a table that goes over pages.

A row that a page end cuts in two often has no rule at the cut: the vertical rules run on, and a rule is put
at their ends, or the parser would not see half a row. Every row keeps its place on its own page.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.page import Page

from corpus.document import Locator
from corpus.readers.cells import MAX_CELLS, too_wide
from corpus.readers.pdf_lines import Glyph, flow, go_on, lines_of
from corpus.source import GridCell

_NEAR = 3.0
"""Rules less than this far apart, in points, are one: what pdfplumber snaps together."""

_LONG = 15

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PageTable:
    """A table on one page: `columns` are the x of its vertical rules, a row has a cell for each gap between.

    `is_open_above` and `is_open_below` say that its first or last row has no rule at the page's end.
    Lengths are in points.
    """

    page: int
    top: float
    bottom: float
    columns: list[float]
    rows: list[list[GridCell]]
    is_open_above: bool = False
    is_open_below: bool = False
    first_height: float = 0.0


def open_ends(page: Page) -> list[dict[str, Any]]:
    """Horizontal rules, as pdfplumber takes them, for the ends of vertical rules that no rule closes."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    level = [edge for edge in page.edges if edge["orientation"] == "h"]
    rules = []
    for end in ("top", "bottom"):
        for group in _clusters(upright, end):
            y = sum(edge[end] for edge in group) / len(group)
            x0, x1 = min(edge["x0"] for edge in group), max(edge["x1"] for edge in group)
            closed = any(
                abs(edge["top"] - y) <= _NEAR and edge["x1"] > x0 and edge["x0"] < x1 for edge in level
            )
            if len({round(edge["x0"]) for edge in group}) > 2 and not closed:
                rules.append(
                    {
                        "object_type": "line",
                        "x0": x0,
                        "x1": x1,
                        "top": y,
                        "bottom": y,
                        "width": x1 - x0,
                        "height": 0,
                    }
                )
    return rules


def _clusters(edges: Iterable[dict[str, Any]], end: str) -> list[list[dict[str, Any]]]:
    """Edges whose ends stand at one height."""
    groups: list[list[dict[str, Any]]] = []
    for edge in sorted(edges, key=lambda edge: float(edge[end])):
        if groups and edge[end] - groups[-1][0][end] <= _NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def tables_of(page: Page, glyphs: Sequence[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page from top to bottom, counted from 1, and the glyphs that stand in none.

    A frame around text is no table: its glyphs are among the rest.
    """
    rules = open_ends(page)
    found = page.find_tables({"explicit_horizontal_lines": rules})
    tables: list[PageTable] = []
    rest = list(glyphs)
    for table in sorted(found, key=lambda table: (table.bbox[1], table.bbox[0])):
        boxes = [(float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in table.cells]
        built = _Lattice(boxes).build(rest, page.page_number, len(tables) + 1)
        if built is None:
            continue
        built_table, rest = built
        ends = [rule["top"] for rule in rules]
        built_table.is_open_above = any(abs(y - built_table.top) <= _NEAR for y in ends)
        built_table.is_open_below = any(abs(y - built_table.bottom) <= _NEAR for y in ends)
        tables.append(built_table)
    return tables, rest


class _Lattice:
    """The boxes of one table on the grid of all their edges; a slot is owned by the box that covers it."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self.columns = _edges([x for box in boxes for x in (box[0], box[2])])
        self.heights = _edges([y for box in boxes for y in (box[1], box[3])])
        slots = (len(self.columns) - 1) * (len(self.heights) - 1)
        if slots > MAX_CELLS:
            raise too_wide(slots)
        self._owner: dict[tuple[int, int], int] = {}
        self._anchor: list[tuple[int, int]] = []
        for index, (x0, top, x1, bottom) in enumerate(boxes):
            left, right = _at(self.columns, x0), _at(self.columns, x1)
            above, below = _at(self.heights, top), _at(self.heights, bottom)
            self._anchor.append((above, left))
            for row in range(above, below):
                for column in range(left, right):
                    self._owner.setdefault((row, column), index)

    def build(self, glyphs: Sequence[Glyph], page: int, number: int) -> tuple[PageTable, list[Glyph]] | None:
        """The table with its text, and the glyphs outside; None for a frame or a blank table."""
        inside: dict[int, list[Glyph]] = {}
        outside = []
        for glyph in glyphs:
            row = bisect.bisect_right(self.heights, glyph.middle) - 1
            column = bisect.bisect_right(self.columns, (glyph.x0 + glyph.x1) / 2) - 1
            owner = self._owner.get((row, column))
            if owner is None:
                outside.append(glyph)
            else:
                inside.setdefault(owner, []).append(glyph)
        texts = {
            owner: flow(lines_of(own), self._boxes[owner][0], self._boxes[owner][2])
            for owner, own in inside.items()
        }
        if len(self.columns) < 3 or not any(texts.values()):
            return None
        rows = [self._row(row, texts, page, number) for row in range(len(self.heights) - 1)]
        table = PageTable(page, self.heights[0], self.heights[-1], self.columns, rows)
        table.first_height = self.heights[1] - self.heights[0]
        return table, outside

    def _row(self, row: int, texts: dict[int, str], page: int, number: int) -> list[GridCell]:
        own = Locator(page=page, table=number, row=row + 1)
        cells = []
        for column in range(len(self.columns) - 1):
            owner = self._owner.get((row, column))
            if owner is None:
                cells.append(GridCell("", own))
            else:
                anchor = self._anchor[owner]
                place = replace(own, row=anchor[0] + 1)
                cells.append(GridCell(texts.get(owner, ""), place, anchor != (row, column)))
        return cells


def _edges(values: Iterable[float]) -> list[float]:
    """The distinct positions, those nearer than a rule is wide taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 1:
            edges.append(value)
    return edges


def _at(edges: Sequence[float], value: float) -> int:
    return bisect.bisect_right(edges, value + 0.01) - 1


def join(above: PageTable, below: PageTable, limit: float) -> bool:
    """Takes the rows of a table into the one that it goes on from; False when it is a table of its own.

    It goes on when its vertical rules stand where the other's do, and either its header rows are printed
    again (they are dropped) or its first row had no room above `limit`, the y where the document's pages end.
    A row cut by the page's end is put together, and a merged cell that goes on is filled.
    """
    columns = _common_columns(above, below) if below.page == above.page + 1 else None
    if columns is None:
        return False
    upper = [_widen(row, above.columns, columns) for row in above.rows]
    shift = above.columns[0] - below.columns[0]
    shifted = [x + shift for x in below.columns]
    lower = [_widen(row, shifted, columns) for row in below.rows]
    repeated = 0
    while repeated < min(len(upper), len(lower)) and _squeezed(upper[repeated]) == _squeezed(lower[repeated]):
        repeated += 1
    is_cut = above.is_open_below and below.is_open_above
    had_room = above.bottom + below.first_height + _NEAR < limit
    if not repeated and not is_cut and (had_room or _is_form(upper[0], lower[0])):
        return False
    lower = lower[repeated:]
    if lower and (is_cut or _goes_on(upper[-1], lower)):
        upper[-1] = [_continued(cell, more) for cell, more in zip(upper[-1], lower[0], strict=True)]
        lower = lower[1:]
    _carry_down(upper, lower)
    above.rows, above.columns = upper + lower, columns
    above.page, above.bottom, above.is_open_below = below.page, below.bottom, below.is_open_below
    return True


def _common_columns(above: PageTable, below: PageTable) -> list[float] | None:
    """The vertical rules of both when one table has all that the other has, side margins apart; else None."""
    shift = above.columns[0] - below.columns[0]
    moved = [x + shift for x in below.columns]
    if abs(moved[-1] - above.columns[-1]) > _NEAR:
        return None
    more, fewer = (above.columns, moved) if len(above.columns) >= len(moved) else (moved, above.columns)
    if len(fewer) < 3 or any(min(abs(x - y) for y in more) > _NEAR for x in fewer):
        return None
    return more


def _widen(row: list[GridCell], columns: Sequence[float], onto: Sequence[float]) -> list[GridCell]:
    """The row on a finer grid: a cell over several of the new columns is repeated, marked as filled."""
    if len(columns) == len(onto):
        return row
    cells = []
    for left, right in itertools.pairwise(onto):
        column = bisect.bisect_right(columns, (left + right) / 2) - 1
        cell = row[min(max(column, 0), len(row) - 1)]
        begins = abs(columns[column] - left) <= _NEAR
        cells.append(cell if begins else replace(cell, filled=True))
    return cells


def _squeezed(row: Iterable[GridCell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _is_form(first: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    """Whether two first rows share a label but not all: the same form, filled in once more."""
    pairs = zip(_squeezed(first), _squeezed(other), strict=True)
    return any(one and one == two for one, two in pairs)


def _goes_on(last: Sequence[GridCell], rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first row is the rest of the last row above, cut by a page's end that is ruled.

    It is when its first cells are blank, none of them a merged one, and all that is printed goes on from a
    long text.
    """
    printed = [column for column, cell in enumerate(rows[0]) if cell.text]
    if not printed or printed[0] == 0 or any(_spans_down(rows, column) for column in range(printed[0])):
        return False
    return all(len(last[column].text) >= _LONG for column in printed)


def _spans_down(rows: Sequence[Sequence[GridCell]], column: int) -> bool:
    """Whether the box at the head of a column covers the next row too."""
    return len(rows) > 1 and rows[1][column].filled and rows[1][column].locator == rows[0][column].locator


def _continued(cell: GridCell, more: GridCell) -> GridCell:
    text = go_on(cell.text, more.text) if cell.text != more.text or not cell.filled else cell.text
    return replace(cell, text=text)


def _carry_down(upper: Sequence[Sequence[GridCell]], lower: list[list[GridCell]]) -> None:
    """Fills a blank box at the page's head that is the rest of a merged one with what stood above."""
    if not lower:
        return
    for column, cell in enumerate(lower[0]):
        was_merged = len(upper) > 1 and upper[-1][column].locator == upper[-2][column].locator
        if cell.text or not (was_merged or _spans_down(lower, column)):
            continue
        for row in lower:
            if row[column].locator != cell.locator:
                break
            row[column] = replace(upper[-1][column], filled=True)

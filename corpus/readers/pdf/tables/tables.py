"""Finds the ruled tables of a PDF page, cell by cell; `joins` and `bands` join them over pages.

A row that a page end cuts in two often has no rule at the cut: the vertical rules run on, and a rule is put
at their ends, or the parser would not see half a row. Every row keeps its place on its own page.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pdfplumber.page import Page

from corpus.document import Locator
from corpus.readers.cells import MAX_CELLS, too_wide
from corpus.readers.pdf.tables.shading import NEAR, rule, without_shading
from corpus.readers.pdf.texts.lines import Glyph, Line, flow, lines_of, reach, turned
from corpus.source import GridCell

# Less room below a text than this many of its lines: it stands down to the rule.
_ROOM = 1.5
# So near to each other two rules are one that is drawn double, in points.
_THIN = 5.0

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PageTable:
    """A table on one page: `columns` are the x of its vertical rules, a row has a cell for each gap between.

    `heights` are the y of the rules between its rows. `is_open_above` and `is_open_below` say that its first
    or last row has no rule at the page's end. `tails` are the last lines of the texts that stand down to the
    lower rule, each between the left rule of its cell and how far its text may reach; `heads` are the first
    lines of its cells by the left rule, row by row. `inside` are the characters of each
    cell, from left to right. `is_chart` says that it was read from bars. Lengths are in points.
    """

    page: int
    top: float
    bottom: float
    columns: list[float]
    rows: list[list[GridCell]]
    is_open_above: bool = False
    is_open_below: bool = False
    heights: list[float] = field(default_factory=list)
    tails: tuple[tuple[float, Line, float], ...] = ()
    heads: tuple[dict[float, Line], ...] = ()
    inside: list[list[Glyph]] = field(default_factory=list)
    is_chart: bool = False

    @property
    def glyphs(self) -> list[Glyph]:
        """All its characters."""
        return [glyph for own in self.inside for glyph in own]


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
                abs(edge["top"] - y) <= NEAR and edge["x1"] > x0 and edge["x0"] < x1 for edge in level
            )
            if len({round(edge["x0"]) for edge in group}) > 2 and not closed:
                rules.append(rule(x0, y, x1, y))
    return rules


def _clusters(edges: Iterable[dict[str, Any]], end: str) -> list[list[dict[str, Any]]]:
    """Edges whose ends stand at one height."""
    groups: list[list[dict[str, Any]]] = []
    for edge in sorted(edges, key=lambda edge: float(edge[end])):
        if groups and edge[end] - groups[-1][0][end] <= NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def tables_of(
    page: Page,
    glyphs: Sequence[Glyph],
    is_table: Callable[[PageTable, bool], bool],
    has_boxes: Callable[[PageTable], bool] = lambda _: False,
) -> tuple[list[PageTable], list[PageTable], list[Glyph]]:
    """The tables of a page from top to bottom, counted from 1, its boxes of text, and all other glyphs.

    `is_table` says whether a lattice is one, given too whether shading alone draws it; `has_boxes` whether
    another is boxes of text. The glyphs of all others are among the rest.
    """
    page, sides, is_shaded = without_shading(page)
    rules = open_ends(page)
    level = [side for side in sides if side["height"] == 0]
    upright = [side for side in sides if side["height"] > 0]
    found = page.find_tables(
        {"explicit_horizontal_lines": [*rules, *level], "explicit_vertical_lines": upright}
    )
    tables: list[PageTable] = []
    boxed: list[list[Box]] = []
    rest = list(glyphs)
    for table in sorted(found, key=lambda table: (table.bbox[1], table.bbox[0])):
        boxes = [(float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in table.cells]
        built = _Lattice(boxes, rest).build(rest, page.page_number, len(tables) + 1)
        if built is None:
            continue
        if not is_table(built[0], is_shaded):
            boxed += [boxes] if has_boxes(built[0]) else []
            continue
        built_table, rest = built
        ends = [rule["top"] for rule in rules]
        built_table.is_open_above = any(abs(y - built_table.top) <= NEAR for y in ends)
        built_table.is_open_below = any(abs(y - built_table.bottom) <= NEAR for y in ends)
        tables.append(built_table)
    frames: list[PageTable] = []
    for boxes in boxed:
        built = _Lattice(boxes, rest).build(rest, page.page_number, 0)
        if built is not None:
            frames, rest = [*frames, built[0]], built[1]
    return tables, frames, rest


class _Lattice:
    """The boxes of one table on the grid of all their edges; a slot is owned by the box that covers it."""

    def __init__(self, boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> None:
        self._boxes = list(boxes)
        self.columns = _edges([x for box in boxes for x in (box[0], box[2])])
        self.heights = _without_bands(_edges([y for box in boxes for y in (box[1], box[3])]), glyphs)
        slots = (len(self.columns) - 1) * (len(self.heights) - 1)
        if slots > MAX_CELLS:
            raise too_wide(slots)
        self._owner: dict[tuple[int, int], int] = {}
        self._anchor: list[tuple[int, int]] = []
        for index, (x0, top, x1, bottom) in enumerate(boxes):
            left, right = at(self.columns, x0), at(self.columns, x1)
            above, below = at(self.heights, top), at(self.heights, bottom)
            self._anchor.append((above, left))
            for row in range(above, below):
                for column in range(left, right):
                    self._owner.setdefault((row, column), index)
        self._close_sides()

    def _close_sides(self) -> None:
        """Gives a box to each slot of an outer column that has a head but no rule at its outer side."""
        for column in {0, len(self.columns) - 2}:
            rows = range(len(self.heights) - 1)
            if not any((row, column) in self._owner for row in rows):
                continue
            for row in rows:
                if (row, column) not in self._owner:
                    self._owner[row, column] = len(self._boxes)
                    self._anchor.append((row, column))
                    sides = self.columns[column : column + 2]
                    self._boxes.append((sides[0], self.heights[row], sides[1], self.heights[row + 1]))

    def build(self, glyphs: Sequence[Glyph], page: int, number: int) -> tuple[PageTable, list[Glyph]] | None:
        """The table with its text, and the glyphs outside; None for a blank table."""
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
        sides = {owner: turned(own, self._boxes[owner]) for owner, own in inside.items()}
        lines = {owner: lines_of(own) for owner, (own, _) in sides.items()}
        texts = {owner: flow(own, sides[owner][1][0], sides[owner][1][2]) for owner, own in lines.items()}
        if not any(texts.values()):
            return None
        rows = [self._row(row, texts, page, number) for row in range(len(self.heights) - 1)]
        table = PageTable(page, self.heights[0], self.heights[-1], self.columns, rows)
        table.heights = self.heights
        table.inside = [inside[owner] for owner in sorted(inside, key=lambda owner: self._boxes[owner][:2])]
        table.heads = tuple({} for _ in rows)
        lines = {owner: own for owner, own in lines.items() if own and sides[owner][1] == self._boxes[owner]}
        for owner, own in lines.items():
            table.heads[self._anchor[owner][0]][self._boxes[owner][0]] = own[0]
        full = [owner for owner, own in lines.items() if self._is_full(owner, own[-1])]
        table.tails = tuple(self._tail(owner, lines[owner]) for owner in full)
        return table, outside

    def _is_full(self, owner: int, last: Line) -> bool:
        """Whether a cell ends at the table's lower end, and its last line with it."""
        bottom = self._boxes[owner][3]
        return abs(bottom - self.heights[-1]) <= NEAR and bottom - last.bottom < _ROOM * last.size

    def _tail(self, owner: int, lines: Sequence[Line]) -> tuple[float, Line, float]:
        left, _, right, _ = self._boxes[owner]
        return left, lines[-1], reach(lines, left, right)

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


def _without_bands(heights: Sequence[float], glyphs: Sequence[Glyph]) -> list[float]:
    """The heights less those right below another, with no room for a line between: rules that are double."""
    middles = sorted(glyph.middle for glyph in glyphs if not glyph.text.isspace())
    return [
        height
        for place, height in enumerate(heights)
        if place == 0
        or height - heights[place - 1] > _THIN
        or bisect.bisect(middles, height) > bisect.bisect(middles, heights[place - 1])
    ]


def at(edges: Sequence[float], value: float) -> int:
    """The index of the gap between edges in which a position stands."""
    return bisect.bisect_right(edges, value + 0.01) - 1

"""Tells frames and drawings from tables: boxes around running text, bars of charts, boxes of diagrams.

A table has labels, and its rules run between its texts. What stands in a frame or a drawing is read as text.
"""

from __future__ import annotations

import bisect
from itertools import pairwise

from corpus.readers.pdf.tables.joins import common_columns
from corpus.readers.pdf.tables.tables import PageTable
from corpus.readers.pdf.texts.furniture import MARGIN
from corpus.readers.pdf.texts.lines import rows_of

# Characters so near by their size touch; a rule so near to one's edge by its width is beside it.
_TOUCH, _EDGE = 0.08, 0.25
# A cell of so many characters holds running text.
_PROSE = 80
# A drawing has so many texts that its rules cut, at least where it has more rows than one, and for each text;
# so many places lack an own one.
_CUT, _FEWEST_CUT, _BLANK = 0.15, 2, 0.3


def is_table(table: PageTable, height: float, is_shaded: bool, before: PageTable | None) -> bool:
    """Whether a lattice on a page so high is a table; `is_shaded` where shading alone draws it.

    What may go on from `before`, the last table of the page before, is one. A single row is none where
    shading alone makes it, as of a title, nor in a page's margin.
    """
    if before is not None and common_columns(before, table) is not None:
        return True
    if len(table.rows) == 1:
        is_marginal = table.bottom < height * MARGIN or table.top > height * (1 - MARGIN)
        if is_shaded or is_marginal:
            return False
    return len(table.columns) > 2 and not is_frame(table) and not is_drawing(table)


def has_boxes(table: PageTable) -> bool:
    """Whether a frame has several boxes of running text side by side."""
    own = [row for row in table.rows if any(cell.text for cell in row)]
    printed = sum(bool(cell.text) and not cell.filled for row in own for cell in row)
    return len(own) == 1 and printed > 1 and is_frame(table)


def is_frame(table: PageTable) -> bool:
    """Whether the boxes hold running text: a single one, or those of one row or one column."""
    printed = [
        [column for column, cell in enumerate(row) if cell.text and not cell.filled] for row in table.rows
    ]
    texts = [cell.text for row in table.rows for cell in row if cell.text and not cell.filled]
    if len(texts) == 1:
        return True
    rows = [row for row in printed if row]
    is_line = len(rows) == 1 or len({column for row in rows for column in row}) == 1
    return is_line and min(map(len, texts)) >= _PROSE


def is_drawing(table: PageTable) -> bool:
    """Whether the rules are those of a chart or diagram: they run through texts, or no text is a label."""
    cells = [cell for row in table.rows for cell in row]
    printed = sum(bool(cell.text) and not cell.filled for cell in cells)
    if _cuts(table) >= max(min(_FEWEST_CUT, len(table.rows)), _CUT * printed):
        return True
    if any(character.isalpha() for cell in cells for character in cell.text):
        return False
    return len(table.rows) == 1 or sum(cell.filled or not cell.text for cell in cells) >= _BLANK * len(cells)


def _cuts(table: PageTable) -> int:
    """How often a rule between two cells runs through a character, or between two that touch."""
    cuts = 0
    for row in rows_of(glyph for glyph in table.glyphs if not glyph.text.isspace()):
        for glyph in row:
            inset = _EDGE * (glyph.x1 - glyph.x0)
            cuts += _is_cut(table, glyph.x0 + inset, glyph.x1 - inset, glyph.middle)
        for glyph, after in pairwise(row):
            if after.x0 - glyph.x1 <= _TOUCH * glyph.size:
                middles = (glyph.x0 + glyph.x1) / 2, (after.x0 + after.x1) / 2
                cuts += _is_cut(table, *middles, glyph.middle)
    return cuts


def _is_cut(table: PageTable, x0: float, x1: float, y: float) -> bool:
    """Whether two places at one height stand in different cells."""
    row = min(max(bisect.bisect_right(table.heights, y) - 1, 0), len(table.rows) - 1)
    return _cell_at(table, row, x0) != _cell_at(table, row, x1)


def _cell_at(table: PageTable, row: int, x: float) -> int:
    """The column in which the cell begins that covers a place."""
    column = min(max(bisect.bisect_right(table.columns, x) - 1, 0), len(table.columns) - 2)
    cells = table.rows[row]
    while column > 0 and cells[column].filled and cells[column].locator == cells[column - 1].locator:
        column -= 1
    return column

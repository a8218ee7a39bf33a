"""Tables that blank lines part in a file of separated values: the groups of one list below one header.

What stands behind a blank line goes on with the table above it where it has no header of its own, and has
figures below figures or words that come again. Anything else is another table.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.source import Block, Grid
from corpus.tables.cells.kinds import Kind, is_mostly, is_year_figure, kind_of
from corpus.tables.headers.bands import header_band
from corpus.tables.layouts.tables import GridRow, find_tables, is_header_row
from corpus.text.folding import compact
from corpus.text.plain import is_blank, is_note

_MOST_HEADER_ROWS = 3
_YEARS = 2


def rejoined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, grids that go on with the one right before them as one with it."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Grid) and isinstance(before, Grid) and _goes_on(before, block):
            found[-1] = Grid((*before.rows, *block.rows), before.locator)
        else:
            found.append(block)
    return found


def _goes_on(before: Grid, block: Grid) -> bool:
    lines = before.locator.line is not None and block.locator.line is not None
    if not lines or len(before.rows[0]) != len(block.rows[0]):
        return False
    first = next((row for row in block.rows if _filled(row) > 1), None)
    if first is None or is_note(first[0].text) or any(map(is_header_row, block.rows[:_MOST_HEADER_ROWS])):
        return False
    body = [row for row in _body(before) if len(row) == len(first)]
    return bool(body) and _is_of(first, body, block.rows)


def _filled(row: GridRow) -> int:
    return sum(bool(cell.text) for cell in row)


def _body(grid: Grid) -> Sequence[GridRow]:
    """The rows below the last header of a grid; none where it has no header."""
    tables = find_tables(grid)
    if not tables:
        return ()
    table = tables[-1]
    if table.headings:
        return table.rows
    band = header_band(table.rows)
    return table.rows[band.end :] if band else ()


def _is_of(row: GridRow, body: Sequence[GridRow], rows: Sequence[GridRow]) -> bool:
    """Whether a row fits below the others: figures below figures, or, where none are, words."""
    columns = [[one[column].text for one in body] for column in range(len(row))]
    figures = [column for column, texts in enumerate(columns) if is_mostly(texts, Kind.FIGURE)]
    said = [row[column].text for column in figures if not is_blank(row[column].text)]
    if figures:
        years = sum(map(is_year_figure, said)) >= _YEARS
        return bool(said) and not years and all(kind_of(text) is Kind.FIGURE for text in said)
    again = any(
        cell.text and compact(cell.text) in map(compact, texts)
        for cell, texts in zip(row, columns, strict=True)
    )
    return again or (header_band(rows) is None and _filled(row) * 2 >= len(row))

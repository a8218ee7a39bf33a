"""A table laid out in plain characters, right for Japanese widths, within a number of columns.

Cells wrap within their column, the spaces at their beginning kept. Where the columns
can't all have a readable width, each row is written as a short record instead: one line a cell, with its
header.
"""

from __future__ import annotations

from assistant.model.answer import Table
from assistant.render.layout import GAP
from assistant.render.width import pad, width, wrap
from assistant.render.words import single

_NARROWEST = 8


def table_lines(table: Table, columns: int) -> tuple[list[str], list[str]]:
    """The lines of the header with the rule below it, and those of the rows; figures stand to the right.

    The first list is empty where rows are written as records.
    """
    cells = [[_indent(cell) + single(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = _widths(cells, columns)
    if widths is None:
        return [], _records(cells, columns)
    head = _row_lines(cells[0], widths, table.numeric)
    head.append(GAP.join("-" * column for column in widths))
    return head, [line for row in cells[1:] for line in _row_lines(row, widths, table.numeric)]


def _widths(cells: list[list[str]], columns: int) -> list[int] | None:
    """A width for each column, the widest ones narrowed until all fit; None when they can't."""
    widths = [max(max(width(cell) for cell in column), 1) for column in zip(*cells, strict=True)]
    room = columns - len(GAP) * (len(widths) - 1)
    if sum(min(wide, _NARROWEST) for wide in widths) > room:
        return None
    while (excess := sum(widths) - room) > 0:
        widest = max(widths)
        second = max((wide for wide in widths if wide < widest), default=_NARROWEST)
        position = widths.index(widest)
        widths[position] = max(widest - excess, min(second, widest - 1), _NARROWEST)
    return widths


def _row_lines(row: list[str], widths: list[int], numeric: tuple[int, ...]) -> list[str]:
    wrapped = [_wrapped(cell, column) for cell, column in zip(row, widths, strict=True)]
    height = max(map(len, wrapped))
    result = []
    for line in range(height):
        parts = [
            pad(cell[line] if line < len(cell) else "", column, right=position in numeric)
            for position, (cell, column) in enumerate(zip(wrapped, widths, strict=True))
        ]
        result.append(GAP.join(parts).rstrip())
    return result


def _indent(cell: str) -> str:
    """The spaces that a cell begins with, up to a few: an outline's heading stands below its own by them."""
    return " " * min(len(cell) - len(cell.lstrip(" ")), _NARROWEST)


def _wrapped(cell: str, column: int) -> list[str]:
    indent = _indent(cell)[: column // 2]
    return [indent + line for line in wrap(cell, column - len(indent))] or [""]


def _records(cells: list[list[str]], columns: int) -> list[str]:
    result: list[str] = []
    for row in cells[1:]:
        if result:
            result.append("")
        for header, cell in zip(cells[0], row, strict=True):
            first, *rest = wrap(f"{header}: {cell.strip()}", columns - len(GAP))
            result.extend([first, *(GAP + line for line in rest)])
    return result

"""A table laid out in plain characters, right for Japanese widths, within a number of columns.

Cells wrap within their column, the spaces at their beginning kept, ids never. Where the columns can't all
have a readable width, each row is written as a short record instead: one line a cell, with its header.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.model.answer import Table
from assistant.render.terminal.layout import GAP
from assistant.render.terminal.width import pad, widest_unit, width, wrap
from assistant.render.words import single

_NARROWEST = 8
_LONGEST_WORD = 20
"""A column is no narrower than its longest word in Latin letters, up to so many columns."""


def table_lines(table: Table, columns: int, whole: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """The lines of the header with the rule below it, and those of the rows; figures stand to the right.

    The first list is empty where rows are written as records. The strings `whole`, such as ids, are not
    broken.
    """
    cells = [[_indent(cell) + single(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = _widths(cells, columns, whole)
    if widths is None:
        return [], _records(cells, columns, whole)

    def row_lines(row: list[str]) -> list[str]:
        wrapped = [_wrapped(cell, column, whole) for cell, column in zip(row, widths, strict=True)]
        return _row_lines(wrapped, widths, table.numeric)

    head = [*row_lines(cells[0]), GAP.join("-" * column for column in widths)]
    return head, [line for row in cells[1:] for line in row_lines(row)]


def _widths(cells: list[list[str]], columns: int, whole: Collection[str]) -> list[int] | None:
    """A width for each column, the widest ones narrowed until all fit; None when they can't."""
    by_column = list(zip(*cells, strict=True))
    widths = [max(max(width(cell) for cell in column), 1) for column in by_column]
    room = columns - len(GAP) * (len(widths) - 1)
    least = [min(wide, _narrowest(column, whole)) for wide, column in zip(widths, by_column, strict=True)]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        free = [place for place in range(len(widths)) if widths[place] > least[place]]
        # Of two columns that are alike the later one gives way: names stand before what is said of them.
        widths[max(free, key=lambda place: (widths[place], place))] -= 1
    return widths


def _narrowest(column: Sequence[str], whole: Collection[str]) -> int:
    """How narrow a column may become: not so that an id or a word is broken."""
    ids = max((width(string) for string in whole for cell in column if string and string in cell), default=0)
    return max(_NARROWEST, ids, min(max(map(widest_unit, column)), _LONGEST_WORD))


def _row_lines(wrapped: list[list[str]], widths: list[int], numeric: tuple[int, ...]) -> list[str]:
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


def _wrapped(cell: str, column: int, whole: Collection[str]) -> list[str]:
    indent = _indent(cell)[: column // 2]
    return [indent + line for line in wrap(cell, column - len(indent), whole)] or [""]


def _records(cells: list[list[str]], columns: int, whole: Collection[str]) -> list[str]:
    result: list[str] = []
    for row in cells[1:]:
        if result:
            result.append("")
        for header, cell in zip(cells[0], row, strict=True):
            first, *rest = wrap(f"{header}: {cell.strip()}", columns - len(GAP), whole)
            result.extend([first, *(GAP + line for line in rest)])
    return result

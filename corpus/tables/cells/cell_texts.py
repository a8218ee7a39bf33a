"""The cells of a table that lists no records, as texts under the labels of their rows and columns.

So a figure of any table is found by what it is of, and is quoted as it stands in its cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.document import Passage, Role
from corpus.source import GridCell
from corpus.tables.headers.headers import read_header
from corpus.tables.layouts.tables import GridRow, Heading, Table
from corpus.text.plain import is_blank, tidy


def cell_texts(table: Table, path: Sequence[str]) -> Iterator[Passage]:
    """A passage for each printed cell, in printed order; a merged cell once. `path` are the headings above.

    What stands alone in the columns of labels heads the rows below it.
    """
    names = [column for column, one in enumerate(table.headings) if one.roles[0] is Role.NAME]
    labels = range((names[0] if names else 0) + 1)
    group: tuple[str, ...] = ()
    for number, row in enumerate(table.rows):
        carried = table.rows[number - 1] if number else ()
        cells = [(column, cell) for column, cell in _printed(row) if not _is_carried(cell, column, carried)]
        if len(cells) == 1 and cells[0][0] in labels and len(row) > 1:
            group = (tidy(cells[0][1].text),)
            yield Passage(cells[0][1].text, _under(path), cells[0][1].locator)
            continue
        for column, cell in cells:
            above = [tidy(row[label].text) for label in labels if label < column or column not in labels]
            header = header_of(table.headings[column])
            yield Passage(cell.text, _under(path, group, above, (header,)), cell.locator)


def labelled(table: Table) -> Table | None:
    """A grid of labels with their values behind them as a table without headers; None for any other grid."""
    if table.headings or not table.rows or len(table.rows[0]) < _PAIR:
        return None
    labels = [read_header(row[0].text).known for row in table.rows]
    beside = [read_header(cell.text).known for row in table.rows for cell in row[1:] if cell.text]
    if sum(labels) < _LABELS * len(labels) or len(labels) < _PAIR or any(beside):
        return None
    blank = Heading("", (), read_header(""), (Role.OTHER,), None)
    return replace(table, headings=(blank,) * len(table.rows[0]))


_PAIR = 2
# The share of the first column that must be words for columns.
_LABELS = 0.6


def _printed(row: GridRow) -> Iterator[tuple[int, GridCell]]:
    """The cells that say something with their columns, a merged one once."""
    for column, cell in enumerate(row):
        before = row[column - 1] if column else None
        spans = before is not None and cell.filled and cell.text == before.text
        if not is_blank(cell.text) and not spans:
            yield column, cell


def _is_carried(cell: GridCell, column: int, above: GridRow | tuple[()]) -> bool:
    """Whether a cell only has what a merged one above it says."""
    return cell.filled and len(above) > column and above[column].text == cell.text


def header_of(heading: Heading) -> str:
    """A column's whole header: what spans it, then its own."""
    return tidy(" ".join((*heading.above, heading.printed)))


def _under(*parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for part in parts for text in part if text))

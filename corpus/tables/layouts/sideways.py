"""Tables whose records stand side by side: one record a column, or a list that goes on beside itself.

The first has labels in its first column, and is turned; the parts of the second, each below the same header,
are put below each other. So all that follows is the same as for lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Locator, Role
from corpus.source import Grid, GridCell
from corpus.tables.headers.bands import is_aside
from corpus.tables.headers.headers import read_header
from corpus.tables.layouts.tables import GridRow
from corpus.text.plain import number_like

_FEWEST_LABELS = 3
_FEWEST_RECORDS = 2
_LONGEST_LABEL = 30
# The share of the first column that must be words for columns.
_KNOWN = 0.6
# A list beside itself has this many columns at least, and so many rows above its header at most.
_FEWEST_WORDS = 2
_MOST_ABOVE = 5
_KEYS = frozenset({Role.NUMBER, Role.NAME})


def turned(grid: Grid) -> Grid:
    """The grid with its records below each other, where they stand side by side; else the grid as it is."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not _is_sideways(rows):
        return grid
    columns = [column for column in zip(*rows, strict=True) if any(cell.text for cell in column)]
    return Grid(tuple(tuple(column) for column in columns), grid.locator)


def unfolded(grid: Grid) -> Grid:
    """The grid with the parts of a list beside each other below each other; else the grid as it is.

    A header is the same several times over: 年齢 | 人 | 年齢 | 人. What the rows are called comes once in all
    parts, and nothing but a unit or a day stands above any part but the first.
    """
    found = next((one for place in range(len(grid.rows)) if (one := _repeated(grid.rows, place))), None)
    if found is None:
        return grid
    place, starts = found
    parts = [_part(grid.rows, start, starts[1] - starts[0]) for start in starts]
    above = [part[at] for at in range(place) for part in parts]
    ending = len(grid.rows)
    while ending > place and sum(bool(cell.text) for cell in grid.rows[ending - 1]) < _FEWEST_WORDS:
        ending -= 1
    first = [*parts[0][place:ending]]
    others = [
        row
        for part in parts[1:]
        for row, same in zip(part[place:ending], first, strict=True)
        if [cell.text for cell in row] != [cell.text for cell in same]
    ]
    names = [row[0].text for row in (*first[1:], *others) if row[0].text]
    asides = all(is_aside(row) for part in parts[1:] for row in part[:place] if _says(row))
    if len(set(names)) < len(names) or not others or not asides:
        return grid
    rows = (*above, *first, *others, *parts[0][ending:])
    return Grid(tuple(row for row in rows if _says(row)), grid.locator)


def _repeated(rows: Sequence[GridRow], place: int) -> tuple[int, list[int]] | None:
    """The row with the columns in which each part begins; None where its texts are not those of parts."""
    columns = [column for column, cell in enumerate(rows[place]) if cell.text]
    texts = [rows[place][column].text for column in columns]
    if place > _MOST_ABOVE or any(cell.filled for cell in rows[place]) or any(map(number_like, texts)):
        return None
    for count in range(len(texts) // _FEWEST_WORDS, 1, -1):
        width, rest = divmod(len(texts), count)
        own = texts[:width]
        if not rest and texts == own * count and len(set(own)) == width:
            return place, columns[::width]
    return None


def _part(rows: Sequence[GridRow], start: int, width: int) -> list[GridRow]:
    """A part of all rows, as wide as the others."""
    cut = [row[start : start + width] for row in rows]
    return [(*row, *(GridCell("", Locator()) for _ in range(width - len(row)))) for row in cut]


def _says(row: GridRow) -> bool:
    return any(cell.text for cell in row)


def _is_sideways(rows: list[tuple[GridCell, ...]]) -> bool:
    """Whether the first column holds labels of records, once each, and no other cell does."""
    if len(rows) < _FEWEST_LABELS or len(rows[0]) <= _FEWEST_RECORDS:
        return False
    labels = [row[0].text for row in rows]
    known = [text for text in labels if _is_label(text)]
    roles = {read_header(text).roles[0] for text in known}
    if len(known) < max(_FEWEST_LABELS, _KNOWN * len(labels)) or len(set(labels)) < len(labels):
        return False
    if not _KEYS & roles or len(roles) < _FEWEST_LABELS:
        return False
    others = [cell for row in rows for cell in row[1:] if cell.text]
    plain = [cell for cell in others if not cell.filled and not _is_label(cell.text)]
    return len(plain) == len(others) and len(others) > len(labels)


def _is_label(text: str) -> bool:
    short = 0 < len(text) <= _LONGEST_LABEL and "。" not in text and not number_like(text)
    return short and read_header(text).known

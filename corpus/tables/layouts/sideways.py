"""Tables whose records stand side by side: labels in the first column, one record a column.

Such a grid is turned, so that all that follows is the same as for lists.
"""

from __future__ import annotations

from corpus.document import Role
from corpus.source import Grid, GridCell
from corpus.tables.headers.headers import read_header
from corpus.text.plain import number_like

_FEWEST_LABELS = 3
_FEWEST_RECORDS = 2
_LONGEST_LABEL = 30
# The share of the first column that must be words for columns.
_KNOWN = 0.6
_KEYS = frozenset({Role.NUMBER, Role.NAME})


def turned(grid: Grid) -> Grid:
    """The grid with its records below each other, where they stand side by side; else the grid as it is."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    if not _is_sideways(rows):
        return grid
    columns = [column for column in zip(*rows, strict=True) if any(cell.text for cell in column)]
    return Grid(tuple(tuple(column) for column in columns), grid.locator)


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

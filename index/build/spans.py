"""The numbers that the lines of each document have, with room left behind for what comes later.

Rows, cells, passages, segments and names are numbered without a gap within a document, rising in the order of
the documents. Behind each document of a large index numbers stay free, so that one that has grown, or one
that comes between two others, can be put in without a change of the others' lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

Span = tuple[int, int]

COUNTED: Mapping[str, str] = {
    "row": "rows",
    "cell": "cells",
    "passage": "passages",
    "segment": "segments",
    "name": "names",
}
"""What is counted, with its table."""

# The least room behind a document, and that of one in so many rows: sets of rows have a bit for each number.
_ROOM = {"row": 128, "cell": 1 << 14, "passage": 1 << 10, "segment": 1 << 17, "name": 1 << 14}
_SHARE = 16
# Up to so many rows and passages none is left: they are soon copied.
_FEW = 1_000


@dataclass
class Counter:
    """The last ids given out; a database starts at 0."""

    row: int = 0
    cell: int = 0
    passage: int = 0
    segment: int = 0
    name: int = 0

    def leave_room(self, rows: int = 0, coming: int | None = None) -> None:
        """Passes over the numbers behind a document of so many rows.

        Not where few are given out with those that are `coming`, if that is known.
        """
        if coming is not None and self.row + self.passage + coming < _FEW:
            return
        for counted, room in _ROOM.items():
            setattr(self, counted, getattr(self, counted) + room)
        self.row += rows // _SHARE

    def reach(self, spans: Mapping[str, Span]) -> None:
        """Goes up to the last of some numbers."""
        for counted, (_, last) in spans.items():
            setattr(self, counted, max(getattr(self, counted), last))


def write_spans(connection: sqlite3.Connection, document: str, before: Counter, after: Counter) -> None:
    """Notes the numbers that a document was given between two states of the counter."""
    lines = [
        (document, counted, getattr(before, counted) + 1, getattr(after, counted))
        for counted in COUNTED
        if getattr(after, counted) > getattr(before, counted)
    ]
    connection.executemany("INSERT INTO spans VALUES (?, ?, ?, ?)", lines)


def read_spans(connection: sqlite3.Connection, schema: str = "main") -> dict[str, dict[str, Span]]:
    """The first and last number of each document that has any, by what is counted."""
    found: dict[str, dict[str, Span]] = {}
    lines = connection.execute(f"SELECT document, counted, first, last FROM {schema}.spans")
    for document, counted, first, last in lines:
        found.setdefault(document, {})[counted] = (first, last)
    return found


def total(connection: sqlite3.Connection, counted: str) -> int:
    """How many numbers of a sort are given to all documents together."""
    sql = "SELECT coalesce(sum(last - first + 1), 0) FROM spans WHERE counted = ?"
    return int(connection.execute(sql, (counted,)).fetchone()[0])

"""The pieces of the names of rows, gathered while these are written; memory does not grow with them."""

from __future__ import annotations

import sqlite_utils

LENGTH = 4
"""Three characters are in most names of a large index; longer pieces take more room and tell little more."""

# So many pieces wait in memory.
_MOST = 50_000


class NamePieces:
    """The pieces of the names of one document."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._waiting: set[str] = set()

    def add(self, name: str) -> None:
        """Adds the pieces of a name that is folded without white space."""
        self._waiting.update(name[start : start + LENGTH] for start in range(len(name) - LENGTH + 1))

    def relieve(self, database: sqlite_utils.Database) -> None:
        """Writes the pieces where many are waiting."""
        if len(self._waiting) > _MOST:
            self.flush(database)

    def flush(self, database: sqlite_utils.Database) -> None:
        """Writes all that is waiting."""
        database.conn.executemany(
            "INSERT OR IGNORE INTO name_pieces VALUES (?, ?)",
            ((self._document, piece) for piece in sorted(self._waiting)),
        )
        self._waiting.clear()

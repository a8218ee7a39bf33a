"""Writes the lines of all documents into an empty file, those of the old index copied from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import sqlite_utils

from corpus.document import Document
from index import schema
from index.build.reuse import Old, Unchanged
from index.build.spans import Counter, write_spans
from index.build.writer import write
from index.find import everyday, thesaurus
from index.seal import put_seal

_SEARCHES = ("segments_fts", "entries_fts", "readings_fts")


class Anew:
    """An index that is written from nothing at `path`; `target` is the old one."""

    def __init__(self, path: Path, target: Path) -> None:
        self._path = path
        self._target = target
        self._old: Old | None = None
        self.counter = Counter()
        self._rows: list[int] = []
        self.connection = sqlite3.connect(path, uri=True)
        self.connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
        )
        schema.create(self.connection)
        self._database = sqlite_utils.Database(self.connection)

    def take_over(self, entry: Unchanged) -> str:
        """Copies a document of the old index; returns the digest of its file. BuildFailed as `Old.copy`."""
        self._old = self._old or Old(self.connection, self._target)
        before = self.begin(self._old.size(entry.id))
        digest = self._old.copy(entry, len(self._rows), self.counter)
        self.end(entry.id, before)
        return digest

    def write(self, document: Document, stamp: str, built_at: str) -> Iterator[int]:
        """Writes a document; yields the number of rows done so far."""
        before = self.begin(len(document.rows) + len(document.passages))
        yield from write(self._database, document, len(self._rows), built_at, self.counter)
        self.connection.execute("UPDATE documents SET stamp = ? WHERE id = ?", (stamp, document.id))
        self.end(document.id, before)

    def settle(self) -> None:
        """Writes what is the same for all documents."""
        lines = (*thesaurus.entries(), *everyday.entries())
        self.connection.executemany("INSERT OR IGNORE INTO thesaurus VALUES (?, ?, ?, ?)", lines)

    def finish(self) -> None:
        """Makes the search over all lines, closes the file and seals it."""
        for table in _SEARCHES:
            self.connection.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
        self.connection.commit()
        self.connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
        self.connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        self.connection.close()
        put_seal(self._path)

    def begin(self, size: int) -> Counter:
        """Leaves room behind the document before; returns where the numbers of the next one begin, which has
        so many rows and passages.
        """
        if self._rows:
            self.counter.leave_room(self._rows[-1], size)
        return replace(self.counter)

    def end(self, document: str, before: Counter) -> None:
        """Notes the numbers of a document that is written."""
        write_spans(self.connection, document, before, self.counter)
        self._rows.append(self.counter.row - before.row)

"""Takes the lines of documents that have not changed over from the old index, instead of reading them again.

A document's lines never refer to another's, and are numbered without a gap: they are copied with their
numbers moved, and the new index is the same, line by line, as one built from all files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.document import Document
from corpus.folder.stamp import code_of
from corpus.frozen import dataclass
from index.build.spans import Counter, read_spans
from index.errors import BuildFailed, IndexMissing, IndexStale
from index.find import semantic
from index.schema import FIRST_TEXT
from index.seal import check_seal
from index.store import Index

# The key of `meta` that says which code wrote the lines.
PROGRAM = "program"
# For each table with numbered lines, its columns of numbers, by what is counted in them.
NUMBERED: Mapping[str, Mapping[str, str]] = {
    "rows": {"id": "row"},
    "row_departments": {"row_id": "row"},
    "cells": {"id": "cell", "row_id": "row"},
    "kpis": {"row_id": "row"},
    "ratings": {"row_id": "row"},
    "passages": {"id": "passage"},
    "names": {"id": "name", "row_id": "row"},
    "segments": {"id": "segment", "row_id": "row", "cell_id": "cell", "passage_id": "passage"},
    "entries": {"id": "row", "row_id": "row"},
    "vectors": {"row_id": "row"},
}
# Tables without numbers, and the order of their lines.
PLAIN = {
    "columns": "position",
    "sections": "position",
    "legend": "position",
    "findings": "position",
    "terms": "term",
    "dimensions": "kind, name",
    "tallies": "rowid",
    "figures": "rowid",
    "name_pieces": "piece",
}
# What orders the lines of one number.
_WITHIN = {"row_departments": "position", "kpis": "position", "ratings": "position", "vectors": "part"}


@dataclass(frozen=True, slots=True)
class Stamped:
    """A document that was read from a file, with the stamp of that (`corpus.folder.stamp.stamp`)."""

    document: Document
    stamp: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document of the old index that need not be read again."""

    id: str
    file: str
    stamp: str


@cache
def program() -> str:
    """The version of all that writes lines: one digest over this room."""
    return code_of(Path(__file__).parents[1], (".py", ".toml", ".sql"))


def unchanged(target: Path) -> dict[str, Unchanged]:
    """The documents of the index at `target` that may be taken over, by their stamps.

    Empty where there is no index, or where another version of Keikaku or of the encoder made it. IndexForeign
    where it is damaged or none: what stands in it is not to be trusted.
    """
    try:
        with Index.open(target) as index:
            check_seal(target)
            made: dict[str, str] = dict(index.read("SELECT key, value FROM meta"))
            if made.get(PROGRAM) != program() or made.get(semantic.STAMP, "") != semantic.installed():
                return {}
            lines = index.read("SELECT id, file, stamp FROM documents WHERE stamp != ''")
    except (IndexMissing, IndexStale):
        return {}
    return {stamp: Unchanged(id, file, stamp) for id, file, stamp in lines}


class Old:
    """The index that a new one replaces, attached to the new one's connection."""

    def __init__(self, connection: sqlite3.Connection, target: Path) -> None:
        self._connection = connection
        # The file is never changed, only replaced: no locks are needed.
        uri = f"{target.resolve().as_uri()}?mode=ro&immutable=1"
        connection.execute("ATTACH DATABASE ? AS old", (uri,))
        self._spans = read_spans(connection, "old")

    def size(self, document: str) -> int:
        """How many rows and passages a document has."""
        spans = self._spans.get(document, {})
        return sum(spans[one][1] - spans[one][0] + 1 for one in ("row", "passage") if one in spans)

    def copy(self, entry: Unchanged, position: int, counter: Counter) -> str:
        """Copies all lines of a document and advances the counter; returns the digest of its file.

        BuildFailed where the old index has another document now; sqlite3.Error when it can't be written.
        """
        sql = "SELECT digest FROM old.documents WHERE id = ? AND stamp = ?"
        found = self._connection.execute(sql, (entry.id, entry.stamp)).fetchone()
        if found is None:
            raise BuildFailed("The index was replaced while it was built anew.", "Build it again.")
        self._insert("documents", {"position": f"{position}"}, "id = ?", [entry.id])
        for table, order in PLAIN.items():
            self._insert(table, {}, f"document = ? ORDER BY {order}", [entry.id])
        spans = self._spans.get(entry.id, {})
        shifts = {counted: getattr(counter, counted) + 1 - first for counted, (first, _) in spans.items()}
        numbered = [(table, numbers, 0) for table, numbers in NUMBERED.items()]
        numbered.append(("entries", {"id": "passage", "passage_id": "passage"}, FIRST_TEXT))
        for table, numbers, base in numbered:
            key, counted = next(iter(numbers.items()))
            span = spans.get(counted)
            if span is not None:
                moved = {name: f"{name} + {shifts.get(what, 0)}" for name, what in numbers.items()}
                order = ", ".join(filter(None, (key, _WITHIN.get(table))))
                lines = [base + end for end in span]
                self._insert(table, moved, f"{key} BETWEEN ? AND ? ORDER BY {order}", lines)
        for counted, (_, last) in spans.items():
            setattr(counter, counted, last + shifts[counted])
        return str(found[0])

    def _insert(
        self, table: str, changed: Mapping[str, str], condition: str, values: list[str] | list[int]
    ) -> None:
        """Copies lines of a table, with other terms for the columns `changed`."""
        names = [line[1] for line in self._connection.execute(f"PRAGMA main.table_info({table})")]
        terms = ", ".join(changed.get(name, f'"{name}"') for name in names)
        sql = f"INSERT INTO main.{table} SELECT {terms} FROM old.{table} WHERE {condition}"
        self._connection.execute(sql, values)

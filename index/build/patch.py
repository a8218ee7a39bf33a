"""Puts a few documents into a copy of a large index, and takes a few out of it, without a look at the others.

What is left as it was is copied as bytes and not as lines, its full-text index with it. A new document gets
numbers between those of its neighbours; where they are too few, it comes last, and the next build copies
lines, which puts it where it belongs.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import sqlite_utils

from corpus.document import Document
from index.build.copying import copy_file
from index.build.reuse import NUMBERED, PLAIN, Unchanged
from index.build.spans import COUNTED, Counter, read_spans, write_spans
from index.build.writer import write
from index.errors import BuildFailed
from index.schema import FIRST_TEXT
from index.seal import break_seal, renew_seal

# From so many bytes on an index is better copied whole, where at least so many of its rows are kept.
_LARGE = 1 << 25
_KEPT = 0.75
# The bytes of changed pages that wait beside the file.
_WAITING = 1 << 26
# Of a write-ahead log: the bytes of its header, and of that of each page.
_LOG, _FRAME = 32, 24
_SEARCHED = {"segments_fts": "tokens", "readings_fts": "reading"}
_ENTRIES = "names, placed, tokens"


def is_worth_it(target: Path, kept: Collection[Unchanged]) -> bool:
    """Whether an index is large and most of it is kept, in the order of its documents."""
    if not kept or target.stat().st_size < _LARGE:
        return False
    uri = f"{target.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        sql = "SELECT id, stamp, row_count FROM documents ORDER BY position"
        known = connection.execute(sql).fetchall()
    wanted = [(one.id, one.stamp) for one in kept]
    sizes = {(id, stamp): rows + 1 for id, stamp, rows in known}
    in_order = [place for place in sizes if place in set(wanted)] == wanted
    return in_order and sum(sizes[place] for place in wanted) >= _KEPT * sum(sizes.values())


class Patch:
    """A copy of an index, in which documents are exchanged one by one; `kept` are those that stay."""

    def __init__(self, path: Path, target: Path, kept: Collection[Unchanged]) -> None:
        copy_file(target, path)
        self._path = path
        self._digests = break_seal(path)
        self._changed = {0}
        self.connection = sqlite3.connect(path)
        # One process alone has the file: the pages that it changes are listed in the log beside it.
        self.connection.executescript(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-64000;"
        )
        self._database = sqlite_utils.Database(self.connection)
        self._spans = read_spans(self.connection)
        self._kept = {one.id: one.stamp for one in kept}
        self._order: list[str] = []
        self._last: list[str] = []
        self._counter = Counter()
        known = self.connection.execute("SELECT id, stamp FROM documents").fetchall()
        for id, stamp in known:
            if self._kept.get(id) != stamp:
                self._remove(id)

    def take_over(self, entry: Unchanged) -> str:
        """Leaves a document as it is; returns the digest of its file. BuildFailed where it is not there."""
        sql = "SELECT digest FROM documents WHERE id = ? AND stamp = ?"
        found = self.connection.execute(sql, (entry.id, entry.stamp)).fetchone()
        if found is None:
            raise BuildFailed("The index was replaced while it was built anew.", "Build it again.")
        self._order.append(entry.id)
        self._counter.reach(self._spans.get(entry.id, {}))
        return str(found[0])

    def write(self, document: Document, stamp: str, built_at: str) -> Iterator[int]:
        """Writes a new document behind the one before; yields the number of rows done so far."""
        counter, fits = self._room_for(document)
        before = replace(counter)
        for done in write(self._database, document, 0, built_at, counter):
            yield done
            self._relieve(_WAITING)
        self.connection.execute("UPDATE documents SET stamp = ? WHERE id = ?", (stamp, document.id))
        write_spans(self.connection, document.id, before, counter)
        self._spans = read_spans(self.connection)
        self._search(document.id, "")
        if fits:
            self._order.append(document.id)
            self._counter.reach(self._spans.get(document.id, {}))
        else:
            self._last.append(document.id)

    def settle(self) -> None:
        """Takes out what was kept and did not come, and puts the others in their order."""
        order = [*self._order, *self._last]
        for id in [id for (id,) in self.connection.execute("SELECT id FROM documents") if id not in order]:
            self._remove(id)
        places = [(place, id) for place, id in enumerate(order)]
        self.connection.executemany("UPDATE documents SET position = ? WHERE id = ?", places)

    def finish(self) -> None:
        """Writes all to the file, closes it and seals it anew."""
        self._relieve(0)
        self.connection.execute("PRAGMA journal_mode=DELETE")
        self.connection.close()
        renew_seal(self._path, self._digests, self._changed)

    def _room_for(self, document: Document) -> tuple[Counter, bool]:
        """Where the numbers of a document begin, and whether that is behind the document before it."""
        room = {}
        for counted, least in _most_of(document).items():
            low = getattr(self._counter, counted)
            firsts = (spans[counted][0] for spans in self._spans.values() if counted in spans)
            high = min((first for first in firsts if first > low), default=None)
            room[counted] = (low, None if high is None else high - low - 1 - least)
        if all(free is None or free >= 0 for _, free in room.values()):
            behind = Counter()
            behind.leave_room()
            return Counter(
                **{
                    counted: low + (getattr(behind, counted) if free is None else free // 2)
                    for counted, (low, free) in room.items()
                }
            ), True
        end = Counter()
        for spans in self._spans.values():
            end.reach(spans)
        end.leave_room()
        return end, False

    def _remove(self, document: str) -> None:
        """Takes all lines of a document out, those of the search first: they are told by what they say."""
        self._search(document, "delete")
        for table, numbers, base, counted in _numbered():
            if (span := self._spans.get(document, {}).get(counted)) is not None:
                key = next(iter(numbers))
                bounds = [base + end for end in span]
                self.connection.execute(f"DELETE FROM {table} WHERE {key} BETWEEN ? AND ?", bounds)
        for table in (*PLAIN, "spans"):
            self.connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self.connection.execute("DELETE FROM documents WHERE id = ?", (document,))
        self._spans.pop(document, None)

    def _search(self, document: str, command: str) -> None:
        """Puts the texts of a document into the full-text search, or out of it for the command `delete`."""
        spans = self._spans.get(document, {})
        called, value = ("{}, ", "?, ") if command else ("", "")
        places = [(index, column, "segments", spans.get("segment"), 0) for index, column in _SEARCHED.items()]
        places.append(("entries_fts", _ENTRIES, "entries", spans.get("row"), 0))
        places.append(("entries_fts", _ENTRIES, "entries", spans.get("passage"), FIRST_TEXT))
        for index, columns, table, span, base in places:
            if span is not None:
                self.connection.execute(
                    f"INSERT INTO {index}({called.format(index)}rowid, {columns})"
                    f" SELECT {value}id, {columns} FROM {table} WHERE id BETWEEN ? AND ?",
                    [*([command] if command else []), base + span[0], base + span[1]],
                )

    def _relieve(self, most: int) -> None:
        """Writes the changed pages to the file where more bytes of them wait, and notes where they are."""
        log = self._path.with_name(f"{self._path.name}-wal")
        self.connection.commit()
        if log.stat().st_size <= most:
            return
        with log.open("rb") as file:
            (size,) = struct.unpack(">8xI20x", file.read(_LOG))
            while len(frame := file.read(_FRAME)) == _FRAME:
                self._changed.add((int.from_bytes(frame[:4], "big") - 1) * size)
                file.seek(size, 1)
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _numbered() -> Iterator[tuple[str, dict[str, str], int, str]]:
    """The tables of numbered lines with their columns of numbers, where these begin, and what is counted."""
    for table, numbers in NUMBERED.items():
        yield table, dict(numbers), 0, next(iter(numbers.values()))
    yield "entries", {"id": "passage"}, FIRST_TEXT, "passage"


def _most_of(document: Document) -> dict[str, int]:
    """How many numbers of each sort a document takes at most."""
    cells = sum(len(row.cells) for row in document.rows)
    texts = sum(len(cell.text) + 1 for row in document.rows for cell in row.cells)
    said = texts + sum(len(passage.text) + 1 for passage in document.passages)
    named = sum(4 + 2 * len(row.departments) + len(row.kpis) + len(row.ratings) for row in document.rows)
    kinds = {"row": len(document.rows), "cell": cells, "passage": len(document.passages)}
    # A segment has a character at least; what a row is called may stand in none of its cells.
    others = {"segment": said + 4 * named, "name": named + cells + 4 * len(document.columns) + 8 * 100}
    return {counted: {**kinds, **others}[counted] for counted in COUNTED}

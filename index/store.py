"""Typed reads of an index file; the only door through which other rooms see what is indexed.

An `Index` belongs to one built file: its ids hold until `current()` says that another was moved in place.
It may be used by many threads at once. Opening it loads neither Sudachi nor rapidfuzz nor sqlite-utils.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.document import (
    Column,
    Finding,
    FindingKind,
    Legend,
    Locator,
    Role,
)
from corpus.text.folding import compact
from index.errors import IndexForeign, IndexMissing, IndexStale
from index.filters import Facet, Filter
from index.kept import Kept
from index.records import (
    PASSAGE,
    PLACE,
    DocumentInfo,
    Line,
    Name,
    NameKind,
    SectionInfo,
    StoredPassage,
    StoredRow,
    Term,
    rebuild,
    stored_passage,
)
from index.rows.counting import counted_by
from index.rows.row_set import RowSet
from index.rows.selecting import rows_passing
from index.schema import fingerprint
from index.stamped import Signature, check_header, signature_of
from index.work import spend

# Bytes of what is derived from the index, and cells of rows that were read, which are kept.
_DERIVED_KEPT = 32_000_000
_CELLS_KEPT = 100_000
# Those of a few questions at the same time.
_SEARCHES_KEPT = 2_000_000
_CHUNK = 500
NAMED_ROWS = 100_000
"""The names of so many rows are held in memory."""
# What is done in one step of work (see index/work.py): rows read, values and keys looked up.
_ROWS_A_STEP = 2
_VALUES_A_STEP = 50
_KEYS_A_STEP = 25


class Index:
    """One index file, open for reading. Use `Index.open`, and `close` or a `with` statement at the end."""

    def __init__(self, path: Path, signature: Signature) -> None:
        self.path = path
        self.signature = signature
        self._pool: deque[sqlite3.Connection] = deque()
        self._rows: OrderedDict[int, StoredRow] = OrderedDict()
        self._cells = 0
        # Sets of rows and the like, as long as there is room.
        self.kept = Kept(_DERIVED_KEPT)
        self.searches = Kept(_SEARCHES_KEPT)
        self._names: dict[frozenset[NameKind], tuple[Name, ...]] = {}
        self._columns: dict[str, tuple[Column, ...]] = {}
        self._legends: dict[str | None, tuple[Legend, ...]] = {}
        self._spans: Mapping[str, tuple[int, int]] | None = None
        self._every_row: RowSet | None = None
        self._documents: tuple[DocumentInfo, ...] | None = None
        self._row_total: int | None = None
        self._entry_total: int | None = None
        self._lock = threading.Lock()
        self._closer = weakref.finalize(self, _close_all, self._pool)
        # What other modules of this room derive from the whole index once, by their own name.
        self.derived: dict[str, Any] = {}

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index at `path`.

        IndexMissing where no file is, IndexForeign for a damaged one or none of Keikaku's, IndexStale for one
        that another version of Keikaku, Sudachi or its dictionary made, or other stop words.
        """
        signature = check_header(path)
        index = cls(path, signature)
        try:
            index._check_stamp()
        except (IndexForeign, IndexStale):
            index.close()
            raise
        return index

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes its connections; those in use close when they are given back."""
        self._closer()

    def current(self) -> Index:
        """This index, or the one that has been moved in its place since; costs one look at the file.

        Raises as `open` does. The old one still answers those who hold it.
        """
        try:
            unchanged = signature_of(self.path) == self.signature
        except OSError as error:
            raise IndexMissing(self.path) from error
        return self if unchanged else Index.open(self.path)

    def read(self, sql: str, parameters: Sequence[object] = ()) -> list[Line]:
        """All lines of one SELECT, for the modules of this room; IndexForeign when the file is damaged."""
        try:
            # A connection that no other thread has; kept for the next one.
            connection = self._pool.pop()
        except IndexError:
            connection = self._connect()
        try:
            return connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexForeign(self.path, str(error)) from error
        finally:
            if self._closer.alive:
                self._pool.append(connection)
            else:
                connection.close()

    # What the documents are

    def documents(self) -> tuple[DocumentInfo, ...]:
        """All documents in the order they were indexed."""
        if self._documents is None:
            sql = (
                "SELECT id, title, publisher, place, file, digest, fiscal_year, row_count, built_at, stamp"
                " FROM documents ORDER BY position"
            )
            self._documents = tuple(DocumentInfo(*line) for line in self.read(sql))
        return self._documents

    def columns(self, document: str) -> tuple[Column, ...]:
        """The columns of a document in printed order; empty for an unknown document."""
        if document not in self._columns:
            sql = "SELECT key, header, role, parts FROM columns WHERE document = ? ORDER BY position"
            self._columns[document] = tuple(
                Column(key, header, Role(role), tuple(json.loads(parts)))
                for key, header, role, parts in self.read(sql, (document,))
            )
        return self._columns[document]

    def categorical(self, document: str) -> frozenset[str]:
        """The keys of the columns whose values are names (kind `value`)."""
        sql = "SELECT key FROM columns WHERE document = ? AND categorical"
        return frozenset(key for (key,) in self.read(sql, (document,)))

    def sections(self, document: str | None = None) -> tuple[SectionInfo, ...]:
        """The sections of one or of all documents, in order, with their numbers of rows."""
        sql, values = _of("SELECT document, section, row_count FROM sections", document)
        return tuple(SectionInfo(*line) for line in self.read(sql, values))

    def legend(self, document: str | None = None) -> tuple[Legend, ...]:
        """The key to the ratings of one or of all documents, in printed order."""
        if document not in self._legends:
            sql, values = _of(f"SELECT value, meaning, count, text, {PLACE} FROM legend", document)
            self._legends[document] = tuple(_legend(line) for line in self.read(sql, values))
        return self._legends[document]

    def findings(self, document: str | None = None) -> tuple[Finding, ...]:
        """What was repaired or does not agree, in one or in all documents, in document order."""
        select = f'SELECT kind, document, "row", "column", printed, taken, {PLACE} FROM findings'
        sql, values = _of(select, document)
        return tuple(_finding(line) for line in self.read(sql, values))

    def passages(self, document: str | None = None) -> tuple[StoredPassage, ...]:
        """The texts outside tables, of one or of all documents, in printed order."""
        sql, values = _of(f"SELECT {PASSAGE} FROM passages", document)
        return tuple(stored_passage(line) for line in self.read(sql, values))

    # Rows

    def rows(self, ids: Sequence[int]) -> tuple[StoredRow, ...]:
        """The rows with these ids, in the order given; ids that the index lacks are left out."""
        spend(1 + len(ids) // _ROWS_A_STEP)
        with self._lock:
            found = {key: self._rows[key] for key in ids if key in self._rows}
            for key in found:
                self._rows.move_to_end(key)
        missing = [key for key in dict.fromkeys(ids) if key not in found]
        if missing:
            fresh = rebuild(self.read, missing)
            found.update(fresh)
            with self._lock:
                new = [stored for key, stored in fresh.items() if key not in self._rows]
                self._rows.update((stored.id, stored) for stored in new)
                self._cells += sum(len(stored.row.cells) for stored in new)
                while self._cells > _CELLS_KEPT:
                    _, gone = self._rows.popitem(last=False)
                    self._cells -= len(gone.row.cells)
        return tuple(found[key] for key in ids if key in found)

    def row_by_number(self, number: str, document: str | None = None) -> tuple[StoredRow, ...]:
        """The rows with this number, one a document; empty where none has it."""
        return self.rows(self.select([Filter(Facet.ROW, (number,))], document))

    def every_row(self, document: str | None = None) -> RowSet:
        """All rows of one or of all documents; none for an unknown document."""
        if document is not None:
            first, last = self._row_spans().get(document, (1, 0))
            return RowSet.between(first, last)
        if self._every_row is None:
            self._every_row = RowSet.spanning(self._row_spans().values())
        return self._every_row

    def all_ids(self, document: str | None = None) -> tuple[int, ...]:
        """The ids of all rows in document order."""
        return tuple(self.every_row(document))

    def first_rows(self) -> Mapping[str, int]:
        """The id of the first row of each document that has any: they rise in the order of the documents."""
        return {document: first for document, (first, _) in self._row_spans().items()}

    def last_row(self) -> int:
        """The greatest id of a row, which is more than there are rows; 0 without rows."""
        return max((last for _, last in self._row_spans().values()), default=0)

    def _row_spans(self) -> Mapping[str, tuple[int, int]]:
        """The first and last id of the rows of each document: those between stand without a gap."""
        if self._spans is None:
            lines = self.read("SELECT document, first, last FROM spans WHERE counted = 'row' ORDER BY first")
            self._spans = {document: (first, last) for document, first, last in lines}
        return self._spans

    def row_total(self) -> int:
        """The number of rows of all documents."""
        if self._row_total is None:
            self._row_total = int(self.read("SELECT value FROM meta WHERE key = 'row_total'")[0][0])
        return self._row_total

    def entry_total(self) -> int:
        """The number of rows and passages of all documents."""
        if self._entry_total is None:
            found = self.read("SELECT value FROM meta WHERE key = 'entry_total'")
            self._entry_total = int(found[0][0])
        return self._entry_total

    def passing(self, filters: Sequence[Filter], document: str | None = None) -> RowSet:
        """The rows that pass every filter; all rows for no filter."""
        spend(1 + len(filters))
        found = self.every_row(document)
        for one in filters:
            found &= rows_passing(self, one)
        return found

    def select(self, filters: Sequence[Filter], document: str | None = None) -> tuple[int, ...]:
        """The ids of the rows that pass every filter, in document order; all rows for no filter."""
        return tuple(self.passing(filters, document))

    def count_by(self, by: Facet | str, ids: Iterable[int] | None = None) -> tuple[tuple[str, int], ...]:
        """Values with the number of rows that have them, among the rows `ids` or all.

        `by` is a facet, or the key of a column. Sections and groups come in document order, years ascending,
        all else by falling count. A row with several departments counts for each; rows that have no value
        count under "", last. `RATING` is the first rating of a row. ValueError for a facet without values
        of its own (`KPI`, `VALUE`, `BLANK`, `ROLE_BLANK`).
        """
        return counted_by(self, by, None if ids is None else RowSet.of(ids))

    # Names and words

    def names(self, kinds: Iterable[NameKind] | None = None) -> tuple[Name, ...]:
        """All names of these kinds (of all kinds if None) in document order.

        Those that each row has of its own (rows, numbers, indicators) only of an index of up to 100,000 rows:
        a larger one is asked for them by what they say.
        """
        wanted = frozenset(NameKind if kinds is None else kinds)
        if self.row_total() > NAMED_ROWS:
            wanted -= {NameKind.ROW, NameKind.NUMBER, NameKind.KPI}
        if wanted not in self._names:
            marks = ",".join("?" * len(wanted))
            sql = f"{_NAME} WHERE kind IN ({marks}) ORDER BY id"
            self._names[wanted] = tuple(_name(line) for line in self.read(sql, sorted(wanted)))
        return self._names[wanted]

    def names_exact(self, folded: Iterable[str]) -> tuple[Name, ...]:
        """The names whose text as `corpus.text.folding.compact` has it is given, in document order."""
        return self._names_by("folded", folded)

    def names_by_reading(self, readings: Iterable[str]) -> tuple[Name, ...]:
        """The names whose `index.language.kana.reading_key` is among those given, in document order."""
        return self._names_by("reading", readings)

    def frequency(self, terms: Iterable[str]) -> dict[str, int]:
        """For each term that the corpus has, the number of rows (and passages) it stands in."""
        wanted = list(dict.fromkeys(terms))
        spend(1 + len(wanted) // _KEYS_A_STEP)
        found: dict[str, int] = {}
        for start in range(0, len(wanted), _CHUNK):
            some = wanted[start : start + _CHUNK]
            marks = ",".join("?" * len(some))
            sql = f"SELECT term, sum(rows) FROM terms WHERE term IN ({marks}) AND kind != 'compound'"
            found.update(self.read(f"{sql} GROUP BY term", some))
        return found

    def terms(self) -> tuple[Term, ...]:
        """The whole vocabulary, words and compounds, each once a document."""
        sql = "SELECT term, kind, printed, tokens, reading, rows, synonyms FROM terms"
        return tuple(
            Term(term, kind, printed, tuple(tokens.split()), reading, rows, tuple(map(int, synonyms.split())))
            for term, kind, printed, tokens, reading, rows, synonyms in self.read(sql)
        )

    def _names_by(self, key: str, values: Iterable[str]) -> tuple[Name, ...]:
        wanted = [value for value in dict.fromkeys(values) if value]
        spend(1 + len(wanted) // _KEYS_A_STEP)
        lines: list[Line] = []
        for start in range(0, len(wanted), _CHUNK):
            some = wanted[start : start + _CHUNK]
            lines += self.read(f"{_NAME} WHERE {key} IN ({','.join('?' * len(some))})", some)
        return tuple(_name(line) for line in sorted(lines, key=lambda line: int(line[0])))

    # The file

    def _connect(self) -> sqlite3.Connection:
        # The file is never changed, only replaced: no locks are needed, nor a folder one may write to.
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.DatabaseError as error:
            raise IndexForeign(self.path, str(error)) from error
        try:
            same = signature_of(self.path) == self.signature
        except OSError:
            same = False
        if not same:
            connection.close()
            raise IndexStale(self.path, "it was replaced while it was read")
        connection.create_function("compact", 1, compact.__wrapped__, deterministic=True)
        return connection

    def _check_stamp(self) -> None:
        try:
            stamp: dict[str, str] = dict(self.read("SELECT key, value FROM meta"))
        except IndexForeign as error:
            raise IndexForeign(self.path, "it is damaged") from error
        if not stamp:
            raise IndexForeign(self.path, "it was never finished")
        for key, value in fingerprint().items():
            if stamp.get(key) != value:
                raise IndexStale(self.path, f"{key} was {stamp.get(key)}, is {value}")


def _close_all(pool: deque[sqlite3.Connection]) -> None:
    while pool:
        pool.pop().close()


def _of(sql: str, document: str | None) -> tuple[str, list[str]]:
    """The query for one document, or for all in the order of `documents`."""
    if document is None:
        order = "(SELECT position FROM documents WHERE documents.id = document)"
        return f"{sql} ORDER BY {order}, position", []
    return f"{sql} WHERE document = ? ORDER BY position", [document]


def _legend(line: Line) -> Legend:
    value, meaning, count, text = line[:4]
    return Legend(value, meaning, count, text, Locator(*line[4:]))


def _finding(line: Line) -> Finding:
    kind, document, row, column, printed, taken = line[:6]
    return Finding(FindingKind(kind), document, row, column, printed, taken, Locator(*line[6:]))


_NAME = "SELECT id, kind, text, folded, reading, tokens, document, row_id, ref, form FROM names"


def _name(line: Line) -> Name:
    _, kind, text, folded, reading, tokens, document, row_id, ref, form = line
    return Name(NameKind(kind), text, folded, reading, tuple(tokens.split()), document, row_id, ref, form)

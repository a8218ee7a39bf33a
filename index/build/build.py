"""Builds an index beside the old one and moves it over in one step.

Whoever has the old file open goes on reading it; whoever opens the path gets the old one or the new one,
whole. A build that fails or is killed leaves the old one as it was. Two builds at once do not harm each
other: the last to finish stays. So that this is the one with the later documents, who builds from files holds
`index.build.lock`. What has not changed since the old index was built is taken over from it.
"""

from __future__ import annotations

import gc
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from corpus.document import Document
from corpus.folder.stamp import stamp as stamp_of
from corpus.frozen import dataclass
from corpus.unreadable import UnreadableFile
from index import schema
from index.build import keys, reuse
from index.build.lock import BUILDING
from index.build.reuse import Old, Stamped, Unchanged
from index.build.writer import Counter, write
from index.errors import REBUILD, BuildFailed, DuplicateDocument, build_failed
from index.find import everyday, semantic, thesaurus
from index.language import tokenizer
from index.records import NameKind
from index.seal import put_seal

# (rows done, rows in all, title) of the document at hand.
Progress = Callable[[int, int, str], None]
# A document, a file to read one from, one that was read from a file, or one of the old index.
Entry = Document | Path | Stamped | Unchanged

# From so many rows and passages on, the encoder and the dictionary of words are not held in memory together.
_MANY = 1_000


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built; `size` is in bytes, `terms` the number of distinct words and compounds."""

    path: Path
    documents: int
    rows: int
    segments: int
    terms: int
    size: int
    seconds: float


def build(documents: Iterable[Entry], target: Path, progress: Progress | None = None) -> BuildReport:
    """Indexes documents, given or as files to read, into the file `target`; returns what was built.

    Documents are taken one at a time in the order given; those that `reuse.unchanged` names are copied from
    the index that `target` is now. BuildFailed when the index can't be written or a document can't be read,
    DuplicateDocument when two have one id.
    """
    begun = time.monotonic()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}{BUILDING}")
        temporary.touch(exist_ok=False)
    except OSError as error:
        raise build_failed(target, error) from error
    # A build makes millions of small values and no cycles: to look for any takes a sixth of its time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        counts = _fill(temporary, target, documents, progress or _silent)
        put_seal(temporary)
        size = temporary.stat().st_size
        _settle(temporary, target)
    except (OSError, sqlite3.Error) as error:
        raise build_failed(target, error) from error
    finally:
        if collecting:
            gc.enable()
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return BuildReport(target, *counts, size, time.monotonic() - begun)


def _silent(_done: int, _total: int, _title: str) -> None:
    """Progress that nobody watches."""


def _fill(
    path: Path, target: Path, documents: Iterable[Entry], progress: Progress
) -> tuple[int, int, int, int]:
    """Writes the whole index; returns the numbers of documents, rows, segments and terms."""
    with closing(sqlite3.connect(path, uri=True)) as connection:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
        )
        schema.create(connection)
        counter = Counter()
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        digests = _write_all(connection, target, documents, progress, counter, built_at)
        keys.settle(connection)
        lines = (*thesaurus.entries(), *everyday.entries())
        connection.executemany("INSERT OR IGNORE INTO thesaurus VALUES (?, ?, ?, ?)", lines)
        if counter.row + counter.passage > _MANY:
            tokenizer.release()
        semantic.write_vectors(connection)
        for table in ("segments_fts", "entries_fts", "readings_fts"):
            connection.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
        terms: int = connection.execute("SELECT count(DISTINCT term) FROM terms").fetchone()[0]
        stamp = {
            **schema.fingerprint(),
            **semantic.stamp(),
            reuse.PROGRAM: reuse.program(),
            "documents": schema.digest_of(digests),
            "built_at": built_at,
            "row_total": str(counter.row),
            "entry_total": str(counter.row + counter.passage),
            "longest_name": str(_longest_name(connection)),
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", stamp.items())
        connection.commit()
        connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
        connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        return len(digests), counter.row, counter.segment, terms


def _longest_name(connection: sqlite3.Connection) -> int:
    """The characters of the longest name of a row; 0 without rows."""
    sql = "SELECT coalesce(max(length(folded)), 0) FROM names WHERE kind = ?"
    return int(connection.execute(sql, (NameKind.ROW.value,)).fetchone()[0])


def _write_all(
    connection: sqlite3.Connection,
    target: Path,
    documents: Iterable[Entry],
    progress: Progress,
    counter: Counter,
    built_at: str,
) -> list[str]:
    """Writes the lines of all documents; returns their ids, each with the digest of its file."""
    database = sqlite_utils.Database(connection)
    old: Old | None = None
    digests: list[str] = []
    for entry in _unique(documents):
        position = len(digests)
        if isinstance(entry, Unchanged):
            old = old or Old(connection, target)
            digests.append(f"{entry.id} {old.copy(entry, position, counter)}")
            continue
        document = entry.document
        total, title = len(document.rows), document.title
        progress(0, total, title)
        for done in write(database, document, position, built_at, counter):
            progress(done, total, title)
        connection.execute("UPDATE documents SET stamp = ? WHERE id = ?", (entry.stamp, document.id))
        digests.append(f"{document.id} {document.digest}")
        # While the next one is read, this is not held: they may be large.
        del document, entry
    return digests


def _unique(documents: Iterable[Entry]) -> Iterator[Stamped | Unchanged]:
    """The documents, files among them read when their turn comes; DuplicateDocument for a repeated id."""
    seen: dict[str, str] = {}
    for entry in documents:
        taken = [entry if isinstance(entry, Stamped | Unchanged) else _taken(entry)]
        del entry
        id, file = _called(taken[0])
        if id in seen:
            raise DuplicateDocument(id, (seen[id], file))
        seen[id] = file
        yield taken.pop()


def _called(entry: Stamped | Unchanged) -> tuple[str, str]:
    """The id of a document, and its file."""
    known = entry if isinstance(entry, Unchanged) else entry.document
    return known.id, known.file


def _taken(entry: Document | Path) -> Stamped:
    return Stamped(_read(entry), stamp_of(entry)) if isinstance(entry, Path) else Stamped(entry, "")


def _read(path: Path) -> Document:
    from corpus.folder.library import read_document

    try:
        return read_document(path)
    except UnreadableFile as error:
        raise BuildFailed(f"{path}: {error.message}", f"Then: {REBUILD}") from error


def _settle(temporary: Path, target: Path) -> None:
    """Makes the file safe on the disk and moves it over the old one."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

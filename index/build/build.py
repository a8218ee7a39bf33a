"""Builds an index beside the old one and moves it over in one step.

Whoever has the old file open goes on reading it; whoever opens the path gets the old one or the new one,
whole. A build that fails or is killed leaves the old one as it was. Two builds at once do not harm each
other: the last to finish stays. So that this is the one with the later documents, who builds from files holds
`index.build.lock`. What has not changed since the old index was built is taken over from it: line by line
(`index.build.anew`), or with the file where that is large and few documents are new (`index.build.patch`).
"""

from __future__ import annotations

import gc
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from corpus.document import Document
from corpus.folder.stamp import stamp as stamp_of
from corpus.frozen import dataclass
from corpus.unreadable import UnreadableFile
from index import schema
from index.build import keys, reuse
from index.build.anew import Anew
from index.build.lock import BUILDING
from index.build.patch import Patch, is_worth_it
from index.build.reuse import Stamped, Unchanged
from index.build.spans import total
from index.errors import REBUILD, BuildFailed, DuplicateDocument, build_failed
from index.find import semantic
from index.language import tokenizer

# (rows done, rows in all, title) of the document at hand.
Progress = Callable[[int, int, str], None]
# A document, a file to read one from, one that was read from a file, or one of the old index.
Entry = Document | Path | Stamped | Unchanged
# A new file that all lines are written to, or a copy in which some are exchanged.
Work = Anew | Patch

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


def build(
    documents: Iterable[Entry],
    target: Path,
    progress: Progress | None = None,
    kept: Collection[Unchanged] = (),
) -> BuildReport:
    """Indexes documents, given or as files to read, into the file `target`; returns what was built.

    Documents are taken one at a time in the order given; those that `reuse.unchanged` names are copied from
    the index that `target` is now. `kept` are those of them that will come: where they are most of a large
    index, that is copied as a file and only the others are written. BuildFailed when the index can't be
    written or a document can't be read, DuplicateDocument when two have one id.
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
        patched = bool(kept) and is_worth_it(target, kept)
        work = Patch(temporary, target, kept) if patched else Anew(temporary, target)
        with closing(work.connection):
            counts = _fill(work, documents, progress or _silent)
            work.finish()
        size = temporary.stat().st_size
        _settle(temporary, target)
    except (OSError, sqlite3.Error) as error:
        raise build_failed(target, error) from error
    finally:
        if collecting:
            gc.enable()
        for path in (temporary, *temporary.parent.glob(f"{temporary.name}-*")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return BuildReport(target, *counts, size, time.monotonic() - begun)


def _silent(_done: int, _total: int, _title: str) -> None:
    """Progress that nobody watches."""


def _fill(work: Work, documents: Iterable[Entry], progress: Progress) -> tuple[int, int, int, int]:
    """Writes all that is new; returns the numbers of documents, rows, segments and terms."""
    connection = work.connection
    digests = _write_all(work, documents, progress)
    keys.settle(connection)
    rows, segments = total(connection, "row"), total(connection, "segment")
    entries = rows + total(connection, "passage")
    if entries > _MANY:
        tokenizer.release()
    semantic.write_vectors(connection)
    terms: int = connection.execute("SELECT count(DISTINCT term) FROM terms").fetchone()[0]
    stamp = {
        **schema.fingerprint(),
        **semantic.stamp(),
        reuse.PROGRAM: reuse.program(),
        "documents": schema.digest_of(digests),
        "built_at": _now(),
        "row_total": str(rows),
        "entry_total": str(entries),
    }
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", stamp.items())
    return len(digests), rows, segments, terms


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write_all(work: Work, documents: Iterable[Entry], progress: Progress) -> list[str]:
    """Writes the lines of all documents; returns their ids, each with the digest of its file."""
    digests: list[str] = []
    built_at = _now()
    for entry in _unique(documents):
        if isinstance(entry, Unchanged):
            digests.append(f"{entry.id} {work.take_over(entry)}")
            continue
        document = entry.document
        rows, title = len(document.rows), document.title
        progress(0, rows, title)
        for done in work.write(document, entry.stamp, built_at):
            progress(done, rows, title)
        digests.append(f"{document.id} {document.digest}")
        # While the next one is read, this is not held: they may be large.
        del document, entry
    work.settle()
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

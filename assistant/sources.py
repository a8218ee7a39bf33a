"""The files of all documents, and where the index is not what it would be if it were built from them now.

A file may wait to be read, or have changed since; a document may be in the index whose file is gone, and a
file may be left out because another has its id. Answers come from the index all the same: whoever looks after
it is told by `keikaku documents`, `keikaku check`, `/healthz` and the page of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from assistant.settings import Settings
from corpus.folder.library import shipped
from corpus.folder.shelf import files_in, id_of
from corpus.folder.stamp import stamp
from corpus.frozen import dataclass
from corpus.unreadable import UnreadableFile
from index.records import DocumentInfo
from index.store import Index

# As many as a large folder has, so that a server does not read all of them at every look.
_KEPT = 4_096
_Looks = tuple[tuple[int, int] | None, ...]


class Parting(StrEnum):
    """How a file and the index have parted."""

    WAITING = "waiting"
    CHANGED = "changed"
    REPEATED = "repeated"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """A document, by its id, whose file and index have parted; of a file that is gone `path` is its name."""

    kind: Parting
    document: str
    path: Path


def sources(settings: Settings) -> tuple[Path, ...]:
    """The files of all documents: those that come with Keikaku, unless they are not wanted, and the added."""
    return (*(shipped() if settings.shipped else ()), *files_in(settings.documents))


def differences(settings: Settings, index: Index) -> tuple[Difference, ...]:
    """Where files and index have parted, files first, in the order of `sources`; none where they agree.

    Files are told apart by their contents, with the small file beside each and the version of what reads it.
    Of a document that was indexed without a file nothing is said. Raises IndexProblem as reads do.
    """
    held = {one.id: one for one in index.documents()}
    files: dict[str, list[Path]] = {}
    for path in sources(settings):
        files.setdefault(_id_at(path, _looks(path)), []).append(path)
    found = [one for id, paths in files.items() for one in _of_files(id, paths, held.get(id))]
    gone = (one for one in held.values() if one.stamp and one.id not in files)
    return (*found, *(Difference(Parting.GONE, one.id, Path(one.file)) for one in gone))


def _of_files(id: str, paths: Sequence[Path], held: DocumentInfo | None) -> Iterator[Difference]:
    """What there is to say of the files that have one id, of which at most one can be in the index."""
    if held is None:
        yield from (Difference(Parting.WAITING, id, path) for path in paths)
        return
    same = [path for path in paths if _stamp(path) == held.stamp]
    read = next(iter([*same, *(path for path in paths if path.name == held.file), *paths]))
    if held.stamp and not same:
        yield Difference(Parting.CHANGED, id, read)
    yield from (Difference(Parting.REPEATED, id, path) for path in paths if path != read)


def _stamp(path: Path) -> str | None:
    """The stamp of a file; None where it can't be opened."""
    try:
        return _stamp_at(path, _looks(path))
    except UnreadableFile:
        return None


def _looks(path: Path) -> _Looks:
    """What changes when a file or the small file beside it is written: size and time; None for none."""
    looks: list[tuple[int, int] | None] = []
    for one in (path, path.with_suffix(".toml")):
        try:
            status = one.stat()
        except OSError:
            looks.append(None)
        else:
            looks.append((status.st_size, status.st_mtime_ns))
    return tuple(looks)


@lru_cache(maxsize=_KEPT)
def _id_at(path: Path, _seen: _Looks) -> str:
    return id_of(path)


@lru_cache(maxsize=_KEPT)
def _stamp_at(path: Path, _seen: _Looks) -> str:
    return stamp(path)

"""What `keikaku index` does: finds the documents, reads them, builds the index when anything has changed.

The documents are those that come with Keikaku and the files of the folder of added documents. One that can't
be read is named and left out; the others are indexed all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from assistant.cli_output import tell
from assistant.cli_words import say
from assistant.settings import Settings
from corpus.document import Document
from corpus.library import read_document, shipped, suffixes
from corpus.source import UnreadableFile
from index.errors import IndexProblem
from index.store import Index

# The rooms that decide what an index holds: a new version of them is a reason to build it again.
_ROOMS = ("corpus", "index")


def run(settings: Settings, *, force: bool, quiet: bool) -> None:
    """Builds the index of all documents, unless it is up to date; says what it did unless `quiet`.

    What can't be read is always said. Raises what `index.build.build` raises.
    """
    paths = (*shipped(), *added(settings.documents))
    if not force and is_fresh(settings.index, paths, program()):
        if not quiet:
            _tell_size("index.fresh", settings.index)
        return
    from assistant.render.progress import progress_bar
    from index.build import build

    with progress_bar(say("index.reading"), quiet=quiet) as report:
        built = build(_readable(paths), settings.index, report)
    if not quiet:
        _tell_size("index.built", settings.index, seconds=f"{built.seconds:.1f}")


def added(folder: Path) -> tuple[Path, ...]:
    """The files in a folder, at any depth, that a reader knows, by name; none where there is no folder.

    Hidden files, and the lock files that office programs leave beside an open document, are passed over.
    """
    known = suffixes()
    return tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in known and path.is_file() and not path.name.startswith((".", "~$"))
    )


def is_fresh(index: Path, paths: Iterable[Path], others: Iterable[Path] = ()) -> bool:
    """Whether the index can be used, has no document that is gone, and is newer than all it is made from.

    That is the documents at `paths`, the small files beside them, and `others`.
    """
    paths = tuple(paths)
    try:
        with Index.open(index) as opened:
            documents = opened.documents()
    except IndexProblem:
        return False
    names = {path.name for path in paths}
    if not documents or any(document.file not in names for document in documents):
        return False
    built = min(datetime.fromisoformat(document.built_at).timestamp() for document in documents)
    beside = [path.with_suffix(".toml") for path in paths]
    return all(_changed(path) < built for path in (*paths, *beside, *others))


def _readable(paths: Iterable[Path]) -> Iterator[Document]:
    """The documents of the files that can be read, each read when its turn comes."""
    for path in paths:
        try:
            document = read_document(path)
        except UnreadableFile as error:
            tell("index.unreadable", file=path, problem=error.message)
        else:
            yield document


def program() -> Iterator[Path]:
    """The parts of Keikaku that decide what an index holds."""
    root = Path(__file__).parent.parent
    for room in _ROOMS:
        yield from (path for path in (root / room).rglob("*") if path.suffix in (".py", ".toml", ".sql"))


def _changed(path: Path) -> float:
    """When the file was last written, or put where it is; 0 where there is none."""
    with suppress(FileNotFoundError):
        status = path.stat()
        return max(status.st_mtime, status.st_ctime)
    return 0.0


def _tell_size(key: str, path: Path, **values: str) -> None:
    with Index.open(path) as index:
        documents, findings = index.documents(), index.findings()
    rows = sum(document.row_count for document in documents)
    tell(key, documents=len(documents), rows=rows, path=path, **values)
    if findings:
        tell("index.findings", count=len(findings))

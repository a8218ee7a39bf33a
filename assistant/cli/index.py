"""What `keikaku index` does: finds the documents, reads those that have changed, builds the index.

The documents are those that come with Keikaku and the files of the folder of added documents. One that can't
be read, whatever it does to the process that reads it, is named and left out, and so is one whose id another
has; the others are indexed all the same. What has not changed since the index was built is not read again, by
its contents and not by its date.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.output import named, tell
from assistant.cli.problems import DOMAIN, in_words
from assistant.cli.words import say
from assistant.cli.writing import writing
from assistant.settings import Settings
from assistant.sources import sources
from corpus.folder.reader import Reader
from corpus.folder.shelf import files_in, id_of
from corpus.folder.stamp import stamp
from corpus.folder.step import interrupted
from corpus.unreadable import UnreadableFile
from index.build.reuse import Stamped, Unchanged, unchanged
from index.errors import IndexForeign, IndexMissing, IndexProblem, IndexStale
from index.store import Index

if TYPE_CHECKING:
    from assistant.render.terminal.progress import Maker, Report

PAUSE = 2.0
"""Seconds between two looks at a watched folder; a file is read once it is the same in two of them."""

_Wanted = tuple[Path, str]
_ReadOne = Callable[[Path, str], Stamped | None]


def run(settings: Settings, *, force: bool, quiet: bool, read: Sequence[Stamped] = ()) -> None:
    """Builds the index of all documents, unless it is up to date; says what it did unless `quiet`.

    `read` are documents that were read already. What can't be read is always said, and that the index is
    damaged, which then is built from the files alone. Waits where another command writes. Raises what
    `index.build.build.build` and `writing` raise.
    """
    with writing(settings):
        force, held = _held(settings.index, force=force)
        wanted = list(_stamped(sources(settings)))
        _run(settings, wanted, held, read, force=force, quiet=quiet)


def build_missing(settings: Settings) -> None:
    """Builds the index where there is none, or one that another version of Keikaku made.

    So that to install and to serve is all that it takes. A damaged one is left for a person to see.
    """
    try:
        Index.open(settings.index).close()
    except (IndexMissing, IndexStale):
        tell("serve.building")
        run(settings, force=False, quiet=False)
    except IndexProblem:
        return


def _held(index: Path, *, force: bool) -> tuple[bool, dict[str, Unchanged]]:
    """Whether the index is to be built in any case, and what may be taken over into it."""
    try:
        return force, {} if force else unchanged(index)
    except IndexForeign:
        tell("index.damaged", path=index)
        return True, {}


def _run(
    settings: Settings,
    wanted: list[_Wanted],
    held: dict[str, Unchanged],
    read: Sequence[Stamped],
    *,
    force: bool,
    quiet: bool,
) -> None:
    wanted = list(_once(wanted, held))
    ready = {one.stamp: one for one in read}
    with Reader(settings.reading) as reader:
        if any(key not in held and key not in ready for _, key in wanted):
            reader.start()
        if not force and _is_current(settings.index, wanted, held, ready, reader, quiet=quiet):
            if not quiet:
                _tell_size("index.fresh", settings.index)
            return
        from assistant.render.terminal.progress import progress_bars
        from index.build.build import build

        with progress_bars(quiet=quiet) as bar:
            read_one = _reading(bar, reader)
            writing = bar(say("index.writing"), say("index.rows"))
            kept = [held[key] for _, key in wanted if key in held]
            built = build(_entries(wanted, held, ready, read_one), settings.index, writing, kept)
    if not quiet:
        _tell_size("index.built", settings.index, seconds=f"{built.seconds:.1f}")


def watch(settings: Settings, *, quiet: bool, pause: Callable[[float], None] = time.sleep) -> None:
    """Builds the index now and whenever the folder of added documents changes, until it is interrupted.

    What goes wrong is said, and the folder watched on.
    """
    settings.documents.mkdir(parents=True, exist_ok=True)
    seen, waiting = None, True
    tell("index.watching", folder=settings.documents)
    while True:
        now = _look(settings.documents)
        if now != seen:
            seen, waiting = now, True
        elif waiting:
            waiting = False
            try:
                run(settings, force=False, quiet=quiet)
            except DOMAIN as error:
                tell("error", message=in_words(error))
        try:
            pause(PAUSE)
        except KeyboardInterrupt:
            click.echo(err=True)
            return


def _stamped(paths: Sequence[Path]) -> Iterator[_Wanted]:
    """The files with their stamps; one that can't be opened is named and left out."""
    for path in paths:
        try:
            yield path, stamp(path)
        except UnreadableFile as error:
            _tell_unreadable(path, error)


def _once(wanted: Sequence[_Wanted], held: dict[str, Unchanged]) -> Iterator[_Wanted]:
    """The files less those whose id is that of an earlier one in the index, which are named and left out."""
    first: dict[str, Path] = {}
    for path, key in wanted:
        id = id_of(path)
        if id in first:
            _tell_repeated(path, id, first[id])
            continue
        if key in held:
            first[id] = path
        yield path, key


def _is_current(
    index: Path,
    wanted: list[_Wanted],
    held: dict[str, Unchanged],
    ready: dict[str, Stamped],
    reader: Reader,
    *,
    quiet: bool,
) -> bool:
    """Whether the index has all documents that can be read, and no other.

    To know this, files that it lacks are read until one can be: that is put into `ready`, and those that
    can't be read are taken from `wanted`.
    """
    try:
        with Index.open(index) as opened:
            known = len(opened.documents())
    except IndexProblem:
        return False
    if known != len(held) or not held.keys() <= {stamp for _, stamp in wanted}:
        return False
    lacking = [one for one in wanted if one[1] not in held]
    if not lacking:
        return True
    from assistant.render.terminal.progress import progress_bars

    with progress_bars(quiet=quiet) as bar:
        read_one = _reading(bar, reader)
        for path, key in lacking:
            document = ready.get(key) or read_one(path, key)
            if document is not None:
                ready[key] = document
                return False
            wanted.remove((path, key))
    return True


def _reading(bar: Maker, reader: Reader) -> _ReadOne:
    """What reads one file, which it reports."""
    report = bar(say("index.reading"), say("index.pages"))
    return lambda path, key: _read(path, key, reader, report)


def _entries(
    wanted: Sequence[_Wanted], held: dict[str, Unchanged], ready: dict[str, Stamped], read_one: _ReadOne
) -> Iterator[Stamped | Unchanged]:
    """The documents in their order, those to be read read when their turn comes, which is reported.

    Of files that have one id the first that can be read is taken, and the others are named.
    """
    first: dict[str, Path] = {}
    for path, key in wanted:
        id = id_of(path)
        if id in first:
            _tell_repeated(path, id, first[id])
        elif (entry := held.get(key) or ready.pop(key, None) or read_one(path, key)) is not None:
            first[id] = path
            yield entry


def _read(path: Path, key: str, reader: Reader, report: Report) -> Stamped | None:
    """The document of a file; None, which is said, where it can't be read."""
    report(0, 0, path.name)
    try:
        document = reader.read(path, progress=lambda done, pages: report(done, pages, path.name))
        return Stamped(document, key)
    except UnreadableFile as error:
        _tell_unreadable(path, error)
        return None


def _tell_unreadable(path: Path, error: UnreadableFile) -> None:
    tell("index.unreadable", file=named(path), problem=in_words(error))


def _tell_repeated(path: Path, id: str, first: Path) -> None:
    tell("index.repeated", file=named(path), id=id, first=named(first))


def _look(folder: Path) -> tuple[tuple[Path, int, int], ...]:
    """The files of a folder and the small files beside them, as they are now: size and time of change.

    What an interrupted command left in it counts too, so that it is put right.
    """
    found = [(path, 0, 0) for path in interrupted(folder)]
    for document in files_in(folder):
        for path in (document, document.with_suffix(".toml")):
            with suppress(FileNotFoundError):
                status = path.stat()
                found.append((path, status.st_size, status.st_mtime_ns))
    return tuple(found)


def _tell_size(key: str, path: Path, **values: str) -> None:
    with Index.open(path) as index:
        documents, findings = index.documents(), index.findings()
    rows = sum(document.row_count for document in documents)
    tell(key, documents=len(documents), rows=rows, path=path, **values)
    if findings:
        tell("index.findings", count=len(findings))

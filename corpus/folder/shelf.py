"""The folder of added documents: what stands in it, and how one is put in, replaced or taken out.

An added document has a folder of its own, named by its id, with the file under its own name and the small
file that says what is known of it. Files that a person put there by hand, at any depth, count as well. Each
change is one step (`corpus.folder.step`): a disk that is full leaves the folder as it was, and what a killed
process leaves is put right by whoever comes next. What is taken out is kept in `.removed`, the last one of
each id.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.folder.library import identifier, suffixes
from corpus.folder.sidecar import as_toml, settings_beside
from corpus.folder.step import finish, ready, sync, take
from corpus.frozen import dataclass
from corpus.problems import NotShelved, ShelfFailed, TakenId
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile, reason_of

_REMOVED = ".removed"
# Names of folders may have 255 bytes nearly everywhere; kanji take three each.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document in the folder; `own` is True where a folder holds it and its small file alone."""

    id: str
    path: Path
    own: bool


def files_in(folder: Path) -> tuple[Path, ...]:
    """The files in a folder, at any depth, that a reader knows, by name; none where there is no folder.

    What is hidden, and the lock files that office programs leave beside an open document, are passed over.
    """
    known = suffixes()
    return tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in known
        and not path.name.startswith("~$")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def id_of(path: Path) -> str:
    """The id that a document goes by: that of the small file beside it, or one made from its name."""
    try:
        stated = settings_beside(path).id
    except UnreadableFile:
        stated = ""
    return stated or identifier(path.stem)


def shelved(folder: Path) -> tuple[Shelved, ...]:
    """The documents in the folder, by the names of their files. Nothing is read but the small files."""
    paths = files_in(folder)
    alone = {path for path in paths if [other.parent for other in paths].count(path.parent) == 1}
    return tuple(
        Shelved(id, path, path in alone and _is_home(path.parent, folder, id))
        for path, id in ((path, id_of(path)) for path in paths)
    )


def _is_home(home: Path, folder: Path, id: str) -> bool:
    """Whether a folder is the one that `put` makes for a document."""
    return (
        home.parent == folder
        and re.fullmatch(rf"{re.escape(_folder_name(id))}(-\d+)?", home.name) is not None
    )


def put(folder: Path, path: Path, settings: Settings, digest: str, *, replace: bool = False) -> Path:
    """Copies a document in with a small file of `settings`; returns the copy, which has the SHA-256 `digest`.

    With `replace` it takes the place of the document that has its id. `TakenId` where there is one and
    `replace` is not set, `ShelfFailed` where the folder can't be written, `UnreadableFile` where the file is
    no longer the one with this digest.
    """
    with _writing(folder) as work:
        old = _with_id(folder, settings.id)
        if old and not replace:
            raise TakenId(settings.id, old[0].path.name)
        name = path.name.lstrip("~$.")
        copy = work / "copy"
        _fill(copy, path, name, as_toml(settings, name), digest)
        home = _home(folder, settings.id, old)
        take(work, (*_out(folder, work, old, home.name), (copy, home)))
    return home / name


def remove(folder: Path, id: str) -> Path:
    """Takes a document out, with its small file; returns where it is kept.

    `NotShelved` where no added document has this id, `ShelfFailed` where the folder can't be written.
    """
    with _writing(folder) as work:
        found = _with_id(folder, id)
        if not found:
            raise NotShelved(id)
        name = _folder_name(id)
        take(work, tuple(_out(folder, work, found, name)))
    return folder / _REMOVED / name / found[0].path.name


def recover(folder: Path) -> bool:
    """Puts right what a killed process left, as every change of the folder does first.

    A change that had begun is finished, one that was not yet ready is undone. Returns whether one was
    finished. `ShelfFailed` where the folder can't be written.
    """
    try:
        return finish(folder)
    except OSError as error:
        raise ShelfFailed(folder, reason_of(error)) from error


@contextmanager
def _writing(folder: Path) -> Iterator[Path]:
    """A hidden folder to make a change ready in; an error of the disk is `ShelfFailed`."""
    recover(folder)
    try:
        with ready(folder) as work:
            yield work
    except OSError as error:
        raise ShelfFailed(folder, reason_of(error)) from error


def _with_id(folder: Path, id: str) -> list[Shelved]:
    """The documents with an id, those that have a folder of their own first."""
    return sorted((one for one in shelved(folder) if one.id == id), key=lambda one: not one.own)


def _fill(folder: Path, path: Path, name: str, sidecar: str, digest: str) -> None:
    """The document and its small file in a new folder, safe on the disk."""
    folder.mkdir()
    copy = folder / name
    shutil.copyfile(path, copy)
    with copy.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            raise UnreadableFile("changed")
    copy.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    for written in folder.iterdir():
        sync(written)
    sync(folder)


def _home(folder: Path, id: str, old: list[Shelved]) -> Path:
    """The folder for a document: that of the one it replaces, or one that is free."""
    name = _folder_name(id)
    own = {one.path.parent for one in old if one.own}
    numbered = (folder / (f"{name}-{count}" if count > 1 else name) for count in range(1, 10_000))
    return next(home for home in numbered if home in own or not home.exists())


def _out(folder: Path, work: Path, old: list[Shelved], name: str) -> Iterator[tuple[Path, Path]]:
    """The moves that keep documents under a name in `.removed`, in place of what was kept so before."""
    kept = folder / _REMOVED / name
    # Only what is there now: later the place is taken by what is moved here.
    if old and kept.exists():
        yield kept, work / "before"
    for count, one in enumerate(old):
        target = kept / str(count) if count else kept
        if one.own:
            yield one.path.parent, target
            continue
        yield one.path, target / one.path.name
        sidecar = one.path.with_suffix(".toml")
        if [path for path in _siblings(one.path) if path != one.path] == [sidecar]:
            yield sidecar, target / sidecar.name


def _siblings(path: Path) -> list[Path]:
    """The files of a folder that go by the same small file."""
    return [one for one in path.parent.iterdir() if one.with_suffix("") == path.with_suffix("")]


def _folder_name(id: str) -> str:
    name = identifier(id)
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:_LONGEST_NAME]}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"

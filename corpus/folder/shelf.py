"""The folder of added documents: what stands in it, and how one is put in, replaced or taken out.

An added document has a folder of its own, named by its id, with the file under its own name and the small
file that says what is known of it. Files that a person put there by hand, at any depth, count as well. A
document is copied to a hidden folder first and then moved into its place in one step, so that a process that
is killed or a disk that is full leaves the folder as it was. What is taken out is kept in `.removed`, the
last one of each id.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.folder.library import identifier, suffixes
from corpus.folder.sidecar import as_toml, settings_beside
from corpus.frozen import dataclass
from corpus.problems import NotShelved, ShelfFailed, TakenId
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile, reason_of

_STAGED = ".adding-"
_ASIDE = ".replaced-"
_REMOVED = ".removed"
# A copy that is still growing is younger than this.
_LEFT_AFTER = 3600.0
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
    with _writing(folder):
        old = [one for one in shelved(folder) if one.id == settings.id]
        if old and not replace:
            raise TakenId(settings.id, old[0].path.name)
        staged = folder / f"{_STAGED}{secrets.token_hex(8)}"
        try:
            staged.mkdir(parents=True)
            name = path.name.lstrip("~$.")
            _fill(staged, path, name, as_toml(settings, name), digest)
            home = _home(folder, settings.id, old)
            for one in sorted(old, key=lambda one: not one.own):
                _move(one, folder / f"{_ASIDE}{home.name}")
            staged.rename(home)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        _sync(folder)
    return home / name


def remove(folder: Path, id: str) -> Path:
    """Takes a document out, with its small file; returns where it is kept.

    `NotShelved` where no added document has this id, `ShelfFailed` where the folder can't be written.
    """
    with _writing(folder):
        found = [one for one in shelved(folder) if one.id == id]
        if not found:
            raise NotShelved(id)
        kept = folder / _REMOVED / _folder_name(id)
        shutil.rmtree(kept, ignore_errors=True)
        for one in sorted(found, key=lambda one: not one.own):
            _move(one, kept)
        _sync(folder)
    return kept / found[0].path.name


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Puts right what a killed process left, before and after; an error of the disk is `ShelfFailed`."""
    try:
        _recover(folder)
        try:
            yield
        finally:
            _recover(folder)
    except OSError as error:
        raise ShelfFailed(folder, reason_of(error)) from error


def _recover(folder: Path) -> None:
    """A document that was set aside goes back unless its successor is in place; old copies are cleared."""
    for aside in sorted(folder.glob(f"{_ASIDE}*")):
        name = aside.name.removeprefix(_ASIDE)
        if (folder / name).exists():
            kept = folder / _REMOVED / name
            shutil.rmtree(kept, ignore_errors=True)
            kept.parent.mkdir(exist_ok=True)
            aside.rename(kept)
        else:
            aside.rename(folder / name)
    for staged in folder.glob(f"{_STAGED}*"):
        if time.time() - staged.stat().st_mtime > _LEFT_AFTER:
            shutil.rmtree(staged, ignore_errors=True)


def _fill(staged: Path, path: Path, name: str, sidecar: str, digest: str) -> None:
    """The document and its small file, safe on the disk."""
    copy = staged / name
    shutil.copyfile(path, copy)
    with copy.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
            raise UnreadableFile("changed")
    copy.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
    for written in staged.iterdir():
        _sync(written)
    _sync(staged)


def _home(folder: Path, id: str, old: list[Shelved]) -> Path:
    """The folder for a document: that of the one it replaces, or one that is free."""
    name = _folder_name(id)
    own = {one.path.parent for one in old if one.own}
    numbered = (folder / (f"{name}-{count}" if count > 1 else name) for count in range(1, 10_000))
    return next(home for home in numbered if home in own or not home.exists())


def _move(one: Shelved, target: Path) -> None:
    """Moves a document with its small file; of a folder it shares with others only these two."""
    if one.own and not target.exists():
        target.parent.mkdir(exist_ok=True)
        one.path.parent.rename(target)
        return
    target.mkdir(parents=True, exist_ok=True)
    sidecar = one.path.with_suffix(".toml")
    siblings = [path for path in one.path.parent.glob(f"{one.path.stem}.*") if path != one.path]
    one.path.rename(target / one.path.name)
    if siblings == [sidecar]:
        sidecar.rename(target / sidecar.name)


def _folder_name(id: str) -> str:
    name = identifier(id)
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:_LONGEST_NAME]}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def _sync(path: Path) -> None:
    """Makes a file or a folder safe on the disk; a folder can't be on Windows, which does so by itself."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    # Windows can make only a file safe that is open for writing.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

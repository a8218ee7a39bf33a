"""A step that changes the folder of added documents: all of its moves are made, or none.

What a step brings in lies ready in a hidden folder of its own, and a list of the moves is put beside it last.
From then on the step counts as taken: after a kill at any place, `finish` makes the moves that are missing.
Before the list is there nothing has moved, and what lies ready is thrown away. A move never takes the place
of something that is there. One process at a time takes steps; who calls sees to it (`index.build.lock`).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

Moves = Sequence[tuple[Path, Path]]

_MARK = ".step-"
_LIST = "moves.json"


@contextmanager
def ready(folder: Path) -> Iterator[Path]:
    """A hidden folder within `folder` to make a step ready in; it is gone at the end.

    It stays where a step was taken and could neither be made nor undone. OSError when it can't be made.
    """
    work = folder / f"{_MARK}{secrets.token_hex(8)}"
    work.mkdir(parents=True)
    try:
        yield work
    finally:
        if not (work / _LIST).exists():
            shutil.rmtree(work, ignore_errors=True)


def take(work: Path, moves: Moves) -> None:
    """Makes the moves, from and to places within the folder that holds `work`.

    OSError when one can't be made; those before it are undone then.
    """
    folder = work.parent
    listed = [[path.relative_to(folder).as_posix() for path in move] for move in moves]
    draft = work / f"{_LIST}.new"
    draft.write_text(json.dumps(listed), encoding="ascii")
    sync(draft)
    draft.rename(work / _LIST)
    sync(work)
    made: list[tuple[Path, Path]] = []
    try:
        for move in moves:
            if _is_open(*move):
                _move(*move)
                made.append(move)
        _sync_all(work, moves)
    except OSError:
        _undo(work, made)
        raise
    _settle(work)


def finish(folder: Path) -> bool:
    """Finishes or undoes the steps that were interrupted; returns whether one was finished.

    OSError when the folder can't be written.
    """
    finished = False
    for work in interrupted(folder):
        moves = _listed(work)
        for move in moves:
            if _is_open(*move):
                _move(*move)
        _sync_all(work, moves)
        _settle(work)
        finished = finished or bool(moves)
    return finished


def interrupted(folder: Path) -> tuple[Path, ...]:
    """The hidden folders of steps that are being taken or were interrupted, by name."""
    return tuple(sorted(folder.glob(f"{_MARK}*")))


def sync(path: Path) -> None:
    """Makes a file or a folder safe on the disk; a folder can't be on Windows, which does so by itself."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    # Windows can make only a file safe that is open for writing.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _listed(work: Path) -> list[tuple[Path, Path]]:
    """The moves of a step that was taken; none for one that was not."""
    try:
        listed = json.loads((work / _LIST).read_text(encoding="ascii"))
    except FileNotFoundError:
        return []
    return [(work.parent / source, work.parent / target) for source, target in listed]


def _is_open(source: Path, target: Path) -> bool:
    """Whether a move is still to be made."""
    return os.path.lexists(source) and not os.path.lexists(target)


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)


def _undo(work: Path, made: Moves) -> None:
    """Takes back moves, the last first; one that can't be is left for `finish`, with the list."""
    with suppress(OSError):
        for source, target in reversed(made):
            target.rename(source)
        (work / _LIST).unlink()


def _sync_all(work: Path, moves: Moves) -> None:
    """Makes the moves safe on the disk, before the list of them may go."""
    parents = {path.parent for move in moves for path in move}
    for folder in sorted(parent for parent in {work, *parents} if parent.is_dir()):
        sync(folder)


def _settle(work: Path) -> None:
    """Ends a step: the list goes first, since without it the rest is thrown away."""
    (work / _LIST).unlink(missing_ok=True)
    shutil.rmtree(work, ignore_errors=True)

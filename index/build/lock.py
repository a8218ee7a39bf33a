"""The one lock of all that write: who builds an index, and who changes the documents that it is built from.

It is a file beside the index, locked by the system, which takes the lock back from a process that ends in
whatever way. Whoever holds it is alone: what builds that were killed have left is taken away then.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import build_failed

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BUILDING = ".building"
"""The ending of the file that an index is built in; SQLite may keep another beside it, of a longer name."""

_PAUSE = 0.1
# A locked byte can't be read on Windows: it is one behind the number of the process.
_FAR = 1 << 20


@contextmanager
def locked(target: Path, waiting: Callable[[str], None] | None = None) -> Iterator[bool]:
    """Holds the lock of the index `target`, whose folder is made where it is not there.

    Where another process has it, `waiting` is told its number once, and it is waited for; without `waiting`
    it is not, and what is given is False. BuildFailed where nothing can be written beside the index.
    """
    path = _beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _taken(path)
        if descriptor is None and waiting is not None:
            waiting(_holder(path))
            while (descriptor := _taken(path)) is None:
                time.sleep(_PAUSE)
    except OSError as error:
        raise build_failed(target, error) from error
    try:
        if descriptor is not None:
            _clear(target)
        yield descriptor is not None
    finally:
        if descriptor is not None:
            _give_back(descriptor, path)


def left_over(target: Path) -> tuple[Path, ...]:
    """The files of writers that were killed, and of the one at work where there is one."""
    return tuple(path for path in (_beside(target), *_builds(target)) if path.exists())


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _builds(target: Path) -> Iterator[Path]:
    yield from target.parent.glob(f".{target.name}.*{BUILDING}*")


def _clear(target: Path) -> None:
    for path in _builds(target):
        with suppress(OSError):
            path.unlink()


def _taken(path: Path) -> int | None:
    """The open file, locked; None where another process has it. OSError when it can't be made."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            free = _lock(descriptor)
            named = free and _is_at(descriptor, path)
            if named:
                os.ftruncate(descriptor, 0)
                os.write(descriptor, str(os.getpid()).encode())
                # Another user who may write in the folder can lock it too; only its owner may say so.
                with suppress(PermissionError):
                    path.chmod(0o666)
        except OSError:
            os.close(descriptor)
            raise
        if named:
            return descriptor
        os.close(descriptor)
        if not free:
            return None


def _lock(descriptor: int) -> bool:
    """Whether the lock could be had; it is one of this process, which its children do not have."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the file still has its name: the one who held it last takes that away."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    """The number of the process that has the lock, or had it just now; "?" where it has not said so yet."""
    with suppress(OSError):
        return path.read_text(encoding="ascii").strip() or "?"
    return "?"


def _give_back(descriptor: int, path: Path) -> None:
    """Takes the file away and lets go of it; Windows lets only a closed one be taken away."""
    with suppress(OSError):
        if sys.platform != "win32":
            path.unlink()
    os.close(descriptor)
    with suppress(OSError):
        if sys.platform == "win32":
            path.unlink()

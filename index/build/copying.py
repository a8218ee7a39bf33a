"""Copies a file; where the file system can (Btrfs, XFS), only what is changed later takes room and time."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

# FICLONE of Linux: the numbers of an ioctl are part of its interface.
_CLONE = 0x40049409


def copy_file(source: Path, target: Path) -> None:
    """Writes what is in one file to another; OSError where it can't be read or written."""
    if not _is_cloned(source, target):
        shutil.copyfile(source, target)


def _is_cloned(source: Path, target: Path) -> bool:
    if sys.platform != "linux":
        return False
    import fcntl

    with source.open("rb") as old, target.open("wb") as new:
        try:
            fcntl.ioctl(new.fileno(), _CLONE, old.fileno())
        except OSError:
            return False
    return True

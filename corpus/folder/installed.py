"""The versions of installed packages, found without `importlib.metadata`, which takes 20 ms to import.

Opening an index asks for two of them, and an answer in a terminal is waited for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_ENDING = ".dist-info"


def version_of(package: str, folders: Sequence[str] | None = None) -> str | None:
    """The version of a distribution package; None where it is not installed.

    The folders of `sys.path` (or those given) are looked through for `NAME-VERSION.dist-info`, whose name is
    that of the recording-installed-packages specification. A package that was installed in another way, as
    those of some systems are, is left to `importlib.metadata`.

    >>> version_of("no-such-package") is None
    True
    """
    start = package.replace("-", "_").replace(".", "_").lower() + "-"
    for folder in sys.path if folders is None else folders:
        for name in _names(folder):
            if name.endswith(_ENDING) and name.lower().startswith(start):
                return name[len(start) : -len(_ENDING)]
    return _by_metadata(package)


def _names(folder: str) -> list[str]:
    """What lies in a folder of `sys.path`, which may be missing, a file, or empty for the current one."""
    try:
        return [entry.name for entry in os.scandir(folder or os.curdir)]
    except OSError:
        return []


def _by_metadata(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None

"""One digest of all that decides how a file is read: what need not be read again has the same one.

That is the file with its name, the small file beside it, the code and vocabulary of this room, and the
versions of the packages that the readers use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.unreadable import UnreadableFile, name_of, reason_of

_PACKAGES = ("python-calamine", "pdfplumber", "python-docx", "lxml")
_SUFFIXES = (".py", ".toml")


def stamp(path: Path) -> str:
    """The stamp of a document, a SHA-256 in hexadecimal. Raises `UnreadableFile` where it can't be opened."""
    digest = hashlib.sha256(reader_version().encode())
    try:
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
        sidecar = path.with_suffix(".toml")
        if sidecar.is_file():
            digest.update(sidecar.read_bytes())
    except OSError as error:
        raise UnreadableFile("not_opened", reason=reason_of(error)) from error
    digest.update(b"\0" + name_of(path))
    return digest.hexdigest()


@cache
def reader_version() -> str:
    """The version of all that reads: this room and the packages it uses, as one digest."""
    digest = hashlib.sha256(code_of(Path(__file__).parents[1]).encode())
    for package in _PACKAGES:
        digest.update(f"{package} {_version(package)}\n".encode())
    return digest.hexdigest()


def code_of(room: Path, suffixes: tuple[str, ...] = _SUFFIXES) -> str:
    """One SHA-256 in hexadecimal over the code and data files of a folder, names and contents."""
    digest = hashlib.sha256()
    for path in _files(room, suffixes):
        digest.update(path.relative_to(room).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(room: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    yield from (path for path in sorted(room.rglob("*")) if path.suffix in suffixes)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"

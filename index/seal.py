"""The seal of an index file: a checksum over all of it, by which bytes that changed since are found.

The 32 bytes of a SHA-256 stand behind the last page of the database, where SQLite takes no notice of them.
The whole file is covered, so that a changed text is found as well as a damaged page, an entry of an index or
of the full text search. SQLite's own check (`PRAGMA quick_check`) sees no changed text, and takes as long; a
checksum over the lines of each document takes seven times as long, and sees neither indexes nor search.

To check a seal reads the file once. That is for who builds on what is there, and for a server that will
answer out of it for days; a look-up in a terminal waits for no more than some milliseconds (`SMALL`). In
processor time it is 0.1 % of what it takes to build the index anew with 43 rows (1.7 MB), and 0.4 % with
5,692 rows (156 MB, 0.11 s).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from index.errors import IndexDamaged, IndexForeign
from index.stamped import signature_of

SMALL = 32 * 2**20
"""The bytes of an index that even a single look-up checks: it takes about 25 ms."""
_LENGTH = 32
_PART = 1 << 20


def put_seal(path: Path) -> None:
    """Seals a database that is finished. OSError when it can't be written."""
    with path.open("rb+") as file:
        length = path.stat().st_size
        digest = _digest(file, length)
        file.seek(length)
        file.write(digest)


def check_seal(path: Path) -> None:
    """Reads the whole index.

    IndexDamaged where it is not what was written, IndexForeign where it can't be read.
    """
    try:
        length = signature_of(path)[2] - _LENGTH
        with path.open("rb") as file:
            whole = length > 0 and _digest(file, length) == file.read(_LENGTH)
    except OSError as error:
        raise IndexForeign(path, str(error)) from error
    if not whole:
        raise IndexDamaged(path)


def check_small_seal(path: Path) -> None:
    """Checks an index of at most `SMALL` bytes as `check_seal` does, and takes a larger one as it is."""
    if signature_of(path)[2] <= SMALL:
        check_seal(path)


def _digest(file: BinaryIO, length: int) -> bytes:
    """The SHA-256 of so many bytes, and of all there are where they are fewer."""
    digest = hashlib.sha256()
    while length > 0 and (part := file.read(min(_PART, length))):
        digest.update(part)
        length -= len(part)
    return digest.digest()

"""The seal of an index file: checksums over all of it, by which bytes that changed since are found.

The SHA-256 of each part of 64 KiB stands behind the last page of the database, where SQLite takes no notice
of it, and behind these the SHA-256 over them. The whole file is covered, so that a changed text is found as
well as a damaged page, an entry of an index or of the full text search. SQLite's own check
(`PRAGMA quick_check`) sees no changed text, and takes as long; a checksum over the lines of each document
takes seven times as long, and sees neither indexes nor search.

To check a seal reads the file once, large parts of it by several threads. That is for who builds on what is
there, and for a server that will answer out of it for days; a look-up in a terminal waits for no more than
some milliseconds (`SMALL`). In processor time it is 0.1 % of what it takes to build the index anew with 43
rows (1.7 MB), and 0.4 % with 5,692 rows (156 MB, 0.11 s). Who changes some pages of a sealed file seals it
again for the price of these.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from index.errors import IndexDamaged, IndexForeign
from index.stamped import database_size, signature_of

SMALL = 32 * 2**20
"""The bytes of an index that even a single look-up checks: it takes about 25 ms."""
LARGE = 256 * 2**20
"""The bytes from which on a server answers while an index is still checked, a quarter second or more."""
PART = 1 << 16
"""The bytes that one checksum is over."""
_LENGTH = 32
# What one thread reads at a time.
_AT_ONCE = 1 << 23
_THREADS = 4


def put_seal(path: Path) -> None:
    """Seals a database that is finished. OSError when it can't be written."""
    length = path.stat().st_size
    _write(path, length, _digests(path, length))


def check_seal(path: Path) -> None:
    """Reads the whole index.

    IndexDamaged where it is not what was written, IndexForeign where it can't be read.
    """
    try:
        size, length = signature_of(path)[2], database_size(path)
        sealed = _sealed(path, length)
        whole = size == length + len(sealed) + _LENGTH and b"".join(_digests(path, length)) == sealed
    except OSError as error:
        raise IndexForeign(path, str(error)) from error
    if not whole:
        raise IndexDamaged(path)


def check_small_seal(path: Path) -> None:
    """Checks an index of at most `SMALL` bytes as `check_seal` does, and takes a larger one as it is."""
    if signature_of(path)[2] <= SMALL:
        check_seal(path)


def check_large_seal_later(path: Path, damaged: Callable[[], None]) -> None:
    """Checks an index of less than `LARGE` bytes as `check_seal` does.

    A larger one is checked in a thread of its own, which calls `damaged` where that is what it finds.
    """
    if signature_of(path)[2] < LARGE:
        check_seal(path)
        return

    def check() -> None:
        try:
            check_seal(path)
        except IndexForeign:
            damaged()

    threading.Thread(target=check, name="seal", daemon=True).start()


def break_seal(path: Path) -> list[bytes]:
    """Takes the seal of a checked file away, so that its database may be changed; returns the checksums."""
    length = database_size(path)
    sealed = _sealed(path, length)
    os.truncate(path, length)
    return [sealed[place : place + _LENGTH] for place in range(0, len(sealed), _LENGTH)]


def renew_seal(path: Path, known: list[bytes], changed: Iterable[int]) -> None:
    """Seals a database of which only the bytes at some offsets, a page each, differ from those of `known`."""
    length = path.stat().st_size
    digests = known[: -(-length // PART)]
    # The last part has grown, and so have those behind it.
    parts = {offset // PART for offset in changed} | {len(digests) - 1}
    with path.open("rb") as file:
        for place in sorted(part for part in parts if 0 <= part < len(digests)):
            file.seek(place * PART)
            digests[place] = hashlib.sha256(file.read(min(PART, length - place * PART))).digest()
    digests += _digests(path, length, len(digests) * PART)
    _write(path, length, digests)


def _write(path: Path, length: int, digests: Iterable[bytes]) -> None:
    sealed = b"".join(digests)
    with path.open("rb+") as file:
        file.seek(length)
        file.write(sealed + hashlib.sha256(sealed).digest())


def _sealed(path: Path, length: int) -> bytes:
    """The checksums behind a database; none where they are damaged."""
    with path.open("rb") as file:
        file.seek(length)
        behind = file.read(-(-length // PART) * _LENGTH + _LENGTH)
    sealed, over = behind[:-_LENGTH], behind[-_LENGTH:]
    return sealed if hashlib.sha256(sealed).digest() == over else b""


def _digests(path: Path, length: int, start: int = 0) -> list[bytes]:
    """The checksum of each part up to a length; fewer where the file is shorter."""
    spans = [(first, min(first + _AT_ONCE, length)) for first in range(start, length, _AT_ONCE)]

    def read(span: tuple[int, int]) -> list[bytes]:
        with path.open("rb", buffering=0) as file:
            file.seek(span[0])
            return [
                hashlib.sha256(file.read(min(PART, span[1] - place))).digest() for place in range(*span, PART)
            ]

    if len(spans) < 2:
        return [digest for span in spans for digest in read(span)]
    # Not for who checks a small index, and waits for it.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as threads:
        return [digest for some in threads.map(read, spans) for digest in some]

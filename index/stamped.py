"""An index file before it is opened: whether it is one of this version, whole, and the same as before."""

from __future__ import annotations

from pathlib import Path

from index.errors import IndexForeign, IndexMissing, IndexStale
from index.schema import APPLICATION_ID, SCHEMA_VERSION

Signature = tuple[int, int, int, int]


def signature_of(path: Path) -> Signature:
    """What changes when another file is moved in its place."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def check_header(path: Path) -> Signature:
    """Reads the first 100 bytes, which tell what made an SQLite file and how long it has to be."""
    try:
        signature = signature_of(path)
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError as error:
        raise IndexMissing(path) from error
    except OSError as error:
        raise IndexForeign(path, str(error)) from error
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise IndexForeign(path, "it is no SQLite file")
    size = _size(header)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise IndexForeign(path, "another program made it, or its build was cut off")
    made = int.from_bytes(header[60:64], "big")
    if made != SCHEMA_VERSION:
        raise IndexStale(path, f"schema was {made}, is {SCHEMA_VERSION}")
    if signature[2] < size:
        raise IndexForeign(path, "it is cut short")
    return signature


def database_size(path: Path) -> int:
    """The bytes that a database takes, whatever stands behind it; OSError where it can't be read."""
    with path.open("rb") as file:
        return _size(file.read(100))


def _size(header: bytes) -> int:
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")

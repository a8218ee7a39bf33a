"""The tables of an index and the stamp that says what it was made with and from.

`store` refuses a file whose stamp it can't serve; `build` writes the stamp last, so that a file with a stamp
is whole.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from corpus.folder.installed import version_of

# Raised whenever a table, a term, a reading or the file around them would come out differently.
SCHEMA_VERSION = 9
# Entries have the number of their row; those of passages come behind.
FIRST_TEXT = 10**12
# "Keik" in ASCII: tells an index from other SQLite files.
APPLICATION_ID = 0x4B65696B
_FOLDER = Path(__file__).parent


def create(connection: sqlite3.Connection) -> None:
    """Makes the empty tables in an empty database; sqlite3.Error when it can't be written."""
    connection.executescript((_FOLDER / "schema.sql").read_text(encoding="utf-8"))


def fingerprint() -> dict[str, str]:
    """What decides how a text is indexed: schema, Sudachi, its dictionary, digest of the word lists."""
    return {
        "schema": str(SCHEMA_VERSION),
        "sudachipy": _version("sudachipy"),
        "sudachidict": _version("sudachidict-core"),
        "settings": digest_of(
            word_list(name) for name in ("language/stopwords", "find/thesaurus", "find/everyday")
        ),
    }


def word_list(name: str) -> str:
    """The text of one of this room's TOML files, by its folder and name; empty where there is none."""
    path = _FOLDER / f"{name}.toml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def digest_of(parts: Iterable[str]) -> str:
    """One SHA-256 in hexadecimal over texts, each ended by a zero byte."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _version(package: str) -> str:
    return version_of(package) or "unknown"

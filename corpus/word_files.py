"""The word files of all rooms: TOML that a person may read and extend, read at the speed of JSON.

A start of the command line would spend a tenth of a second on TOML, whose parser is Python. So what a file
says is kept as JSON where Python keeps the byte code of modules, and under the same conditions: not where it
may write none, and without a word where the folder can't be written. What is kept bears the digest of the
file's bytes; when these have changed, it is made anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any


def read(path: Path) -> dict[str, Any]:
    """The tables of a word file that comes with Keikaku, as they are in TOML; a new value for each call.

    >>> read(Path(__file__).parent / "vocabulary" / "counters.toml")["counters"][:2]
    ['件', '名']
    """
    data = path.read_bytes()
    found = _kept(path, data)
    if found is None:
        found = _parsed(data)
        if not sys.dont_write_bytecode:
            _keep(path, data, found)
    return found


def main(folders: Sequence[str]) -> None:
    """Keeps the content of all word files in some folders, whether or not Python may write byte code."""
    for path in (path for folder in folders for path in Path(folder).rglob("*.toml")):
        data = path.read_bytes()
        _keep(path, data, _parsed(data))


def _parsed(data: bytes) -> dict[str, Any]:
    # The parser itself takes 3 ms to import.
    import tomllib

    return tomllib.loads(data.decode())


def _place(path: Path) -> Path:
    """Where the content of a word file is kept: in the folder of the byte code, whichever one is set."""
    return Path(cache_from_source(str(path))).with_name(f"{path.name}.json")


def _kept(path: Path, data: bytes) -> dict[str, Any] | None:
    """What is kept of a file with these bytes; None where there is nothing, or something else."""
    # Whatever is wrong with what is kept: the file itself is there.
    with suppress(OSError, ValueError):
        digest, _, text = _place(path).read_text(encoding="utf-8").partition("\n")
        if digest == source_hash(data).hex():
            found: dict[str, Any] = json.loads(text)
            return found
    return None


def _keep(path: Path, data: bytes, tables: dict[str, Any]) -> None:
    """Writes what a file says, whole or not at all."""
    place = _place(path)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    text = f"{source_hash(data).hex()}\n{json.dumps(tables, ensure_ascii=False)}"
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(place)


if __name__ == "__main__":
    main(sys.argv[1:])

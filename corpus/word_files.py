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
import tomllib
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
    digest = source_hash(data).hex()
    kept = _kept(path)
    # Whatever is wrong with what is kept: the file itself is there.
    with suppress(OSError, ValueError):
        of, _, text = kept.read_text(encoding="utf-8").partition("\n")
        if of == digest:
            found: dict[str, Any] = json.loads(text)
            return found
    tables = tomllib.loads(data.decode())
    if not sys.dont_write_bytecode:
        _keep(kept, f"{digest}\n{json.dumps(tables, ensure_ascii=False)}")
    return tables


def _kept(path: Path) -> Path:
    """Where the content of a word file is kept: in the folder of the byte code, whichever one is set."""
    return Path(cache_from_source(str(path))).with_name(f"{path.name}.json")


def _keep(kept: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(kept)

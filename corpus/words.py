"""The vocabulary files of this room: words that a person may read and extend, as TOML."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from corpus import word_files


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The content of `vocabulary/NAME.toml`.

    >>> "件" in vocabulary("counters")["counters"]
    True
    """
    return word_files.read(Path(__file__).parent / "vocabulary" / f"{name}.toml")

"""The vocabulary files of this room: words that a person may read and extend, as TOML."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The content of `vocabulary/NAME.toml`.

    >>> "件" in vocabulary("counters")["counters"]
    True
    """
    path = Path(__file__).parent / "vocabulary" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))

"""The vocabulary files of this room: words that a person may read and extend, as TOML."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The content of `vocabulary/NAME.toml`.

    >>> "件" in vocabulary("counters")["counters"]
    True
    """
    text = files("corpus").joinpath("vocabulary", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

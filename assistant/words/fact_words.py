"""The words around figures, in texts and in questions about them, as `vocabulary/facts.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "vocabulary" / "facts.toml"


def words(kind: str) -> tuple[str, ...]:
    """The words of a kind: `aims`, `totals`, `sums`, `until`, `joints` or `between`."""
    found = _table()[kind]
    return tuple(str(word) for word in found) if isinstance(found, list) else ()


def counted_nouns(unit: str) -> tuple[str, ...]:
    """The nouns that a counter says by itself; empty for one that says none."""
    found = _table()["counted"]
    return tuple(found.get(unit, ())) if isinstance(found, dict) else ()


@cache
def _table() -> Mapping[str, object]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))

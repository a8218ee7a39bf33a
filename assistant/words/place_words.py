"""The words around places that people go to, as `vocabulary/places.toml` lists and explains them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.words import grammar
from corpus import word_files

_FILE = Path(__file__).parent / "vocabulary" / "places.toml"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list; "headers.start" is one of a table.

    >>> words("headers.start")[0], words("none_closed")[0]
    ('開始', 'なし')
    """
    found: object = _table()
    for key in name.split("."):
        assert isinstance(found, dict)
        found = found[key]
    assert isinstance(found, list), name
    return tuple(found)


@cache
def pattern(*names: str) -> str:
    """The words of several lists as alternatives of a regular expression, the longest first."""
    return grammar.either(word for name in names for word in words(name))


def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of a table by their names.

    >>> table("place_kinds")["stops"]
    ('バス停', '停留所')
    """
    found = _table()[name]
    assert isinstance(found, dict), name
    return {key: tuple(some) for key, some in found.items()}


@cache
def _table() -> Mapping[str, object]:
    return word_files.read(_FILE)

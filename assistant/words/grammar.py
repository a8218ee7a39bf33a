"""The word lists of grammar, as `vocabulary/grammar.toml` names and explains them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from corpus import word_files

_FILE = Path(__file__).parent / "vocabulary" / "grammar.toml"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list in the order of the file; "department.levels" is one of a table.

    >>> words("both"), words("department.levels")[:2]
    (('も', 'でも'), ('局', '部'))
    """
    found: object = _file()
    for key in name.split("."):
        assert isinstance(found, dict)
        found = found[key]
    assert isinstance(found, list), name
    return tuple(found)


@cache
def word_set(*names: str) -> frozenset[str]:
    """The words of several lists."""
    return frozenset(word for name in names for word in words(name))


def word(name: str) -> str:
    """The word of a list that has but one.

    >>> word("genitive")
    'の'
    """
    (only,) = words(name)
    return only


@cache
def characters(*names: str) -> str:
    """The words of several lists, each of one character, side by side: to strip, or inside a character class.

    >>> characters("particles_of_entries")
    'はがを'
    """
    return "".join(word for name in names for word in words(name))


@cache
def pattern(*names: str) -> str:
    """The words of several lists as alternatives of a regular expression, the longest first.

    >>> pattern("both")
    '(?:でも|も)'
    """
    return either(word for name in names for word in words(name))


def either(some: Iterable[str]) -> str:
    """Words as alternatives of a regular expression, the longest first, in a group of their own."""
    return f"(?:{'|'.join(map(re.escape, sorted(some, key=len, reverse=True)))})"


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of a table by their names.

    >>> table("units")["割合"]
    ('%', '割')
    """
    found = _file()[name]
    assert isinstance(found, dict), name
    return {key: tuple(some) for key, some in found.items()}


@cache
def _file() -> Mapping[str, object]:
    return word_files.read(_FILE)

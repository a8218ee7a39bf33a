"""How questions ask of running text and how it says what they ask for: the lists of `texts.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.words import grammar
from corpus import word_files

_FILE = Path(__file__).parent / "vocabulary" / "texts.toml"


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a list, by its name."""
    found = word_files.read(_FILE)[kind]
    assert isinstance(found, list)
    return tuple(str(word) for word in found)


@cache
def pattern(kind: str) -> str:
    """The words of a list as alternatives of a regular expression, the longest first."""
    return grammar.either(words(kind))


def said_by(noun: str) -> tuple[str, ...]:
    """What says a kind of thing in a text without its noun; empty for a noun that only it says.

    >>> said_by("件数"), said_by("理念")
    (('件',), ())
    """
    return _said().get(noun, ())


@cache
def _said() -> dict[str, tuple[str, ...]]:
    found = word_files.read(_FILE)["said"]
    assert isinstance(found, dict)
    return {noun: tuple(words) for noun, words in found.items()}

"""The words around figures, in texts and in questions about them, as `vocabulary/facts.toml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path

from assistant.words import grammar
from corpus import word_files
from corpus.frozen import dataclass

_FILE = Path(__file__).parent / "vocabulary" / "facts.toml"


def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, by the name of its list; a list may be empty."""
    found = _table()[kind]
    return tuple(str(word) for word in found) if isinstance(found, list) else ()


@cache
def pattern(*kinds: str) -> str:
    """The words of several lists as alternatives of a regular expression, the longest first."""
    return grammar.either(word for kind in kinds for word in words(kind))


def counted_nouns(unit: str) -> tuple[str, ...]:
    """The nouns that a counter says by itself; empty for one that says none."""
    found = _table()["counted"]
    return tuple(found.get(unit, ())) if isinstance(found, dict) else ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark that is asked for by `verbs` behind a word for how, `of` being what must stand before (any
    of them; nothing where empty), and the words of the headers of its columns, the surest first.
    In English whoever spoke stands before the verb.
    """

    of: tuple[str, ...]
    verbs: tuple[str, ...]
    headers: tuple[str, ...]
    english_of: tuple[str, ...]
    english_verbs: tuple[str, ...]


@cache
def remarks() -> tuple[Remark, ...]:
    """The remarks, those before others that they go before."""
    found = _table()["remark"]
    assert isinstance(found, list)
    names = [one.name for one in fields(Remark)]
    return tuple(Remark(**{name: tuple(one.get(name, ())) for name in names}) for one in found)


@cache
def _table() -> Mapping[str, object]:
    return word_files.read(_FILE)

"""What people say instead of the name of a column of figures, as `vocabulary/deeds.toml` explains it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from corpus import word_files
from corpus.frozen import dataclass
from index.language.tokenizer import tokenize

_FILE = Path(__file__).parent / "vocabulary" / "deeds.toml"


@dataclass(frozen=True, slots=True)
class Deed:
    """What is said by a verb: its verbs as the terms of their words, its English phrases, whether it has to
    be denied, the words of which one has to stand in the question (empty for none), and the headers that are
    meant.
    """

    verbs: tuple[tuple[str, ...], ...]
    english: tuple[str, ...]
    denied: bool
    of: tuple[str, ...]
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What is said by an adjective: its words, its English superlatives, which end is the most of it (max or
    min), the headers that are meant.
    """

    words: frozenset[str]
    english: tuple[str, ...]
    most: str
    headers: tuple[str, ...]


@cache
def deeds() -> tuple[Deed, ...]:
    """All deeds, in the order of the file.

    >>> deeds()[0].denied, deeds()[0].headers[0]
    (True, '収入未済額')
    """
    found = word_files.read(_FILE)
    return tuple(
        Deed(
            tuple(tuple(token.term for token in tokenize(verb)) for verb in one["verbs"]),
            tuple(one.get("en", ())),
            bool(one.get("denied")),
            tuple(word for name in one.get("of", ()) for word in found["of"][name]),
            tuple(one["headers"]),
        )
        for one in found["deed"]
    )


@cache
def qualities() -> tuple[Quality, ...]:
    """All qualities, in the order of the file."""
    return tuple(
        Quality(_terms(one["words"]), tuple(one.get("en", ())), one["most"], tuple(one["headers"]))
        for one in word_files.read(_FILE)["quality"]
    )


def _terms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(tokenize(word)[0].term for word in words)


@cache
def nouns(place: str) -> tuple[str, ...]:
    """The words that may stand before or behind a deed, the longest first."""
    return tuple(sorted(word_files.read(_FILE)["nouns"][place], key=len, reverse=True))

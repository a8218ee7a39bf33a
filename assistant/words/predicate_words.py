"""Groups of words that say the same of a thing (開く, 開催), as `vocabulary/predicates.toml` has them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus import word_files
from corpus.frozen import dataclass
from index.language.tokenizer import Pos, Token, tokenize

_FILE = Path(__file__).parent / "vocabulary" / "predicates.toml"
_SILENT = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL})

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """Words that say the same of a thing, and those that deny it, each as the terms of its words."""

    words: frozenset[Terms]
    opposite: frozenset[Terms]


@dataclass(frozen=True, slots=True)
class Table:
    """The groups, and the words that questions and sentences about them are read by; see the file."""

    predicates: tuple[Predicate, ...]
    pending: frozenset[str]
    denied: frozenset[str]
    asked: frozenset[str]
    ending: frozenset[str]
    requests: frozenset[Terms]
    now: frozenset[str]
    beyond: frozenset[Terms]
    chain: frozenset[str]
    decided: frozenset[str]
    realised: frozenset[str]


def predicates_of(terms: Terms) -> tuple[Predicate, ...]:
    """The groups that a word belongs to; empty for one that is no predicate."""
    return tuple(one for one in table().predicates if terms in one.words)


def synonyms(entry: str) -> tuple[str, ...]:
    """The first terms of all words that say the same as a predicate in an entry: 終了予定, 廃止.

    >>> "完了" in synonyms("終了予定"), synonyms("維持")
    (True, ())
    """
    terms = [(token.term,) for token in tokenize(entry)]
    groups = [group for one in terms for group in predicates_of(one)]
    return tuple(sorted({words[0] for group in groups for words in group.words}))


def predicates_in(
    tokens: Sequence[Token], also: frozenset[Terms] = frozenset()
) -> tuple[tuple[int, Terms], ...]:
    """The words of any group, and those of `also`, that stand among the tokens, with their places; the
    longest at each place.
    """
    known = known_words() | also
    found: list[tuple[int, Terms]] = []
    place = 0
    while place < len(tokens):
        two = tuple(token.term for token in tokens[place : place + 2])
        terms = two if len(two) == 2 and two in known else two[:1]
        if terms in known:
            found.append((place, terms))
        place += len(terms)
    return tuple(found)


def asks_in_words(text: str) -> bool:
    """Whether a text has a word that asks for a thing, and is no mere list of words to look for.

    >>> asks_in_words("再発行ってどうやるの"), asks_in_words("再発行 手続")
    (True, False)
    """
    asked = table().asked
    return any(token.surface in asked or token.term in asked for token in tokenize(text))


@cache
def known_words() -> frozenset[Terms]:
    """All words of all groups."""
    return frozenset().union(*(one.words | one.opposite for one in table().predicates))


@cache
def table() -> Table:
    """What the file says, read once."""
    read = word_files.read(_FILE)
    return Table(
        tuple(Predicate(_terms(one["words"]), _terms(one.get("opposite", ()))) for one in read["predicate"]),
        frozenset(read["said"]["pending"]),
        frozenset(read["said"]["denied"]),
        frozenset(read["asked"]["words"]),
        frozenset(read["asked"]["ending"]),
        _terms(read["asked"]["requests"]),
        frozenset(read["asked"]["now"]),
        _terms(read["asked"]["beyond"]),
        frozenset(read["said"]["chain"]),
        frozenset(read["said"]["decided"]),
        frozenset(read["said"]["realised"]),
    )


def _terms(words: Sequence[str]) -> frozenset[Terms]:
    """Each word as the terms that it is found by; of 「受け取る」 all, of 「する」 the one that it is."""
    return frozenset(
        tuple(token.term for token in tokenize(word) if token.pos not in _SILENT)[:2] for word in words
    )

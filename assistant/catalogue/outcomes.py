"""Entries that say what becomes of a row, such as 廃止 or 終了予定, by the predicate that they hold."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.words import grammar
from assistant.words.predicate_words import known_words
from corpus.frozen import dataclass
from index.filters import Facet
from index.records import Name


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry as printed with its column, the terms of its predicate, and whether it is yet to come."""

    text: str
    facet: Facet
    column: str
    core: tuple[str, ...]
    pending: bool


def outcomes(ratings: Iterable[Name], values: Iterable[Name]) -> tuple[Outcome, ...]:
    """The entries that are a predicate and nothing else, but for a word that it is to come."""
    named = [(name, Facet.RATING) for name in ratings] + [(name, Facet.VALUE) for name in values]
    found: dict[tuple[str, Facet], Outcome] = {}
    for name, facet in named:
        core = tuple(term for term in name.tokens if term not in grammar.words("pending_nouns"))
        if len(core) == 1 and core in known_words():
            made = Outcome(name.text, facet, name.ref, core, len(core) < len(name.tokens))
            found.setdefault((name.folded, facet), made)
    return tuple(found.values())

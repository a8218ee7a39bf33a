"""The words of a search: as terms are stored, how rare each is, and how much of them a text holds.

Words that stand in over a tenth of a large corpus, or in very many texts, would make SQLite read most of it
for little gain; where rarer words are given they only count within phrases.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.store import Index

# From this number of texts on, common words are left to phrases.
_LARGE = 500
_COMMON = 0.1
# So many texts may hold a word that is looked for by itself.
_SCANNED = 5_000
_MOST_WORDS = 64
_MOST_TERMS = 12
# What may stand in a stored term; all else separates terms in SQLite.
_UNSTORED = expression(r"[\x00-\x20\x7f-\xa0\ud800-\udfff\u2028\u2029\s]+")
# BM25: how soon a sentence holds enough, how much its length counts, and the terms of a usual one.
_SATURATION = 1.2
_LENGTH_SHARE = 0.75
_USUAL_LENGTH = 6.0


@dataclass(frozen=True, slots=True)
class SearchWord:
    """One word of a question; any of its `terms` will do. A term of several words has spaces between them."""

    terms: tuple[str, ...]


def clean(words: Iterable[SearchWord]) -> tuple[SearchWord, ...]:
    """The words as terms are stored; one of which nothing is left keeps its position."""
    return tuple(SearchWord(_terms(word)[:_MOST_TERMS]) for word in list(words)[:_MOST_WORDS])


def _terms(word: SearchWord) -> tuple[str, ...]:
    folded = (stored(term) for term in word.terms)
    return tuple(term for term in folded if term)


def stored(term: str) -> str:
    """A term, or several, as the index stores it."""
    return _UNSTORED.sub(" ", fold(term)).strip()


def quoted(term: str) -> str:
    """A term as FTS5 syntax, whatever characters it has."""
    return '"' + term.replace('"', '""') + '"'


def any_of(index: Index, words: Sequence[SearchWord], total: int) -> str:
    """The words and the phrases of neighbours as FTS5 syntax; empty when there is nothing to look for.

    `total` is the number of texts searched: where it is large, common words count within phrases alone.
    """
    kept = telling(index, words, total)
    parts = [quoted(term) for place in kept for term in words[place].terms]
    parts += [quoted(phrase) for phrase in _phrases(words).values()]
    return " OR ".join(dict.fromkeys(parts))


def every_of(words: Sequence[SearchWord]) -> str:
    """All of the words, each by any of its terms, as FTS5 syntax; empty for none."""
    each = (" OR ".join(map(quoted, word.terms)) for word in words if word.terms)
    return " AND ".join(dict.fromkeys(f"({either})" for either in each))


def _phrases(words: Sequence[SearchWord]) -> dict[tuple[int, int], str]:
    """The neighbours among the words side by side, by their positions."""
    return {
        (place, place + 1): f"{first.terms[0]} {second.terms[0]}"
        for place, (first, second) in enumerate(pairwise(words))
        if first.terms and second.terms
    }


def telling(index: Index, words: Sequence[SearchWord], total: int) -> list[int]:
    """The positions of the words that few enough texts hold; if there is none, of all, or of the rarest."""
    places = [place for place, word in enumerate(words) if word.terms]
    if total < _LARGE:
        return places
    frequency = index.frequency(term for place in places for term in words[place].terms)
    counts = {place: max(frequency.get(term, 0) for term in words[place].terms) for place in places}
    rare = [place for place in places if 0 < counts[place] <= min(total * _COMMON, _SCANNED)]
    if rare or total * _COMMON <= _SCANNED:
        return rare or places
    return sorted((place for place in places if counts[place]), key=lambda place: counts[place])[:1]


def rarity(index: Index, words: Sequence[SearchWord]) -> list[float]:
    """For each word the inverse document frequency of its most common term, as BM25 has it."""
    frequency = index.frequency(part for word in words for term in word.terms for part in term.split())
    total = index.row_total()
    weights = []
    for word in words:
        rows = max((min(frequency.get(part, 0) for part in term.split()) for term in word.terms), default=0)
        weights.append(math.log(1 + (max(total - rows, 0) + 0.5) / (rows + 0.5)))
    return weights


class Weighing:
    """How much of some words (made `clean`) the sentences of an index hold, without a search."""

    def __init__(self, index: Index, words: Sequence[SearchWord]) -> None:
        self.rarity = rarity(index, words)
        self._padded = padded(words)
        self._sought = frozenset(telling(index, words, index.row_total()))
        self._phrases = [(pair, f" {phrase} ") for pair, phrase in _phrases(words).items()]

    def held(self, tokens: str) -> frozenset[int]:
        """The positions of the words that stand among terms."""
        return standing(self._padded, tokens)

    def score(self, held: frozenset[int], tokens: str) -> float:
        """The BM25 of a sentence that holds words; 0 where it has none that is looked for, nor a phrase."""
        found = sum(self.rarity[place] for place in held if place in self._sought)
        text = f" {tokens} "
        for (first, second), phrase in self._phrases:
            if first in held and second in held and phrase in text:
                found += max(self.rarity[first], self.rarity[second])
        length = (tokens.count(" ") + 1) / _USUAL_LENGTH
        return found * (_SATURATION + 1) / (1 + _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length))


def matched_in(words: Sequence[SearchWord], tokens: str) -> frozenset[int]:
    """The positions of the words that stand among `tokens` (terms separated by spaces)."""
    return standing(padded(words), tokens)


def padded(words: Sequence[SearchWord]) -> list[tuple[int, str]]:
    """The terms of the words with a space on either side, each with the position of its word."""
    return [(place, f" {term} ") for place, word in enumerate(words) for term in word.terms]


def standing(terms: Sequence[tuple[int, str]], tokens: str) -> frozenset[int]:
    """The positions of the `padded` words that stand among terms separated by spaces."""
    text = f" {tokens} "
    return frozenset([place for place, term in terms if term in text])

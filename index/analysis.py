"""What the index keeps of a text: its segments with their terms and readings, and its vocabulary.

Each text is tokenized once; what repeats in a column of few values is looked up instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.folding import compact
from index.kana import reading_key
from index.segments import cut
from index.tokenizer import NOMINAL, Pos, Token, coarser, indexed, terms_of, tokenize

COMPOUND = "compound"

_SHORT = 200
# Longer runs of nouns are whole titles; they are names, not words.
_LONGEST_RUN = 6


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """An entry of the vocabulary: a term, or a compound of neighbouring nouns (`kind` is "compound").

    `sound` is the reading key. Words are shared and compared by identity: there are millions of occurrences.
    """

    term: str
    kind: str
    printed: str
    tokens: str
    reading: str
    sound: str
    synonyms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a text; `tokens` are its terms and `reading` its reading key."""

    start: int
    end: int
    text: str
    tokens: str
    reading: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as the index keeps it."""

    segments: tuple[Segment, ...]
    # In no order, each once.
    words: tuple[Word, ...]


def spoken_and_cut(text: str) -> tuple[str, str]:
    """The reading key of a whole text, and its terms separated by spaces.

    >>> spoken_and_cut("人事課")
    ('ジンジカ', '人事 課')
    """
    segments = analyse(text).segments
    return "".join([one.reading for one in segments]), " ".join(
        [one.tokens for one in segments if one.tokens]
    )


def analyse(text: str) -> Analysis:
    """Segments and vocabulary of a text; both empty for blank text.

    >>> [(s.start, s.tokens, s.reading) for s in analyse("構築が完了した。次は試行。").segments]
    [(0, '構築 完了', 'コウチクガカンリョウシタ'), (8, '次 試行', 'ツギハシコウ')]
    >>> sorted(w.term for w in analyse("電子決裁システム").words)
    ['システム', '決裁', '決裁システム', '電子', '電子決裁', '電子決裁システム']
    """
    return _remembered(text) if len(text) <= _SHORT else _analyse(text)


@lru_cache(maxsize=4_000)
def _remembered(text: str) -> Analysis:
    return _analyse(text)


def _analyse(text: str) -> Analysis:
    tokens = tokenize(text)
    segments: list[Segment] = []
    words: set[Word] = set()
    place = 0
    for piece in cut(text):
        first = place
        while place < len(tokens) and tokens[place].start < piece.end:
            place += 1
        inside = tokens[first:place]
        telling = indexed(inside)
        reading = "".join([sound(token.reading) for token in inside])
        segments.append(Segment(piece.start, piece.end, piece.text, " ".join(terms_of(telling)), reading))
        words.update(map(_word, telling))
        words.update(_wider(t) for token in telling if token.pos is Pos.DATE for t in coarser(token.term))
        words.update(_compounds(inside))
    return Analysis(tuple(segments), tuple(words))


sound = lru_cache(maxsize=50_000)(reading_key)
_folded = lru_cache(maxsize=50_000)(compact)


def _word(token: Token) -> Word:
    return _shared(token.surface, token.term, token.reading, token.pos, token.synonyms)


@lru_cache(maxsize=30_000)
def _shared(surface: str, term: str, reading: str, pos: Pos, synonyms: tuple[int, ...]) -> Word:
    return Word(term, pos.value, surface, term, reading, sound(reading), synonyms)


@lru_cache(maxsize=1_000)
def _wider(term: str) -> Word:
    return Word(term, Pos.DATE.value, term, term, term, sound(term))


def compound_runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where two or more nouns stand side by side without a gap, as (start, end) in `tokens`."""
    start = 0
    for place, token in enumerate(tokens):
        joins = token.pos in NOMINAL
        if not joins or (place > start and tokens[place - 1].end != token.start):
            if place - start > 1:
                yield start, place
            start = place if joins else place + 1
    if len(tokens) - start > 1:
        yield start, len(tokens)


def _compounds(tokens: Sequence[Token]) -> Iterator[Word]:
    """Each pair of a run of nouns, and the run."""
    for start, end in compound_runs(tokens):
        for place in range(start, end - 1):
            yield _joined(tuple(tokens[place : place + 2]))
        if 2 < end - start <= _LONGEST_RUN:
            yield _joined(tuple(tokens[start:end]))


def _joined(tokens: tuple[Token, ...]) -> Word:
    return _compound(
        "".join([_folded(token.surface) for token in tokens]),
        "".join([token.surface for token in tokens]),
        " ".join([token.term for token in tokens]),
        "".join([token.reading for token in tokens]),
        "".join([sound(token.reading) for token in tokens]),
    )


@lru_cache(maxsize=30_000)
def _compound(term: str, printed: str, tokens: str, reading: str, spoken: str) -> Word:
    return Word(term, COMPOUND, printed, tokens, reading, spoken)

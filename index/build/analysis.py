"""What the index keeps of a text: its segments with their terms and readings, and its vocabulary.

Each text is tokenized once; what repeats in a column of few values is looked up instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.frozen import dataclass
from corpus.text.folding import compact
from index.language.kana import reading_key
from index.language.segments import cut
from index.language.tokenizer import Lexeme, Pos, coarser, scan

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
    return _analyse_short(text) if len(text) <= _SHORT else _analyse_long(text)


def _analyse(text: str) -> Analysis:
    scanned = scan(text)
    segments: list[Segment] = []
    # Dictionaries for sets that keep their order: one corpus makes one index.
    lexemes: dict[Lexeme, None] = {}
    words: dict[Word, None] = {}
    place = 0
    for piece in cut(text):
        first = place
        while place < len(scanned) and scanned[place][1] < piece.end:
            place += 1
        inside = scanned[first:place]
        told = [lexeme for lexeme, _ in inside if lexeme.indexed]
        terms = [lexeme.term for lexeme in told]
        wider = _wider_terms(told)
        terms += [term for term in wider if term not in terms]
        reading = "".join([lexeme.sound for lexeme, _ in inside])
        segments.append(Segment(piece.start, piece.end, piece.text, " ".join(terms), reading))
        lexemes.update(dict.fromkeys(told))
        words.update(dict.fromkeys(map(_wider, wider)))
        for run in _runs(inside):
            words.update(dict.fromkeys(_compounds(run)))
    words.update(dict.fromkeys(map(_word, lexemes)))
    return Analysis(tuple(segments), tuple(words))


def _wider_terms(lexemes: Sequence[Lexeme]) -> list[str]:
    """The years and months that dates lie in, each once."""
    dates = [lexeme.term for lexeme in lexemes if lexeme.pos is Pos.DATE]
    return list(dict.fromkeys(term for date in dates for term in coarser(date))) if dates else dates


_analyse_short = lru_cache(maxsize=4_000)(_analyse)
# Long texts repeat too, but only in rows close by.
_analyse_long = lru_cache(maxsize=200)(_analyse)


@lru_cache(maxsize=50_000)
def _word(lexeme: Lexeme) -> Word:
    return Word(
        lexeme.term,
        lexeme.pos.value,
        lexeme.surface,
        lexeme.term,
        lexeme.reading,
        lexeme.sound,
        lexeme.synonyms,
    )


@lru_cache(maxsize=1_000)
def _wider(term: str) -> Word:
    return Word(term, Pos.DATE.value, term, term, term, reading_key(term))


def _runs(scanned: Sequence[tuple[Lexeme, int]]) -> Iterator[tuple[Lexeme, ...]]:
    """Two or more nouns that stand side by side without a gap."""
    run: list[Lexeme] = []
    end = 0
    for lexeme, start in scanned:
        if not lexeme.nominal or start != end:
            if len(run) > 1:
                yield tuple(run)
            run.clear()
        if lexeme.nominal:
            run.append(lexeme)
            end = start + len(lexeme.surface)
    if len(run) > 1:
        yield tuple(run)


def _compounds(run: tuple[Lexeme, ...]) -> Iterator[Word]:
    """Each pair of a run of nouns, and the run."""
    for pair in pairwise(run):
        yield _joined(pair)
    if 2 < len(run) <= _LONGEST_RUN:
        yield _joined(run)


@lru_cache(maxsize=30_000)
def _joined(lexemes: tuple[Lexeme, ...]) -> Word:
    printed = "".join([lexeme.surface for lexeme in lexemes])
    return Word(
        compact(printed),
        COMPOUND,
        printed,
        " ".join([lexeme.term for lexeme in lexemes]),
        "".join([lexeme.reading for lexeme in lexemes]),
        "".join([lexeme.sound for lexeme in lexemes]),
    )

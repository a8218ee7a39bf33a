"""Which columns of a table a question means in the words of daily life, and which of its nouns none holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue.headers import Header
from assistant.understanding.mentions.columns.named.everyday_words import SaidWord, held, share
from assistant.words.deeds import nouns
from corpus.frozen import dataclass
from index.language.kana import is_kana, katakana

# Columns that stand so near to each other are told together.
_LEVEL = 0.02
_MOST = 8
# A header of which so much is said is meant, and not those that say more.
_SURE = 0.6
# A word that so many headers have tells none of them apart: ごみ.
_COMMON = 2
_SHORTEST_PIECE = 2


@dataclass(frozen=True, slots=True)
class ColumnsMeant:
    """The columns that hold every word that has to be held, the words that nothing holds, and those that were
    taken for a header that they are a slip of.
    """

    columns: tuple[Header, ...]
    unheld: tuple[SaidWord, ...]
    slips: tuple[SaidWord, ...] = ()


def columns_meant(words: Sequence[SaidWord], headers: Sequence[Header], names: str) -> ColumnsMeant:
    """The columns that the words mean; `names` is what the table and its rows are called, in katakana."""
    said = tuple(part for word in words for part in _pieces(word, headers, names))
    unheld = tuple(word for word in said if word.needed and not _is_known(word, headers, names))
    scored = [(header, _score(said, header, headers, names)) for header in headers]
    best = max((score for _, score in scored), default=0.0)
    least = best - _LEVEL if best >= _SURE or _tell(said, headers) else _LEVEL
    level = tuple(header for header, score in scored if best and score > least)
    slips = tuple(word for word in said if word.slip)
    return ColumnsMeant(level if len(level) <= _MOST else (), unheld, slips)


def _tell(said: Sequence[SaidWord], headers: Sequence[Header]) -> bool:
    """Whether any of the words tells a column from another: ごみ alone is of all that have it."""
    return any(sum(held(word, header) > 0 for header in headers) == 1 for word in said)


def _score(said: Sequence[SaidWord], header: Header, headers: Sequence[Header], names: str) -> float:
    """The share of a header that the words account for; 0 where one that has to be held is not."""
    own = [word for word in said if held(word, header)]
    by_verb = any(word.verb for word in own)
    for word in said:
        if not word.needed or word in own or _is_known(word, (), names):
            continue
        common = sum(held(word, other) > 0 for other in headers) >= _COMMON
        if not (common or (by_verb and word.text in nouns("behind"))):
            return 0.0
    return share(own, header) if any(not word.date for word in own) else 0.0


def _is_known(word: SaidWord, headers: Sequence[Header], names: str) -> bool:
    """Whether a header has a word, or what the table and its rows are called."""
    return any(form in names for form in word.forms) or any(held(word, header) for header in headers)


def _pieces(word: SaidWord, headers: Sequence[Header], names: str) -> tuple[SaidWord, ...]:
    """A word in kana that is short for two that are known, as these: プラゴミ; else the word."""
    if not word.needed or not is_kana(word.text) or _is_known(word, headers, names):
        return (word,)
    for cut in range(_SHORTEST_PIECE, len(word.text) - _SHORTEST_PIECE + 1):
        pieces = tuple(
            replace(word, text=text, forms=(katakana(text),), listed=())
            for text in (word.text[:cut], word.text[cut:])
        )
        if all(_is_known(piece, headers, names) for piece in pieces):
            return pieces
    return (word,)

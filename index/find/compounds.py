"""Compounds as the corpus prints them: whether 「移行計画」 stands somewhere as one word, and which longer
words hold one that the corpus lacks by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.text.folding import compact
from index.store import Index
from index.work import spend

_CHUNK = 500


def compounds(index: Index, texts: Iterable[str]) -> frozenset[str]:
    """Those of the texts, folded without white space, that stand in the corpus as a compound of nouns."""
    wanted = list(dict.fromkeys(compact(text) for text in texts))
    spend(1 + len(wanted) // 25)
    found: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(some))
        sql = f"SELECT DISTINCT term FROM terms WHERE kind = 'compound' AND term IN ({marks})"
        found.update(term for (term,) in index.read(sql, some))
    return frozenset(found)


_LEAST = 4
_MOST = 6


def longer_words(index: Index, word: str) -> tuple[str, ...]:
    """The nouns of the corpus that begin or end with a word of four letters or more, in index form.

    Of 「ゼロカーボン」 ゼロカーボンシティ, which the dictionary does not take apart. Empty where there is
    none, or where so many hold it that it is a part of words and no word.
    """
    if len(word) < _LEAST:
        return ()
    spend(1)
    lines = index.read(
        "SELECT DISTINCT term FROM terms WHERE kind = 'noun' AND length(term) > length(?1)"
        " AND (substr(term, 1, length(?1)) = ?1 OR substr(term, -length(?1)) = ?1)"
        " ORDER BY length(term), term LIMIT ?2",
        (word, _MOST + 1),
    )
    return tuple(term for (term,) in lines) if len(lines) <= _MOST else ()

"""Compounds of neighbouring nouns as the corpus prints them: whether 「移行計画」 stands somewhere as one
word.
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

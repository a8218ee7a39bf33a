"""Everyday words and what plans of city offices print for them (赤ちゃん: 乳児), from `everyday.toml`.

A guess, of use where the words themselves find nothing, and to be called one. Phrases are known by all their
words but particles and what inflects (家に来る is 家|来る), so that verbs count that no text is indexed by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from index.find.search import stands
from index.find.thesaurus import Alternative, Source
from index.language.tokenizer import Pos, Token, index_terms, tokenize
from index.schema import word_list
from index.store import Index
from index.work import spend

_LONGEST = 4
_SILENT = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL, Pos.PREFIX})


def spoken(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens that everyday phrases are known by.

    >>> [token.term for token in spoken(tokenize("家まで来てもらえますか"))]
    ['家', '来る', '貰う']
    """
    return tuple(token for token in tokens if token.pos not in _SILENT)


def everyday(
    index: Index, tokens: Sequence[Token], source: Source = Source.EVERYDAY
) -> tuple[Alternative, ...]:
    """What plans may print for the everyday words among tokens that `spoken` gave, the longest first; of
    `Source.KIND`, what is of the kinds that they name.

    Each stands in the corpus. `start` and `end` are positions among the tokens.
    """
    spend()
    spans = [
        (start, end, " ".join(token.term for token in tokens[start:end]))
        for size in range(min(_LONGEST, len(tokens)), 0, -1)
        for start in range(len(tokens) - size + 1)
        for end in (start + size,)
    ]
    sql = (
        "SELECT term, other, printed FROM thesaurus"
        " WHERE source = ? AND term IN (SELECT value FROM json_each(?)) ORDER BY term, other"
    )
    asked = json.dumps(sorted({term for *_, term in spans}))
    lines = index.read(sql, (source.value, asked))
    held = [line for line in lines if stands(index, line[1].split())]
    return tuple(
        Alternative(start, end, other, printed, source)
        for start, end, own in spans
        for term, other, printed in held
        if term == own
    )


def is_kind(index: Index, tokens: Sequence[Token]) -> bool:
    """Whether the tokens together are a word for a kind."""
    sql = "SELECT 1 FROM thesaurus WHERE source = ? AND term = ? LIMIT 1"
    return bool(index.read(sql, (Source.KIND.value, " ".join(token.term for token in tokens))))


def entries() -> Iterator[tuple[str, str, str, str]]:
    """The words as lines of the table of the thesaurus."""
    import tomllib

    lists: dict[str, dict[str, list[str]]] = tomllib.loads(word_list("find/everyday"))
    for name, source in (("words", Source.EVERYDAY), ("kinds", Source.KIND)):
        for word, others in lists.get(name, {}).items():
            term = " ".join(token.term for token in spoken(tokenize(word)))
            printed = ((" ".join(index_terms(other)), other) for other in others)
            yield from ((term, source.value, cut, other) for cut, other in printed if cut != term)

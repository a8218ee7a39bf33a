"""How much each word of a subject tells rows apart."""

from __future__ import annotations

import math

from assistant.words.lexicon import Lexicon
from index.language.tokenizer import Pos, Token
from index.store import Index

_FACTORS = {
    Pos.VERB: 0.5,
    Pos.ADJECTIVE: 0.6,
    Pos.ADVERB: 0.3,
    Pos.SUFFIX: 0.25,
    Pos.PREFIX: 0.4,
    Pos.COUNTER: 0.6,
    Pos.NUMBER: 0.6,
}
_MAY_BE_MISSING = frozenset(
    {Pos.VERB, Pos.ADJECTIVE, Pos.ADVERB, Pos.SUFFIX, Pos.PREFIX, Pos.COUNTER, Pos.NUMBER}
)
NOUNS = frozenset({Pos.NOUN, Pos.PROPER, Pos.PLACE, Pos.COUNTER, Pos.SUFFIX, Pos.PREFIX})


# The share of its rarity that a light word weighs.
LIGHT = 0.3


def factor(pos: Pos) -> float:
    """The share of its rarity that a word of a kind weighs: nouns in full, verbs less."""
    return _FACTORS.get(pos, 1.0)


def weight(index: Index, token: Token, frequency: dict[str, int], lexicon: Lexicon) -> float:
    """How much a word tells rows apart: its inverse document frequency, less for verbs, 0 for generic words.

    A word that the corpus lacks weighs most if it is a noun; other words and numbers may be missing.
    """
    if token.term in lexicon.generic or token.surface in lexicon.generic:
        return 0.0
    light = token.term in lexicon.light or token.surface in lexicon.light
    if token.term not in frequency and (light or token.pos in _MAY_BE_MISSING):
        return 0.0
    share = LIGHT if light else factor(token.pos)
    return rarity(index, frequency.get(token.term, 0)) * share


def rarity(index: Index, rows: int) -> float:
    """The inverse document frequency of a word that stands in some number of rows, as BM25 has it."""
    total = index.row_total()
    return math.log(1 + (max(total - rows, 0) + 0.5) / (rows + 0.5))

"""Whether a question puts something in order: by a superlative, a place, or one of two."""

from __future__ import annotations

from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

_ORDERED = expression(grammar.pattern("superlatives_before", "ordering_words", "first_of_orders"))


def orders(prepared: Prepared) -> bool:
    """Whether any word of a Japanese question says so."""
    return _ORDERED.search(prepared.folded) is not None

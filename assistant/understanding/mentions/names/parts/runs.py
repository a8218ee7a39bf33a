"""Runs of nouns in a question, in which parts of names are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from index.language.tokenizer import NOMINAL, Pos, Token

_SHORTEST, _LONGEST = 2, 20
# 幼稚 of 幼稚園 is an adjective by itself.
_WITHIN = NOMINAL | {Pos.ADJECTIVE}


def runs_before(prepared: Prepared, end: int, taken: Sequence[Span]) -> Iterator[Span]:
    """The runs of nouns that end at a place, the longest first, with no part that is taken."""
    run: list[Token] = []
    for token in reversed(prepared.tokens):
        if token.end > end:
            continue
        if token.end != (run[0].start if run else end) or token.pos not in _WITHIN:
            break
        run.insert(0, token)
    for token in run:
        span = Span(token.start, end)
        # Of single letters those are kinds that end the names of places: 県, 町.
        short = prepared.slice(span) in grammar.words("places")
        fits = (end - token.start >= _SHORTEST or short) and end - token.start <= _LONGEST
        if fits and not any(span.overlaps(other) for other in taken):
            yield span

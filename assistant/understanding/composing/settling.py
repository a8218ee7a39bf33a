"""The one place that chooses: which mentions stand, so that they cover the question at the least cost.

Words that no mention covers cost more than any mention, particles next to nothing. So the reading with the
fewest and longest mentions wins, and of two equal ones that which is likelier by its kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.model.mention import Mention
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.frozen import dataclass
from index.language.tokenizer import CONTENT, Pos, Token

# What it costs to leave a word uncovered.
_CONTENT, _ADVERB, _FUNCTION = 5.0, 1.5, 0.05
# A denial is never passed over: 「にはならなかった」 is no 「なら」 with something behind it.
_DENYING = grammar.word_set("denying")


@dataclass(frozen=True, slots=True)
class Settled:
    """The mentions that stand, from left to right, and the content words that none of them covers."""

    mentions: tuple[Mention, ...]
    left: tuple[Token, ...]


def settle(prepared: Prepared, proposed: Sequence[Mention]) -> Settled:
    """The cheapest cover of the question; of covers that cost the same the one with the longer first."""
    text = prepared.folded
    size = len(text)
    ending: dict[int, list[Mention]] = defaultdict(list)
    for mention in proposed:
        ending[mention.span.end].append(mention)
    bare = _costs(prepared)
    best = [0.0] * (size + 1)
    chosen: list[Mention | None] = [None] * (size + 1)
    for end in range(1, size + 1):
        best[end] = best[end - 1] + bare[end - 1]
        for mention in ending.get(end, ()):
            cost = best[mention.span.start] + _cost(mention, bare)
            if cost < best[end] - 1e-9:
                best[end], chosen[end] = cost, mention
    found: list[Mention] = []
    place = size
    while place > 0:
        taken = chosen[place]
        if taken is None:
            place -= 1
        else:
            found.append(taken)
            place = taken.span.start
    found.reverse()
    return Settled(tuple(found), _left(prepared, found))


def _cost(mention: Mention, bare: Sequence[float]) -> float:
    """What a mention costs: next to nothing for an operator made of function words alone (だけ, その)."""
    span = mention.span
    if sum(bare[span.start : span.end]) < _CONTENT / 4:
        return mention.cost * _FUNCTION / 2
    return mention.cost


def _costs(prepared: Prepared) -> list[float]:
    """What each character costs where nothing covers it."""
    costs = [0.0] * len(prepared.folded)
    for token in prepared.tokens:
        if token.pos in CONTENT or token.term in _DENYING:
            cost = _CONTENT
        elif token.pos is Pos.ADVERB:
            cost = _ADVERB
        else:
            cost = _FUNCTION
        for place in range(token.start, token.end):
            costs[place] = cost / (token.end - token.start)
    return costs


def _left(prepared: Prepared, mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """The content words outside all mentions."""
    return tuple(
        token
        for token in prepared.tokens
        if (token.pos in CONTENT or token.term in _DENYING)
        and not any(m.span.start < token.end and token.start < m.span.end for m in mentions)
    )

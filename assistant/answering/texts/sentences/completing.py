"""A second sentence beside the best, which has what that lacks: 「限度額は…」 and below it 「補助率は…」."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.texts.sentences.finding import Statement
from assistant.answering.texts.sought import Sought
from corpus.text.folding import compact, fold


def completing(looked_for: Sought, best: Statement, found: Sequence[Statement]) -> tuple[Statement, ...]:
    """The sentence of the same row or text with most of the nouns that the best lacks; empty for none."""
    lacking = _nouns(looked_for, best.missing)
    beside = [one for one in found if one is not best and _is_beside(best, one)]
    gains = [(len(_said(looked_for, lacking, one)), one.score, -place) for place, one in enumerate(beside)]
    if not gains or max(gains)[0] == 0:
        return ()
    return (beside[-max(gains)[2]],)


def without(best: Statement, rest: Sequence[Statement]) -> Statement:
    """The best sentence as one that lacks only what all of them lack."""
    missing = best.missing
    for one in rest:
        missing &= one.missing
    return replace(best, missing=missing)


def _nouns(looked_for: Sought, places: frozenset[int]) -> list[int]:
    words = looked_for.words
    return [place for place in places if words[place].noun and words[place].terms]


def _said(looked_for: Sought, lacking: Sequence[int], one: Statement) -> list[int]:
    """Which of the words stand in the sentence itself, and not only above it."""
    printed = compact(fold(one.text))
    return [place for place in lacking if compact(looked_for.words[place].surface) in printed]


def _is_beside(best: Statement, one: Statement) -> bool:
    """Whether two sentences are of one row, or of one text under one heading."""
    if best.row_id is not None or one.row_id is not None:
        return best.row_id == one.row_id
    mine, other = best.passage, one.passage
    alike = (mine.document, mine.passage.headings) == (other.document, other.passage.headings)
    return alike and abs(mine.number - other.number) <= _NEAR


# Texts that stand so near to each other speak of one thing.
_NEAR = 3

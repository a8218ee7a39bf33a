"""Whose figure it is: of two sentences that fit, the one of the place that a document is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.desk import Desk
from assistant.answering.texts.sentences.finding import Statement
from assistant.answering.texts.sought import Form, Sought
from assistant.words import text_words
from index.find.entries import passages_printing
from index.language.tokenizer import Pos, tokenize

# So many of the sentences that fit best are looked at, down to this share of the score of the best.
_LOOKED_AT = 4
_CLOSE = 0.8
_COUNTED = 200
_KINDS = text_words.words("municipalities")


def of_own_place(desk: Desk, looked_for: Sought, fitting: Sequence[Statement]) -> Sequence[Statement]:
    """The sentences with one first that names no other place, where a figure or date is asked of none.

    Of two places the one is the document's own that more of its texts name.
    """
    if looked_for.form not in (Form.DATE, Form.QUANTITY) or not fitting:
        return fitting
    best = fitting[0]
    named = _places(best.text) - _places(looked_for.question.folded)
    if not named:
        return fitting
    close = [one for one in fitting[1:_LOOKED_AT] if one.score >= best.score * _CLOSE]
    mine = max(_standing(desk, name) for name in named)
    for one in close:
        others = _places(one.text)
        if others and not others & named and min(_standing(desk, name) for name in others) > mine:
            return [one, *(other for other in fitting if other is not one)]
    return fitting


def _places(text: str) -> set[str]:
    """The names of cities, towns and the like in a text."""
    tokens = tokenize(text)
    return {
        one.surface + after.surface
        for one, after in pairwise(tokens)
        if one.pos is Pos.PLACE and after.start == one.end and after.surface in _KINDS
    }


def _standing(desk: Desk, name: str) -> int:
    """How many texts name a place."""
    return len(passages_printing(desk.index, [name], _COUNTED))

"""Rows in the order of the document, all or so many of the first or last: 「上から5件」, 「最初の3件」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.query import Ask, Query
from assistant.understanding.composing.asking.given import Given, shown_of, take_nouns
from assistant.understanding.composing.sentence import Sentence


def ask_in_place(given: Given) -> Query | None:
    """Such rows where the order of the document is named, and none by a figure besides."""
    sentence = given.sentence
    named = any(mention.means("in_place") is not None for mention in sentence.mentions)
    others = (("superlative", None), ("most", None), ("degree", None), ("order", "asc"), ("order", "desc"))
    if not named or any(sentence.first(kind, what) is not None for kind, what in others):
        return None
    first = sentence.first("first")
    orders = [p for kind in ("order", "from_end", "from_top") for p in sentence.places(kind)]
    sentence.take(first)
    return in_their_order(given, orders, sentence[first].number if first is not None else 0)


def _is_bare(sentence: Sentence, place: int) -> bool:
    return sentence[place].means("order") == "any" or sentence[place].means("from_top") is not None


def in_their_order(given: Given, orders: Sequence[int], first: int = 0) -> Query | None:
    """Rows in the order of the document, where no figure is named to order them by: 「上から順に並べて」.

    `first` are so many of them, where a number is said already.
    """
    sentence = given.sentence
    alone = all(_is_bare(sentence, place) for place in orders)
    counted = [p for p in sentence.unused() if sentence[p].quantity is not None]
    named = any(mention.means("noun") == "row" for mention in sentence.mentions)
    if not (orders or first) or not alone or len(counted) > 1 or not (given.parts or given.topic or named):
        return None
    if given.lent or (named and given.follows and not given.parts):
        return None
    lasts = any(mention.means("lasts") is not None for mention in sentence.mentions)
    if counted and not first:
        first = int(sentence[counted[0]].quantity.value)  # type: ignore[union-attr]  # chosen by its quantity
        sentence.take(counted[0])
    sentence.take(*orders, *sentence.places("in_place"), *sentence.places("ask", "list"))
    sentence.take(*(p for p in sentence.places("ask", "count") if orders))
    take_nouns(sentence)
    direction = ("min" if lasts else "max") if first else ""
    return Query(Ask.ROWS, where=given.where, shown=shown_of(sentence), first=first, direction=direction)

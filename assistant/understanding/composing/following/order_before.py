"""Follow-ups on rows that were told in an order: the first or last few of it, and another end of it.

「上位3つだけでいい」 and 「最後の2つ」 shorten the order; 「一番安いのは」 behind the one at its top is of
the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Among, Ask, Condition, Query
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.before import Before, is_order
from assistant.understanding.composing.following.hanging import end_named, means, telling_of
from assistant.understanding.mentions.figures.ordinals import Ordinal
from assistant.words import grammar

_BESIDE = ("first", "only", "all", "follow", "pronoun", "from_top", "from_end", "most", "order")
_COUNTERS = grammar.word_set("loose_counters", "bare_counters", "row_units")


def first_of_order(compiled: Compiled, ordinal: Ordinal | None, before: Before) -> Query | None:
    """The order before, shortened to its first rows or its last; None where anything else is said."""
    query, telling = before.query, telling_of(compiled)
    if query is None or not is_order(query) or not all(_is_beside(mention) for mention in telling):
        return None
    number = _number(telling, ordinal)
    spelt = compiled.prepared.folded[ordinal.span.start : ordinal.span.end] if ordinal is not None else ""
    if not number or any(word not in spelt for word in _left(compiled)):
        return None
    end = end_named(telling)
    if end and query.direction in _TURNED:
        number = abs(number) if end == query.direction else -abs(number)
    narrowed = means(telling, "follow", "narrow")
    if number > 0:
        return replace(query, first=min(number, query.first or number) if narrowed else number)
    # What is at the other end of an order of which the first few were told is none of these.
    whole = not query.first or ((end or -number >= len(before.rows)) and not narrowed)
    where = query.where if whole else Among(before.rows)
    return replace(query, where=where, direction=_TURNED.get(query.direction, "max"), first=-number)


_TURNED = {"max": "min", "min": "max"}


def _left(compiled: Compiled) -> tuple[str, ...]:
    """The words that no query was made of, but for those of numbers and ends."""
    said = {m.words for m in telling_of(compiled)}
    return tuple(word for word in compiled.unused if word not in said)


def _is_beside(mention: Mention) -> bool:
    if mention.filter is not None or mention.column or mention.means("field"):
        return False
    figure = mention.quantity
    counted = figure is not None and figure.unit in _COUNTERS
    listed = mention.means("ask") == "list" or mention.means("noun") == "row"
    return counted or listed or any(mention.means(kind) is not None for kind in _BESIDE)


def _number(telling: Sequence[Mention], ordinal: Ordinal | None) -> int:
    """How many of the first rows are wanted, less than 0 for the last; 0 where that is not said."""
    first = next((m for m in telling if m.means("first")), None)
    if first is not None:
        last = first.means("most") == "min" or "lasts" in first.meanings
        return -first.number if last else first.number
    if ordinal is not None and ordinal.first:
        return ordinal.first
    counted = [m.quantity for m in telling if m.quantity is not None]
    if len(counted) != 1 or any(m.means("than") for m in telling):
        return 0
    if means(telling, "from_end"):
        return -int(counted[0].value)
    return int(counted[0].value) if means(telling, "from_top") or means(telling, "order") else 0


def set_of_one(own: Query, before: Before) -> Condition | None:
    """The condition of the rows that one was told of as their highest or lowest, where another end or a
    figure of them is asked for; None for another question, and for all rows.
    """
    query = before.query
    if query is None or query.ask is not Ask.RANKING or not (query.first == 1 or query.nth):
        return None
    return query.where if own.ask in (Ask.RANKING, Ask.AGGREGATE) and own.where is None else None

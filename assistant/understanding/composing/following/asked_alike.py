"""What was asked before, of fewer rows or of each group: 「B評価に絞ると」, 「評価別では」 behind a sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Ask, Query, joined
from assistant.understanding.composing.following.before import is_order
from assistant.understanding.composing.following.hanging import means, names_rows, narrows_those_before
from assistant.understanding.composing.following.replacing import is_of_group
from assistant.understanding.composing.sentence import counts
from assistant.words import grammar

_NUMBERS = frozenset({"count", "kpi_count"})


def limited_alike(telling: Sequence[Mention], own: Query, before: Query | None) -> Query | None:
    """The groups or the order before, of the rows that 「だけ」 leaves; None where rows are asked for."""
    if before is None or own.ask is not Ask.ROWS or own.shown or own.where is None:
        return None
    if is_of_group(own.where, before):
        return None
    limits = grammar.words("limits_alike")
    others = [m for m in telling if m.words not in limits]
    only = means(telling, "only") or len(others) < len(telling)
    only = only and not (narrows_those_before(others) or means(telling, "which"))
    if not only or means(telling, "ask", "list") or names_rows(telling):
        return None
    one = before.ask is Ask.RANKING and (before.first == 1 or before.nth)
    whole = is_order(before) and not before.first
    groups = before.ask is Ask.GROUPS and not (before.having or before.first or before.nth)
    return replace(before, where=joined(before.where, own.where)) if one or whole or groups else None


def measured_as_before(telling: Sequence[Mention], own: Query, before: Query | None) -> Query:
    """Groups for which no figure is named, by that which was summed, averaged or the highest before."""
    if before is None or own.ask is not Ask.GROUPS or own.measure != "count" or own.aggregate or own.having:
        return own
    numbers = any(counts(m) or m.means("ask") == "count" or m.means("noun") == "row" for m in telling)
    if numbers or own.first or own.nth or means(telling, "figure"):
        return own
    if before.ask is Ask.RANKING and (before.first == 1 or before.nth) and before.measure not in _NUMBERS:
        figure = "min" if before.direction == "min" else "max"
        nearest = before.direction not in ("max", "min", "")
        where = own.where if own.where is not None else before.where
        return own if nearest else replace(own, where=where, measure=before.measure, aggregate=figure)
    if before.ask in (Ask.AGGREGATE, Ask.GROUPS) and before.aggregate and before.measure not in _NUMBERS:
        return replace(own, measure=before.measure, aggregate=before.aggregate)
    return own

"""The share of rows that meet a condition, for each group of a dimension."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.counting import percentage
from assistant.answering.parts.conditions import proof
from assistant.answering.parts.notes import inferred_notes, state_notes
from assistant.answering.queries.measuring import groups_of
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import label, where_in_words
from assistant.model.answer import Table
from assistant.model.query import Query, leaves
from index.filters import Facet, Filter

_CITED = 60


def tell_shares(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """For each group how many of its rows pass, in percent, with the division; in order where one is asked.

    A condition on what indicators came to is a share of the rows that have any.
    """
    whole = passing(desk, query.base or _comparable(query))
    rows = desk.rows(ids)
    passed = Counter(value for row in rows for value in groups_of(row, query.by))
    total = Counter(value for row in desk.rows(whole) for value in groups_of(row, query.by))
    shares = [
        (value, passed[value], count, percentage(passed[value], count))
        for value, count in total.items()
        if value
    ]
    falling = query.direction != "min"
    shares.sort(key=lambda one: Decimal(one[1]) / one[2], reverse=falling)
    name, noun = label(desk, query.by), desk.noun()
    lines = [desk.say("groups.shares", conditions=where_in_words(desk, query.where), noun=noun, by=name)]
    lines += [
        desk.say("groups.share", label=value, share=share, count=count, total=of)
        for value, count, of, share in _chosen(query, shares)
    ]
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in rows[:_CITED] for c in proof(desk, row))),
        table=Table(
            (name, noun, "%"),
            tuple((value, f"{count} / {of}", str(share)) for value, count, of, share in shares),
            (2,),
        ),
        notes=(*state_notes(desk, ids), *inferred_notes(desk, rows)),
        highlights=tuple(f"{one[3]} %" for one in _chosen(query, shares)[:5]),
        rows=tuple(ids),
    )


_Share = tuple[str, int, int, Decimal]


def _chosen(query: Query, shares: Sequence[_Share]) -> list[_Share]:
    """The groups that are wanted: all, the first few, or the one in a place, with those level with them."""
    first, last = (query.nth - 1, query.nth) if query.nth else (0, query.first or len(shares))
    wanted = shares[first:last]
    levels = {Decimal(count) / of for _, count, of, _ in wanted}
    return [one for one in shares if Decimal(one[1]) / one[2] in levels]


def _comparable(query: Query) -> Filter | None:
    states = any(
        isinstance(leaf, Filter) and leaf.facet is Facet.KPI_STATE for leaf, _ in leaves(query.where)
    )
    return Filter(Facet.KPI) if states else None

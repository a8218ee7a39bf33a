"""The share of rows that meet a condition, for each group of a dimension."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.counting import percentage
from assistant.answering.parts.showing.conditions import proof
from assistant.answering.parts.showing.notes import inferred_notes, state_notes
from assistant.answering.queries.measuring import groups_by_row
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import group_name, label, range_in_words, where_in_words
from assistant.model.answer import Table
from assistant.model.query import Query, leaves
from index.filters import Facet, Filter

_CITED = 60
_Share = tuple[str, int, int, Decimal]


def tell_shares(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """For each group how many of its rows pass, in percent, with the division; in order where one is asked.

    A condition on what indicators came to is a share of the rows that have any.
    """
    whole = passing(desk, query.base or _comparable(query))
    groups = groups_by_row(desk, query.by, ids)
    passed = Counter(value for some in groups.values() for value in some)
    total = Counter(value for some in groups_by_row(desk, query.by, whole).values() for value in some)
    shares = [
        (value, passed[value], count, percentage(passed[value], count))
        for value, count in total.items()
        if value
    ]
    if query.having is not None:
        shares = [one for one in shares if query.having.holds(Decimal(100 * one[1]) / one[2])]
        kept = {one[0] for one in shares}
        ids = [row_id for row_id in ids if not kept.isdisjoint(groups[row_id])]
    rows = desk.rows(tuple(ids[:_CITED]))
    falling = query.direction != "min"
    shares.sort(key=lambda one: Decimal(one[1]) / one[2], reverse=falling)
    name, noun = label(desk, query.by), desk.noun()
    lines = [_head(desk, query, _chosen(query, shares), name)]
    lines += [
        desk.say("groups.share", label=group_name(desk, query.by, value), share=share, count=count, total=of)
        for value, count, of, share in _chosen(query, shares)
    ]
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in rows for c in proof(desk, row))),
        table=Table(
            (name, noun, "%"),
            tuple((value, f"{count} / {of}", str(share)) for value, count, of, share in shares),
            (2,),
        ),
        notes=(*state_notes(desk, ids), *inferred_notes(desk, ids)),
        highlights=tuple(f"{one[3]} %" for one in _chosen(query, shares)[:5]),
        rows=tuple(ids),
    )


def _head(desk: Desk, query: Query, chosen: Sequence[_Share], name: str) -> str:
    """The leader with its share where one is asked for, how many are kept, or what the shares are of."""
    said = {"conditions": where_in_words(desk, query.where), "noun": desk.noun(), "by": name}
    if query.having is not None:
        return desk.say(
            "groups.shares.having", range=range_in_words(desk, query.having), count=len(chosen), **said
        )
    if chosen and (query.first == 1 or query.nth):
        return desk.say(
            "groups.shares.least" if query.direction == "min" else "groups.shares.most",
            place=desk.say("ranking.nth", nth=query.nth) if query.nth > 1 else desk.say("ranking.most"),
            label=desk.say("condition.separator").join(group_name(desk, query.by, v) for v, *_ in chosen),
            share=chosen[0][3],
            **said,
        )
    return desk.say("groups.shares", **said)


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

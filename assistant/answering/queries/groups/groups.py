"""Groups of rows by a dimension: how many, or which figure of them, kept by a condition and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.counting import answer_breakdown
from assistant.answering.parts.showing.conditions import proof
from assistant.answering.parts.showing.notes import inferred_notes, state_notes
from assistant.answering.queries.figures.rankings import tell_ranking
from assistant.answering.queries.figures.totals_apart import without_totals
from assistant.answering.queries.groups.group_figures import (
    COUNTS,
    are_apart,
    beside_mean,
    tell_apart,
    tell_figure_of_counts,
    tell_figures,
    tell_versus,
)
from assistant.answering.queries.groups.shares import tell_shares
from assistant.answering.queries.measuring import FACETS, counts_of, groups_by_row, number_of
from assistant.answering.queries.meeting import met_figures
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import (
    counted_noun,
    group_name,
    label,
    range_in_words,
    where_in_words,
)
from assistant.catalogue.figures import adds_up
from assistant.model.answer import Bar, Table
from assistant.model.query import NO_ROWS, OF_EACH, Ask, Query, parts_of
from index.filters import Filter

_CITED = 60


def tell_groups(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The groups with their numbers or figures; only those kept or wanted, where a condition says so."""
    if query.measure == "share":
        return tell_shares(desk, query, ids)
    if are_apart(query):
        return tell_apart(desk, query, ids)
    if query.sides:
        return tell_versus(desk, query, ids)
    plain = (
        query.having is None and not query.nth and not query.behind and query.first <= 1 and not query.mean
    )
    counts = _counted(desk, query, ids)
    named = _named(query)
    others = bool(named) and any(value not in named for value, _ in counts)
    if query.measure == "count" and plain and not (query.aggregate or _wanted(query) or others):
        return answer_breakdown(desk, ids)
    # Rows of the groups named may be of others too, which are none of those asked about.
    counts = [one for one in counts if one[0] in named] if others else counts
    if query.aggregate and query.measure in COUNTS:
        return tell_figure_of_counts(desk, query, counts, ids)
    if query.aggregate == OF_EACH:
        return _tell_figure_of_each(desk, query, ids)
    if query.aggregate:
        return tell_figures(desk, query, ids)
    kept = [
        (value, count)
        for value, count in counts
        if query.having is None or query.having.holds(Decimal(count))
    ]
    kept = beside_mean(query, kept, [Decimal(count) for _, count in counts])
    noun = counted_noun(desk, query.measure)
    chosen = _chosen(query, kept)
    name = label(desk, query.by)
    lines = [_among_kept(desk, query, name, noun) + _head(desk, query, chosen, name, noun)]
    of_all = _numbers_of_all(desk, query)
    lines += [
        desk.say("breakdown.item", label=group_name(desk, query.by, value), count=of_all.get(value, count))
        for value, count in chosen
    ]
    if len(chosen) < len(kept):
        rest = [(value, count) for value, count in kept if (value, count) not in chosen]
        lines.append(
            desk.say(
                "groups.rest",
                rest=desk.say("groups.separator").join(
                    f"{group_name(desk, query.by, v)} {c}" for v, c in rest[:8]
                ),
            )
        )
    rows = _of_groups(desk, query, ids, {value for value, _ in chosen})
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in desk.rows(rows[:_CITED]) for c in proof(desk, row))),
        table=Table(
            (name, noun),
            tuple((group_name(desk, query.by, v), str(of_all.get(v, count))) for v, count in chosen),
            (1,),
        ),
        notes=(*state_notes(desk, ids), *inferred_notes(desk, rows)),
        bars=tuple(Bar(group_name(desk, query.by, value), count) for value, count in chosen),
        highlights=tuple(group_name(desk, query.by, value) for value, _ in chosen[:5]),
        rows=rows,
    )


def _numbers_of_all(desk: Desk, query: Query) -> dict[str, int]:
    """How many rows each group has in all, where that is asked for of those that have none of some."""
    if "rows" not in query.further:
        return {}
    among = passing(desk, query.base) if query.base is not None else None
    return dict(counts_of(desk, query.by, among))


def _tell_figure_of_each(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The groups in the order of a figure: the sum of their amounts, or of rates and where each group has but
    one, the rows themselves.
    """
    found, _ = without_totals(desk, met_figures(desk, query.where, ids, query.measure))
    groups = groups_by_row(desk, query.by, ids)
    numbers = Counter(value for one in found for value in groups[one.row_id] if value)
    several = any(number > 1 for number in numbers.values())
    if several and adds_up(label(desk, query.measure)):
        return tell_figures(desk, replace(query, aggregate="sum"), ids)
    return tell_ranking(desk, replace(query, ask=Ask.RANKING, by="", aggregate=""), ids)


def _counted(desk: Desk, query: Query, ids: Sequence[int]) -> list[tuple[str, int]]:
    """The groups with their numbers; those that have none too, where a condition could be met by none."""
    counts = [(v, n) for v, n in number_of(desk, query.by, ids, query.measure) if v]
    wanted = _wanted(query)
    if wanted:
        found = dict(counts)
        return [(value, found.get(value, 0)) for value in wanted]
    if query.having is None or not query.having.holds(Decimal(0)):
        return counts
    having = {value for value, _ in counts}
    among = passing(desk, query.base) if query.base is not None else None
    others = counts_of(desk, query.by, among)
    return [*counts, *((value, 0) for value, _ in others if value and value not in having)]


def in_order(desk: Desk, query: Query, ids: Sequence[int]) -> list[tuple[str, int]]:
    """All groups with their numbers, in the order in which their places are counted."""
    counts = [(value, n) for value, n in number_of(desk, query.by, ids, query.measure) if value]
    return sorted(counts, key=lambda one: one[1], reverse=query.direction != "min")


def _wanted(query: Query) -> tuple[str, ...]:
    """The groups that were named where each is told, also one that has none."""
    return () if query.having is not None or query.first or query.nth else _named(query)


def _named(query: Query) -> tuple[str, ...]:
    """The groups that a condition names, several of them."""
    facet = FACETS.get(query.by)
    for part in parts_of(query.where):
        if isinstance(part, Filter) and part.facet is facet and not part.negated and len(part.values) > 1:
            return part.values
    return ()


def _chosen(query: Query, kept: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    falling = query.direction != "min"
    ordered = (
        sorted(kept, key=lambda one: one[1], reverse=falling)
        if query.direction or query.having or query.mean
        else list(kept)
    )
    if not ordered:
        return []
    if query.behind:
        reached = dict(ordered).get(query.behind)
        rest = [
            one for one in ordered if reached is None or (one[1] < reached if falling else one[1] > reached)
        ]
        return [one for one in rest if one[1] == rest[0][1]]
    if query.nth:
        if query.nth > len(ordered):
            return []
        return [one for one in ordered if one[1] == ordered[query.nth - 1][1]]
    if query.first:
        last = ordered[min(query.first, len(ordered)) - 1][1]
        return [one for place, one in enumerate(ordered) if place < query.first or one[1] == last]
    return ordered


def _head(desk: Desk, query: Query, chosen: Sequence[tuple[str, int]], name: str, noun: str) -> str:
    conditions = where_in_words(desk, query.where)
    if not chosen and query.having == NO_ROWS:
        return desk.say("groups.without.none", conditions=conditions, noun=noun, by=name)
    if not chosen:
        return desk.say("groups.none", conditions=conditions, noun=noun, by=name)
    having = None if query.first or query.nth else query.having
    if having is not None and not having.holds(Decimal(1)) and having.holds(Decimal(0)):
        return desk.say("groups.without", conditions=conditions, noun=noun, by=name, count=len(chosen))
    if having is not None:
        return desk.say(
            "groups.having",
            conditions=conditions,
            noun=noun,
            by=name,
            range=range_in_words(desk, having),
            count=len(chosen),
        )
    if query.mean:
        return desk.say(
            "groups.mean",
            conditions=conditions,
            noun=noun,
            by=name,
            sense=desk.say(f"mean.{query.mean}"),
            count=len(chosen),
        )
    if query.behind:
        named = desk.say("condition.separator").join(group_name(desk, query.by, value) for value, _ in chosen)
        return desk.say(
            "groups.behind",
            conditions=conditions,
            noun=noun,
            by=name,
            behind=group_name(desk, query.by, query.behind),
            label=named,
            count=chosen[0][1],
        )
    if query.nth and len(chosen) > 1:
        return _level(desk, query, chosen, name, noun)
    if query.first == 1 or query.nth:
        key = "groups.most" if query.direction != "min" else "groups.least"
        place = desk.say("ranking.nth", nth=query.nth) if query.nth > 1 else desk.say("ranking.most")
        named = desk.say("condition.separator").join(group_name(desk, query.by, value) for value, _ in chosen)
        return desk.say(
            key, conditions=conditions, noun=noun, by=name, place=place, label=named, count=chosen[0][1]
        )
    return desk.say("groups.head", conditions=conditions, noun=noun, by=name, count=len(chosen))


def _among_kept(desk: Desk, query: Query, name: str, noun: str) -> str:
    """Among which groups a place is one, where a number of rows keeps some of them; empty otherwise."""
    if query.having is None or not (query.first or query.nth):
        return ""
    return desk.say("groups.among", noun=noun, by=name, range=range_in_words(desk, query.having))


def _level(desk: Desk, query: Query, chosen: Sequence[tuple[str, int]], name: str, noun: str) -> str:
    """The groups that share a place in the order."""
    key = "groups.most.level" if query.direction != "min" else "groups.least.level"
    return desk.say(
        key,
        conditions=where_in_words(desk, query.where),
        noun=noun,
        by=name,
        place=desk.say("ranking.nth", nth=query.nth),
        label=desk.say("condition.separator").join(group_name(desk, query.by, value) for value, _ in chosen),
        count=chosen[0][1],
        groups=len(chosen),
    )


def _of_groups(desk: Desk, query: Query, ids: Sequence[int], values: set[str]) -> tuple[int, ...]:
    groups = groups_by_row(desk, query.by, ids)
    return tuple(row_id for row_id in ids if not values.isdisjoint(groups[row_id]))

"""Figures of groups: one for each, one made of all their numbers, those on one side of the mean, and those
that have more of one thing than of another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias, TypeVar

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.showing.conditions import proof
from assistant.answering.parts.showing.notes import inferred_notes, state_notes
from assistant.answering.parts.showing.values import quantity
from assistant.answering.queries.comparisons import side_name
from assistant.answering.queries.figures.aggregates import aggregate, told
from assistant.answering.queries.figures.rankings import evidence
from assistant.answering.queries.figures.totals_apart import left_out_note, without_totals
from assistant.answering.queries.measuring import groups_by_row, lies_so, shown_of
from assistant.answering.queries.meeting import met_figures
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import (
    counted_noun,
    group_name,
    label,
    range_in_words,
    where_in_words,
)
from assistant.catalogue.figures import in_unit
from assistant.model.answer import Bar, Reason, Status, Table
from assistant.model.query import Query, bounded_figure, joined, parts_of
from index.filters import Filter

COUNTS = frozenset({"count", "kpi_count"})
_CITED = 60
# A group with its figure and the number of its rows.
_Made: TypeAlias = tuple[str, Decimal, int]
_Group = TypeVar("_Group", bound=tuple[object, ...])


def beside_mean(query: Query, groups: Sequence[_Group], figures: Sequence[Decimal]) -> list[_Group]:
    """The groups (name and figure first) whose figure lies so to the mean of all; all without a mean."""
    if not query.mean or not figures:
        return list(groups)
    mean = sum(figures, Decimal(0)) / len(figures)
    return [one for one in groups if lies_so(Decimal(str(one[1])), query.mean, mean)]


def tell_figure_of_counts(
    desk: Desk, query: Query, counts: Sequence[tuple[str, int]], ids: Sequence[int]
) -> Outcome:
    """One figure made of the numbers of all groups, with these: the mean or the median of rows by group."""
    ordered = sorted(counts, key=lambda one: one[1], reverse=query.direction != "min")
    value = aggregate([Decimal(count) for _, count in ordered], query.aggregate) if ordered else Decimal(0)
    text = quantity(value, "")
    noun = counted_noun(desk, query.measure)
    name = label(desk, query.by)
    head = desk.say(
        "groups.of_counts",
        conditions=where_in_words(desk, query.where),
        noun=noun,
        by=name,
        what=desk.say(f"aggregate.{query.aggregate}"),
        value=text,
        groups=len(ordered),
    )
    named = [(group_name(desk, query.by, value), count) for value, count in ordered]
    rows = desk.rows(ids[:_CITED]) if query.where is not None else ()
    return Outcome(
        "\n".join([head, *(desk.say("breakdown.item", label=one, count=count) for one, count in named)]),
        citations=tuple(dict.fromkeys(c for row in rows for c in proof(desk, row))),
        table=Table((name, noun), tuple((one, str(count)) for one, count in named), (1,)),
        notes=state_notes(desk, ids),
        bars=tuple(Bar(one, count) for one, count in named),
        highlights=(text,),
        rows=tuple(ids),
    )


def tell_versus(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The groups that have more (or fewer) of the first side than of the second, with both numbers."""
    more, less = query.sides
    counts = []
    for side in (more, less):
        kept = passing(desk, joined(query.where, side))
        counts.append(
            Counter(value for some in groups_by_row(desk, query.by, kept).values() for value in some if value)
        )
    falls = query.direction != "min"
    groups = [
        (value, counts[0][value], counts[1][value])
        for value in dict.fromkeys((*counts[0], *counts[1]))
        if (counts[0][value] > counts[1][value] if falls else counts[0][value] < counts[1][value])
    ]
    groups.sort(key=lambda one: one[1] - one[2], reverse=falls)
    one, other = side_name(desk, more), side_name(desk, less)
    said = {
        "conditions": where_in_words(desk, query.where),
        "noun": desk.noun(),
        "by": label(desk, query.by),
        "one": one,
        "other": other,
        "count": len(groups),
    }
    lines = [desk.say("groups.versus" if falls else "groups.versus.less", **said)]
    lines += [
        desk.say(
            "groups.versus.item", label=group_name(desk, query.by, v), one=one, other=other, more=a, less=b
        )
        for v, a, b in groups
    ]
    wanted = {value for value, _, _ in groups}
    both = set(passing(desk, joined(query.where, more))) | set(passing(desk, joined(query.where, less)))
    groups_of = groups_by_row(desk, query.by, ids)
    rows = [row_id for row_id in ids if row_id in both and not wanted.isdisjoint(groups_of[row_id])]
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in desk.rows(rows[:_CITED]) for c in proof(desk, row))),
        table=Table(
            (label(desk, query.by), one, other),
            tuple((group_name(desk, query.by, v), str(a), str(b)) for v, a, b in groups),
            (1, 2),
        ),
        highlights=tuple(group_name(desk, query.by, v) for v, _, _ in groups[:5]),
        rows=tuple(rows),
    )


def tell_figures(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """A figure of each group: its mean, sum, median, largest or smallest."""
    found, totals = without_totals(desk, met_figures(desk, query.where, ids, query.measure))
    if not found:
        return Outcome(
            desk.say(
                "ranking.none",
                label=label(desk, query.measure),
                conditions=where_in_words(desk, query.where),
                noun=desk.noun(),
            ),
            Status.NOT_FOUND,
            Reason.BLANK,
            rows=tuple(ids),
        )
    figures: dict[str, list[Decimal]] = defaultdict(list)
    units: dict[str, None] = {}
    groups = groups_by_row(desk, query.by, ids)
    for one in found:
        units[one.unit] = None
        for value in groups[one.row_id]:
            figures[value].append(one.value)
    unit = next(iter(units)) if len(units) == 1 else ""
    made = [(value, aggregate(some, query.aggregate), len(some)) for value, some in figures.items() if value]
    made = [one for one in made if _is_kept(query, one[1], unit, one[2])]
    made = beside_mean(query, made, [one[1] for one in made])
    made.sort(key=lambda one: one[1], reverse=query.direction != "min")
    chosen = _first_of(query, made)
    name, figure = label(desk, query.by), label(desk, query.measure)
    ways = (query.aggregate, *(way for way in query.further if way != _COUNT))
    told_of = {v: tuple(told(aggregate(figures[v], how), unit) for how in ways) for v, _, _ in chosen}
    notes = [desk.say("extreme.units")] if len(units) > 1 else []
    left = len({one.row_id for one in found})
    if others := len(ids) - left - totals.rows:
        notes.append(desk.say("ranking.left_out", count=left, others=others, label=figure))
    numbers = Counter(value for some in groups.values() for value in some if value)
    counted = numbers if _COUNT in query.further else None
    lines = [_head_of_figures(desk, query, chosen, unit)]
    lines += [_line(desk, query, one, told_of[one[0]], counted) for one in chosen]
    rows = [(value, told_of[value]) for value, _, _ in chosen]
    if counted is not None and not (query.having or query.first or query.nth or query.mean):
        without = [value for value in numbers if value not in figures]
        lines += [
            desk.say("breakdown.item", label=group_name(desk, query.by, value), count=numbers[value])
            for value in without
        ]
        rows += [(value, ("",) * len(ways)) for value in without]
    columns = (name, *(() if counted is None else (desk.noun(),)))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for one in shown_of(desk, found)[:_CITED] for c in evidence(one))),
        table=Table(
            (*columns, *(f"{figure} {desk.say(f'aggregate.{way}')}" for way in ways)),
            tuple(
                (group_name(desk, query.by, v), *(() if counted is None else (str(counted[v]),)), *texts)
                for v, texts in rows
            ),
            tuple(range(1, len(columns) + len(ways))),
        ),
        notes=(*notes, *left_out_note(desk, totals), *inferred_notes(desk, ids)),
        highlights=tuple(told(value_of, unit) for _, value_of, _ in chosen[:5]),
        rows=tuple(dict.fromkeys(one.row_id for one in found)),
    )


# How many rows each group has, beside a figure of it.
_COUNT = "count"


def _line(desk: Desk, query: Query, one: _Made, texts: Sequence[str], counted: Counter[str] | None) -> str:
    """A group with its figures, and how many rows it has where they are counted."""
    value, _, count = one
    ways = (query.aggregate, *(way for way in query.further if way != _COUNT))
    named = [
        desk.say("groups.figure.way", what=desk.say(f"aggregate.{way}"), value=text)
        for way, text in zip(ways, texts, strict=True)
    ]
    return desk.say(
        "groups.figure" if counted is None else "groups.figure.counted",
        label=group_name(desk, query.by, value),
        value=texts[0] if len(texts) == 1 else desk.say("fact.and").join(named),
        count=count,
        total=0 if counted is None else counted[value],
    )


def _first_of(query: Query, made: Sequence[_Made]) -> list[_Made]:
    """The groups that are wanted of all in their order, with those level with the last of them."""
    if query.nth:
        return [one for one in made if query.nth <= len(made) and one[1] == made[query.nth - 1][1]]
    last = made[min(query.first, len(made)) - 1][1] if query.first and made else None
    return [one for place, one in enumerate(made) if last is None or place < query.first or one[1] == last]


def _is_kept(query: Query, value: Decimal, unit: str, count: int) -> bool:
    """Whether a group is kept by its figure, or by the number of its rows; any where nothing keeps some."""
    if query.having is None:
        return True
    if not bounded_figure(query.having):
        return query.having.holds(Decimal(count))
    asked = in_unit(value, unit, query.having.unit)
    return asked is not None and query.having.holds(asked)


def _head_of_figures(desk: Desk, query: Query, chosen: Sequence[_Made], unit: str) -> str:
    """What the figures are of; which groups are kept by them, or which comes first where it is asked for."""
    said = {
        "conditions": where_in_words(desk, query.where),
        "noun": desk.noun(),
        "by": label(desk, query.by),
        "label": label(desk, query.measure),
        "what": desk.say("tally.and").join(
            desk.say(f"aggregate.{way}") for way in (query.aggregate, *query.further) if way != _COUNT
        ),
    }
    if query.having is not None and bounded_figure(query.having) and not (query.first or query.nth):
        said["range"] = range_in_words(desk, query.having)
        return desk.say("groups.figures.having", count=len(chosen), **said)
    head = desk.say("groups.figures", **said)
    if not chosen or not (query.nth > 1 or _asks_for_the_first(desk, query)):
        return head
    place = desk.say("ranking.nth", nth=query.nth) if query.nth > 1 else desk.say("ranking.most")
    key = "groups.figures.least" if query.direction == "min" else "groups.figures.most"
    level = [group_name(desk, query.by, value) for value, figure, _ in chosen if figure == chosen[0][1]]
    group = desk.say("condition.separator").join(level)
    first = desk.say(key, place=place, group=group, value=told(chosen[0][1], unit), **said)
    return first if query.nth or query.first == 1 else f"{first}\n{head}"


def _asks_for_the_first(desk: Desk, query: Query) -> bool:
    """Whether it is asked which group has the most or the least: 「…ごとの平均が一番高いのは」."""
    said = any(m.means("most") or m.means("superlative") for m in desk.question.mentions)
    return said and query.direction in ("max", "min") and query.first <= 1


def are_apart(query: Query) -> bool:
    """Whether the rows of each value named are told for all groups, and none of these are chosen."""
    chosen = query.having or query.first or query.nth or query.behind or query.mean or query.aggregate
    return "apart" in query.further and not chosen and _several(query) is not None


def _several(query: Query) -> Filter | None:
    found = [one for one in parts_of(query.where) if isinstance(one, Filter) and len(one.values) > 1]
    return found[0] if len(found) == 1 and not found[0].negated else None


def tell_apart(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """How many rows each group has, and how many of each of the values that are named."""
    several = _several(query)
    sides = [replace(several, values=(value,)) for value in several.values] if several is not None else []
    by_row = groups_by_row(desk, query.by, ids)

    def numbers(kept: Sequence[int]) -> Counter[str]:
        return Counter(value for row_id in kept for value in by_row.get(row_id) or ("",))

    def named(value: str) -> str:
        return group_name(desk, query.by, value) if value else desk.say("breakdown.blank")

    total = numbers(ids)
    of_sides = [numbers(passing(desk, joined(query.where, side))) for side in sides]
    names = [side_name(desk, side) for side in sides]
    name, noun = label(desk, query.by), desk.noun()
    conditions = where_in_words(desk, query.where)
    lines = [
        desk.say(
            "breakdown.head",
            by=name,
            noun=noun,
            conditions=f"{conditions}{noun}、" if desk.question.language == "ja" else conditions,
            total=len(ids),
        )
    ]
    groups = list(total)
    if query.direction:
        groups.sort(key=total.__getitem__, reverse=query.direction != "min")
    for value in groups:
        each = desk.say("tally.and").join(
            desk.say("tally.each", label=one, count=of[value])
            for one, of in zip(names, of_sides, strict=True)
        )
        called = named(value)
        lines.append(desk.say("groups.apart.item", label=called, count=total[value], each=each))
    notes = [*state_notes(desk, ids), *inferred_notes(desk, ids)]
    if total.total() > len(ids):
        notes.append(desk.say("breakdown.several", noun=noun, sum=total.total(), total=len(ids)))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in desk.rows(tuple(ids[:_CITED])) for c in proof(desk, row))),
        table=Table(
            (name, noun, *names),
            tuple((named(v), str(total[v]), *(str(of[v]) for of in of_sides)) for v in groups),
            tuple(range(1, 2 + len(names))),
        ),
        notes=tuple(notes),
        rows=tuple(ids),
    )

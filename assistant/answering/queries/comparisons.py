"""Which of two has more, and by how much: of rows that pass a condition, or of a figure of two rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.counting import percentage
from assistant.answering.kinds.rows.record import answer_fields
from assistant.answering.parts.showing.conditions import proof
from assistant.answering.parts.showing.paged import some_of
from assistant.answering.queries.figures.aggregates import aggregate, told
from assistant.answering.queries.figures.rankings import evidence, shown, sum_of
from assistant.answering.queries.measuring import Measured, Of, shown_of
from assistant.answering.queries.meeting import met_figures
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import bare, label, where_in_words
from assistant.catalogue.figures import adds_up
from assistant.model.answer import Bar, Reason, Status, Table
from assistant.model.page import MOST_SHOWN
from assistant.model.query import Among, Condition, Query, joined
from assistant.model.question import Field
from assistant.words import grammar
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter


def tell_comparison(desk: Desk, query: Query) -> Outcome:
    """The side that has more (or that both are level), with both figures and their difference."""
    if query.measure == "share":
        return _of_shares(desk, query)
    if query.measure or all(isinstance(side, Among) and len(side.rows) == 1 for side in query.sides):
        return _of_figures(desk, query)
    counted = [(side, passing(desk, joined(query.where, side))) for side in query.sides]
    (one, first), (other, second) = counted[0], counted[1]
    names = [side_name(desk, one), side_name(desk, other)]
    counts = [len(first), len(second)]
    conditions, noun = where_in_words(desk, query.where), desk.noun()
    lines = [_headline(desk, query, names, counts, conditions, noun)]
    lines += [
        desk.say("breakdown.item", label=name, count=count) for name, count in zip(names, counts, strict=True)
    ]
    if counts[0] != counts[1]:
        more, less = max(counts), min(counts)
        lines.append(desk.say("comparison.difference", more=more, less=less, value=more - less))
    ids = tuple(dict.fromkeys((*first, *second)))
    cited = desk.rows(some_of(ids))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in cited for c in proof(desk, row))),
        table=Table(
            (desk.say("comparison.side"), noun),
            tuple((n, str(c)) for n, c in zip(names, counts, strict=True)),
            (1,),
        ),
        bars=tuple(Bar(name, count) for name, count in zip(names, counts, strict=True)),
        highlights=tuple(str(count) for count in counts),
        rows=ids,
    )


def _headline(
    desk: Desk, query: Query, names: list[str], counts: list[int], conditions: str, noun: str
) -> str:
    if counts[0] == counts[1]:
        return desk.say(
            "comparison.level",
            one=names[0],
            other=names[1],
            count=counts[0],
            conditions=conditions,
            noun=noun,
        )
    more = 0 if counts[0] > counts[1] else 1
    if query.direction == "min":
        return desk.say(
            "comparison.less",
            one=names[1 - more],
            other=names[more],
            conditions=conditions,
            noun=noun,
            count=counts[1 - more],
            than=counts[more],
        )
    key = "comparison.by" if query.direction == "difference" else "comparison.more"
    return desk.say(
        key,
        one=names[more],
        other=names[1 - more],
        conditions=conditions,
        noun=noun,
        count=counts[more],
        than=counts[1 - more],
        value=abs(counts[0] - counts[1]),
    )


def side_name(desk: Desk, side: Condition) -> str:
    """What a side of a comparison is called."""
    if isinstance(side, Filter) and side.facet is Facet.KPI_STATE and not side.negated:
        return desk.say("condition.separator").join(desk.say(f"kpi.state.{one}") for one in side.values)
    if isinstance(side, Filter) and side.values and not side.negated:
        return desk.say("condition.separator").join(side.values)
    if isinstance(side, Among):
        rows = desk.rows(side.rows)
        return desk.say("condition.separator").join(row.title for row in rows)
    return desk.say("comparison.named", words=bare(where_in_words(desk, side)).strip())


def _of_figures(desk: Desk, query: Query) -> Outcome:
    """The row of the two whose figure is larger, smaller, or nearer to its target."""
    measure = query.measure or Field.RATE.value
    if query.direction in ("nearest", "farthest"):
        measure = Field.RATE.value
    sides: list[list[Measured]] = [
        met_figures(desk, query.where, passing(desk, joined(query.where, side)), measure)
        for side in query.sides
    ]
    name = label(desk, measure)
    names = [side_name(desk, side) for side in query.sides]
    if not all(sides):
        lacking = desk.say("condition.separator").join(
            n for n, side in zip(names, sides, strict=True) if not side
        )
        text = desk.say("comparison.no_figure", label=name, names=lacking)
        return Outcome(text, Status.NOT_FOUND, Reason.NOT_STATED)
    aggregate = query.aggregate or ("sum" if _are_amounts(name, sides) else "")
    if aggregate:
        return _of_aggregates(desk, replace(query, aggregate=aggregate), names, sides)
    if any(_are_several(side) for side in sides):
        # Of several rates of one side none is its own: each is told.
        asked = replace(desk.question, columns=(measure,), fields=())
        ids = dict.fromkeys(one.row_id for side in sides for one in side)
        return answer_fields(replace(desk, question=asked), tuple(ids)[:MOST_SHOWN])
    firsts = [max(_called(desk, side), key=lambda one: one.value) for side in sides]
    keys = [_standing(query, one) for one in firsts]
    best = 0 if keys[0] >= keys[1] else 1
    if keys[0] == keys[1]:
        head = desk.say("comparison.same", one=names[0], other=names[1], label=name, value=shown(firsts[0]))
    else:
        kind = (
            "nearest"
            if query.direction == "nearest"
            else "smaller"
            if query.direction in ("min",)
            else "larger"
        )
        head = desk.say(
            f"comparison.{kind}",
            one=names[best],
            other=names[1 - best],
            label=name,
            value=shown(firsts[best]),
            than=shown(firsts[1 - best]),
        )
    lines = [
        head,
        *(difference(desk, firsts) if query.direction not in ("nearest", "farthest") else ()),
        *(line for one in firsts if (line := sum_of(desk, Query(query.ask, measure=measure), one))),
    ]
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for one in firsts for c in evidence(one))),
        table=Table(
            (desk.say("comparison.side"), name),
            tuple((n, shown(one)) for n, one in zip(names, firsts, strict=True)),
            (1,),
        ),
        highlights=tuple(shown(one) for one in firsts),
        rows=tuple(one.row_id for one in firsts),
    )


def _are_amounts(name: str, sides: list[list[Measured]]) -> bool:
    """Whether a side has several cells of amounts, of which none is the figure of that side by itself."""
    return any(_are_several(side) for side in sides) and adds_up(name)


def _are_several(side: list[Measured]) -> bool:
    """Whether a side has several cells of figures."""
    return len(side) > 1 and all(one.of is Of.CELL for one in side)


_PERCENT = grammar.word_set("percents")


def difference(desk: Desk, firsts: Sequence[Measured]) -> Iterator[str]:
    """How far two figures are apart, computed in the open; nothing where their units differ."""
    less, more = sorted(firsts, key=lambda one: one.value)
    if less.unit == more.unit and less.value != more.value:
        unit = desk.say("unit.points") if fold(more.unit) in _PERCENT else more.unit
        said = {"more": told(more.value, more.unit), "less": told(less.value, less.unit)}
        said["value"] = told(more.value - less.value, unit)
        yield desk.say("comparison.difference.figures", **said)


def _called(desk: Desk, side: list[Measured]) -> list[Measured]:
    """The figures of the indicators that the question calls by their names; all where it calls none."""
    text = compact(desk.question.folded)
    if len(side) > MOST_SHOWN:
        return side
    return [one for one in side if one.kpi is not None and compact(one.kpi.name) in text] or side


def _of_aggregates(desk: Desk, query: Query, names: list[str], sides: list[list[Measured]]) -> Outcome:
    """Which side has the larger mean, sum or the like, with both and how they come about."""
    values = [aggregate([one.value for one in side], query.aggregate) for side in sides]
    unit = sides[0][0].unit
    figure = label(desk, query.measure) + desk.say(
        "comparison.of", what=desk.say(f"aggregate.{query.aggregate}")
    )
    best = 0 if (values[0] >= values[1]) != (query.direction == "min") else 1
    key = "smaller" if query.direction == "min" else "larger"
    said = {"label": figure, "one": names[best], "other": names[1 - best], "value": told(values[best], unit)}
    if values[0] == values[1]:
        head = desk.say("comparison.same", **said)
    else:
        head = desk.say(f"comparison.{key}", than=told(values[1 - best], unit), **said)
    lines = [head]
    for name, side, value in zip(names, sides, values, strict=True):
        lines.append(desk.say("groups.figure", label=name, value=told(value, unit), count=len(side)))
    if values[0] != values[1]:
        more, less = max(values), min(values)
        between = {"more": told(more, unit), "less": told(less, unit), "value": told(more - less, unit)}
        lines.append(desk.say("comparison.difference.figures", **between))
    return Outcome(
        "\n".join(lines),
        citations=tuple(
            dict.fromkeys(c for side in sides for one in shown_of(desk, side) for c in evidence(one))
        ),
        table=Table(
            (desk.say("comparison.side"), figure),
            tuple((name, told(value, unit)) for name, value in zip(names, values, strict=True)),
            (1,),
        ),
        highlights=tuple(told(value, unit) for value in values),
        rows=tuple(dict.fromkeys(one.row_id for side in sides for one in side)),
    )


def _of_shares(desk: Desk, query: Query) -> Outcome:
    """Which side has the larger share of rows that pass, with both divisions."""
    wholes = [passing(desk, side) for side in query.sides]
    parts = [passing(desk, joined(query.where, side)) for side in query.sides]
    names = [side_name(desk, side) for side in query.sides]
    shares = [percentage(len(part), len(whole)) for part, whole in zip(parts, wholes, strict=True)]
    exact = [Decimal(len(part)) / max(len(whole), 1) for part, whole in zip(parts, wholes, strict=True)]
    best = 0 if (exact[0] >= exact[1]) != (query.direction == "min") else 1
    said = {
        "conditions": where_in_words(desk, query.where),
        "noun": desk.noun(),
        "one": names[best],
        "other": names[1 - best],
        "value": f"{shares[best]} %",
        "than": f"{shares[1 - best]} %",
        "difference": abs(shares[0] - shares[1]),
    }
    key = "same" if exact[0] == exact[1] else "smaller" if query.direction == "min" else "larger"
    key = "each" if query.direction == "each" else key
    lines = [desk.say(f"comparison.share.{key}", **said)]
    lines += [
        desk.say("groups.share", label=name, share=share, count=len(part), total=len(whole))
        for name, share, part, whole in zip(names, shares, parts, wholes, strict=True)
    ]
    ids = tuple(dict.fromkeys(row_id for part in parts for row_id in part))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in desk.rows(some_of(ids)) for c in proof(desk, row))),
        table=Table(
            (desk.say("comparison.side"), desk.noun(), "%"),
            tuple(
                (name, f"{len(part)} / {len(whole)}", str(share))
                for name, share, part, whole in zip(names, shares, parts, wholes, strict=True)
            ),
            (2,),
        ),
        highlights=tuple(f"{share} %" for share in shares),
        rows=ids,
    )


def _standing(query: Query, one: Measured) -> Decimal:
    if query.direction == "min" or query.direction == "farthest":
        return -one.value
    return one.value

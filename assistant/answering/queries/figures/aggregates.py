"""Sums, means, medians and extremes of a figure, with the figures and the sum in the open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.record import answer_fields
from assistant.answering.parts.showing.values import quantity
from assistant.answering.queries.figures.printed_totals import (
    PrintedTotal,
    cite_totals,
    printed_totals,
    tell_printed_totals,
    total_lines,
)
from assistant.answering.queries.figures.rankings import evidence, shown
from assistant.answering.queries.figures.rankings import printed as as_printed
from assistant.answering.queries.figures.totals_apart import are_totals, left_out_note, without_totals
from assistant.answering.queries.measuring import COUNTED, Measured, Of, shown_of
from assistant.answering.queries.meeting import count_indicators, met_figures
from assistant.answering.queries.wording import label, where_in_words
from assistant.catalogue.figures import adds_up
from assistant.model.answer import Citation, Reason, Status, Table
from assistant.model.query import Query

_SHOWN_TERMS = 12


def tell_aggregate(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """One figure made of many; of several units one each. What had no figure is said."""
    if query.aggregate == "sum" and not (query.further or adds_up(label(desk, query.measure))):
        return _tell_no_sum(desk, query, ids)
    found, totals = without_totals(desk, met_figures(desk, query.where, ids, query.measure))
    ways = (query.aggregate, *query.further)
    if "sum" in ways and are_totals(desk, found):
        # Totals are printed sums, and not to be added to one another.
        asked = replace(desk.question, columns=(query.measure,), fields=())
        return answer_fields(replace(desk, question=asked), [one.row_id for one in shown_of(desk, found)])
    name = label(desk, query.measure)
    conditions = where_in_words(desk, query.where)
    if not found:
        return Outcome(
            desk.say("ranking.none", label=name, conditions=conditions, noun=desk.noun()),
            Status.NOT_FOUND,
            Reason.BLANK,
            rows=tuple(ids),
        )
    lines: list[str] = []
    highlights: list[str] = []
    for (unit, some), how in product(by_unit(found), ways):
        counted = how == "mean" and query.measure in COUNTED
        text = _mean_of_counts(some) if counted else told(aggregate([one.value for one in some], how), unit)
        highlights.append(text)
        key = "aggregate.kpis" if some[0].of is Of.KPI else "aggregate.rows"
        lines.append(
            desk.say(
                key,
                conditions=conditions,
                noun=desk.noun(),
                label=name,
                what=desk.say(f"aggregate.{how}"),
                value=text,
                count=len(some),
            )
        )
        lines += [_divided(desk, some, text)] if counted else _in_the_open(desk, how, some, text)
    printed = printed_totals(desk, query) if "sum" in ways else ()
    lines += total_lines(desk, printed)
    sums = totals.figures if "sum" in ways and len(totals.figures) <= _SHOWN_TERMS else ()
    lines += [_as_printed(desk, query, one) for one in sums]
    standing = _standing(ways, found)
    cited = shown_of(desk, standing)
    return Outcome(
        "\n".join(lines),
        citations=(*dict.fromkeys(c for one in cited for c in evidence(one)), *_proof(desk, printed, sums)),
        table=_table(desk, shown_of(desk, found), name),
        notes=(*_left_out(desk, query, ids, found, totals.rows), *left_out_note(desk, totals)),
        highlights=tuple(highlights[:3]),
        rows=tuple(dict.fromkeys(one.row_id for one in standing)),
    )


def _mean_of_counts(some: Sequence[Measured]) -> str:
    """The mean of small numbers, which one decimal would not tell."""
    mean = sum((one.value for one in some), Decimal(0)) / len(some)
    return quantity(mean.quantize(Decimal("0.01"), ROUND_HALF_UP), "")


def _divided(desk: Desk, some: Sequence[Measured], value: str) -> str:
    total = quantity(sum((one.value for one in some), Decimal(0)), "")
    return desk.say("aggregate.mean.divided", total=total, count=len(some), value=value)


def _tell_no_sum(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The rate of the whole, as rows that are totals or the foot of the table print it; a refusal without."""
    _, totals = without_totals(desk, met_figures(desk, query.where, ids, query.measure))
    if not totals.figures:
        return tell_printed_totals(desk, query)
    asked = replace(desk.question, columns=(query.measure,), fields=())
    rows = dict.fromkeys(one.row_id for one in totals.figures)
    return answer_fields(replace(desk, question=asked), tuple(rows)[:_SHOWN_TERMS])


def _as_printed(desk: Desk, query: Query, one: Measured) -> str:
    """A total that a row of the table prints."""
    name = desk.head(one.row)
    value = told(one.value, one.unit)
    return desk.say("aggregate.printed.row", label=label(desk, query.measure), name=name, value=value)


def _proof(desk: Desk, printed: Sequence[PrintedTotal], sums: Sequence[Measured]) -> tuple[Citation, ...]:
    """The citations of totals below the records and among them."""
    return (*cite_totals(desk, printed), *(c for one in sums for c in evidence(one)))


def _left_out(
    desk: Desk, query: Query, ids: Sequence[int], found: Sequence[Measured], totals: int
) -> tuple[str, ...]:
    """What had no figure and was no total: of indicators where those are counted, else of rows."""
    of_kpis = all(one.of is Of.KPI for one in found)
    count = len(found) if of_kpis else len({one.row_id for one in found})
    others = (count_indicators(desk, query, ids) if of_kpis else len(ids) - totals) - count
    key = "aggregate.left_out.kpis" if of_kpis else "aggregate.left_out"
    name = label(desk, query.measure)
    return (desk.say(key, count=count, others=others, label=name),) if others > 0 else ()


def _standing(ways: Sequence[str], found: Sequence[Measured]) -> list[Measured]:
    """The figures that the answer stands on: all, but of extremes those that are it."""
    if not set(ways) <= {"max", "min"}:
        return list(found)
    best = {
        (unit, aggregate([one.value for one in some], how)) for unit, some in by_unit(found) for how in ways
    }
    return [one for one in found if (one.unit, one.value) in best]


def by_unit(found: Sequence[Measured]) -> list[tuple[str, list[Measured]]]:
    """The figures of each unit together, the commonest unit first."""
    units: dict[str, list[Measured]] = {}
    for one in found:
        units.setdefault(one.unit, []).append(one)
    return sorted(units.items(), key=lambda one: -len(one[1]))


def aggregate(values: Sequence[Decimal], how: str) -> Decimal:
    """One figure of many: sum, mean, median, max or min; a mean to one decimal.

    >>> aggregate([Decimal(1), Decimal(2), Decimal(4)], "mean")
    Decimal('2.3')
    """
    if how == "sum":
        return sum(values, Decimal(0))
    if how == "mean":
        return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if how == "median":
        # Imported where a median is asked for: it takes as long as what finds the rows.
        from statistics import median

        return Decimal(median(values))
    return min(values) if how == "min" else max(values)


def told(value: Decimal, unit: str) -> str:
    """A figure with its unit as answers tell it."""
    return f"{quantity(value, '')} %" if unit == "%" else quantity(value, unit)


def _in_the_open(desk: Desk, how: str, some: Sequence[Measured], value: str) -> list[str]:
    """The sum line by line, where it is short enough to be read; where an extreme stands."""
    if how in ("max", "min"):
        best = (max if how == "max" else min)(one.value for one in some)
        tied = shown_of(desk, [one for one in some if one.value == best])
        return [
            desk.say(
                "ranking.also",
                item=desk.say("ranking.row", number=one.row.number, title=one.row.title),
                value=shown(one),
            )
            for one in tied
        ]
    if len(some) > _SHOWN_TERMS:
        return []
    terms = [quantity(one.value, "") for one in some]
    if how == "median":
        ordered = sorted(one.value for one in some)
        return [desk.say("aggregate.ordered", values=", ".join(quantity(one, "") for one in ordered))]
    key = "aggregate.sum.open" if how == "sum" else "aggregate.mean.open"
    return [desk.say(key, terms=" + ".join(terms), count=len(some), value=value)]


def _table(desk: Desk, found: Sequence[Measured], name: str) -> Table:
    if found[0].of is not Of.KPI:
        columns = (desk.say("field.number"), desk.row_label() or desk.say("field.name"), name)
        return Table(columns, tuple((one.row.number, one.row.title, as_printed(one)) for one in found), (2,))
    columns = (desk.say("field.number"), desk.say("field.kpi"), name)
    return Table(
        columns, tuple((one.row.number, one.kpi.name if one.kpi else "", shown(one)) for one in found), (2,)
    )

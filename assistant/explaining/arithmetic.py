"""The sums behind an answer, line by line: each figure from the two it is made of, then that of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.counting import percentage
from assistant.answering.parts.showing.values import quantity
from assistant.answering.queries.figures.aggregates import aggregate, by_unit, told
from assistant.answering.queries.figures.rankings import shown
from assistant.answering.queries.figures.totals_apart import without_totals
from assistant.answering.queries.measuring import Measured
from assistant.answering.queries.meeting import met_figures
from assistant.answering.queries.running import passing
from assistant.answering.queries.telling import share_base
from assistant.model.answer import Gauge
from assistant.model.query import Ask, Query, joined
from assistant.model.question import Field
from corpus.document import Kpi, Row


def arithmetic(desk: Desk, outcome: Outcome) -> tuple[str, ...]:
    """The lines; none for an answer that only quotes."""
    query = desk.question.query
    if query is None:
        return tuple(_of_gauges(desk, outcome.gauges))
    ids = passing(desk, query.where)
    if query.ask is Ask.SHARE and not query.measure:
        return (_share(desk, len(ids), len(share_base(desk, query))),)
    if query.ask is Ask.COMPARISON and not query.measure:
        return tuple(_difference(desk, query))
    if query.ask in (Ask.AGGREGATE, Ask.RANKING) and query.measure:
        found, _ = without_totals(desk, met_figures(desk, query.where, ids, query.measure))
        return (*(_figure(desk, one, query.measure) for one in found), *_of_all(desk, query, found))
    return tuple(_of_gauges(desk, outcome.gauges))


def _share(desk: Desk, part: int, whole: int) -> str:
    return desk.say("sum.share", part=part, whole=whole, value=percentage(part, whole))


def _difference(desk: Desk, query: Query) -> Iterator[str]:
    counts = sorted((len(passing(desk, joined(query.where, side))) for side in query.sides), reverse=True)
    if len(counts) == 2:
        more, less = counts
        yield desk.say("sum.difference", more=more, less=less, value=more - less)


def _figure(desk: Desk, one: Measured, measure: str) -> str:
    """A figure with what it was computed from; by itself where it is printed."""
    name = one.kpi.name if one.kpi is not None else one.row.title
    value = _of_kpi(desk, one.kpi, measure) if one.kpi is not None else ""
    return desk.say("sum.line", row=_head(desk, one.row), name=name, value=value or shown(one))


def _head(desk: Desk, row: Row) -> str:
    """A row by its number; by its document too, where several are loaded."""
    return row.number if len(desk.documents) == 1 else f"{row.number} {desk.documents[row.document].title}"


def _of_kpi(desk: Desk, kpi: Kpi, measure: str) -> str:
    """A rate or a gap from target and actual; empty for what is no such sum."""
    if kpi.target is None or kpi.actual is None or kpi.target.value is None or kpi.actual.value is None:
        return ""
    target, actual = _plain(kpi.target.value), _plain(kpi.actual.value)
    if measure == Field.RATE and kpi.rate is not None:
        return desk.say("sum.rate", actual=actual, target=target, value=kpi.rate)
    if measure == Field.GAP and kpi.gap is not None:
        return desk.say("sum.gap", actual=actual, target=target, value=_plain(kpi.gap))
    return ""


def _plain(value: Decimal) -> str:
    return quantity(value, "")


def _of_all(desk: Desk, query: Query, found: Sequence[Measured]) -> Iterator[str]:
    """What is made of all figures of one unit: their sum, and what else is asked of them."""
    if query.ask is not Ask.AGGREGATE:
        return
    for unit, some in by_unit(found):
        values = [one.value for one in some]
        result = told(aggregate(values, query.aggregate), unit)
        what = desk.say(f"aggregate.{query.aggregate}")
        if query.aggregate in ("sum", "mean"):
            total = sum(values, Decimal(0))
            yield desk.say("sum.sum", terms=" + ".join(map(_plain, values)), value=_plain(total))
        if query.aggregate == "mean":
            yield desk.say("sum.mean", total=_plain(total), count=len(values), value=result)
        elif query.aggregate != "sum":
            yield desk.say(
                "sum.ordered", what=what, values=", ".join(map(_plain, sorted(values))), value=result
            )


def _of_gauges(desk: Desk, gauges: Sequence[Gauge]) -> Iterator[str]:
    for one in gauges:
        value = desk.say("sum.rate", actual=_plain(one.actual), target=_plain(one.target), value=one.rate)
        yield desk.say("sum.line", row=one.row, name=one.name, value=value)

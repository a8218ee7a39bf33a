"""Rows and indicators in the order of a figure: the first, the N-th, the first N, or all; ties are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.parts.figures.indicators import called, gauge, kpi_cells
from assistant.answering.parts.showing.value import Value
from assistant.answering.parts.showing.values import column_value, quantity, value_of
from assistant.answering.queries.figures.in_order import Ordered, in_order, leading_figures
from assistant.answering.queries.figures.totals_apart import LeftOut, left_out_note, without_totals
from assistant.answering.queries.measuring import Measured, Of, is_dated, lies_so, shown_of
from assistant.answering.queries.meeting import count_indicators, met_figures, states_of
from assistant.answering.queries.wording import label, where_in_words
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation, Reason, Status, Table
from assistant.model.page import MOST_SHOWN
from assistant.model.query import Query
from assistant.model.question import Field
from assistant.words import grammar
from corpus.document import KpiState, Role


def tell_ranking(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The figures in order; those that are wanted, each with its sum, and how many could not be compared."""
    ordered, totals = _ordered(desk, query, ids)
    name = label(desk, query.measure)
    if not ordered.first:
        return Outcome(
            desk.say(
                "ranking.none",
                label=name,
                conditions=where_in_words(desk, query.where),
                noun=_noun(desk, query),
            ),
            Status.NOT_FOUND,
            Reason.BLANK,
            rows=tuple(ids),
        )
    first = ordered.first
    chosen = _beside_mean(query, first) if query.mean else _chosen(query, ordered)
    if not chosen:
        return Outcome(desk.say("ranking.too_few", label=name, count=ordered.count), rows=tuple(ids))
    shown_of(desk, chosen)
    head = _head_of_mean(desk, query, chosen, first, name) if query.mean else _head(desk, query, chosen, name)
    lines = [head, *_lines(desk, query, chosen, first)]
    notes = _left_out(desk, query, ordered, len(ids) - totals.rows, ids)
    if len(ordered.units) > 1 and query.measure in (Field.TARGET, Field.ACTUAL, Field.GAP):
        notes.append(desk.say("extreme.units"))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for one in chosen[:MOST_SHOWN] for c in evidence(one))),
        table=_table(desk, query, shown_of(desk, chosen if query.first > 1 or query.mean else first), name),
        notes=(*notes, *left_out_note(desk, totals)),
        highlights=tuple(shown(one) for one in chosen[:3]),
        gauges=tuple(
            dict.fromkeys(g for one in chosen[:MOST_SHOWN] if one.kpi for g in gauge(one.row, one.kpi))
        ),
        rows=tuple(dict.fromkeys(one.row_id for one in chosen)),
    )


def _ordered(desk: Desk, query: Query, ids: Sequence[int]) -> tuple[Ordered, LeftOut]:
    """The figures in question in their order, and the totals that are left out."""
    points = query.measure == Field.GAP
    if query.direction in ("max", "min") and not query.mean and (query.nth or query.first):
        most = max(query.nth, query.first, MOST_SHOWN)
        leading = leading_figures(desk, query.where, ids, query.measure, most, greatest=_falls(query))
        if leading is not None:
            first = [_in_points(desk, one) if points else one for one in leading.first]
            return replace(leading, first=first), LeftOut()
    found, totals = without_totals(desk, met_figures(desk, query.where, ids, query.measure))
    found = _in_question(desk, query, found, ids)
    found = [_in_points(desk, one) if points else one for one in found]
    return in_order(sorted(found, key=_value, reverse=_falls(query))), totals


def _in_points(desk: Desk, one: Measured) -> Measured:
    """A gap between two rates, which is one of points."""
    return one._replace(unit=desk.say("unit.points")) if one.unit in grammar.words("percents") else one


def _beside_mean(query: Query, ordered: Sequence[Measured]) -> list[Measured]:
    """The figures that lie so to the mean of all of their unit."""
    means = _means(ordered)
    return [one for one in ordered if lies_so(one.value, query.mean, means[one.unit])]


def _means(found: Sequence[Measured]) -> dict[str, Decimal]:
    units: dict[str, list[Decimal]] = {}
    for one in found:
        units.setdefault(one.unit, []).append(one.value)
    return {unit: sum(values, Decimal(0)) / len(values) for unit, values in units.items()}


def _left_out(desk: Desk, query: Query, found: Ordered, rows: int, ids: Sequence[int]) -> list[str]:
    """How many of so many rows could not be compared, or of the indicators where one row has several."""
    name = label(desk, query.measure)
    count = found.rows
    others = rows - count
    key = "ranking.left_out"
    near = query.direction in ("nearest", "farthest")
    if found.of_kpis and (near or count < found.count or query.thing == "kpi"):
        key = "ranking.left_out.missed" if near else "ranking.left_out.kpis"
        count = found.count
        others = count_indicators(desk, query, ids) - count
    return [desk.say(key, count=count, others=others, label=name)] if others > 0 else []


def _noun(desk: Desk, query: Query) -> str:
    return desk.say("noun.kpi") if query.thing == "kpi" else desk.noun()


def order_in_words(desk: Desk, query: Query, place: str = "") -> str:
    """The order in words: indicators and costs are high or low, other figures large or small."""
    if query.measure in catalog(desk.index).year_columns:
        return desk.say(f"ranking.{query.direction}{place}.year")
    high = query.measure in set(Field) or grammar.word("yen") in unit_of(label(desk, query.measure))
    of_column = query.direction in ("max", "min") and not high
    return desk.say(f"ranking.{query.direction}{place}{'.column' if of_column else ''}")


def _in_question(desk: Desk, query: Query, found: list[Measured], ids: Sequence[int]) -> list[Measured]:
    """The figures that are in question: the nearest to its target has not met it yet."""
    if query.direction not in ("nearest", "farthest"):
        return found
    if is_dated(desk):
        return [one for one in found if one.kpi is not None and one.kpi.state is KpiState.MISSED]
    states = states_of(desk, ids)
    return [one for one in found if one.of is Of.KPI and states[one.row_id, one.part] is KpiState.MISSED]


def _value(one: Measured) -> Decimal:
    return one.value


def _chosen(query: Query, ordered: Ordered) -> list[Measured]:
    """The figures that are wanted, with those level with the last of them."""
    first = ordered.first
    if query.nth:
        return (
            [one for one in first if one.value == first[query.nth - 1].value]
            if query.nth <= ordered.count
            else []
        )
    if query.first:
        last = first[min(query.first, len(first)) - 1].value
        rest = [one for one in first[query.first :] if one.value == last]
        return [*first[: query.first], *rest]
    return list(first)


def _head(desk: Desk, query: Query, chosen: Sequence[Measured], name: str) -> str:
    order = order_in_words(desk, query)
    conditions = where_in_words(desk, query.where)
    if len(chosen) == 1 or query.nth or query.first == 1:
        one = chosen[0]
        place = desk.say("ranking.nth", nth=query.nth) if query.nth > 1 else desk.say("ranking.most")
        near = f".{query.direction}" if query.direction in ("nearest", "farthest") else ""
        return desk.say(
            f"ranking.one{near}",
            conditions=conditions,
            noun=_noun(desk, query),
            label=name,
            place=place,
            order=order_in_words(desk, query, ".one"),
            item=_called(desk, one),
            value=shown(one),
        )
    count = query.first or len(chosen)
    key = "ranking.first" if query.first else "ranking.all"
    return desk.say(key, conditions=conditions, noun=_noun(desk, query), label=name, order=order, count=count)


def _head_of_mean(
    desk: Desk, query: Query, chosen: Sequence[Measured], found: Sequence[Measured], name: str
) -> str:
    """How many lie so to the mean, with the mean where all figures are of one unit."""
    means = {unit: mean.quantize(Decimal("0.1"), ROUND_HALF_UP) for unit, mean in _means(found).items()}
    unit, mean = next(iter(means.items()))
    told = f"{quantity(mean, '')} %" if unit == "%" else quantity(mean, unit)
    return desk.say(
        "ranking.mean" if len(means) == 1 else "ranking.means",
        conditions=where_in_words(desk, query.where),
        noun=_noun(desk, query),
        label=name,
        sense=desk.say(f"mean.{query.mean}.figure"),
        count=len(chosen),
        mean=told,
    )


def _lines(desk: Desk, query: Query, chosen: Sequence[Measured], ordered: Sequence[Measured]) -> list[str]:
    lines = []
    alone = (len(chosen) == 1 and not query.mean) or query.nth or query.first == 1
    if not alone:
        places = {one.value: len(ordered) - place for place, one in enumerate(reversed(ordered))}
        lines += [
            desk.say(
                "ranking.item",
                place=places[one.value],
                item=_called(desk, one),
                value=" / ".join((shown(one), *(value.short for value in _values(desk, one)))),
            )
            for one in chosen[:MOST_SHOWN]
        ]
    elif len(chosen) > 1:
        tied = chosen[1:MOST_SHOWN]
        lines += [
            desk.say("ranking.tie", count=len(chosen) - 1),
            *(desk.say("ranking.also", item=_called(desk, one), value=shown(one)) for one in tied),
        ]
    if len(chosen) > MOST_SHOWN:
        lines.append(desk.say("list.more", count=len(chosen) - MOST_SHOWN))
    for one in chosen[:MOST_SHOWN] if alone else ():
        lines += [line for line in (sum_of(desk, query, one), *_asked(desk, one)) if line]
    if not alone and query.first and len(chosen) > query.first:
        lines.append(desk.say("ranking.tie", count=len(chosen) - query.first))
    return lines


def _falls(query: Query) -> bool:
    """Whether the largest figure comes first: what is nearest has the highest rate, and the least gap."""
    nearest = "farthest" if query.measure == Field.GAP else "nearest"
    return query.direction in ("max", nearest)


def _asked(desk: Desk, one: Measured) -> list[str]:
    """What else is told of the row in question."""
    return [value.text for value in _values(desk, one)]


def _values(desk: Desk, one: Measured) -> list[Value]:
    """What else is asked of a row."""
    fields = [value_of(desk, one.row, field) for field in desk.question.fields]
    return fields + [column_value(desk, one.row, key) for key in desk.question.columns]


def _called(desk: Desk, one: Measured) -> str:
    item = desk.say("ranking.row", number=one.row.number, title=one.row.title) + desk.apart(one.row)
    if one.kpi is None or called(desk, one.row, one.kpi) == one.row.title:
        return item
    return desk.say("ranking.kpi", item=item, name=called(desk, one.row, one.kpi))


def shown(one: Measured) -> str:
    """A figure with its unit; a rate as it is told elsewhere."""
    if one.unit == "%":
        return f"{one.value} %"
    if one.cell is not None and not one.unit:
        return one.cell.text.strip()
    return quantity(one.value, one.unit)


def printed(one: Measured) -> str:
    """A figure as its cell has it, under a header that says its unit."""
    return one.cell.text.strip() if one.cell is not None else shown(one)


def sum_of(desk: Desk, query: Query, one: Measured) -> str:
    """The division or difference that a figure comes from; empty for one that is printed."""
    if one.between is not None:
        after, before = (cell.text.strip() for cell in one.between)
        return desk.say("ranking.change", after=after, before=before, value=shown(one))
    kpi = one.kpi
    if query.measure != Field.RATE or kpi is None or kpi.target is None or kpi.actual is None:
        return ""
    return desk.say(
        "kpi.rate",
        name=called(desk, one.row, kpi),
        rate=one.value,
        actual=quantity(kpi.actual.value, kpi.actual.unit),
        target=quantity(kpi.target.value, kpi.target.unit),
    )


def evidence(one: Measured) -> tuple[Citation, ...]:
    """The cells that a figure comes from."""
    if one.kpi is not None:
        return kpi_cells(one.row, one.kpi, Role.KPI, Role.TARGET, Role.ACTUAL)
    if one.between is not None:
        return tuple(cite(one.row, cell) for cell in one.between)
    return (cite(one.row, one.cell),) if one.cell is not None else (cite_title(one.row),)


def _table(desk: Desk, query: Query, ordered: Sequence[Measured], name: str) -> Table:
    """The figures in their order, with what else is asked of their rows."""
    table = _figures(desk, query, ordered, name)
    asked = (*desk.question.fields, *desk.question.columns)
    labels = tuple(label(desk, one) for one in asked)
    if not asked:
        return table
    beside = [tuple(value.short for value in _values(desk, one)) for one in ordered]
    rows = tuple((*row, *more) for row, more in zip(table.rows, beside, strict=True))
    return replace(table, columns=(*table.columns, *labels), rows=rows)


def _figures(desk: Desk, query: Query, ordered: Sequence[Measured], name: str) -> Table:
    if any(one.of is not Of.KPI for one in ordered):
        columns: tuple[str, ...] = (
            desk.say("field.number"),
            desk.row_label() or desk.say("field.name"),
            name,
        )
        named = ((one.row.number, one.row.title + desk.apart(one.row), printed(one)) for one in ordered)
        return Table(columns, tuple(named), (2,))
    columns = tuple(desk.say(f"field.{key}") for key in ("number", "kpi", "target", "actual"))
    # Target and actual have columns of their own: beside them stands the rate.
    own = query.measure in (Field.TARGET, Field.ACTUAL)
    lines = []
    for one in ordered:
        kpi = one.kpi
        assert kpi is not None
        target = kpi.target.text if kpi.target else ""
        actual = kpi.actual.text if kpi.actual else ""
        rate = f"{kpi.rate} %" if kpi.rate is not None else ""
        lines.append((one.row.number, kpi.name, target, actual, rate if own else shown(one)))
    return Table((*columns, desk.say("field.rate") if own else name), tuple(lines), (4,))

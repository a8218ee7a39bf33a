"""Superlatives and comparisons over KPI figures: the highest rate, the KPI nearest to its target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures import measure
from assistant.answering.parts.indicators import called, gauge, kpi_cells
from assistant.answering.parts.values import quantity
from assistant.model.answer import Citation, Table
from assistant.model.question import Field
from corpus.document import Kpi, KpiState, Role, Row

Measured = tuple[Row, Kpi, Decimal]


def answer_extreme(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The KPI with the most or the least of a figure, first in a table of all that can be compared."""
    question = desk.question
    figure = _figure(question.fields, question.direction)
    rows = desk.rows(ids)
    measured = [
        (row, kpi, value)
        for row in rows
        for kpi in desk.kpis(row)
        if (value := measure(figure)(kpi)) is not None and _in_question(question.direction, kpi)
    ]
    if not measured:
        return Outcome(desk.say("extreme.none"), rows=tuple(ids))
    ordered = sorted(measured, key=lambda one: one[2], reverse=question.direction in ("max", "nearest"))
    first = ordered[0]
    ties = [one for one in ordered[1:] if one[2] == first[2]]
    shown = _shown(first[1], figure, first[2])
    key = question.direction if question.direction in ("max", "min", "nearest", "farthest") else "max"
    head = desk.say(
        f"extreme.head.{key}",
        figure=desk.say(f"field.{figure.value}"),
        number=first[0].number,
        title=first[0].title,
        name=called(desk, first[0], first[1]),
        value=shown,
    )
    lines = [head, _sum(desk, first[0], first[1])]
    if ties:
        lines.append(desk.say("extreme.tie", count=len(ties)))
    others = sum(len(desk.kpis(row)) for row in rows) - len(measured)
    notes = [desk.say("extreme.left_out", count=len(measured), others=others)]
    if figure in (Field.TARGET, Field.ACTUAL, Field.GAP) and len({_unit(kpi) for _, kpi, _ in measured}) > 1:
        notes.append(desk.say("extreme.units"))
    leaders = [first, *ties]
    return Outcome(
        "\n".join(line for line in lines if line),
        citations=_citations(leaders),
        table=_table(desk, ordered, figure),
        notes=tuple(notes),
        highlights=(shown,),
        gauges=tuple(g for row, kpi, _ in leaders for g in gauge(row, kpi)),
        rows=tuple(
            dict.fromkeys(i for i, row in zip(ids, rows, strict=True) if row in [one[0] for one in leaders])
        ),
    )


def _figure(fields: Sequence[Field], direction: str) -> Field:
    if direction in ("nearest", "farthest"):
        return Field.RATE
    return next((f for f in fields if f in (Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL)), Field.RATE)


def _in_question(direction: str, kpi: Kpi) -> bool:
    return direction not in ("nearest", "farthest") or kpi.state is KpiState.MISSED


def _shown(kpi: Kpi, figure: Field, value: Decimal) -> str:
    return f"{value} %" if figure is Field.RATE else quantity(value, _unit(kpi))


def _unit(kpi: Kpi) -> str:
    return (kpi.target.unit if kpi.target else "") or (kpi.actual.unit if kpi.actual else "")


def _sum(desk: Desk, row: Row, kpi: Kpi) -> str:
    if kpi.rate is None or kpi.target is None or kpi.actual is None:
        return ""
    return desk.say(
        "kpi.rate",
        name=called(desk, row, kpi),
        rate=kpi.rate,
        actual=quantity(kpi.actual.value, kpi.actual.unit),
        target=quantity(kpi.target.value, kpi.target.unit),
    )


def _citations(measured: Iterable[Measured]) -> tuple[Citation, ...]:
    return tuple(
        dict.fromkeys(
            citation
            for row, kpi, _ in measured
            for citation in kpi_cells(row, kpi, Role.KPI, Role.TARGET, Role.ACTUAL)
        )
    )


def _table(desk: Desk, measured: Sequence[Measured], figure: Field) -> Table:
    columns = [
        desk.say("field.number"),
        desk.say("field.kpi"),
        desk.say("field.target"),
        desk.say("field.actual"),
    ]
    columns.append(desk.say(f"field.{figure.value if figure in (Field.RATE, Field.GAP) else 'rate'}"))
    lines = []
    for row, kpi, value in measured:
        last = _shown(kpi, figure, value) if figure in (Field.RATE, Field.GAP) else _rate(kpi)
        lines.append(
            (
                row.number,
                kpi.name,
                kpi.target.text if kpi.target else "",
                kpi.actual.text if kpi.actual else "",
                last,
            )
        )
    return Table(tuple(columns), tuple(lines), (4,))


def _rate(kpi: Kpi) -> str:
    return f"{kpi.rate} %" if kpi.rate is not None else ""

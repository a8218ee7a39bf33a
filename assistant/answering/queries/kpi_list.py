"""Indicators as such: those of the rows that pass, with target, actual and rate."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures.indicators import actual_text, called, gauge, kpi_cells, target_text
from assistant.answering.parts.showing.notes import state_notes
from assistant.answering.parts.showing.paged import page_note
from assistant.answering.queries.meeting import Indicator, indicators
from assistant.answering.queries.wording import where_in_words
from assistant.model.answer import Table
from assistant.model.page import MOST_SHOWN, Shown
from assistant.model.query import Query
from corpus.document import Role


def _shown(told: Sequence[Indicator], found: Sequence[Indicator]) -> Shown | None:
    return Shown(0, len(told), len(found)) if len(told) < len(found) else None


def tell_indicators(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The indicators, each with target, actual and rate, and their number first."""
    found = indicators(desk, query, ids)
    conditions = where_in_words(desk, query.where)
    noun = desk.say("noun.kpi")
    if not found:
        return Outcome(desk.say("list.none", conditions=conditions, noun=noun), rows=tuple(ids)).with_notes(
            *state_notes(desk, ids)
        )
    told = found[:MOST_SHOWN]
    desk.rows([one.row_id for one in told])
    lines = [
        desk.say(
            "kpi_list.head",
            conditions=conditions,
            count=len(found),
            rows=len({one.row_id for one in found}),
            noun=desk.noun(),
        )
    ]
    table = []
    for row, kpi in ((one.row, one.kpi) for one in told):
        target, actual = target_text(desk, kpi), actual_text(desk, kpi)
        rate = f"{kpi.rate} %" if kpi.rate is not None else desk.say("list.field_blank")
        lines.append(
            desk.say(
                "kpi_list.item",
                number=row.number,
                name=called(desk, row, kpi),
                target=target,
                actual=actual,
                rate=rate,
            )
        )
        table.append((row.number, called(desk, row, kpi), target, actual, rate))
    columns = tuple(desk.say(f"field.{key}") for key in ("number", "kpi", "target", "actual", "rate"))
    return Outcome(
        "\n".join(lines),
        citations=tuple(
            dict.fromkeys(
                c for one in told for c in kpi_cells(one.row, one.kpi, Role.KPI, Role.TARGET, Role.ACTUAL)
            )
        ),
        table=Table(columns, tuple(table), (4,)),
        notes=(*page_note(desk, _shown(told, found)), *state_notes(desk, ids)),
        highlights=(str(len(found)),),
        gauges=tuple(dict.fromkeys(g for one in told for g in gauge(one.row, one.kpi))),
        rows=tuple(dict.fromkeys(one.row_id for one in found)),
    )

"""Superlatives and sums over a column of figures, with the figures shown and the sum in the open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.conditions import header, in_words
from assistant.answering.parts.values import quantity
from assistant.model.answer import Table
from assistant.understanding.mentions.measures import figure_of, unit_of
from corpus.document import Cell, Row

_SHOWN_TERMS = 12

Measured = tuple[int, Row, Cell, Decimal]


def figures(desk: Desk, ids: Sequence[int], key: str) -> list[Measured]:
    """The rows that have a figure in a column, with it, in the order of the ids."""
    found = []
    for row_id, row in zip(ids, desk.rows(ids), strict=True):
        for cell in row.cells:
            value = figure_of(cell.text) if cell.key == key else None
            if value is not None:
                found.append((row_id, row, cell, value))
                break
    return found


def answer_measured(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The row with the most or the least in the question's column, first in a table of all."""
    question = desk.question
    found = figures(desk, ids, question.measure)
    label = header(desk, question.measure)
    if not found:
        return Outcome(desk.say("measured.none", label=label), rows=tuple(ids))
    unit = unit_of(label)
    ordered = sorted(found, key=lambda one: one[3], reverse=question.direction != "min")
    leaders = [one for one in ordered if one[3] == ordered[0][3]]
    key = "measured.max" if question.direction != "min" else "measured.min"
    # A unit that no header states may stand in the cell.
    value = quantity(ordered[0][3], unit) if unit else ordered[0][2].text.strip()
    lines = [
        desk.say(key, label=label, number=row.number, title=row.title, value=value)
        for _, row, _, _ in leaders
    ]
    return Outcome(
        "\n".join(lines),
        citations=tuple(cite(row, cell) for _, row, cell, _ in leaders),
        table=_table(desk, ordered, label),
        notes=_left_out(desk, len(found), len(ids)),
        highlights=(value,),
        rows=tuple(row_id for row_id, _, _, _ in leaders),
    )


def answer_total(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The sum of the question's column over the rows, with its terms; each is cited."""
    question = desk.question
    found = figures(desk, ids, question.measure)
    label = header(desk, question.measure)
    if not found:
        return Outcome(desk.say("measured.none", label=label), rows=tuple(ids))
    unit = unit_of(label)
    total = quantity(sum((value for _, _, _, value in found), Decimal(0)), unit)
    head = desk.say(
        "measured.total",
        conditions=in_words(desk),
        noun=desk.noun(),
        label=label,
        count=len(found),
        value=total,
    )
    lines = [head]
    if len(found) <= _SHOWN_TERMS:
        terms = " + ".join(quantity(value, "") for _, _, _, value in found)
        lines.append(desk.say("measured.sum", terms=terms, value=total))
    return Outcome(
        "\n".join(lines),
        citations=tuple(cite(row, cell) for _, row, cell, _ in found),
        table=_table(desk, found, label),
        notes=_left_out(desk, len(found), len(ids)),
        highlights=(total,),
        rows=tuple(ids),
    )


def _left_out(desk: Desk, count: int, total: int) -> tuple[str, ...]:
    """How many rows have no figure in the column, as a note; none where all have one."""
    return (desk.say("measured.left_out", count=count, others=total - count),) if total > count else ()


def _table(desk: Desk, found: Sequence[Measured], label: str) -> Table:
    columns = (desk.say("field.number"), desk.row_label() or desk.say("field.name"), label)
    return Table(columns, tuple((row.number, row.title, cell.text) for _, row, cell, _ in found), (2,))

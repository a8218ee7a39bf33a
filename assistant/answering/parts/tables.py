"""Rows as a table: number, title, department, rating, and the fields asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.parts.conditions import header
from assistant.answering.parts.value import Value
from assistant.model.answer import Table
from assistant.model.question import Field
from corpus.document import Row


def asked_for(desk: Desk) -> tuple[Field | str, ...]:
    """The fields and the columns (by key) that a list shows of each row."""
    return (*desk.question.fields, *desk.question.columns)


def list_table(desk: Desk, rows: Sequence[Row], values: Sequence[Sequence[Value]] = ()) -> Table:
    """The rows as a table: number, title, department, rating, and the fields asked for."""
    asked = asked_for(desk) if values else ()
    extra = [a for a in asked if a not in (Field.DEPARTMENT, Field.RATING, Field.NAME)]
    columns = [desk.say("field.number"), desk.row_label() or desk.say("field.name")]
    columns += [desk.say("field.department"), desk.say("field.rating")]
    columns += [desk.say(f"field.{a.value}") if isinstance(a, Field) else header(desk, a) for a in extra]
    several = len({row.document for row in rows}) > 1
    if several:
        columns.append(desk.say("noun.document"))
    lines = []
    for position, row in enumerate(rows):
        rating = row.rating
        mark = desk.say("list.inferred_mark") if rating is not None and rating.inferred else ""
        cells = [row.number, row.title, desk.say("condition.separator").join(row.departments)]
        cells.append((rating.value if rating is not None else "") + mark)
        cells += [values[position][asked.index(a)].short for a in extra]
        if several:
            cells.append(desk.documents[row.document].title)
        lines.append(tuple(cells))
    return Table(tuple(columns), tuple(lines))

"""Rows as a table: number, title, department and rating where there are any, and the fields asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.parts.showing.conditions import header
from assistant.answering.parts.showing.value import Value
from assistant.answering.parts.showing.values import column_value
from assistant.answering.parts.showing.whole_table import of_figures
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Table
from assistant.model.query import Compared, Range, leaves
from assistant.model.question import Field
from corpus.document import Role, Row


def asked_for(desk: Desk) -> tuple[Field | str, ...]:
    """The fields and the columns (by key) that a list shows of each row."""
    return (*desk.question.fields, *desk.question.columns)


def list_table(desk: Desk, rows: Sequence[Row], values: Sequence[Sequence[Value]] = ()) -> Table:
    """The rows as a table: number, title, department, rating, what is asked for and what conditions bound.

    Departments and ratings are left out where no document has a column of them, nor a row any.
    """
    asked = asked_for(desk) if values else ()
    extra = [a for a in asked if a not in (Field.DEPARTMENT, Field.RATING, Field.NAME)]
    bounded = [key for key in _bounded(desk) if key not in extra]
    standing = [
        field
        for field in (Field.DEPARTMENT, Field.RATING)
        if _ROLES[field] in _roles(desk) or any(_standing(desk, row, field) for row in rows)
    ]
    columns = [desk.say("field.number"), desk.row_label() or desk.say("field.name")]
    columns += [desk.say(f"field.{field.value}") for field in standing]
    columns += [desk.say(f"field.{a.value}") if isinstance(a, Field) else header(desk, a) for a in extra]
    columns += [header(desk, key) for key in bounded]
    several = len({row.document for row in rows}) > 1
    if several:
        columns.append(desk.say("noun.document"))
    lines = []
    for position, row in enumerate(rows):
        cells = [row.number, row.title + desk.apart(row)]
        cells += [_standing(desk, row, field) for field in standing]
        cells += [values[position][asked.index(a)].short for a in extra]
        cells += [column_value(desk, row, key).short for key in bounded]
        if several:
            cells.append(desk.documents[row.document].title)
        lines.append(tuple(cells))
    first = 2 + len(standing)
    asked_about = range(first, first + len(extra) + len(bounded))
    numeric = tuple(place for place in asked_about if of_figures([line[place] for line in lines]))
    return Table(tuple(columns), tuple(lines), numeric)


_ROLES = {Field.DEPARTMENT: Role.DEPARTMENT, Field.RATING: Role.RATING}


def _roles(desk: Desk) -> frozenset[Role]:
    return frozenset(column.role for _, column in catalog(desk.index).columns)


def _standing(desk: Desk, row: Row, field: Field) -> str:
    """The departments or the rating of a row."""
    if field is Field.DEPARTMENT:
        return desk.say("condition.separator").join(row.departments)
    rating = row.rating
    mark = desk.say("list.inferred_mark") if rating is not None and rating.inferred else ""
    return (rating.value if rating is not None else "") + mark


def _bounded(desk: Desk) -> list[str]:
    """The keys of the columns whose figures the query bounds, each once."""
    query = desk.question.query
    keys = {column.key for _, column in catalog(desk.index).columns}
    parts = leaves(query.where) if query is not None else ()
    found: list[str] = []
    for leaf, _ in parts:
        found += [leaf.dimension] if isinstance(leaf, Range) else []
        found += [leaf.column, leaf.other] if isinstance(leaf, Compared) else []
    return [key for key in dict.fromkeys(found) if key in keys]

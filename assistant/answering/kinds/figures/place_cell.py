"""Where a place is, how many people it holds, or how many are there: a cell of the row that is named."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.names.called_in_part import names_another, rows_called
from assistant.answering.parts.showing.values import quantity
from assistant.catalogue.catalog import catalog
from assistant.catalogue.people import unit_of_people
from assistant.model.answer import Citation, Reason
from assistant.model.question import Question
from assistant.model.span import Span
from assistant.room import Room
from assistant.understanding.mentions.figures.people import asked_column
from assistant.understanding.mentions.figures.place_counts import asked_where
from assistant.understanding.prepared import Prepared, prepare
from corpus.document import Row
from corpus.tables.cells.figures import figure_of


def asks_for_place_cell(room: Room, text: str) -> bool:
    """Whether it is asked where a place is, or how many people there are, and a column says so of places."""
    return bool(_asked(room, prepare(text))[0])


def _asked(room: Room, prepared: Prepared) -> tuple[str, tuple[Span, ...]]:
    """The key of the column that is asked for, with the stretches that ask for it; empty for none."""
    known = catalog(room.index)
    people = asked_column(room.index, prepared, known)
    return people if people[0] else asked_where(prepared, known)


def answer_place_cell(
    room: Room, text: str, question: Question, confined: Sequence[int] | None
) -> Outcome | None:
    """What the cell says of the rows that are named, or of the one `confined` to; None for any other
    question.
    """
    prepared = prepare(text, question.language)
    key, asked = _asked(room, prepared)
    if not key:
        return None
    rows, span = rows_called(room.index, prepared, question, asked, confined)
    taken = (*asked, *((span,) if span is not None else ()))
    of_people = asked_where(prepared, catalog(room.index))[0] != key
    if not rows or (of_people and len(rows) > 1) or names_another(room, prepared, rows, taken):
        return None
    desk = Desk(room.index, room.lexicon, question, room.enough)
    told = [one for row in desk.rows(rows) if (one := _told(desk, row, key)) is not None]
    if len(told) < len(rows):
        return None
    text = "\n".join(line for line, _ in told)
    head = "" if len(told) == 1 else desk.say("ambiguous.head", count=len(told)) + "\n"
    reason = Reason.AMBIGUOUS if head else None
    return Outcome(head + text, reason=reason, citations=tuple(cited for _, cited in told), rows=tuple(rows))


def _told(desk: Desk, row: Row, key: str) -> tuple[str, Citation] | None:
    """The line about a row, with its citation; None where the cell is blank."""
    cell = next((cell for cell in row.cells if cell.key == key and cell.text.strip()), None)
    if cell is None:
        return None
    label, figure = cell.column.replace("\n", ""), figure_of(cell.text)
    unit = unit_of_people(cell.column)
    value = quantity(figure, unit) if unit and figure is not None else cell.text.strip()
    text = desk.say("row.value", head=desk.head(row), value=desk.say("value.text", label=label, value=value))
    return text, cite(row, cell)

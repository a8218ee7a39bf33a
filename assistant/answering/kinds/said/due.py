"""When a row is due: the date that one of its cells has, or the word that stands where others have one."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.figures.fact import answer_fact
from assistant.answering.kinds.rows.record import answer_fields
from assistant.model.answer import Status
from assistant.model.question import Kind
from corpus.document import Role


def answer_due(desk: Desk, row_id: int) -> Outcome | None:
    """The date of one row, or what it has in the column of dates (実施中); None where that is blank too."""
    question = replace(desk.question, rows=(row_id,), subject=())
    found = answer_fact(replace(desk, question=question), (row_id,))
    if found.status is Status.ANSWERED:
        return found
    due = next((cell for cell in desk.row(row_id).of(Role.YEAR) if cell.text.strip()), None)
    if due is None:
        return None
    told = replace(question, kind=Kind.FIELD, columns=(due.key,), fields=(), expects=None)
    return answer_fields(replace(desk, question=told), (row_id,))

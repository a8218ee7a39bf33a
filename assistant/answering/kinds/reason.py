"""Reasons: the document's own statements that bear on a rating, a result or a blank, quoted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.parts.values import tally_citations, value_of
from assistant.model.answer import Citation
from assistant.model.question import Field
from corpus.document import Cell, Role, Row

# Where a document says why: first what it calls a supplement to the rating, then issues, then results.
_ORDER = (Role.OTHER, Role.ISSUES, Role.RESULT, Role.ACTUAL)


def answer_reason(desk: Desk, ids: Sequence[int], about_blank: bool) -> Outcome:
    """What each row says that bears on the reason; for a blank cell, how it comes to be blank."""
    lines: list[str] = []
    citations: list[Citation] = []
    notes: list[str] = []
    for row in desk.rows(ids):
        inferred = next((rating for rating in row.ratings if rating.inferred), None)
        if about_blank:
            text, places = _blank(desk, row)
            lines.append(text)
            citations.extend(places)
            continue
        if row.rating is not None:
            lines.append(
                desk.say("reason.rating", number=row.number, title=row.title, value=row.rating.value)
                + (desk.say("list.inferred_mark") if inferred else "")
            )
        else:
            lines.append(desk.head(row))
        if inferred is not None:
            notes.append(desk.say("list.inferred_note", number=row.number, basis=inferred.basis))
        found = statements(row)
        if not found:
            lines.append(desk.say("reason.none"))
        for cell in found:
            label = cell.column.replace("\n", "")
            lines.append(desk.say("value.text", label=label, value=cell.text))
            citations.append(cite(row, cell, words=desk.question.subject))
        citations.append(cite_title(row))
    return Outcome(
        "\n".join(lines), citations=tuple(dict.fromkeys(citations)), notes=tuple(notes), rows=tuple(ids)
    )


def statements(row: Row) -> list[Cell]:
    """The cells of a row that may hold a reason, the most telling first."""
    keys = {cell.key for role in (Role.ISSUES, Role.RESULT) for cell in row.of(role)}
    found: list[Cell] = []
    for role in _ORDER:
        for cell in row.of(role):
            if role is not Role.OTHER or cell.key in keys or len(cell.text) > 30:
                found.append(cell)
    return found


def _blank(desk: Desk, row: Row) -> tuple[str, tuple[Citation, ...]]:
    fields = desk.question.fields or (Field.RATING,)
    inferred = next((rating for rating in row.ratings if rating.inferred), None)
    if fields[0] is Field.RATING and inferred is not None:
        text = desk.say(
            "reason.blank_rating",
            number=row.number,
            title=row.title,
            value=inferred.value,
            basis=inferred.basis,
        )
        return text, (cite_title(row), *tally_citations(desk, row.document, inferred.value))
    value = value_of(desk, row, fields[0])
    label = desk.say(f"field.{fields[0].value}")
    if value.blank:
        text = desk.say("reason.blank", number=row.number, title=row.title, label=label)
        return text, (cite_title(row),)
    text = desk.say("reason.not_blank", number=row.number, title=row.title, label=label)
    return f"{text}\n{value.text}", value.citations

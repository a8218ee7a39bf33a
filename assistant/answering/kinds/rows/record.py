"""A row as it stands: all its cells under their headers."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.parts.showing.value import Value
from assistant.answering.parts.showing.values import column_value, value_of
from assistant.model.answer import Gauge, Reason, Status
from assistant.model.question import Field
from corpus.document import Role, Row


def answer_rows(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The whole of each row, its rating and KPI state in words first."""
    lines: list[str] = []
    citations = []
    notes: list[str] = []
    highlights: list[str] = []
    gauges: list[Gauge] = []
    for row in desk.rows(ids):
        lines.append(desk.say("row.whole", number=row.number, title=row.title))
        citations.append(cite_title(row))
        for value in _leading(desk, row):
            lines.append(value.text)
            citations.extend(value.citations)
            notes.extend(value.notes)
            highlights.extend(value.highlights)
            gauges.extend(value.gauges)
        for cell in row.cells:
            if cell.role not in _LED and cell.text.strip():
                lines.append(desk.say("value.text", label=cell.column.replace("\n", ""), value=cell.text))
                citations.append(cite(row, cell))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(citations)),
        notes=tuple(dict.fromkeys(notes)),
        highlights=tuple(highlights),
        gauges=tuple(gauges),
        rows=tuple(ids),
    )


_LED = {Role.NUMBER, Role.NAME, Role.GROUP_NUMBER, Role.RATING, Role.DEPARTMENT, Role.KPI, Role.ACTUAL}


def _leading(desk: Desk, row: Row) -> list[Value]:
    values = [value_of(desk, row, Field.RATING)] if row.ratings else []
    if row.departments:
        values.append(value_of(desk, row, Field.DEPARTMENT))
    if desk.kpis(row):
        values.append(value_of(desk, row, Field.PROGRESS))
    return values


def answer_fields(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The fields asked for of each row, the row named before them; a blank one is said, not passed over."""
    question = desk.question
    lines: list[str] = []
    values: list[Value] = []
    for row in desk.rows(ids):
        of_row = [value_of(desk, row, field) for field in question.fields]
        of_row += [column_value(desk, row, key) for key in question.columns]
        named = len(of_row) == 1 and question.language == "ja" and Field.PROGRESS not in question.fields
        head, first = desk.head(row), of_row[0].text
        lines.append(desk.say("row.value", head=head, value=first) if named else f"{head}: {first}")
        lines += [value.text for value in of_row[1:]]
        values += of_row
    blank = bool(values) and all(value.blank for value in values)
    return Outcome(
        "\n".join(lines),
        status=Status.NOT_FOUND if blank else Status.ANSWERED,
        reason=Reason.BLANK if any(value.blank for value in values) else None,
        citations=tuple(dict.fromkeys(c for value in values for c in value.citations)),
        notes=tuple(dict.fromkeys(n for value in values for n in value.notes)),
        highlights=tuple(h for value in values for h in value.highlights),
        gauges=tuple(dict.fromkeys(g for value in values for g in value.gauges)),
        rows=tuple(ids),
    )

"""Lists: all rows that meet the conditions together, their number, and the fields asked for of each."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures.tallies import tally_citations
from assistant.answering.parts.showing.conditions import header, in_words, proof
from assistant.answering.parts.showing.notes import inferred_notes, state_notes
from assistant.answering.parts.showing.paged import page_note, page_of
from assistant.answering.parts.showing.tables import asked_for, list_table
from assistant.answering.parts.showing.value import Value
from assistant.answering.parts.showing.values import column_value, value_of
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation, Reason, Status
from assistant.model.question import Field
from corpus.document import Role, Row
from corpus.text.expressions import expression
from index.filters import Facet
from index.work import spend

# Values that are read, told and cited in one step of work.
_VALUES_A_STEP = 2
_FIGURE = expression(r"[-−△▲]?[\d,.]+")


def answer_list(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Every row of `ids`, cited, with a table; 「0件」 when there is none, which is an answer too."""
    if desk.brief and ids and not asked_for(desk):
        return Outcome("", rows=ids)
    told, shown = page_of(desk, ids)
    rows = desk.rows(told)
    conditions = in_words(desk)
    if not ids:
        text = desk.say("list.none", conditions=conditions, noun=desk.noun())
        return Outcome(text, highlights=_count_words(desk, 0)).with_notes(*state_notes(desk, ids))
    spend(len(rows) * len(asked_for(desk)) // _VALUES_A_STEP)
    values = [[_value(desk, row, asked) for asked in asked_for(desk)] for row in rows]
    if shown is None and any(values) and all(value.blank for of_row in values for value in of_row):
        return _all_blank(desk, rows, values)
    head = desk.say(
        "list.head",
        conditions=conditions or desk.say("list.all"),
        noun=desk.noun(many=len(ids) != 1),
        count=len(ids),
    )
    lines = [head] + [_line(desk, row, of_row) for row, of_row in zip(rows, values, strict=True)]
    citations: list[Citation] = []
    for row, of_row in zip(rows, values, strict=True):
        citations.extend(proof(desk, row))
        citations.extend(c for value in of_row for c in value.citations if c.row)
    notes = [*page_note(desk, shown), *inferred_notes(desk, ids), *state_notes(desk, ids)]
    citations.extend(_tallies(desk, rows))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(citations)),
        table=list_table(desk, rows, values),
        notes=tuple(dict.fromkeys((*notes, *(n for of_row in values for v in of_row for n in v.notes)))),
        highlights=_count_words(desk, len(ids)),
        gauges=tuple(g for of_row in values for v in of_row for g in v.gauges),
        rows=ids,
        shown=shown,
    )


def _all_blank(desk: Desk, rows: Sequence[Row], values: Sequence[Sequence[Value]]) -> Outcome:
    """That none of the rows states what is asked of them; the first few are cited."""
    labels = desk.say("condition.separator").join(
        desk.say(f"field.{asked.value}") if isinstance(asked, Field) else header(desk, asked)
        for asked in asked_for(desk)
    )
    return Outcome(
        desk.say(
            "list.all_blank", conditions=in_words(desk), noun=desk.noun(), count=len(rows), label=labels
        ),
        Status.NOT_FOUND,
        Reason.BLANK,
        citations=tuple(
            value.citations[0] for of_row in values[:3] for value in of_row[:1] if value.citations
        ),
    )


def _value(desk: Desk, row: Row, asked: Field | str) -> Value:
    return value_of(desk, row, asked) if isinstance(asked, Field) else column_value(desk, row, asked)


def _with_unit(desk: Desk, row: Row, asked: Field | str, value: Value) -> str:
    """A value as a line tells it: a figure with the unit that only the header of its column says."""
    cells = [cell for cell in row.cells if cell.text.strip() == value.short]
    keys = {cell.key for cell in (row.of(Role.COST) if asked is Field.COST else row.cells)}
    units = {
        unit_of(header(desk, cell.key))
        for cell in cells
        if cell.key in keys and (asked is Field.COST or cell.key == asked)
    }
    return value.short + units.pop() if len(units) == 1 and _FIGURE.fullmatch(value.short) else value.short


def _count_words(desk: Desk, count: int) -> tuple[str, ...]:
    return (desk.say("count.figure", count=count),)


def _line(desk: Desk, row: Row, values: Sequence[Value]) -> str:
    line = desk.say("list.item", number=row.number, title=row.title) + desk.apart(row)
    if any(one.facet is Facet.RATING for one in desk.question.filters) and _is_inferred(row):
        line += desk.say("list.inferred_mark")
    if values:
        line += ": " + " / ".join(
            _with_unit(desk, row, asked, value) for asked, value in zip(asked_for(desk), values, strict=True)
        )
    return line


def _is_inferred(row: Row) -> bool:
    return any(rating.inferred for rating in row.ratings)


def _tallies(desk: Desk, rows: Sequence[Row]) -> tuple[Citation, ...]:
    if not any(one.facet is Facet.RATING for one in desk.question.filters):
        return ()
    return tuple(
        citation
        for row in rows
        for rating in row.ratings
        if rating.inferred
        for citation in tally_citations(desk, row.document, rating.value)
    )

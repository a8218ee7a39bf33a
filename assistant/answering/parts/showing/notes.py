"""Notes that a careful colleague would add to a list or a count: what was inferred, left out, or differs."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.parts.showing.paged import some_of
from assistant.model.question import Field
from corpus.document import KpiState
from index.filters import Facet, Filter
from index.find.row_names import rows_inferred
from index.rows.row_set import RowSet


def inferred_notes(desk: Desk, ids: Sequence[int]) -> tuple[str, ...]:
    """A note for each row whose inferred rating the question's conditions or fields rest on, if not many."""
    about_ratings = any(one.facet is Facet.RATING for one in desk.question.filters)
    if not about_ratings and Field.RATING not in desk.question.fields:
        return ()
    return tuple(
        desk.say("list.inferred_note", number=row.number, basis=rating.basis)
        for row in desk.rows(some_of(rows_inferred(desk.index) & RowSet.of(ids)))
        for rating in row.ratings
        if rating.inferred
    )


def state_notes(desk: Desk, ids: Sequence[int]) -> tuple[str, ...]:
    """What counts as missed or met, where the question turns on it, and the rows that can't be told."""
    of_state = [one for one in desk.question.filters if one.facet is Facet.KPI_STATE]
    states = [value for one in of_state for value in one.values]
    notes = []
    if KpiState.MISSED in states:
        others = tuple(one for one in desk.question.filters if one.facet is not Facet.KPI_STATE)
        unknown = desk.index.passing(
            (*others, Filter(Facet.KPI_STATE, (KpiState.UNKNOWN.value,), year=of_state[0].year))
        )
        others_left = unknown - RowSet.of(ids)
        left = [row.number for row in desk.rows(some_of(others_left))]
        if len(left) < len(others_left):
            left.append(desk.say("list.more", count=len(others_left) - len(left)))
        if left:
            notes.append(desk.say("list.missed_note", rows=", ".join(left)))
    if KpiState.MET in states:
        notes.append(desk.say("list.met_note"))
    return tuple(notes)


def tally_notes(desk: Desk, counted: int) -> tuple[str, ...]:
    """That the document's own tally of a rating differs from its rows, where it does."""
    filters = desk.question.filters
    if len(filters) != 1 or filters[0].facet is not Facet.RATING or filters[0].negated:
        return ()
    if len(filters[0].values) != 1 or len(desk.documents) != 1:
        return ()
    return tuple(
        desk.say("list.tally_differs", value=line.value, printed=line.count, counted=counted)
        for line in desk.index.legend(None)
        if line.value == filters[0].values[0] and line.count is not None and line.count != counted
    )

"""Questions that would be answered, made from what the documents hold; none is written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.answering.desk import Desk, Outcome
from assistant.model.question import Field
from corpus.document import Role, Row
from corpus.text.folding import compact
from index.filters import Facet, Filter

_MOST = 3
# So many questions are made of headings; not all of them may be answered.
_FROM_TEXTS = 6
_AFTER = (
    (Field.TARGET, "suggest.target"),
    (Field.ACTUAL, "suggest.actual"),
    (Field.ISSUES, "suggest.issues"),
    (Field.DEPARTMENT, "suggest.department"),
    (Field.RATING, "suggest.rating"),
)


def suggest(desk: Desk, outcome: Outcome) -> tuple[str, ...]:
    """Up to three further questions: other fields of the row at hand, or lists that can be given."""
    if outcome.rows and len(outcome.rows) <= 3:
        row = desk.row(outcome.rows[0])
        return tuple(
            desk.say(key, subject=row.title)
            for field, key in _AFTER
            if field not in desk.question.fields and _has(row, field)
        )[:_MOST]
    return starters(desk)[:_MOST]


def suggestions_for(desk: Desk, rows: Sequence[Row]) -> tuple[str, ...]:
    """A question for each row that it answers."""
    found = []
    for row in rows:
        key = next((key for field, key in _FIRST if _has(row, field)), None)
        if key is not None:
            found.append(desk.say(key, subject=row.title))
    return tuple(found)


_FIRST = (
    (Field.TARGET, "suggest.target"),
    (Field.SUMMARY, "suggest.summary"),
    (Field.ISSUES, "suggest.issues"),
    (Field.RATING, "suggest.rating"),
    (Field.DEPARTMENT, "suggest.department"),
)


def _has(row: Row, field: Field) -> bool:
    if field is Field.TARGET:
        return any(kpi.target is not None for kpi in row.kpis)
    if field is Field.ACTUAL:
        return any(kpi.actual is not None for kpi in row.kpis)
    if field is Field.DEPARTMENT:
        return bool(row.departments)
    if field is Field.RATING:
        return bool(row.ratings)
    return any(row.of(Role.SUMMARY if field is Field.SUMMARY else Role.ISSUES))


def starters(desk: Desk) -> tuple[str, ...]:
    """Questions to begin with, other than the one asked: a rating, missed KPIs, a target, a department, a
    tally; what texts are headed by where there are no rows.
    """
    index = desk.index
    if not index.row_total():
        return tuple(islice(_of_texts(desk), _FROM_TEXTS))
    noun = desk.noun()
    asked = {one.facet for one in desk.question.filters}
    found = []
    ratings = [(count, value) for value, count in index.count_by(Facet.RATING) if value]
    if len(ratings) > 1 and Facet.RATING not in asked:
        found.append(desk.say("suggest.list.rating", value=min(ratings)[1], noun=noun))
    if title := _with_indicator(desk):
        found.append(desk.say("suggest.target", subject=title))
    if index.passing([Filter(Facet.KPI_STATE, ("missed",))]) and Facet.KPI_STATE not in asked:
        found.append(desk.say("suggest.list.missed", noun=noun))
    departments = [value for value, _ in index.count_by(Facet.DEPARTMENT) if value]
    if departments and Facet.DEPARTMENT not in asked:
        found.append(desk.say("suggest.list.department", value=departments[0], noun=noun))
    if ratings and desk.question.by != "rating":
        found.append(desk.say("suggest.breakdown.rating"))
    return tuple(found)


def _with_indicator(desk: Desk) -> str:
    """The name of the row in the middle of those that have indicators; empty where none has."""

    def make() -> tuple[str, int]:
        rows = desk.index.passing([Filter(Facet.KPI)])
        title = desk.row(rows[len(rows) // 2]).title if rows else ""
        return title, 200

    return desk.index.kept.get("assistant.suggestions.target", make)


def _of_texts(desk: Desk) -> Iterator[str]:
    """What the documents say of the terms and things that their texts are headed by."""
    # Its patterns are made of word lists that an answer of rows has no need of.
    from assistant.answering.parts.names.headings import named_in_texts

    asked = compact(desk.question.folded)
    for one in named_in_texts(desk.index):
        if compact(one.name) not in asked:
            yield desk.say("suggest.text.meaning" if one.meant else "suggest.text", subject=one.name)

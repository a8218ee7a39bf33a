"""A part of a question as a stage: the column it is of, its value, and what the value may be instead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.parts.showing.conditions import condition_words, header
from assistant.answering.queries.measuring import FACETS, counts_of
from assistant.answering.queries.running import top_values
from assistant.answering.queries.wording import (
    bare,
    counted_noun,
    group_name,
    in_one_line,
    label,
    range_in_words,
    where_in_words,
)
from assistant.catalogue.catalog import catalog
from assistant.explaining.parts import Part, Place
from assistant.model.query import (
    Among,
    AnyOf,
    Condition,
    Not,
    Range,
    Titled,
    Top,
    Topic,
)
from assistant.model.reading import Choice
from index.filters import Facet, Filter
from index.rows.row_set import RowSet

MOST_CHOICES = 40
"""Other values that are offered for a stage; a document with more is filtered in its table."""

_BY_FACET = {facet: name for name, facet in FACETS.items()}
_BLANK = (Facet.BLANK, Facet.ROLE_BLANK)
_HOLDING = (Facet.HOLDS, Facet.ROLE_HOLDS)
# More values than these are told by what they have in common.
_NAMED = 3


def named(desk: Desk, condition: Condition) -> tuple[str, str]:
    """The column and the value of a condition in words; what has no column of its own is a condition."""
    if isinstance(condition, Filter):
        return _filter(desk, condition)
    if isinstance(condition, Range):
        return label(desk, condition.dimension) or desk.say("stage.condition"), _range(desk, condition)
    if isinstance(condition, Among):
        return desk.say("stage.before"), desk.say("count.figure", count=len(condition.rows))
    if isinstance(condition, Topic):
        fields = [desk.say(f"field.{one.value}") for one in condition.within]
        return _joined(desk, fields) or desk.say("stage.text"), desk.say("stage.holds", words=condition.text)
    if isinstance(condition, Titled):
        return desk.say("field.name"), desk.say("stage.holds", words=condition.words)
    if isinstance(condition, Top):
        return label(desk, condition.by), _top(desk, condition)
    if isinstance(condition, Not):
        column, value = named(desk, condition.part)
        return column, desk.say("stage.not", value=value)
    if isinstance(condition, AnyOf):
        told = [named(desk, part) for part in condition.parts]
        if len({column for column, _ in told}) == 1:
            return told[0][0], desk.say("stage.or").join(value for _, value in told)
    return desk.say("stage.condition"), bare(where_in_words(desk, condition)).strip()


def _joined(desk: Desk, texts: Sequence[str]) -> str:
    return desk.say("condition.separator").join(texts)


def _range(desk: Desk, asked: Range) -> str:
    if (asked.low is None and asked.high is None) or asked.dimension == "every_year":
        return bare(where_in_words(desk, asked)).strip()
    return range_in_words(desk, asked)


def _top(desk: Desk, top: Top) -> str:
    end = "min" if top.direction == "min" else "max"
    conditions = where_in_words(desk, top.where)
    noun = desk.say("reading.things", conditions=conditions, noun=counted_noun(desk, top.measure))
    return desk.say(f"stage.most.{end}", noun=noun, values=_joined(desk, top_values(desk, top)))


def _filter(desk: Desk, one: Filter) -> tuple[str, str]:
    if one.facet in _BLANK:
        return _blank_column(desk, one), desk.say("stage.filled" if one.negated else "stage.blank")
    if one.facet in _HOLDING:
        value = desk.say("stage.holds", words=desk.say("stage.or").join(one.values))
        return _held_column(desk, one), desk.say("stage.not", value=value) if one.negated else value
    if one.facet not in (*_BY_FACET, Facet.VALUE) or len(one.values) > _NAMED or not one.values:
        column = column_of(desk, one) if one.facet in _BY_FACET else desk.say("stage.condition")
        return column, bare(condition_words(desk, one)).strip()
    value = _joined(desk, [told_value(desk, one, value) for value in one.values])
    return column_of(desk, one), desk.say("stage.not", value=value) if one.negated else value


def _blank_column(desk: Desk, one: Filter) -> str:
    own = [header(desk, v) if one.facet is Facet.BLANK else desk.say(f"field.{v}") for v in one.values]
    return _joined(desk, own)


def _held_column(desk: Desk, one: Filter) -> str:
    if not one.column:
        return desk.say("stage.text")
    return header(desk, one.column) if one.facet is Facet.HOLDS else desk.say(f"field.{one.column}")


def column_of(desk: Desk, one: Filter) -> str:
    """What the column of a filter is called."""
    if one.facet is Facet.KPI_STATE:
        return desk.say("stage.kpi_state")
    if one.column:
        return header(desk, one.column)
    name = _BY_FACET[one.facet]
    return desk.say("field.year") if name == "year" else label(desk, name)


def told_value(desk: Desk, one: Filter, value: str) -> str:
    """A value of a filter as it is called."""
    if one.facet is Facet.KPI_STATE:
        return desk.say(f"kpi.state.{value}")
    if one.facet is Facet.YEAR:
        return desk.say("range.year", value=value)
    return group_name(desk, "document", value) if one.facet is Facet.DOCUMENT else in_one_line(desk, value)


def choices(desk: Desk, part: Part, others: RowSet) -> tuple[Choice, ...]:
    """What a condition on one value may be instead, each with its rows among the `others`: those that pass
    all other parts. The commonest first; empty for a condition of another shape.
    """
    one = part.condition
    if not isinstance(one, Filter) or part.place is not Place.WHERE or not is_changeable(one):
        return ()
    if one.facet is Facet.DOCUMENT:
        return tuple(c for c in documents_of(desk, others) if (c.value,) != one.values)
    by = _dimension(desk, one)
    counted = counts_of(desk, by, others) if others else []
    found = [
        Choice(value, told_value(desk, one, value), count)
        for value, count in counted
        if value and count and value not in one.values
    ]
    found.sort(key=lambda choice: -choice.rows)
    return tuple(found[:MOST_CHOICES])


def documents_of(desk: Desk, ids: RowSet) -> tuple[Choice, ...]:
    """The documents that rows are of, each with the number of them."""
    counted = counts_of(desk, "document", ids) if ids else []
    return tuple(
        Choice(value, group_name(desk, "document", value), count)
        for value, count in counted
        if value and count
    )


def is_changeable(one: Filter) -> bool:
    """Whether a filter keeps to one value of a column that has others, or to the newest documents."""
    single = len(one.values) == 1 or one.facet is Facet.DOCUMENT
    return (
        single
        and not one.negated
        and one.year is None
        and (one.facet in _BY_FACET or (one.facet is Facet.VALUE and bool(one.column)))
    )


def _dimension(desk: Desk, one: Filter) -> str:
    if one.facet is Facet.RATING and one.column in ("", *_own_ratings(desk)):
        return "rating"
    return one.column or _BY_FACET[one.facet]


def _own_ratings(desk: Desk) -> tuple[str, ...]:
    """The keys of ratings where every document has just one: those that rows go by."""
    keys = catalog(desk.index).rating_labels
    return tuple(keys) if len(keys) == 1 else ()


def has_value(desk: Desk, one: Filter, value: str) -> bool:
    """Whether some row has a value in the column of a filter."""
    return any(value == known for known, _ in counts_of(desk, _dimension(desk, one), None))


def changed(one: Filter, value: str) -> Filter:
    """The filter with another value."""
    return Filter(one.facet, (value,), column=one.column)

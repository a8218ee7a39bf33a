"""Several numbers at once: of the rows, or the indicators, that pass each of some conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.showing.conditions import proof
from assistant.answering.parts.showing.notes import inferred_notes
from assistant.answering.parts.showing.paged import some_of
from assistant.answering.queries.comparisons import side_name
from assistant.answering.queries.meeting import count_indicators
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import bare, where_in_words
from assistant.model.answer import Bar, Table
from assistant.model.query import Condition, Query, joined
from index.filters import Facet, Filter
from index.rows.row_set import RowSet


def tell_tally(desk: Desk, query: Query) -> Outcome:
    """Each condition with its number, in the order of the question; a row that meets two counts in both."""
    found = [(side, passing(desk, joined(query.where, side))) for side in query.sides]
    alone = len({_column(side) for side in query.sides}) == 1
    names = [side_name(desk, s) if alone and _column(s) else _in_words(desk, s) for s in query.sides]
    counts = [_number(desk, query, side, ids) for side, ids in found]
    noun = desk.say("noun.kpi") if query.thing == "kpi" else desk.noun()
    lines = [_head(desk, query, noun, names, counts)]
    lines += [desk.say("tally.item", label=n, count=c) for n, c in zip(names, counts, strict=True)]
    ids = reduce(or_, (RowSet.of(some) for _, some in found))
    rows = desk.rows(some_of(ids))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in rows for c in proof(desk, row))),
        table=Table(
            (desk.say("tally.column"), noun),
            tuple((name, str(count)) for name, count in zip(names, counts, strict=True)),
            (1,),
        ),
        notes=inferred_notes(desk, ids),
        bars=tuple(Bar(name, count) for name, count in zip(names, counts, strict=True)),
        highlights=tuple(str(count) for count in counts),
        rows=tuple(ids),
    )


def _head(desk: Desk, query: Query, noun: str, names: Sequence[str], counts: Sequence[int]) -> str:
    """The numbers in a line, behind how many rows they are of where these are limited."""
    each = desk.say("tally.and").join(
        desk.say("tally.each", label=name, count=count) for name, count in zip(names, counts, strict=True)
    )
    conditions = where_in_words(desk, query.where)
    if not conditions:
        return desk.say("tally.head", noun=noun, each=each)
    count = _number(desk, query, query.where, passing(desk, query.where))
    return desk.say("tally.head.of", conditions=conditions, noun=noun, count=count, each=each)


def _number(desk: Desk, query: Query, side: Condition | None, ids: Sequence[int]) -> int:
    if query.thing != "kpi":
        return len(ids)
    return count_indicators(desk, replace(query, where=joined(query.where, side)), ids)


def _in_words(desk: Desk, side: Condition) -> str:
    return bare(where_in_words(desk, side)).strip()


def _column(side: Condition) -> tuple[Facet, str] | None:
    """What a value is of that is listed by itself; None for any other condition."""
    plain = isinstance(side, Filter) and not side.negated and side.facet in _BY_VALUE
    return (side.facet, side.column) if isinstance(side, Filter) and plain else None


_BY_VALUE = frozenset({Facet.RATING, Facet.DEPARTMENT, Facet.SECTION, Facet.GROUP, Facet.VALUE})

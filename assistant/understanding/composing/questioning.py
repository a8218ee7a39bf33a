"""A query as the question that the tellers of answers work with."""

from __future__ import annotations

from assistant.model.query import Ask, Query, leaves
from assistant.model.question import Field, Kind, Link, Question
from assistant.understanding.composing.compiling import Compiled
from index.filters import Filter

_KINDS = {
    Ask.ROWS: Kind.LIST,
    Ask.COUNT: Kind.COUNT,
    Ask.TALLY: Kind.COUNT,
    Ask.SHARE: Kind.COUNT,
    Ask.AGGREGATE: Kind.TOTAL,
    Ask.RANKING: Kind.EXTREME,
    Ask.GROUPS: Kind.BREAKDOWN,
    Ask.COMPARISON: Kind.COUNT,
    Ask.CLAIM: Kind.LIST,
}


def as_question(compiled: Compiled, query: Query, notes: tuple[str, ...] = ()) -> Question:
    """The question with its query; its filters are the leaves of the condition, for notes and proofs."""
    prepared = compiled.prepared
    conditions = (query.where, query.claim, *query.sides)
    filters = tuple(
        leaf
        for condition in conditions
        for leaf, over in leaves(condition)
        if isinstance(leaf, Filter) and not over
    )
    return Question(
        text=prepared.text,
        folded=prepared.folded,
        language=prepared.language,
        kind=_KINDS[query.ask],
        fields=tuple(one for one in query.shown if isinstance(one, Field)),
        columns=tuple(one for one in query.shown if not isinstance(one, Field)),
        filters=tuple(dict.fromkeys(filters)),
        counted=query.thing if query.ask is Ask.COUNT else "row",
        by=query.by,
        direction=query.direction,
        links=tuple(
            Link(m.span, m.words, m.filter.facet.value, " / ".join(m.filter.values), m.how)
            for m in compiled.mentions
            if m.filter is not None
        ),
        notes=notes,
        cased=prepared.cased,
        query=query,
        mentions=compiled.mentions,
        unread=compiled.unused,
        expected=compiled.expected,
        format=next((form for m in compiled.mentions if (form := m.means("format"))), ""),
    )

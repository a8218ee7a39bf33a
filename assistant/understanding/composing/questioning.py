"""A query as the question that the tellers of answers work with."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.mention import Mention
from assistant.model.query import Ask, Query, leaves
from assistant.model.question import Field, Kind, Link, Question
from assistant.understanding.prepared import Prepared
from index.filters import Filter

_KINDS = {
    Ask.ROWS: Kind.LIST,
    Ask.COUNT: Kind.COUNT,
    Ask.SHARE: Kind.COUNT,
    Ask.AGGREGATE: Kind.TOTAL,
    Ask.RANKING: Kind.EXTREME,
    Ask.GROUPS: Kind.BREAKDOWN,
    Ask.COMPARISON: Kind.COUNT,
    Ask.CLAIM: Kind.LIST,
}


def as_question(
    prepared: Prepared,
    query: Query,
    mentions: Sequence[Mention],
    notes: tuple[str, ...] = (),
    unread: tuple[str, ...] = (),
) -> Question:
    """The question with its query; its filters are the leaves of the condition, for notes and proofs."""
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
            for m in mentions
            if m.filter is not None
        ),
        notes=notes,
        cased=prepared.cased,
        query=query,
        mentions=tuple(mentions),
        unread=unread,
    )

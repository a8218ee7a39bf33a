"""A number of figures that are all to be told: it has to be that of the groups there are."""

from __future__ import annotations

from assistant.model.query import Ask, Query
from assistant.understanding.composing.sentence import Sentence
from index.filters import Facet
from index.store import Index

_FACETS = {
    "department": Facet.DEPARTMENT,
    "section": Facet.SECTION,
    "group": Facet.GROUP,
    "rating": Facet.RATING,
}


def take_all_told(index: Index, sentence: Sentence, query: Query) -> None:
    """Uses up such a number where the query tells every group, and there are so many."""
    limited = query.where is not None or query.having is not None or query.first or query.nth or query.behind
    places = sentence.places("all_told")
    if not places or query.ask is not Ask.GROUPS or limited:
        return
    groups = [value for value, _ in index.count_by(_FACETS.get(query.by, query.by)) if value]
    sentence.take(*(place for place in places if sentence[place].number == len(groups)))

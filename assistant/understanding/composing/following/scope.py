"""Which editions a question is about: the newest of each plan, where it names no year and no document."""

from __future__ import annotations

from dataclasses import replace

from assistant.catalogue.editions import newest
from assistant.model.query import Ask, joined, leaves
from assistant.model.question import Kind, Question
from corpus.text.dates import find_dates
from index.filters import Facet, Filter
from index.store import Index

_NAMED = frozenset({Facet.YEAR, Facet.DOCUMENT})


def of_newest(index: Index, question: Question) -> Question:
    """The question kept to the newest editions; itself where it names years or documents, compares years, or
    groups by them.
    """
    documents = newest(index)
    if not documents or _names_edition(question):
        return question
    scope = _scope(index, documents)
    if question.query is None:
        return replace(question, filters=(*question.filters, scope))
    query = replace(question.query, where=joined(scope, question.query.where))
    return replace(question, query=query, filters=(scope, *question.filters))


def _scope(index: Index, documents: tuple[str, ...]) -> Filter:
    """The year that all of them are of, or else the documents themselves."""
    years = {info.fiscal_year for info in index.documents() if info.id in documents}
    if len(years) == 1 and None not in years:
        return Filter(Facet.YEAR, (str(years.pop()),))
    return Filter(Facet.DOCUMENT, documents)


def _names_edition(question: Question) -> bool:
    query = question.query
    if query is not None:
        on = {leaf.facet for leaf, _ in leaves(query.where) if isinstance(leaf, Filter)}
        sides = {leaf.facet for side in query.sides for leaf, _ in leaves(side) if isinstance(leaf, Filter)}
        years = {leaf.year for leaf, _ in leaves(query.where) if isinstance(leaf, Filter)} - {None}
        grouped = query.ask is Ask.GROUPS and query.by in ("year", "document")
        return bool((on | sides) & _NAMED) or bool(years) or grouped
    named = any(one.facet in _NAMED for one in question.filters)
    dated = bool(find_dates(question.folded)) or question.year is not None
    return (
        named
        or dated
        or question.kind is Kind.CHANGE
        or bool(question.denial)
        or question.by in ("year", "document")
    )

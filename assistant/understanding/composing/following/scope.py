"""Which documents a question is about where it names no year and no document: those that whoever asks keeps
to, or else the newest edition of each plan, or the newest year of a table that prints each year.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.catalogue.catalog import catalog
from assistant.catalogue.editions import newest
from assistant.model.query import Ask, joined, leaves
from assistant.model.question import Kind, Question
from corpus.text.dates import find_dates
from index.dated import recurring
from index.filters import Facet, Filter
from index.store import Index

_NAMED = frozenset({Facet.YEAR, Facet.DOCUMENT})


def in_scope(index: Index, question: Question, documents: tuple[str, ...] = ()) -> Question:
    """The question kept to `documents`, or to the newest editions; itself where it names years or documents,
    compares years, or groups by them.
    """
    scope = scope_of(index, documents) or _of_recurring(index, question)
    if scope is None or _names_edition(question):
        return question
    if question.query is None:
        return replace(question, filters=(*question.filters, scope))
    query = replace(question.query, where=joined(scope, question.query.where))
    return replace(question, query=query, filters=(scope, *question.filters))


def scope_of(index: Index, documents: tuple[str, ...] = ()) -> Filter | None:
    """The condition of keeping to `documents`, or to the newest editions; None where those are all."""
    if documents:
        return Filter(Facet.DOCUMENT, documents)
    latest = newest(index)
    return _of_editions(index, latest) if latest else None


def _of_recurring(index: Index, question: Question) -> Filter | None:
    """The newest year of a table whose rows come again year by year, which never add up; None for another.

    The table is the one that has the figure in question, or else the only document.
    """
    query, years = question.query, recurring(index)
    if query is None or not years:
        return None
    columns = catalog(index).columns
    holding = {document for document, column in columns if column.key == query.measure}
    documents = holding or {info.id for info in index.documents()}
    if len(documents) != 1 or not documents <= years.keys():
        return None
    return Filter(Facet.YEAR, (str(years[documents.pop()]),))


def _of_editions(index: Index, documents: tuple[str, ...]) -> Filter:
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

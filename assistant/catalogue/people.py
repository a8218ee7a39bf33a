"""The column that says how many people the place of a row holds, or how many are there."""

from __future__ import annotations

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.figures import unit_of
from assistant.words.place_words import words
from corpus.document import Column, Role
from corpus.text.folding import compact, fold
from index.rows.tallies import entries
from index.store import Index

_ROLES = frozenset({Role.OTHER, Role.ACTUAL, Role.KPI, Role.COST})


def holding_column(index: Index, known: Catalog) -> str:
    """The key of the one column of how many people a place holds; empty where there is none, are several, or
    where what is headed so are no figures.

    Without a header that says so, a column of people is meant that is the only one.
    """
    named = _headed(known, "people.held_headers")
    if named:
        keys = [c.key for c in named if _of_people(c) or not unit_of(c.header)]
        return _sole(index, keys) if len(keys) == len(named) else ""
    return _sole(index, [c.key for c in _people(known)])


def present_column(index: Index, known: Catalog) -> str:
    """The key of the one column of how many people there are; empty where none or several say so."""
    held = {column.key for column in _headed(known, "people.held_headers")}
    return _sole(index, [c.key for c in _people(known) if c.key not in held])


def unit_of_people(header: str) -> str:
    """The unit of the figures under a header that says how many people there are; empty under any other.

    >>> unit_of_people("想定される受入人数"), unit_of_people("定員"), unit_of_people("件数")
    ('人', '人', '')
    """
    return words("people.units")[0] if compact(header).endswith(words("people.heads")) else ""


def _headed(known: Catalog, name: str) -> list[Column]:
    some = words(name)
    return [c for _, c in known.columns if c.role in _ROLES and any(word in fold(c.header) for word in some)]


def _people(known: Catalog) -> list[Column]:
    """The columns of people: headed by their number, or stating their unit."""
    heads = words("people.present_headers")
    columns = (column for _, column in known.columns if column.role in _ROLES)
    return [c for c in columns if compact(c.header).endswith(heads) or _of_people(c)]


def _of_people(column: Column) -> bool:
    return unit_of(column.header) in words("people.units") or compact(column.header).endswith(
        words("people.held_of")
    )


def _sole(index: Index, keys: list[str]) -> str:
    """The one key, if its column holds figures."""
    if len(set(keys)) != 1:
        return ""
    return keys[0] if entries(index, keys[0]).mostly_figures else ""

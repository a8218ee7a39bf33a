"""Which rows pass a filter, as a set: told from the tallies where these list its values, else looked for.

A set that was looked for is kept while there is room, since it depends on the index alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.text.folding import compact
from index.filters import LONGEST_VALUE, Facet, Filter, condition
from index.rows.row_set import RowSet
from index.rows.tallies import entries, rated_columns, tally, wholly_rated

if TYPE_CHECKING:
    from index.store import Index


def rows_passing(index: Index, filter_: Filter) -> RowSet:
    """The rows that pass a filter."""
    found = _told(index, filter_)
    if found is None:
        return _looked_for(index, filter_)
    return index.every_row() - found if filter_.negated else found


def _told(index: Index, one: Filter) -> RowSet | None:
    """The rows that have one of the values, without looking at any; None where that is not told."""
    if one.facet is Facet.DOCUMENT:
        return _of_documents(index, one.values)
    if one.facet in (Facet.KPI, Facet.KPI_STATE):
        return _of_state(index, one)
    if one.facet is Facet.VALUE:
        return _of_column(index, one)
    if one.facet is Facet.RATING:
        return _rated(index, one)
    if one.facet not in (Facet.DEPARTMENT, Facet.SECTION, Facet.YEAR) or not all(map(compact, one.values)):
        return None
    known = tally(index, one.facet)
    if known is None or one.facet is not Facet.YEAR:
        return None if known is None else known.folded(one.values)
    return known.rows(str(int(value)) for value in one.values if value.isdecimal())


def _of_documents(index: Index, ids: tuple[str, ...]) -> RowSet:
    found = RowSet()
    for document in index.documents():
        if document.id in ids:
            found |= index.every_row(document.id)
    return found


def _of_state(index: Index, one: Filter) -> RowSet | None:
    known = tally(index, Facet.KPI_STATE) if one.year is None else None
    if known is None:
        return None
    return known.rows(known.values if one.facet is Facet.KPI else one.values)


def _of_column(index: Index, one: Filter) -> RowSet | None:
    """The rows with one of some entries; of a column of ratings the cells are looked at."""
    short = all(compact(value) and len(value) <= LONGEST_VALUE for value in one.values)
    if not short or entries(index, one.column).rated:
        return None
    known = tally(index, one.column)
    return None if known is None else known.folded(one.values)


def _rated(index: Index, one: Filter) -> RowSet | None:
    """The rows with one of some ratings, those that they go by where a document has rows that do.

    In a column those that it has. None where a column has too many, or is one of ratings in some documents
    alone.
    """
    if one.year is not None or not all(map(compact, one.values)):
        return None
    if one.column:
        known = tally(index, one.column) if wholly_rated(index, one.column) else None
        return None if known is None else known.folded(one.values)
    known = tally(index, Facet.RATING)
    if known is None:
        return None
    found = known.folded(one.values)
    for key in rated_columns(index):
        column = tally(index, key)
        for value in {compact(value) for value in one.values}:
            own = known.documents(value)
            if column is None or (not wholly_rated(index, key) and not column.documents(value) <= own):
                return None
            found |= column.folded_elsewhere(value, own)
    return found


def _looked_for(index: Index, one: Filter) -> RowSet:
    def make() -> tuple[RowSet, int]:
        sql, values = condition(one)
        found = RowSet.of(key for (key,) in index.read(f"SELECT id FROM rows WHERE {sql}", values))
        return found, index.last_row() // 8 + 500

    return index.kept.get(one, make)

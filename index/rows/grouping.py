"""The values of a facet or a column that each of some rows has, without reading the rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.filters import Facet
from index.rows.row_set import RowSet
from index.rows.tallies import entries, tally
from index.work import spend

if TYPE_CHECKING:
    from index.store import Index

# What is done in one step of work (see index/work.py).
_ROWS_A_STEP = 100


def values_of_rows(index: Index, by: Facet | str, among: RowSet) -> dict[int, tuple[str, ...]] | None:
    """The values of each of some rows, in document order; () for a row without any.

    None where they are too many to be listed, and for a column of ratings, whose cells may say more.
    """
    spend(1 + len(among) // _ROWS_A_STEP)
    if by is Facet.DEPARTMENT:
        return _departments(index, among)
    known = tally(index, by) if isinstance(by, Facet) or not entries(index, by).rated else None
    if known is None:
        return None
    found: dict[int, list[str]] = {key: [] for key in among}
    for value in known.values:
        for key in known.rows((value,)) & among:
            found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _departments(index: Index, among: RowSet) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {key: [] for key in among}
    sql = (
        "SELECT row_id, department FROM row_departments"
        " WHERE row_id IN (SELECT value FROM json_each(?)) ORDER BY row_id, position"
    )
    for key, department in index.read(sql, (json.dumps(list(among)),)):
        found[key].append(department)
    return {key: tuple(values) for key, values in found.items()}

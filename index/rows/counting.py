"""How many rows have each value of a facet or a column, among some rows or all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.filters import Facet
from index.records import Line
from index.rows.row_set import RowSet
from index.rows.tallies import Tally, tally
from index.work import spend

if TYPE_CHECKING:
    from index.store import Index

Counted = tuple[tuple[str, int], ...]

# What is done in one step of work (see index/work.py): values of a tally, and rows that are looked at.
_VALUES_A_STEP = 50
_ROWS_A_STEP = 25


def counted_by(index: Index, by: Facet | str, among: RowSet | None) -> Counted:
    """As `Index.count_by`."""
    if isinstance(by, Facet) and by not in _COUNTED:
        raise ValueError(f"rows can't be counted by {by}")
    if by is Facet.DOCUMENT:
        sizes = ((info.id, index.every_row(info.id)) for info in index.documents())
        counts = ((id, len(rows) if among is None else rows.meets(among)) for id, rows in sizes)
        return tuple((id, count) for id, count in counts if count)
    known = tally(index, by) if by is not Facet.ROW else None
    lines = _looked_for(index, by, among) if known is None else _told(known, among)
    lines.sort(key=lambda line: (line[0] == "", *_rank(by, line)))
    return tuple((str(value), count) for value, count, _ in lines)


def _told(known: Tally, among: RowSet | None) -> list[Line]:
    """Each value that any of the rows has, with how many have it, and the first that does."""
    spend(2 + len(known.values) // _VALUES_A_STEP)
    if among is None:
        lines: list[Line] = [(value, one.count, one.first) for value, one in known.values.items()]
        return [*lines, ("", known.blank, 0)] if known.blank else lines
    lines, valued = [], RowSet()
    for value in known.values:
        rows = known.rows((value,)) & among
        if rows:
            lines.append((value, len(rows), rows.first()))
            valued |= rows
    blank = len(among) - len(valued)
    return [*lines, ("", blank, 0)] if blank else lines


def _looked_for(index: Index, by: Facet | str, among: RowSet | None) -> list[Line]:
    """The same where there are too many values to be listed."""
    rows = index.row_total() if among is None else len(among)
    spend(2 + rows // _ROWS_A_STEP)
    value, joined = _COUNTED[by] if isinstance(by, Facet) else _CELLS
    parameters: list[object] = [] if isinstance(by, Facet) else [by]
    where = ""
    if among is not None:
        where = "WHERE rows.id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(list(among)))
    sql = f"SELECT coalesce({value}, ''), count(DISTINCT rows.id), min(rows.id) FROM rows {joined} {where}"
    return index.read(f"{sql} GROUP BY 1", parameters)


# For each facet, the value that is counted and how to get at it from `rows`.
_COUNTED = {
    Facet.RATING: ("r.value", "LEFT JOIN ratings r ON r.row_id = rows.id AND r.own"),
    Facet.DEPARTMENT: ("d.department", "LEFT JOIN row_departments d ON d.row_id = rows.id"),
    Facet.SECTION: ("rows.section", ""),
    Facet.GROUP: ("rows.group_title", ""),
    Facet.YEAR: ("coalesce(rows.year, f.fiscal_year)", "LEFT JOIN documents f ON f.id = rows.document"),
    Facet.KPI_STATE: ("rows.kpi_state", ""),
    Facet.ROW: ("rows.number", ""),
    Facet.DOCUMENT: ("rows.document", ""),
}
_CELLS = (
    "coalesce(r.value, trim(c.text))",
    "LEFT JOIN (SELECT ?1 AS key) k LEFT JOIN cells c ON c.row_id = rows.id AND c.key = k.key"
    " LEFT JOIN ratings r ON r.row_id = rows.id AND r.key = k.key",
)


def _rank(by: Facet | str, line: Line) -> tuple[int, int]:
    """How a counted value is ordered: by its first row, as a number, or by falling count."""
    value, count, first = line
    if by in (Facet.SECTION, Facet.GROUP, Facet.ROW, Facet.DOCUMENT):
        return first, 0
    if by is Facet.YEAR:
        return int(value or 0), 0
    return -count, first

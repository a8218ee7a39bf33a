"""Whether the figures of a row are of a year that is asked for, where their own headers name none.

A figure's year is never guessed: that other columns of the row are of a year does not date it.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.answering.desk import Desk
from corpus.document import Role, Row
from corpus.tables.headers.headers import year_of_cell
from corpus.text.dates import find_dates


def is_of_year(desk: Desk, row: Row, years: Collection[int]) -> bool:
    """Whether the row or its whole document is said to be of one of the years."""
    document = desk.documents[row.document]
    cells = {year for cell in row.of(Role.YEAR) if (year := year_of_cell(cell.text)) is not None}
    if row.year in cells:
        return row.year in years
    if any(date.year in years for text in (document.title, document.file) for date in find_dates(text)):
        return True
    # Where columns date the figures of indicators, the year of the document is that of these.
    dated = any(kpi.year is not None for kpi in (*row.kpis, *row.other_years))
    return not dated and (row.year or document.fiscal_year) in years

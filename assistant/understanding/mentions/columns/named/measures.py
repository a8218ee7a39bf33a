"""Columns of figures that a question measures rows by: 「事業費が一番大きい」, 「人件費の合計」,
「予算が1億円以上」.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.catalog import Catalog
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.names.found import Found
from corpus.document import Column, Role
from corpus.text.dates import DateMention, find_dates
from corpus.text.folding import fold


def measured_column(
    known: Catalog, cues: Sequence[Cue], columns: Sequence[Found], dates: Sequence[DateMention]
) -> str:
    """The key of the column that rows are measured by, of the year asked for or else the latest; empty for
    none.
    """
    keys = {column.column for column in columns}
    fits = [column for _, column in known.columns if column.key in keys]
    words = [cue.word for cue in cues if cue.means("field") == "cost"]
    if not fits and words:
        costs = [column for _, column in known.columns if column.role is Role.COST]
        fits = [c for c in costs if any(word in fold(c.header) for word in words)] or costs
    rates = [cue.word for cue in cues if cue.means("field") == "rate"]
    if not fits and rates:
        printed = [column for _, column in known.columns if column.role is Role.RATE]
        fits = [c for c in printed if any(word in fold(c.header) for word in rates)] or printed
    if not fits:
        return ""
    years = {date.year for date in dates}
    of_year = [column for column in fits if years & years_of(column)]
    return max(of_year or fits, key=lambda column: max(years_of(column), default=0)).key


def years_of(column: Column) -> frozenset[int]:
    """The years that a header names: 2024 for 「決算額（令和6年度）」."""
    return frozenset(date.year for date in find_dates(column.header))

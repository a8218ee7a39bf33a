"""Headers that stand over several columns of like texts, of which only the first has them: 地区名 | (blank) |
(blank) over 上町 | 中町 | 下町. Their cells are one list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.source import GridCell
from corpus.tables.cells.kinds import Kind, kind_of
from corpus.tables.layouts.tables import GridRow, Heading, Table
from corpus.text.folding import compact

_BETWEEN = "、"


def with_lists(table: Table) -> Table:
    """The table with the texts below such a header as one, each behind the other, and without columns that
    say nothing at all.
    """
    kept: list[list[int]] = []
    for column, heading in enumerate(table.headings):
        if not heading.printed and not any(row[column].text.strip() for row in table.rows):
            continue
        if kept and _goes_on(table.headings, table.rows, kept[-1], column):
            kept[-1].append(column)
        else:
            kept.append([column])
    if len(kept) == len(table.headings) or not kept:
        return table
    headings = tuple(table.headings[columns[0]] for columns in kept)
    rows = tuple(tuple(_joined(row, columns) for columns in kept) for row in table.rows)
    return replace(table, headings=headings, rows=rows)


def _goes_on(
    headings: Sequence[Heading], rows: Sequence[GridRow], before: Sequence[int], column: int
) -> bool:
    """Whether a column without a header holds more of what stands before it: only where that says something,
    and some of the same words.
    """
    if headings[column].printed or not headings[before[0]].printed or any(row[column].filled for row in rows):
        return False
    said = [row for row in rows if row[column].text.strip()]
    listed = {compact(row[one].text) for row in rows for one in before if row[one].text}
    cells = (row[one].text for row in said for one in (before[-1], column))
    worded = all(kind_of(text) in (Kind.WORDS, Kind.MARK, Kind.BLANK) for text in cells)
    return worded and any(compact(row[column].text) in listed for row in said)


def _joined(row: GridRow, columns: Sequence[int]) -> GridCell:
    texts = [row[column].text for column in columns if row[column].text.strip()]
    return replace(row[columns[0]], text=_BETWEEN.join(texts)) if len(columns) > 1 else row[columns[0]]

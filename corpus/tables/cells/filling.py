"""Departments that are printed once, on the first of the rows they hold for: 「部 | 課」 in front of a list.

An office program merges such cells; a table that was saved as text has blanks in their place. Groups are
carried down where records are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Role
from corpus.source import GridCell
from corpus.tables.layouts.tables import GridRow, Table
from corpus.text.folding import compact
from corpus.text.plain import is_blank

# So many rows, and such a share of blanks, tell a label that is printed once from one that some rows lack.
_FEWEST = 4
_BLANK = 0.4


def filled_down(table: Table) -> tuple[Table, tuple[int, ...]]:
    """The table with such blanks filled, and the columns that were; the table itself where none is."""
    columns = [place for place in range(len(table.headings)) if _is_printed_once(table, place)]
    if not columns:
        return table, ()
    rows: list[GridRow] = []
    above: dict[int, GridCell] = {}
    for row in table.rows:
        begun = [place for place in columns if not is_blank(row[place].text)]
        # A new outer label takes the inner ones with it.
        for place in columns:
            if begun and place > begun[0] and place not in begun:
                above.pop(place, None)
        above |= {place: row[place] for place in begun}
        taken = {place: replace(cell, filled=True) for place, cell in above.items() if place not in begun}
        rows.append(tuple(taken.get(place, cell) for place, cell in enumerate(row)))
    return replace(table, rows=tuple(rows)), tuple(columns)


def _is_printed_once(table: Table, place: int) -> bool:
    """Whether a column of labels begins with one, is blank below each, and never repeats one right below."""
    if len(table.rows) < _FEWEST or Role.DEPARTMENT not in table.headings[place].roles:
        return False
    if not any(_is_whole(table.rows, other) for other in range(place + 1, len(table.headings))):
        return False
    texts = [row[place].text for row in table.rows]
    said = [compact(text) for text in texts if not is_blank(text)]
    blank = len(texts) - len(said)
    repeated = any(one == other for one, other in pairwise(said))
    return not is_blank(texts[0]) and not repeated and blank >= _BLANK * len(texts) and len(said) > 1


def _is_whole(rows: Sequence[GridRow], place: int) -> bool:
    return not any(is_blank(row[place].text) for row in rows)

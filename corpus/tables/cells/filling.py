"""Labels that are printed once, on the first of the rows they hold for: 「部 | 課」 in front of a list.

An office program merges such cells; a table that was saved as text has blanks in their place. They are
departments, or stand in front of the names under a header of which nothing is known; groups that are known as
such are carried down where records are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.document import Role
from corpus.source import GridCell
from corpus.tables.cells.kinds import Kind, kind_of
from corpus.tables.layouts.tables import GridRow, Table
from corpus.text.folding import compact
from corpus.text.plain import is_blank

# So many rows, and such a share of blanks, tell a label that is printed once from one that some rows lack.
_FEWEST = 4
_BLANK = 0.4
# The share of rows with a name, those left out that say one thing alone.
_NAMED = 0.9


def filled_down(table: Table) -> tuple[Table, tuple[int, ...]]:
    """The table with such blanks filled, and the columns that were; the table itself where none is."""
    columns = [
        place
        for place in range(len(table.headings))
        if _is_printed_once(table, place) or _groups_names(table, place)
    ]
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


def _groups_names(table: Table, place: int) -> bool:
    """Whether each label of an unknown column in front of the names is printed once, over several rows."""
    names = [at for at, one in enumerate(table.headings) if one.roles[0] is Role.NAME]
    heading = table.headings[place]
    if not names or place >= names[0] or heading.header.known or not heading.printed:
        return False
    rows = [row for row in table.rows if sum(bool(cell.text) for cell in row) > 1]
    texts = [row[place].text for row in rows if not is_blank(row[names[0]].text)]
    said = [compact(text) for text in texts if not is_blank(text)]
    if len(texts) < max(_FEWEST, _NAMED * len(rows)) or len(texts) - len(said) < _BLANK * len(texts):
        return False
    worded = all(kind_of(text) in (Kind.WORDS, Kind.BLANK) for text in texts)
    return not is_blank(texts[0]) and 1 < len(said) == len(set(said)) and worded


def _is_whole(rows: Sequence[GridRow], place: int) -> bool:
    return not any(is_blank(row[place].text) for row in rows)

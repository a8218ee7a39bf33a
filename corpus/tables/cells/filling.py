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
from corpus.tables.cells.kinds import Kind, is_mostly, kind_of
from corpus.tables.layouts.tables import GridRow, Table
from corpus.text.folding import compact
from corpus.text.plain import is_blank

# So many rows, and such a share of blanks, tell a label that is printed once from one that some rows lack.
_FEWEST = 4
_BLANK = 0.4
# The share of rows with a name, those left out that say one thing alone.
_NAMED = 0.9
# The roles of columns beside names whose lines are rows of their own.
_PLAIN = frozenset({Role.OTHER, Role.COST, Role.GROUP})


def filled_down(table: Table) -> tuple[Table, tuple[int, ...]]:
    """The table with such blanks filled, and the columns that were; the table itself where none is."""
    columns = [
        place
        for place in range(len(table.headings))
        if _is_printed_once(table, place) or _groups_names(table, place)
    ]
    lines = _lines_of_names(table)
    if lines is not None:
        columns.append(lines)
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
        # A line that has its own label below a name is a row of its own; what groups rows is merged.
        taken = {
            place: replace(
                cell, filled=place != lines, locator=row[place].locator if place == lines else cell.locator
            )
            for place, cell in above.items()
            if place not in begun and (place != lines or _says_more(row))
        }
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
    rows = [row for row in table.rows if _says_more(row)]
    texts = [row[place].text for row in rows if not is_blank(row[names[0]].text)]
    said = [compact(text) for text in texts if not is_blank(text)]
    if len(texts) < max(_FEWEST, _NAMED * len(rows)) or len(texts) - len(said) < _BLANK * len(texts):
        return False
    worded = all(kind_of(text) in (Kind.WORDS, Kind.BLANK) for text in texts)
    return not is_blank(texts[0]) and 1 < len(said) == len(set(said)) and worded


def _lines_of_names(table: Table) -> int | None:
    """The column of names that are printed once over lines with labels of their own: 大ホール | 平日, 休日.

    All lines are full, their labels come again under other names, and figures stand behind them. Lines of
    indicators or of texts are one record; None where there are such, or nothing like it.
    """
    names = [place for place, one in enumerate(table.headings) if one.roles[0] is Role.NAME]
    others = [one.roles[0] for one in table.headings if one.roles[0] is not Role.NAME]
    place = names[0] if len(names) == 1 else len(table.headings)
    rows = [row for row in table.rows if _says_more(row)]
    if place + 2 >= len(table.headings) or not _PLAIN.issuperset(others) or len(rows) < _FEWEST:
        return None
    columns = [[row[column].text for row in rows] for column in range(place + 1, len(table.headings))]
    full = all(text for texts in columns for text in texts)
    counted = any(is_mostly(texts, Kind.FIGURE) for texts in columns[1:])
    worded = is_mostly(columns[0], Kind.WORDS)
    groups = _groups([row[place].text for row in rows], columns[0])
    own = all(len(set(labels)) == len(labels) for labels in groups)
    again = sum(len(labels) > 1 for labels in groups) > 1 and len(set(columns[0])) < len(rows)
    return place if full and counted and worded and rows[0][place].text and own and again else None


def _groups(names: Sequence[str], labels: Sequence[str]) -> list[list[str]]:
    """The labels of the lines of each name."""
    found: list[list[str]] = []
    for name, label in zip(names, labels, strict=True):
        if name or not found:
            found.append([])
        found[-1].append(compact(label))
    return found


def _says_more(row: GridRow) -> bool:
    """Whether a row says more than one thing, as a note or a label alone does not."""
    return sum(bool(cell.text) for cell in row) > 1


def _is_whole(rows: Sequence[GridRow], place: int) -> bool:
    return not any(is_blank(row[place].text) for row in rows)

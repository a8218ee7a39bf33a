"""Columns that say by its number which row of the same table a row belongs to: 「親コード」, 「parent_id」.

The name of that row stands for the number, behind the names of what that belongs to itself, so that a row is
found by what it belongs to, and says it. What a number points to is known for sure: the header says that it
is of a parent, each number is that of another row of the table, and no row belongs to itself on the way up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Role
from corpus.records.departments import looks_like_departments
from corpus.tables.layouts.tables import GridRow, Table
from corpus.text.folding import compact
from corpus.text.plain import is_blank, tidy
from corpus.words import vocabulary

_FEWEST = 3
_MOST_LEVELS = 6
# Between the names from the outermost on, as offices are written.
_STEP = "\u3000"


def with_referred(table: Table) -> tuple[Table, tuple[int, ...]]:
    """The table with names for such numbers, and the columns that had them; the table itself without any."""
    name = _naming(table)
    keyed = [place for place, one in enumerate(table.headings) if one.roles[0] is Role.NUMBER]
    own = next((place for place in keyed if _tells_apart(table.rows, place)), None)
    if name is None or own is None or len(table.rows) < _FEWEST:
        return table, ()
    upper = [place for place in range(len(table.headings)) if _says_parent(table, place)]
    found = {place: ups for place in upper if (ups := _ups(table.rows, own, place))}
    for place, ups in found.items():
        table = _named(table, place, name, ups)
    return table, tuple(found)


def _naming(table: Table) -> int | None:
    """The column of the names: one that is headed as such, or as the name of something."""
    endings = tuple(vocabulary("headers")["names"]["endings"])
    named = [place for place, one in enumerate(table.headings) if one.roles[0] is Role.NAME]
    ending = (p for p, one in enumerate(table.headings) if one.header.words.endswith(endings))
    return named[0] if named else next(ending, None)


def _says_parent(table: Table, place: int) -> bool:
    """Whether a column is headed as that of a parent, and as one of numbers where figures stand in it."""
    heading = table.headings[place]
    numbered = heading.roles[0] is Role.NUMBER
    coded = not any(row[place].text.strip().isdecimal() for row in table.rows)
    words = vocabulary("headers")["parents"]["words"]
    return (numbered or coded) and any(word in heading.header.words for word in words)


def _tells_apart(rows: Sequence[GridRow], place: int) -> bool:
    numbers = [compact(row[place].text) for row in rows]
    return all(numbers) and len(set(numbers)) == len(numbers)


def _ups(rows: Sequence[GridRow], own: int, place: int) -> dict[int, int]:
    """For each row that belongs to another the place of that; empty where the column says no such thing."""
    numbers = {compact(row[own].text): at for at, row in enumerate(rows)}
    said = {at: compact(row[place].text) for at, row in enumerate(rows) if not is_blank(row[place].text)}
    if place == own or not said or not numbers.keys() >= set(said.values()):
        return {}
    ups = {at: numbers[number] for at, number in said.items()}
    return ups if all(_ends(ups, at) for at in ups) else {}


def _ends(ups: Mapping[int, int], at: int) -> bool:
    return len(_above(ups, at)) <= _MOST_LEVELS


def _above(ups: Mapping[int, int], at: int) -> list[int]:
    """The rows that one belongs to, the outermost first; one more than there may be where they do not end."""
    found: list[int] = []
    while at in ups and len(found) <= _MOST_LEVELS:
        at = ups[at]
        found.insert(0, at)
    return found


def _named(table: Table, place: int, name: int, ups: Mapping[int, int]) -> Table:
    names = [tidy(row[name].text) for row in table.rows]
    texts = {at: _STEP.join(names[one] for one in _above(ups, at)) for at in ups}
    offices = all(looks_like_departments(names[up]) for up in ups.values())
    role = Role.DEPARTMENT if offices else Role.OTHER
    headings = list(table.headings)
    headings[place] = replace(headings[place], roles=(role,))
    rows = tuple(
        tuple(
            replace(cell, text=texts[at]) if column == place and at in texts else cell
            for column, cell in enumerate(row)
        )
        for at, row in enumerate(table.rows)
    )
    return replace(table, headings=tuple(headings), rows=rows)

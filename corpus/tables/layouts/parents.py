"""Rows that have the sums of the rows below them: 市税 over 市民税 and 固定資産税, each with an amount.

They are no records beside what they add up, and stay as texts: a figure under the header of their labels, the
label and its own header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.document import Passage
from corpus.tables.cells.cell_texts import header_of
from corpus.tables.cells.kinds import Kind, is_mostly, kind_of
from corpus.tables.layouts.tables import GridRow, Table
from corpus.text.folding import compact, fold
from corpus.text.numerals import number
from corpus.text.plain import tidy

_FEWEST = 2
# The share of such rows whose figure is the sum of those below: a page may lack some.
_SUMS = 0.6
# Letters of a figure with blanks between its groups.
_LONGEST = 40


def without_parents(table: Table) -> tuple[Table, list[tuple[str, GridRow]]]:
    """The table without the rows that add up others, and these with the header of their labels."""
    labels = _label_columns(table)
    if labels < _FEWEST or labels == len(table.headings):
        return table, []
    depths = [_depth(row, labels) for row in table.rows]
    parents = [
        place
        for place, depth in enumerate(depths[:-1])
        if 0 <= depth < labels - 1
        and depths[place + 1] > depth
        and any(_figure(c.text) for c in table.rows[place][labels:])
    ]
    summed = sum(_is_sum(table.rows, depths, place, labels) for place in parents)
    if len(parents) < _FEWEST or summed < _SUMS * len(parents):
        return table, []
    told = [(header_of(table.headings[depths[place]]), table.rows[place]) for place in parents]
    inner = _carried(table.rows, depths, labels)
    kept = tuple(row for place, row in enumerate(inner) if place not in set(parents))
    return replace(table, rows=kept), told


def parent_texts(
    table: Table, parents: Sequence[tuple[str, GridRow]], path: Sequence[str]
) -> Iterator[Passage]:
    """A passage for each figure of the rows that add up others."""
    labels = _label_columns(table)
    for kind, row in parents:
        name = tidy([cell.text for cell in row[:labels] if cell.text][-1])
        for heading, cell in zip(table.headings[labels:], row[labels:], strict=True):
            if kind_of(cell.text) is Kind.FIGURE:
                headings = filter(None, (*path, kind, name, header_of(heading)))
                yield Passage(cell.text, tuple(dict.fromkeys(headings)), cell.locator)


def _label_columns(table: Table) -> int:
    """How many columns in front hold labels."""
    count = 0
    while count < len(table.headings) and not is_mostly([row[count].text for row in table.rows], Kind.FIGURE):
        count += 1
    return count


def _depth(row: GridRow, labels: int) -> int:
    """The last column of labels that a row fills; -1 where it fills none."""
    return max((column for column, cell in enumerate(row[:labels]) if cell.text), default=-1)


def _is_sum(rows: Sequence[GridRow], depths: Sequence[int], place: int, labels: int) -> bool:
    """Whether the first figure of a row is the sum of those below it that add up no others."""
    total = Decimal(0)
    below = place + 1
    while below < len(rows) and depths[below] > depths[place]:
        if below + 1 == len(rows) or depths[below + 1] <= depths[below]:
            total += _first(rows[below], labels) or 0
        below += 1
    return _first(rows[place], labels) == total


def _first(row: GridRow, labels: int) -> Decimal | None:
    return next((value for cell in row[labels:] if (value := _figure(cell.text)) is not None), None)


def _figure(text: str) -> Decimal | None:
    return number(compact(fold(text))) if len(text) <= _LONGEST else None


def _carried(rows: Sequence[GridRow], depths: Sequence[int], labels: int) -> list[GridRow]:
    """The rows with the labels of those that they stand below, where they are blank."""
    found: list[GridRow] = []
    above: dict[int, str] = {}
    for row, depth in zip(rows, depths, strict=True):
        own = {column: cell.text for column, cell in enumerate(row[:labels]) if cell.text}
        first = min(own, default=labels)
        above = {column: text for column, text in above.items() if column < first} | own
        found.append(
            tuple(
                replace(cell, text=above[column], filled=True)
                if column < first and column in above and depth == labels - 1
                else cell
                for column, cell in enumerate(row)
            )
        )
    return found

"""Figures whose units stand in a column of their own beside them: 「45 | 時間」 is 45時間.

Such a column has no header of its own: it is blank, merged with that of the figures, or says 単位 beside each
of several columns of figures. A single column of units for all of a table stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpus.document import FindingKind
from corpus.source import Block, Grid, GridCell, Remark, Source
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.numerals import FIGURE, narrow
from corpus.text.plain import is_blank
from corpus.text.quantities import find_quantities
from corpus.words import vocabulary

_LONGEST = 8
_FEWEST = 2
_MOST_HEADER_ROWS = 4
_NUMBER = expression(rf"[+-]?(?:{FIGURE})|[△▲]\s*(?:{FIGURE})")

Rows = Sequence[tuple[GridCell, ...]]


def with_units(source: Source) -> Source:
    """The file with the figures and units of its tables joined; each column that was is said."""
    remarks: list[Remark] = []
    blocks = tuple(_joined(block, remarks) for block in source.blocks)
    return replace(source, blocks=blocks, remarks=(*source.remarks, *remarks)) if remarks else source


def _joined(block: Block, remarks: list[Remark]) -> Block:
    if not isinstance(block, Grid):
        return block
    rows = block.rows
    found = [column for column in range(1, len(rows[0])) if _holds_units(rows, column)]
    titled = [column for column in found if _is_titled(rows, column)]
    columns = set(found) - set(titled if len(titled) == 1 and not _has_parent(rows, titled[0]) else ())
    if not columns:
        return block
    for column in sorted(columns):
        first = next(row for row in rows if _is_unit(row[column].text) and row[column - 1].text)
        printed = f"{first[column - 1].text} {first[column].text}"
        remarks.append(Remark(FindingKind.SPLIT_CELL, printed, first[column - 1].locator))
    return Grid(tuple(tuple(_cells(row, columns)) for row in rows), block.locator)


def _cells(row: tuple[GridCell, ...], columns: set[int]) -> Iterator[GridCell]:
    """The cells of a row without the columns of units, each figure with its unit behind it."""
    for place, cell in enumerate(row):
        if place in columns:
            continue
        unit = row[place + 1].text.strip() if place + 1 in columns else ""
        joins = bool(unit) and _is_unit(unit) and _is_figure(cell.text)
        yield replace(cell, text=cell.text.strip() + unit) if joins else cell


def _holds_units(rows: Rows, column: int) -> bool:
    """Whether all that stands in a column below its header are units of the figures to its left.

    Most of them are known ones.
    """
    first = next((place for place, row in enumerate(rows) if is_known_unit(row[column].text)), len(rows))
    if not 0 < first <= _MOST_HEADER_ROWS:
        return False
    while first and _is_unit(rows[first - 1][column].text) and _is_figure(rows[first - 1][column - 1].text):
        first -= 1
    if not first or not all(_is_header(row, column) for row in rows[:first]):
        return False
    body = [row for row in rows[first:] if not is_blank(row[column].text)]
    known = sum(is_known_unit(row[column].text) for row in body)
    figures = [row for row in body if _is_figure(row[column - 1].text)]
    blank = sum(is_blank(row[column - 1].text) for row in body)
    fits = len(figures) + blank == len(body) and all(_is_unit(row[column].text) for row in body)
    return bool(figures) and fits and len(body) >= _FEWEST and known * 2 >= len(body)


def _is_header(row: tuple[GridCell, ...], column: int) -> bool:
    cell, left = row[column], row[column - 1]
    merged = cell.filled and cell.locator == left.locator and cell.text == left.text
    return not cell.text.strip() or merged or _says_unit(cell.text)


def _is_titled(rows: Rows, column: int) -> bool:
    return any(_says_unit(row[column].text) for row in rows[: _MOST_HEADER_ROWS + 1])


def _has_parent(rows: Rows, column: int) -> bool:
    """Whether one header spans the column and that of its figures, and nothing else."""
    return any(
        row[column].filled
        and row[column].locator == row[column - 1].locator
        and not (column > 1 and row[column - 2].locator == row[column].locator and row[column - 2].text)
        and not (
            column + 1 < len(row) and row[column + 1].filled and row[column + 1].text == row[column].text
        )
        for row in rows[:_MOST_HEADER_ROWS]
        if row[column].text
    )


def _says_unit(text: str) -> bool:
    return compact(text).strip("()（）") in vocabulary("counters")["unit_headers"]


def _is_figure(text: str) -> bool:
    return _NUMBER.fullmatch(narrow(text).strip()) is not None


def is_known_unit(text: str) -> bool:
    """Whether the text is a unit of the vocabulary, with thousands or millions before it or not."""
    unit = narrow(text).strip().partition("/")[0].lstrip("十百千万億")
    return bool(unit) and unit in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(narrow(word) for name in ("counters", "signs") for word in vocabulary("counters")[name])


def _is_unit(text: str) -> bool:
    """Whether a figure before the text would be a figure of it, all of it; 「件/月」 by what is counted.

    >>> _is_unit("時間"), _is_unit("㎡"), _is_unit("件/月"), _is_unit("単位"), _is_unit("12")
    (True, True, True, False, False)
    """
    unit = narrow(text).strip().partition("/")[0]
    if not unit or len(text.strip()) > _LONGEST or unit[0].isdigit() or _says_unit(unit):
        return False
    unit = text.strip()[: len(unit)]
    found = find_quantities(f"1{unit}")
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(unit) + 1 and bool(found[0].unit)

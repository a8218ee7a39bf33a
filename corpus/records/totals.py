"""Rows that add up or average the others: no records, and asked for as the totals that are printed.

Their label stands in any column of keys, spaced out (合　計), merged over columns, or behind the name of what
is added up (一般会計 合計).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from corpus.document import Role
from corpus.source import GridCell
from corpus.tables.cells.kinds import Kind, kind_of
from corpus.tables.headers.columns import Field
from corpus.tables.layouts.tables import GridRow
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import closed, tidy
from corpus.words import vocabulary

_KEYS = frozenset({Role.NUMBER, Role.NAME, Role.GROUP, Role.GROUP_NUMBER})
# 「総務部　計」: a bureau's total, set apart by a blank as no name of a project is.
_APART = expression(r"^\S{1,12}[ \u3000]+(?:小計|合計|計)$")
# 「Ａの指標数」: how many records have a rating.
_TALLY = expression(r"^[a-z◎○●△▲×-]の?(?:評価|判定|ランク)?の?.{0,8}(?:数|件|計)$")
_LONGEST_LABEL = 40
# Where rows say this many things in words, one with a label and figures alone is none of them.
_WORDS_OF_A_RECORD = 2


def words_of_records(rows: Sequence[GridRow]) -> int:
    """In how many texts that are no figures a row of the table typically speaks; 0 for a table without rows.

    Rows with one such text are left out, as totals are, but where nearly all are like that.
    """
    counts = [len(_words(row)) for row in rows]
    several = [count for count in counts if count > 1]
    return median_low(several) if several and len(several) * 3 >= len(rows) else max(counts[:1], default=0)


def is_total(row: GridRow, fields: Sequence[Field], words: int) -> bool:
    """Whether a row is a total or an average; `words` as `words_of_records` counts them in its table."""
    keys = [cell.text for cell, item in zip(row, fields, strict=True) if item.role in _KEYS and cell.text]
    lists = vocabulary("headers")["totals"]
    if any(compact(text) in lists["exact"] for text in (*keys, *_label(row))):
        return True
    numbered = any(cell.text for cell, item in zip(row, fields, strict=True) if item.role is Role.NUMBER)
    if keys and not numbered and (_APART.search(keys[0]) or _TALLY.search(compact(keys[0]))):
        return True
    said = _words(row)
    if len(said) != 1 or words < _WORDS_OF_A_RECORD or not any(_figures(row)):
        return False
    label = compact(said[0])
    return label in lists["exact"] or (
        len(label) <= _LONGEST_LABEL and label.endswith(tuple(lists["suffix"]))
    )


def total_cells(row: GridRow, fields: Sequence[Field]) -> list[GridCell]:
    """The figures of a total with its label and their headers: 「一般会計合計 補正額: 27,540」.

    Empty for a row without figures.
    """
    label = " ".join(tidy(closed(text)) for text in _words(row))
    return [
        replace(cell, text=f"{label} {tidy(fields[column].column.header)}: {cell.text}".strip())
        for column, cell in _figures(row)
    ]


def _label(row: GridRow) -> list[str]:
    """What a row with several figures begins with, where those are told of it; empty for any other row.

    The label of a total within one thing (「青葉町 計」) stands behind the name of that, whose record it is.
    """
    first = next((cell.text for cell in row if cell.text), "")
    return [first] if sum(1 for _ in _figures(row)) > 1 else []


def _words(row: GridRow) -> list[str]:
    """The different texts of a row that are no figures and no marks."""
    kinds = (Kind.WORDS, Kind.PROSE, Kind.MARK)
    return list(dict.fromkeys(cell.text for cell in row if cell.text and kind_of(cell.text) in kinds))


def _figures(row: GridRow) -> Iterator[tuple[int, GridCell]]:
    """The figures of a row with their columns, a merged one once."""
    for column, (before, cell) in enumerate(pairwise((None, *row))):
        assert cell is not None
        spans = before is not None and cell.filled and cell.locator == before.locator
        if kind_of(cell.text) is Kind.FIGURE and not spans:
            yield column, cell

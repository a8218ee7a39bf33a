"""Joins a ruled table of a PDF that goes over pages: header rows once, cut rows whole, merged cells filled.

Nothing in a PDF says that a table goes on. Its vertical rules do, and where the page ended a row, the texts
that were cut within a line.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.readers.cells import starts_item
from corpus.readers.pdf.tables.shading import NEAR
from corpus.readers.pdf.tables.tables import PageTable, at
from corpus.readers.pdf.texts.lines import between, go_on
from corpus.source import GridCell
from corpus.text.expressions import expression

_LONG = 15
# The share of rows that is nearly all of them.
_NEARLY = 0.9
_FIGURE = expression(r"[0-9０-９][0-9０-９,，.．]*[%％]?")
_NUMBERED = expression(r"[(（]?(?:[0-9０-９]{1,3}(?:[-－.．][0-9０-９]{1,3})*|[ア-ンa-zA-Z])[)）.．]?$|[①-⓿]")
_ENDED = ("。", "．", "！", "？", "）", ")", "」")
_BREAKS_OFF = expression(r"[、，・をにはがのとへでやも（(「]$")
_GOES_ON = expression(r"[、。，）)」ー々んゃゅょっャュョッ]|(?:を|に|は|が|の|と)[^ぁ-ん]")


def join(above: PageTable, below: PageTable, limit: float) -> bool:
    """Takes the rows of a table into the one that it goes on from; False when it is a table of its own.

    It goes on when its vertical rules stand where the other's do, and either its header rows are printed
    again (they are dropped) or its first row had no room above `limit`, the y where the document's pages end.
    A row cut by the page's end is put together, and a merged cell that goes on is filled.
    """
    columns = common_columns(above, below) if below.page == above.page + 1 else None
    if columns is None:
        return False
    upper = [_widen(row, above.columns, columns) for row in above.rows]
    shift = above.columns[0] - below.columns[0]
    shifted = [x + shift for x in below.columns]
    lower = [_widen(row, shifted, columns) for row in below.rows]
    repeated = 0
    while repeated < min(len(upper), len(lower)) and _squeezed(upper[repeated]) == _squeezed(lower[repeated]):
        repeated += 1
    is_cut = above.is_open_below and (below.is_open_above or repeated > 0)
    had_room = above.bottom + below.heights[1] - below.heights[0] + NEAR < limit
    if not repeated and not is_cut and (had_room or _is_form(upper[0], lower[0])):
        return False
    lower = lower[repeated:]
    tails = _tails(above, below, repeated, columns)
    if lower and (is_cut or _goes_on(upper[-1], lower) or _is_rest(upper[repeated:], lower, tails)):
        upper[-1] = [_continued(cell, more) for cell, more in zip(upper[-1], lower[0], strict=True)]
        lower = lower[1:]
    _carry_down(upper, lower)
    above.rows, above.columns = upper + lower, columns
    above.page, above.bottom, above.is_open_below = below.page, below.bottom, below.is_open_below
    above.tails = tuple((x + shift, line, right) for x, line, right in below.tails)
    return True


def common_columns(above: PageTable, below: PageTable) -> list[float] | None:
    """The vertical rules of both when one table has all that the other has, side margins apart; else None."""
    shift = above.columns[0] - below.columns[0]
    moved = [x + shift for x in below.columns]
    if abs(moved[-1] - above.columns[-1]) > NEAR:
        return None
    more, fewer = (above.columns, moved) if len(above.columns) >= len(moved) else (moved, above.columns)
    if len(fewer) < 3 or any(min(abs(x - y) for y in more) > NEAR for x in fewer):
        return None
    return more


def _widen(row: list[GridCell], columns: Sequence[float], onto: Sequence[float]) -> list[GridCell]:
    """The row on a finer grid: a cell over several of the new columns is repeated, marked as filled."""
    if len(columns) == len(onto):
        return row
    cells = []
    for left, right in itertools.pairwise(onto):
        column = bisect.bisect_right(columns, (left + right) / 2) - 1
        cell = row[min(max(column, 0), len(row) - 1)]
        begins = abs(columns[column] - left) <= NEAR
        cells.append(cell if begins else replace(cell, filled=True))
    return cells


def _squeezed(row: Iterable[GridCell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _is_form(first: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    """Whether two first rows share a label but not all: the same form, filled in once more."""
    pairs = zip(_squeezed(first), _squeezed(other), strict=True)
    return any(one and one == two for one, two in pairs)


def _goes_on(last: Sequence[GridCell], rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the first row is the rest of the last row above, cut by a page's end that is ruled.

    It is when its first cells are blank, none of them a merged one, and all that is printed goes on from a
    long text.
    """
    printed = [column for column, cell in enumerate(rows[0]) if cell.text]
    if not printed or printed[0] == 0 or any(_spans_down(rows, column) for column in range(printed[0])):
        return False
    return all(len(last[column].text) >= _LONG for column in printed)


def _is_rest(
    rows: Sequence[Sequence[GridCell]],
    lower: Sequence[Sequence[GridCell]],
    tails: dict[int, bool],
) -> bool:
    """Whether the first of `lower` is the rest of the last of `rows`, cut by a page's end that is ruled.

    It is when it lacks what tells rows apart, such as a number or a name, and at least half of what is
    printed goes on from texts that stand down to the rule (`tails`, True where the line was full) and have
    not come to their end. A figure below a figure is a row's own.
    """
    printed = [column for column, cell in enumerate(lower[0]) if cell.text and not cell.filled]
    if not rows or not printed or not any(_is_key(rows, lower, column) for column in range(len(lower[0]))):
        return False
    pairs = [(rows[-1][column].text, lower[0][column].text) for column in printed]
    if any(not above or (_FIGURE.fullmatch(above) and _FIGURE.fullmatch(text)) for above, text in pairs):
        return False
    cut = sum(
        column in tails and (tails[column] or _is_unfinished([row[column].text for row in rows], text))
        for column, (_, text) in zip(printed, pairs, strict=True)
    )
    return cut * 2 >= len(printed)


def _is_key(rows: Sequence[Sequence[GridCell]], lower: Sequence[Sequence[GridCell]], column: int) -> bool:
    """Whether the rows have a text of their own in the column, and the first of `lower` has none."""
    last = rows[-1][column]
    if lower[0][column].text or last.filled or not last.text or _spans_down(lower, column):
        return False
    own = [row[column].text for row in rows]
    numbered = sum(_NUMBERED.match(text) is not None for text in own)
    return sum(map(bool, own)) >= _NEARLY * len(rows) or (
        _NUMBERED.match(last.text) is not None and numbered * 2 >= len(rows)
    )


def _is_unfinished(column: Sequence[str], more: str) -> bool:
    """Whether the last text of a column breaks off before `more`.

    It ends in a particle or a comma, `more` begins with what nothing begins with, or all others end as
    sentences do.

    >>> _is_unfinished(["施策", "公園の整備と"], "管理"), _is_unfinished(["直す。", "置く。ま"], "た掃く。")
    (True, True)
    >>> _is_unfinished(["施策", "公園の整備"], "管理")
    False
    """
    *others, last = column
    if starts_item(more) or last.endswith(_ENDED):
        return False
    if _BREAKS_OFF.search(last) or _GOES_ON.match(more):
        return True
    sentences = [text for text in others if len(text) > 1]
    ended = sum(text.endswith("。") for text in sentences)
    return bool(ended) and more.endswith("。") and ended * 2 >= len(sentences)


def _tails(above: PageTable, below: PageTable, first: int, columns: Sequence[float]) -> dict[int, bool]:
    """The columns whose last text above stands down to the rule, and a text begins in row `first` below.

    True where the line was wrapped before that text.
    """
    if first >= len(below.heads):
        return {}
    shift = above.columns[0] - below.columns[0]
    heads = {at(columns, x + shift + NEAR): line for x, line in below.heads[first].items()}
    tails = {at(columns, x + NEAR): (line, right) for x, line, right in above.tails}
    return {
        column: between(line, heads[column], right) != "\n"
        for column, (line, right) in tails.items()
        if column in heads
    }


def _spans_down(rows: Sequence[Sequence[GridCell]], column: int) -> bool:
    """Whether the box at the head of a column covers the next row too."""
    return len(rows) > 1 and rows[1][column].filled and rows[1][column].locator == rows[0][column].locator


def _continued(cell: GridCell, more: GridCell) -> GridCell:
    text = go_on(cell.text, more.text) if cell.text != more.text or not cell.filled else cell.text
    return replace(cell, text=text)


def _carry_down(upper: Sequence[Sequence[GridCell]], lower: list[list[GridCell]]) -> None:
    """Fills a blank box at the page's head that is the rest of a merged one with what stood above."""
    if not lower:
        return
    for column, cell in enumerate(lower[0]):
        was_merged = len(upper) > 1 and upper[-1][column].locator == upper[-2][column].locator
        if cell.text or not (was_merged or _spans_down(lower, column)):
            continue
        for row in lower:
            if row[column].locator != cell.locator:
                break
            row[column] = replace(upper[-1][column], filled=True)

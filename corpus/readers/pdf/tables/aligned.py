"""Finds tables without vertical rules, by columns of short texts that stand below one another.

Only what can hardly be anything else is taken for a table: at least three rows with wide gaps at the same
places, short cells aligned at one side or the middle, and labels in front. Prose is never taken apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.readers.numbering import number_of
from corpus.readers.pdf.tables.alignment import (
    Gap,
    Row,
    cell_of,
    free,
    is_aligned,
    is_even,
    spans_of,
    text_of,
)
from corpus.readers.pdf.tables.captions import header_of, parted
from corpus.readers.pdf.tables.tables import PageTable
from corpus.readers.pdf.texts.lines import go_on
from corpus.source import GridCell
from corpus.text.expressions import expression

_ROWS, _MANY = 3, 5
# A header with fewer gaps may stand above: the rows below are tried too, so many of them.
_SEEDS = 4
# Gaps between columns are so many characters wide, rows so many apart.
_WIDE, _NARROWEST, _APART = 1.5, 1.0, 2.5
_FILLED, _FILLED_COLUMN, _FILLED_PAIRS = 0.6, 0.5, 0.8
_LONG, _LONGEST = 16, 30
# A row without a label that stands so much nearer than others is the rest of the one above.
_NEARER = 0.8
# A cell begins so near to another of its column, in points.
_NEAR = 4.0
# Contents may stand in two columns. Dots lead to the number of a page.
_MOST_CONTENTS = 4
_ENTRY = expression(r"[.．…‥・]{3,}[0-9０-９]{1,3}(?![0-9０-９.,，．])")
_MARK = expression(r"[0-9０-９]|^[○◎●△▲×✓✔☑☐〇－―ー–-]$")


def aligned_tables(rows: Sequence[Row], page: int, number: int) -> tuple[list[PageTable], list[Row]]:
    """The tables of a page's part, counted from `number`, and the rows that stand in none."""
    tables: list[PageTable] = []
    rest: list[Row] = []
    start = end = 0
    while start < len(rows):
        seeds = range(start, min(start + _SEEDS, len(rows)))
        run = max((_run(rows, seed) for seed in seeds), key=lambda run: len(run.rows) * len(run.gaps))
        if _is_table(run):
            run = _extended(rows[end:], run, end)
            header = header_of(rows[end : run.first], run.rows, run.gaps)
            rest = [*rest, *rows[start : run.first]]
            rest = rest[: len(rest) - len(header)]
            tables.append(_table(run, header, page, number + len(tables)))
            start = end = run.first + len(run.rows)
        else:
            rest.append(rows[start])
            start += 1
    return tables, rest


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows one below another, the first at a place of the page's part, that leave the same gaps free."""

    first: int
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    def texts(self) -> list[list[str]]:
        """What the cells say, row by row."""
        spans = spans_of(self.gaps)
        return [[text_of(cell_of(row, span)) for span in spans] for row in self.rows]


def _run(rows: Sequence[Row], start: int) -> _Run:
    """The rows from one on that leave the same gaps free as this one, less titles and notes at both ends."""
    gaps = [
        (left.x1, right.x0)
        for left, right in pairwise(rows[start])
        if right.x0 - left.x1 >= _WIDE * max(left.size, right.size)
    ]
    end = start + 1
    while gaps and end < len(rows):
        above, row = rows[end - 1], rows[end]
        size = max(piece.size for piece in row)
        if min(piece.top for piece in row) - max(piece.bottom for piece in above) > _APART * size:
            break
        left = [free(gap, row) for gap in gaps]
        kept = [gap for gap in left if gap[1] - gap[0] >= _NARROWEST * size]
        if len(kept) < len(gaps) and end - start >= _ROWS:
            break
        gaps, end = kept, end + 1
    spans = spans_of(gaps)
    full = [i for i in range(start, end) if sum(bool(cell_of(rows[i], span)) for span in spans) > 1]
    if not full:
        return _Run(start, (), ())
    return _Run(full[0], tuple(rows[full[0] : full[-1] + 1]), tuple(gaps))


def _extended(rows: Sequence[Row], run: _Run, start: int) -> _Run:
    """The run with the rows at both its ends that begin where it does, though they leave less of the gaps.

    `rows` begin at the place `start` of the page's part.
    """
    first, last = run.first - start, run.first - start + len(run.rows) - 1
    found = list(run.rows)
    while first > 0 and (row := _cut(rows[first - 1], rows[first], run)):
        found.insert(0, row)
        first -= 1
    while last + 1 < len(rows) and (row := _cut(rows[last + 1], rows[last], run)):
        found.append(row)
        last += 1
    return _Run(first + start, tuple(found), run.gaps)


def _cut(row: Row, beside: Row, run: _Run) -> Row | None:
    """A row next to another of the run, cut at its gaps; None where its cells do not begin as those do."""
    pieces = [part for piece in row for part in parted(piece, run.gaps)]
    apart = max(one[0].top for one in (row, beside)) - min(one[0].bottom for one in (row, beside))
    if apart > _APART * row[0].size:
        return None
    for span in spans_of(run.gaps):
        lows = [cell[0].x0 for one in run.rows if (cell := cell_of(one, span))]
        own = cell_of(pieces, span)
        if not own or min(abs(own[0].x0 - low) for low in lows) > _NEAR:
            return None
    return pieces


def _is_table(run: _Run) -> bool:
    if len(run.rows) < _ROWS or not run.gaps:
        return False
    texts = run.texts()
    filled = sum(bool(text) for row in texts for text in row) / (len(texts) * len(texts[0]))
    if filled < (_FILLED if len(run.gaps) > 1 else _FILLED_PAIRS):
        return False
    if not (_is_short(texts) and _tells_a_table(texts) and is_even(run.rows)) or _is_contents(run, texts):
        return False
    labels = [row[0] for row in texts if row[0]]
    if sum(any(map(str.isalpha, label)) for label in labels) < _FILLED * len(labels):
        return False
    columns = [[cell for row in run.rows if (cell := cell_of(row, span))] for span in spans_of(run.gaps)]
    return all(len(column) >= _FILLED_COLUMN * len(run.rows) and is_aligned(column) for column in columns)


def _is_short(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the cells are those of a table: no sentences, at most one column of longer texts."""
    every = [text for row in texts for text in row if text]
    if sum(text.endswith(("。", "、")) for text in every) * 10 > len(every):
        return False
    columns = [[text for text in column if text] for column in zip(*texts, strict=True)]
    means = sorted(sum(map(len, own)) / max(1, len(own)) for own in columns)
    return means[-1] <= _LONGEST and all(mean <= _LONG for mean in means[:-1])


def _tells_a_table(texts: Sequence[Sequence[str]]) -> bool:
    """Whether a column behind the first has figures or marks, or there are rows enough to be no chance.

    A column of one letter a row is upright writing, one of the labels themselves boxes of a diagram.
    """
    columns = [[text for text in column if text] for column in zip(*texts, strict=True)]
    if any(column and all(len(text) == 1 and text.isalpha() for text in column) for column in columns):
        return False
    if columns[0] in columns[1:]:
        return False
    marked = [
        sum(_MARK.search(text) is not None for text in column) >= _FILLED * len(column)
        for column in columns[1:]
    ]
    return any(marked) or len(texts) >= _MANY


def _is_contents(run: _Run, texts: Sequence[Sequence[str]]) -> bool:
    """Whether rows are entries of a table of contents: headings with dots or numbers, and pages behind."""
    entries = sum(_ENTRY.search("".join(piece.text for piece in row)) is not None for row in run.rows)
    if len(texts[0]) <= _MOST_CONTENTS and entries * 3 >= len(texts):
        return True
    pages = sum(row[-1].isdecimal() for row in texts)
    numbered = sum(bool(number_of(row[0]).kind) for row in texts)
    return len(texts[0]) == 2 and pages * 3 >= len(texts) * 2 and numbered * 2 >= len(texts)


def _table(run: _Run, header: Sequence[Sequence[str]], page: int, number: int) -> PageTable:
    """The rows as a table; a header's text over several columns is marked as filled in the further ones."""
    tops = [min(piece.top for piece in row) for row in run.rows]
    bottom = max(piece.bottom for piece in run.rows[-1])
    pitch = median(below - above for above, below in pairwise(tops))
    grid: list[list[GridCell]] = []
    for above in header:
        place = Locator(page=page, table=number, row=len(grid) + 1)
        repeated = [False, *(bool(one) and one == other for one, other in pairwise(above))]
        grid.append([GridCell(text, place, more) for text, more in zip(above, repeated, strict=True)])
    heights: list[float] = [tops[0]] * len(header)
    for index, row in enumerate(run.rows):
        texts = [text_of(cell_of(row, span)) for span in spans_of(run.gaps)]
        if index and not texts[0] and tops[index] - tops[index - 1] < _NEARER * pitch:
            grid[-1] = [
                GridCell(go_on(cell.text, text), cell.locator)
                for cell, text in zip(grid[-1], texts, strict=True)
            ]
            continue
        place = Locator(page=page, table=number, row=len(grid) + 1)
        grid.append([GridCell(text, place) for text in texts])
        heights.append(tops[index])
    left = min(row[0].x0 for row in run.rows)
    right = max(row[-1].x1 for row in run.rows)
    columns = [left, *((low + high) / 2 for low, high in run.gaps), right]
    return PageTable(page, tops[0], bottom, columns, grid, heights=[*heights, bottom])

"""Tables that are found by their shape: a band of header cells over columns that are each alike below it.

Where no header is known by its words, figures tell: a row that holds none where the columns below hold hardly
anything else heads them. Without columns of figures, a first row of short, different texts that none of the
cells below repeats does. A label that stands alone in its row heads the rows below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Role
from corpus.source import GridCell
from corpus.tables.tables import GridRow, Heading, Table, read_headings
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.plain import is_blank

_MOST_HEADER_ROWS = 3
_LONGEST_HEADER = 40
# The share of cells that are figures in a column of figures, and that say something in a row of headers.
_FIGURES = 0.6
_FULL = 0.8
# A figure with marks of notes, a sign, and a unit or large numeral behind it.
_FIGURE = expression(
    r"(?:[※*＊][0-9]{0,2}[,、 ]*)*[(（]?[△▲▴+\-−±約]?[0-9][0-9,]*(?:\.[0-9]+)?[)）]?"
    r"(?:[^\d\s、。]{0,6})[)）]?(?:[※*＊][0-9]{0,2})?"
)
_NONE = frozenset({"-", "－", "―", "—", "ー", "−", "‐", "…", "...", "*", "x", "0"})
_PERIOD = expression(
    r"第?[0-9]{1,4}(?:期|年度?|月|回|四半期)|(?:令和|平成|昭和|[rhs])[0-9元]{1,2}(?:年度?)?|[12][0-9]{3}"
)
# What stands above a table and names no column: its unit, the day it is of.
_CAPTION = expression(r"^[(（]?(?:単位|円|千円|百万円|%|％)|現在[)）]?$")


def by_shape(table: Table) -> Table | None:
    """The table with the headings that its shape shows; None where its rows have no band of headers.

    The column that names its rows, if one does, has the role of a name. Rows above go to the preamble.
    """
    captions, rows = _without_captions(table.rows)
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    depth = header_depth(rows)
    if not depth:
        return None
    headings = read_headings(rows[:depth])
    shaped = Table(headings, tuple(rows[depth:]), (*table.preamble, *captions), table.locator)
    return with_name(shaped)


def with_name(table: Table) -> Table:
    """The table with the role of a name for the column that names its rows, if one does."""
    name = naming_column(table.headings, table.rows)
    named = (
        replace(heading, roles=(Role.NAME,)) if column == name else heading
        for column, heading in enumerate(table.headings)
    )
    return replace(table, headings=tuple(named))


def _without_captions(rows: Sequence[GridRow]) -> tuple[tuple[GridRow, ...], list[GridRow]]:
    """The rows above the table that say its unit or its day, and the table's own."""
    captions: list[GridRow] = []
    left = list(rows)
    while left:
        texts = {cell.text for cell in left[0] if cell.text}
        if len(texts) != 1 or not _CAPTION.search(compact(fold(next(iter(texts))))):
            break
        captions.append(left.pop(0))
    return tuple(captions), left


def header_depth(rows: Sequence[GridRow]) -> int:
    """How many rows of headers a grid begins with, 0 to 3, told by its shape alone."""
    columns = range(len(rows[0]))
    figures = [column for column in columns if _holds_figures(rows, column)]
    return _above_figures(rows, figures) if figures else _above_texts(rows)


def _holds_figures(rows: Sequence[GridRow], column: int) -> bool:
    """Whether a column holds figures below its header, and is no numbering of rows."""
    below = [row[column].text for row in rows[1:] if not is_blank(row[column].text)]
    if not below:
        return False
    held = sum(is_figure(text) for text in below)
    return held >= _FIGURES * len(below) and any(not text.isdecimal() or len(text) > 2 for text in below)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or a sign for none, and not a year or period.

    >>> [is_figure(text) for text in ("△ 1,234", "※１ 660,805", "85.4%", "－", "2019年3月", "第21期", "R6")]
    [True, True, True, True, False, False, False]
    """
    folded = compact(fold(text))
    if folded in _NONE:
        return True
    return _FIGURE.fullmatch(folded) is not None and not _is_period(folded)


def _is_period(folded: str) -> bool:
    return _PERIOD.fullmatch(folded) is not None or bool(find_dates(folded))


def _above_figures(rows: Sequence[GridRow], figures: Sequence[int]) -> int:
    """The rows above the first that holds figures, less lables right above it that head its rows alone."""
    first = next(
        (place for place, row in enumerate(rows) if any(_says_figure(row[column]) for column in figures)),
        len(rows),
    )
    headed = [place for place in range(first) if any(rows[place][column].text for column in figures)]
    depth = headed[-1] + 1 if headed else 0
    return depth if 0 < depth <= _MOST_HEADER_ROWS and depth < len(rows) else 0


def _says_figure(cell: GridCell) -> bool:
    return bool(cell.text) and is_figure(cell.text) and compact(fold(cell.text)) not in _NONE


def _above_texts(rows: Sequence[GridRow]) -> int:
    """1 where the first row heads columns of texts, 2 where merged cells span it; 0 for none."""
    for depth in (1, 2):
        if len(rows) < depth + 2:
            return 0
        if _heads(rows, depth - 1):
            spanned = depth == 1 or any(cell.filled or not cell.text for cell in rows[0])
            return depth if spanned else 0
    return 0


def _heads(rows: Sequence[GridRow], place: int) -> bool:
    """Whether a row is full of short, different texts that none of the cells below them repeats."""
    texts = [cell.text for cell in rows[place] if cell.text]
    full = len(texts) >= _FULL * len(rows[place]) and len(texts) > 1
    if not full or len(set(texts)) < len(texts) or any(cell.filled for cell in rows[place]):
        return False
    if any(len(text) > _LONGEST_HEADER or "。" in text or is_figure(text) for text in texts):
        return False
    below = {row[column].text for row in rows[place + 1 :] for column in range(len(row))}
    return not below & set(texts)


def naming_column(headings: Sequence[Heading], rows: Sequence[GridRow]) -> int | None:
    """The column that names the rows: of texts, the one with most values of its own, the first of several.

    None where no column holds texts.
    """
    best: tuple[float, int] | None = None
    for column in range(len(headings)):
        texts = [row[column].text for row in rows if not is_blank(row[column].text)]
        worded = [text for text in texts if not is_figure(text)]
        if not texts or len(worded) < _FIGURES * len(texts):
            continue
        periods = sum(_is_period(compact(fold(text))) for text in worded)
        if periods > len(worded) / 2 and column:
            continue
        own = round(len({compact(text) for text in worded}) / len(rows), 1)
        if best is None or own > best[0]:
            best = own, column
    return best[1] if best is not None else None

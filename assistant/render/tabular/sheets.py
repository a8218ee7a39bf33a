"""Tables as an Excel workbook (.xlsx): texts as texts, figures as numbers, a head that stays in sight.

A text cell has the format of text, so that 1-4 becomes no date and `=A1` no formula, not even where somebody
edits it there; one that a spreadsheet would take for a formula is marked as text by its own sign for that
besides. Nothing is put before a text: what is read back is what was written.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assistant.render.tabular.csv import guard
from assistant.render.tabular.figures import figure
from assistant.render.terminal.width import width
from assistant.render.words import lines
from corpus.frozen import dataclass

_NARROWEST, _WIDEST = 6, 40
_LONGEST_TEXT = 32_767
"""A cell holds so many UTF-16 units."""
_LOOKED_AT = 1_000
"""Rows whose widths decide that of their column."""
_LINE, _HIGHEST = 15, 409
"""The heights of a line and of the highest row, in points: not every program finds a row's own height."""
_A4 = 9
_FITTING = 200
"""A sheet of so many characters a line can be read on one page of paper; a wider one goes over several."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its `name` of at most 31 characters, its head, and its rows with one text a column.

    The texts in the columns `figures` are written as numbers where they are figures.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    figures: frozenset[int] = frozenset()


def workbook(sheets: Sequence[Sheet], *, title: str, made: datetime) -> bytes:
    """The file of these sheets; the same sheets, title and time give the same bytes."""
    # What writes it takes 40 ms to import, and only a file needs it.
    import xlsxwriter

    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        book.set_properties({"title": _shown(title)[:255], "created": made})
        styles = _Styles(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, styles)
    return output.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool], Any] = {}
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": "@"}
        )

    def of(self, number_format: str, *, right: bool, quoted: bool = False) -> Any:
        key = number_format, right, quoted
        if key not in self._made:
            style = {"num_format": number_format, "text_wrap": True, "valign": "top"}
            further = {"align": "right"} if right else {}
            marked = {"quote_prefix": True} if quoted else {}
            self._made[key] = self._book.add_format({**style, **further, **marked})
        return self._made[key]


def _write(page: Any, sheet: Sheet, styles: _Styles) -> None:
    widths = [_width(sheet, column) for column in range(len(sheet.columns))]
    for column, head in enumerate(sheet.columns):
        page.write_string(0, column, _shown(head), styles.head)
        page.set_column(column, column, widths[column] + 2)
    page.set_row(0, _height(sheet.columns, widths))
    for place, row in enumerate(sheet.rows, start=1):
        page.set_row(place, _height(row, widths))
        for column, text in enumerate(row):
            right = column in sheet.figures
            found = figure(text) if right else None
            if found is not None:
                page.write_number(place, column, float(found.value), styles.of(found.format, right=True))
            elif text:
                shown = _shown(text)
                style = styles.of("@", right=right, quoted=guard(shown) != shown)
                page.write_string(place, column, shown, style)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    if sum(widths) <= _FITTING:
        page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _width(sheet: Sheet, column: int) -> int:
    """The width of a column in characters: that of its longest line, within bounds."""
    texts = [sheet.columns[column], *(row[column] for row in sheet.rows[:_LOOKED_AT])]
    longest = max(width(line) for text in texts for line in lines(text))
    return max(_NARROWEST, min(longest, _WIDEST))


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row in points: that of its cell with most lines, as far as a row can be high."""
    counts = (
        sum(max(1, -(-width(line) // (wide + 1))) for line in lines(text))
        for text, wide in zip(row, widths, strict=True)
    )
    return min(max(counts) * _LINE, _HIGHEST)


def _shown(text: str) -> str:
    """The text as a cell can hold it: what can't be shown replaced, one that is too long cut with 「…」."""
    shown = "\n".join(lines(text))
    if len(shown.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        return shown
    cut = shown.encode("utf-16-le")[: 2 * (_LONGEST_TEXT - 1)].decode("utf-16-le", errors="ignore")
    return f"{cut}…"

"""What a workbook's cells show beyond their values: number formats, error values, fonts that strike out.

python-calamine gives values alone, and lays a sheet out from its first used cell to its last before anyone
can ask how far that is. So the cells are passed over once beforehand; `xlsx_marks` and `xls_marks` do it for
their formats, and what they find is one `SheetMarks` a sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from corpus.readers.workbook.fonts import PLAIN, Font, Run, as_shown

COLUMNS = 16384


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet. Rows and columns count from 0; all bounds are -1 when nothing is used.

    `uncalculated` is the first cell, such as D6, whose formula has no saved result; empty when all have one.
    `concealed_rows` and `concealed_columns` are those that are not shown, `hidden_rows` and `hidden_columns`
    those of them that hold a value.
    """

    formats: dict[int, str] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    fonts: dict[int, Font] = field(default_factory=dict)
    runs: dict[int, tuple[Run, ...]] = field(default_factory=dict)
    uncalculated: str = ""
    top: int = -1
    bottom: int = -1
    left: int = -1
    right: int = -1
    concealed_rows: set[int] = field(default_factory=set)
    concealed_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def use(self, row: int, column: int) -> None:
        """Counts a cell with a value in."""
        self.top = row if self.top < 0 else min(self.top, row)
        self.left = column if self.left < 0 else min(self.left, column)
        self.bottom = max(self.bottom, row)
        self.right = max(self.right, column)
        if row in self.concealed_rows:
            self.hidden_rows.add(row)
        if column in self.concealed_columns:
            self.hidden_columns.add(column)

    @property
    def area(self) -> int:
        """The cells of the rectangle around all values, which is what a parser would lay out."""
        return 0 if self.top < 0 else (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def note_format(self, row: int, column: int, code: str) -> None:
        """Keeps the number format of a cell; General is not kept."""
        if code:
            self.formats[row * COLUMNS + column] = code

    def note_error(self, row: int, column: int, error: str) -> None:
        """Keeps the error that a cell shows, such as #DIV/0!."""
        self.errors[row * COLUMNS + column] = error

    def note_font(self, row: int, column: int, font: Font, runs: tuple[Run, ...] = ()) -> None:
        """Keeps the font of a cell and the runs of its text; a plain font without runs is not kept."""
        if not font.is_plain:
            self.fonts[row * COLUMNS + column] = font
        if runs:
            self.runs[row * COLUMNS + column] = runs

    def text_of(self, row: int, column: int, text: str) -> tuple[str, str]:
        """What is shown of the text of a cell, and what of it is struck out."""
        place = row * COLUMNS + column
        if place not in self.fonts and place not in self.runs:
            return text, ""
        return as_shown(text, self.runs.get(place, ()), self.fonts.get(place, PLAIN))

    def format_of(self, row: int, column: int) -> str:
        """The number format code of a cell; empty for General."""
        return self.formats.get(row * COLUMNS + column, "")

    def error_of(self, row: int, column: int) -> str:
        """The error that a cell shows; empty where it shows none."""
        return self.errors.get(row * COLUMNS + column, "")


def a1(row: int, column: int) -> str:
    """The name of a cell whose row and column count from 0.

    >>> a1(11, 6), a1(0, 26), a1(1048575, 16383)
    ('G12', 'AA1', 'XFD1048576')
    """
    return f"{_letters(column)}{row + 1}"


def rows_as_shown(rows: Iterable[int]) -> str:
    """Rows as a person counts them: 5-7, 9.

    >>> rows_as_shown({4, 5, 6, 8}), columns_as_shown({2, 3, 26})
    ('5-7, 9', 'C-D, AA')
    """
    return _ranges(rows, lambda row: str(row + 1))


def columns_as_shown(columns: Iterable[int]) -> str:
    """Columns by their letters: C-D, AA."""
    return _ranges(columns, _letters)


def _ranges(numbers: Iterable[int], name: Callable[[int], str]) -> str:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(name(first) if first == last else f"{name(first)}-{name(last)}" for first, last in runs)


@cache
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

"""Reads Excel workbooks (xlsx, xlsm, xls): every sheet that a person sees, its cells as they are shown.

The values come from python-calamine, merged ranges are filled, and number formats and error values are put
back from `corpus.readers.workbook.marks`. Blank rows part the tables of a sheet; a part in which no row has
a second cell is text.

A hidden sheet is left out: it holds working lists, lists to choose from, or last year's plan, and an answer
from it could not be found in what a person sees. Hidden rows and columns are read: a filter that was left on
hides rows of the plan, and without them counts would be wrong. Both are said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from corpus.document import FindingKind, Locator
from corpus.readers.cells import MAX_CELLS, tidy
from corpus.readers.opening import Kind, check_archive, damaged, examine
from corpus.readers.workbook import xls_marks, xlsx_marks
from corpus.readers.workbook.marks import SheetMarks, a1, columns_as_shown, rows_as_shown
from corpus.readers.workbook.number_format import show
from corpus.source import Block, Grid, GridCell, Remark, Source, Text
from corpus.text.plain import number_like
from corpus.unreadable import UnreadableFile

MAX_AREA = 4_000_000
"""The most cells in the rectangle around a sheet's values: the parser lays all out, at some 65 bytes each."""

_MAX_XML = 256 * 2**20

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read(path: Path) -> Source:
    """The workbook's blocks, sheet by sheet; cells have `Locator(sheet, cell)`, where they are printed.

    Raises `UnreadableFile`, also for formulas whose results were never saved and for a workbook in which no
    visible sheet holds anything.
    """
    if path.suffix.lower() == ".xls":
        digest = examine(path, Kind.XLS)
        marks = xls_marks.read_marks(path)
    else:
        digest = examine(path, Kind.XLSX)
        check_archive(path, max_xml=_MAX_XML)
        marks = xlsx_marks.read_marks(path)
    remarks: list[Remark] = []
    blocks = tuple(_all_blocks(path, marks, remarks))
    if not blocks:
        raise UnreadableFile("blank_sheets")
    return Source(path.name, digest, blocks, tuple(remarks))


def _all_blocks(path: Path, marks: dict[str, SheetMarks], remarks: list[Remark]) -> Iterator[Block]:
    """The blocks of all sheets that are shown; what is hidden is added to `remarks`."""
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for index, metadata in enumerate(workbook.sheets_metadata):
                name = metadata.name
                shown = marks.get(name) or SheetMarks()
                if metadata.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if metadata.visible is not SheetVisibleEnum.Visible:
                    if shown.area:
                        remarks.append(Remark(FindingKind.HIDDEN_SHEET, "", Locator(sheet=name)))
                else:
                    _check(name, shown)
                    remarks += _hidden_cells(name, shown)
                    yield from _Sheet(name, workbook.get_sheet_by_index(index), shown, remarks).blocks()
    except (CalamineError, OSError, ValueError) as error:
        raise damaged() from error
    except BaseException as error:
        # A panic of the parser is derived from BaseException and has no importable name.
        if type(error).__name__ == "PanicException":
            raise damaged() from error
        raise


def _hidden_cells(sheet: str, marks: SheetMarks) -> Iterator[Remark]:
    """The hidden rows and the hidden columns of a sheet that hold something, each at the first of them."""
    if rows := marks.hidden_rows:
        yield Remark(
            FindingKind.HIDDEN_CELLS,
            rows_as_shown(rows),
            Locator(sheet=sheet, cell=a1(min(rows), marks.left)),
        )
    if columns := marks.hidden_columns:
        place = Locator(sheet=sheet, cell=a1(marks.top, min(columns)))
        yield Remark(FindingKind.HIDDEN_CELLS, columns_as_shown(columns), place)


def _check(sheet: str, marks: SheetMarks) -> None:
    if marks.uncalculated:
        raise UnreadableFile("uncalculated", cell=f"{sheet}!{marks.uncalculated}")
    if marks.area > MAX_AREA:
        cell = a1(marks.bottom, marks.right)
        raise UnreadableFile("wide_sheet", sheet=sheet, cells=marks.area, cell=cell)


@dataclass(slots=True)
class _Shown:
    """One cell with text: where the text is printed, and whether it is a number that only counts."""

    text: str
    row: int
    column: int
    filled: bool = False
    is_number: bool = False


@dataclass(slots=True)
class _Piece:
    """Rows of a sheet without a blank row between them; each maps its used columns to cells."""

    rows: list[tuple[int, dict[int, _Shown]]] = field(default_factory=list)

    @property
    def left(self) -> int:
        return min(min(row) for _, row in self.rows)

    @property
    def right(self) -> int:
        return max(max(row) for _, row in self.rows)

    @property
    def is_text(self) -> bool:
        return all(sum(not cell.filled for cell in row.values()) == 1 for _, row in self.rows)

    def goes_on_in(self, other: _Piece) -> bool:
        """Whether the other piece, below, starts with data of this table: numbers in the same columns."""
        if self.is_text or other.is_text or other.left < self.left or other.right > self.right:
            return False
        last, first = (
            {column for column, cell in row.items() if cell.is_number}
            for row in (self.rows[-1][1], other.rows[0][1])
        )
        return bool(first) and first <= last


class _Sheet:
    """One sheet: its values row by row, and for every row the cells that merged ranges carry in."""

    def __init__(self, name: str, sheet: CalamineSheet, marks: SheetMarks, remarks: list[Remark]) -> None:
        self._name = name
        self._marks = marks
        self._remarks = remarks
        self._struck: set[int] = set()
        self._tall: set[tuple[int, int]] = set()
        self._sheet = sheet
        self._start = sheet.start or (0, 0)
        self._end = sheet.end or (-1, -1)
        self._carried: dict[int, list[tuple[int, int, int, int]]] = {}
        self._anchors: dict[tuple[int, int], _Shown] = {}

    def blocks(self) -> Iterator[Block]:
        """The sheet's tables and texts from top to bottom."""
        self._note_merged()
        cells = 0
        for piece in self._joined():
            cells += len(piece.rows) * (piece.right - piece.left + 1)
            if cells > MAX_CELLS:
                raise UnreadableFile("many_cells", sheet=self._name, most=MAX_CELLS)
            if piece.is_text:
                for _, row in piece.rows:
                    cell = next(cell for cell in row.values() if not cell.filled)
                    yield Text(cell.text, self._place(cell.row, cell.column))
            else:
                yield self._grid(piece)

    def _note_merged(self) -> None:
        """Files every merged range under the rows it covers, no further than the used cells reach."""
        covered = 0
        for (top, left), (bottom, right) in self._sheet.merged_cell_ranges or []:
            bottom, right = min(bottom, self._end[0]), min(right, self._end[1])
            covered += max(0, bottom - top + 1) * max(0, right - left + 1)
            if covered > MAX_AREA:
                raise UnreadableFile("merged_cells", sheet=self._name, most=MAX_AREA)
            if bottom > top:
                self._tall.add((top, left))
            for row in range(top, bottom + 1):
                self._carried.setdefault(row, []).append((top, left, left, right))

    def _joined(self) -> Iterator[_Piece]:
        """The pieces between blank rows; one that only goes on below a blank row is joined."""
        waiting: _Piece | None = None
        for piece in self._pieces():
            if waiting is not None and waiting.goes_on_in(piece):
                waiting.rows += piece.rows
                continue
            if waiting is not None:
                yield waiting
            waiting = piece
        if waiting is not None:
            yield waiting

    def _pieces(self) -> Iterator[_Piece]:
        piece = _Piece()
        for number, values in enumerate(self._sheet.to_python(), self._start[0]):
            row = self._row(number, values)
            if number in self._struck and self._is_struck_out(row):
                continue
            if any(not cell.filled for cell in row.values()):
                piece.rows.append((number, row))
            elif not row and piece.rows:
                yield piece
                piece = _Piece()
        if piece.rows:
            yield piece

    def _row(self, number: int, values: list[Value]) -> dict[int, _Shown]:
        """The cells with text of one row, its own and those carried in, in the order of the columns."""
        row = {}
        for column, value in enumerate(values, self._start[1]):
            text = self._marks.error_of(number, column)
            if value != "" and not text:
                text = self._without_struck(self._text(value, number, column), number, column)
            if text:
                row[column] = _Shown(text, number, column, is_number=_is_number(value))
        for top, left, first, last in self._carried.get(number, ()):
            if number == top and left in row:
                self._anchors[top, left] = row[left]
            anchor = self._anchors.get((top, left))
            if anchor is not None:
                for column in range(first, last + 1):
                    if (number, column) != (top, left):
                        row[column] = _Shown(anchor.text, top, left, filled=True)
        return dict(sorted(row.items()))

    def _without_struck(self, text: str, row: int, column: int) -> str:
        """The text of a cell as its fonts show it; what is struck out is noted."""
        kept, struck = self._marks.text_of(row, column, text)
        if struck.strip():
            self._struck.add(row)
            place = self._place(row, column)
            self._remarks.append(Remark(FindingKind.STRUCK_OUT, tidy(struck), place))
        return tidy(kept.replace("_x000D_", "")) if kept is not text else text

    def _is_struck_out(self, row: dict[int, _Shown]) -> bool:
        """Whether nothing is left of a row but its number and what it shares with rows below."""
        own = [cell for cell in row.values() if not cell.filled and (cell.row, cell.column) not in self._tall]
        return not own or (len(own) == 1 and number_like(own[0].text))

    def _text(self, value: Value, row: int, column: int) -> str:
        if isinstance(value, str):
            return tidy(value.replace("_x000D_", ""))
        if isinstance(value, bool):
            return str(value).upper()
        return show(value, self._marks.format_of(row, column))

    def _place(self, row: int, column: int) -> Locator:
        return Locator(sheet=self._name, cell=a1(row, column))

    def _grid(self, piece: _Piece) -> Grid:
        columns = range(piece.left, piece.right + 1)
        rows = tuple(
            tuple(self._cell(number, column, row.get(column)) for column in columns)
            for number, row in piece.rows
        )
        return Grid(rows, self._place(piece.rows[0][0], piece.left))

    def _cell(self, number: int, column: int, shown: _Shown | None) -> GridCell:
        if shown is None:
            return GridCell("", self._place(number, column))
        return GridCell(shown.text, self._place(shown.row, shown.column), shown.filled)


def _is_number(value: Value) -> bool:
    """Whether a value is a number or date that is not a year, which a header row may hold."""
    if isinstance(value, str | bool):
        return False
    return not (isinstance(value, int | float) and 1900 <= value <= 2100)

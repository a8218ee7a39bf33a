"""The marks of an Excel 97-2003 workbook, read from the records of its stream.

The records are those of [MS-XLS] section 2.4. What does not hold together is left to the parser of the values
to refuse and only ends the reading here, but for sizes that would make that parser ask for all memory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from corpus.readers.opening import damaged
from corpus.readers.workbook.compound import stream_of
from corpus.readers.workbook.fonts import Font, Run, font_of
from corpus.readers.workbook.marks import SheetMarks
from corpus.readers.workbook.number_format import BUILT_IN, PLAIN
from corpus.readers.workbook.xls_strings import font_at, rich_strings
from corpus.unreadable import Term, UnreadableFile

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x002F, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_LABEL, _LABELSST, _RSTRING = 0x0204, 0x00FD, 0x00D6
_BIFF8 = 0x0600
_FONT, _CONTINUE, _STRUCK = 0x0031, 0x003C, 0x0008
_SST, _DIMENSIONS = 0x00FC, 0x0200
_ROW, _COLINFO, _ROW_HIDDEN = 0x0208, 0x007D, 0x20
_MAX_ROWS, _MAX_COLUMNS = 65536, 256
_CELLS = frozenset({_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _LABEL, _LABELSST, _RSTRING})
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def read_marks(path: Path) -> dict[str, SheetMarks]:
    """The marks of every sheet by its name; of fewer than there are where the file breaks off.

    Raises `UnreadableFile` for a workbook with a password.
    """
    stream = stream_of(path.read_bytes(), "Workbook", "Book")
    scan = _WorkbookScan()
    for kind, data in _records(stream, 0):
        _check_size(kind, data, len(stream))
        scan.take(kind, data)
        if kind == _EOF:
            break
    return {name: scan.sheet(stream, offset) for name, offset in scan.sheets.items()}


def _check_size(kind: int, data: bytes, most: int) -> None:
    """Refuses sizes that the file can't have: the parser of the values asks for that much memory unseen."""
    if kind == _SST and len(data) >= 8 and struct.unpack_from("<I", data, 4)[0] > most:
        raise damaged(Term("place.strings"))
    if kind == _DIMENSIONS and len(data) >= 8:
        layout = "<IIHH" if len(data) >= 12 else "<HHHH"
        top, bottom, left, right = struct.unpack_from(layout, data)
        if not (top <= bottom <= _MAX_ROWS and left <= right <= _MAX_COLUMNS):
            raise damaged(Term("place.sheet_size"))


class _WorkbookScan:
    """What the records at the head of the workbook say about the cells of every sheet."""

    def __init__(self) -> None:
        self.sheets: dict[str, int] = {}
        self._codes = dict(BUILT_IN)
        self._styles: list[tuple[int, int]] = []
        self._wide = True
        self._fonts: list[Font] = []
        self._strings: list[bytes] = []
        self._last = 0

    def take(self, kind: int, data: bytes) -> None:
        """Takes one record of the workbook's head; one that is too short says nothing."""
        before, self._last = self._last, kind if kind != _CONTINUE else self._last
        if kind == _FILEPASS:
            raise UnreadableFile("protected")
        if kind == _SST or (kind == _CONTINUE and before == _SST):
            self._strings.append(data)
        elif kind == _FONT and len(data) >= 16:
            struck = bool(struct.unpack_from("<H", data, 2)[0] & _STRUCK)
            self._fonts.append(font_of(struck, self._text(data, 14, 1)))
        if kind == _BOF and len(data) >= 2:
            self._wide = struct.unpack_from("<H", data)[0] >= _BIFF8
        elif kind == _BOUNDSHEET and len(data) >= 8:
            self.sheets[self._text(data, 6, 1)] = struct.unpack_from("<I", data)[0]
        elif kind == _XF and len(data) >= 4:
            self._styles.append(struct.unpack_from("<HH", data))
        elif kind == _FORMAT and len(data) >= 5:
            self._codes[struct.unpack_from("<H", data)[0]] = self._text(data, 2, 2)

    def _text(self, data: bytes, start: int, counted_in: int) -> str:
        """The string at `start`, its length before it in so many bytes (one before Excel 97)."""
        if not self._wide:
            return data[start + 1 : start + 1 + data[start]].decode("cp932", "replace")
        length = int.from_bytes(data[start : start + counted_in], "little")
        start += counted_in
        if data[start] & 1:
            return data[start + 1 : start + 1 + 2 * length].decode("utf-16-le", "replace")
        return data[start + 1 : start + 1 + length].decode("latin-1")

    @cached_property
    def _runs(self) -> dict[int, tuple[Run, ...]]:
        """The runs of the shared strings; empty where no font changes what is said."""
        if all(font.is_plain for font in self._fonts):
            return {}
        return rich_strings(self._strings, self._fonts)

    def sheet(self, stream: bytes, offset: int) -> SheetMarks:
        """The marks of the sheet whose records begin at `offset`; charts within it are passed over."""
        marks = SheetMarks()
        depth = 0
        for kind, data in _records(stream, offset):
            _check_size(kind, data, len(stream))
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 0:
                break
            if depth == 1:
                _note_hidden(marks, kind, data)
            if depth == 1 and kind in _CELLS and len(data) >= 7:
                self._cell(marks, kind, data)
        return marks

    def _cell(self, marks: SheetMarks, kind: int, data: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", data)
        if kind == _MULRK:
            for index in range((len(data) - 6) // 6):
                style = struct.unpack_from("<H", data, 4 + 6 * index)[0]
                marks.use(row, column + index)
                self._note(marks, row, column + index, style)
                self._note_font(marks, row, column + index, style)
            return
        marks.use(row, column)
        string = struct.unpack_from("<I", data, 6)[0] if kind == _LABELSST and len(data) >= 10 else -1
        self._note_font(marks, row, column, style, self._runs.get(string, ()))
        is_text = kind == _FORMULA and data[12:14] == b"\xff\xff"
        error = (
            data[8:9]
            if is_text and data[6] == 2
            else data[6:7]
            if kind == _BOOLERR and data[7:8] == b"\1"
            else b""
        )
        if error:
            marks.note_error(row, column, _ERRORS.get(error[0], "#N/A"))
        elif kind in {_NUMBER, _RK, _FORMULA} and not is_text:
            self._note(marks, row, column, style)

    def _note(self, marks: SheetMarks, row: int, column: int, style: int) -> None:
        code = self._codes.get(self._styles[style][1], "") if style < len(self._styles) else ""
        marks.note_format(row, column, "" if code in PLAIN else code)

    def _note_font(
        self, marks: SheetMarks, row: int, column: int, style: int, runs: tuple[Run, ...] = ()
    ) -> None:
        if style < len(self._styles):
            marks.note_font(row, column, font_at(self._fonts, self._styles[style][0]), runs)


def _note_hidden(marks: SheetMarks, kind: int, data: bytes) -> None:
    """Notes a row or columns that are not shown; their records come before those of the cells."""
    if kind == _ROW and len(data) >= 16 and struct.unpack_from("<H", data, 12)[0] & _ROW_HIDDEN:
        marks.concealed_rows.add(struct.unpack_from("<H", data)[0])
    elif kind == _COLINFO and len(data) >= 10 and struct.unpack_from("<H", data, 8)[0] & 1:
        first, last = struct.unpack_from("<HH", data)
        marks.concealed_columns.update(range(first, min(last, _MAX_COLUMNS - 1) + 1))


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Kind and data of every record from `offset` on, up to where the stream breaks off."""
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length

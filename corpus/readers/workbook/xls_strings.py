"""The runs of the shared strings of an Excel 97-2003 workbook: pieces in fonts of their own.

The table of strings goes on over further records, each of which begins anew to say how wide its characters
are. See [MS-XLS] sections 2.4.265 and 2.5.293.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from corpus.readers.workbook.fonts import PLAIN, Font, Run

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


class _Broken(Exception):
    """The records end before the string does."""


class _Pieces:
    """The bytes of the records, one behind the other."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = records
        self._record = 0
        self._at = 0

    def take(self, size: int) -> bytes:
        """So many bytes, over the ends of records."""
        found = b""
        while len(found) < size:
            if self._record == len(self._records):
                raise _Broken
            piece = self._records[self._record][self._at : self._at + size - len(found)]
            found += piece
            self._at += len(piece)
            if self._at >= len(self._records[self._record]) and len(found) < size:
                self._record, self._at = self._record + 1, 0
        return found

    def characters(self, count: int, wide: bool) -> str:
        """So many characters; a further record begins with a byte that says whether they are wide."""
        text = ""
        while len(text) < count:
            if self._record == len(self._records):
                raise _Broken
            rest = len(self._records[self._record]) - self._at
            if rest <= 0:
                self._record, self._at = self._record + 1, 0
                wide = bool(self.take(1)[0] & _WIDE)
                continue
            size = 2 if wide else 1
            data = self.take(min(size * (count - len(text)), rest - rest % size or size))
            text += data.decode("utf-16-le" if wide else "latin-1", "replace")
        return text


def rich_strings(records: Sequence[bytes], fonts: Sequence[Font]) -> dict[int, tuple[Run, ...]]:
    """The runs of the strings that have any, by their number, as far as the records hold together.

    `records` are those of the table, its own and the further ones; `fonts` are those of the workbook.
    """
    pieces = _Pieces(records)
    found: dict[int, tuple[Run, ...]] = {}
    try:
        count = struct.unpack("<II", pieces.take(8))[1]
        for number in range(count):
            if runs := _string(pieces, fonts):
                found[number] = runs
    except _Broken:
        return found
    return found


def _string(pieces: _Pieces, fonts: Sequence[Font]) -> tuple[Run, ...]:
    length, flags = struct.unpack("<HB", pieces.take(3))
    rich = struct.unpack("<H", pieces.take(2))[0] if flags & _RICH else 0
    extended = struct.unpack("<I", pieces.take(4))[0] if flags & _EXTENDED else 0
    text = pieces.characters(length, bool(flags & _WIDE))
    starts = [struct.unpack("<HH", pieces.take(4)) for _ in range(rich)]
    pieces.take(extended)
    if not starts:
        return ()
    # What comes before the first run is in the font of the cell.
    ends = [start for start, _ in starts[1:]] + [len(text)]
    runs = [Run(text[: starts[0][0]], None)] if starts[0][0] else []
    for (start, font), end in zip(starts, ends, strict=True):
        runs.append(Run(text[start:end], font_at(fonts, font)))
    return tuple(runs)


def font_at(fonts: Sequence[Font], place: int) -> Font:
    """The font with an index as records state it: there is none with the index 4."""
    place -= place > 4
    return fonts[place] if place < len(fonts) else PLAIN

"""Records of text whose cells are parted by a comma, tab, semicolon or bar.

A cell in quotation marks may hold that character and line breaks. Whoever typed a mark that opens and never
closes meant no such cell: it is a mark of the text, and swallows nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from corpus.frozen import dataclass
from corpus.text.expressions import expression

# A quoted cell longer than so many lines is a stray quotation mark.
_MAX_QUOTED_LINES = 400
_SAMPLE = 200
# Rows that one after the other have as many cells as that are a table, whatever else the file holds.
_FEWEST_ROWS = _FEWEST_CELLS = 3

_DECLARED = expression(r'\ufeff?"?sep=(.)"?\s*$', re.IGNORECASE)
_RULE = expression(r"\s*:?-+:?\s*")
_GROUPED = expression(r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, the number of its first line, and whether it has a stray quotation mark."""

    line: int
    cells: list[str]
    stray: bool = False


def declared(line: str) -> str:
    """The separator that the first line of a file declares, as Excel takes it; empty for any other line.

    >>> declared("sep=;"), declared("No.;事業名")
    (';', '')
    """
    match = _DECLARED.match(line)
    return match[1] if match else ""


def separator_of(lines: Sequence[str], suffix: str) -> str:
    """The character that parts the cells; a tab where nothing speaks for another.

    A .csv is parted by commas rather than by tabs. Semicolons and bars have to part more lines alike than
    these do.

    >>> separator_of(["番号;事業名;経費", "1;広報;1,200", "2;広聴;3,500"], ".csv")
    ';'
    """
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    tabs = sum("\t" in line for line in sample)
    commas = sum("," in line for line in sample)
    if suffix == ".csv":
        usual = "," if commas >= tabs else "\t"
    else:
        # The commas within figures part no cells: 18,420,900.
        parting = [_GROUPED.sub("", line).count(",") for line in sample]
        often = sum(map(bool, parting)) * 2 > len(sample) and sum(count >= 2 for count in parting) > 1
        usual = "," if tabs == 0 and often else "\t"
    other = max(";|", key=lambda separator: _alike(sample, separator))
    alike = _alike(sample, other)
    if alike <= _alike(sample, usual):
        return usual
    usable = alike * 2 > len(sample) and alike > 1
    return other if usable or (suffix != ".csv" and tabs == 0 and _has_table(sample, other)) else usual


def _alike(lines: Sequence[str], separator: str) -> int:
    """How many records have the same number of cells, at least two."""
    counts = Counter(len(record.cells) for record in records(lines, separator))
    return max((often for cells, often in counts.items() if cells > 1), default=0)


def _has_table(lines: Sequence[str], separator: str) -> bool:
    runs = groupby(len(record.cells) for record in records(lines, separator))
    return any(cells >= _FEWEST_CELLS and len(list(run)) >= _FEWEST_ROWS for cells, run in runs)


def records(lines: Sequence[str], separator: str, *, blank_line_ends: bool = False) -> list[Record]:
    """All records, blank ones included; a quoted cell ends at a blank line where `blank_line_ends`.

    Lines of dashes, as Markdown has them below a header, are no records.
    """
    reader = _Reader(lines, separator, blank_line_ends)
    found = []
    at = 0
    while at < len(lines):
        record, at = reader.record(at)
        if not (separator == "|" and "-" in lines[record.line - 1] and _is_rule(record.cells)):
            found.append(record)
    return found


def _is_rule(cells: Sequence[str]) -> bool:
    return any(cells) and all(not cell.strip() or _RULE.fullmatch(cell) for cell in cells)


class _Reader:
    def __init__(self, lines: Sequence[str], separator: str, blank_line_ends: bool) -> None:
        self._lines = lines
        self._separator = separator
        self._blank_line_ends = blank_line_ends
        self._quoted = re.compile(rf' *"([^"]*(?:""[^"]*)*)" *(?={re.escape(separator)}|\Z)')
        self._opening = re.compile(r' *"([^"]*(?:""[^"]*)*\Z)?')

    def record(self, at: int) -> tuple[Record, int]:
        """The record that begins at a line, and the index of the line behind it."""
        line = self._lines[at]
        if '"' not in line:
            return Record(at + 1, line.split(self._separator)), at + 1
        cells, opened, stray = self._split(line)
        if opened is None:
            return Record(at + 1, cells, stray), at + 1
        spanning = self._spanning(at, opened)
        if spanning is None or self._each_whole(at, spanning[1]):
            return Record(at + 1, cells, True), at + 1
        return spanning

    def _split(self, text: str) -> tuple[list[str], int | None, bool]:
        """The cells of a text, where one begins whose mark is not closed, and whether a mark is left over."""
        cells: list[str] = []
        at, opened, stray = 0, None, False
        while True:
            if quoted := self._quoted.match(text, at):
                cells.append(quoted[1].replace('""', '"'))
                end = quoted.end()
            else:
                end = text.find(self._separator, at)
                end = len(text) if end < 0 else end
                cells.append(text[at:end])
                opening = self._opening.match(text, at)
                if opening and opening[1] is not None:
                    opened = at if opened is None else opened
                elif opening and text.count('"', at, end) % 2:
                    stray = True
            if end == len(text):
                return cells, opened, stray
            at = end + 1

    def _spanning(self, at: int, opened: int) -> tuple[Record, int] | None:
        """The record whose cell goes on over the next lines; None where its mark closes nowhere."""
        text = self._lines[at]
        for following in range(at + 1, min(len(self._lines), at + _MAX_QUOTED_LINES)):
            line = self._lines[following]
            if self._blank_line_ends and not line.strip():
                return None
            text += "\n" + line
            if '"' not in line:
                continue
            if self._quoted.match(text, opened):
                cells, again, stray = self._split(text)
                if again is None:
                    return Record(at + 1, cells, stray), following + 1
                opened = again
            elif not (opening := self._opening.match(text, opened)) or opening[1] is None:
                return None
        return None

    def _each_whole(self, at: int, end: int) -> bool:
        """Whether each of some lines is a record by itself, as the most lines are: no cell spans them."""
        width = self._width
        return width >= _FEWEST_CELLS and all(
            len(self._split(line)[0]) == width for line in self._lines[at:end]
        )

    @cached_property
    def _width(self) -> int:
        """How many cells the most lines have."""
        sample = (line for line in self._lines[:_SAMPLE] if line.strip())
        counts = Counter(len(self._split(line)[0]) for line in sample)
        return counts.most_common(1)[0][0] if counts else 0

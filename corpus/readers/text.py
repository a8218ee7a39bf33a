"""Tab-separated and comma-separated text, as a program or a converter writes it.

In tab-separated text a run of lines with tabs is a table, a blank line ends it, and every other line is
text. In comma-separated text every record belongs to a table, and a blank record ends it. A quoted field may
hold line breaks in both. Lines are counted as an editor counts them, and a cell keeps the line on which it
begins.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from corpus.document import Locator
from corpus.readers.decoding import decode
from corpus.readers.opening import Kind, examine
from corpus.source import Block, Grid, GridCell, Source, Text
from corpus.unreadable import UnreadableFile, reason_of

MAX_CELLS = 20_000_000
"""The most cells, blank ones included, of a table: one long record must not eat all memory."""

_MAX_FIELD = 4 * 2**20
# A quoted field longer than so many lines is a stray quotation mark.
_MAX_QUOTED_LINES = 400

_HEADING = re.compile(
    r"\s*(?:[◆■●◇□○◎▼▲★]\s*\S"
    r"|【[^】]+】\s*$"
    r"|第[0-9０-９一二三四五六七八九十]+[章節編部]"
    r"|[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})*[.．]?[ 　]+\S"
    r"|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.．]?[ 　]*\S"
    r"|[(（][0-9０-９一二三四五六七八九十]{1,2}[)）]\s*\S)"
)
_LONGEST_HEADING = 60

Record = tuple[int, list[str]]


def read(path: Path) -> Source:
    """The blocks of a text file, in UTF-8, UTF-16, cp932 or EUC-JP.

    Raises `UnreadableFile` for a file that can't be opened, is no text, or is too large.
    """
    digest = examine(path, Kind.TEXT, Kind.HTML)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile("not_opened", reason=reason_of(error)) from error
    text = decode(content)
    if "\0" in text:
        raise UnreadableFile("not_text")
    return Source(path.name, digest, tuple(blocks(text, path.suffix.lower())))


def blocks(text: str, suffix: str = "") -> Iterator[Block]:
    """The tables and texts of a file's content; `suffix` (.csv) decides where tabs and commas do not."""
    newline = "\n" if "\n" in text else "\r"
    lines = [line.removesuffix("\r") for line in text.split(newline)]
    if _is_comma_separated(lines, suffix):
        yield from _comma_blocks(lines)
    else:
        yield from _tab_blocks(lines)


def _is_comma_separated(lines: list[str], suffix: str) -> bool:
    sample = [line for line in lines[:200] if line.strip()]
    tabs = sum("\t" in line for line in sample)
    commas = sum("," in line for line in sample)
    if suffix == ".csv":
        return commas >= tabs
    return tabs == 0 and commas * 2 > len(sample) and sum(line.count(",") >= 2 for line in sample) > 1


def _comma_blocks(lines: list[str]) -> Iterator[Block]:
    pending: list[Record] = []
    for number, fields in _records(enumerate(lines, 1), ","):
        if any(field.strip() for field in fields):
            pending.append((number, fields))
            continue
        yield from _table(pending)
        pending = []
    yield from _table(pending)


def _tab_blocks(lines: list[str]) -> Iterator[Block]:
    pending: list[Record] = []
    for number, fields in _records(enumerate(_joined(lines), 1), "\t"):
        if len(fields) > 1:
            pending.append((number, fields))
            continue
        yield from _table(pending)
        pending = []
        yield from _text(number, fields[0] if fields else "")
    yield from _table(pending)


def _joined(lines: list[str]) -> list[str]:
    """Lines whose quotation marks open no field that never closes: such marks are doubled into plain text."""
    return [_plain_quotes(lines, index) for index in range(len(lines))]


def _plain_quotes(lines: list[str], index: int) -> str:
    line = lines[index]
    if '"' not in line:
        return line
    fields = line.split("\t")
    return "\t".join(
        _quoted(field) if field.startswith('"') and not _closes(fields[place:], lines, index) else field
        for place, field in enumerate(fields)
    )


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"'


def _closes(fields: list[str], lines: list[str], index: int) -> bool:
    """Whether the quoted field that begins `fields` ends at a tab or a line end within reach."""
    rest = "\t".join(fields)[1:]
    for line in chain([rest], lines[index + 1 : index + _MAX_QUOTED_LINES]):
        if re.search(r'(?<!")(?:"")*"(?:\t|$)', line):
            return True
        if not line.strip():
            return False
    return False


def _records(lines: Iterable[tuple[int, str]], delimiter: str) -> Iterator[Record]:
    """Records with the number of their first line. Raises `UnreadableFile` for a field beyond all measure."""
    previous = csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader((line + "\n" for _, line in lines), delimiter=delimiter)
    try:
        start = 1
        for fields in reader:
            yield start, fields
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile("line", line=reader.line_num, detail=str(error)) from error
    finally:
        csv.field_size_limit(previous)


def _table(records: list[Record]) -> Iterator[Block]:
    """The records as one grid; as texts where no record has a second cell."""
    records = [record for record in records if any(field.strip() for field in record[1])]
    if not records:
        return
    if all(sum(bool(field.strip()) for field in fields) < 2 for _, fields in records):
        for number, fields in records:
            yield from _text(number, "".join(fields))
        return
    width = max(len(fields) for _, fields in records)
    if width * len(records) > MAX_CELLS:
        raise UnreadableFile("wide_lines", line=records[0][0], columns=width, lines=len(records))
    yield Grid(tuple(_row(number, fields, width) for number, fields in records), Locator(line=records[0][0]))


def _row(number: int, fields: list[str], width: int) -> tuple[GridCell, ...]:
    place = Locator(line=number)
    cells = []
    for field in fields:
        cells.append(GridCell(field.strip(), place))
        if "\n" in field:
            number += field.count("\n")
            place = Locator(line=number)
    cells += [GridCell("", place)] * (width - len(cells))
    return tuple(cells)


def _text(number: int, line: str) -> Iterator[Text]:
    stripped = line.strip().lstrip("\ufeff")
    if stripped:
        heading = len(stripped) <= _LONGEST_HEADING and _HEADING.match(stripped) is not None
        ends = stripped.endswith(("。", "．", "、"))
        yield Text(stripped, Locator(line=number), 1 if heading and not ends else 0)

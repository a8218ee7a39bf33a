"""Text in lines, as a program or a converter writes it: cells parted by a character, and text between them.

In comma-separated text every record belongs to a table, and a blank record ends it. Where tabs part the
cells, or the file is no .csv, a run of lines with them is a table, a blank line ends it, and every other line
is text, or a table that blanks lay out. Lines are counted as an editor counts them, and a cell keeps the line
on which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby
from pathlib import Path

from corpus.document import FindingKind, Locator
from corpus.readers.cells import join_wrapped
from corpus.readers.decoding import decode, removals, without_controls
from corpus.readers.delimited import Record, declared, records, separator_of
from corpus.readers.laid_out import laid_out
from corpus.readers.opening import Kind, examine
from corpus.readers.wrapping import bridged, paragraphs
from corpus.source import Block, Grid, GridCell, Remark, Source, Text
from corpus.unreadable import UnreadableFile, reason_of

MAX_CELLS = 20_000_000
"""The most cells, blank ones included, of a table: one long record must not eat all memory."""

_HEADING = re.compile(
    r"\s*(?:[◆■●◇□○◎▼▲★]\s*\S"
    r"|【[^】]+】\s*$"
    r"|第[0-9０-９一二三四五六七八九十]+[章節編部]"
    r"|[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})*[.．]?[ 　]+\S"
    r"|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.．]?[ 　]*\S"
    r"|[(（][0-9０-９一二三四五六七八九十]{1,2}[)）]\s*\S)"
)
_LONGEST_HEADING = 60
_RATING_SIGNS = frozenset("◎○●△▲▼☆★◇□■")


def read(path: Path) -> Source:
    """The blocks of a text file, in UTF-8, UTF-16, cp932 or EUC-JP.

    Raises `UnreadableFile` for a file that can't be opened, is no text, or is too large.
    """
    digest = examine(path, Kind.TEXT, Kind.HTML)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile("not_opened", reason=reason_of(error)) from error
    text, places = without_controls(decode(content))
    remarks = list(removals(places))
    found = tuple(blocks(text, path.suffix.lower(), remarks))
    return Source(path.name, digest, found, tuple(remarks))


def blocks(text: str, suffix: str = "", remarks: list[Remark] | None = None) -> Iterator[Block]:
    """The tables and texts of a file's content; `suffix` (.csv) decides where tabs and commas do not.

    What is unusual about a place is added to `remarks`.
    """
    newline = "\n" if "\n" in text else "\r"
    lines = [line.removesuffix("\r") for line in text.split(newline)]
    separator = declared(lines[0])
    if separator:
        lines[0] = ""
    else:
        separator = separator_of(lines, suffix)
    only_tables = separator == "," or (suffix == ".csv" and separator != "\t")
    found = records(lines, separator, blank_line_ends=not only_tables)
    if remarks is not None:
        remarks += [
            Remark(FindingKind.STRAY_QUOTE, lines[record.line - 1].strip(), Locator(line=record.line))
            for record in found
            if record.stray
        ]
    if only_tables:
        yield from _tables(found)
    elif separator == "\t" and len(found) == len(lines) and not any("\t" in line for line in lines):
        for part in laid_out(lines):
            yield from _between_texts(found[part[0] : part[1]]) if isinstance(part, tuple) else (part,)
    else:
        yield from _between_texts(found)


def _tables(records: list[Record]) -> Iterator[Block]:
    """Tables, each up to a blank record."""
    pending: list[Record] = []
    for record in records:
        if any(cell.strip() for cell in record.cells):
            pending.append(record)
            continue
        yield from _table(pending)
        pending = []
    yield from _table(pending)


def _between_texts(records: list[Record]) -> Iterator[Block]:
    """Tables of the records with a second cell, and the others as text."""
    inside = bridged([record.cells[0] if len(record.cells) == 1 else "" for record in records])
    records = [record for place, record in enumerate(records) if place not in inside]
    for kind, run in groupby(records, key=lambda record: _kind(record.cells)):
        if kind is _Kind.TABLE:
            yield from _table(list(run))
        elif kind is _Kind.TEXT:
            yield from _texts(list(run))


class _Kind(Enum):
    """What a record is, where not all are of tables."""

    TABLE, TEXT, BLANK = range(3)


def _kind(cells: list[str]) -> _Kind:
    if len(cells) > 1:
        return _Kind.TABLE
    return _Kind.TEXT if cells[0].strip() else _Kind.BLANK


def _texts(records: list[Record]) -> Iterator[Text]:
    """Neighbouring lines as paragraphs and headings."""
    lines = [record.cells[0] for record in records]
    for start, end in paragraphs(lines):
        around = [line.strip() for line in lines[max(0, start - 1) : end + 1]]
        yield from _text(records[start].line, join_wrapped(lines[start:end]), around)


def _table(records: list[Record]) -> Iterator[Block]:
    """The records as one grid; as texts where no record has a second cell."""
    records = [record for record in records if any(cell.strip() for cell in record.cells)]
    if not records:
        return
    if all(sum(bool(cell.strip()) for cell in record.cells) < 2 for record in records):
        for record in records:
            yield from _text(record.line, "".join(record.cells))
        return
    first, width = records[0].line, max(len(record.cells) for record in records)
    if width * len(records) > MAX_CELLS:
        raise UnreadableFile("wide_lines", line=first, columns=width, lines=len(records))
    yield Grid(tuple(_row(record.line, record.cells, width) for record in records), Locator(line=first))


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


def _text(number: int, line: str, around: Sequence[str] = ()) -> Iterator[Text]:
    """The line as text, a heading by its mark; `around` are the lines next to it."""
    stripped = line.strip().lstrip("\ufeff")
    if stripped:
        heading = len(stripped) <= _LONGEST_HEADING and _HEADING.match(stripped) is not None
        ends = stripped.endswith(("。", "．", "、"))
        # Signs one below the other that differ are explained there: ◎ 達成, ○ 概ね達成.
        key = stripped[0] in _RATING_SIGNS and any(
            other[:1] != stripped[0] and other[:1] in _RATING_SIGNS for other in around if other
        )
        yield Text(stripped, Locator(line=number), 1 if heading and not ends and not key else 0)

"""Puts the printed rows of a table together into records: one a measure, over as many lines as it takes.

Cells that slid are put back here, names of groups are carried down, and a line without a number or name of
its own belongs to the record above it. Each of these is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Finding, FindingKind, Locator, Role
from corpus.records.repair import realign
from corpus.records.totals import is_total, total_cells, words_of_records
from corpus.source import GridCell
from corpus.tables.headers.columns import Field
from corpus.tables.layouts.blocks import Block, indicator_blocks
from corpus.tables.layouts.tables import GridRow, same_header
from corpus.tables.layouts.tables import Table as PrintedTable
from corpus.text.folding import compact
from corpus.text.plain import (
    is_blank,
    is_note,
    leading_number,
    number_like,
    plain_heading,
    plain_number,
    tidy,
    without_markup,
)

_LINE_ROLES = frozenset({Role.KPI, Role.TARGET, Role.ACTUAL, Role.BASELINE, Role.RATE})
_PROSE_ROLES = frozenset({Role.SUMMARY, Role.RESULT, Role.ISSUES})
_LABELS = frozenset({Role.NUMBER, Role.NAME, Role.GROUP, Role.GROUP_NUMBER})
_PROSE = 25

Placed = tuple[Field, GridCell]


@dataclass(slots=True)
class Record:
    """One record: its printed number (empty where it has none) and lines of placed cells, as printed.

    `blocks` are the columns of its indicators, `year` is the year of its table where tables differ in it.
    """

    number: str
    locator: Locator
    fields: tuple[Field, ...]
    lines: list[list[Placed]]
    blocks: tuple[Block, ...] = ()
    year: int | None = None
    section: str = ""
    group: str = ""
    group_number: str = ""


@dataclass(slots=True)
class Recorder:
    """Reads tables in the order of the document; `records` and `others` (rows of no record) fill up."""

    document: str
    records: list[Record] = field(default_factory=list)
    others: list[tuple[GridRow, str]] = field(default_factory=list)
    _reports: list[tuple[Record, Finding]] = field(default_factory=list)
    _group: tuple[str, str] = ("", "")
    _heading: str = ""
    _outer: dict[str, GridCell] = field(default_factory=dict)

    def findings(self, numbers: Sequence[str]) -> tuple[Finding, ...]:
        """What was repaired; `numbers` are those that the records came to have, in their order."""
        named = {id(record): number for record, number in zip(self.records, numbers, strict=True)}
        return tuple(replace(finding, row=named[id(record)]) for record, finding in self._reports)

    def read(
        self, table: PrintedTable, fields: Sequence[Field], path: Sequence[str], year: int | None = None
    ) -> None:
        """Adds the records of one table, which stands under the headings `path`; `year` as in `Record`.

        The outermost heading is their section; the innermost is their group, where no column has groups.
        """
        section = path[0] if path else ""
        self._heading = path[-1] if len(path) > 1 else ""
        within = section
        blank = Record("", table.locator, tuple(fields), [], indicator_blocks(fields), year)
        width = sum(item.titled for item in fields)
        heading: GridRow | None = None
        words = words_of_records(table.rows)
        for row, rests in rejoin(table.rows, fields):
            if same_header(row, table.headings):
                continue
            if text := _heading(row, fields, width):
                self._keep(heading, section)
                heading, within = row, plain_heading(text)
            elif is_total(row, fields, words):
                # Each figure by itself, to be told as the total that is printed.
                self.others += [((cell,), within) for cell in total_cells(row, fields)] or [(row, within)]
            elif _is_remark(row, fields):
                self.others.append((row, within))
            else:
                heading = None
                self._add(row, blank, within)
                for item, rest, joined in rests:
                    self._report(
                        FindingKind.SPLIT_CELL, self.records[-1], item, rest.text, joined, rest.locator
                    )

        self._keep(heading, section)

    def _keep(self, heading: GridRow | None, section: str) -> None:
        """Keeps a heading that no record stands under: it is text all the same."""
        if heading is not None:
            self.others.append((heading, section))

    def _add(self, row: GridRow, blank: Record, section: str) -> None:
        fields = blank.fields
        line, shifted = _place(row, fields)
        number = _text(line, Role.NUMBER)
        own = any(item.role in (Role.NUMBER, Role.NAME) and not cell.filled for item, cell in line)
        keyed = any(item.role in (Role.NUMBER, Role.NAME) for item in fields)
        if keyed and not own and self.records and line:
            self._continue(line)
            return
        if not line:
            return
        record = replace(
            blank, number=plain_number(number), locator=row[0].locator, lines=[line], section=section
        )
        self._carry_group(record, line, fields)
        self._carry_outer(record, line)
        self.records.append(record)
        if shifted:
            self._report_shift(record, row, shifted)

    def _continue(self, line: list[Placed]) -> None:
        """A line of the record above: one more indicator, or the rest of texts that were split."""
        record = self.records[-1]
        new = [(item, cell) for item, cell in line if not cell.filled]
        if any(item.role in _LINE_ROLES for item, _ in new):
            record.lines.append(line)
            return
        rest = []
        for item, cell in new:
            place = _last(record, item)
            if place is None or (item.role not in _PROSE_ROLES and item.typical < _PROSE):
                rest.append((item, cell))
                continue
            first = record.lines[place[0]][place[1]][1]
            joined = replace(first, text=first.text + cell.text)
            record.lines[place[0]][place[1]] = (item, joined)
            self._report(FindingKind.SPLIT_CELL, record, item, cell.text, joined.text, cell.locator)
        if rest:
            record.lines.append(rest)

    def _carry_outer(self, record: Record, line: list[Placed]) -> None:
        """Carries down what groups belong to; the outermost is the section, where there is no other."""
        outer = [item for item in record.fields if item.role is Role.GROUP][:-1]
        order = [item.column.key for item in record.fields]
        printed = {item.column.key: cell for item, cell in line}
        for item in outer:
            key = item.column.key
            cell = printed.get(key) or self._outer.get(key)
            if cell is None:
                continue
            self._outer[key] = cell
            if key not in printed:
                before = sum(order.index(own.column.key) < order.index(key) for own, _ in line)
                line.insert(before, (item, replace(cell, filled=True)))
        if outer and not record.section and (cell := self._outer.get(outer[0].column.key)):
            record.section = leading_number(plain_heading(cell.text))[1]

    def _carry_group(self, record: Record, line: list[Placed], fields: Sequence[Field]) -> None:
        """The group printed in the row, or the one above where it is blank."""
        printed = tidy(without_markup(_text(line, Role.GROUP)))
        number = plain_number(_text(line, Role.GROUP_NUMBER))
        columns = [item for item in fields if item.role in (Role.GROUP, Role.GROUP_NUMBER)]
        if not any(item.role is Role.GROUP_NUMBER for item in columns):
            number, printed = leading_number(printed)
        if not columns:
            record.group_number, record.group = leading_number(self._heading)
            return
        group, before = self._group
        if printed or number:
            same = compact(printed) == compact(group) and not number
            self._group = (printed or (group if number == before else ""), number or (before if same else ""))
        elif group:
            self._report(FindingKind.FILLED_DOWN, record, columns[-1], "", group, record.locator)
        record.group, record.group_number = self._group

    def _report_shift(self, record: Record, row: GridRow, shifted: list[tuple[Field, Field, int]]) -> None:
        finding = Finding(
            FindingKind.SHIFTED_CELLS,
            self.document,
            column=" | ".join(printed.column.header for printed, _, _ in shifted),
            printed=" | ".join(row[index].text for _, _, index in shifted),
            taken=" | ".join(taken.column.header for _, taken, _ in shifted),
            locator=row[0].locator,
        )
        self._reports.append((record, finding))

    def _report(
        self, kind: FindingKind, record: Record, item: Field, printed: str, taken: str, locator: Locator
    ) -> None:
        finding = Finding(kind, self.document, "", item.column.header, printed, taken, locator)
        self._reports.append((record, finding))


def rejoin(
    rows: Sequence[GridRow], fields: Sequence[Field]
) -> list[tuple[GridRow, list[tuple[Field, GridCell, str]]]]:
    """The rows, those that a line break cut in two in one piece, each with what was joined in it.

    Such a rest begins in a column of numbers with something that is none, and fits behind the row above.
    """
    whole: list[tuple[GridRow, list[tuple[Field, GridCell, str]]]] = []
    for row in rows:
        if whole and _is_rest(whole[-1][0], row, fields):
            above, rests = whole[-1]
            end = _length(above) - 1
            joined = replace(above[end], text=above[end].text + row[0].text)
            line = (*above[:end], joined, *row[1 : _length(row)])
            line += above[len(line) :] if len(line) < len(above) else ()
            whole[-1] = (line, [*rests, (fields[end], row[0], joined.text)])
        else:
            whole.append((row, []))
    return whole


def _is_rest(above: GridRow, row: GridRow, fields: Sequence[Field]) -> bool:
    numbered = fields[0].role in (Role.NUMBER, Role.GROUP_NUMBER) and fields[0].numbers > 0.5
    if not numbered or not row[0].text or number_like(row[0].text) or _length(row) < 2:
        return False
    return _length(above) > 1 and _length(above) + _length(row) - 1 <= len(fields)


def _length(row: GridRow) -> int:
    """How many cells a row has up to its last printed one."""
    return max((index for index, cell in enumerate(row) if cell.text), default=-1) + 1


def _place(row: GridRow, fields: Sequence[Field]) -> tuple[list[Placed], list[tuple[Field, Field, int]]]:
    """The cells with their columns, and which of them moved: (column as printed, column taken, index)."""
    moved = realign(row, fields)
    if moved is None:
        line = []
        for index, (cell, item) in enumerate(zip(row, fields, strict=True)):
            spans = cell.filled and index > 0 and cell.locator == row[index - 1].locator
            if cell.text and not (spans and cell.text == row[index - 1].text):
                line.append((item, cell))
        return line, []
    line = [(fields[column], row[i]) for column, cells in enumerate(moved.columns) for i in cells]
    shifted = [
        (fields[index], fields[column], index)
        for column, cells in enumerate(moved.columns)
        for index in cells
        if index != column
    ]
    return line, shifted


def _text(line: list[Placed], role: Role) -> str:
    """The text of the last column of a role: the finest, where several levels are printed."""
    texts = [cell.text for item, cell in line if item.role is role and not is_blank(cell.text)]
    return texts[-1] if texts else ""


def _last(record: Record, item: Field) -> tuple[int, int] | None:
    """Where the record's last cell of a column is: (line, place)."""
    for index in range(len(record.lines) - 1, -1, -1):
        for place, (own, _) in enumerate(record.lines[index]):
            if own.column.key == item.column.key:
                return index, place
    return None


def _heading(row: GridRow, fields: Sequence[Field], width: int) -> str:
    """The text of a row that is a heading within the table; empty for any other row."""
    texts = {cell.text for cell in row if cell.text}
    if len(texts) != 1 or width < 4:
        return ""
    printed = [index for index, cell in enumerate(row) if cell.text]
    if sum(not row[index].filled for index in printed) > 1:
        # The same text in two cells that are not merged is that of a record.
        return ""
    spans = len(printed) > 2 and any(row[index].filled for index in printed)
    text = texts.pop()
    first = fields[printed[0]]
    leading = printed[0] == 0 or first.role in (Role.GROUP, Role.GROUP_NUMBER)
    if (
        len(text) > 80
        or text.endswith("。")
        or is_note(text)
        or (first.role is Role.NUMBER and not _wordy(text))
    ):
        return ""
    return text if spans or leading else ""


def _wordy(text: str) -> bool:
    return len(text) > 3 and not any(character.isascii() for character in text[:1])


def _is_remark(row: GridRow, fields: Sequence[Field]) -> bool:
    """Whether the row is a note that stands below the records: marked, or a sentence where labels stand."""
    printed = {
        cell.text: item for cell, item in zip(row, fields, strict=True) if cell.text and not cell.filled
    }
    if len(printed) != 1:
        return False
    ((text, item),) = printed.items()
    return is_note(text) or (text.endswith("。") and item.role in _LABELS)

"""Makes rows of records: cells and their labelled parts, departments, ratings, indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Cell, Finding, FindingKind, Kpi, Locator, Rating, Role, Row
from corpus.records.departments import from_chain, split_trailing
from corpus.records.indicators import Indicators, Printed, has_indicator_columns, read_indicators, read_pair
from corpus.records.kpi import Reading, read_kpis
from corpus.records.records import Record
from corpus.records.statements import Part, split_parts, split_statements
from corpus.source import GridCell
from corpus.tables.cells.packed import is_packed, unpack_grades
from corpus.tables.cells.pairs import Pair, unpack_pairs
from corpus.tables.headers.columns import Field
from corpus.tables.headers.headers import header_year, part_role, read_header, year_of_cell
from corpus.tables.ratings.ratings import in_order
from corpus.text.dates import era_year, find_dates
from corpus.text.folding import compact
from corpus.text.plain import closed, is_blank, leading_number, tidy, without_markup

_UNDIVIDED = frozenset({Role.NUMBER, Role.GROUP_NUMBER, Role.RATING, Role.YEAR, Role.DEPARTMENT})


@dataclass(slots=True)
class _Taken:
    """What one record's cells came to, while they are read in printed order."""

    cells: list[Cell] = field(default_factory=list)
    title: str = ""
    departments: list[tuple[str, str]] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    stated: list[tuple[str, Locator]] = field(default_factory=list)
    labelled: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    pairs: list[tuple[Pair, Locator]] = field(default_factory=list)
    year: int | None = None


def read_rows(
    records: Sequence[Record], document: str, fiscal_year: int | None
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows of a document in printed order, and what was repaired or does not agree in them."""
    numbers, findings = number_records(records, document)
    rows = []
    for record, number in zip(records, numbers, strict=True):
        row, own = _row(record, number, document, record.year or fiscal_year)
        rows.append(row)
        findings += own
    return tuple(rows), tuple(findings)


def number_records(records: Sequence[Record], document: str) -> tuple[list[str], list[Finding]]:
    """A number for every record, unique in the document.

    It is the printed one, or the one that begins the name where no column has numbers, or the place in the
    document. Where the tables of a document are of several years, a number that stands in more than one of
    them is the same plan row in another year: the latest keeps the number as printed, an earlier one has its
    year behind it, as in 1-2(R4). Any other number that is taken gets a second one in brackets, as in 1-2(2),
    and is a finding.
    """
    printed = _dated([record.number for record in records], records)
    if records and not any(printed):
        leading = [leading_number(_name(record))[0] for record in records]
        usable = sum(map(bool, leading)) * 10 >= len(leading) * 8
        leading = _dated(leading, records)
        usable = usable and len(set(leading)) == len(leading)
        printed = leading if usable else [str(place) for place in range(1, len(records) + 1)]
    seen: Counter[str] = Counter()
    taken = set(printed)
    numbers: list[str] = []
    findings: list[Finding] = []
    for number, record in zip(printed, records, strict=True):
        base = number or (numbers[-1].split("(")[0] if numbers else "0")
        unique = base
        while unique in seen or (not number and unique in taken and unique == base):
            seen[base] += 1
            unique = f"{base}({seen[base] + 1})" if seen[base] else base
        seen[unique] += 0
        if unique != number:
            findings.append(
                Finding(FindingKind.NUMBERING, document, unique, "", number, unique, record.locator)
            )
        numbers.append(unique)
    return numbers, findings


def _dated(numbers: Sequence[str], records: Sequence[Record]) -> list[str]:
    """The numbers, with its year behind each that a table of a later year has as well."""
    latest: dict[str, int] = {}
    for number, record in zip(numbers, records, strict=True):
        latest[number] = max(latest.get(number, 0), record.year or 0)
    return [
        f"{number}({era_year(record.year)})"
        if number and record.year and record.year < latest[number]
        else number
        for number, record in zip(numbers, records, strict=True)
    ]


def _name(record: Record) -> str:
    return next((cell.text for item, cell in record.lines[0] if item.role is Role.NAME), "")


def _row(record: Record, number: str, document: str, year: int | None) -> tuple[Row, list[Finding]]:
    taken = _Taken(year=None)
    findings: list[Finding] = []
    seen: set[tuple[str, str, Locator]] = set()
    columns = has_indicator_columns(record.fields)
    for line in record.lines:
        for item, cell in line:
            if (mark := (item.column.key, cell.text, cell.locator)) not in seen:
                seen.add(mark)
                findings += _take(
                    taken, item, cell, columns, Finding(FindingKind.REMOVED_MARKUP, document, number)
                )
    title = taken.title or record.group
    if not record.number:
        title = _untitled(title, number)
    kpis, own = _kpis(record, taken, columns, title, year)
    findings += [replace(finding, document=document, row=number) for finding in own]
    row = Row(
        document=document,
        number=number,
        title=title,
        locator=record.locator,
        cells=tuple(taken.cells),
        section=record.section,
        group_number=record.group_number,
        group=record.group,
        departments=from_chain(taken.departments),
        year=taken.year or year,
        ratings=_ratings_of(taken, taken.year or year),
        kpis=kpis.latest,
        other_years=kpis.other_years,
    )
    return row, findings


def _untitled(title: str, number: str) -> str:
    """The name without the number that begins it, where that became the row's number."""
    leading, rest = leading_number(title)
    return tidy(rest) if leading == number else title


def _take(taken: _Taken, item: Field, cell: GridCell, columns: bool, removed: Finding) -> list[Finding]:
    """Adds one printed cell and its labelled parts; a finding where mark-up was removed."""
    text = without_markup(cell.text)
    findings = []
    if text != cell.text:
        header = item.column.header
        findings = [replace(removed, column=header, printed=cell.text, taken=text, locator=cell.locator)]
    if item.role is Role.NAME:
        _take_name(taken, item, cell, text)
        return findings
    whole = item.role in _UNDIVIDED or (item.role is Role.TARGET and is_packed(text))
    host, parts = (text, ()) if whole else split_parts(text, item.column.parts)
    if host and not _is_list(item, columns):
        printed = cell.text if not parts and host != cell.text else _printed(cell.text, host)
        taken.cells.append(_cell(item, item.role, item.column.header, host, printed, cell.locator))
    _take_host(taken, item, host, cell.locator, columns)
    for part in parts:
        _take_part(taken, item, part, cell.locator)
    return findings


def _printed(cell: str, host: str) -> str:
    """The cell as printed, as far as its text before the labelled parts reaches."""
    return cell[: cell.find(host) + len(host)].strip() if host in cell else host


def _is_list(item: Field, columns: bool) -> bool:
    """Whether the cells of the column are lists of indicators, which become one cell each."""
    return item.role is Role.KPI and not columns


def _cell(item: Field, role: Role, label: str, text: str, printed: str, locator: Locator) -> Cell:
    key = item.column.key if label == item.column.header else f"{item.column.key}:{label}"
    return Cell(key, role, label, text, printed, locator)


def _take_name(taken: _Taken, item: Field, cell: GridCell, text: str) -> None:
    labels = [part for part in item.column.parts if read_header(part).roles[0] is Role.DEPARTMENT]
    name, departments = split_trailing(text, announced=bool(labels))
    printed = cell.text if name == text else _printed(cell.text, name)
    taken.cells.append(_cell(item, item.role, item.column.header, name, printed, cell.locator))
    taken.title = taken.title or tidy(closed(name))
    if departments:
        label = labels[0] if labels else "担当課"
        taken.cells.append(_cell(item, Role.DEPARTMENT, label, departments, departments, cell.locator))
        taken.departments.append((label, departments))


def _take_host(taken: _Taken, item: Field, text: str, locator: Locator, columns: bool) -> None:
    if is_blank(text):
        return
    if item.role is Role.DEPARTMENT:
        taken.departments.append((item.words, text))
    elif item.role is Role.RATING:
        taken.ratings += _ratings(item, text, locator)
    elif item.role is Role.YEAR and not item.due and taken.year is None:
        taken.year = _year(text)
    elif _is_list(item, columns):
        _take_list(taken, item, text, locator)
    elif item.role is Role.RESULT:
        taken.prose.append(text)
        taken.pairs += [(pair, locator) for pair in unpack_pairs(text)]
    elif item.role is Role.ACTUAL and not columns:
        taken.labelled.append(text)


def _ratings(item: Field, text: str, locator: Locator) -> list[Rating]:
    """The rating of a cell, or those of several years in it, each under the header with its year."""
    key, header = item.column.key, item.column.header
    grades = unpack_grades(text)
    if not grades:
        return [Rating(tidy(text), key, header, locator)]
    return [
        Rating(tidy(grade.value), f"{key}:{grade.label}", f"{header} {grade.label}", locator)
        for grade in grades
    ]


def _ratings_of(taken: _Taken, year: int | None) -> tuple[Rating, ...]:
    """The ratings in order; of several years in one cell, that of `year` has the key of the column itself."""
    ordered = in_order(taken.ratings, year)
    return tuple(
        replace(rating, key=rating.key.partition(":")[0])
        if ":" in rating.key and header_year(rating.column) == year
        else rating
        for rating in ordered
    )


def _year(text: str) -> int | None:
    mentions = find_dates(text)
    return mentions[0].year if mentions else year_of_cell(text)


def _take_part(taken: _Taken, item: Field, part: Part, locator: Locator) -> None:
    role = _part_role(part.label)
    if role is Role.KPI:
        _take_statements(taken, item, part.label, part.text, locator)
        return
    if role is Role.DEPARTMENT:
        taken.departments.append((compact(part.label), part.text))
    if role is Role.ACTUAL:
        taken.labelled.append(part.text)
        for statement in split_statements(part.text):
            taken.cells.append(_cell(item, role, part.label, statement, statement, locator))
        return
    taken.cells.append(_cell(item, role, part.label, part.text, part.text, locator))


def _part_role(label: str) -> Role:
    return part_role(label) or read_header(label).roles[0]


def _take_list(taken: _Taken, item: Field, text: str, locator: Locator) -> None:
    """A list of indicators: of names and their aims, or of figures behind labels."""
    pairs = unpack_pairs(text)
    if not pairs:
        _take_statements(taken, item, item.column.header, text, locator)
    for pair in pairs:
        taken.pairs.append((pair, locator))
        taken.cells.append(_cell(item, Role.KPI, item.column.header, pair.text, pair.text, locator))


def _take_statements(taken: _Taken, item: Field, label: str, text: str, locator: Locator) -> None:
    taken.stated.append((text, locator))
    for statement in split_statements(text):
        taken.cells.append(_cell(item, Role.KPI, label, statement, statement, locator))


def _kpis(
    record: Record, taken: _Taken, columns: bool, title: str, year: int | None
) -> tuple[Indicators, list[Finding]]:
    readings = list(read_kpis(taken.stated, taken.labelled, taken.prose, taken.year or year))
    readings = [replace(reading, kpi=_named(reading.kpi, title)) for reading in readings]
    found = [Indicators(tuple(reading.kpi for reading in readings))]
    if not readings and not columns:
        # A figure under a label is an indicator where nothing else states any.
        pairs = (read_pair(pair, locator, taken.year or year) for pair, locator in taken.pairs)
        found.append(Indicators(tuple(pairs)))
    if columns:
        for line in record.lines:
            printed = [Printed(item, without_markup(cell.text), cell.locator) for item, cell in line]
            found.append(read_indicators(printed, record.blocks, title, taken.year or year))
    latest = tuple(kpi for one in found for kpi in one.latest)
    other_years = tuple(kpi for one in found for kpi in one.other_years)
    return Indicators(latest, other_years), [finding for reading in readings for finding in _remarks(reading)]


def _named(kpi: Kpi, title: str) -> Kpi:
    """An indicator that is only a figure goes by the name of its row."""
    return kpi if kpi.name else replace(kpi, name=title)


def _remarks(reading: Reading) -> list[Finding]:
    """What is unusual about one indicator: another name for its result, or a result without the label."""
    kpi = reading.kpi
    found = []
    if reading.result_name and compact(reading.result_name) != compact(kpi.name):
        found.append(
            Finding(FindingKind.NAME_MISMATCH, "", "", "", reading.result_name, kpi.name, kpi.locator)
        )
    if kpi.actual is not None and not kpi.actual.labelled and kpi.actual.value is not None:
        found.append(
            Finding(FindingKind.UNLABELLED_RESULT, "", "", "", kpi.actual.text, kpi.name, kpi.locator)
        )
    return found

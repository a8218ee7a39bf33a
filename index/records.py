"""The values that reads of an index return, and the rebuilding of rows from the tables.

A row comes back equal to the one that was indexed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from corpus.document import (
    Actual,
    Cell,
    Comparator,
    Kpi,
    KpiState,
    Locator,
    Passage,
    Rating,
    Role,
    Row,
    Target,
)
from corpus.frozen import dataclass

T = TypeVar("T")
Line = tuple[Any, ...]
# Runs one SELECT with its parameters and returns all lines.
Read = Callable[[str, Sequence[object]], list[Line]]

PLACE = "line, sheet, sheet_cell, page, table_number, row_number"
# What `stored_passage` is made of.
PASSAGE = f"id, document, position + 1, headings, text, {PLACE}"
PRINTED = "printed"
SHORT = "short"
# SQLite takes at least 999 parameters everywhere.
_CHUNK = 500


class NameKind(StrEnum):
    """What a name names. `VALUE` is an entry of a column that repeats few short entries."""

    DOCUMENT = "document"
    SECTION = "section"
    GROUP = "group"
    ROW = "row"
    NUMBER = "number"
    DEPARTMENT = "department"
    KPI = "kpi"
    RATING = "rating"
    COLUMN = "column"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """An indexed document; `digest` is the SHA-256 of its file, `built_at` UTC in ISO 8601.

    `stamp` is that of its file when it was read (`corpus.folder.stamp`), empty for one without a file.
    """

    id: str
    title: str
    publisher: str
    place: str
    file: str
    digest: str
    fiscal_year: int | None
    row_count: int
    built_at: str
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class SectionInfo:
    """A section of a document with the number of its rows."""

    document: str
    section: str
    row_count: int


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row with the id by which this index knows it; ids change when the index is built anew."""

    id: int
    row: Row


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its id in this index, and its document's.

    `number` counts the passages of the document from 1, in printed order: the same as long as its file is.
    """

    id: int
    document: str
    number: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Name:
    """What the document calls something; `folded` and `reading` are the keys it is found by.

    `row_id` is the row it names, for the kinds row, number and KPI. `ref` is the row's number, a group's
    number, the key of the column of a rating or value or column, or a department's printed name; `form` is
    "printed", or "short" for a department without the publisher's place name.
    """

    kind: NameKind
    text: str
    folded: str
    reading: str
    tokens: tuple[str, ...]
    document: str
    row_id: int | None
    ref: str
    form: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the corpus, or a compound of words; `rows` is the number of rows (or passages) it stands in.

    `term` is what is indexed, of a compound the folded text; `tokens` are the terms to search for.
    """

    term: str
    kind: str
    printed: str
    tokens: tuple[str, ...]
    reading: str
    rows: int
    synonyms: tuple[int, ...]


def rebuild(read: Read, ids: Iterable[int]) -> dict[int, StoredRow]:
    """The rows with these ids; ids that the index lacks are left out."""
    found: dict[int, StoredRow] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), _CHUNK):
        found.update(_rebuild(read, wanted[start : start + _CHUNK]))
    return found


def _rebuild(read: Read, ids: Sequence[int]) -> dict[int, StoredRow]:
    marks = ",".join("?" * len(ids))

    def grouped(sql: str, make: Callable[[Line], T]) -> Mapping[int, list[T]]:
        groups: dict[int, list[T]] = {}
        for line in read(f"{sql} WHERE row_id IN ({marks}) ORDER BY row_id, position", ids):
            groups.setdefault(line[0], []).append(make(line[1:]))
        return groups

    cells = grouped(f'SELECT row_id, key, role, "column", text, printed, {PLACE} FROM cells', _cell)
    departments = grouped("SELECT row_id, department FROM row_departments", lambda line: str(line[0]))
    ratings = grouped(f'SELECT row_id, value, key, "column", inferred, basis, {PLACE} FROM ratings', _rating)
    kpis = grouped(
        "SELECT row_id, latest, name, text, state, year, target_text, target_value, target_unit,"
        " target_comparator, target_due, target_every_year, target_cumulative, actual_text, actual_value,"
        " actual_unit, actual_year, actual_labelled, baseline_text, baseline_value, baseline_unit,"
        " baseline_year, baseline_labelled,"
        f" {PLACE} FROM kpis",
        _kpi,
    )
    found: dict[int, StoredRow] = {}
    for line in read(
        "SELECT id, document, number, title, section, group_number, group_title, year,"
        f" {PLACE} FROM rows WHERE id IN ({marks})",
        ids,
    ):
        key, document, number, title, section, group_number, group, year = line[:8]
        row = Row(
            document,
            number,
            title,
            Locator(*line[8:]),
            tuple(cells.get(key, ())),
            section,
            group_number,
            group,
            tuple(departments.get(key, ())),
            year,
            tuple(ratings.get(key, ())),
            tuple(kpi for latest, kpi in kpis.get(key, ()) if latest),
            tuple(kpi for latest, kpi in kpis.get(key, ()) if not latest),
        )
        found[key] = StoredRow(key, row)
    return found


# Looking a role up by its value takes longer than all else of a cell.
_ROLES = {role.value: role for role in Role}


def _cell(line: Line) -> Cell:
    key, role, column, text, printed = line[:5]
    return Cell(key, _ROLES[role], column, text, text if printed is None else printed, _place(line[5:]))


@lru_cache(maxsize=1_000)
def _place(line: Line) -> Locator:
    """The place of a cell; the cells of a row mostly share theirs."""
    return Locator(*line)


def _rating(line: Line) -> Rating:
    value, key, column, inferred, basis = line[:5]
    return Rating(value, key, column, Locator(*line[5:]), bool(inferred), basis)


def _kpi(line: Line) -> tuple[bool, Kpi]:
    """Whether a row goes by a KPI's figures, and the KPI."""
    latest, name, text, state, year = line[:5]
    return bool(latest), Kpi(
        name,
        text,
        _target(line[5:12]),
        _actual(line[12:17]),
        KpiState(state),
        Locator(*line[22:]),
        _actual(line[17:22]),
        year,
    )


def _target(line: Line) -> Target | None:
    text, value, unit, comparator, due, every_year, cumulative = line
    if text is None:
        return None
    return Target(
        text, _decimal(value), unit, Comparator(comparator), due, bool(every_year), bool(cumulative)
    )


def _actual(line: Line) -> Actual | None:
    text, value, unit, year, labelled = line
    return None if text is None else Actual(text, _decimal(value), unit, year, bool(labelled))


def stored_passage(line: Line) -> StoredPassage:
    """The passage of one line of `PASSAGE`."""
    key, document, number, headings, text = line[:5]
    passage = Passage(text, tuple(json.loads(headings)), Locator(*line[5:]))
    return StoredPassage(key, document, number, passage)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)

"""Turns one document into the lines of the tables; knows the schema, and nothing of files and stamps.

A document's lines never refer to another's, so that one document can be replaced alone.
"""

from __future__ import annotations

import json
from collections import Counter as Counts
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import sqlite_utils

from corpus.document import (
    Document,
    Kpi,
    KpiState,
    Passage,
    Rating,
    Role,
    Row,
)
from corpus.tables.headers.headers import header_year
from corpus.text.folding import compact
from index.build.analysis import COMPOUND, Analysis, Word, analyse, spoken_and_cut
from index.build.figures import Figures
from index.build.lines import Line, actual_line, place_line, target_line
from index.build.name_pieces import NamePieces
from index.build.naming import categorical_columns, names_of
from index.build.spans import Counter
from index.build.tallies import Tallies
from index.filters import LONGEST_VALUE
from index.language.tokenizer import synonyms_of
from index.schema import FIRST_TEXT

# The dictionary has hardly any entry longer than this.
_LONGEST_ENTRY = 10
# Rows written at once: their lines wait in memory.
_BATCH = 100
# Names written at once.
_NAMES = 1_000
# So many compounds wait in memory.
_MOST_COMPOUNDS = 30_000


@dataclass
class _Batch:
    """Lines waiting to be written, by table."""

    tables: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, table: str, *values: object) -> None:
        self.tables.setdefault(table, []).append(values)

    def flush(self, database: sqlite_utils.Database) -> None:
        for table, lines in self.tables.items():
            marks = ",".join("?" * len(lines[0]))
            database.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)
        self.tables.clear()


class _Vocabulary:
    """The words of a document with the number of rows (or passages) that hold each.

    Most words of a long document are compounds, and most of these stand in one row: when many wait they
    are written, and what comes later is added to their lines. So memory does not grow with the document.
    """

    def __init__(self, document: str) -> None:
        self._document = document
        self._words: dict[str, tuple[Word, int]] = {}
        self._compounds: dict[str, tuple[Word, int]] = {}

    def count(self, words: Iterable[Word]) -> None:
        """Counts the words of one row; variants of a term in one row count once."""
        for (term, compound), word in {
            (word.term, word.kind == COMPOUND): word for word in dict.fromkeys(words)
        }.items():
            counted = self._compounds if compound else self._words
            known = counted.get(term)
            counted[term] = (word, 1) if known is None else (known[0], known[1] + 1)

    def relieve(self, database: sqlite_utils.Database) -> None:
        """Writes the compounds where many are waiting."""
        if len(self._compounds) > _MOST_COMPOUNDS:
            self._write(database, self._compounds)

    def flush(self, database: sqlite_utils.Database) -> None:
        """Writes all that is waiting."""
        for counted in (self._words, self._compounds):
            self._write(database, counted)

    def _write(self, database: sqlite_utils.Database, counted: dict[str, tuple[Word, int]]) -> None:
        database.conn.executemany(
            "INSERT INTO terms VALUES (?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT (document, term, kind) DO UPDATE SET rows = rows + excluded.rows",
            (self._line(word, rows) for word, rows in counted.values()),
        )
        counted.clear()

    def _line(self, word: Word, rows: int) -> Line:
        synonyms = word.synonyms
        if word.kind == COMPOUND and len(word.printed) <= _LONGEST_ENTRY:
            synonyms = synonyms_of(word.printed)
        numbers = " ".join(map(str, synonyms))
        spoken = (word.reading, word.sound)
        return self._document, word.term, word.kind, word.printed, word.tokens, *spoken, rows, numbers


def write(
    database: sqlite_utils.Database, document: Document, position: int, built_at: str, counter: Counter
) -> Iterator[int]:
    """Writes all lines of a document and advances the counter; yields the number of rows done so far.

    sqlite3.Error when it can't be written.
    """
    _write_head(database, document, position, built_at)
    vocabulary = _Vocabulary(document.id)
    batch = _Batch()
    row_ids: dict[str, int] = {}
    parts = _part_keys(document.rows)
    tallies = Tallies(document)
    figures = Figures(document.id)
    pieces = NamePieces(document.id)
    for place, row in enumerate(document.rows):
        counter.row += 1
        row_ids.setdefault(row.number, counter.row)
        own = row.ratings[0] if row.ratings and row.ratings[0].key not in parts else None
        tallies.add(row, place, own, _state(row))
        figures.add(row, place)
        pieces.add(_compact(row.title))
        _add_row(batch, row, place, counter, own)
        vocabulary.count(_add_cells(batch, row, counter))
        if place % _BATCH == _BATCH - 1:
            batch.flush(database)
            vocabulary.relieve(database)
            pieces.relieve(database)
            figures.relieve(database)
            yield place + 1
    for place, passage in enumerate(document.passages):
        vocabulary.count(_add_passage(batch, document.id, place, passage, counter))
    batch.flush(database)
    for name in names_of(document):
        counter.name += 1
        kind, row_id = name.kind.value, row_ids.get(name.row)
        keys = (name.text, name.folded, name.reading, name.tokens)
        batch.add("names", counter.name, document.id, kind, *keys, row_id, name.ref, name.form)
        if counter.name % _NAMES == 0:
            batch.flush(database)
    for table, line in tallies.lines():
        batch.add(table, *line)
    batch.flush(database)
    vocabulary.flush(database)
    pieces.flush(database)
    figures.flush(database)
    yield len(document.rows)


def _add_passage(
    batch: _Batch, document: str, position: int, passage: Passage, counter: Counter
) -> tuple[Word, ...]:
    """A text outside tables, and its segments; returns its words and those of its headings."""
    counter.passage += 1
    headings = json.dumps(passage.headings, ensure_ascii=False)
    place = place_line(passage.locator)
    batch.add("passages", counter.passage, document, position, headings, passage.text, *place)
    source = (document, None, None, counter.passage, "passage", " / ".join(passage.headings))
    analysis = _add_segments(batch, source, passage.text, counter)
    entry = (FIRST_TEXT + counter.passage, document, None, counter.passage)
    _add_entry(batch, entry, passage.headings, (), [analysis])
    above = [word for heading in passage.headings for word in analyse(heading).words]
    return (*analysis.words, *above)


def _add_entry(
    batch: _Batch, source: Line, names: Iterable[str], places: Iterable[str], texts: Iterable[Analysis]
) -> None:
    """One line for a whole row or passage; `source` is its number, document, row and passage."""
    called, placed = (
        " ".join(spoken_and_cut(name)[1] for name in dict.fromkeys(some) if name) for some in (names, places)
    )
    said = " ".join(one.tokens for text in texts for one in text.segments if one.tokens)
    batch.add("entries", *source, called, placed, said)


def _write_head(database: sqlite_utils.Database, document: Document, position: int, built_at: str) -> None:
    """What is said once a document: itself, its columns, sections, legend and findings."""
    database.table("documents").insert(
        {
            "id": document.id,
            "position": position,
            "title": document.title,
            "publisher": document.publisher,
            "place": document.place,
            "file": document.file,
            "digest": document.digest,
            "fiscal_year": document.fiscal_year,
            "row_count": len(document.rows),
            "built_at": built_at,
            "longest_name": max((len(_compact(row.title)) for row in document.rows), default=0),
        }
    )
    categorical = categorical_columns(document)
    database.table("columns").insert_all(
        {
            "document": document.id,
            "position": place,
            "key": column.key,
            "own_key": column.key,
            "header": column.header,
            "role": column.role.value,
            "parts": json.dumps(column.parts, ensure_ascii=False),
            "categorical": int(column.key in categorical),
        }
        for place, column in enumerate(document.columns)
    )
    batch = _Batch()
    sizes = Counts(row.section for row in document.rows)
    for place, section in enumerate(document.sections):
        batch.add("sections", document.id, place, section, sizes[section])
    for place, entry in enumerate(document.legend):
        batch.add(
            "legend",
            document.id,
            place,
            entry.value,
            entry.meaning,
            entry.count,
            entry.text,
            *place_line(entry.locator),
        )
    for place, finding in enumerate(document.findings):
        batch.add(
            "findings",
            document.id,
            place,
            finding.kind.value,
            finding.row,
            finding.column,
            finding.printed,
            finding.taken,
            *place_line(finding.locator),
        )
    batch.flush(database)


def _part_keys(rows: Sequence[Row]) -> frozenset[str]:
    """The keys of rating columns that rate but a part: those beside which rows mostly go by another."""
    first = Counts(row.ratings[0].key for row in rows if row.ratings)
    behind = Counts(rating.key for row in rows for rating in row.ratings[1:])
    return frozenset(key for key, count in behind.items() if count > first[key])


def _state(row: Row) -> str:
    state = kpi_state(row.kpis)
    return state.value if state else ""


def _add_row(batch: _Batch, row: Row, position: int, counter: Counter, own: Rating | None) -> None:
    """The row with its departments, ratings and KPIs; `own` is the rating that it goes by, None without."""
    key = (counter.row, row.document)
    batch.add(
        "rows",
        *key,
        position,
        row.number,
        row.title,
        row.section,
        _compact(row.section),
        row.group_number,
        row.group,
        _compact(row.group),
        row.year,
        _state(row),
        *place_line(row.locator),
    )
    for place, department in enumerate(row.departments):
        batch.add("row_departments", counter.row, place, row.document, department, _compact(department))
    for place, rating in enumerate(row.ratings):
        batch.add(
            "ratings",
            *key,
            place,
            int(rating is own),
            rating.value,
            _compact(rating.value),
            rating.key,
            rating.column,
            _header_year(rating.column),
            int(rating.inferred),
            rating.basis,
            *place_line(rating.locator),
        )
    for place, kpi in enumerate((*row.kpis, *row.other_years)):
        batch.add(
            "kpis",
            *key,
            place,
            kpi.name,
            kpi.text,
            kpi.state.value,
            kpi.year,
            int(place < len(row.kpis)),
            *target_line(kpi.target),
            *actual_line(kpi.actual),
            *actual_line(kpi.baseline),
            *place_line(kpi.locator),
        )


def _add_cells(batch: _Batch, row: Row, counter: Counter) -> list[Word]:
    """The cells and segments of a row; returns the words of each, in order."""
    words: list[Word] = []
    texts: list[Analysis] = []
    said: dict[Role, list[str]] = {}
    for position, cell in enumerate(row.cells):
        counter.cell += 1
        printed = None if cell.printed == cell.text else cell.printed
        folded = _compact(cell.text) if len(cell.text) <= LONGEST_VALUE else None
        batch.add(
            "cells",
            counter.cell,
            counter.row,
            row.document,
            position,
            cell.key,
            cell.role.value,
            cell.column,
            cell.text,
            printed,
            folded,
            *place_line(cell.locator),
        )
        if cell.role in _NAMING:
            said.setdefault(cell.role, []).append(_compact(cell.text))
        source = (row.document, counter.row, counter.cell, None, cell.role.value, cell.column)
        texts.append(_add_segments(batch, source, cell.text, counter))
        words.extend(texts[-1].words)
    for role, text in _named(row):
        if text and not any(_compact(text) in cell for cell in said.get(role, ())):
            elsewhere = (row.document, counter.row, None, None, role.value, "")
            words.extend(_add_segments(batch, elsewhere, text, counter).words)
    called = [text for _, text in _named(row)]
    placed = [] if row.section in called else [row.section]
    _add_entry(batch, (counter.row, row.document, counter.row, None), called, placed, texts)
    return words


_NAMING = frozenset({Role.NAME, Role.GROUP, Role.DEPARTMENT, Role.KPI})


def _named(row: Row) -> Iterator[tuple[Role, str]]:
    """What a row is called, in case none of its cells says it (a group printed once for many rows)."""
    yield Role.NAME, row.title
    yield Role.GROUP, row.group
    yield from ((Role.DEPARTMENT, department) for department in row.departments)
    yield from ((Role.KPI, kpi.name) for kpi in row.kpis)


def _add_segments(batch: _Batch, source: Line, text: str, counter: Counter) -> Analysis:
    """`source` is document, row, cell, passage, role and column of the text."""
    analysis = analyse(text)
    for position, segment in enumerate(analysis.segments):
        counter.segment += 1
        batch.add(
            "segments",
            counter.segment,
            *source,
            position,
            segment.start,
            segment.end,
            segment.text,
            segment.tokens,
            segment.reading,
        )
    return analysis


def kpi_state(kpis: Iterable[Kpi]) -> KpiState | None:
    """The state of a row: missed if any KPI is, met if all are, else unknown; None without KPIs."""
    states = {kpi.state for kpi in kpis}
    if not states:
        return None
    if KpiState.MISSED in states:
        return KpiState.MISSED
    return KpiState.MET if states == {KpiState.MET} else KpiState.UNKNOWN


_header_year = lru_cache(maxsize=2_000)(header_year)
_compact = lru_cache(maxsize=20_000)(compact)

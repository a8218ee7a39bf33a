"""The figures of the rows of a document by dimension, gathered while they are written: numbers, not texts.

A dimension is a figure of indicators (`kpi`), a column (`column`), or a number of things of a row (`row`).
The figures of one unit and as many decimals stand together as whole numbers in the order of their rows, so
that they are added up, compared and put in order without a look at any row.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import sqlite_utils

from corpus.document import Kpi, KpiState, Role, Row
from corpus.tables.cells.figures import figure_of, unit_behind
from corpus.tables.headers.headers import header_year

# Figures that wait in memory.
_MOST = 400_000
# What 64 bits hold.
_LARGEST = 2**63 - 1
_Key = tuple[str, str, str, int]
STATES = tuple(KpiState)
"""The states of indicators, each told as a figure by its place here."""


@dataclass
class _Column:
    """The figures of a dimension of one unit and as many decimals, with their rows and parts."""

    places: array[int] = field(default_factory=lambda: array("I"))
    parts: array[int] = field(default_factory=lambda: array("i"))
    wholes: array[int] = field(default_factory=lambda: array("q"))


class Figures:
    """What is gathered of the rows of one document.

    The part of a figure is the place of its indicator among those of the row, or that of its cell less all
    cells, so that it is below 0.
    """

    def __init__(self, document: str) -> None:
        self._document = document
        self._columns: dict[_Key, _Column] = {}
        self._waiting = 0
        self._chunk = 0

    def add(self, row: Row, place: int) -> None:
        """Gathers the figures of one row in its place, from 0."""
        self._put(("row", "department_count", ""), place, 0, Decimal(len(row.departments)))
        self._put(("row", "kpi_count", ""), place, 0, Decimal(len(row.kpis)))
        cells = len(row.cells)
        seen: set[str] = set()
        for position, cell in enumerate(row.cells):
            figure = figure_of(cell.text) if cell.key not in seen else None
            if figure is not None:
                seen.add(cell.key)
                self._put(("column", cell.key, unit_behind(cell.text)), place, position - cells, figure)
        printed = _printed_rate(row) if len(row.kpis) <= 1 else None
        if printed is not None:
            self._put(("kpi", "rate", "%"), place, printed[0] - cells, printed[1])
        for position, kpi in enumerate(row.kpis):
            for name, unit, value in _of_kpi(kpi):
                if value is not None and (name != "rate" or printed is None):
                    self._put(("kpi", name, unit), place, position, value)

    def relieve(self, database: sqlite_utils.Database) -> None:
        """Writes the figures where many are waiting."""
        if self._waiting > _MOST:
            self.flush(database)

    def flush(self, database: sqlite_utils.Database) -> None:
        """Writes all that is waiting."""
        database.conn.executemany("INSERT INTO figures VALUES (?,?,?,?,?,?,?,?,?,?)", self._lines())
        self._columns.clear()
        self._waiting = 0
        self._chunk += 1

    def _lines(self) -> Iterator[tuple[object, ...]]:
        for (kind, name, unit, decimals), column in self._columns.items():
            first, count = column.places[0], len(column.places)
            # Rows without a gap need not be told.
            dense = column.places[-1] - first == count - 1 and len(set(column.places)) == count
            key = (self._document, kind, name, unit, decimals, self._chunk)
            same = len(set(column.parts)) == 1
            parts = _packed(column.parts[:1] if same else column.parts)
            places = b"" if dense else _packed(column.places)
            yield *key, first if dense else -1, places, parts, _packed(column.wholes)

    def _put(self, key: tuple[str, str, str], place: int, part: int, value: Decimal) -> None:
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)
        decimals = max(0, -exponent)
        whole = int(value.scaleb(decimals))
        if abs(whole) > _LARGEST:
            return
        column = self._columns.setdefault((*key, decimals), _Column())
        column.places.append(place)
        column.parts.append(part)
        column.wholes.append(whole)
        self._waiting += 1


def _of_kpi(kpi: Kpi) -> Iterator[tuple[str, str, Decimal | None]]:
    """Each figure of an indicator with its dimension and unit; None where it lacks it."""
    target, actual = kpi.target, kpi.actual
    unit = (target.unit if target else "") or (actual.unit if actual else "")
    yield "state", unit, Decimal(STATES.index(kpi.state))
    yield "rate", "%", kpi.rate
    yield "gap", unit, kpi.gap
    yield "actual", unit, actual.value if actual else None
    if target is not None:
        yield "target", unit, target.value
        yield "due", "", None if target.due is None else Decimal(target.due)
        yield "every_year", "", Decimal(int(target.every_year))


def _printed_rate(row: Row) -> tuple[int, Decimal] | None:
    """The rate that a row prints, of its latest year, with the position of its cell: what is printed goes
    before what is computed.
    """
    figures = [
        (position, value, header_year(cell.column) or 0)
        for position, cell in enumerate(row.cells)
        if cell.role is Role.RATE and (value := figure_of(cell.text)) is not None
    ]
    best = max(figures, key=lambda one: one[2], default=None)
    return None if best is None else best[:2]


def _packed(values: array[int]) -> bytes:
    return zlib.compress(values.tobytes(), 1)

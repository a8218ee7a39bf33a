"""The figures of rows by dimension: those of indicators, of columns, and numbers of things that a row has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from assistant.answering.desk import Desk
from assistant.answering.parts.figures.compared import difference
from assistant.answering.parts.figures.figures import measure as kpi_measure
from assistant.answering.parts.showing.conditions import header
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import in_unit, unit_of
from assistant.catalogue.offices import outer_office, unit_of_level
from assistant.catalogue.people import unit_of_people
from assistant.model.page import MOST_SHOWN
from assistant.model.query import Range, changed_columns, counted_names
from assistant.model.question import Field
from assistant.words import grammar
from corpus.document import Cell, Kpi, Role, Row
from corpus.frozen import dataclass
from corpus.tables.cells.figures import figure_of
from corpus.tables.headers.headers import header_year
from index.filters import Facet, Filter
from index.rows.figures import Bounds, Figure, FigureKind, figures, rows_with_figure, sums
from index.rows.grouping import values_of_rows
from index.rows.row_set import RowSet

FACETS = {
    "department": Facet.DEPARTMENT,
    "section": Facet.SECTION,
    "group": Facet.GROUP,
    "rating": Facet.RATING,
    "kpi_state": Facet.KPI_STATE,
    "year": Facet.YEAR,
    "document": Facet.DOCUMENT,
}
COUNTED = frozenset({"department_count", "kpi_count"})
TERMS = frozenset({"due", "every_year"})
OF_KPIS = frozenset({Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL})
_PEOPLE = grammar.word_set("people_units")


class Of(Enum):
    """What a figure is of: an indicator, a cell, the difference of two cells, or a number of things."""

    KPI = auto()
    CELL = auto()
    CHANGE = auto()
    COUNT = auto()


class Measured(NamedTuple):
    """A figure of a row, which is read only where it is told; a tuple, for there may be very many.

    `part` is the place of its indicator among those of the row, or of its cell less all cells.
    """

    desk: Desk
    row_id: int
    value: Decimal
    unit: str
    of: Of
    part: int = 0
    between: tuple[Cell, Cell] | None = None

    @property
    def row(self) -> Row:
        """The row that it is of."""
        return self.desk.row(self.row_id)

    @property
    def kpi(self) -> Kpi | None:
        """The indicator that it is of; None for another figure."""
        return self.desk.kpis(self.row)[self.part] if self.of is Of.KPI else None

    @property
    def cell(self) -> Cell | None:
        """The cell that prints it; None for another figure."""
        return self.row.cells[self.part] if self.of is Of.CELL else None


def measured(desk: Desk, ids: Sequence[int] | None, dimension: str, unit: str = "") -> list[Measured]:
    """The figures that rows (all, for None) have in a dimension, in document order.

    With `unit` they are those of that unit, converted where it has another size.
    """
    if (columns := changed_columns(dimension)) is not None:
        return _changes(desk, ids, *columns)
    if dimension in OF_KPIS and is_dated(desk):
        return _of_dated(desk, ids, Field(dimension), unit)
    if dimension in TERMS and is_dated(desk):
        return _of_dated_terms(desk, ids, dimension)
    among = None if ids is None else RowSet.of(ids)
    if dimension in COUNTED:
        counts = figures(desk.index, FigureKind.ROW, dimension, among)
        return [Measured(desk, one.row_id, one.value, "", Of.COUNT) for one in counts]
    if dimension in OF_KPIS | TERMS:
        found = figures(desk.index, FigureKind.KPI, dimension, among, _units_of_kpis(dimension, unit))
        return [of_kpi(desk, one) for one in found]
    found = figures(desk.index, FigureKind.COLUMN, dimension, among)
    told = _Told(desk, dimension, unit, found[0].unit if found else "")
    scales = {printed: told.scale(printed) for printed in {one.unit for one in found}}
    return [
        Measured(desk, key, value * scale[0] if scale[0] is not None else value, scale[1], Of.CELL, part)
        for key, part, value, printed in found
        if (scale := scales[printed]) is not None
    ]


def rows_within(desk: Desk, asked: Range) -> RowSet:
    """The rows of which a figure lies within a range."""
    dimension = asked.dimension
    dated = dimension in OF_KPIS | TERMS and is_dated(desk)
    if dated or changed_columns(dimension) is not None:
        found = measured(desk, None, dimension, asked.unit)
        return RowSet.of(one.row_id for one in found if asked.holds(one.value))
    low, high = (None if b is None else (b.value, b.open) for b in (asked.low, asked.high))
    bounds: Bounds = (low, high)
    if dimension in COUNTED:
        return rows_with_figure(desk.index, FigureKind.ROW, dimension, lambda _: bounds)
    if dimension in OF_KPIS | TERMS:
        fits = _units_of_kpis(dimension, asked.unit) or (lambda _: True)
        return rows_with_figure(
            desk.index, FigureKind.KPI, dimension, lambda unit: bounds if fits(unit) else None
        )
    every = sums(desk.index, FigureKind.COLUMN, dimension)
    told = _Told(desk, dimension, asked.unit, every[0].unit if every else "")
    return rows_with_figure(desk.index, FigureKind.COLUMN, dimension, lambda unit: told.bounds(bounds, unit))


def shown_of(desk: Desk, found: Sequence[Measured]) -> Sequence[Measured]:
    """The first of some figures, with their rows read together: those that an answer cites or tables."""
    some = found[:MOST_SHOWN]
    desk.rows([one.row_id for one in some])
    return some


def is_dated(desk: Desk) -> bool:
    """Whether indicators are asked of a year, and columns print their figures by years."""
    return desk.question.year is not None and bool(catalog(desk.index).kpi_years)


def of_kpi(desk: Desk, one: Figure) -> Measured:
    """A figure of an indicator; a rate below 0 in its part is that of a cell that prints it."""
    return Measured(desk, one.row_id, one.value, one.unit, Of.CELL if one.part < 0 else Of.KPI, one.part)


def _units_of_kpis(dimension: str, unit: str) -> Callable[[str], bool] | None:
    """Which units of indicators are wanted; None for all."""
    if not unit or dimension == Field.RATE or dimension in TERMS:
        return None
    return lambda own: same_unit(unit, own)


@dataclass(frozen=True, slots=True)
class _Told:
    """How the amounts of a column are told: in the unit that is asked for, or else in that of the first.

    Amounts that print their own units (3,000千円, 2百万円) are told in one.
    """

    desk: Desk
    key: str
    asked: str
    first: str

    def scale(self, printed: str) -> tuple[Decimal | None, str] | None:
        """By what amounts that print a unit are multiplied, None for nothing, and the unit they are told in.

        None where they have another unit than is asked for.
        """
        headed = unit_of(header(self.desk, self.key)) or unit_of_people(header(self.desk, self.key))
        own = headed or printed
        shown = self.asked or headed or self.first or own
        told = in_unit(Decimal(1), own, shown) if own else Decimal(1)
        if told is None:
            return None if self.asked else (None, own)
        return (None if told == 1 else told), shown

    def bounds(self, bounds: Bounds, printed: str) -> Bounds | None:
        """The bounds for amounts that print a unit; None where none of them can lie within."""
        scale = self.scale(printed)
        if scale is None:
            return None
        by = scale[0] or Decimal(1)
        low, high = (None if b is None else (b[0] / by, b[1]) for b in bounds)
        return low, high


def term(kpi: Kpi, dimension: str) -> Decimal | None:
    """The fiscal year that a target is due in, or whether it is one of every year; None for neither."""
    if kpi.target is None:
        return None
    if dimension == "every_year":
        return Decimal(kpi.target.every_year)
    return Decimal(kpi.target.due) if kpi.target.due is not None else None


def _of_dated_terms(desk: Desk, ids: Sequence[int] | None, dimension: str) -> list[Measured]:
    return [
        Measured(desk, row_id, value, "", Of.KPI, part)
        for row_id, row in _with_kpis(desk, ids, ())
        for part, kpi in enumerate(desk.kpis(row))
        if (value := term(kpi, dimension)) is not None
    ]


def _with_kpis(desk: Desk, ids: Sequence[int] | None, roles: Sequence[Role]) -> Iterator[tuple[int, Row]]:
    """The rows that have indicators, or a cell of one of some roles."""
    kept = desk.index.passing([Filter(Facet.KPI)])
    for role in roles:
        kept |= desk.index.passing([Filter(Facet.ROLE_BLANK, (role.value,), negated=True)])
    found = tuple(kept if ids is None else kept & RowSet.of(ids))
    return zip(found, desk.rows(found), strict=True)


def _of_dated(desk: Desk, ids: Sequence[int] | None, figure: Field, unit: str) -> list[Measured]:
    """The figures of indicators in the year that is asked for."""
    read = kpi_measure(figure)
    found = []
    for row_id, row in _with_kpis(desk, ids, (Role.RATE,) if figure is Field.RATE else ()):
        rate = _printed_rate(row) if figure is Field.RATE and len(desk.kpis(row)) <= 1 else None
        if rate is not None:
            found.append(Measured(desk, row_id, rate[1], "%", Of.CELL, rate[0] - len(row.cells)))
            continue
        for part, kpi in enumerate(desk.kpis(row)):
            value = read(kpi)
            own = "%" if figure is Field.RATE else unit_of_kpi(kpi)
            if value is not None and (not unit or figure is Field.RATE or same_unit(unit, own)):
                found.append(Measured(desk, row_id, value, own, Of.KPI, part))
    return found


def _printed_rate(row: Row) -> tuple[int, Decimal] | None:
    """The place of the cell with the rate that a row prints, of its latest year, and the rate: what is
    printed goes before what is computed.
    """
    cells = [(place, cell) for place, cell in enumerate(row.cells) if cell.role is Role.RATE]
    rates = [(place, cell, value) for place, cell in cells if (value := figure_of(cell.text)) is not None]
    best = max(rates, key=lambda one: header_year(one[1].column) or 0, default=None)
    return None if best is None else (best[0], best[2])


def unit_of_kpi(kpi: Kpi) -> str:
    """The unit of an indicator's target, or else of its actual."""
    return (kpi.target.unit if kpi.target else "") or (kpi.actual.unit if kpi.actual else "")


def same_unit(asked: str, printed: str) -> bool:
    """Whether two units count the same thing.

    >>> same_unit("名", "人"), same_unit("件", "%")
    (True, False)
    """
    return asked == printed or {asked, printed} <= _PEOPLE or asked in printed.split("・")


def _changes(desk: Desk, ids: Sequence[int] | None, column: str, before: str) -> list[Measured]:
    kept = desk.index.every_row() if ids is None else ids
    found = []
    for row_id, row in zip(kept, desk.rows(kept), strict=True):
        apart = difference(row, column, before)
        if apart is not None:
            found.append(Measured(desk, row_id, apart[0], apart[1], Of.CHANGE, between=apart[2]))
    return found


def number_of(desk: Desk, by: str, ids: Sequence[int], counted: str) -> list[tuple[str, int]]:
    """How many rows, indicators or different names of a thing each group of a dimension has, the most first
    for departments.
    """
    if names := counted_names(counted):
        return _names_of(desk, by, ids, names)
    if counted != "kpi_count":
        return counts_of(desk, by, ids)
    groups = groups_by_row(desk, by, ids)
    totals: Counter[str] = Counter()
    if is_dated(desk):
        numbers = [(key, len(desk.kpis(row))) for key, row in zip(ids, desk.rows(ids), strict=True)]
    else:
        numbers = [(one.row_id, int(one.value)) for one in measured(desk, ids, "kpi_count")]
    for row_id, number in numbers:
        for value in groups[row_id]:
            totals[value] += number
    return sorted(totals.items(), key=lambda one: -one[1])


def counts_of(desk: Desk, by: str, ids: Sequence[int] | None) -> list[tuple[str, int]]:
    """How many rows (of all, for None) each group of a dimension has, in the order of `Index.count_by`."""
    if not unit_of_level(by):
        return list(desk.index.count_by(FACETS.get(by, by), ids))
    kept = desk.index.every_row() if ids is None else ids
    totals = Counter(value for groups in groups_by_row(desk, by, kept).values() for value in groups)
    return sorted(totals.items(), key=lambda one: (one[0] == "", -one[1]))


def _names_of(desk: Desk, by: str, ids: Sequence[int], thing: str) -> list[tuple[str, int]]:
    """How many different names of a thing each group has, the most first; groups without any have 0."""
    held: dict[str, set[str]] = defaultdict(set)
    things = groups_by_row(desk, thing, ids)
    for row_id, groups in groups_by_row(desk, by, ids).items():
        for value in groups:
            held[value].update(name for name in things[row_id] if name)
    return sorted(((value, len(names)) for value, names in held.items()), key=lambda one: -one[1])


def lies_so(value: Decimal, sense: str, mean: Decimal) -> bool:
    """Whether a figure lies so to the mean.

    >>> lies_so(Decimal(3), "ge", Decimal(3)), lies_so(Decimal(3), "gt", Decimal(3))
    (True, False)
    """
    return {"ge": value >= mean, "gt": value > mean, "le": value <= mean, "lt": value < mean}[sense]


def groups_by_row(desk: Desk, by: str, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The groups of a dimension that each of some rows belongs to, in document order; ("",) for none."""
    unit = unit_of_level(by)
    told = _GROUPED.get(by, Facet.DEPARTMENT if unit else by)
    values = values_of_rows(desk.index, told, RowSet.of(ids)) if told not in _OF_ROWS_ALONE else None
    if values is None:
        return {row_id: groups_of(row, by) for row_id, row in zip(ids, desk.rows(ids), strict=True)}
    if unit:
        outer = {
            key: dict.fromkeys(outer_office(name, unit) for name in names) for key, names in values.items()
        }
        return {key: tuple(offices) or ("",) for key, offices in outer.items()}
    return {key: groups or ("",) for key, groups in values.items()}


_GROUPED = {"department": Facet.DEPARTMENT, "section": Facet.SECTION, "group": Facet.GROUP}
# A row's first rating may be none that it goes by, and its year that of its document.
_OF_ROWS_ALONE = frozenset({"rating", "year", "document"})


def groups_of(row: Row, by: str) -> tuple[str, ...]:
    """The groups of a dimension that a row belongs to; ("",) for none."""
    if by == "department":
        return row.departments or ("",)
    if unit := unit_of_level(by):
        return tuple(dict.fromkeys(outer_office(name, unit) for name in row.departments)) or ("",)
    if by == "rating":
        return (row.rating.value if row.rating else "",)
    if by in ("section", "group"):
        return (row.section if by == "section" else row.group,)
    if by == "year":
        return (str(row.year or ""),)
    if by == "document":
        return (row.document,)
    texts = tuple(cell.text.strip() for cell in row.cells if cell.key == by and cell.text.strip())
    return texts or ("",)

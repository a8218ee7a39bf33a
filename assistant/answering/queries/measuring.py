"""The figures of rows by dimension: those of indicators, of columns, and numbers of things that a row has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk
from assistant.answering.parts.compared import difference
from assistant.answering.parts.conditions import header
from assistant.answering.parts.figures import measure as kpi_measure
from assistant.catalogue.figures import figure_of, in_unit, unit_behind, unit_of
from assistant.catalogue.offices import outer_office, unit_of_level
from assistant.catalogue.people import unit_of_people
from assistant.model.query import changed_columns, counted_names
from assistant.model.question import Field
from assistant.words import grammar
from corpus.document import Cell, Kpi, Role, Row
from corpus.frozen import dataclass
from corpus.tables.headers import header_year
from index.filters import Facet, Filter

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


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a row: of one of its indicators, of a cell, the difference `between` two cells, or a number
    of things (none of these).
    """

    row_id: int
    row: Row
    value: Decimal
    unit: str
    kpi: Kpi | None = None
    cell: Cell | None = None
    between: tuple[Cell, Cell] | None = None


def measured(desk: Desk, ids: Sequence[int] | None, dimension: str, unit: str = "") -> list[Measured]:
    """The figures that rows (all, for None) have in a dimension, in document order.

    With `unit` they are those of that unit, converted where it has another size.
    """
    if dimension in OF_KPIS:
        return _of_kpis(desk, ids, Field(dimension), unit)
    if dimension in TERMS:
        return _of_terms(desk, ids, dimension)
    if dimension in COUNTED:
        return _counts(desk, ids, dimension)
    if (columns := changed_columns(dimension)) is not None:
        return _changes(desk, ids, *columns)
    return _of_column(desk, ids, dimension, unit)


def term(kpi: Kpi, dimension: str) -> Decimal | None:
    """The fiscal year that a target is due in, or whether it is one of every year; None for neither."""
    if kpi.target is None:
        return None
    if dimension == "every_year":
        return Decimal(kpi.target.every_year)
    return Decimal(kpi.target.due) if kpi.target.due is not None else None


def _of_terms(desk: Desk, ids: Sequence[int] | None, dimension: str) -> list[Measured]:
    kept = desk.index.select([Filter(Facet.KPI)])
    allowed = None if ids is None else set(ids)
    kept = tuple(row_id for row_id in kept if allowed is None or row_id in allowed)
    return [
        Measured(row_id, row, value, "", kpi=kpi)
        for row_id, row in zip(kept, desk.rows(kept), strict=True)
        for kpi in desk.kpis(row)
        if (value := term(kpi, dimension)) is not None
    ]


def _of_kpis(desk: Desk, ids: Sequence[int] | None, figure: Field, unit: str) -> list[Measured]:
    with_kpis = desk.index.select([Filter(Facet.KPI)])
    if figure is Field.RATE:
        rated = desk.index.select([Filter(Facet.ROLE_BLANK, (Role.RATE.value,), negated=True)])
        with_kpis = tuple(sorted({*with_kpis, *rated}))
    allowed = None if ids is None else set(ids)
    kept = [row_id for row_id in with_kpis if allowed is None or row_id in allowed]
    read = kpi_measure(figure)
    found = []
    for row_id, row in zip(kept, desk.rows(kept), strict=True):
        rate = _printed_rate(row) if figure is Field.RATE and len(desk.kpis(row)) <= 1 else None
        if rate is not None:
            found.append(Measured(row_id, row, rate[1], "%", cell=rate[0]))
            continue
        for kpi in desk.kpis(row):
            value = read(kpi)
            own = "%" if figure is Field.RATE else unit_of_kpi(kpi)
            if value is not None and (not unit or figure is Field.RATE or same_unit(unit, own)):
                found.append(Measured(row_id, row, value, own, kpi=kpi))
    return found


def _printed_rate(row: Row) -> tuple[Cell, Decimal] | None:
    """The rate that a row prints, of its latest year: what is printed goes before what is computed."""
    figures = [(cell, value) for cell in row.of(Role.RATE) if (value := figure_of(cell.text)) is not None]
    if not figures:
        return None
    return max(figures, key=lambda one: header_year(one[0].column) or 0)


def unit_of_kpi(kpi: Kpi) -> str:
    """The unit of an indicator's target, or else of its actual."""
    return (kpi.target.unit if kpi.target else "") or (kpi.actual.unit if kpi.actual else "")


def same_unit(asked: str, printed: str) -> bool:
    """Whether two units count the same thing.

    >>> same_unit("名", "人"), same_unit("件", "%")
    (True, False)
    """
    return asked == printed or {asked, printed} <= _PEOPLE or asked in printed.split("・")


def _counts(desk: Desk, ids: Sequence[int] | None, dimension: str) -> list[Measured]:
    kept = desk.index.all_ids() if ids is None else ids
    return [
        Measured(row_id, row, Decimal(_count(desk, row, dimension)), "")
        for row_id, row in zip(kept, desk.rows(kept), strict=True)
    ]


def _count(desk: Desk, row: Row, dimension: str) -> int:
    return len(row.departments) if dimension == "department_count" else len(desk.kpis(row))


def _changes(desk: Desk, ids: Sequence[int] | None, column: str, before: str) -> list[Measured]:
    kept = desk.index.all_ids() if ids is None else ids
    found = []
    for row_id, row in zip(kept, desk.rows(kept), strict=True):
        apart = difference(row, column, before)
        if apart is not None:
            found.append(Measured(row_id, row, apart[0], apart[1], between=apart[2]))
    return found


def _of_column(desk: Desk, ids: Sequence[int] | None, key: str, unit: str) -> list[Measured]:
    kept = desk.index.select([Filter(Facet.BLANK, (key,), negated=True)])
    allowed = None if ids is None else set(ids)
    kept = tuple(row_id for row_id in kept if allowed is None or row_id in allowed)
    headed = unit_of(header(desk, key)) or unit_of_people(header(desk, key))
    found: list[Measured] = []
    for row_id, row in zip(kept, desk.rows(kept), strict=True):
        for cell in row.cells:
            printed = figure_of(cell.text) if cell.key == key else None
            own = headed or unit_behind(cell.text)
            # Amounts that print their own units (3,000千円, 2百万円) are told in that of the first.
            shown = unit or (found[0].unit if found else own)
            value = in_unit(printed, own, shown) if printed is not None and own else printed
            if value is None and printed is not None and not unit:
                value, shown = printed, own
            if value is not None:
                found.append(Measured(row_id, row, value, shown or own, cell=cell))
                break
    return found


def number_of(desk: Desk, by: str, ids: Sequence[int], counted: str) -> list[tuple[str, int]]:
    """How many rows, indicators or different names of a thing each group of a dimension has, the most first
    for departments.
    """
    if names := counted_names(counted):
        return _names_of(desk, by, ids, names)
    if counted != "kpi_count":
        return counts_of(desk, by, ids)
    totals: Counter[str] = Counter()
    for row in desk.rows(ids):
        for value in groups_of(row, by):
            totals[value] += len(desk.kpis(row))
    return sorted(totals.items(), key=lambda one: -one[1])


def counts_of(desk: Desk, by: str, ids: Sequence[int] | None) -> list[tuple[str, int]]:
    """How many rows (of all, for None) each group of a dimension has, in the order of `Index.count_by`."""
    if not unit_of_level(by):
        return list(desk.index.count_by(FACETS.get(by, by), ids))
    rows = desk.rows(desk.index.all_ids() if ids is None else ids)
    totals = Counter(value for row in rows for value in groups_of(row, by))
    return sorted(totals.items(), key=lambda one: (one[0] == "", -one[1]))


def _names_of(desk: Desk, by: str, ids: Sequence[int], thing: str) -> list[tuple[str, int]]:
    """How many different names of a thing each group has, the most first; groups without any have 0."""
    held: dict[str, set[str]] = defaultdict(set)
    for row in desk.rows(ids):
        for value in groups_of(row, by):
            held[value].update(name for name in groups_of(row, thing) if name)
    return sorted(((value, len(names)) for value, names in held.items()), key=lambda one: -one[1])


def lies_so(value: Decimal, sense: str, mean: Decimal) -> bool:
    """Whether a figure lies so to the mean.

    >>> lies_so(Decimal(3), "ge", Decimal(3)), lies_so(Decimal(3), "gt", Decimal(3))
    (True, False)
    """
    return {"ge": value >= mean, "gt": value > mean, "le": value <= mean, "lt": value < mean}[sense]


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

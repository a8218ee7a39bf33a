"""How a figure of one row moved over the years that a document prints side by side.

The figures are quoted from their cells, the difference between the first and the last is computed in the
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.figures.indicators import actual_text, chosen_kpis, kpi_cells
from assistant.answering.parts.showing.conditions import header
from assistant.answering.parts.showing.values import cost_cells, quantity
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation, Table
from assistant.model.question import Field
from corpus.document import Cell, Kpi, Role, Row
from corpus.frozen import dataclass
from corpus.tables.cells.figures import figure_of
from corpus.tables.headers.headers import header_year, plain_words
from corpus.text.dates import find_dates


@dataclass(frozen=True, slots=True)
class _Point:
    """One figure of a series: its fiscal year, as printed, as a number in a unit, and where it stands."""

    year: int
    text: str
    value: Decimal | None
    unit: str
    citations: tuple[Citation, ...]


def answer_series(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """The figures of rows year by year; None where no row has any for two years."""
    lines: list[str] = []
    citations: list[Citation] = []
    highlights: list[str] = []
    table: list[tuple[str, ...]] = []
    for row in desk.rows(ids):
        for name, points in _series(desk, row):
            shown = _asked(desk, points)
            if len(shown) < 2:
                continue
            lines.append(_line(desk, row, name, shown))
            moved = _moved(desk, shown[0], shown[-1])
            if moved:
                lines.append(moved)
            citations += [citation for point in reversed(shown) for citation in point.citations]
            highlights += [shown[0].text, shown[-1].text]
            table += [(row.number, name, str(point.year), point.text) for point in shown]
    if not lines:
        return None
    columns = ("field.number", "field.other", "field.year", "field.actual")
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(citations)),
        table=Table(tuple(desk.say(column) for column in columns), tuple(table), (3,)),
        highlights=tuple(highlights),
        rows=tuple(ids),
    )


def _series(desk: Desk, row: Row) -> Iterable[tuple[str, list[_Point]]]:
    """What the row has for several years: the column or costs asked for, else its indicators, its ratings."""
    asked = desk.question
    if asked.columns:
        return [_of_column(desk, row, key) for key in asked.columns]
    if Field.COST in asked.fields:
        return _by_words(row, cost_cells(desk, row))
    if row.other_years and Field.RATING not in asked.fields:
        return [(kpi.name, _of_kpi(desk, row, kpi)) for kpi in _latest(desk, row)]
    return _by_words(row, list(row.of(Role.RATING)))


def _latest(desk: Desk, row: Row) -> Sequence[Kpi]:
    chosen = {kpi.name for kpi in chosen_kpis(desk, row)}
    return [kpi for kpi in row.kpis if kpi.name in chosen or not chosen]


def _of_kpi(desk: Desk, row: Row, kpi: Kpi) -> list[_Point]:
    alike = [one for one in (kpi, *row.other_years) if one.name == kpi.name and one.year and one.actual]
    return sorted(
        (
            _Point(
                one.year or 0,
                actual_text(desk, one),
                one.actual.value if one.actual else None,
                one.actual.unit if one.actual else "",
                kpi_cells(row, one, Role.ACTUAL),
            )
            for one in alike
        ),
        key=lambda point: point.year,
    )


def _of_column(desk: Desk, row: Row, key: str) -> tuple[str, list[_Point]]:
    """The cells of the columns that are headed as one is, but for the year."""
    words = plain_words(header(desk, key))
    role = next((column.role for column in desk.index.columns(row.document) if column.key == key), None)
    cells = [cell for cell in row.cells if cell.role is role and plain_words(cell.column) == words]
    return next(iter(_by_words(row, cells)), (words, []))


def _by_words(row: Row, cells: Sequence[Cell]) -> list[tuple[str, list[_Point]]]:
    """Cells of dated columns, by what their headers say beside the year."""
    found: dict[str, list[_Point]] = {}
    for cell in cells:
        year = header_year(cell.column)
        if year is not None and cell.text.strip():
            value, unit = figure_of(cell.text), unit_of(cell.column)
            text = cell.text if value is None else quantity(value, unit)
            point = _Point(year, text, value, unit, (cite(row, cell),))
            found.setdefault(plain_words(cell.column), []).append(point)
    return [(words, sorted(points, key=lambda point: point.year)) for words, points in found.items()]


def _asked(desk: Desk, points: Sequence[_Point]) -> list[_Point]:
    """The points between the years that the question names, or from the one on; all where it names none."""
    years = {date.year for date in find_dates(desk.question.folded)}
    if not years:
        return list(points)
    last = max(years) if len(years) > 1 else max(point.year for point in points)
    return [point for point in points if min(years) <= point.year <= last]


def _line(desk: Desk, row: Row, name: str, points: Sequence[_Point]) -> str:
    steps = [desk.say("series.point", year=point.year, value=point.text) for point in points]
    return desk.say("series.line", number=row.number, title=row.title, name=name, steps=" → ".join(steps))


def _moved(desk: Desk, first: _Point, last: _Point) -> str:
    """The difference between two points with its sum; empty where either is no figure."""
    if first.value is None or last.value is None or first.unit != last.unit:
        return ""
    change = last.value - first.value
    key = "series.even" if change == 0 else "series.up" if change > 0 else "series.down"
    return desk.say(
        key,
        before=first.year,
        after=last.year,
        change=quantity(abs(change), last.unit),
        larger=quantity(max(first.value, last.value), ""),
        smaller=quantity(min(first.value, last.value), ""),
    )

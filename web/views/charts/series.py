"""What can be drawn of an answer: bars, rates against their targets, or figures over years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.model.answer import Answer, Bar, Gauge, Table
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.folding import fold

MOST_LINES = 6
"""Rows of a table that are drawn over years; more could not be told apart."""

_FIGURE = re.compile(r"([^\d-]*)(-?\d[\d,]*(?:\.\d+)?)\s*([^\d]*)")


@dataclass(frozen=True, slots=True)
class Line:
    """Figures of one thing over years: for each year its value and its text, None where it has none."""

    name: str
    points: tuple[tuple[Decimal, str] | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One of three: `bars`, `gauges`, or `lines` over the `years`."""

    bars: tuple[Bar, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    years: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def chart_of(answer: Answer) -> Chart | None:
    """What is drawn of an answer; None where it has no figures beside each other."""
    if answer.bars:
        return Chart(bars=answer.bars)
    if answer.gauges:
        return Chart(gauges=answer.gauges)
    return _over_years(answer.table) if answer.table else None


def _over_years(table: Table) -> Chart | None:
    """A table whose rows, or whose columns, are years, or that has a row for each thing in each year."""
    return _down(table) or _across(table) or _one_by_one(table)


def _down(table: Table) -> Chart | None:
    years = [row[0] for row in table.rows]
    if not _are_years(years):
        return None
    columns = list(zip(*table.rows, strict=True))[1:]
    return _chart(years, list(zip(table.columns[1:], columns, strict=True)))


def _across(table: Table) -> Chart | None:
    places = [at for at, name in enumerate(table.columns) if _are_years([name], least=1)]
    years = [table.columns[at] for at in places]
    if not _are_years(years) or places != list(range(places[0], places[0] + len(places))):
        return None
    rows = [(" ".join(row[: places[0]]), [row[at] for at in places]) for row in table.rows]
    return _chart(years, rows)


def _one_by_one(table: Table) -> Chart | None:
    columns = list(zip(*table.rows, strict=True))
    dated = [at for at, cells in enumerate(columns) if all(map(_year, cells))]
    figured = [at for at in range(len(columns)) if at in table.numeric and at not in dated]
    if len(dated) != 1 or len(figured) != 1:
        return None
    years = sorted(dict.fromkeys(columns[dated[0]]), key=_year)
    cells: dict[str, dict[str, str]] = {}
    for row in table.rows:
        name = " ".join(cell for at, cell in enumerate(row) if at not in (dated[0], figured[0]))
        cells.setdefault(name, {})[row[dated[0]]] = row[figured[0]]
    if not _are_years(years):
        return None
    return _chart(years, [(name, [of.get(year, "") for year in years]) for name, of in cells.items()])


def _chart(years: Sequence[str], named: Sequence[tuple[str, Sequence[str]]]) -> Chart | None:
    """The lines of those whose cells are figures of one unit; None where none is, or too many are."""
    lines = [line for name, cells in named if (line := _line(name, cells)) is not None]
    if not lines or len(lines) > MOST_LINES:
        return None
    order = sorted(range(len(years)), key=lambda at: _year(years[at]))
    return Chart(
        years=tuple(years[at] for at in order),
        lines=tuple(Line(one.name, tuple(one.points[at] for at in order)) for one in lines),
    )


def _line(name: str, cells: Sequence[str]) -> Line | None:
    points: list[tuple[Decimal, str] | None] = []
    units = set()
    for cell in cells:
        found = _FIGURE.fullmatch(fold(cell).strip())
        if found is None and cell.strip():
            return None
        if found is None:
            points.append(None)
            continue
        units.add((found[1].strip(), found[3].strip()))
        points.append((Decimal(found[2].replace(",", "")), cell.strip()))
    enough = sum(point is not None for point in points) > 1
    return Line(name, tuple(points)) if enough and len(units) == 1 else None


def _are_years(texts: Sequence[str], least: int = 2) -> bool:
    """Whether each text is a year and nothing else, and they differ."""
    years = [_year(text) for text in texts]
    return len(years) >= least and 0 not in years and len(set(years)) == len(years)


def _year(text: str) -> int:
    """The fiscal or calendar year that a text is; 0 for another text.

    >>> _year("2023年度"), _year("2023"), _year("令和5年度"), _year("1-1"), _year("2023年度の実績")
    (2023, 2023, 2023, 0, 0)
    """
    folded = fold(text).strip()
    if re.fullmatch(r"(?:19|20)\d\d", folded):
        return int(folded)
    dates = find_dates(folded)
    whole = len(dates) == 1 and (dates[0].start, dates[0].end) == (0, len(folded))
    return (dates[0].year or 0) if whole else 0

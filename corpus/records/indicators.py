"""Indicators that stand in columns of their own: name, baseline, target, actual, one line each.

Where targets and actuals are printed for several years, each year's actual is held against the target of
its year; the latest is the one that the row goes by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Actual, Comparator, Kpi, KpiState, Locator, Role, Target
from corpus.frozen import dataclass
from corpus.records.statements import bare_figure, without_figures
from corpus.records.targets import (
    event_words,
    is_change,
    is_done,
    is_event,
    judge,
    read_target,
    same_unit,
    tells_direction,
)
from corpus.tables.cells.packed import Piece, split_pair, unpack_figures, unpack_series
from corpus.tables.cells.pairs import Pair, is_unit, unpack_pairs
from corpus.tables.headers.columns import Field
from corpus.tables.headers.headers import header_year, read_header, year_of_cell
from corpus.tables.layouts.blocks import Block
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.numerals import number
from corpus.text.plain import is_blank, tidy
from corpus.text.quantities import find_quantities, fold_unit

_UNIT = expression(r"[(（][\s　]*(?:単位\s*[:：]?)?\s*([^()（）0-9０-９\s]{1,8})[\s　]*[)）]\s*$")
# A longer target without a figure is a policy, not an indicator.
_LONGEST_WORDS = 40
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell of a line with its column."""

    field: Field
    text: str
    locator: Locator


def has_indicator_columns(fields: Sequence[Field]) -> bool:
    """Whether targets have columns of their own in the table."""
    return any(item.role is Role.TARGET for item in fields)


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a line with the figures that it goes by, and with those of the other years."""

    latest: tuple[Kpi, ...] = ()
    other_years: tuple[Kpi, ...] = ()


def read_indicators(
    line: Sequence[Printed], blocks: Sequence[Block], title: str, year: int | None
) -> Indicators:
    """The indicators of one line, one a block of columns that states one. `year` is that of the results."""
    latest: list[Kpi] = []
    others: list[Kpi] = []
    for block in blocks:
        keys = {item.column.key for item in block.fields}
        cells = [cell for cell in line if cell.field.column.key in keys and not is_blank(cell.text)]
        for name, own in _unpacked(cells):
            called, named = name or block.name or title, bool(name or block.name)
            kpi = _indicator(own, called, named, year)
            if kpi is not None:
                latest.append(kpi)
                others += _of_other_years(own, kpi, called, named)
    return Indicators(tuple(latest), tuple(others))


def _of_other_years(cells: list[Printed], latest: Kpi, called: str, named: bool) -> list[Kpi]:
    """The same indicator with the figures of each other year that the headers or the cells date."""
    dated = {cell.field.year for cell in cells if cell.field.role in (Role.TARGET, Role.ACTUAL)}
    found = []
    for year in sorted(one for one in dated if one is not None and one != latest.year):
        kpi = _indicator(cells, called, named, year, only=True)
        if kpi is not None:
            found.append(replace(kpi, year=year, actual=_in_unit_of(latest, kpi.actual)))
    return found


def _in_unit_of(latest: Kpi, actual: Actual | None) -> Actual | None:
    """A bare figure of another year in the unit of the latest."""
    unit = latest.actual.unit if latest.actual else ""
    bare = actual is not None and actual.value is not None and not actual.unit
    return replace(actual, unit=unit) if actual is not None and bare else actual


def _unpacked(cells: Sequence[Printed]) -> list[tuple[str, list[Printed]]]:
    """The cells by the indicator that they name, those that hold several figures taken apart."""
    groups: dict[str, list[Printed]] = {}
    others = []
    named = any(cell.field.role is Role.KPI for cell in cells)
    for cell in cells:
        pieces = _pieces(cell, named)
        if not pieces:
            others.append(cell)
        for piece in pieces:
            item = replace(
                cell.field,
                column=replace(cell.field.column, role=piece.role),
                year=piece.year or cell.field.year,
            )
            groups.setdefault(piece.name, []).append(Printed(item, piece.text, cell.locator))
    if not groups:
        return [("", others)]
    return [(name, others + own) for name, own in groups.items()]


def _pieces(cell: Printed, named: bool) -> tuple[Piece, ...]:
    """The figures of a cell that holds several; `named` where a column of its own says what they are of."""
    if cell.field.role not in (Role.TARGET, Role.ACTUAL):
        return ()
    pieces = unpack_figures(cell.text) or split_pair(cell.text, cell.field.pair) or unpack_series(cell.text)
    if pieces or named:
        return pieces
    return tuple(Piece(cell.field.role, pair.figure, pair.label) for pair in unpack_pairs(cell.text))


def read_pair(pair: Pair, locator: Locator, year: int | None) -> Kpi:
    """A figure of a list of results as an indicator without a target; `year` is that of the results."""
    quantity = next(iter(find_quantities(pair.figure)), None)
    figure = "" if quantity else bare_figure(pair.figure)
    value = quantity.value if quantity else number(figure) if figure else None
    unit = quantity.unit if quantity else pair.unit if value is not None else ""
    dates = find_dates(pair.figure)
    of_year = fiscal_year(dates[-1]) if dates else year
    return Kpi(
        pair.name, pair.text, None, Actual(pair.figure, value, unit, of_year), KpiState.UNKNOWN, locator
    )


def _indicator(
    cells: Sequence[Printed], called: str, named: bool, year: int | None, only: bool = False
) -> Kpi | None:
    """The indicator of the cells; None where they state none. `named`: `called` is its own name, no row's.

    Its figures are the latest up to the year, or with `only` those of just that year.
    """
    names = [cell for cell in cells if cell.field.role is Role.KPI]
    actuals = [cell for cell in cells if cell.field.role is Role.ACTUAL]
    targets = [cell for cell in cells if cell.field.role is Role.TARGET]
    if only:
        actuals = [cell for cell in actuals if cell.field.year == year]
        own = [cell for cell in targets if cell.field.year == year]
        targets = own or [cell for cell in targets if actuals and cell.field.year is None]
    actual_cell = _latest(actuals, year)
    target_cell = _for_year(targets, actual_cell)
    source = next(iter(names), target_cell) or (actual_cell if named or only else None)
    if source is None:
        return None
    name = tidy(names[0].text) if names else called
    unit = _unit(cells, name)
    target = _target(target_cell, name, unit, cells)
    if not names and not named and _is_policy(target, actual_cell):
        return None
    baseline_cell = next((cell for cell in cells if cell.field.role is Role.BASELINE), None)
    baseline = _actual(baseline_cell, target, unit, None)
    target = _direction(target, baseline, [cell for cell in cells if cell.field.role is Role.TARGET])
    actual = _actual(actual_cell, target, unit, year)
    state = _state(target, actual, name)
    of_year = next((cell.field.year for cell in (actual_cell, target_cell) if cell and cell.field.year), None)
    return Kpi(name, source.text, target, actual, state, source.locator, baseline, of_year)


def _is_policy(target: Target | None, actual: Printed | None) -> bool:
    """Whether a target without a name is only words that no result is held against."""
    short = target is not None and len(target.text) <= _LONGEST_WORDS
    if target is None or (short and (actual is not None or target.value is not None)):
        return False
    return len(_words_beside(target.text)) > _MOST_WORDS and not is_event(target)


def _words_beside(text: str) -> str:
    """What a text says beside its dates, figures and marks."""
    return re.sub(r"[\W\d_]|以上|以下|未満|累計|年間|毎年度|毎年|末", "", without_figures(text))


def _state(target: Target | None, actual: Actual | None, name: str) -> KpiState:
    if target is not None and actual is not None and is_event(target):
        return KpiState.MET if is_done(actual.text, event_words(target.text)) else KpiState.UNKNOWN
    if target is not None and not tells_direction(target, name):
        return KpiState.UNKNOWN
    return judge(target, actual)


def _latest(cells: list[Printed], year: int | None) -> Printed | None:
    """The actual of the latest year that is not after the document's."""
    dated = [cell for cell in cells if cell.field.year and (year is None or cell.field.year <= year)]
    return max(dated, key=lambda cell: cell.field.year or 0) if dated else next(iter(cells), None)


def _for_year(cells: list[Printed], actual: Printed | None) -> Printed | None:
    """The target of the actual's year, else one without a year, else the last."""
    year = actual.field.year if actual else None
    for wanted in (year, None):
        for cell in cells:
            if cell.field.year == wanted:
                return cell
    return cells[-1] if cells else None


def _unit(cells: Sequence[Printed], name: str) -> str:
    """The unit that a column of units, the name or a header states in brackets; empty where none does."""
    stated = [
        cell.text for cell in cells if cell.field.words.endswith("単位") and cell.field.role is Role.OTHER
    ]
    headers = [cell.field.column.header for cell in cells if cell.field.role in (Role.TARGET, Role.ACTUAL)]
    for text in (*(f"({unit})" for unit in stated), name, *headers):
        match = _UNIT.search(text)
        if match and _is_unit(match[1]):
            return fold_unit(match[1])
    return ""


def _is_unit(text: str) -> bool:
    """Whether a text in brackets may be a unit: no date, and not words for figures (「目標・実績」)."""
    if find_dates(text) or header_year(text) is not None:
        return False
    parts = [part for part in re.split("[・/／、]", text) if part]
    return is_unit(compact(text)) or not all(read_header(part).known for part in parts)


def _target(cell: Printed | None, name: str, unit: str, cells: Sequence[Printed]) -> Target | None:
    if cell is None:
        return None
    due = cell.field.year or next(
        (_year(other.text) for other in cells if other.field.due and _year(other.text)), None
    )
    target = read_target(cell.text, name, due=due)
    return replace(target, unit=unit) if target.value is not None and not target.unit else target


def _year(text: str) -> int | None:
    mentions = find_dates(text)
    return fiscal_year(mentions[-1]) if mentions else year_of_cell(text)


def _direction(target: Target | None, baseline: Actual | None, printed: Sequence[Printed]) -> Target | None:
    """A target below its baseline, or one that falls year by year, is an upper limit, if it says no other."""
    if target is None or target.value is None:
        return target
    below = baseline is not None and baseline.value is not None and target.value < baseline.value
    plain = target.comparator is Comparator.AT_LEAST and "以上" not in target.text
    if plain and not is_change(target.text) and (below or _falls(printed)):
        return replace(target, comparator=Comparator.AT_MOST)
    return target


def _falls(printed: Sequence[Printed]) -> bool:
    """Whether the targets of several years only fall."""
    dated = sorted((cell for cell in printed if cell.field.year), key=lambda cell: cell.field.year or 0)
    values = [read_target(cell.text).value for cell in dated]
    known = [value for value in values if value is not None]
    return len(known) > 1 and known[-1] < known[0] and known == sorted(known, reverse=True)


def _actual(cell: Printed | None, target: Target | None, unit: str, default: int | None) -> Actual | None:
    """The result of one cell; its figure only where there is one, in the target's unit."""
    if cell is None:
        return None
    mentions = find_dates(cell.text)
    year = fiscal_year(mentions[-1]) if mentions else cell.field.year or default
    quantities = find_quantities(cell.text)
    wanted = target.unit if target is not None and target.unit else unit
    fitting = [item for item in quantities if not wanted or same_unit(item.unit, wanted)]
    if len(fitting) == 1:
        return Actual(cell.text, fitting[0].value, fitting[0].unit, year)
    figure = "" if quantities else bare_figure(cell.text)
    value = number(figure) if figure and compact(figure) else None
    return Actual(cell.text, value, wanted if value is not None else "", year)

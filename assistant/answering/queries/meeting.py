"""Which indicators of the rows that pass meet themselves what a condition says of indicators.

A row passes where any of its indicators does. Where indicators are listed, put in order or made one figure
of, each has to meet all of it; what is said of rows says nothing against any of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol, TypeGuard

from assistant.answering.desk import Desk
from assistant.answering.parts.figures.figures import measure
from assistant.answering.queries.measuring import (
    OF_KPIS,
    TERMS,
    Measured,
    Of,
    is_dated,
    measured,
    same_unit,
    term,
    unit_of_kpi,
)
from assistant.model.query import All, AnyOf, Condition, Not, Query, Range, leaves
from assistant.model.question import Field
from corpus.document import Kpi, KpiState, Role, Row
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.rows.figures import FigureKind, count_figures, figures
from index.rows.row_set import RowSet

_STATES = tuple(KpiState)
_STATE = "state"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator by its row and its place among those of it; both are read only where they are told."""

    desk: Desk
    row_id: int
    part: int

    @property
    def row(self) -> Row:
        """The row that it is of."""
        return self.desk.row(self.row_id)

    @property
    def kpi(self) -> Kpi:
        """The indicator itself."""
        return self.desk.kpis(self.row)[self.part]


def indicators(desk: Desk, query: Query, ids: Sequence[int]) -> list[Indicator]:
    """The indicators of the rows that themselves meet the conditions on indicators."""
    if is_dated(desk):
        return [
            Indicator(desk, row_id, part)
            for row_id, row in zip(ids, desk.rows(ids), strict=True)
            for part, kpi in enumerate(desk.kpis(row))
            if meets(query.where, _Read(kpi))
        ]
    states = figures(desk.index, FigureKind.KPI, _STATE, RowSet.of(ids))
    places = [(one.row_id, one.part) for one in states]
    if says_of_indicators(query.where):
        known = _Known.of(desk, query.where, ids)
        places = [place for place in places if meets(query.where, _Looked(known, place))]
    found = [Indicator(desk, *place) for place in places]
    said = _words_held(query.where)
    return [one for one in found if all(_has(one.kpi, words) for words in said)]


def _words_held(where: Condition | None) -> list[Filter]:
    """The words that the text of an indicator has to hold, or must not: 「目標に『累計』とある」."""
    holding = (
        replace(leaf, negated=leaf.negated != over) for leaf, over in leaves(where) if _is_of_texts(leaf)
    )
    return list(holding)


def _is_of_texts(leaf: object) -> TypeGuard[Filter]:
    return isinstance(leaf, Filter) and leaf.facet is Facet.ROLE_HOLDS and leaf.column in _ROLES


_ROLES = (Role.KPI.value, Role.TARGET.value)


def _has(kpi: Kpi, words: Filter) -> bool:
    text = compact(fold(kpi.text))
    return any(compact(fold(word)) in text for word in words.values) is not words.negated


def count_indicators(desk: Desk, query: Query, ids: Sequence[int]) -> int:
    """How many indicators of the rows meet the conditions on indicators themselves."""
    if is_dated(desk) or says_of_indicators(query.where) or _words_held(query.where):
        return len(indicators(desk, query, ids))
    return count_figures(desk.index, FigureKind.KPI, _STATE, RowSet.of(ids))


def met_figures(desk: Desk, where: Condition | None, ids: Sequence[int], dimension: str) -> list[Measured]:
    """The figures of rows in a dimension; of indicators only those that meet the condition themselves."""
    found = measured(desk, ids, dimension)
    if not says_of_indicators(where) or all(one.of is not Of.KPI for one in found):
        return found
    if is_dated(desk):
        return [one for one in found if one.kpi is None or meets(where, _Read(one.kpi))]
    known = _Known.of(desk, where, ids)
    return [
        one for one in found if one.of is not Of.KPI or meets(where, _Looked(known, (one.row_id, one.part)))
    ]


def states_of(desk: Desk, ids: Sequence[int]) -> Mapping[tuple[int, int], KpiState]:
    """The states of the indicators of rows, by row and place."""
    found = figures(desk.index, FigureKind.KPI, _STATE, RowSet.of(ids))
    return {(one.row_id, one.part): _STATES[int(one.value)] for one in found}


class _Reading(Protocol):
    """What is asked of an indicator: its state, its unit, and a figure of it."""

    @property
    def state(self) -> KpiState: ...
    @property
    def unit(self) -> str: ...
    def figure(self, dimension: str) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class _Read:
    """An indicator that was read."""

    kpi: Kpi

    @property
    def state(self) -> KpiState:
        return self.kpi.state

    @property
    def unit(self) -> str:
        return unit_of_kpi(self.kpi)

    def figure(self, dimension: str) -> Decimal | None:
        return term(self.kpi, dimension) if dimension in TERMS else measure(Field(dimension))(self.kpi)


_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """The figures of the indicators of rows that a condition is on, by dimension, row and place."""

    states: Mapping[_Place, tuple[KpiState, str]]
    figures: Mapping[str, Mapping[_Place, Decimal]]

    @classmethod
    def of(cls, desk: Desk, where: Condition | None, ids: Sequence[int]) -> _Known:
        among = RowSet.of(ids)
        dimensions = {leaf.dimension for leaf, _ in leaves(where) if isinstance(leaf, Range)}
        states = figures(desk.index, FigureKind.KPI, _STATE, among)
        return cls(
            {(one.row_id, one.part): (_STATES[int(one.value)], one.unit) for one in states},
            {
                name: {
                    (one.row_id, one.part): one.value
                    for one in figures(desk.index, FigureKind.KPI, name, among)
                }
                for name in dimensions & (OF_KPIS | TERMS)
            },
        )


@dataclass(frozen=True, slots=True)
class _Looked:
    """An indicator whose figures were looked up."""

    known: _Known
    place: _Place

    @property
    def state(self) -> KpiState:
        return self.known.states[self.place][0]

    @property
    def unit(self) -> str:
        return self.known.states[self.place][1]

    def figure(self, dimension: str) -> Decimal | None:
        return self.known.figures[dimension].get(self.place)


def says_of_indicators(where: Condition | None) -> bool:
    return any(
        (isinstance(leaf, Filter) and leaf.facet is Facet.KPI_STATE)
        or (isinstance(leaf, Range) and leaf.dimension in OF_KPIS | TERMS)
        for leaf, _ in leaves(where)
    )


def meets(condition: Condition | None, read: _Reading) -> bool:
    """Whether an indicator meets all that a condition says of indicators."""
    if isinstance(condition, All):
        return all(meets(part, read) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(meets(part, read) for part in condition.parts)
    over = isinstance(condition, Not)
    leaf = condition.part if isinstance(condition, Not) else condition
    if isinstance(leaf, Filter) and leaf.facet is Facet.KPI_STATE:
        return (read.state.value in leaf.values) != (leaf.negated or over)
    if not isinstance(leaf, Range) or leaf.dimension not in OF_KPIS | TERMS:
        return True
    value = read.figure(leaf.dimension)
    if value is None:
        return False
    return (_is_of_unit(leaf, read.unit) and leaf.holds(value)) != over


def _is_of_unit(asked: Range, unit: str) -> bool:
    """Whether the figure of an indicator has the unit that is asked for, where one is."""
    free = not asked.unit or asked.dimension == Field.RATE or asked.dimension in TERMS
    return free or same_unit(asked.unit, unit)

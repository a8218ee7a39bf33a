"""Which indicators of the rows that pass meet themselves what a condition says of indicators.

A row passes where any of its indicators does. Where indicators are listed, put in order or made one figure
of, each has to meet all of it; what is said of rows says nothing against any of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk
from assistant.answering.parts.figures import measure
from assistant.answering.queries.measuring import (
    OF_KPIS,
    TERMS,
    Measured,
    measured,
    same_unit,
    term,
    unit_of_kpi,
)
from assistant.model.query import All, AnyOf, Condition, Not, Query, Range
from assistant.model.question import Field
from corpus.document import Kpi, Row
from index.filters import Facet, Filter


def indicators(desk: Desk, query: Query, ids: Sequence[int]) -> list[tuple[int, Row, Kpi]]:
    """The indicators of the rows that themselves meet the conditions on indicators."""
    return [
        (row_id, row, kpi)
        for row_id, row in zip(ids, desk.rows(ids), strict=True)
        for kpi in desk.kpis(row)
        if meets(query.where, kpi)
    ]


def met_figures(desk: Desk, where: Condition | None, ids: Sequence[int], dimension: str) -> list[Measured]:
    """The figures of rows in a dimension; of indicators only those that meet the condition themselves."""
    found = measured(desk, ids, dimension)
    return [one for one in found if one.kpi is None or meets(where, one.kpi)]


def meets(condition: Condition | None, kpi: Kpi) -> bool:
    """Whether an indicator meets all that a condition says of indicators."""
    if isinstance(condition, All):
        return all(meets(part, kpi) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(meets(part, kpi) for part in condition.parts)
    over = isinstance(condition, Not)
    leaf = condition.part if isinstance(condition, Not) else condition
    if isinstance(leaf, Filter) and leaf.facet is Facet.KPI_STATE:
        return (kpi.state.value in leaf.values) != (leaf.negated or over)
    if not isinstance(leaf, Range) or leaf.dimension not in OF_KPIS | TERMS:
        return True
    value = _figure(leaf, kpi)
    if value is None:
        return False
    return (_is_of_unit(leaf, kpi) and leaf.holds(value)) != over


def _figure(asked: Range, kpi: Kpi) -> Decimal | None:
    if asked.dimension in TERMS:
        return term(kpi, asked.dimension)
    return measure(Field(asked.dimension))(kpi)


def _is_of_unit(asked: Range, kpi: Kpi) -> bool:
    """Whether the figure of an indicator has the unit that is asked for, where one is."""
    free = not asked.unit or asked.dimension == Field.RATE or asked.dimension in TERMS
    return free or same_unit(asked.unit, unit_of_kpi(kpi))

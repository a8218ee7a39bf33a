"""The figures that rows are compared by: those of their KPIs, and the number of their departments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.model.question import Comparison, Field
from assistant.words import grammar
from corpus.document import Comparator, Kpi, Row


def measure(figure: Field) -> Callable[[Kpi], Decimal | None]:
    """How a figure is read from a KPI; None where the KPI does not have it."""
    return {
        Field.RATE: lambda kpi: kpi.rate,
        Field.GAP: lambda kpi: kpi.gap,
        Field.TARGET: lambda kpi: kpi.target.value if kpi.target else None,
        Field.ACTUAL: lambda kpi: kpi.actual.value if kpi.actual else None,
    }[figure]


def holds(comparison: Comparison, kpi: Kpi) -> bool:
    """Whether a KPI's figure meets a comparison; False where it has no such figure or another unit."""
    value = measure(comparison.figure)(kpi)
    if value is None:
        return False
    if comparison.figure is not Field.RATE and comparison.unit:
        unit = (kpi.target.unit if kpi.target else "") or (kpi.actual.unit if kpi.actual else "")
        if not _same_unit(comparison.unit, unit):
            return False
    return is_so(value, comparison)


def compares(comparison: Comparison, row: Row, kpis: Sequence[Kpi]) -> bool:
    """Whether any of a row's KPIs, or the number of its departments, meets a comparison."""
    if comparison.figure is Field.DEPARTMENT:
        return is_so(Decimal(len(row.departments)), comparison)
    return any(holds(comparison, kpi) for kpi in kpis)


def is_due(kpi: Kpi, due: str) -> bool:
    """Whether a KPI is due in a fiscal year, or "every" year."""
    if kpi.target is None:
        return False
    return kpi.target.every_year if due == "every" else str(kpi.target.due) == due


def is_so(value: Decimal, comparison: Comparison) -> bool:
    """Whether a figure meets a comparison, units aside."""
    if comparison.comparator is Comparator.EXACTLY:
        return value == comparison.value
    if comparison.comparator is Comparator.AT_LEAST:
        return value > comparison.value if comparison.strict else value >= comparison.value
    return value < comparison.value if comparison.strict else value <= comparison.value


_PEOPLE = grammar.word_set("people_units")


def _same_unit(asked: str, printed: str) -> bool:
    return asked == printed or {asked, printed} <= _PEOPLE or asked in printed.split("・")

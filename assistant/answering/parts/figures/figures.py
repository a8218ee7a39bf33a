"""The figures of an indicator that rows are compared by."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assistant.model.question import Field
from corpus.document import Kpi


def measure(figure: Field) -> Callable[[Kpi], Decimal | None]:
    """How a figure is read from a KPI; None where the KPI does not have it."""
    return {
        Field.RATE: lambda kpi: kpi.rate,
        Field.GAP: lambda kpi: kpi.gap,
        Field.TARGET: lambda kpi: kpi.target.value if kpi.target else None,
        Field.ACTUAL: lambda kpi: kpi.actual.value if kpi.actual else None,
    }[figure]

"""Which of two indicators of a row is higher, and by how much: 「二つの割合、高いのはどっちで何点違う」.

The difference is said to be computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures.indicators import actual_text, kpi_cells
from assistant.answering.parts.showing.values import quantity
from assistant.words.fact_words import words
from corpus.document import Role


def answer_apart(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """Both indicators with the difference; None unless the row has just two, in one unit."""
    text = desk.question.folded
    asked = any(word in text for word in words("of_two")) and any(word in text for word in words("apart"))
    named = desk.question.rows or ids or ()
    if not asked or len(named) != 1:
        return None
    row = desk.row(named[0])
    kpis = [kpi for kpi in desk.kpis(row) if kpi.actual is not None and kpi.actual.value is not None]
    units = {kpi.actual.unit for kpi in kpis if kpi.actual is not None}
    if len(kpis) != 2 or len(desk.kpis(row)) != 2 or len(units) != 1:
        return None
    kpis.sort(key=lambda kpi: -(kpi.actual.value or 0) if kpi.actual is not None else 0)
    (higher, lower), (unit,) = kpis, units
    assert higher.actual is not None
    assert lower.actual is not None
    gap = (higher.actual.value or Decimal(0)) - (lower.actual.value or Decimal(0))
    points = next(iter(words("points"))) if unit == "%" else unit
    low = next(iter(words("lower"))) if any(word in text for word in words("lower")) else ""
    first, second = (lower, higher) if low else (higher, lower)
    lines = [
        desk.say("fact.apart.low" if low else "fact.apart.high", name=first.name, gap=quantity(gap, points))
    ]
    lines += [
        f"{desk.head(row)}: {desk.say('value.actual', name=kpi.name, value=actual_text(desk, kpi))}"
        for kpi in (first, second)
    ]
    citations = tuple(c for kpi in (first, second) for c in kpi_cells(row, kpi, Role.ACTUAL))
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(citations)),
        highlights=(quantity(gap, points),),
        rows=tuple(named),
    )

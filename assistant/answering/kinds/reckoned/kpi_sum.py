"""The results of several indicators added, where a question joins them: 「AとBの受講者数は合わせて何人」."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import Candidate
from assistant.answering.parts.figures.indicators import actual_text, kpi_cells
from assistant.answering.parts.figures.parallel import asks_sum, joined_things
from assistant.answering.parts.showing.values import quantity
from corpus.document import Kpi, Role, Row
from corpus.text.folding import compact


def answer_kpi_sum(desk: Desk, ranked: Sequence[Candidate]) -> Outcome | None:
    """The sum with its terms and where each stands; None unless each thing has one indicator, in one unit."""
    if not asks_sum(desk.question):
        return None
    found = [_of(desk, forms, ranked) for forms in joined_things(desk.question)]
    chosen = [one for one in found if one is not None]
    ids = tuple(dict.fromkeys(row_id for row_id, _, _ in chosen))
    names = {(row_id, kpi.name) for row_id, _, kpi in chosen}
    units = {kpi.actual.unit for _, _, kpi in chosen if kpi.actual is not None}
    if len(chosen) < len(found) or len(names) < len(chosen) or len(units) != 1:
        return None
    figures = [kpi.actual.value or Decimal(0) for _, _, kpi in chosen if kpi.actual is not None]
    (unit,) = units
    total = quantity(sum(figures, Decimal(0)), unit)
    terms = " + ".join(quantity(figure, unit) for figure in figures)
    lines = [desk.say("fact.sum", value=total, terms=terms)]
    for _, row, kpi in chosen:
        told = desk.say("value.actual", name=kpi.name, value=actual_text(desk, kpi))
        lines.append(f"{desk.head(row)}: {told}")
    citations = tuple(c for _, row, kpi in chosen for c in kpi_cells(row, kpi, Role.ACTUAL))
    return Outcome("\n".join(lines), citations=citations, highlights=(total,), rows=ids)


def _of(desk: Desk, forms: Sequence[str], ranked: Sequence[Candidate]) -> tuple[int, Row, Kpi] | None:
    """The indicator with a result whose name has the thing and most of the other words; None without one."""
    best: tuple[float, int, Row, Kpi] | None = None
    for candidate in ranked:
        row = desk.row(candidate.row_id)
        for kpi in desk.kpis(row):
            name = compact(kpi.name)
            if kpi.actual is None or kpi.actual.value is None or not name.startswith(compact(forms[0])):
                continue
            held = sum(w.weight for w in desk.question.subject if compact(w.surface) in name)
            if best is None or held > best[0]:
                best = (held, candidate.row_id, row, kpi)
    return best[1:] if best is not None else None

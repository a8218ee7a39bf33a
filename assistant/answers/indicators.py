"""KPIs for answers: which of a row's are meant, their figures in words, their bars and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Citation, Gauge
from assistant.answers.desk import Desk, cite, cite_title
from assistant.question import Word
from corpus.document import Kpi, Role, Row
from corpus.folding import compact
from corpus.quantities import find_quantities


def chosen_kpis(desk: Desk, row: Row) -> tuple[Kpi, ...]:
    """The KPIs of a row whose names hold more of the subject than the others do; all, if none does.

    A subject that tells nothing apart (the row's own title) leaves all of them standing.
    """
    words = [word for word in desk.question.subject if word.weight > 0]
    scores = [_overlap(kpi, words) for kpi in row.kpis]
    best = max(scores, default=0.0)
    return tuple(kpi for kpi, score in zip(row.kpis, scores, strict=True) if score == best)


def _overlap(kpi: Kpi, words: Sequence[Word]) -> float:
    name = compact(kpi.name)
    return sum(
        word.weight
        for word in words
        if compact(word.surface) in name or any(term in name for term in word.terms)
    )


def target_text(desk: Desk, kpi: Kpi) -> str:
    """The target as printed, or that none is stated."""
    return kpi.target.text if kpi.target is not None else desk.say("kpi.none_stated")


def actual_text(desk: Desk, kpi: Kpi) -> str:
    """The actual as printed, behind the arrow where it repeats the KPI's name; or that none is stated."""
    if kpi.actual is None:
        return desk.say("kpi.none_stated")
    _, arrow, figure_text = kpi.actual.text.partition("→")
    return figure_text.strip() if arrow and figure_text.strip() else kpi.actual.text


def figure(text: str, value: Decimal | None) -> tuple[str, ...]:
    """The figure of a KPI as it is printed in a text, to be highlighted; empty without one."""
    if value is None:
        return ()
    return tuple(q.text for q in find_quantities(text) if q.value == value)[:1]


def gauge(row: Row, kpi: Kpi) -> tuple[Gauge, ...]:
    """The KPI as a bar; empty unless target and actual are figures."""
    if kpi.target is None or kpi.actual is None or kpi.rate is None:
        return ()
    if kpi.target.value is None or kpi.actual.value is None:
        return ()
    return (
        Gauge(
            row.document,
            row.number,
            kpi.name,
            kpi.actual.value,
            kpi.target.value,
            kpi.target.unit,
            kpi.rate,
            kpi.state,
            kpi.actual.text,
            kpi.target.text,
        ),
    )


def kpi_cells(row: Row, kpi: Kpi, *roles: Role) -> tuple[Citation, ...]:
    """The cells in which a KPI's parts are printed; its row's title if there are none."""
    wanted = [kpi.text] + ([kpi.actual.text] if kpi.actual is not None else [])
    folded = [compact(text) for text in wanted if text]
    found: list[Citation] = []
    for cell in row.cells:
        inside = compact(cell.text)
        if cell.role in roles and any(text in inside or inside in text for text in folded):
            found.append(cite(row, cell))
    if Role.ACTUAL in roles and kpi.actual is not None and not any(c.field == "actual" for c in found):
        quote = compact(kpi.actual.text)
        found.extend(
            cite(row, cell, kpi.actual.text if kpi.actual.text in cell.text else "")
            for cell in row.of(Role.RESULT)
            if quote in compact(cell.text)
        )
    return tuple(found) or (cite_title(row),)

"""A plan at a glance: its figures, what its ratings and KPIs say, who does how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import url_for

from assistant.model.answer import Bar
from corpus.document import KpiState, Row
from index.filters import Facet
from index.store import Index
from web.messages import Messages
from web.pages.narrowing import Narrower, narrowers
from web.views.charts.charts import bar_views, kpi_gauge
from web.views.given.contexts import GaugeView, Link
from web.views.given.source_contexts import Chart, DocumentFrame, Figure, OverviewPage

# So many bars are read at a glance; the rest is summed up below.
_MOST_BARS = 25
_MOST_GAUGES = 60


def overview_page(index: Index, frame: DocumentFrame, text: Messages) -> OverviewPage:
    """The page for one document; charts without anything to show are left out."""
    rows = [stored.row for stored in index.rows(index.all_ids(frame.id))]
    gauges, untold = _kpis(rows)
    charts = [*_ratings(rows, narrowers(index, frame.id, text), frame, text), _states(rows, text)]
    for facet, heading, name in (
        (Facet.DEPARTMENT, "overview.departments", "department"),
        (Facet.SECTION, "overview.sections", "section"),
    ):
        charts.append(_breakdown(index, facet, heading, name, frame, text))
    return OverviewPage(
        document=frame,
        figures=_figures(rows, len(index.findings(frame.id)), frame, text),
        charts=tuple(chart for chart in charts if chart.bars),
        gauges=gauges[:_MOST_GAUGES],
        untold=untold[:_MOST_GAUGES],
    )


def _figures(rows: Sequence[Row], findings: int, frame: DocumentFrame, text: Messages) -> tuple[Figure, ...]:
    departments = {name for row in rows for name in row.departments}
    counted = (
        (len(rows), "documents.rows", "tables.table"),
        (len(departments), "documents.departments", ""),
        (sum(len(row.kpis) for row in rows), "documents.kpis", ""),
        (findings, "documents.findings", "sources.findings"),
    )
    return tuple(
        Figure(f"{count:,}", text(label), url_for(endpoint, document=frame.id) if endpoint else "")
        for count, label, endpoint in counted
        if count or endpoint
    )


def _ratings(
    rows: Sequence[Row], given: Sequence[Narrower], frame: DocumentFrame, text: Messages
) -> Iterator[Chart]:
    """One chart for each rating column; its bars open the rows where the table can be narrowed by it."""
    parameters = {one.column: one.name for one in given if one.column}
    headers = {rating.key: rating.column for row in rows for rating in row.ratings}
    for key, header in headers.items():
        ratings = [rating for row in rows for rating in row.ratings if rating.key == key]
        counts = Counter(rating.value for rating in ratings)
        inferred = sum(rating.inferred for rating in ratings)

        def address(value: str, name: str = parameters.get(key, "")) -> str:
            narrowed: dict[str, Any] = {name: value}
            return url_for("tables.table", document=frame.id, **narrowed) if name else ""

        yield Chart(
            heading=text("overview.ratings") if len(headers) == 1 else header,
            bars=bar_views([Bar(value, counts[value]) for value in sorted(counts)], url=address),
            note=text("overview.inferred_note", count=inferred) if inferred else "",
        )


def _states(rows: Iterable[Row], text: Messages) -> Chart:
    counts = Counter(kpi.state for row in rows for kpi in row.kpis)
    tones = {text.word("state", state.value): state.value for state in KpiState}
    bars = [Bar(text.word("state", state.value), counts[state]) for state in KpiState if counts[state]]
    return Chart(heading=text("overview.states"), bars=bar_views(bars, tone=lambda label: tones[label]))


def _breakdown(
    index: Index, facet: Facet, heading: str, name: str, frame: DocumentFrame, text: Messages
) -> Chart:
    counted = [(value, count) for value, count in index.count_by(facet, index.all_ids(frame.id)) if value]
    notes = []
    if facet is Facet.DEPARTMENT and sum(count for _value, count in counted) > len(index.all_ids(frame.id)):
        notes.append(text("overview.several_note"))
    if len(counted) > _MOST_BARS:
        notes.append(text("overview.more_note", count=len(counted) - _MOST_BARS))
    bars = [Bar(value, count) for value, count in counted[:_MOST_BARS]]

    def address(value: str) -> str:
        narrowed: dict[str, Any] = {name: value}
        return url_for("tables.table", document=frame.id, **narrowed)

    return Chart(
        heading=text(heading),
        bars=bar_views(bars, url=address),
        note=" ".join(notes),
    )


def _kpis(rows: Iterable[Row]) -> tuple[tuple[GaugeView, ...], tuple[Link, ...]]:
    """The KPIs with a rate as gauges, and the others as links to their rows."""
    gauges: list[GaugeView] = []
    untold: list[Link] = []
    for row in rows:
        url = url_for("tables.row", document=row.document, number=row.number)
        for kpi in row.kpis:
            gauge = kpi_gauge(kpi, row.number, url)
            if gauge:
                gauges.append(gauge)
            else:
                untold.append(Link(f"{row.number} {kpi.text}", url))
    return tuple(gauges), tuple(untold)

"""Charts as numbers: how long each bar is drawn. The template draws them as SVG, with the figures beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from assistant.answer import Bar, Gauge
from corpus.document import Kpi, KpiState
from web.contexts import BarView, GaugeView

# A bar of an actual beyond its target is drawn to scale up to here; beyond, it fills the width.
_MOST_RATE = Decimal(300)


def _nothing(_label: str) -> str:
    return ""


def bar_views(
    bars: Iterable[Bar],
    *,
    tone: Callable[[str], str] = _nothing,
    url: Callable[[str], str] = _nothing,
) -> tuple[BarView, ...]:
    """Bars whose longest is 100 wide; `tone` and `url` are asked for each label."""
    given = tuple(bars)
    longest = max((bar.count for bar in given), default=0) or 1
    return tuple(
        BarView(bar.label, bar.count, round(bar.count / longest * 100, 1), tone(bar.label), url(bar.label))
        for bar in given
    )


def gauge_view(gauge: Gauge, url: str = "") -> GaugeView:
    """The gauge of an answer, drawn to its rate."""
    fill, mark = _lengths(gauge.rate)
    return GaugeView(
        name=gauge.name,
        actual=gauge.actual_text,
        target=gauge.target_text,
        rate=f"{gauge.rate.normalize():f}",
        state=gauge.state.value,
        fill=fill,
        mark=mark,
        row=gauge.row,
        url=url,
    )


def kpi_gauge(kpi: Kpi, row: str, url: str = "") -> GaugeView | None:
    """A KPI's gauge; None where it has no two figures to compare."""
    rate = kpi.rate
    if rate is None or rate < 0 or kpi.target is None or kpi.actual is None or kpi.state is KpiState.UNKNOWN:
        return None
    fill, mark = _lengths(rate)
    return GaugeView(
        name=kpi.name,
        actual=kpi.actual.text,
        target=kpi.target.text,
        rate=f"{rate.normalize():f}",
        state=kpi.state.value,
        fill=fill,
        mark=mark,
        row=row,
        url=url,
    )


def _lengths(rate: Decimal) -> tuple[float, float]:
    """How far the bar and the target's mark reach, of 100; the target stands at 100 until it is exceeded."""
    scale = max(Decimal(100), min(rate, _MOST_RATE))
    fill = min(max(rate, Decimal(0)), scale) / scale * 100
    return round(float(fill), 1), round(float(100 / scale * 100), 1)

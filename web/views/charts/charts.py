"""Charts as numbers: how long each bar is drawn. The template draws them as SVG, with the figures beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from assistant.model.answer import Bar, Gauge
from corpus.document import Kpi, KpiState
from corpus.text.folding import compact, fold
from web.views.given.contexts import BarView, GaugeView
from web.views.marks import spans_of

# A bar of an actual beyond its target is drawn to scale up to here; beyond, it fills the width.
_MOST_RATE = Decimal(300)
_LONGEST_FIGURE = 24
_ARROW = re.compile(r"^[→⇒:：]\s*")


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
        BarView(
            bar.label, bar.count, round(float(bar.count / longest * 100), 1), tone(bar.label), url(bar.label)
        )
        for bar in given
    )


def gauge_view(gauge: Gauge, url: str = "") -> GaugeView:
    """The gauge of an answer, drawn to its rate."""
    fill, mark = _lengths(gauge.rate)
    return GaugeView(
        name=gauge.name,
        actual=figure(gauge.actual_text, gauge.name, gauge.actual, gauge.unit),
        target=figure(gauge.target_text, gauge.name, gauge.target, gauge.unit),
        rate=f"{gauge.rate.normalize():f}",
        state=gauge.state.value,
        fill=fill,
        mark=mark,
        row=gauge.row,
        url=url,
    )


def without_figure(gauge: GaugeView, told: str) -> GaugeView:
    """The gauge less the figure that is told beside it: its rate, its actual or its target."""
    if _same_figure(compact(fold(told)), gauge.rate + "%"):
        return replace(gauge, rate="")
    if _ends_with(gauge.actual, told):
        return replace(gauge, actual="")
    return replace(gauge, target="") if _ends_with(gauge.target, told) else gauge


def _ends_with(text: str, figure: str) -> bool:
    """Whether a text ends with this figure, and with no longer one: 「2023年度末:30業務」."""
    return any(end == len(text) for _, end in spans_of(text, (figure,)))


def _same_figure(one: str, other: str) -> bool:
    """Whether both are one percentage: 「75.0%」 and 「75%」."""
    if not (one.endswith("%") and other.endswith("%")):
        return False
    try:
        return Decimal(one[:-1].replace(",", "")) == Decimal(other[:-1].replace(",", ""))
    except InvalidOperation:
        return False


def kpi_gauge(kpi: Kpi, row: str, url: str = "") -> GaugeView | None:
    """A KPI's gauge; None where it has no two figures to compare."""
    rate = kpi.rate
    if rate is None or rate < 0 or kpi.target is None or kpi.actual is None or kpi.state is KpiState.UNKNOWN:
        return None
    fill, mark = _lengths(rate)
    return GaugeView(
        name=kpi.name,
        actual=figure(kpi.actual.text, kpi.name, kpi.actual.value, kpi.actual.unit),
        target=figure(kpi.target.text, kpi.name, kpi.target.value, kpi.target.unit),
        rate=f"{rate.normalize():f}",
        state=kpi.state.value,
        fill=fill,
        mark=mark,
        row=row,
        url=url,
    )


def figure(text: str, name: str, value: Decimal | None, unit: str) -> str:
    """A figure as it stands beside its bar: as printed less the indicator's name, or of a long text the
    value.

    >>> figure("RPA導入業務数 → 2023年度末:30業務", "RPA導入業務数", Decimal(30), "業務")
    '2023年度末:30業務'
    >>> figure("年代別に研修を開催した。(全5回、受講者:1607名)", "受講者数", Decimal(1607), "名")
    '1,607名'
    """
    short = _ARROW.sub("", text.removeprefix(name).strip()) if text.startswith(name) else text
    if len(short) <= _LONGEST_FIGURE or value is None:
        return short
    return f"{value.normalize():,f}{unit}"


def _lengths(rate: Decimal) -> tuple[float, float]:
    """How far the bar and the target's mark reach, of 100; the target stands at 100 until it is exceeded."""
    scale = max(Decimal(100), min(rate, _MOST_RATE))
    fill = min(max(rate, Decimal(0)), scale) / scale * 100
    return round(float(fill), 1), round(float(100 / scale * 100), 1)

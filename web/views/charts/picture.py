"""A chart as a picture of its own (SVG): its title, what it is drawn from, and the address that asks again.

Drawn as it is printed, dark on white, with attributes alone: no style, no script, no font from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from assistant.model.answer import Bar, Gauge
from corpus.frozen import dataclass
from web.messages import Messages
from web.views.charts.charts import bar_views, gauge_view
from web.views.charts.series import Chart, Line

WIDTH = 960
_EDGE = 40
_INK, _SOFT, _LINE, _TRACK = "#1d2126", "#565d66", "#dedbd5", "#e7e4de"
_FILL, _MISSED = "#1d4f86", "#b9894a"
_FONT = "Hiragino Sans, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"
# Told apart in print too, where colours may be lost, by their dashes.
_HUES = (("#1d4f86", ""), ("#b9894a", "8 4"), ("#3f7d58", "2 4"), ("#8a3b5e", "12 4 2 4"), ("#6a6f78", "4 4"))
_LONGEST_LABEL = 300


@dataclass(frozen=True, slots=True)
class Captions:
    """What stands around a chart: its title, the documents it is drawn from, the address that asks again."""

    title: str
    source: str
    address: str


def picture(chart: Chart, captions: Captions, text: Messages) -> str:
    """The chart as an SVG document."""
    top, head = _lines_of(captions.title, 22, _EDGE + 22, _INK, bold=True)
    if chart.bars:
        bottom, body = _bars(chart.bars, top + 12)
    elif chart.gauges:
        bottom, body = _gauges(chart.gauges, top + 12, text)
    else:
        bottom, body = _years(chart.years, chart.lines, top + 12)
    under, source = _lines_of(captions.source, 14, bottom + 34, _SOFT)
    end, address = _lines_of(captions.address, 12, under + 2, _SOFT)
    height = end + 12
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
            f' viewBox="0 0 {WIDTH} {height}" role="img" aria-label={quoteattr(captions.title)}'
            f" font-family={quoteattr(_FONT)}>",
            f"<title>{escape(captions.title)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            *(*head, *body, *source, *address),
            "</svg>\n",
        )
    )


def width_of(text: str, size: float) -> float:
    """How wide a text is drawn, nearly: a wide character takes its size, another a little over half."""
    return sum(size if east_asian_width(sign) in "FWA" else size * 0.58 for sign in text)


def wrapped(text: str, size: float, most: float) -> list[str]:
    """The text in lines of at most this width."""
    found, line = [], ""
    for sign in " ".join(text.split()):
        if line and width_of(line + sign, size) > most:
            found.append(line)
            line = ""
        line += sign
    return [*found, line]


def _shortened(text: str, size: float, most: float) -> str:
    lines = wrapped(text, size, most)
    return lines[0] if len(lines) == 1 else lines[0][:-1] + "…"


def _text(
    x: float, y: float, said: str, size: float, colour: str, *, anchor: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(said)}</text>"
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:g}" rx="4" fill="{colour}"/>'


def _lines_of(
    text: str, size: float, y: float, colour: str, *, bold: bool = False
) -> tuple[float, list[str]]:
    """A text over lines from `y` on, and where the next may begin."""
    lines = wrapped(text, size, WIDTH - 2 * _EDGE) if text else []
    step = round(size * 1.5)
    drawn = [_text(_EDGE, y + at * step, line, size, colour, bold=bold) for at, line in enumerate(lines)]
    return y + len(lines) * step, drawn


def _bars(bars: Sequence[Bar], top: float) -> tuple[float, list[str]]:
    step, size = 30, 15
    left = _EDGE + min(max(width_of(bar.label, size) for bar in bars), _LONGEST_LABEL) + 16
    figures = [f"{bar.count:,}" for bar in bars]
    right = WIDTH - _EDGE - max(width_of(one, size) for one in figures) - 12
    drawn = []
    for at, (bar, view, told) in enumerate(zip(bars, bar_views(bars), figures, strict=True)):
        y = top + at * step
        drawn.append(
            _text(left - 16, y + 16, _shortened(bar.label, size, _LONGEST_LABEL), size, _INK, anchor="end")
        )
        drawn.append(_rect(left, y + 3, max(right - left, 0) * view.width / 100, 16, _FILL))
        drawn.append(_text(WIDTH - _EDGE, y + 16, told, size, _INK, anchor="end", bold=True))
    return top + len(bars) * step, drawn


def _gauges(gauges: Sequence[Gauge], top: float, text: Messages) -> tuple[float, list[str]]:
    step, width = 72, WIDTH - 2 * _EDGE
    drawn = []
    for at, (gauge, view) in enumerate((one, gauge_view(one)) for one in gauges):
        y = top + at * step
        colour = _MISSED if view.state == "missed" else _FILL
        name = f"{gauge.row} {view.name}".strip()
        state = f"{text.word('state', view.state)} {view.rate}%"
        drawn.append(_text(_EDGE, y + 16, _shortened(name, 15, width - 160), 15, _INK, bold=True))
        drawn.append(_text(WIDTH - _EDGE, y + 16, state, 15, _INK, anchor="end", bold=True))
        drawn.append(_rect(_EDGE, y + 24, width, 14, _TRACK))
        drawn.append(_rect(_EDGE, y + 24, width * view.fill / 100, 14, colour))
        if view.mark < 100:
            drawn.append(_rect(_EDGE + width * view.mark / 100, y + 24, 3, 14, "#ffffff"))
        drawn.append(_text(_EDGE, y + 56, f"{text('gauge.actual')} {view.actual}", 13, _SOFT))
        drawn.append(
            _text(WIDTH - _EDGE, y + 56, f"{text('gauge.target')} {view.target}", 13, _SOFT, anchor="end")
        )
    return top + len(gauges) * step, drawn


def _years(years: Sequence[str], lines: Sequence[Line], top: float) -> tuple[float, list[str]]:
    """Each line by its points with their figures; the scale begins at nothing, or below it where one is."""
    height, left, right = 300.0, _EDGE + 60, WIDTH - _EDGE - 60
    values = [point[0] for line in lines for point in line.points if point is not None]
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    span = (high - low) or Decimal(1)
    base = top + 24 + height

    def x(at: int) -> float:
        return left + (right - left) * at / max(len(years) - 1, 1)

    def y(value: Decimal) -> float:
        return base - float((value - low) / span) * height

    drawn = [_rect(_EDGE, y(Decimal(0)), WIDTH - 2 * _EDGE, 1, _LINE)]
    drawn += [_text(x(at), base + 26, year, 14, _SOFT, anchor="middle") for at, year in enumerate(years)]
    for number, line in enumerate(lines):
        drawn += _drawn(line, _HUES[number % len(_HUES)], x, y)
    bottom = base + 40
    if len(lines) > 1:
        for number, line in enumerate(lines):
            colour, dashes = _HUES[number % len(_HUES)]
            at = bottom + 20 + number * 24
            drawn.append(_stroke([(_EDGE, at - 5), (_EDGE + 36, at - 5)], colour, dashes))
            drawn.append(_text(_EDGE + 48, at, _shortened(line.name, 14, WIDTH - 3 * _EDGE), 14, _INK))
        bottom += 12 + len(lines) * 24
    return bottom, drawn


def _drawn(
    line: Line, hue: tuple[str, str], x: Callable[[int], float], y: Callable[[Decimal], float]
) -> Iterator[str]:
    """A line that is broken where a year has no figure, its points, and their figures above them."""
    colour, dashes = hue
    run: list[tuple[float, float]] = []
    for at, point in enumerate((*line.points, None)):
        if point is not None:
            run.append((x(at), y(point[0])))
        elif run:
            yield _stroke(run, colour, dashes)
            run = []
    for at, point in enumerate(line.points):
        if point is not None:
            yield f'<circle cx="{x(at):.1f}" cy="{y(point[0]):.1f}" r="5" fill="{colour}"/>'
            # A white edge keeps a figure readable where the line runs through it.
            told = _text(x(at), y(point[0]) - 12, point[1], 14, colour, anchor="middle", bold=True)
            yield told.replace("<text", '<text paint-order="stroke" stroke="#ffffff" stroke-width="5"', 1)


def _stroke(points: Sequence[tuple[float, float]], colour: str, dashes: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>'

"""The bar charts of a page as tables: a row for each label of the axis, a column for each name of the legend.

A chart is read where the drawing itself tells what each figure is of. Its bars are as long as their figures
say, its labels stand at the bars, and its legend shows their colours. What is not sure is left as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pdfplumber.page import Page

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.readers.pdf.charts.figures import Readings, figures_of, read_bars
from corpus.readers.pdf.charts.labels import labels_of, text_of, ticks_of, title_of, unit_of
from corpus.readers.pdf.charts.legends import Legend, legend_for, legends_of
from corpus.readers.pdf.charts.plots import Plot, plots_of
from corpus.readers.pdf.charts.shapes import Box, Mark, Shape, around, marks_of, shapes_of
from corpus.readers.pdf.tables.tables import PageTable
from corpus.readers.pdf.texts.lines import Glyph
from corpus.source import GridCell

# Charts that share a legend are drawn alike: thickness and scale differ by less than this share.
_ALIKE = 0.1
_FEWEST_SHAPES, _MOST_MARKS = 3, 4_000


@dataclass(frozen=True, slots=True)
class _Read:
    """The bars of a chart with their figures; `turned` are the texts of the page, turned as its bars are."""

    plot: Plot
    readings: Readings
    box: Box
    turned: tuple[Mark, ...]

    @property
    def figures(self) -> frozenset[tuple[int, ...]]:
        """The places of the characters of its figures."""
        return frozenset(one.mark.places for one in self.readings.figures.values())


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart with the texts that it was read from: title, header and rows as printed."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    box: Box
    marks: tuple[Mark, ...]

    @property
    def cells(self) -> set[tuple[str, str, str]]:
        """What each of its figures is of."""
        return {(self.title, row[0], name) for row in self.rows for name in self.columns}


def charts_of(page: Page, glyphs: Sequence[Glyph], count: int) -> tuple[list[PageTable], list[Glyph]]:
    """The charts of a page, counted as tables behind `count` others, and the characters outside of them."""
    shapes = shapes_of(page)
    if len(shapes) < _FEWEST_SHAPES:
        return [], list(glyphs)
    marks = marks_of(glyphs)
    if len(marks) > _MOST_MARKS:
        return [], list(glyphs)
    read = _read(shapes, marks)
    found = (_chart(one, legend, read) for one, legend in _with_legends(read, shapes, marks))
    charts = _apart(_titled([chart for chart in found if chart is not None], marks))
    drawn = {_drawn(mark) for chart in charts for mark in chart.marks}
    taken = {place for mark in marks if _drawn(mark) in drawn for place in mark.places}
    rest = [glyph for place, glyph in enumerate(glyphs) if place not in taken]
    return [_table(chart, page.page_number, count + at) for at, chart in enumerate(charts, 1)], rest


def _drawn(mark: Mark) -> tuple[str, int, int]:
    """What is the same for a text that is drawn twice at one place, to look bold."""
    return mark.text, round(mark.printed.x0), round(mark.printed.top)


def _read(shapes: Sequence[Shape], marks: Sequence[Mark]) -> list[_Read]:
    """What has bars that are as long as their figures say, from top to bottom."""
    found = []
    turned = tuple(mark.turned() for mark in marks)
    figures = {False: figures_of(marks), True: figures_of(turned)}
    for plot in plots_of(shapes):
        readings = read_bars(plot, figures[plot.is_upright])
        if readings is not None:
            box = plot.box.turned_back() if plot.is_upright else plot.box
            found.append(_Read(plot, readings, box, turned if plot.is_upright else tuple(marks)))
    return sorted(found, key=lambda one: (one.box.top, one.box.x0))


def _with_legends(
    read: Sequence[_Read], shapes: Sequence[Shape], marks: Sequence[Mark]
) -> Iterable[tuple[_Read, Legend | None]]:
    """The charts with their legends, None for one of a single look; those that lack one are left out."""
    parts = {part.turned_back() if one.plot.is_upright else part for one in read for part in one.plot.parts}
    legends = legends_of([one for one in shapes if one not in parts], marks)
    sole = [one for one in legends if len(one.entries) == 1]
    found = [
        (one, legend_for(one.box, one.plot.looks, legends if len(one.plot.looks) > 1 else sole))
        for one in read
    ]
    for one, legend in found:
        if legend is None:
            if len(one.plot.looks) == 1:
                yield one, None
            continue
        sharing = [other for other, own in found if own is legend]
        nearest = min(sharing, key=lambda other: other.box.gap(legend.box))
        if _is_drawn_like(one, nearest):
            yield one, legend


def _is_drawn_like(one: _Read, other: _Read) -> bool:
    pairs = ((one.plot.thickness, other.plot.thickness), (one.readings.scale, other.readings.scale))
    same = one.plot.is_upright == other.plot.is_upright and one.plot.is_stacked == other.plot.is_stacked
    return same and all(abs(own - its) <= _ALIKE * max(own, its) for own, its in pairs)


def _chart(one: _Read, legend: Legend | None, read: Sequence[_Read]) -> _Chart | None:
    """A chart as printed, without its title; None where its labels are missing or not sure."""
    plot, readings = one.plot, one.readings
    names = legend.names if legend is not None else dict.fromkeys(plot.looks, "")
    used = set().union(*(other.figures for other in read))
    named = {mark.places for entry in (legend.entries if legend else ()) for mark in entry.marks}
    free = [mark for mark in one.turned if mark.places not in used | named]
    ticks = ticks_of(plot, readings, free)
    unit, unit_marks = unit_of(plot, readings, free)
    free = [mark for mark in free if mark not in ticks and mark not in unit_marks]
    labels = labels_of(plot, free, _before(one, read))
    fullest = max(plot.groups, key=lambda group: sum(map(len, group)))
    looks = list(
        dict.fromkeys(part.look for group in (fullest, *plot.groups) for bar in group for part in bar)
    )
    rows, own = [], []
    for group, label in zip(plot.groups, labels, strict=True):
        parts = [part for bar in group for part in bar]
        if len({part.look for part in parts}) < len(parts):
            return None
        figures = {part.look: readings.figures[part] for part in parts if part in readings.figures}
        if not label:
            return None
        texts = {look: f"{figure.mark.text}{'' if figure.unit else unit}" for look, figure in figures.items()}
        rows.append((text_of(label), *(texts.get(look, "") for look in looks)))
        own += [*label, *(figure.mark for figure in figures.values())]
    if len({row[0] for row in rows}) < len(rows):
        return None
    box = around([one.box, *(mark.printed for mark in own)])
    own += [
        *ticks,
        *unit_marks,
        *(mark for entry in (legend.entries if legend else ()) for mark in entry.marks),
    ]
    return _Chart("", tuple(names[look] for look in looks), tuple(rows), box, tuple(own))


def _before(one: _Read, read: Sequence[_Read]) -> float:
    """Where the bars and figures of another chart end in front of this one, turned as it is."""
    own = one.plot.box
    ends = [float("-inf")]
    for other in read:
        boxes = [part.box for part in other.plot.parts] + [
            f.mark.box for f in other.readings.figures.values()
        ]
        if other.plot.is_upright != one.plot.is_upright:
            boxes = [box.turned() if one.plot.is_upright else box.turned_back() for box in boxes]
        ends += [box.x1 for box in boxes if box.x1 < own.x0 and box.top < own.bottom and own.top < box.bottom]
    return max(ends)


def _titled(charts: Sequence[_Chart], marks: Sequence[Mark]) -> list[_Chart]:
    """The charts with their titles; those that have none are none: nothing says what they show."""
    passed = {mark.places for chart in charts for mark in chart.marks}
    free = [mark for mark in marks if mark.places not in passed]
    titled = [replace(chart, title=title_of(chart.box, free)) for chart in charts]
    return [chart for chart in titled if chart.title]


def _apart(charts: Sequence[_Chart]) -> list[_Chart]:
    """The charts whose cells all have labels of their own."""
    held = Counter(cell for chart in charts for cell in chart.cells)
    return [chart for chart in charts if all(held[cell] == 1 for cell in chart.cells)]


def _table(chart: _Chart, page: int, number: int) -> PageTable:
    """A chart as a table: its title, and the names of its legend, stand above its rows."""
    place = Locator(page=page, table=number)
    texts = [(chart.title, *chart.columns), *chart.rows]
    rows = [[GridCell(text, replace(place, row=row)) for text in own] for row, own in enumerate(texts, 1)]
    box = chart.box
    return PageTable(page, box.top, box.bottom, [box.x0, box.x1], rows, is_chart=True)

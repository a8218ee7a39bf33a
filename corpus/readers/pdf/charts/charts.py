"""The bar charts of a page as tables: a row for each label of the axis, a column for each name of the legend.

A chart is read where the drawing itself tells what each figure is of. Its bars are as long as their figures
say, its labels stand at the bars, and its legend shows their colours. What is not sure is left as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pdfplumber.page import Page

from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.readers.pdf.charts.bars import Drawing, Named, bars_of, legends_beside, named
from corpus.readers.pdf.charts.figures import Readings
from corpus.readers.pdf.charts.labels import labels_of, text_of, ticks_of, title_of, unit_of
from corpus.readers.pdf.charts.legends import Legend
from corpus.readers.pdf.charts.shapes import Box, Mark, Shape, around, marks_of, shapes_of
from corpus.readers.pdf.tables.tables import PageTable
from corpus.readers.pdf.texts.lines import Glyph
from corpus.source import GridCell
from corpus.text.expressions import expression

# A page has so many rectangles at least; where it has more of them and of texts, it is left as it is.
_FEWEST_SHAPES, _MOST_LOOKS = 3, 400_000
_IN_BRACKETS = expression(r"[(（〔［【＜].*[)）〕］】＞]")
# Where a text stands on the page, by its characters.
_Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart with the texts that it was read from: title, header and rows as printed.

    `is_owner` says that no other chart is nearer to its legend.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    box: Box
    marks: tuple[Mark, ...]
    legend: Legend | None
    is_owner: bool

    @property
    def cells(self) -> set[tuple[str, str, str]]:
        """What each of its figures is of."""
        return {(self.title, row[0], name) for row in self.rows for name in self.columns}


def charts_of(page: Page, glyphs: Sequence[Glyph], count: int) -> tuple[list[PageTable], list[Glyph]]:
    """The charts of a page, counted as tables behind `count` others, and the characters outside of them."""
    shapes = shapes_of(page)
    marks = marks_of(glyphs) if len(shapes) >= _FEWEST_SHAPES else []
    drawing = Drawing(tuple(shapes), tuple(marks))
    found = bars_of(drawing) if len(marks) * len(shapes) <= _MOST_LOOKS else []
    if not found:
        return [], list(glyphs)
    legends = legends_beside(drawing, found)
    used = {figure.mark.places for one in found for figure in one.readings.figures.values()}
    used |= {mark.places for legend in legends for mark in legend.marks}
    untitled = [chart for one in named(found, legends) if (chart := _chart(one, used)) is not None]
    titled = _titled(untitled, drawing, used)
    charts = _apart([chart for chart in titled if _may_have_legend(chart, titled)])
    drawn = {_drawn(mark) for chart in charts for mark in chart.marks}
    taken = {place for mark in marks if _drawn(mark) in drawn for place in mark.places}
    rest = [glyph for place, glyph in enumerate(glyphs) if place not in taken]
    return [_table(chart, page.page_number, count + at) for at, chart in enumerate(charts, 1)], rest


def _drawn(mark: Mark) -> tuple[str, int, int]:
    """What is the same for a text that is drawn twice at one place, to look bold."""
    return mark.text, round(mark.printed.x0), round(mark.printed.top)


def _chart(one: Named, used: Collection[_Places]) -> _Chart | None:
    """A chart as printed, without its title; None where its labels are missing or not sure.

    `used` are the texts that are figures of charts, or names of legends.
    """
    plot, readings, page = one.bars.plot, one.bars.readings, one.bars.page
    free = [mark for mark in page.marks if mark.places not in used]
    ticks = ticks_of(plot, readings, free)
    unit, unit_marks = unit_of(plot, readings, free)
    free = [mark for mark in free if mark not in ticks and mark not in unit_marks]
    labels = labels_of(plot, free, page.shapes)
    texts = [text_of(label) for label in labels]
    parts = [[part for bar in group for part in bar] for group in plot.groups]
    is_clear = all(len({part.look for part in own}) == len(own) for own in parts)
    if not is_clear or not all(texts) or len(set(texts)) < len(texts):
        return None
    looks = list(dict.fromkeys(part.look for own in sorted(parts, key=len, reverse=True) for part in own))
    rows = [(text, *_figures(own, looks, readings, unit)) for text, own in zip(texts, parts, strict=True)]
    marks = [mark for label in labels for mark in label]
    marks += [figure.mark for figure in readings.figures.values()]
    box = around([one.bars.box, *(mark.printed for mark in marks)])
    marks += [*ticks, *unit_marks, *(one.legend.marks if one.legend is not None else ())]
    names = one.legend.names if one.legend is not None else dict.fromkeys(looks, "")
    columns = tuple(names[look] for look in looks)
    return _Chart("", columns, tuple(rows), box, tuple(marks), one.legend, one.is_owner)


def _figures(parts: Sequence[Shape], looks: Sequence[str], readings: Readings, unit: str) -> Iterable[str]:
    """The figures of a group by their looks, with the unit of the axis unless they have one."""
    figures = {part.look: readings.figures[part] for part in parts if part in readings.figures}
    for look in looks:
        figure = figures.get(look)
        yield "" if figure is None else figure.mark.text + ("" if figure.unit else unit)


def _titled(charts: Sequence[_Chart], page: Drawing, used: Collection[_Places]) -> list[_Chart]:
    """The charts with their titles; those that have none are none: nothing says what they show."""
    passed = {*used, *(mark.places for chart in charts for mark in chart.marks)}
    free = [mark for mark in page.marks if mark.places not in passed]
    titled = [replace(chart, title=title_of(chart.box, free, page.shapes)) for chart in charts]
    return [chart for chart in titled if chart.title]


def _may_have_legend(chart: _Chart, charts: Sequence[_Chart]) -> bool:
    """Whether a legend is a chart's own, or that of one under the same title or a part of it in brackets."""
    if chart.is_owner:
        return True
    titles = [one.title for one in charts if one.is_owner and one.legend is chart.legend]
    return any(
        title == chart.title or any(map(_IN_BRACKETS.fullmatch, (title, chart.title))) for title in titles
    )


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

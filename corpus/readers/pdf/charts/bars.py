"""The bars of a page that are as long as their figures say, with the legends that show their colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.frozen import dataclass
from corpus.readers.pdf.charts.figures import Readings, figures_of, read_bars
from corpus.readers.pdf.charts.legends import Legend, legend_for, legends_of
from corpus.readers.pdf.charts.plots import Plot, plots_of
from corpus.readers.pdf.charts.shapes import Box, Mark, Shape

# Charts that share a legend are drawn alike: thickness and scale differ by less than this share.
_ALIKE = 0.1
# So far from its legend the nearest chart stands at most, in points.
_FAR = 70.0
# So many runs of rectangles are looked at.
_MOST_PLOTS = 40


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rectangles and texts of a page."""

    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]

    def turned(self) -> Drawing:
        """The same as it is for bars that stand."""
        return Drawing(tuple(one.turned() for one in self.shapes), tuple(one.turned() for one in self.marks))


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of a chart with their figures, on the page turned for them; `box` is that in print."""

    plot: Plot
    readings: Readings
    page: Drawing
    box: Box

    @property
    def printed(self) -> set[Shape]:
        """The parts of the bars as they are in print."""
        return {part.turned_back() if self.plot.is_upright else part for part in self.plot.parts}

    def is_like(self, other: Bars) -> bool:
        """Whether bars are of one kind, about as thick, and to one scale."""
        own, its = self.plot, other.plot
        pairs = ((own.thickness, its.thickness), (self.readings.scale, other.readings.scale))
        same = own.is_upright == its.is_upright and own.is_stacked == its.is_stacked
        return same and all(abs(one - two) <= _ALIKE * max(one, two) for one, two in pairs)


@dataclass(frozen=True, slots=True)
class Named:
    """Bars with their legend, None for bars of one look; `is_owner` where no others are nearer to it."""

    bars: Bars
    legend: Legend | None
    is_owner: bool = True


def bars_of(page: Drawing) -> list[Bars]:
    """What has bars that are as long as their figures say, from top to bottom."""
    pages = {False: page, True: page.turned()}
    figures = {upright: figures_of(own.marks) for upright, own in pages.items()}
    found = []
    for plot in plots_of(page.shapes)[:_MOST_PLOTS]:
        readings = read_bars(plot, figures[plot.is_upright])
        if readings is not None:
            box = plot.box.turned_back() if plot.is_upright else plot.box
            found.append(Bars(plot, readings, pages[plot.is_upright], box))
    return sorted(found, key=lambda one: (one.box.top, one.box.x0))


def named(found: Sequence[Bars], legends: Sequence[Legend]) -> Iterable[Named]:
    """The bars with their legends; those of several looks that lack one are left out.

    A legend may be that of several charts where these are drawn alike.
    """
    sole = [one for one in legends if len(one.entries) == 1]
    pairs = [
        (one, legend_for(one.box, one.plot.looks, legends if len(one.plot.looks) > 1 else sole))
        for one in found
    ]
    for one, legend in pairs:
        if legend is None:
            if len(one.plot.looks) == 1:
                yield Named(one, None)
            continue
        sharing = [other for other, its in pairs if its is legend]
        nearest = min(sharing, key=lambda other: other.box.gap(legend.box))
        if one.is_like(nearest) and nearest.box.gap(legend.box) <= _FAR:
            yield Named(one, legend, one is nearest)


def legends_beside(page: Drawing, found: Iterable[Bars]) -> list[Legend]:
    """The legends of a page, of rectangles that are no bars."""
    parts = {part for one in found for part in one.printed}
    return legends_of([one for one in page.shapes if one not in parts], page.marks)

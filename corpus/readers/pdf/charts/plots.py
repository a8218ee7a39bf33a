"""Finds what may be the bars of a chart: filled rectangles that begin at one line and are equally thick.

Of stacked bars the parts of a bar follow each other without a gap. Everything is told as of bars that grow to
the right; `Plot.is_upright` says that the page was turned for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeVar

from corpus.frozen import dataclass
from corpus.readers.pdf.charts.shapes import Box, Shape, around

# Bars begin so near to one line, parts of a bar so near to each other, in points.
_LINE, _SEAM = 0.6, 0.8
# How far bars of one chart may differ in thickness, and how thick they are at least, in points.
_ALIKE, _THICK = 0.08, 2.0
# Bars of one group are no farther apart than this share of their thickness, and overlap by less.
_GROUPED, _OVERLAP = 0.35, 0.1
# Where bars are so much farther apart than others, another chart begins.
_APART = 1.8
_FEWEST = 3

_Item = TypeVar("_Item")
Bar = tuple[Shape, ...]
"""The parts of one bar, from its beginning to its end; one part where it is not stacked."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The bars of a chart, group by group: those of one label; each stacked bar is a group of its own."""

    groups: tuple[tuple[Bar, ...], ...]
    is_upright: bool

    @property
    def parts(self) -> tuple[Shape, ...]:
        """All bars, or the parts of them."""
        return tuple(part for group in self.groups for bar in group for part in bar)

    @property
    def looks(self) -> frozenset[str]:
        return frozenset(part.look for part in self.parts)

    @property
    def is_stacked(self) -> bool:
        return any(len(bar) > 1 for group in self.groups for bar in group)

    @property
    def box(self) -> Box:
        return around(part.box for part in self.parts)

    @property
    def thickness(self) -> float:
        return median(part.box.height for part in self.parts)


def plots_of(shapes: Sequence[Shape]) -> list[Plot]:
    """What may be charts of a page, of bars that lie and of bars that stand."""
    lying = [Plot(groups, is_upright=False) for groups in _plots(shapes)]
    standing = [Plot(groups, is_upright=True) for groups in _plots([one.turned() for one in shapes])]
    return [*lying, *standing]


def _plots(shapes: Sequence[Shape]) -> Iterable[tuple[tuple[Bar, ...], ...]]:
    bars = sorted(_bars(shapes), key=lambda bar: bar[0].box.x0)
    for aligned in _runs(bars, lambda one, other: other[0].box.x0 - one[0].box.x0 <= _LINE):
        thick = sorted(aligned, key=lambda bar: bar[0].box.height)
        for alike in _runs(thick, lambda one, other: other[0].box.height <= (1 + _ALIKE) * one[0].box.height):
            ordered = sorted(alike, key=lambda bar: bar[0].box.top)
            for groups in _parted(_groups(ordered) if _are_apart(ordered) else []):
                if sum(len(bar) for group in groups for bar in group) >= _FEWEST:
                    yield tuple(groups)


def _bars(shapes: Sequence[Shape]) -> Iterable[Bar]:
    """The rectangles that follow each other at one height without a gap."""
    thick = [shape for shape in shapes if shape.box.height >= _THICK]
    ordered = sorted(thick, key=lambda one: (round(one.box.top, 1), round(one.box.bottom, 1), one.box.x0))
    return map(tuple, _runs(ordered, _follows))


def _follows(before: Shape, shape: Shape) -> bool:
    last, box = before.box, shape.box
    level = abs(box.top - last.top) + abs(box.bottom - last.bottom) <= _LINE
    return level and abs(box.x0 - last.x1) <= _SEAM


def _are_apart(bars: Sequence[Bar]) -> bool:
    """Whether no bar lies over another."""
    pairs = ((above[0].box, below[0].box) for above, below in pairwise(bars))
    return all(below.top - above.bottom >= -_OVERLAP * above.height for above, below in pairs)


def _groups(bars: Sequence[Bar]) -> list[tuple[Bar, ...]]:
    """The bars of each label: those close together that look different, else each by itself."""
    if any(len(bar) > 1 for bar in bars) or len({bar[0].look for bar in bars}) == 1:
        return [(bar,) for bar in bars]
    return [tuple(run) for run in _runs(bars, _is_beside)]


def _is_beside(above: Bar, below: Bar) -> bool:
    return below[0].box.top - above[0].box.bottom <= _GROUPED * above[0].box.height


def _parted(groups: Sequence[tuple[Bar, ...]]) -> list[list[tuple[Bar, ...]]]:
    """The groups of each chart: where they stand farther apart than beside it, the next one begins."""
    middles = [around(bar[0].box for bar in group).middle for group in groups]
    pitches = [below - above for above, below in pairwise(middles)]
    parts: list[list[tuple[Bar, ...]]] = []
    for place, group in enumerate(groups):
        beside = [*pitches[max(0, place - 2) : place - 1], *pitches[place : place + 1]]
        if place and all(pitches[place - 1] <= _APART * pitch for pitch in beside):
            parts[-1].append(group)
        else:
            parts.append([group])
    return parts


def _runs(ordered: Sequence[_Item], goes_on: Callable[[_Item, _Item], bool]) -> list[list[_Item]]:
    """What is in order, cut wherever one does not go on from the one before."""
    runs: list[list[_Item]] = []
    for item in ordered:
        if runs and goes_on(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs

"""Which printed figure is that of which bar: it stands at the bar, and the bar is as long as it says.

All bars of a chart have one scale. A figure whose bar is longer or shorter by that is of something else, and
a bar that two different figures fit, or none, has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from corpus.frozen import dataclass
from corpus.readers.pdf.charts.plots import Plot
from corpus.readers.pdf.charts.shapes import Mark, Shape
from corpus.text.expressions import expression
from corpus.text.folding import fold

_FIGURE = expression(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.(?P<decimals>[0-9]+))?)(?P<unit>[^0-9.,:()（）]{0,3})"
)
# A figure stands within its part of a bar by so much, in points, and behind a bar by so much of its size.
_INSIDE, _BEHIND, _BESIDE = 1.0, 2.5, 0.75
# What a bar may be longer or shorter than its figure says, beside what the figure is rounded by, in points.
_EXACT, _LONG = 0.6, 2.0
# So many bars tell the scale; so many have figures, and of so many lengths; so few may gainsay theirs.
_TELLING, _FEWEST, _LENGTHS, _AMISS = 60, 3, 3, 0.1
_SPREAD = 0.15
# A bar that so many figures stand at tells nothing.
_MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure with its value, and half of its last place: what it is rounded by."""

    mark: Mark
    value: float
    rounded: float
    unit: str


@dataclass(frozen=True, slots=True)
class Readings:
    """The figures of the parts of a chart's bars, and how many points a unit of them is long."""

    figures: dict[Shape, Figure]
    scale: float

    @property
    def size(self) -> float:
        """The size of the letters of the figures."""
        return median(figure.mark.size for figure in self.figures.values())


def figures_of(marks: Sequence[Mark]) -> list[Figure]:
    """The texts that are a figure, with a unit behind it or without."""
    found = []
    for mark in marks:
        match = _FIGURE.fullmatch(fold(mark.text).replace(" ", ""))
        if match is not None:
            value = float(match["number"].replace(",", ""))
            found.append(Figure(mark, value, 0.5 * 10.0 ** -len(match["decimals"] or ""), match["unit"]))
    return found


def read_bars(plot: Plot, figures: Sequence[Figure]) -> Readings | None:
    """The figures of a chart; None where they do not tell the lengths of its bars. Both are turned alike."""
    near = {part: _near(part, plot.is_stacked, figures) for part in plot.parts}
    scale = _scale(near)
    if scale is None:
        return None
    fitting = {part: [one for one in own if _fits(part, one, scale)] for part, own in near.items()}
    amiss = sum(bool(near[part]) and not own and part.box.width > _LONG for part, own in fitting.items())
    found = _alike(_sole(fitting))
    lengths = sorted({round(part.box.width) for part in found})
    if len(found) < _FEWEST or len(lengths) < _LENGTHS or lengths[-1] - lengths[0] < _SPREAD * lengths[-1]:
        return None
    if amiss > _AMISS * len(near) or len({one.unit for one in found.values()}) > 1:
        return None
    return Readings(found, scale)


def _near(part: Shape, is_stacked: bool, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that stand in a part of a bar, or in a bar or behind its end."""
    box = part.box
    found = []
    for one in figures:
        mark = one.mark
        slack = max(box.height / 2, _BESIDE * min(mark.size, mark.box.height))
        if abs(mark.box.middle - box.middle) > slack or mark.box.centre < box.x0 - _INSIDE:
            continue
        end = (
            mark.box.centre <= box.x1 + _INSIDE if is_stacked else mark.box.x0 <= box.x1 + _BEHIND * mark.size
        )
        if end:
            found.append(one)
    return found if len(found) <= _MOST_NEAR else []


def _scale(near: dict[Shape, list[Figure]]) -> float | None:
    """How long a unit is by most bars, in points; None where no figure stands at a bar."""
    longest = sorted(near, key=lambda part: -part.box.width)[:_TELLING]
    pairs = [
        (part, one) for part in longest for one in near[part] if one.value > 0 and part.box.width > _LONG
    ]
    scales = {part.box.width / one.value for part, one in pairs}
    if not scales:
        return None
    best = max(sorted(scales), key=lambda scale: sum(_fits(part, one, scale) for part, one in pairs))
    return median(part.box.width / one.value for part, one in pairs if _fits(part, one, best))


def _fits(part: Shape, one: Figure, scale: float) -> bool:
    return abs(part.box.width - one.value * scale) <= one.rounded * scale + _EXACT


def _alike(found: dict[Shape, Figure]) -> dict[Shape, Figure]:
    """The figures that are rounded as most are: another one, such as that of the axis, is not of a bar."""
    usual = Counter(one.rounded for one in found.values()).most_common(1)
    return {part: one for part, one in found.items() if one.rounded == usual[0][0]}


def _sole(fitting: dict[Shape, list[Figure]]) -> dict[Shape, Figure]:
    """The parts that one figure alone fits, each figure that fits one part alone.

    Equal figures of equal bars are told apart by which is nearer.
    """
    found: dict[Shape, Figure] = {}
    for part, own in fitting.items():
        if len({one.value for one in own}) == 1:
            found[part] = min(own, key=lambda one: abs(one.mark.box.middle - part.box.middle))
    held: dict[Mark, int] = {}
    for one in found.values():
        held[one.mark] = held.get(one.mark, 0) + 1
    return {part: one for part, one in found.items() if held[one.mark] == 1}

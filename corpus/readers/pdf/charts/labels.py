"""What stands around the bars of a chart: the labels of its groups, the figures of its axis, its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.cells import join_wrapped
from corpus.readers.pdf.charts.figures import Readings, figures_of
from corpus.readers.pdf.charts.plots import Plot
from corpus.readers.pdf.charts.shapes import Box, Mark, Shape, around
from corpus.text.expressions import expression
from corpus.text.folding import fold
from corpus.text.quantities import find_quantities

# A label has so many texts and characters at most.
_MOST_MARKS, _LONGEST = 6, 60
# A label below a bar begins so near to it and its lines stand so near, by the size of its letters.
_FIRST, _NEXT = 2.2, 0.7
# The middle of a label is that of its group but for so much of its size.
_CENTRED = 0.7
# A label reaches over the line that bars begin at by so much of its size at most.
_OVER = 0.5
# Texts of a label that are parted by so much are columns.
_COLUMN = 1.0
# The share of groups that have a text in each column of labels.
_MOST = 0.6
# The figures of an axis stand so near to the bars, by their size, and to where they should, in points.
_AXIS, _TICK, _FEWEST_TICKS = 5.0, 2.5, 3
# They stand at one level, in points, and are larger than the figures of bars by so much at most.
_LEVEL, _LARGER = 3.0, 1.5
# A title stands so near above a chart, in points; its texts so near to each other by their size.
_TITLE, _IN_LINE, _LONGEST_TITLE = 100.0, 2.0, 60
_UNIT = expression(r"(?P<figure>[0-9][0-9,.]*)?[(（](?P<unit>[^()（）0-9]{1,4})[)）]")


def labels_of(plot: Plot, marks: Sequence[Mark], shapes: Sequence[Shape]) -> list[tuple[Mark, ...]]:
    """The texts of the label of each group; empty for one that has none. All are turned as the plot is."""
    boxes = [around(bar[0].box for bar in group) for group in plot.groups]
    places = list(pairwise(_edges(boxes)))
    origin, highest = plot.box.x0, max(box.height for box in boxes)
    before = _before(plot.box, marks, shapes)
    free = [mark for mark in marks if before <= mark.box.x0 and mark.box.x1 <= origin + _OVER * mark.size]
    groups = [[mark for mark in free if low <= mark.box.middle < high] for low, high in places]
    if plot.is_upright:
        groups = [
            _below([mark for mark in own if _is_within(mark, low, high)], origin)
            for own, (low, high) in zip(groups, places, strict=True)
        ]
    else:
        groups = _in_columns(groups)
    return [
        tuple(own) if _is_label(own, box, highest) else () for own, box in zip(groups, boxes, strict=True)
    ]


def _before(plot: Box, marks: Sequence[Mark], shapes: Sequence[Shape]) -> float:
    """Where something else ends that is drawn in front of the bars; a box of words is a label's own."""
    ends = [float("-inf")]
    for shape in shapes:
        box = shape.box
        if box.x1 < plot.x0 and box.top < plot.bottom and plot.top < box.bottom and box.x1 > ends[-1]:
            inside = [mark for mark in marks if box.holds(mark.box)]
            if not inside or any(not _has_letters(mark.text) for mark in inside):
                ends.append(box.x1)
    return ends[-1]


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _in_columns(groups: Sequence[Sequence[Mark]]) -> list[list[Mark]]:
    """The texts of each group that stand in a column in which most groups have one."""
    columns = _columns([mark for own in groups for mark in own])
    owner = {mark: place for place, column in enumerate(columns) for mark in column}
    held = Counter(place for own in groups for place in {owner[mark] for mark in own})
    return [[mark for mark in own if held[owner[mark]] >= _MOST * len(groups)] for own in groups]


def _columns(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Texts from left to right, parted where a gap is free over all of them."""
    columns: list[list[Mark]] = []
    right = 0.0
    for mark in sorted(marks, key=lambda mark: mark.printed.x0):
        if columns and mark.printed.x0 - right <= _COLUMN * mark.size:
            columns[-1].append(mark)
        else:
            columns.append([mark])
        right = max(right, mark.printed.x1)
    return columns


def _edges(boxes: Sequence[Box]) -> list[float]:
    """Where the place of each group begins, and where that of the last one ends."""
    middles = [box.middle for box in boxes]
    halves = [(below - above) / 2 for above, below in pairwise(middles)] or [boxes[0].height]
    between = [(above + below) / 2 for above, below in pairwise(middles)]
    return [middles[0] - halves[0], *between, middles[-1] + halves[-1]]


def _is_within(mark: Mark, low: float, high: float) -> bool:
    slack = 0.5 * mark.size
    return low - slack <= mark.box.top and mark.box.bottom <= high + slack


def _below(marks: Sequence[Mark], origin: float) -> list[Mark]:
    """The lines right below an axis, of texts on a page that is turned."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: -mark.box.x1):
        last = min((one.box.x0 for one in found), default=origin)
        limit = _NEXT if found else _FIRST
        if last - mark.box.x1 > limit * mark.size:
            break
        found.append(mark)
    return found


def _is_label(marks: Sequence[Mark], group: Box, highest: float) -> bool:
    """Whether texts are a label of a group: a few words with their middle at its middle.

    Of a group some bars may have no length; `highest` is one that has all.
    """
    if not 0 < len(marks) <= _MOST_MARKS or sum(len(mark.text) for mark in marks) > _LONGEST:
        return False
    slack = max(highest / 2, _CENTRED * marks[0].size)
    has_words = any(character.isalnum() for mark in marks for character in mark.text)
    return has_words and abs(around(mark.box for mark in marks).middle - group.middle) <= slack


def text_of(marks: Sequence[Mark]) -> str:
    """What a label says: its columns from left to right, the lines of each from top to bottom."""
    return " ".join(_flowing(column) for column in _columns(marks))


def _flowing(marks: Sequence[Mark]) -> str:
    lines: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: mark.printed.middle):
        if lines and mark.printed.middle - lines[-1][0].printed.middle <= 0.5 * mark.size:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    texts = [" ".join(one.text for one in sorted(line, key=lambda one: one.printed.x0)) for line in lines]
    return join_wrapped(texts).replace("\n", "")


def ticks_of(plot: Plot, readings: Readings, marks: Sequence[Mark]) -> list[Mark]:
    """The figures along the axis of a chart, each where a bar that long would end; few are none."""
    box = plot.box
    levels: dict[int, list[Mark]] = {}
    for mark in marks:
        match = _UNIT.fullmatch(mark.text)
        figure = match["figure"] if match is not None else mark.text
        read = figures_of([replace(mark, text=figure or "")])
        slack = _TICK if plot.is_upright or match is None else mark.box.width
        if not read or not _is_at_axis(box, readings.size, mark):
            continue
        if abs(mark.box.centre - box.x0 - read[0].value * readings.scale) <= slack:
            level = mark.printed.x1 if plot.is_upright else mark.printed.bottom
            levels.setdefault(round(level / _LEVEL), []).append(mark)
    found = max(levels.values(), key=len, default=[])
    return found if len(found) >= _FEWEST_TICKS else []


def _is_at_axis(box: Box, size: float, mark: Mark) -> bool:
    """Whether a text in letters of some size stands before the first bar or behind the last."""
    above, below = box.top - mark.box.middle, mark.box.middle - box.bottom
    return 0 < max(above, below) <= _AXIS * max(size, mark.box.height) and mark.size <= _LARGER * size


def unit_of(plot: Plot, readings: Readings, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """The unit in brackets at the far end of the axis, with its texts; empty where there is not just one."""
    box = plot.box
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        unit = _unit_in(mark)
        if unit and mark.box.centre >= box.centre and _is_at_axis(box, readings.size, mark):
            found.setdefault(unit, []).append(mark)
    ((unit, own),) = found.items() if len(found) == 1 else (("", []),)
    return unit, tuple(own)


def _is_level(mark: Mark, box: Box) -> bool:
    return box.top < mark.printed.middle < box.bottom


def _unit_in(mark: Mark) -> str:
    """The unit that a text has in brackets, alone or behind a figure; empty for any other text."""
    match = _UNIT.fullmatch(mark.text)
    unit = match["unit"] if match is not None else ""
    quantities = find_quantities(f"1{unit}")
    return unit if len(quantities) == 1 and quantities[0].text == f"1{unit}" else ""


def title_of(box: Box, marks: Sequence[Mark], shapes: Sequence[Shape]) -> str:
    """The line that stands next above a chart of texts that are of no chart; empty where it is no title.

    A text in front of a rectangle is its label.
    """
    above = [
        mark
        for mark in marks
        if mark.printed.bottom <= box.top + 0.5 * mark.size
        and box.top - mark.printed.bottom <= _TITLE
        and mark.printed.x0 < box.x1
        and box.x0 < mark.printed.x1
        and _has_letters(mark.text)
        and not _unit_in(mark)
        and not any(mark.printed.x1 <= one.box.x0 and _is_level(mark, one.box) for one in shapes)
    ]
    if not above:
        return ""
    nearest = max(above, key=lambda mark: mark.printed.middle)
    line = [nearest]
    level = [
        mark for mark in marks if abs(mark.printed.middle - nearest.printed.middle) <= 0.5 * nearest.size
    ]
    for side in (1, -1):
        for mark in sorted(level, key=lambda mark: side * mark.printed.x0):
            edge = around(one.printed for one in line)
            if mark not in line and edge.gap(mark.printed) <= _IN_LINE * nearest.size:
                line.append(mark)
    text = "".join(mark.text for mark in sorted(line, key=lambda mark: mark.printed.x0))
    return text if len(text) <= _LONGEST_TITLE and "。" not in fold(text) else ""

"""Finds the boxes that a page sets texts into, shaded or outlined, as slides and diagrams have them.

What stands in a box is read by itself: a line never goes from one box into the next, nor a paragraph. A box
that holds others is the ground that they stand on. What only marks words within a line is no box.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

from corpus.readers.pdf.fonts import REVERSED
from corpus.readers.pdf.texts.lines import Edges, Glyph, Line, rows_of

# A box is so wide and high at least, in points, and takes at most such a share of its page.
_WIDE, _HIGH, _MOST = 12.0, 7.0, 0.5
# So many boxes are looked at, the largest first, and so many places of characters in boxes at most.
_MOST_BOXES, _MOST_LOOKS = 200, 500_000
# Edges so near are one, in points; characters so near by their size touch.
_NEAR, _TOUCH = 3.0, 0.3
# A bar takes so much of its page's width at least, and is less than so many lines high.
_BAR, _BAR_LINES = 0.4, 3
# Shading that is drawn line by line: its parts are so high at most and touch.
_LINE, _SEAM = 28.0, 1.5


def boxed(page: Page, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a page; those in a box have its edges."""
    drawn = _drawn(page)
    if not drawn or len(drawn) * len(glyphs) > _MOST_LOOKS:
        return list(glyphs)
    filled = {box for glyph in glyphs for box in drawn if not glyph.text.isspace() and _holds(box, glyph)}
    boxes = _level(_leaves(filled))
    wide = _BAR * float(page.width)
    placed = [_placed(glyph, _box_of(glyph, boxes), wide) for glyph in glyphs]
    marks, rows = _crossed(placed)
    return [
        replace(glyph, box=None) if glyph.box in marks or (glyph.box, glyph.middle) in rows else glyph
        for glyph in placed
    ]


def _placed(glyph: Glyph, box: Edges | None, wide: float) -> Glyph:
    """The character in its box; white letters in a bar as wide as a column are heavier than bold ones."""
    is_bar = box is not None and box[2] - box[0] >= wide and box[3] - box[1] < _BAR_LINES * glyph.size
    return replace(glyph, box=box, weight=REVERSED if is_bar and glyph.is_white else glyph.weight)


def limited(page: Page, lines: Sequence[Line]) -> list[Line]:
    """Lines, those beside a picture or a box with where it begins: they were wrapped in front of it."""
    pictures = [
        (float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))
        for item in page.images[:_MOST_BOXES]
    ]
    beside = [box for box in (*pictures, *_drawn(page)) if box[3] - box[1] > _LINE]
    if not beside or len(beside) * len(lines) > _MOST_LOOKS:
        return list(lines)
    return [replace(line, limit=_limit(line, beside)) for line in lines]


def _limit(line: Line, beside: Iterable[Edges]) -> float:
    return min(
        (
            left
            for left, top, _, bottom in beside
            if line.x1 <= left + _NEAR and top < line.bottom and line.top < bottom
        ),
        default=math.inf,
    )


def _drawn(page: Page) -> list[Edges]:
    """The edges of what is drawn as a box, thick lines too, the parts of shading put together."""
    most = _MOST * page.width * page.height
    found: dict[Edges, None] = {}
    bars: dict[tuple[int, int, str], list[Edges]] = {}
    for item in (*page.rects, *page.curves):
        edges = (float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))
        width, height = edges[2] - edges[0], edges[3] - edges[1]
        if width < _WIDE or height < _HIGH or width * height > most or not _has_sides(item, edges):
            continue
        if height <= _LINE and item.get("fill") and not item.get("stroke"):
            look = round(edges[0]), round(edges[2]), str(item.get("non_stroking_color"))
            bars.setdefault(look, []).append(edges)
        else:
            found[edges] = None
    for line in page.lines:
        half = float(line.get("linewidth") or 0) / 2
        if line["height"] == 0 and half * 2 >= _HIGH and line["width"] >= _WIDE:
            found[
                float(line["x0"]), float(line["top"]) - half, float(line["x1"]), float(line["top"]) + half
            ] = None
    for own in bars.values():
        found |= dict.fromkeys(_stacked(own))
    return sorted(found, key=_size, reverse=True)[:_MOST_BOXES]


def _has_sides(item: dict[str, Any], edges: Edges) -> bool:
    """Whether a shape reaches each of its edges in two points, as boxes with round corners do, not arrows."""
    points = item.get("pts") or ()
    return item["object_type"] == "rect" or all(
        sum(abs(point[place % 2] - edge) <= 1 for point in points) > 1 for place, edge in enumerate(edges)
    )


def _stacked(bars: Sequence[Edges]) -> list[Edges]:
    """Bars of one look and width, those that touch as one."""
    whole: list[Edges] = []
    for bar in sorted(bars, key=lambda bar: bar[1]):
        if whole and bar[1] - whole[-1][3] <= _SEAM:
            left, top, right, bottom = whole[-1]
            whole[-1] = left, top, right, max(bottom, bar[3])
        else:
            whole.append(bar)
    return whole


def _size(box: Edges) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Edges, glyph: Glyph) -> bool:
    return box[0] < (glyph.x0 + glyph.x1) / 2 < box[2] and box[1] < glyph.middle < box[3]


def _leaves(boxes: Iterable[Edges]) -> list[Edges]:
    """The boxes that hold no other, each once, from the largest to the smallest."""
    found: list[Edges] = []
    for box in sorted(boxes, key=_size):
        if not any(_contains(box, other) for other in found):
            found.append(box)
    return found[::-1]


def _contains(box: Edges, other: Edges) -> bool:
    """Whether a box reaches at least as far as another on all sides."""
    return (
        box[0] <= other[0] + _NEAR
        and box[1] <= other[1] + _NEAR
        and box[2] >= other[2] - _NEAR
        and box[3] >= other[3] - _NEAR
    )


def _level(boxes: Sequence[Edges]) -> list[Edges]:
    """The boxes, the upper edges of those side by side at one height."""
    tops: list[float] = []
    for top in sorted(box[1] for box in boxes):
        if not tops or top - tops[-1] > _NEAR:
            tops.append(top)
    return [(left, tops[bisect.bisect_right(tops, top) - 1], right, low) for left, top, right, low in boxes]


def _box_of(glyph: Glyph, boxes: Sequence[Edges]) -> Edges | None:
    """The smallest box that holds a character; `boxes` come from the largest to the smallest."""
    return next((box for box in reversed(boxes) if _holds(box, glyph)), None)


def _crossed(glyphs: Sequence[Glyph]) -> tuple[set[Edges | None], set[tuple[Edges | None, float]]]:
    """The boxes that a line runs into or out of, which mark words of it, and lines drawn over several boxes.

    Of these the middles of their characters are told, each with its box.
    """
    marks: set[Edges | None] = set()
    over: set[tuple[Edges | None, float]] = set()
    for row in rows_of(glyph for glyph in glyphs if not glyph.text.isspace()):
        touching = [
            {glyph.box, after.box}
            for glyph, after in pairwise(row)
            if glyph.box != after.box and after.x0 - glyph.x1 <= _TOUCH * glyph.size
        ]
        crossed = set[Edges | None]().union(*touching)
        if None in crossed:
            marks |= crossed
        elif crossed:
            over |= {(glyph.box, glyph.middle) for glyph in row if glyph.box in crossed}
    return marks - {None}, over

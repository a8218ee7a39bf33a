"""The filled rectangles and the short texts of a page, as charts are made of them.

Vertical bars are horizontal ones on a page that is turned: both kinds of values can be turned so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.page import Page

from corpus.frozen import dataclass
from corpus.readers.pdf.texts.lines import Glyph, is_white

# So many rectangles, patterns and bytes of a pattern are looked at; beyond, a page has no charts.
_MOST_SHAPES, _MOST_PATTERNS, _MOST_BYTES = 3_000, 400, 2**16
# What is thinner, in points, is a rule; what takes such a share of the page is its ground.
_THIN, _GROUND = 0.4, 0.5
# Letters of one text follow each other so near, at one height and in one size, by their size.
_NEAR, _BACK, _LEVEL, _SIZE = 0.6, 0.3, 0.15, 0.1


@dataclass(frozen=True, slots=True)
class Box:
    """The edges of something, in points from the page's upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """The middle between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """The middle between top and bottom."""
        return (self.top + self.bottom) / 2

    def turned(self) -> Box:
        """The same on the page turned so that what grows upwards grows to the right."""
        return Box(-self.bottom, self.x0, -self.top, self.x1)

    def turned_back(self) -> Box:
        """The same as it was before it was turned."""
        return Box(self.top, -self.x1, self.bottom, -self.x0)

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the middle of another lies within."""
        across = self.x0 - slack <= other.centre <= self.x1 + slack
        return across and self.top - slack <= other.middle <= self.bottom + slack

    def gap(self, other: Box) -> float:
        """How far another is away, by the larger of the distances across and down; 0 where they meet."""
        across = max(other.x0 - self.x1, self.x0 - other.x1, 0.0)
        return max(across, other.top - self.bottom, self.top - other.bottom)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of some."""
    own = list(boxes)
    return Box(
        min(box.x0 for box in own),
        min(box.top for box in own),
        max(box.x1 for box in own),
        max(box.bottom for box in own),
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled rectangle; `look` is the same for those of one colour or pattern."""

    box: Box
    look: str

    def turned(self) -> Shape:
        return replace(self, box=self.box.turned())

    def turned_back(self) -> Shape:
        """The same as it was before it was turned."""
        return replace(self, box=self.box.turned_back())


@dataclass(frozen=True, slots=True)
class Mark:
    """A text as it was drawn in one go: `places` are those of its characters on the page, `size` theirs.

    `printed` is its box on the page however it was turned.
    """

    text: str
    box: Box
    printed: Box
    size: float
    places: tuple[int, ...]

    def turned(self) -> Mark:
        return replace(self, box=self.box.turned())


def shapes_of(page: Page) -> list[Shape]:
    """The filled rectangles of a page less white ones and its ground; none where there are too many."""
    if len(page.rects) > _MOST_SHAPES:
        return []
    patterns = _patterns(page)
    most = _GROUND * float(page.width) * float(page.height)
    found: dict[Shape, None] = {}
    for item in page.rects:
        look = _look(item.get("non_stroking_color"), patterns) if item.get("fill") else None
        box = Box(*(round(float(item[side]), 2) for side in ("x0", "top", "x1", "bottom")))
        if look is not None and min(box.width, box.height) > _THIN and box.width * box.height < most:
            found[Shape(box, look)] = None
    return list(found)


def _look(colour: Any, patterns: dict[str, str]) -> str | None:
    """What tells a colour or pattern from others; None for white, and for a pattern that is not known."""
    if isinstance(colour, str):
        return patterns.get(colour)
    if colour is None or is_white(colour):
        return None
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return None
    return " ".join(f"{part:.2f}" for part in parts)


def _patterns(page: Page) -> dict[str, str]:
    """What each pattern of a page draws, by its name: one pattern is often defined again and again."""
    resources = resolve1(page.page_obj.resources)
    named = resolve1(resources.get("Pattern")) if isinstance(resources, dict) else None
    if not isinstance(named, dict) or len(named) > _MOST_PATTERNS:
        return {}
    found: dict[str, str] = {}
    for name, reference in named.items():
        pattern = resolve1(reference)
        data = pattern.get_rawdata() if isinstance(pattern, PDFStream) else None
        if data and len(data) <= _MOST_BYTES:
            found[name] = hashlib.sha256(data).hexdigest()
    return found


def marks_of(glyphs: Sequence[Glyph]) -> list[Mark]:
    """The texts of a page that stand upright, each as it was drawn: what only stands near is another."""
    runs: list[list[int]] = []
    for place, glyph in enumerate(glyphs):
        if glyph.turn or (glyph.text.isspace() and not runs):
            continue
        if runs and _goes_on(glyphs[runs[-1][-1]], glyph):
            runs[-1].append(place)
        elif not glyph.text.isspace():
            runs.append([place])
    return [_mark(glyphs, run) for run in runs]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = before.size
    near = -_BACK * size <= glyph.x0 - before.x1 <= _NEAR * size
    return (
        near and abs(glyph.middle - before.middle) <= _LEVEL * size and abs(glyph.size - size) <= _SIZE * size
    )


def _mark(glyphs: Sequence[Glyph], run: Sequence[int]) -> Mark:
    own = [glyphs[place] for place in run if not glyphs[place].text.isspace()]
    text = "".join(glyphs[place].text for place in run).strip()
    box = around(Box(one.x0, one.top, one.x1, one.bottom) for one in own)
    return Mark(text, box, box, own[0].size, tuple(run))

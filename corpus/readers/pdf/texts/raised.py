"""Sets the marks of notes, small above or below the line, beside the letters that they are printed at.

By its height alone such a mark would be a line of its own, or take what else stands as high out of its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.pdf.texts.lines import Glyph
from corpus.text.expressions import expression

_MARK = expression(r"[0-9０-９※＊*†‡注()（）、,，.～-]")
# A mark is so much smaller than its letter, so near to it, and reaches over its ends by so much at most, all
# by the size of the letter. The parts of one mark stand at one height by this share of theirs.
_SMALLER, _NEAR, _OVER, _LEVEL = 0.8, 0.35, 0.5, 0.2
# Letters are looked up by where they end, in squares so wide and high, in points.
_SQUARE = 8


def levelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters, each mark moved up or down so that its middle is that of its letter."""
    moved = list(glyphs)
    sizes = [one.size for one in glyphs]
    if not sizes or min(sizes) > _SMALLER * max(sizes):
        return moved
    ends: dict[tuple[int, int], tuple[Glyph, float]] = {}
    for place in sorted(range(len(moved)), key=lambda place: glyphs[place].x0):
        glyph = glyphs[place]
        if glyph.text.isspace():
            continue
        rise = _rise(glyph, ends) if _MARK.match(glyph.text) else 0.0
        if rise:
            moved[place] = replace(glyph, top=glyph.top + rise, bottom=glyph.bottom + rise)
        ends[_square(glyph.x1, glyph.middle)] = glyph, rise
    return moved


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // _SQUARE), int(y // _SQUARE)


def _rise(mark: Glyph, ends: dict[tuple[int, int], tuple[Glyph, float]]) -> float:
    """By how much a mark has to be moved to stand beside the letter before it, or the mark before it."""
    column, row = _square(mark.x0, mark.middle)
    near = [
        ends[x, y] for x in range(column - 1, column + 2) for y in range(row - 2, row + 3) if (x, y) in ends
    ]
    parts = [rise for one, rise in near if rise and _is_near(one, mark) and _is_level(one, mark)]
    if parts:
        return parts[0]
    letters = [one for one, _ in near if _is_at(one, mark)]
    return min((one.middle - mark.middle for one in letters), key=abs, default=0.0)


def _is_level(before: Glyph, mark: Glyph) -> bool:
    return abs(before.middle - mark.middle) <= _LEVEL * mark.size


def _is_near(before: Glyph, mark: Glyph) -> bool:
    return abs(mark.x0 - before.x1) <= _NEAR * before.size


def _is_at(letter: Glyph, mark: Glyph) -> bool:
    """Whether a mark stands right behind a letter, above or below its middle."""
    over = _OVER * letter.size
    return (
        mark.size <= _SMALLER * letter.size
        and _is_near(letter, mark)
        and letter.top - over <= mark.top
        and mark.bottom <= letter.bottom + over
        and mark.top < letter.bottom
        and letter.top < mark.bottom
    )

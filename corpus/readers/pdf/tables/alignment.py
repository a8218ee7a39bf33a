"""Gaps that rows of pieces have in common, and whether what stands between them is set like columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.texts.lines import lines_of
from corpus.readers.pdf.texts.pieces import Piece
from corpus.text.expressions import expression

# Texts begin, end or have their middles so near to be aligned, in points; so many of a column have to.
_NEAR, _MOST = 4.0, 0.7
_LEADER = expression(r"[\s.．…‥・･·]{3,}$")
# A point that comes with a space of its own, in front of decimals.
_SPLIT = expression(r"(?<=[0-9]) (?=[.,][0-9])")

Row = list[Piece]
Gap = tuple[float, float]
"""From where to where, in points from the left."""


def free(gap: Gap, row: Row) -> Gap:
    """What a row leaves free of a gap."""
    low, high = gap
    for piece in row:
        if piece.x0 < high and piece.x1 > low:
            if piece.x0 <= low and piece.x1 >= high:
                return low, low
            if piece.x0 - low >= high - piece.x1:
                high = piece.x0
            else:
                low = piece.x1
    return low, high


def spans_of(gaps: Sequence[Gap]) -> list[Gap]:
    """From where to where each column reaches: to the middles of the gaps."""
    edges = [float("-inf"), *((low + high) / 2 for low, high in gaps), float("inf")]
    return list(pairwise(edges))


def cell_of(row: Row, span: Gap) -> list[Piece]:
    """The pieces of a row that stand in a column."""
    return [piece for piece in row if span[0] <= (piece.x0 + piece.x1) / 2 < span[1]]


def text_of(cell: Sequence[Piece]) -> str:
    """What a cell says, without the dots that lead to the next."""
    lines = lines_of(glyph for piece in cell for glyph in piece.glyphs)
    return _SPLIT.sub("", _LEADER.sub("", " ".join(line.text for line in lines)))


def is_aligned(column: Sequence[list[Piece]]) -> bool:
    """Whether most cells of a column begin, end or have their middle at one place."""
    lows = [cell[0].x0 for cell in column]
    highs = [cell[-1].x1 for cell in column]
    middles = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
    return any(
        sum(abs(place - median(places)) <= _NEAR for place in places) >= _MOST * len(places)
        for places in (lows, highs, middles)
    )


def is_even(rows: Sequence[Row]) -> bool:
    """Whether most letters have one size, and the rows are not much nearer or farther than one another."""
    sizes = [piece.size for row in rows for piece in row]
    tops = [min(piece.top for piece in row) for row in rows]
    pitches = [below - above for above, below in pairwise(tops)]
    return all(
        sum(0.6 * median(own) <= one <= 1.7 * median(own) for one in own) >= _MOST * len(own)
        for own in (sizes, pitches)
    )

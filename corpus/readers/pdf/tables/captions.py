"""Reads the header rows above a table without rules: its titles reach over gaps that the rows below leave."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.tables.alignment import Gap, Row, cell_of, spans_of, text_of
from corpus.readers.pdf.texts.pieces import Piece

_MOST_ROWS = 4
# Rows of a header stand so many characters apart at most; two titles side by side are parted by so much.
_APART, _PARTED = 1.5, 0.4


def header_of(above: Sequence[Row], rows: Sequence[Row], gaps: Sequence[Gap]) -> list[list[str]]:
    """The titles of the columns, row by row; none where what stands above is no header.

    Where there are fewer titles than columns, each heads as many columns, or the one that it stands over.
    """
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    spans = spans_of(gaps)
    found: list[list[str]] = []
    below = rows[0]
    for row in reversed(above[-_MOST_ROWS:]):
        size = max(piece.size for piece in row)
        distance = min(piece.top for piece in below) - max(piece.bottom for piece in row)
        if distance > _APART * size or len(row) < 2 or row[0].x0 < left - size or row[-1].x1 > right + size:
            break
        pieces = [part for piece in row for part in parted(piece, gaps)]
        titles = [text_of(cell_of(pieces, span)) for span in spans]
        over = _groups(pieces, rows, spans) if len(pieces) < len(spans) - 1 else None
        found.insert(0, over or titles)
        below = row
    return found


def parted(piece: Piece, gaps: Sequence[Gap]) -> list[Piece]:
    """A piece cut at the gaps of the rows below where its letters leave some room there too."""
    cuts = [0]
    for index, (glyph, after) in enumerate(pairwise(piece.glyphs), 1):
        inside = any(low < (glyph.x1 + after.x0) / 2 < high for low, high in gaps)
        room = 0.0 if after.text.isspace() else after.x0 - _last(piece, index)
        if inside and room >= _PARTED * piece.size:
            cuts.append(index)
    parts = [piece.glyphs[start:end] for start, end in pairwise([*cuts, len(piece.glyphs)])]
    right = [max(glyph.x1 for glyph in own if not glyph.text.isspace()) for own in parts]
    return [
        Piece(own[0].x0, x1, piece.top, piece.bottom, piece.size, own)
        for own, x1 in zip(parts, right, strict=True)
    ]


def _last(piece: Piece, index: int) -> float:
    """Where the last letter before a place ends."""
    return max(glyph.x1 for glyph in piece.glyphs[:index] if not glyph.text.isspace())


def _groups(pieces: Sequence[Piece], rows: Sequence[Row], spans: Sequence[Gap]) -> list[str] | None:
    """The titles of groups of columns, each repeated over its own; None where they have not equally many."""
    middles = [(piece.x0 + piece.x1) / 2 for piece in pieces]
    edges = [float("-inf"), *((one + other) / 2 for one, other in pairwise(middles)), float("inf")]
    centres = []
    for span in spans[1:]:
        cells = [cell for row in rows if (cell := cell_of(row, span))]
        centres.append(sum((cell[0].x0 + cell[-1].x1) / 2 for cell in cells) / len(cells))
    owners = [next(i for i, (low, high) in enumerate(pairwise(edges)) if low <= x < high) for x in centres]
    if len({owners.count(owner) for owner in range(len(pieces))}) != 1:
        return None
    return ["", *(text_of([pieces[owner]]) for owner in owners)]

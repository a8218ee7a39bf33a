"""The pieces of a page: characters side by side without a wide gap, finer than lines, to see columns by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf.texts.lines import Glyph, rows_of

# A gap wider than this many characters parts two pieces; columns of text stand as near as that.
_GAP = 1.2
_DOTS, _LEADER = frozenset(".．…‥・･·"), 3


@dataclass(slots=True)
class Piece:
    """Characters of one height without a wide gap between, or a ruled table, which has none; with its box."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters without spaces."""
        return "".join(glyph.text for glyph in self.glyphs if not glyph.text.isspace())

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


def pieces_of(glyphs: Iterable[Glyph]) -> list[list[Piece]]:
    """The pieces of each row, from top to bottom and from left to right; boxes part them too.

    Spaces, and the dots that lead to the next, go with the one before, whose box ends in front of them.
    """
    found = [_pieces(row) for row in rows_of(glyphs)]
    return [row for row in found if row]


def _pieces(row: Sequence[Glyph]) -> list[Piece]:
    pieces: list[Piece] = []
    leads = _leaders(row)
    for index, glyph in enumerate(row):
        last = pieces[-1] if pieces else None
        if glyph.text.isspace() and last is None:
            continue
        if last is not None and (glyph.text.isspace() or index in leads):
            last.glyphs.append(glyph)
        elif (
            last is not None and glyph.x0 - last.x1 <= _GAP * glyph.size and last.glyphs[-1].box == glyph.box
        ):
            last.glyphs.append(glyph)
            last.x1 = max(last.x1, glyph.x1)
            last.top, last.bottom = min(last.top, glyph.top), max(last.bottom, glyph.bottom)
            last.size = max(last.size, glyph.size)
        else:
            pieces.append(Piece(glyph.x0, glyph.x1, glyph.top, glyph.bottom, glyph.size, [glyph]))
    return pieces


def _leaders(row: Sequence[Glyph]) -> set[int]:
    """The places of dots that lead over a gap: three of a kind and more, with spaces between or without."""
    found: set[int] = set()
    run: list[int] = []
    for index, glyph in enumerate(row):
        text = glyph.text.strip()
        if text in _DOTS and (not run or row[run[-1]].text.strip() == text):
            run.append(index)
        elif text:
            run = [index] if text in _DOTS else []
        if len(run) >= _LEADER:
            found.update(run)
    return found

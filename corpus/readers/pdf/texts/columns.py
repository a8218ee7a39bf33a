"""Parts a page whose text is set in columns, so that one column is read after the other.

Columns are told by a strip that stays free over several lines with running text on both sides. Columns of
figures or of short words are a table's, and are left as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.readers.cells import starts_item
from corpus.readers.pdf.texts.pieces import Piece
from corpus.text.expressions import expression

# So many lines stand in a column of running text at least, with so many characters together and on average.
_LINES, _CHARACTERS, _AVERAGE = 3, 30, 8
# The share of lines that reach so far over their column, and the share of letters among all characters.
_FULL, _REACH, _LETTERS = 0.5, 0.7, 0.7
_LEADS = expression(r"[.．…‥・･·]{3,}$")
# The share of lines of a list that begin with a mark or number, of its letters, and its characters.
_ITEMS, _LETTERS_OF_ITEMS, _CHARACTERS_OF_ITEMS = 0.5, 0.5, 20
# Columns are so far apart at least by the size of their letters; a place so far before a column, in points.
_APART, _BEFORE = 0.75, 2
# So many places are tried where a page may be parted, and so many parts are made of one page.
_MOST_PLACES, _DEEPEST = 16, 6


def regions(rows: Sequence[Sequence[Piece]], obstacles: Iterable[Piece] = ()) -> list[list[Piece]]:
    """The parts of a page in reading order, each with its pieces and those of the `obstacles` in it.

    One part, where nothing is set in columns.
    """
    pieces = sorted([*(piece for row in rows for piece in row), *obstacles], key=lambda piece: piece.top)
    return _parted(pieces, _places(rows), 0)


def _places(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """The middles of the gaps at which most rows are parted, and where most pieces begin, in points."""
    gaps = Counter(
        round((left.x1 + right.x0) / 8) * 4 for row in rows for left, right in pairwise(row)
    )  # fmt: skip
    starts = Counter(int(piece.x0) - _BEFORE for row in rows for piece in row)
    return [
        float(place)
        for found, fewest in ((gaps, 2), (starts, _LINES))
        for place, count in found.most_common(_MOST_PLACES)
        if count >= fewest
    ]


def _parted(pieces: list[Piece], places: Sequence[float], depth: int) -> list[list[Piece]]:
    best: tuple[int, int, float] = (0, 0, 0.0)
    if depth < _DEEPEST:
        runs = [(*run, place) for place in places for run in _runs(pieces, place)]
        best = max(runs, key=lambda run: run[1] - run[0], default=best)
    first, end, place = best
    if first == end:
        return [pieces] if pieces else []
    left = [piece for piece in pieces[first:end] if piece.x1 <= place]
    right = [piece for piece in pieces[first:end] if piece.x0 >= place]
    parts = (pieces[:first], left, right, pieces[end:])
    return [part for some in parts for part in _parted(some, places, depth + 1)]


def _runs(pieces: Sequence[Piece], place: float) -> Iterable[tuple[int, int]]:
    """Where pieces one after another leave a place free, with running text on both sides of it."""
    first = 0
    for end in range(len(pieces) + 1):
        if end == len(pieces) or pieces[end].x0 < place < pieces[end].x1:
            run = pieces[first:end]
            left = [piece for piece in run if piece.x1 <= place]
            right = [piece for piece in run if piece.x0 >= place]
            if _is_running(left) and _is_running(right) and _side_by_side(left, right):
                yield first, end
            first = end + 1


def _is_running(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are the lines of a column of running text, or of a list of items of any length."""
    lines = [piece for piece in pieces if piece.glyphs]
    if sum(_LEADS.search(piece.text) is not None for piece in lines) * _LINES >= len(lines):
        # The numbers of pages stand apart in contents, and say nothing.
        lines = [piece for piece in lines if not piece.text.isdecimal()]
    if len(lines) < _LINES:
        return False
    texts = [_LEADS.sub("", piece.text) for piece in lines]
    characters = sum(map(len, texts))
    letters = sum(character.isalpha() for text in texts for character in text)
    if characters < _CHARACTERS_OF_ITEMS:
        return False
    if sum(starts_item(text) for text in texts) >= _ITEMS * len(lines):
        return letters >= _LETTERS_OF_ITEMS * characters
    width = max(piece.x1 for piece in lines) - min(piece.x0 for piece in lines)
    full = sum(piece.x1 - piece.x0 >= _REACH * width for piece in lines)
    is_long = characters >= max(_CHARACTERS, _AVERAGE * len(lines))
    return is_long and full >= _FULL * len(lines) and letters >= _LETTERS * characters


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two columns stand beside one another with a gap between, over half of the shorter's height."""
    top = max(left[0].top, right[0].top)
    bottom = min(max(piece.bottom for piece in side) for side in (left, right))
    shorter = min(max(piece.bottom for piece in side) - side[0].top for side in (left, right))
    gap = min(piece.x0 for piece in right) - max(piece.x1 for piece in left)
    size = min(piece.size for piece in left if piece.glyphs)
    return bottom - top >= shorter / 2 and gap >= _APART * size

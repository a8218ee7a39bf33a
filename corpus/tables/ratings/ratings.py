"""Scales of ratings, and which of a row's ratings is the row's own.

A table may rate parts (必要性, 有効性) before it rates the whole, and every year in a column of its own. The
row's rating is the one of the whole, of the year that the results are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.document import Column, Rating
from corpus.tables.cells.packed import unpack_grades
from corpus.tables.headers.headers import read_header
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank
from corpus.words import vocabulary

LONGEST_RATING = 14
_MOST_RATINGS = 8
# From as many rows on, a rating of more than a few letters comes more than once.
_ROWS_THAT_REPEAT = 5
_SHORT = 4
_MARK = expression(r"[a-esz][+-]?|[◎○〇●△▲×✕☆★◇◆□■]+")
_TICKS = frozenset("○〇●✓✔レ")

Rank = tuple[int, int, int, int]


def rating_scale(values: Iterable[str]) -> frozenset[str]:
    """The folded values of a rating column; empty where most cells are no short, recurring values.

    >>> sorted(rating_scale(["A", "Ｂ", "A", "", "－"])), sorted(rating_scale(["R4：B R5：A", "R4：C R5：B"]))
    (['a', 'b'], ['a', 'b', 'c'])
    >>> rating_scale(["おおむね順調に進んでいるが、一部に遅れがある。", "A"])
    frozenset()
    """
    filled = [grade for value in values if not is_blank(value) for grade in _grades(value)]
    marks = [value for value in filled if _MARK.fullmatch(value)]
    if len(marks) * 10 >= len(filled) * 8:
        # A tally below the records, or a figure that slid in, is no rating.
        filled = marks
    short = Counter(value for value in filled if len(value) <= LONGEST_RATING and "。" not in value)
    if not short or short.total() * 10 < len(filled) * 7:
        return frozenset()
    if len(short) > max(_MOST_RATINGS, len(filled) // 20):
        return frozenset()
    once = len(short) == short.total() >= _ROWS_THAT_REPEAT
    return frozenset() if once and sum(map(len, short)) > _SHORT * len(short) else frozenset(short)


def _grades(value: str) -> list[str]:
    """The grades of a cell, folded; a text too long to be a rating is left as it is, for speed."""
    if len(value) > 4 * LONGEST_RATING:
        return [value]
    return [compact(grade.value) for grade in unpack_grades(value)] or [compact(value)]


def are_marks(scale: frozenset[str]) -> bool:
    """Whether a scale is of letters or signs that rate: A to D, ◎○△×; ticks alone rate nothing.

    >>> are_marks(frozenset("ab")), are_marks(frozenset("◎○△")), are_marks(frozenset("○"))
    (True, True, False)
    """
    return bool(scale) and not scale <= _TICKS and all(_MARK.fullmatch(value) for value in scale)


def in_order(ratings: Sequence[Rating], year: int | None) -> tuple[Rating, ...]:
    """The ratings, that of the whole before those of its parts, that of the fiscal `year` before the others.

    Of other years the latest goes first, and those to come after those past. Else the order is kept.
    """
    ranks = _ranks([rating.column for rating in ratings], year)
    return tuple(rating for _, rating in sorted(zip(ranks, ratings, strict=True), key=lambda pair: pair[0]))


def main_column(columns: Sequence[Column], year: int | None) -> Column | None:
    """Of rating columns the one of the whole, of the fiscal year; None for no column."""
    ranks = _ranks([column.header for column in columns], year)
    return min(zip(ranks, columns, strict=True), key=lambda pair: pair[0], default=(None, None))[1]


def _ranks(headers: Sequence[str], year: int | None) -> list[Rank]:
    read = [read_header(header) for header in headers]
    families: dict[str, int] = {}
    for place, header in enumerate(read):
        families.setdefault(header.words, place)
    return [(_rank(header.printed), families[header.words], *_distance(header.year, year)) for header in read]


@cache
def _rank(header: str) -> int:
    """From 0 for a rating of the whole up to 3 for one of a part; the words may stand in brackets."""
    words, printed = vocabulary("headers")["ranks"], compact(header)
    for rank, kind in ((0, "whole"), (3, "parts"), (2, "next")):
        if any(word in printed for word in words[kind]):
            return rank
    return 1


def _distance(own: int | None, year: int | None) -> tuple[int, int]:
    if own is None or own == year:
        return (0, 0)
    if year is not None and own > year:
        return (2, own)
    return (1, -own)

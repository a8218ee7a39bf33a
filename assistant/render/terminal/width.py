"""Text by the columns that it takes on a terminal: measuring, padding, clipping, wrapping.

Wide and full-width characters take two columns, combining marks none (Unicode Standard Annex 11). Characters
of ambiguous width count one, as terminals do unless told otherwise. Lines break between Japanese characters,
never inside a Latin word that fits on a line, and by the rule of kinsoku shori (JIS X 4051): no line begins
with closing punctuation or ends with an opening bracket.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from unicodedata import category, combining, east_asian_width

from corpus.text.expressions import expression

_NOT_FIRST = frozenset(
    "、。，．・：；？！!?:;,.%％‰)]}）］｝〕〉》」』】’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〃…‥〜～゛゜"
)
_NOT_LAST = frozenset("([{（［｛〔〈《「『【‘“￥＄$#＃")
_SPACES = expression(r"[ \u3000]+")


@lru_cache(maxsize=4096)
def _columns_of(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """The columns that a line of text takes.

    >>> width("RPA"), width("ＲＰＡ"), width("目標"), width("ｱﾌﾟﾘ")
    (3, 6, 4, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to so many columns; a longer text as it is.

    >>> pad("目標", 6) + "|", pad("40", 6, right=True) + "|"
    ('目標  |', '    40|')
    """
    filling = " " * (columns - width(text))
    return filling + text if right else text + filling


def clip(text: str, columns: int) -> str:
    """The text, or as much of it as fits before a 「…」.

    >>> clip("情報政策課", 7), clip("情報政策課", 10)
    ('情報政…', '情報政策課')
    """
    if width(text) <= columns:
        return text
    used, end = 1, 0
    for character in text:
        used += _columns_of(character)
        if used > columns:
            break
        end += 1
    return text[:end] + "…"


def wrap(text: str, columns: int, whole: Collection[str] = ()) -> list[str]:
    """The text as lines of at most so many columns; an empty text is no line.

    The strings `whole`, such as ids, are broken only where they are wider than a line.

    >>> wrap("目標は、RPA導入業務数です。", 12), wrap("計画-2024 を足す", 12, ["計画-2024"])
    (['目標は、RPA', '導入業務数で', 'す。'], ['計画-2024 を', '足す'])
    """
    return [text[start:end] for start, end in wrap_spans(text, columns, whole)]


def wrap_spans(text: str, columns: int, whole: Collection[str] = ()) -> list[tuple[int, int]]:
    """Where each line of the wrapped text begins and ends in `text`; the spaces between lines are dropped."""
    columns = max(columns, 2)
    lines: list[tuple[int, int]] = []
    start = end = 0
    for unit_start, unit_end in _units(text, _places(text, whole)):
        for piece_start, piece_end in _pieces(text, unit_start, unit_end, columns):
            if end > start and width(text[start:piece_end]) <= columns:
                end = piece_end
                continue
            if end > start:
                lines.append((start, end))
            start, end = piece_start, piece_end
    return [*lines, (start, end)] if end > start else lines


def widest_unit(text: str, whole: Collection[str] = ()) -> int:
    """The columns of the widest part of the text that no line is broken within."""
    return max((width(text[start:end]) for start, end in _units(text, _places(text, whole))), default=0)


def _places(text: str, whole: Collection[str]) -> frozenset[int]:
    """Where the text must not be broken: before each character of those strings but the first."""
    places: set[int] = set()
    for string in whole:
        at = text.find(string) if string else -1
        while at >= 0:
            places.update(range(at + 1, at + len(string)))
            at = text.find(string, at + len(string))
    return frozenset(places)


def _units(text: str, joined: frozenset[int]) -> list[tuple[int, int]]:
    """The spans of text that a line must not be broken within, spaces left out."""
    units: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if _SPACES.match(character):
            continue
        if units and units[-1][1] == index and (index in joined or _stays_with(text[index - 1], character)):
            units[-1] = (units[-1][0], index + 1)
        else:
            units.append((index, index + 1))
    return units


def _stays_with(before: str, character: str) -> bool:
    """Whether no line may break between two neighbouring characters."""
    if before in _NOT_LAST or character in _NOT_FIRST:
        return True
    return (_columns_of(before) < 2 and _columns_of(character) < 2) or _columns_of(character) == 0


def _pieces(text: str, start: int, end: int, columns: int) -> list[tuple[int, int]]:
    """A unit that is wider than a line, cut into what fits; any other as it is."""
    pieces: list[tuple[int, int]] = []
    used = 0
    for index in range(start, end):
        taken = _columns_of(text[index])
        if not pieces or used + taken > columns:
            pieces.append((index, index + 1))
            used = taken
        else:
            pieces[-1] = (pieces[-1][0], index + 1)
            used += taken
    return pieces

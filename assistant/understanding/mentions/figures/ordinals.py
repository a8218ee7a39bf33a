"""Which of the rows before a question singles out: the third, the last, the first two.

An ordinal points into the answer before, and so is no word of the subject there. 「2番目に多い」 is a rank
and none of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from assistant.model.span import Span
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.numerals import DIGITS, KANJI, LARGE, SMALL, number

_NUMBER = rf"(?:[0-9]{{1,3}}|{KANJI})"
_COUNTING = frozenset("0123456789") | DIGITS.keys() | SMALL.keys() | LARGE.keys()
# 「以上の3件」 speaks of no upper end.
_FREE = r"(?<![㐀-鿿])"
_P = grammar.pattern
# A rank (2番目に多い) is another thing than a place in the list.
_NO_RANK = rf"(?!{_P('rank_particles')}(?!{_P('rank_particle_goes_on')}))"
_NTH = rf"(?:{_FREE}(?P<end>ENDS){_P('counted_from')})?(?P<n>{_NUMBER}){_P('place_counters')}{_NO_RANK}"
_SOME = (
    rf"{_FREE}(?P<end>ENDS){_P('genitive', 'counted_from')}?"
    rf"(?P<n>{_NUMBER}){_P('first_counters')}(?!{_P('place_marks')})"
)
_END = rf"{_FREE}(?P<end>ENDS)(?P<of>{_P('behind_end')}|[?？。]|$)"
_NTH_EN = (
    rf"\b(?:the )?(?P<n>ENDS|[0-9]{{1,3}}{_P('english_ordinal_endings')})"
    rf"(?=(?: {_P('english_rows')}s?\b| of {_P('english_those')}\b|'s\b| *[?.!,:;]| *$))"
)
_SOME_EN = r"\b(?:the )?(?P<end>ENDS) (?P<n>NUMBERS|[0-9]{1,3})\b"
_BEHIND = grammar.word_set("behind_asked") | frozenset("?？。、")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place among the rows before, with the words that said it.

    `nth` counts one row from 1, from the end where it is below zero; `first` is so many rows from the first,
    or of the last where it is below zero. One of the two is 0.
    """

    span: Span
    nth: int = 0
    first: int = 0


def ordinal(text: str, lexicon: Lexicon, starts: Collection[int] | None = None) -> Ordinal | None:
    """The first ordinal of a folded question; None without one.

    「最初の」 is one only before a word that is asked for, which begins at one of `starts` (None: any word):
    「最初の担当課」 and no 「最初の会議」.

    >>> from assistant.words.lexicon import load
    >>> asked = ("3番目の担当課は", "最後の課題", "最初の2つは", "2番目に多い課")
    >>> found = [ordinal(text, load()) for text in asked]
    >>> [(one.nth, one.first) if one else None for one in found]
    [(3, 0), (-1, 0), (0, 2), None]
    """
    found = [*_japanese(text, lexicon, starts), *_english(text, lexicon)]
    return min(found, key=lambda one: (one.span.start, -one.span.end), default=None)


def _japanese(text: str, lexicon: Lexicon, starts: Collection[int] | None) -> Iterator[Ordinal]:
    ends = lexicon.ends["ja"]
    if any(word in text for word in ends):
        yield from _at_an_end(text, ends, starts)
    if not _COUNTING.isdisjoint(text):
        for match in re.finditer(_NTH.replace("ENDS", _either(ends)), text):
            yield Ordinal(Span(*match.span()), nth=ends.get(match["end"] or "", 1) * _number(match["n"]))


def _at_an_end(text: str, ends: Mapping[str, int], starts: Collection[int] | None) -> Iterator[Ordinal]:
    """「最初の2つ」, 「最後」."""
    for match in re.finditer(_SOME.replace("ENDS", _either(ends)), text):
        yield Ordinal(Span(*match.span()), first=ends[match["end"]] * _number(match["n"]))
    long = _either(word for word in ends if len(word) > 1)
    for match in re.finditer(_END.replace("ENDS", long), text):
        behind = match.end("of")
        asked = starts is None or behind in starts or match.start("of") in starts
        asked = asked or text[behind : behind + 1] in _BEHIND or behind == len(text)
        if asked or match["of"] not in grammar.words("genitive"):
            yield Ordinal(Span(match.start(), match.end("end")), nth=ends[match["end"]])


def _english(text: str, lexicon: Lexicon) -> Iterator[Ordinal]:
    ends = lexicon.ends["en"]
    numbers = lexicon.numbers
    outer = _either(word for word, place in ends.items() if abs(place) == 1)
    for match in re.finditer(_SOME_EN.replace("ENDS", outer).replace("NUMBERS", _either(numbers)), text):
        count = numbers.get(match["n"]) or _number(match["n"])
        yield Ordinal(Span(*match.span()), first=ends[match["end"]] * count)
    for match in re.finditer(_NTH_EN.replace("ENDS", _either(ends)), text):
        yield Ordinal(Span(*match.span()), nth=ends.get(match["n"]) or _number(match["n"][:-2]))


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _number(text: str) -> int:
    return int(number(text) or 0)

"""Stretches of time in a text, for questions that ask for one or for its end: 「いつからいつまで」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.text.dates import find_dates

Thing = tuple[int, int, str]


def period(text: str, dates: Sequence[Thing], question: str) -> tuple[str, ...]:
    """The stretch of time, its end or its beginning, where that is asked for: 「いつからいつまで」."""
    pattern = next((found for asked, found in _ENDS if asked.search(question)), None)
    if pattern is None:
        return ()
    spans = [
        match.group() if match.group() != f"{date}まで" else date
        for start, _, date in dates
        if (match := pattern.match(text, start)) is not None
    ]
    return tuple(spans[:1])


def when_said(question: str, text: str, dates: Sequence[Thing]) -> list[Thing]:
    """The dates that a text gives as an end, or as a beginning, for a question that asks for one."""
    kind = next((kind for kind in _ASKED if _asked(kind).search(question)), "")
    return [thing for thing in dates if kind and _behind(kind).match(text, thing[1])]


def says_when(question: str, text: str) -> bool:
    """Whether a text says until when, or since when, for a question that asks so."""
    parts = [(date.start, with_part(text, date.start, date.end)) for date in find_dates(text)]
    return bool(when_said(question, text, [(start, start + len(part), part) for start, part in parts]))


def each_period(text: str) -> frozenset[str]:
    """The periods for each of which a text counts: 「月に」 of 「月に何回」."""
    return frozenset(match.group() for match in _EACH.finditer(text))


_EACH = re.compile("[年月週日](?:に|間に)(?=[0-9０-９何なん])")
_ASKED = ("ends", "starts")


@cache
def _asked(kind: str) -> re.Pattern[str]:
    """What asks for an end or a beginning: 「いつまで」, 「いつの議会から」; 「いつまでに」 asks when."""
    words_of = grammar.either(words(f"{kind}_asked"))
    when, particle = grammar.pattern("when_asked"), grammar.either(words(f"{kind}_particles"))
    return re.compile(rf"{words_of}|{when}[^、。?？]{{0,8}}?{particle}(?!に)")


@cache
def _behind(kind: str) -> re.Pattern[str]:
    """What says behind a date that it is one; 「令和5年度までに始めた」 is no end."""
    return re.compile(rf"{grammar.either(words(kind))}(?!に)")


_ENDS = (
    (
        re.compile("いつから.*いつまで|期間"),
        re.compile(r"[^。、]{2,14}?(?:から|[~～〜])[^。、]{1,14}?(?:まで|[0-9０-９]+[日月年](?![0-9末]))"),
    ),
    (re.compile("いつまで(?!に)"), re.compile(r"(?:(?!から|[~～〜])[^。、()（）]){2,24}?まで(?!に)")),
)
# 「2024年秋」, 「令和6年1月初め」.
_PART = re.compile("第[0-9０-９]+回[㐀-鿿々ァ-ヺー]{1,6}|[春夏秋冬]|初め|上旬|中旬|下旬|末|頃|ごろ")


def with_part(text: str, start: int, end: int) -> str:
    """A date with the part of the year or month that is printed behind it."""
    part = _PART.match(text, end)
    return text[start : part.end() if part else end]

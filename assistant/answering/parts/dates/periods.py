"""Stretches of time in a text, for questions that ask for one or for its end: 「いつからいつまで」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.words import grammar
from assistant.words.fact_words import pattern, words
from corpus.text.dates import find_dates
from corpus.text.expressions import expression

Thing = tuple[int, int, str]


def period(text: str, dates: Sequence[Thing], question: str) -> tuple[str, ...]:
    """The stretch of time, its end or its beginning, where that is asked for: 「いつからいつまで」."""
    form = next((found for asked, found in _ENDS if asked.search(question)), None)
    if form is None:
        return ()
    spans = [
        match.group() if match.group() not in [date + word for word in words("ends_particles")] else date
        for start, _, date in dates
        if (match := form.match(text, start)) is not None
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


_EACH = expression(rf"{pattern('periods')}{pattern('in_each')}(?=[0-9０-９]|{grammar.pattern('what')})")
_ASKED = ("ends", "starts")


@cache
def _asked(kind: str) -> re.Pattern[str]:
    """What asks for an end or a beginning: 「いつまで」, 「いつの議会から」; 「いつまでに」 asks when."""
    words_of = pattern(f"{kind}_asked")
    when, particle = grammar.pattern("when_asked"), pattern(f"{kind}_particles")
    return re.compile(rf"{words_of}|{when}[^、。?？]{{0,8}}?{particle}(?!{pattern('not_until')})")


@cache
def _behind(kind: str) -> re.Pattern[str]:
    """What says behind a date that it is one; 「令和5年度までに始めた」 is no end."""
    return re.compile(rf"{pattern(kind)}(?!{pattern('not_until')})")


_WHEN, _FROM = grammar.pattern("when_asked"), rf"(?:{pattern('from_then')}|[~～〜])"
_UNTIL, _LATE = pattern("ends_particles"), rf"(?!{pattern('not_until')})"
_DAY = rf"[0-9０-９]+{pattern('units_of_dates')}(?!{pattern('ends_of_dates')}|[0-9])"
_ENDS = (
    (
        expression(rf"{_WHEN}{pattern('from_then')}.*{_WHEN}{_UNTIL}|{pattern('stretches_of_time')}"),
        expression(rf"[^。、]{{2,14}}?{_FROM}[^。、]{{1,14}}?(?:{_UNTIL}|{_DAY})"),
    ),
    (
        expression(rf"{_WHEN}{_UNTIL}{_LATE}"),
        expression(rf"(?:(?!{_FROM})[^。、()（）]){{2,24}}?{_UNTIL}{_LATE}"),
    ),
)
# 「2024年秋」, 「令和6年1月初め」.
_PART = expression(
    rf"{grammar.pattern('number_prefix')}[0-9０-９]+{pattern('times_held')}[㐀-鿿々ァ-ヺー]{{1,6}}"
    rf"|{pattern('parts_of_dates', 'ends_of_dates')}"
)


def with_part(text: str, start: int, end: int) -> str:
    """A date with the part of the year or month that is printed behind it."""
    part = _PART.match(text, end)
    return text[start : part.end() if part else end]

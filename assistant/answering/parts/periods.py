"""Stretches of time in a text, for questions that ask for one or for its end: 「いつからいつまで」."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


_ENDS = (
    (
        re.compile("いつから.*いつまで|期間"),
        re.compile(r"[^。、]{2,14}?(?:から|[~～〜])[^。、]{1,14}?(?:まで|[0-9０-９]+[日月年](?![0-9末]))"),
    ),
    (re.compile("いつまで(?!に)"), re.compile(r"(?:(?!から|[~～〜])[^。、()（）]){2,24}?まで(?!に)")),
)
# 「2024年秋」, 「令和6年1月初め」.
_PART = re.compile("[春夏秋冬]|初め|上旬|中旬|下旬|末|頃|ごろ")


def with_part(text: str, start: int, end: int) -> str:
    """A date with the part of the year or month that is printed behind it."""
    part = _PART.match(text, end)
    return text[start : part.end() if part else end]

"""Days of the week as they are printed and typed: 土日, 月～金, 月・水・金曜, 平日, 第３日曜日, Mon-Fri."""

from __future__ import annotations

import re

from corpus.frozen import dataclass
from corpus.text.expressions import expression

HOLIDAY = 7
"""The number of holidays, behind those of Monday (0) to Sunday (6)."""

_LETTERS = "月火水木金土日祝"
_WORDS = {
    "平日": (0, 1, 2, 3, 4),
    "毎日": (0, 1, 2, 3, 4, 5, 6),
    "年中無休": (0, 1, 2, 3, 4, 5, 6, HOLIDAY),
    "全日": (0, 1, 2, 3, 4, 5, 6),
    "週末": (5, 6),
    "祝祭日": (HOLIDAY,),
    "祝日": (HOLIDAY,),
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "every day": (0, 1, 2, 3, 4, 5, 6),
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "public holidays": (HOLIDAY,),
    "holidays": (HOLIDAY,),
}


def _either(ascii_: bool) -> str:
    """The words of one script as alternatives, the longest first."""
    return "|".join(sorted((word for word in _WORDS if word.isascii() is ascii_), key=len, reverse=True))


_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NTH = r"(?P<nth>第\s?[0-9一二三四五](?:\s?[・、,と及び]*\s?第?\s?[0-9一二三四五])*\s?)"
_ITEM = expression(
    rf"{_NTH}?(?P<days>[月火水木金土日祝]+?)(?P<named>曜日?)"
    rf"|(?P<word>{_either(False)})|(?<![a-z])(?P<plain>{_either(True)})(?![a-z])"
    r"|(?P<letters>[月火水木金土日祝]+)日?"
    r"|(?<![a-z])(?P<english>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?s?\.?(?![a-z])"
)
_RANGE = expression(r"曜?日?\s?(?:~|-|ー|−|から|to|through)\s?")
_AND = expression(r"(?:\s?(?:・|、|,|/|＆|&|と|及び|および|や|and|or)\s?|\s?)")
# What a letter alone may not stand beside: a date (4月1日), a longer word (土地, 日中).
_BEFORE = expression(r"[㐀-鿿々]$")
_DATED = expression(r"[0-9]\s?[月日]$")
_KANJI = expression(r"[㐀-鿿々]")
_EVERY = ("毎週", "各週", "翌", "は", "の")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days that are named together, with where they stand. `some` is whether only some of them in a month are
    meant: 第３日曜日.
    """

    start: int
    end: int
    days: frozenset[int]
    some: bool = False


def coded_weekdays(folded: str) -> tuple[tuple[int, int], ...]:
    """Days of collection as tables code them, each with which of a month it is (0 for every): a letter and a
    number, and spaces; empty for any other text.

    >>> coded_weekdays("月 木"), coded_weekdays("水2 水4"), coded_weekdays("月曜"), coded_weekdays("2")
    (((0, 0), (3, 0)), ((2, 2), (2, 4)), (), ())
    """
    codes = folded.split()
    if not all(_CODE.fullmatch(code) for code in codes):
        return ()
    return tuple((_LETTERS.index(code[0]), int(code[1:] or 0)) for code in codes)


_CODE = expression(rf"[{_LETTERS[:HOLIDAY]}][1-5]?")


def find_weekdays(folded: str) -> tuple[Weekdays, ...]:
    """The groups of days in a folded text, in order.

    >>> [sorted(group.days) for group in find_weekdays("火~金 9:00~17:00、土・日 10:00~16:00")]
    [[1, 2, 3, 4], [5, 6]]
    >>> [(sorted(group.days), group.some) for group in find_weekdays("月曜日、第3日曜日及び祝日")]
    [([0], False), ([6], True), ([7], False)]
    >>> find_weekdays("4月1日~9月30日、土地、日中")
    ()
    >>> [sorted(group.days) for group in find_weekdays("open on saturdays, closed mon-wed")]
    [[5], [0, 1, 2]]
    """
    return _grouped(folded, [match for match in _ITEM.finditer(folded) if _is_free(folded, match)])


def _is_free(folded: str, match: re.Match[str]) -> bool:
    """Whether letters that are not said to be days stand by themselves."""
    letters = match["letters"]
    if not letters:
        return True
    before, behind = folded[: match.start()], folded[match.end() : match.end() + 1]
    alone = _BEFORE.search(before) is None or before.endswith(_EVERY)
    if _DATED.search(before + letters[0]):
        return False
    return alone and _KANJI.match(behind) is None and not match.group().endswith("日日")


def _grouped(folded: str, items: list[re.Match[str]]) -> tuple[Weekdays, ...]:
    found: list[Weekdays] = []
    sure: list[bool] = []
    place = 0
    while place < len(items):
        first = items[place]
        days, end = set(_days(first)), first.end()
        named, some = _is_named(folded, first), bool(first["nth"])
        single = first
        while place + 1 < len(items):
            following = items[place + 1]
            joint = (end, following.start())
            spanned = _RANGE.fullmatch(folded, *joint) is not None
            if not spanned and (_AND.fullmatch(folded, *joint) is None or some or following["nth"]):
                break
            if not spanned and bool(first["named"]) and bool(following["word"]):
                break
            more = _days(following)
            days |= _between(_days(single)[-1], more[0]) if spanned else set()
            days |= set(more)
            end, single, named, place = following.end(), following, True, place + 1
        found.append(Weekdays(first.start(), end, frozenset(days), some))
        sure.append(named)
        place += 1
    return tuple(group for group, named in zip(found, sure, strict=True) if named)


def _is_named(folded: str, item: re.Match[str]) -> bool:
    """Whether days are meant for sure: one letter alone may be anything, but in brackets."""
    inside = folded[: item.start()].endswith("(") and folded.startswith(")", item.end())
    return item["letters"] is None or len(item["letters"]) > 1 or inside


def _days(item: re.Match[str]) -> list[int]:
    word = item["word"] or item["plain"]
    if word:
        return list(_WORDS[word])
    if item["english"]:
        return [_ENGLISH.index(item["english"])]
    return [_LETTERS.index(letter) for letter in item["days"] or item["letters"]]


def _between(first: int, last: int) -> set[int]:
    """The days from one to another, over the end of the week where need be."""
    if HOLIDAY in (first, last):
        return {first, last}
    return {day % 7 for day in range(first, last + 1 + (7 if last < first else 0))}

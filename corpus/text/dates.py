"""Dates in Japanese documents and questions: era and Western years, fiscal years, months and days.

A mention always has a year, as a Western year; 「7月」 alone is none, and so is a date that no calendar
has. Era years are converted by counting on, as plans do that name 平成35年度 after the era had ended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from corpus.frozen import dataclass
from corpus.text.numerals import narrow, number


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date; `text` is the given text from `start` to `end`. `fiscal` is True for 年度 and FY.

    `month` and `day` are None where the text does not say them.
    """

    start: int
    end: int
    year: int
    month: int | None
    day: int | None
    fiscal: bool
    text: str


# The Western year before the first year of each era.
_ERAS = {
    "令和": 2018,
    "㋿": 2018,
    "r": 2018,
    "平成": 1988,
    "㍻": 1988,
    "h": 1988,
    "昭和": 1925,
    "㍼": 1925,
    "s": 1925,
    "大正": 1911,
    "㍽": 1911,
    "明治": 1867,
    "reiwa": 2018,
    "heisei": 1988,
    "showa": 1925,
    "㍾": 1867,
}
# Numbers of years that may be of either era, or short for a Western year.
_AMBIGUOUS = range(20, 25)
_LAST_OF_HEISEI = 31
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_S = " ?"
_KANJI = "[元〇一二三四五六七八九十]{1,3}"
_WESTERN = r"(?<![0-9.,/-])(?:19|20)[0-9]{2}(?![0-9])"
# 「R5」 needs no 年; a lone H or S with one digit is more often something else (H2, S3).
_ERA = (
    rf"(?:(?:令和|㋿|平成|㍻|昭和|㍼|大正|㍽|明治|㍾|reiwa|heisei|showa){_S}(?:[0-9]{{1,2}}|{_KANJI})"
    rf"|(?<![a-z0-9])(?:r{_S}[0-9]{{1,2}}|h[0-9]{{2}}|[hs][0-9]{{1,2}}(?={_S}年|\.[0-9]))(?![a-z0-9]))(?![0-9])"
)
_YEAR = (
    rf"(?P<year>{_WESTERN}|{_ERA}|(?<![〇一二三四五六七八九十])[一二][〇九][〇一二三四五六七八九]{{2}}(?=年))"
)
_OTHER = rf"(?:{_S}\((?:{_WESTERN}|{_ERA}){_S}(?:年度?)?\))?"
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_PLAIN_YEAR = "(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"

_PATTERNS = (
    # 2024年3月31日, 令和6年(2024年)7月, 2023(令和5)年度, 2023年度(令和5年度), R5
    rf"{_YEAR}{_OTHER}{_S}(?:年(?P<fiscal>度){_OTHER}"
    rf"|年{_OTHER}(?:の?{_S}(?P<month>{_NUMBER}){_S}月(?:{_S}(?P<day>{_NUMBER}){_S}日)?)?)",
    # 2024. 3. 31, 2024/3, R6.7.1
    rf"{_YEAR}{_S}(?P<mark>[./])\ ?(?P<month>[0-9]{{1,2}})(?:{_S}(?P=mark){_S}(?P<day>[0-9]{{1,2}}))?"
    rf"(?![0-9]|{_S}[./][0-9]|{_S}%|ポイント)",
    r"(?P<year>(?<![0-9-])(?:19|20)[0-9]{2})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9-])",
    r"(?<![a-z])(?P<fiscal>fy|fiscal(?: year)?) ?"
    rf"{_PLAIN_YEAR}",
    rf"(?<![0-9a-z])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH_NAME},? {_PLAIN_YEAR}",
    rf"(?<![a-z]){_MONTH_NAME} (?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? )?(?:of )?{_PLAIN_YEAR}",
    rf"(?<![a-z]){_MONTH_NAME} (?:of )?(?P<year>{_ERA})",
    # The first year of 「2022～2024年度」, an era year without 年, and a year that English puts plainly.
    rf"{_YEAR}(?={_S}[~-]{_S}[0-9]{{1,4}}{_S}年(?P<fiscal>度)?)",
    rf"(?P<year>{_ERA})",
    rf"(?<![a-z])(?:in|by|since|until|during|of|for) {_PLAIN_YEAR}(?![.,/-][0-9]| ?[a-z%年])",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The patterns, compiled when the first text is read: that takes longer than to answer a question."""
    return tuple(re.compile(pattern) for pattern in _PATTERNS)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates of the text in order, none overlapping another; empty when there is none.

    >>> [(m.text, m.year, m.month, m.fiscal) for m in find_dates("2023(令和5)年度に構築、令和６年７月に開始")]
    [('2023(令和5)年度', 2023, None, True), ('令和６年７月', 2024, 7, False)]
    >>> [(m.year, m.month, m.day) for m in find_dates("2024. 3. 31時点、令和元年、H30、July 2024、Reiwa 5")]
    [(2024, 3, 31), (2019, None, None), (2018, None, None), (2024, 7, None), (2023, None, None)]
    >>> find_dates("2024年13月、2月30日")
    ()
    """
    return _find_short(text) if len(text) <= _SHORT else _find(text)


def _find(text: str) -> tuple[DateMention, ...]:
    narrowed = narrow(text)
    taken = bytearray(len(narrowed))
    found: list[DateMention] = []
    patterns = _patterns()
    for pattern in patterns:
        for match in pattern.finditer(narrowed):
            start = match.start("year") if pattern is patterns[-1] else match.start()
            if any(taken[start : match.end()]):
                continue
            taken[start : match.end()] = b"\1" * (match.end() - start)
            found.extend(_mention(match, start, text))
    return tuple(sorted(found, key=lambda mention: mention.start))


# A question and the headers of a table are looked at again and again, for each row even.
_SHORT = 500
_find_short = lru_cache(maxsize=1_000)(_find)


def fiscal_year(mention: DateMention) -> int:
    """The fiscal year (April to March) a date falls in; a year without a month is taken as it stands.

    >>> [fiscal_year(m) for m in find_dates("2024年3月、2024年4月、2024年度")]
    [2023, 2024, 2024]
    """
    if mention.fiscal or mention.month is None or mention.month > 3:
        return mention.year
    return mention.year - 1


def era_year(year: int) -> str:
    """A fiscal year as tables print it for short; as it stands before the eras that have letters.

    >>> era_year(2023), era_year(2018), era_year(1920)
    ('R5', 'H30', '1920')
    """
    for letter in "rhs":
        if year > _ERAS[letter]:
            return f"{letter.upper()}{year - _ERAS[letter]}"
    return str(year)


def year_in_era(text: str) -> int | None:
    """The year that a number alone means in a column of years; None where its era can't be told.

    Small numbers are of the present era, those from 25 to 31 of the one before; the rest may be either, or
    the end of a Western year.

    >>> [year_in_era(text) for text in ("7", "元", "30", "22", "2024")]
    [2025, 2019, 2018, None, None]
    """
    printed = unicodedata.normalize("NFKC", text).strip()
    count = 1 if printed == "元" else int(printed) if printed.isdecimal() and len(printed) < 3 else 0
    if 1 <= count < _AMBIGUOUS[0]:
        return _ERAS["令和"] + count
    return _ERAS["平成"] + count if _AMBIGUOUS[-1] < count <= _LAST_OF_HEISEI else None


def _mention(match: re.Match[str], start: int, text: str) -> Iterator[DateMention]:
    parts = match.groupdict()
    year = _year(parts["year"])
    if name := parts.get("name"):
        month: int | None = _MONTHS.index(name) + 1
    else:
        month = _integer(parts.get("month"))
    day = _integer(parts.get("day"))
    if year is None or not _exists(year, month, day):
        return
    fiscal = bool(parts.get("fiscal"))
    yield DateMention(start, match.end(), year, month, day, fiscal, text[start : match.end()])


def _year(printed: str) -> int | None:
    compact = printed.replace(" ", "")
    for era, before in sorted(_ERAS.items(), key=lambda item: -len(item[0])):
        if compact.startswith(era):
            count = _integer(compact.removeprefix(era))
            return before + count if count else None
    return _integer(compact)


def _integer(printed: str | None) -> int | None:
    value = number(printed) if printed else None
    return None if value is None else int(value)


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if month is None:
        return True
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return False
    return True

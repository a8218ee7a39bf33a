"""Times of day as they are printed and typed, and spans of them: 9:00～17:30, 午後9時30分, 8:30 pm."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.frozen import dataclass
from corpus.text.expressions import DIGITS, expression

_NOON = 12 * 60
_DAY = 24 * 60
_AFTERNOON = "午後|夕方|夜|夜の|晩|今夜|夜間"
_AFTER_MIDNIGHT = "深夜|夜中|夜中の|深夜の"
_TIME = (
    rf"(?:(?P<half>午前|朝|朝の|早朝|{_AFTERNOON}|{_AFTER_MIDNIGHT})\s?)?"
    r"(?<![0-9:./])(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])"
    r"|時(?![間点期代報])(?:(?P<minutes>[0-5]?[0-9])分|(?P<thirty>半))?|(?=\s?[ap]\.?m\b))"
    r"(?:\s?(?P<meridiem>[ap])\.?m\b\.?)?"
)
_FOUND = expression(_TIME, needs=DIGITS)
_JOINT = expression(r"\s?(?:~|-|ー|−|から|より|to|until|till)\s?")


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in minutes from midnight, with where it stands; past 24:00 for 「深夜2時」 and 26:00.

    `text` is it as it stands, `bare` whether neither half of the day is said of an hour before noon.
    """

    start: int
    end: int
    minutes: int
    text: str
    bare: bool


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From one time of day to another, with where it stands; an end before its start is past midnight."""

    start: int
    end: int
    opens: Time
    closes: Time


def find_times(folded: str) -> tuple[Time, ...]:
    """All times of day in a folded text, in order.

    >>> [(one.text, one.minutes) for one in find_times("朝7時半、午後9時、17:30、2時間、8:30 pm")]
    [('朝7時半', 450), ('午後9時', 1260), ('17:30', 1050), ('8:30 pm', 1230)]
    """
    return tuple(time for match in _FOUND.finditer(folded) if (time := _time(match)) is not None)


def _time(match: re.Match[str]) -> Time | None:
    hour = int(match["hour"])
    minutes = hour * 60 + int(match["minute"] or match["minutes"] or (30 if match["thirty"] else 0))
    if minutes > _DAY + 6 * 60:
        return None
    half, meridiem = match["half"] or "", match["meridiem"] or ""
    if (half in _AFTERNOON.split("|") or meridiem == "p") and hour < 12:
        minutes += _NOON
    elif half in _AFTER_MIDNIGHT.split("|") and hour < 6:
        minutes += _DAY
    elif meridiem == "a" and hour == 12:
        minutes -= _NOON
    return Time(match.start(), match.end(), minutes, match.group(), not half and not meridiem and hour < 12)


def find_time_spans(folded: str) -> tuple[TimeSpan, ...]:
    """All spans from one time to another in a folded text, in order; one past midnight ends after 24:00.

    >>> [(s.opens.minutes, s.closes.minutes) for s in find_time_spans("火~金 9:00~17:00、土 22時から翌2時")]
    [(540, 1020)]
    >>> [(s.opens.minutes, s.closes.minutes) for s in find_time_spans("午前9時~午後9時まで、18:00-2:00")]
    [(540, 1260), (1080, 1560)]
    """
    times = find_times(folded)
    found: list[TimeSpan] = []
    for opens, closes in pairwise(times):
        if _JOINT.fullmatch(folded, opens.end, closes.start) is None:
            continue
        minutes = closes.minutes + (_DAY if closes.minutes <= opens.minutes else 0)
        end = Time(closes.start, closes.end, minutes, closes.text, closes.bare)
        found.append(TimeSpan(opens.start, closes.end, opens, end))
    return tuple(found)

"""Shows a number as its cell does: the part of the spreadsheet number formats that offices use.

A workbook keeps 0.862 and the format `0.0%`; the person who asks has only ever seen 86.2%. Formats are those
of ECMA-376 part 1, sections 18.8.30 and 18.8.31. What is not understood here (fractions, exponents,
conditions) is shown as a plain number.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 57), "ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), 'ggge"年"m"月"d"日"'),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    41: "#,##0",
    42: '"¥"#,##0',
    43: "#,##0.00",
    44: '"¥"#,##0.00',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
"""The format codes that a workbook names by number alone, as Japanese Excel shows them."""

PLAIN = frozenset({"", "General", "G/標準", "@"})
"""The codes that show a number as it is."""

_EPOCH = datetime.datetime(1899, 12, 30)
_ERAS = (
    (datetime.date(2019, 5, 1), "R", "令", "令和"),
    (datetime.date(1989, 1, 8), "H", "平", "平成"),
    (datetime.date(1926, 12, 25), "S", "昭", "昭和"),
    (datetime.date(1912, 7, 30), "T", "大", "大正"),
    (datetime.date(1868, 1, 25), "M", "明", "明治"),
)
# Beyond these a workbook keeps no digits to show.
_MOST, _MOST_DECIMALS = 1e15, 9
_WEEKDAYS = "月火水木金土日"

_QUOTED = r'"[^"]*"|\\.|_.|\*.'
_SECTION = re.compile(rf"(?:{_QUOTED}|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)|^(?=;)", re.DOTALL)
_NUMBER_TOKEN = re.compile(
    rf"({_QUOTED}|General|G/標準)|\[([^\]]*)\]|([0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(.)", re.DOTALL | re.I
)
_DATE_TOKEN = re.compile(
    rf"{_QUOTED}|\[[^\]]*\]|y+|m+|d+|g+|e+|a{{3,4}}|am/pm|a/p|h+|s+(?:\.0+)?|.", re.IGNORECASE | re.DOTALL
)
_NOT_CODE = re.compile(rf"{_QUOTED}|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General|G/標準", re.IGNORECASE | re.DOTALL)
_GENERAL = frozenset(map(str.lower, PLAIN))

Moment = datetime.datetime | datetime.date | datetime.time | datetime.timedelta


def show(value: float | Moment, code: str = "") -> str:
    """The number, date or time as a cell of format `code` shows it; an empty code is General.

    >>> show(0.862, "0.0%"), show(1500.0, '#,##0"件"'), show(1929.0), show(-3.0, '0;"△ "0')
    ('86.2%', '1,500件', '1929', '△ 3')
    >>> show(45383.0, '[$-411]ggge"年"m"月"d"日"'), show(datetime.date(2024, 4, 1))
    ('令和6年4月1日', '2024/4/1')
    """
    if isinstance(value, Moment):
        number = _serial(value)
        if code.lower() in _GENERAL:
            code = _default_code(value)
    else:
        number = float(value)
    if is_date(code):
        return _show_date(number, code) if 0 <= number < 2_958_466 else _general(number)
    return _show_number(number, code)


def is_date(code: str) -> bool:
    """Whether a format shows dates or times.

    >>> is_date("yyyy/m/d"), is_date('0"日"'), is_date("[h]:mm"), is_date("General")
    (True, False, True, False)
    """
    bare = _NOT_CODE.sub("", code)
    letters = re.search(r"[ymdhsge]|aaa", bare, re.IGNORECASE) is not None
    return letters and re.search(r"[0#?]", re.sub(r"s\.0+", "", bare)) is None


def _serial(value: Moment) -> float:
    if isinstance(value, datetime.timedelta):
        return value / datetime.timedelta(days=1)
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    return (value - _EPOCH) / datetime.timedelta(days=1)


def _default_code(value: Moment) -> str:
    if isinstance(value, datetime.timedelta):
        return "[h]:mm"
    if isinstance(value, datetime.time):
        return "h:mm"
    return "yyyy/m/d h:mm" if isinstance(value, datetime.datetime) else "yyyy/m/d"


def _general(value: float) -> str:
    """At most ten significant digits, no exponent, whole numbers without a point."""
    if value.is_integer() or value != value or value in {float("inf"), float("-inf")}:
        return f"{value:.0f}"
    return format(Decimal(f"{value:.10g}").normalize(), "f")


def _show_number(value: float, code: str) -> str:
    if code.lower() in _GENERAL or not abs(value) < _MOST:
        return _general(value)
    sections = _SECTION.findall(code)
    signed = "-" if value < 0 else ""
    section = sections[0] if sections else ""
    if value < 0 and len(sections) > 1:
        section, signed = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    shown = _fill_section(abs(value), section)
    return _general(value) if shown is None else signed + shown if shown else ""


def _fill_section(value: float, section: str) -> str | None:
    """The section with the number in its place; None for a section that is not understood."""
    parts: list[str] = []
    pattern = None
    percents = 0
    for literal, bracket, digits, other in _NUMBER_TOKEN.findall(section):
        if digits:
            if pattern is not None:
                return None
            pattern = digits
            parts.append("\0")
        elif bracket:
            if bracket[0] in "<>=" or bracket.upper().startswith("DBNUM"):
                return None
            parts.append(bracket[1:].split("-")[0] if bracket[0] == "$" else "")
        elif literal:
            parts.append(_general(value) if literal[0] in "Gg" else _literal(literal))
        elif other in "eE@":
            return None
        else:
            percents += other == "%"
            parts.append(other)
    number = "" if pattern is None else _digits(Decimal(repr(value)).scaleb(2 * percents), pattern)
    return "".join(parts).replace("\0", number).strip()


def _literal(token: str) -> str:
    """What a quoted or escaped token shows: `_x` and `*x` only make room."""
    if token[0] == '"':
        return token[1:-1]
    return token[1] if token[0] == "\\" else ""


def _digits(value: Decimal, pattern: str) -> str:
    whole = pattern.rstrip(",")
    value = value.scaleb(-3 * (len(pattern) - len(whole)))
    whole, _, fraction = whole.partition(".")
    fraction = fraction[:_MOST_DECIMALS]
    rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), rounding=ROUND_HALF_UP)
    digits, _, decimals = format(rounded, "f").partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").rjust(least, "0")
    if "," in whole and digits:
        digits = f"{int(digits):,}" if len(digits) > least else digits
    while decimals and fraction[len(decimals) - 1] != "0" and decimals[-1] == "0":
        decimals = decimals[:-1]
    return digits + ("." + decimals if decimals else "")


def _show_date(serial: float, code: str) -> str:
    moment = _EPOCH + datetime.timedelta(seconds=round(serial * 86400))
    tokens = _DATE_TOKEN.findall(_SECTION.findall(code)[0])
    if any(token.lower().startswith("[$-f800") for token in tokens):
        tokens = _DATE_TOKEN.findall('yyyy"年"m"月"d"日"')
    letters = [token[0].lower() if token[0] != "[" else "[" * _is_elapsed(token) for token in tokens]
    half = any(token.lower() in {"am/pm", "a/p"} for token in tokens)
    shown = []
    for index, token in enumerate(tokens):
        before = next((letter for letter in reversed(letters[:index]) if letter and letter in "ymdhs["), "")
        after = next((letter for letter in letters[index + 1 :] if letter and letter in "ymdhs"), "")
        is_minute = letters[index] == "m" and len(token) < 3 and (before in {"h", "["} or after == "s")
        if token[0] in '"\\_*':
            shown.append(_literal(token))
        elif token[0] == "[":
            shown.append(_elapsed(serial, token))
        elif is_minute:
            shown.append(f"{moment.minute:0{len(token)}}")
        elif letters[index] in {"h", "s"} or token.lower() in {"am/pm", "a/p"}:
            shown.append(_time_part(moment, token.lower(), half))
        else:
            shown.append(_date_part(moment, token.lower()))
    return "".join(shown).strip()


def _elapsed(serial: float, token: str) -> str:
    if not _is_elapsed(token):
        return ""
    return str(round(serial * 86400) // {"h": 3600, "m": 60, "s": 1}[token[1].lower()])


def _is_elapsed(token: str) -> bool:
    return re.fullmatch(r"\[(h+|m+|s+)\]", token, re.IGNORECASE) is not None


def _time_part(moment: datetime.datetime, token: str, half: bool) -> str:
    if token[0] == "a":
        return "午後" if moment.hour >= 12 else "午前"
    if token[0] == "h":
        hour = moment.hour % 12 if half else moment.hour
        return f"{hour:0{min(len(token), 2)}}"
    return f"{moment.second:0{min(len(token.split('.')[0]), 2)}}"


def _date_part(moment: datetime.datetime, token: str) -> str:
    start, *names = next(
        (era for era in _ERAS if moment.date() >= era[0]), (datetime.date(1, 1, 1), "", "", "")
    )
    shown = {
        "y": f"{moment.year}" if len(token) > 2 else f"{moment.year % 100:02}",
        "g": names[min(len(token), 3) - 1],
        "e": f"{moment.year - start.year + 1:0{len(token)}}",
        "a": _WEEKDAYS[moment.weekday()] + ("曜日" if len(token) == 4 else ""),
    }
    if token[0] == "m" and len(token) > 2:
        return moment.strftime("%B" if len(token) == 4 else "%b")
    if token[0] == "d" and len(token) > 2:
        return moment.strftime("%A" if len(token) == 4 else "%a")
    if token[0] in "md":
        return f"{moment.month if token[0] == 'm' else moment.day:0{len(token)}}"
    return shown.get(token[0], token) if token.isalpha() else token

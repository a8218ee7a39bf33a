"""How headings are numbered, such as 第1章, Ⅰ.1, (1) and 基本目標1: the kind of number and its depth."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.words import vocabulary

_DIGITS = "[0-9０-９一二三四五六七八九十]"
_DOT = r"\s?[.．\-－‐]\s?"
_WORDED = (
    ("part", expression(rf"第\s*{_DIGITS}+\s*[編部](?:[\s　：:]|$)")),
    ("chapter", expression(rf"第\s*{_DIGITS}+\s*章(?:[\s　：:]|$)")),
    ("section", expression(rf"第\s*{_DIGITS}+\s*節(?:[\s　：:]|$)")),
)
# 「①から③までの」, 「(1)の要件を」 speak of a number, they have none.
_NO_REFERENCE = r"(?!から|まで|より|[のにをがはとでや、，)）])"
_PLAIN = (
    ("ordinal", expression(rf"第\s?{_DIGITS}+(?=[\s　])")),
    ("brackets", expression(rf"(?:[(（]{_DIGITS}{{1,2}}[)）]|[⑴-⒇]){_NO_REFERENCE}")),
    ("circle", expression(rf"[①-⑳]{_NO_REFERENCE}")),
    ("kana", expression(r"[ア-コ][.．\s　]|[(（][ア-コ][)）]")),
)
# The digits of a date or an amount go on, those of a heading are followed by its words.
_CHAIN = expression(
    rf"([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[0-9０-９]{{1,2}})((?:{_DOT}[0-9０-９]{{1,2}})*)"
    r"(?:[.．、\s　]\s*(?![0-9０-９%％])|(?=【))(?=\S)"
)
_PARTS = expression(_DOT)


@dataclass(frozen=True, slots=True)
class Number:
    """The kind of number that begins a text, empty for none, and of a number in parts these parts."""

    kind: str = ""
    parts: tuple[str, ...] = ()


def number_of(text: str) -> Number:
    """The number that begins a text; one in parts is of the kind "roman" or "digits" by the first of them.

    >>> number_of("Ⅲ．１．２ 人材"), number_of("（１）要件").kind, number_of("基本目標1 育つ").kind
    (Number(kind='roman', parts=('III', '1', '2')), 'brackets', '基本目標')
    >>> number_of("3-1. 先行地域").parts, number_of("2022.10.1"), number_of("第1章 総論").kind
    (('3', '1'), Number(kind='', parts=()), 'chapter')
    """
    for kind, pattern in (*_WORDED, *_PLAIN):
        if pattern.match(text):
            return Number(kind)
    named = named_number().match(text)
    if named:
        return Number(named[1])
    match = _CHAIN.match(text)
    if match is None:
        return Number()
    parts = tuple(unicodedata.normalize("NFKC", part) for part in _PARTS.split(match[1] + match[2]))
    return Number("digits" if match[1].isdecimal() else "roman", parts)


@cache
def named_number() -> re.Pattern[str]:
    """An expression for what is numbered with a word before the number; the word is its first group."""
    words = sorted(vocabulary("headings")["numbered"]["words"], key=len, reverse=True)
    numbers = "[0-9０-９]+|[Ⅰ-Ⅻ]|[一二三四五六七八九十]|[①-⑳]|[A-ZＡ-Ｚ](?![A-Za-z])"
    return re.compile(
        rf"[【〈《「]?({'|'.join(map(re.escape, words))})\s*(?:{numbers})(?:[\s　：:.．)）】〉》」「]|$)"
    )

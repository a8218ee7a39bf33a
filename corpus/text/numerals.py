"""Japanese numerals as values, and a narrowing of text that keeps every position.

Dates and quantities are found by regular expressions whose spans refer to the text as given. `narrow`
therefore maps one character to one character, which `corpus.text.folding.fold` does not; it leaves ①, ² and ½
alone, so that 「①20件」 is not read as 120.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache

from corpus.text.expressions import expression
from corpus.text.radicals import ideographs

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"元": 1}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}

# The longest run that is still a number: longer ones are identifiers, or abuse.
_LONGEST = 18

_NARROW = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
_NARROW |= {ord(character): "-" for character in "‐‑‒–—―−﹣⁃"}
_NARROW |= {ord(character): "~" for character in "〜∼～"}
_NARROW |= {ord(character): " " for character in "\u3000\u00a0\t\r\n\u2009\u202f"}

# Digits with or without thousands commas, and a fraction.
FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
KANJI_DIGITS = "〇一二三四五六七八九"
KANJI = r"[〇一二三四五六七八九十百千万億兆]+"

_PART = expression(rf"{FIGURE}|[〇一二三四五六七八九元]+|[十百千万億兆]")


@cache
def _narrowed() -> dict[int, str]:
    return _NARROW | ideographs()


def narrow(text: str) -> str:
    """Text of the same length in half-width Latin letters and digits, lower case, one dash, wave and space.

    Radicals become the ideographs that they stand for.

    >>> narrow("２０２４年　Ｒ６〜①"), narrow("4⽉1⽇")
    ('2024年 r6~①', '4月1日')
    """
    narrowed = text.translate(_narrowed())
    lowered = narrowed.lower()
    return lowered if len(lowered) == len(narrowed) else narrowed


def number(text: str) -> Decimal | None:
    """The value of digits, kanji numerals or both; None where the text is not one number.

    >>> number("1億2,000万"), number("二十五"), number("二〇二三"), number("3百万"), number("千")
    (Decimal('120000000'), Decimal('25'), Decimal('2023'), Decimal('3000000'), Decimal('1000'))
    >>> number("件") is None
    True
    """
    parts = _PART.findall(text)
    if not parts or "".join(parts) != text or len(text) > _LONGEST:
        return None
    total = section = Decimal(0)
    pending: Decimal | None = None
    for part in parts:
        if part in LARGE:
            section += pending or 0
            total += (section or 1) * LARGE[part]
            section, pending = Decimal(0), None
        elif part in SMALL:
            section += (1 if pending is None else pending) * SMALL[part]
            pending = None
        elif pending is not None:
            return None
        else:
            pending = _plain(part)
    return total + section + (pending or 0)


def _plain(part: str) -> Decimal:
    if part[0] in DIGITS:
        return Decimal("".join(str(DIGITS[character]) for character in part))
    return Decimal(part.replace(",", ""))

"""Fractions as they are written: 10分の4, 二分の一, 1/2."""

from __future__ import annotations

from decimal import Decimal

from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.numerals import narrow, number

_NUMBER = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_PARTS = expression(rf"(?P<whole>{_NUMBER})分の(?P<part>{_NUMBER})(?![0-9一二三四五六七八九十])")
_SLASHED = expression(
    r"(?<![0-9./-])(?P<part>[0-9]{1,3})/(?P<whole>[0-9]{1,3})(?![0-9./-]|[0-9]*[年月日])", needs="/"
)


@dataclass(frozen=True, slots=True)
class Fraction:
    """A fraction with where it stands, its value and its text."""

    start: int
    end: int
    value: Decimal
    text: str


def find_fractions(text: str, *, slashed: bool = False) -> tuple[Fraction, ...]:
    """All fractions of a text in order, of those with a slash none but where `slashed` asks for them.

    A slash may be that of a date: only what is no more than a whole counts.

    >>> [(one.text, one.value) for one in find_fractions("さらに１０分の４上乗せ、二分の一")]
    [('１０分の４', Decimal('0.4')), ('二分の一', Decimal('0.5'))]
    >>> [one.text for one in find_fractions("都1/2、区10/10、補助上限30百万円", slashed=True)]
    ['1/2', '10/10']
    """
    narrowed = narrow(text)
    matches = [*_PARTS.finditer(narrowed), *(_SLASHED.finditer(narrowed) if slashed else ())]
    found: list[Fraction] = []
    for match in sorted(matches, key=lambda one: one.start()):
        part, whole = number(match["part"]), number(match["whole"])
        if part and whole and part <= whole:
            start, end = match.span()
            found.append(Fraction(start, end, part / whole, text[start:end]))
    return tuple(found)

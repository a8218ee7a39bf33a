"""Texts that are figures: the value, and the number format by which a spreadsheet shows it as printed.

A figure stays the text that it is where a number would not show it again: with leading zeros, as
1億2,000万円, with more digits than a spreadsheet keeps. Dates, row numbers (1-4) and ranges are no figures.
"""

from __future__ import annotations

from decimal import Decimal
from unicodedata import normalize

from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.quantities import find_quantities

_FIGURE = expression(
    r"(?P<sign>[+\-−△▲]?)(?P<whole>0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(?P<part>\d+))?(?P<unit>.*)"
)
_MOST_DIGITS = 15
"""A spreadsheet keeps numbers in double precision."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a number, and the format (as in Excel's cells) that shows it with its sign and unit."""

    value: Decimal
    format: str


def figure(text: str) -> Figure | None:
    """The figure that a whole text is, with its unit if it has one; None for any other text.

    >>> figure("1,929件"), figure("95.10 %").format, figure("△5").value
    (Figure(value=Decimal('1929'), format='#,##0"件"'), '0.00" %"', Decimal('-5'))
    >>> [figure(text) for text in ("1-4", "007", "2024年度", "1億円", "4/5", "A", "")]
    [None, None, None, None, None, None, None]
    """
    found = _FIGURE.fullmatch(normalize("NFKC", text).strip())
    if found is None or (found["unit"] and not _is_unit(found["whole"], found["unit"])):
        return None
    part = found["part"] or ""
    digits = found["whole"].replace(",", "")
    if len(digits) + len(part) > _MOST_DIGITS:
        return None
    value = Decimal(f"{digits}.{part}" if part else digits)
    shown = "#,##0" if "," in found["whole"] else "0"
    shown += f".{'0' * len(part)}" if part else ""
    shown += f'"{found["unit"]}"' if found["unit"] else ""
    sign = found["sign"]
    if sign == "+":
        return Figure(value, f'"+"{shown}')
    return Figure(-value, f'{shown};"{sign}"{shown}') if sign else Figure(value, shown)


def _is_unit(whole: str, unit: str) -> bool:
    """Whether the words behind a figure are a unit, and no large numeral, date or name."""
    if '"' in unit:
        return False
    found = find_quantities(f"{whole}{unit}")
    return len(found) == 1 and found[0].end == len(whole) + len(unit) and found[0].unit == unit.strip()

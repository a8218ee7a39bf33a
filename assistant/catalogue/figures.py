"""The units of figures that the headers of columns state, and amounts of money in one unit."""

from __future__ import annotations

from decimal import Decimal

from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.numerals import number

_UNIT = expression(rf"[(（]\s*(?:{grammar.pattern('unit_as_such')}[:：]?)?\s*([^()（）]{{1,6}})[)）]")
_NO_UNIT = expression(
    rf".*{grammar.pattern('accounts')}|{grammar.pattern('kinds_of_figures')}|[A-ZＡ-Ｚ]|[RHrh]?[0-9０-９]+.*"
    rf"|{grammar.pattern('eras')}.*"
)


def unit_of(header: str) -> str:
    """The unit that a header states in brackets; empty without one.

    >>> unit_of("令和6年度決算（千円）"), unit_of("事業名")
    ('千円', '')
    """
    units = [unit for unit in map(str.strip, _UNIT.findall(header)) if not _NO_UNIT.fullmatch(unit)]
    return str(units[-1]) if units else ""


def in_unit(value: Decimal, unit: str, of: str) -> Decimal | None:
    """An amount in the unit of a column; None where the two units have nothing to do with each other.

    >>> in_unit(Decimal(3), "億円", "千円"), in_unit(Decimal(3), "人", "千円")
    (Decimal('300000'), None)
    """
    if not unit or not of or unit == of:
        return value
    one, other = _in_yen(unit), _in_yen(of)
    return None if one is None or other is None else value * one / other


def _in_yen(unit: str) -> Decimal | None:
    """How many yen a unit of money is: a thousand for 千円; None for another unit."""
    yen = grammar.word("yen")
    return (number(unit.removesuffix(yen)) if unit != yen else Decimal(1)) if unit.endswith(yen) else None

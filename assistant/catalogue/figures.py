"""Figures as the cells of a column print them, with the units that they or their headers have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.words import grammar
from corpus.tables.pairs import is_unit
from corpus.text.expressions import expression
from corpus.text.folding import fold
from corpus.text.numerals import number

# A mark of a note before a figure is no part of it: 「※71.8%」, 「※1 27」.
_FIGURE = expression(r"(?:[※*†](?:[0-9]{1,2}(?=[\s,]))?[\s,]*)*([-+△▲]?) ?([0-9][0-9,]*(?:\.[0-9]+)?)")
_UNIT = expression(rf"[(（]\s*(?:{grammar.pattern('unit_as_such')}[:：]?)?\s*([^()（）]{{1,6}})[)）]")
_NO_UNIT = expression(
    rf".*{grammar.pattern('accounts')}|{grammar.pattern('kinds_of_figures')}|[A-ZＡ-Ｚ]|[RHrh]?[0-9０-９]+.*"
    rf"|{grammar.pattern('eras')}.*"
)


def figure_of(printed: str) -> Decimal | None:
    """The figure that a cell is, less its unit; None for text.

    >>> figure_of("1,234千円"), figure_of("△5"), figure_of("※71.8%"), figure_of("継続")
    (Decimal('1234'), Decimal('-5'), Decimal('71.8'), None)
    """
    text = fold(printed).strip()
    match = _FIGURE.match(text)
    if match is None or len(text) - match.end() > _LONGEST_UNIT:
        return None
    value = Decimal(match.group(2).replace(",", ""))
    return -value if match.group(1) in ("-", "△", "▲") else value


_LONGEST_UNIT = 6


def unit_behind(printed: str) -> str:
    """The unit that a cell prints behind its figure; empty where none stands there.

    >>> unit_behind("1,234千円"), unit_behind("△5"), unit_behind("40 (38)")
    ('千円', '', '')
    """
    text = fold(printed).strip()
    match = _FIGURE.match(text)
    unit = text[match.end() :].strip() if match else ""
    return unit if unit and is_unit(unit) else ""


def holds_figures(values: Sequence[str]) -> bool:
    """Whether most of a column's entries are figures.

    >>> holds_figures(["1,200", "-", "980"]), holds_figures(["拡充", "継続", "廃止"])
    (True, False)
    """
    said = [value for value in values if value.strip()]
    return 2 * sum(figure_of(value) is not None for value in said) > len(said)


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

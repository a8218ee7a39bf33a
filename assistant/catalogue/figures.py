"""The units of figures that the headers of columns state, and amounts of money in one unit."""

from __future__ import annotations

from decimal import Decimal

from assistant.words import grammar
from corpus.tables.cells.pairs import is_unit
from corpus.text.expressions import expression
from corpus.text.folding import fold
from corpus.text.numerals import number

_UNIT = expression(rf"[(（]\s*(?:{grammar.pattern('unit_as_such')}[:：]?)?\s*([^()（）]{{1,6}})[)）]")
_NO_UNIT = expression(
    rf".*{grammar.pattern('accounts')}|{grammar.pattern('kinds_of_figures')}|[A-ZＡ-Ｚ]|[RHrh]?[0-9０-９]+.*"
    rf"|{grammar.pattern('eras')}.*"
)

_PEOPLE = grammar.word_set("people_units")


def unit_of(header: str) -> str:
    """The unit that a header states in brackets; empty without one.

    >>> unit_of("令和6年度決算（千円）"), unit_of("事業名")
    ('千円', '')
    """
    units = [unit for unit in map(str.strip, _UNIT.findall(header)) if not _NO_UNIT.fullmatch(unit)]
    return str(units[-1]) if units else ""


def adds_up(header: str) -> bool:
    """Whether figures under a header make a figure when they are added: amounts and numbers, not rates.

    >>> adds_up("収入額（千円）"), adds_up("収入率"), adds_up("達成（％）"), adds_up("1人当たりの額")
    (True, False, False, False)
    """
    bare = fold(_BRACKETS.sub("", header)).strip()
    shares = fold(unit_of(header)) in grammar.words("percents")
    named = bare.endswith(grammar.words("ends_of_rates")) or any(w in bare for w in grammar.words("in_rates"))
    return not (shares or named)


def counts_or_pays(header: str) -> bool:
    """Whether a header says by its unit or its last letter that figures stand below it.

    >>> counts_or_pays("駐車場（台）"), counts_or_pays("蔵書数"), counts_or_pays("対象（市民）")
    (True, True, False)
    """
    unit = fold(unit_of(header))
    stated = bool(unit) and is_unit(unit)
    return stated or fold(_BRACKETS.sub("", header)).strip().endswith(grammar.words("ends_of_amounts"))


_BRACKETS = expression(r"[(（][^()（）]*[)）]", needs="(（")


def in_unit(value: Decimal, unit: str, of: str) -> Decimal | None:
    """An amount in the unit of a column; None where the two units have nothing to do with each other.

    >>> in_unit(Decimal(3), "億円", "千円"), in_unit(Decimal(3), "％", "%"), in_unit(Decimal(3), "人", "千円")
    (Decimal('300000'), Decimal('3'), None)
    """
    if not unit or not of or fold(unit) == fold(of) or {unit, of} <= _PEOPLE:
        return value
    one, other = _in_yen(unit), _in_yen(of)
    return None if one is None or other is None else value * one / other


def _in_yen(unit: str) -> Decimal | None:
    """How many yen a unit of money is: a thousand for 千円; None for another unit."""
    yen = grammar.word("yen")
    return (number(unit.removesuffix(yen)) if unit != yen else Decimal(1)) if unit.endswith(yen) else None

"""The figure that a cell is, and the unit behind it: what a column of figures is compared and added up by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.tables.cells.pairs import is_unit
from corpus.text.expressions import expression
from corpus.text.folding import fold

# A mark of a note before a figure is no part of it: 「※71.8%」, 「※1 27」.
_FIGURE = expression(r"(?:[※*†](?:[0-9]{1,2}(?=[\s,]))?[\s,]*)*([-+△▲]?) ?([0-9][0-9,]*(?:\.[0-9]+)?)")
_LONGEST_UNIT = 6
# A longer cell is prose.
_LONGEST = 100


def figure_of(printed: str) -> Decimal | None:
    """The figure that a cell is, less its unit; None for text.

    >>> figure_of("1,234千円"), figure_of("△5"), figure_of("※71.8%"), figure_of("継続")
    (Decimal('1234'), Decimal('-5'), Decimal('71.8'), None)
    """
    if len(printed) > _LONGEST:
        return None
    text = fold(printed).strip()
    match = _FIGURE.match(text)
    if match is None or len(text) - match.end() > _LONGEST_UNIT:
        return None
    value = Decimal(match.group(2).replace(",", ""))
    return -value if match.group(1) in ("-", "△", "▲") else value


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

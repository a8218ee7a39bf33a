"""Whether the cells of a row in two columns are so to each other: figures where both are, else texts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk
from assistant.answering.parts.showing.values import quantity
from assistant.catalogue.figures import in_unit, unit_of
from assistant.model.query import Compared
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.document import Cell, Row
from corpus.tables.cells.figures import figure_of, unit_behind
from corpus.text.folding import compact, fold

_YEN = grammar.word("yen")


def difference(row: Row, column: str, before: str) -> tuple[Decimal, str, tuple[Cell, Cell]] | None:
    """How much more a row has in one column than in another, its unit, and the two cells; None where it lacks
    a figure, or they are of two units.
    """
    return _between(_cell(row, column), _cell(row, before))


def difference_of_rows(row: Row, other: Row, column: str) -> tuple[Decimal, str, tuple[Cell, Cell]] | None:
    """How much more a row has in a column than another row has; as `difference` for the rest."""
    return _between(_cell(row, column), _cell(other, column))


def told_apart(
    desk: Desk, name: str, value: Decimal, unit: str, sides: Sequence[tuple[str, str]]
) -> tuple[str, str]:
    """What lies between two figures in words, computed in the open, and by itself with its unit.

    `value` is how much more the first is than the second of `sides`, each a label with its figure as printed.
    """
    more, less = sides if value >= 0 else sides[::-1]
    gap = quantity(abs(value), next(iter(words("points"))) if unit == "%" else unit)
    text = desk.say(
        "cell.apart", name=name, gap=gap, more=more[0], less=less[0], larger=more[1], smaller=less[1]
    )
    return text, gap


def _between(one: Cell | None, other: Cell | None) -> tuple[Decimal, str, tuple[Cell, Cell]] | None:
    if one is None or other is None:
        return None
    first, second = _figure(one), _figure(other)
    if first is None or second is None or first[1] != second[1]:
        return None
    own = unit_of(one.column) or unit_behind(one.text)
    value = first[0] - second[0]
    shown = in_unit(value, first[1], own) if first[1] and own else value
    return (value if shown is None else shown), own, (one, other)


def is_so(row: Row, asked: Compared) -> bool:
    """Whether a row passes; False where it lacks one of the cells, or a figure that is compared."""
    one, other = _cell(row, asked.column), _cell(row, asked.other)
    if one is None or other is None:
        return False
    first, second = _figure(one), _figure(other)
    if first is None or second is None or first[1] != second[1]:
        alike = compact(fold(one.text)) == compact(fold(other.text))
        return {"eq": alike, "ne": not alike}.get(asked.sense, False)
    return {
        "gt": first[0] > second[0],
        "lt": first[0] < second[0],
        "eq": first[0] == second[0],
        "ne": first[0] != second[0],
    }[asked.sense]


def _cell(row: Row, key: str) -> Cell | None:
    return next((cell for cell in row.cells if cell.key == key and cell.text.strip()), None)


def _figure(cell: Cell) -> tuple[Decimal, str] | None:
    """The figure of a cell in yen, or in its own unit; None for a text."""
    value = figure_of(cell.text)
    if value is None:
        return None
    own = unit_of(cell.column) or unit_behind(cell.text)
    yen = in_unit(value, own, _YEN) if own else None
    return (yen, _YEN) if yen is not None else (value, own)

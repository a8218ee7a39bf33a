"""Values of documents as the columns of the tables hold them."""

from __future__ import annotations

from decimal import Decimal

from corpus.document import Actual, Locator, Target

Line = tuple[object, ...]


def place_line(locator: Locator) -> Line:
    """The columns of a place in a file."""
    return (locator.line, locator.sheet, locator.cell, locator.page, locator.table, locator.row)


def target_line(target: Target | None) -> Line:
    """The columns of a target; null for none."""
    if target is None:
        return (None,) * 7
    return (
        target.text,
        _decimal(target.value),
        target.unit,
        target.comparator.value,
        target.due,
        int(target.every_year),
        int(target.cumulative),
    )


def actual_line(actual: Actual | None) -> Line:
    """The columns of an actual or a baseline; null for none."""
    if actual is None:
        return (None,) * 5
    return (actual.text, _decimal(actual.value), actual.unit, actual.year, int(actual.labelled))


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else str(value)

"""The figure that an answer told of one row, read from the answer itself."""

from __future__ import annotations

from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures.labels import Labelled, labelled
from assistant.answering.parts.showing.values import quantity
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation, Status
from assistant.model.question import Word
from assistant.model.told import Told
from corpus.document import Cell, Row
from corpus.tables.headers.headers import header_year
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.quantities import find_quantities

_BARE = expression(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def told_figure(desk: Desk, outcome: Outcome) -> Told | None:
    """The one figure of an answer about one row; None for any other answer."""
    marked = tuple(dict.fromkeys(outcome.highlights))
    if outcome.status is not Status.ANSWERED or len(outcome.rows) != 1 or len(marked) != 1:
        return None
    row, citation = desk.row(outcome.rows[0]), next(iter(outcome.citations), None)
    figure = _figure(marked[0])
    if figure is None or citation is None:
        return None
    cell = cell_told(row, citation)
    value, unit = figure
    unit = unit or (unit_of(fold(cell.column)) if cell is not None else "")
    lines = [line for line in outcome.text.split("\n") if marked[0] in line]
    own = _within(desk, cell, marked[0], citation)
    return Told(
        value,
        unit,
        quantity(value, unit),
        max(lines, key=len, default=marked[0]),
        outcome.rows[0],
        citation,
        cell.column if cell is not None else "",
        own.label if own is not None else "",
        own.year if own is not None else (header_year(cell.column) if cell is not None else None),
    )


def cell_told(row: Row, citation: Citation) -> Cell | None:
    """The cell that a citation quotes."""
    named = (cell for cell in row.cells if citation.field in (cell.column, cell.role.value))
    return next((cell for cell in named if citation.quote.strip() in cell.text), None)


def is_of(words: tuple[Word, ...], label: str) -> bool:
    """Whether a label has all the words in it."""
    inside = compact(label)
    return all(any(form and form in inside for form in (compact(w.surface), *w.terms)) for w in words)


def _figure(text: str) -> tuple[Decimal, str] | None:
    found = find_quantities(text)
    if len(found) == 1:
        return found[0].value, found[0].unit
    bare = fold(text).strip()
    return (Decimal(bare.replace(",", "")), "") if not found and _BARE.fullmatch(bare) else None


def _within(desk: Desk, cell: Cell | None, text: str, citation: Citation) -> Labelled | None:
    """The figure in the text of its cell, which says what it is of; of several alike the one asked for."""
    if cell is None or cell.text.strip() == text:
        return None
    alike = [one for one in labelled(citation.quote) if one.text == text]
    asked = tuple(word for word in desk.question.subject if word.noun and word.weight > 0)
    return next((one for one in alike if any(is_of((word,), one.label) for word in asked)), None) or next(
        iter(alike), None
    )

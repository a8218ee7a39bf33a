"""What one row says of one thing, in words, with the places it stands at."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, cite, cite_title
from assistant.model.answer import Citation, Gauge
from corpus.document import Cell, Row
from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """What one row says of one field. `short` fits a table cell; `blank` where nothing is stated."""

    text: str
    short: str
    citations: tuple[Citation, ...] = ()
    highlights: tuple[str, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    notes: tuple[str, ...] = ()
    blank: bool = False


def cells_value(desk: Desk, row: Row, cells: Sequence[Cell], label: str) -> Value:
    """The texts of cells under a label; that nothing is stated where there is none."""
    if not cells:
        text = desk.say("value.blank", label=label)
        return Value(text, desk.say("list.field_blank"), (cite_title(row),), blank=True)
    words = desk.question.subject
    texts = [cell.text for cell in cells]
    lines = [desk.say("value.text", label=label, value=text) for text in texts]
    return Value(
        "\n".join(lines),
        " / ".join(texts),
        tuple(cite(row, cell, words=words) for cell in cells),
        _short(texts),
    )


def _short(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts that are a figure or a word, and so the thing asked for."""
    return tuple(text for text in texts if len(text) <= 30)


def joined(values: Sequence[Value]) -> Value:
    """Several values of a row as one: their lines below each other."""
    return Value(
        "\n".join(value.text for value in values),
        " / ".join(value.short for value in values),
        tuple(c for value in values for c in value.citations),
        tuple(h for value in values for h in value.highlights),
        tuple(g for value in values for g in value.gauges),
        tuple(dict.fromkeys(n for value in values for n in value.notes)),
    )

"""How far two columns of a row are apart, or two rows in one column: 「市民税の調定額と収入額の差は」.

The difference is said to be computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.compared import difference, difference_of_rows
from assistant.answering.parts.values import quantity
from assistant.model.answer import Citation
from assistant.model.question import Expects, Field, Question
from assistant.words.fact_words import words
from corpus.document import Cell, Row
from corpus.frozen import dataclass

# So many rows may be meant by a question on two figures.
_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Apart:
    text: str
    gap: str
    citations: tuple[Citation, ...]


# What a figure is called by, its cell, its row.
_Side = tuple[str, Cell, Row]


def answer_columns_apart(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """The difference of the two columns that are named, of each row; of two rows where one column is.

    None unless all have the figures.
    """
    question = desk.question
    if not 0 < len(ids) <= _ROWS or not _asks_apart(question):
        return None
    rows = desk.rows(ids)
    if len(question.columns) == 2:
        told = [_of_columns(desk, row, *question.columns) for row in rows]
    elif len(question.columns) == 1 and len(rows) == 2:
        told = [_of_rows(desk, rows[0], rows[1], question.columns[0])]
    else:
        return None
    found = [one for one in told if one is not None]
    if len(found) < len(told):
        return None
    return Outcome(
        "\n".join(one.text for one in found),
        citations=tuple(place for one in found for place in one.citations),
        highlights=tuple(one.gap for one in found),
        rows=tuple(ids),
    )


def _asks_apart(question: Question) -> bool:
    """Whether a difference is asked for: 「の差は」, or how much one is more than the other."""
    asked = any(word in question.folded for word in words("apart"))
    more = any(word in question.folded for word in words("than")) and question.expects is Expects.QUANTITY
    return Field.GAP in question.fields or asked or more


def _of_columns(desk: Desk, row: Row, first: str, second: str) -> _Apart | None:
    found = difference(row, first, second)
    if found is None:
        return None
    value, unit, (one, other) = found
    sides = [(one.column.replace("\n", ""), one, row), (other.column.replace("\n", ""), other, row)]
    return _told(desk, desk.head(row), value, unit, sides)


def _of_rows(desk: Desk, first: Row, second: Row, column: str) -> _Apart | None:
    found = difference_of_rows(first, second, column)
    if found is None:
        return None
    value, unit, (one, other) = found
    sides = [(desk.head(first), one, first), (desk.head(second), other, second)]
    return _told(desk, one.column.replace("\n", ""), value, unit, sides)


def _told(desk: Desk, name: str, value: Decimal, unit: str, sides: Sequence[_Side]) -> _Apart:
    """The difference with the figures of both sides, the larger first."""
    more, less = sides if value >= 0 else sides[::-1]
    gap = quantity(abs(value), next(iter(words("points"))) if unit == "%" else unit)
    text = desk.say(
        "cell.apart",
        name=name,
        gap=gap,
        more=more[0],
        less=less[0],
        larger=more[1].text,
        smaller=less[1].text,
    )
    cited = tuple(cite(row, cell, words=desk.question.subject) for _, cell, row in sides)
    return _Apart(text, gap, cited)

"""How far two columns of a row are apart, or two rows in one column: 「市民税の調定額と収入額の差は」.

The difference is said to be computed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.figures.compared import difference, difference_of_rows, told_apart
from assistant.model.answer import Citation
from assistant.model.question import Expects, Field, Question
from assistant.words.fact_words import words
from corpus.document import Cell, Role, Row
from corpus.frozen import dataclass
from corpus.text.folding import compact
from corpus.text.plain import bare_label

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
    columns = [_columns(question, row) for row in rows]
    if all(len(keys) == 2 for keys in columns):
        told = [_of_columns(desk, row, *keys) for row, keys in zip(rows, columns, strict=True)]
    elif len(rows) == 2 and len(columns[0]) == 1 and columns[0] == columns[1]:
        told = [_of_rows(desk, rows[0], rows[1], columns[0][0])]
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


def _columns(question: Question, row: Row) -> tuple[str, ...]:
    """The keys of the columns that a question names: of amounts those of a row whose headers stand in it."""
    asked = compact(question.folded)
    costs = row.of(Role.COST) if Field.COST in question.fields else ()
    names = {cell.key: compact(bare_label(cell.column)) for cell in costs}
    named = [key for key, name in names.items() if _times_alone(name, names.values(), asked) > 0]
    return tuple(dict.fromkeys((*question.columns, *named)))


def _times_alone(name: str, names: Collection[str], asked: str) -> int:
    """How often a header stands in a question, and not within a longer one: 「予算額」 in 「補正予算額」."""
    within = sum(asked.count(other) for other in set(names) if name in other and name != other)
    return asked.count(name) - within


def _asks_apart(question: Question) -> bool:
    """Whether a difference is asked for behind the names: 「の差は」, or how much more one is."""
    behind = question.folded[max((link.span.end for link in question.links), default=0) :]
    asked = any(word in behind for word in words("apart"))
    more = any(word in behind for word in words("than")) and question.expects is Expects.QUANTITY
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
    text, gap = told_apart(desk, name, value, unit, [(label, cell.text) for label, cell, _ in sides])
    cited = tuple(cite(row, cell, words=desk.question.subject) for _, cell, row in sides)
    return _Apart(text, gap, cited)

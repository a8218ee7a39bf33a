"""How far two columns of a row are apart, computed in the open: 「市民税の調定額と収入額の差はいくら」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.parts.compared import difference
from assistant.answering.parts.values import quantity
from assistant.model.answer import Citation
from assistant.model.question import Expects, Field, Question
from assistant.words.fact_words import words
from corpus.document import Row
from corpus.frozen import dataclass

# So many rows may be meant by a question on two figures.
_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Apart:
    text: str
    gap: str
    citations: tuple[Citation, ...]


def answer_columns_apart(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """The difference of the two columns that are named, of each row; None unless all have both figures."""
    question = desk.question
    if len(question.columns) != 2 or not 0 < len(ids) <= _ROWS or not _asks_apart(question):
        return None
    told = [_apart(desk, row, *question.columns) for row in desk.rows(ids)]
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


def _apart(desk: Desk, row: Row, first: str, second: str) -> _Apart | None:
    found = difference(row, first, second)
    if found is None:
        return None
    value, unit, cells = found
    more, less = cells if value >= 0 else cells[::-1]
    gap = quantity(abs(value), next(iter(words("points"))) if unit == "%" else unit)
    text = desk.say(
        "cell.apart",
        name=desk.head(row),
        gap=gap,
        more=more.column.replace("\n", ""),
        less=less.column.replace("\n", ""),
        larger=more.text,
        smaller=less.text,
    )
    return _Apart(text, gap, tuple(cite(row, cell, words=desk.question.subject) for cell in cells))

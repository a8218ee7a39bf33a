"""A sentence that asks twice over rows, answered twice: 「A課の施策は何件で、B評価なのはどれですか」.

The second part is asked as a follow-up of the first, so that it keeps to the same rows where it names none of
its own. Both answers are given, or neither.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.desk import Outcome
from assistant.model.answer import Reason, Status
from assistant.model.query import Ask, Query
from assistant.model.question import Question
from assistant.understanding.context import Focus

Asked = tuple[Question, Outcome]
_NUMBERS = frozenset({Ask.COUNT, Ask.TALLY, Ask.GROUPS, Ask.SHARE})


def answer_both_over_rows(
    parts: Sequence[str],
    text: str,
    turn: Callable[[str, Focus | None], Asked],
    behind: Callable[[Question, Outcome], Focus],
    focus: Focus | None,
    whole: Query | None,
) -> Asked | None:
    """The answers to both parts, joined; None where one of them has none, or they are no two.

    Nor where the query of the `whole` sentence says all that is asked.
    """
    first, one = turn(parts[0], focus)
    if not _is_told(first, one) or first.query is None or first.query.ask not in _NUMBERS:
        return None
    second, other = turn(parts[1], behind(first, one))
    if not _is_told(second, other) or second.query is None or second.query == first.query:
        return None
    if whole is not None and _says_all(whole, first.query, second.query):
        return None
    return replace(second, text=text, notes=_both(first.notes, second.notes)), _joined(one, other)


def _says_all(whole: Query, first: Query, second: Query) -> bool:
    """Whether a sentence as one query says what both of its parts do, the second being of the same rows."""
    if whole.ask is Ask.TALLY:
        return True
    same = whole.where == first.where == second.where and second.having is None
    return whole == first or (same and whole.ask is not Ask.ROWS)


def _is_told(question: Question, outcome: Outcome) -> bool:
    answered = outcome.status is Status.ANSWERED and outcome.reason is not Reason.NEAR
    return answered and question.query is not None


def _both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _joined(one: Outcome, other: Outcome) -> Outcome:
    return replace(
        other,
        text=f"{one.text}\n{other.text}",
        citations=tuple(dict.fromkeys((*one.citations, *other.citations))),
        table=other.table or one.table,
        notes=_both(one.notes, other.notes),
        highlights=(*one.highlights, *other.highlights),
        gauges=tuple(dict.fromkeys((*one.gauges, *other.gauges))),
        bars=other.bars or one.bars,
    )

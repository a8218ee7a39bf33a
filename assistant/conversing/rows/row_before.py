"""Questions of the one row just spoken of, which do not name it: 「広げられなかったのはなぜ」.

Why a thing came about is looked for in that row first, where it has the words of it or words near to them in
meaning; and what was done, where a verb is all that is said. Anything else stands for itself.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.kinds.said.deed import answer_deed
from assistant.answering.kinds.said.reason import answer_reason
from assistant.model.answer import Reason, Status
from assistant.model.question import Kind, Question
from assistant.understanding.context import Focus
from assistant.understanding.subjects.widening import widened

_BY_WORDS = frozenset({Kind.SEARCH, Kind.FACT, Kind.ROW})


def of_row_before(desk: Desk, focus: Focus | None) -> Outcome | None:
    """What the row before says of it; None where there was none, another is named, or it says nothing."""
    question = desk.question
    if focus is None or len(focus.rows) != 1 or _names_another(question):
        return None
    if question.kind is Kind.REASON and question.weight > 0:
        told = answer_reason(desk, focus.rows, question.blank)
        return told if _holds(desk, focus) else _near(desk, told)
    if question.kind in _BY_WORDS and not question.fields:
        return answer_deed(desk, focus.rows)
    return None


def _names_another(question: Question) -> bool:
    return bool(question.rows or question.filters or question.columns or question.denial)


def _near(desk: Desk, told: Outcome) -> Outcome | None:
    """What the row gives for a reason, as near, where nothing but a verb that it lacks asks for one:
    「なんで増やしてないの」. None where a noun says of what.
    """
    words = [word for word in desk.question.subject if word.weight > 0]
    if told.status is not Status.ANSWERED or any(word.noun for word in words):
        return None
    lacking = "".join(desk.say("near.word", word=word.surface) for word in words)
    text = f"{desk.say('near.elsewhere', words=lacking)}\n{told.text}"
    return replace(told, text=text, reason=Reason.NEAR)


def _holds(desk: Desk, focus: Focus) -> bool:
    """Whether the row has what is asked about, by its own words or others that plans print for them."""
    wide = replace(desk.question, subject=widened(desk.index, desk.question))
    found = candidates(desk.index, wide.subject, focus.rows, limit=1)
    return bool(found) and found[0].coverage >= desk.enough

"""The answer to a question by its words, where figures that are told side by side are reckoned with first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.kinds.reckoned.among_parts import answer_among_parts
from assistant.answering.kinds.reckoned.two_indicators import tells_one_of_two
from assistant.answering.refusal import refuse_unused
from assistant.model.mention import Mention


def answer_figures_first(
    desk: Desk, confined: Sequence[int] | None, mentions: Sequence[Mention]
) -> tuple[Outcome, bool]:
    """What is asked of the parts of a text, or else the answer to any other question; with whether nothing is
    left to be said against it. Where one of two is asked for, the figure of but one is no answer.
    """
    reckoned = answer_among_parts(desk, confined)
    if reckoned is not None:
        return reckoned, True
    outcome = answer_question(desk, confined)
    chosen = tells_one_of_two(desk, mentions, outcome)
    return (refuse_unused(desk, chosen), True) if chosen else (outcome, False)

"""The answer to a question by its words, where figures that are told side by side are reckoned with first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.kinds.among_parts import answer_among_parts
from assistant.answering.kinds.two_indicators import answer_two_indicators, tells_one_of_two
from assistant.answering.refusal import refuse_unused
from assistant.model.mention import Mention


def answer_figures_first(desk: Desk, confined: Sequence[int] | None, mentions: Sequence[Mention]) -> Outcome:
    """What is asked of the parts of a text or of two indicators, or else the answer to any other question;
    never the figure of but one where one of two is asked for.
    """
    reckoned = answer_among_parts(desk, confined) or answer_two_indicators(desk, mentions)
    if reckoned is not None:
        return reckoned
    outcome = answer_question(desk, confined)
    chosen = tells_one_of_two(desk, mentions, outcome)
    return refuse_unused(desk, chosen) if chosen else outcome

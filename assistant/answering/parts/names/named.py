"""Names of things in the text: asked for, they are answered by statements that give one, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.parts.figures.things import names_in
from assistant.answering.refusal import refuse_subject
from assistant.model.answer import Status
from assistant.words import grammar
from assistant.words.fact_words import pattern
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold


def named(desk: Desk, outcome: Outcome, ids: Sequence[int] | None) -> Outcome:
    """The answer, or a refusal where the name of a thing is asked for and no statement gives any name."""
    question = desk.question
    asks = question.expects is None and question.weight > 0 and _NAME.search(question.folded)
    if not asks or outcome.status is not Status.ANSWERED:
        return outcome
    if any(_names_new(citation.quote, question.folded) for citation in outcome.citations):
        return outcome
    return refuse_subject(desk, candidates(desk.index, question.subject, ids))


def _names_new(quote: str, asked: str) -> bool:
    """Whether a quote gives a name that the question has not itself."""
    return any(compact(fold(name)) not in compact(asked) for name in names_in(quote))


_NAME = expression(
    rf"{grammar.pattern('genitive')}{pattern('names')}(?:{pattern('behind_names')}|[?？。]|$)"
    rf"|{pattern('companies')}{grammar.pattern('topic_marks')}{pattern('which_company')}"
    rf"|{pattern('of_which_company')}{pattern('companies')}"
)

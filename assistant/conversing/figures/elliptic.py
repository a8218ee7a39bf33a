"""Questions of a figure of what was just spoken of, which they do not name: 「実際に何人がやったの」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import candidates
from assistant.model.question import Expects, Kind, Question
from assistant.words import grammar
from assistant.words.fact_words import words
from index.language.tokenizer import tokenize
from index.store import Index

_ALL = 0.99
_FEW = 3


def is_of(index: Index, question: Question, rows: Sequence[int]) -> bool:
    """Whether a fact is asked for that one of the rows before holds all words of: 「講座には何名来た」."""
    named = question.rows or question.filters or question.weight == 0
    if question.kind is not Kind.FACT or not 0 < len(rows) <= _FEW or named:
        return False
    held = candidates(index, question.subject, rows, limit=1)
    return bool(held) and held[0].coverage > _ALL


def is_elliptic(question: Question, rows: Sequence[int]) -> bool:
    """Whether a figure is asked for of what was just spoken of: 「実際に何人の職員がやったの」.

    It has one noun at most, which the counter counts, no topic, and a verb that stands for another.
    """
    nouns = [word for word in question.subject if word.noun and word.weight > 0]
    return (
        question.kind is Kind.FACT
        and question.expects is Expects.QUANTITY
        and 0 < len(rows) <= _FEW
        and len(nouns) <= 1
        and not (question.rows or question.filters)
        and any(token.term in words("stand_ins") for token in tokenize(question.folded))
        and grammar.word("topic_particle") not in question.folded
    )

"""What a sentence answers beside the fields of a row, or instead of them: figures and dates in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.kinds.figures.fact import answer_fact
from assistant.answering.kinds.said.due import answer_due
from assistant.answering.kinds.said.polar import answer_polar
from assistant.model.answer import Status
from assistant.model.question import Expects, Field, Kind, Question
from assistant.words import grammar

# Rows are listed by a subject only where they hold nearly all of it.
LISTED = 0.8
# The share of the question that a row may lack in nouns: at all, and where a sentence was found.
_UNHELD = 0.2
UNHELD_OF_FOUND = 0.3


def counted_in_text(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The figure that a sentence gives for a counter that rows may have as well: 「ICT講習は何項目」."""
    question = desk.question
    counters = grammar.word_set("things_counted", "row_units", "bare_counters")
    asks = question.kind is Kind.LIST and question.expects is Expects.QUANTITY and question.sought
    if not asks or question.filters or question.sought in counters or question.sought.isascii():
        return None
    asked = replace(question, kind=Kind.FACT, units=(question.sought,))
    found = answer_fact(replace(desk, question=asked, enough=LISTED), ids)
    return found if found.status is Status.ANSWERED and question.sought in found.text else None


def lacks_a_noun(desk: Desk, ids: Sequence[int] | None, share: float = _UNHELD) -> bool:
    """Whether even the best row lacks a telling noun of the question, so that it holds no such fact.

    An English noun may only be translated otherwise.
    """
    ranked = candidates(desk.index, desk.question.subject, ids, limit=1)
    missing = sum(word.weight for word in ranked[0].missing if word.noun) if ranked else 0.0
    return missing > share * desk.question.weight


def whether(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """Whether something is so of departments: 「全部の部署で使える？」 does not ask which is in charge."""
    question = desk.question
    asks = question.fields == (Field.DEPARTMENT,) and not question.columns and question.weight > 0
    if not asks or any(cue.means("does") or cue.means("ask") for cue in question.cues):
        return None
    return answer_polar(replace(desk, question=replace(question, fields=())), ids)


def with_fact(desk: Desk, ids: Sequence[int], fields: Outcome) -> Outcome:
    """The fields with the fact that is asked for beside them, or instead of figures that the row has not.

    「担当課と公開時期」 asks for both; a review has no KPI, but says in its text how many took part.
    """
    question = desk.question
    instead = fields.status is Status.NOT_FOUND and not question.columns and _may_stand_in_text(question)
    beside = question.expects is Expects.DATE and Field.SCHEDULE not in question.fields
    progress = instead and question.fields == (Field.PROGRESS,)
    if progress and (told := answer_polar(replace(desk, question=replace(question, fields=())), ids)):
        return told
    named = question.weight > 0 or ((instead or beside) and bool(question.rows))
    if not named or question.expects is None or not (instead or beside):
        return fields
    asked = replace(question, kind=Kind.FACT, fields=(), columns=())
    fact = answer_fact(Desk(desk.index, desk.lexicon, asked, desk.enough), ids)
    if fact.status is not Status.ANSWERED and beside and len(ids) == 1:
        fact = answer_due(replace(desk, question=asked), ids[0]) or fact
    if fact.status is not Status.ANSWERED and instead and not question.rows and not question.filters:
        # Another row may state it in its text.
        fact = answer_fact(Desk(desk.index, desk.lexicon, asked, desk.enough), None)
    if fact.status is not Status.ANSWERED:
        return fields
    if instead:
        return fact
    return replace(
        fields,
        text=f"{fields.text}\n{fact.text}",
        citations=tuple(dict.fromkeys((*fields.citations, *fact.citations))),
        highlights=(*fields.highlights, *fact.highlights),
    )


def _may_stand_in_text(question: Question) -> bool:
    """Whether a sentence answers as well what a field is asked for: a figure, or when; no money by others."""
    if question.expects is Expects.DATE:
        return not question.columns
    counted = question.expects is Expects.QUANTITY and bool(question.units)
    money = bool(set(question.units) & grammar.word_set("yen"))
    return set(question.fields) <= (_FIGURES | {Field.COST} if counted and not money else _FIGURES)


_FIGURES = frozenset(
    {Field.TARGET, Field.ACTUAL, Field.KPI, Field.RATE, Field.GAP, Field.PROGRESS, Field.RESULT}
)

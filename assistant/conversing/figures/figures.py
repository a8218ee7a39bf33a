"""Follow-ups on the figures that were just told: what is computed of them, and the same of something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.kinds.figures.another_figure import figure_of, figure_of_year
from assistant.answering.kinds.reckoned.reckoning import answer_reckoning, refuse_reckoning
from assistant.answering.parts.figures.told import is_of, told_figure
from assistant.answering.queries.telling import answer_query
from assistant.answering.refusal import refuse_denied
from assistant.catalogue.catalog import catalog
from assistant.conversing.figures.other_years import grown_since, of_no_year
from assistant.conversing.turns import read
from assistant.model.answer import Reason
from assistant.model.query import Query
from assistant.model.question import Denial, Field, Kind, Question, Word
from assistant.room import Room
from assistant.understanding.another import (
    another_thing,
    another_year,
    with_another,
    without_counter,
)
from assistant.understanding.composing.asking.given import FIGURE_FIELDS
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.reckoned import reckons
from assistant.understanding.context import Focus
from assistant.understanding.mentions.figures.question_years import column_in_year


def reckoned(
    room: Room, text: str, focus: Focus | None, compiled: Compiled
) -> tuple[Question, Outcome] | None:
    """What is computed of the figures that were just told: 「合わせると何人」; None for no such question."""
    if focus is None or len(focus.told) < 2 or not (what := reckons(compiled, focus.told)):
        return None
    question = Question(text, compiled.prepared.folded, compiled.prepared.language, Kind.RECKONED)
    desk = Desk(room.index, room.lexicon, question, room.enough)
    return question, answer_reckoning(desk, what, focus.told) or refuse_reckoning(desk, focus.told)


def in_another_year(
    room: Room, text: str, focus: Focus | None, brief: bool
) -> tuple[Question, Outcome] | None:
    """What was asked of columns of a year, of those of another: 「令和4年度は？」; None for any other."""
    if focus is None or not (keys := _dated(room, focus.question)):
        return None
    question = read(room.index, text, room.lexicon, room.language, following=True)
    known = catalog(room.index)
    own = next(header.year for header in known.headers if header.column.key == keys[0])
    year = another_year(question, own)
    if year is None:
        return None
    others = {key: column_in_year(known, key, year) or "" for key in keys}
    before = focus.question
    again = replace(
        before,
        text=text,
        folded=question.folded,
        language=question.language,
        columns=tuple(others.get(key, key) for key in before.columns),
        query=_with_columns(before.query, others),
    )
    desk = Desk(room.index, room.lexicon, again, room.enough, brief)
    if not all(others.values()):
        return question, refuse_denied(desk, Denial(Reason.NO_SUCH_YEAR, str(year)))
    return again, answer_query(desk) if again.query is not None else answer_question(desk, focus.rows)


def _dated(room: Room, question: Question) -> tuple[str, ...]:
    """The columns of a year that a question asks for, or orders and reckons by."""
    query = question.query
    keys = (*question.columns, query.measure) if query is not None else question.columns
    years = {header.column.key: header.year for header in catalog(room.index).headers}
    return tuple(dict.fromkeys(key for key in keys if years.get(key) is not None))


def _with_columns(query: Query | None, others: Mapping[str, str]) -> Query | None:
    if query is None:
        return None
    shown = tuple(one if isinstance(one, Field) else others.get(one, one) for one in query.shown)
    return replace(query, shown=shown, measure=others.get(query.measure, query.measure))


def another_figure(room: Room, question: Question, focus: Focus | None) -> tuple[Question, Outcome] | None:
    """Another figure than the one just told: 「R3は？」, 「父子家庭のほうは？」; None without one."""
    if focus is None or not focus.told:
        return of_no_year(room, question, focus) if focus is not None else None
    desk, told = Desk(room.index, room.lexicon, question, room.enough), focus.told[-1]
    grown = grown_since(desk, told)
    if grown is not None:
        return question, grown
    year = another_year(without_counter(question, told.unit), told.year)
    thing = another_thing(question)
    of_indicator = any(field in FIGURE_FIELDS for field in focus.question.fields)
    if year and of_indicator:
        # Indicators have years of their own.
        return None
    beside = figure_of_year(desk, told, year) if year else figure_of(desk, told, thing)
    if beside is not None:
        return question, beside
    if thing and focus.question.kind is Kind.FACT:
        return _put_again(room, question, focus, thing)
    return of_no_year(room, question, focus)


def _put_again(
    room: Room, question: Question, focus: Focus, thing: Sequence[Word]
) -> tuple[Question, Outcome] | None:
    """The fact asked for before, of another thing; None where no text says it of that."""
    text = with_another(focus.question, question, thing)
    if not text:
        return None
    # Imported late: it brings the encoder's module along.
    from assistant.answering.kinds.degrees.near import answer_near

    again = replace(read(room.index, text, room.lexicon, room.language), text=question.text)
    desk = Desk(room.index, room.lexicon, again, room.enough)
    for confined in (focus.rows, None):
        outcome = answer_question(desk, confined)
        outcome = answer_near(desk, confined, outcome) or outcome
        told = told_figure(desk, outcome)
        if told is not None and is_of(tuple(thing), told.citation.quote):
            return again, outcome
    return None

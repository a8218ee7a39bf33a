"""What a conversation is about behind a question that was refused: the part of it that was read.

A follow-up goes on from the conditions that were understood, and its answer says so and which words were not.
Nothing is gone on from where a word was left that could turn the meaning (a denial, a bound), or a name that
the documents do not have.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.running import passing
from assistant.answering.queries.wording import where_in_words
from assistant.compiling import compiled_in
from assistant.conversing.focusing import focus_on
from assistant.model.answer import Reason, Status
from assistant.model.query import Ask, Query, Topic, leaves
from assistant.model.question import Kind, Question
from assistant.room import Room
from assistant.understanding.composing.compiling import unused_operators
from assistant.understanding.composing.questioning import as_question
from assistant.understanding.context import Focus
from index.language.kana import is_kana

Told = tuple[Question, Outcome]


def behind_turn(room: Room, text: str, told: Told, before: Focus | None) -> Focus | None:
    """What a conversation is about behind a turn, that was told so."""
    question, outcome = told
    # Small talk changes nothing, nor what was not understood: a follow-up goes on from the turn before.
    lost = outcome.reason is Reason.NOT_UNDERSTOOD and not question.weight and not question.filters
    part = None if outcome.status is Status.ANSWERED else _part_read(room, text, question, before)
    if part is not None:
        return part
    if question.kind is Kind.TALK or lost:
        return before
    focus = focus_on(room, question, outcome, before)
    return replace(focus, unread=before.unread) if before and _hangs(room, told, before) else focus


def with_part_named(room: Room, told: Told, before: Focus | None) -> Told:
    """The answer with what it goes on from, where only a part of the question before was read."""
    question, outcome = told
    if before is None or not _hangs(room, told, before):
        return told
    desk = Desk(room.index, room.lexicon, question, room.enough)
    query = before.question.query
    conditions = where_in_words(desk, query.where if query is not None else None)
    separator = "」「" if question.language == "ja" else "”, “"
    said = desk.say(
        "note.part_read", what=separator.join(before.unread), conditions=conditions, noun=desk.noun()
    )
    return question, replace(outcome, text=f"{said}\n{outcome.text}", reason=Reason.NEAR)


def _hangs(room: Room, told: Told, before: Focus) -> bool:
    """Whether an answer goes on from the part that was read, and would not be the same without it."""
    question, outcome = told
    if (
        not before.unread
        or outcome.status is not Status.ANSWERED
        or not set(outcome.rows) <= set(before.rows)
    ):
        return False
    return question.query is None or not _is_alone(room, question)


def _is_alone(room: Room, question: Question) -> bool:
    asked = compiled_in(room, question.text, None)[1]
    return asked is not None and asked.query == question.query


def _part_read(room: Room, text: str, question: Question, before: Focus | None) -> Focus | None:
    """The focus on the rows that pass what was read of a refused question; None where nothing sure was."""
    compiled, asked = compiled_in(room, text, before)
    query = compiled.part
    if asked is not None or query is None or unused_operators(compiled) or _names_unknown(question):
        return None
    if not any(not isinstance(leaf, Topic) for leaf, _ in leaves(query.where)):
        return None
    listed = Query(Ask.ROWS, where=query.where)
    read = as_question(compiled, listed)
    desk = Desk(room.index, room.lexicon, read, room.enough, brief=True)
    rows = passing(desk, query.where)
    if not rows:
        return None
    found = focus_on(room, read, Outcome("", rows=tuple(rows)), before)
    return replace(found, unread=tuple(dict.fromkeys(compiled.unused)))


def _names_unknown(question: Question) -> bool:
    """Whether a noun was left that the documents lack, which may be a name; in kana it is a mistyped verb."""
    unknown = [word for word in question.subject if word.noun and not word.terms and word.weight > 0]
    return any(not is_kana(word.surface) for word in unknown)

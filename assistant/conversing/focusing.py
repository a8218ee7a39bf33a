"""What a conversation is about behind a turn, and what of it the next question may hang on."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures.told import told_figure
from assistant.model.answer import Status
from assistant.model.query import Ask
from assistant.model.question import Kind, Question
from assistant.model.told import Told
from assistant.room import Room
from assistant.understanding.composing.following.before import (
    Before,
    chained,
    is_order,
    keeps,
    listed,
    removes,
)
from assistant.understanding.context import Focus

# So many figures are kept to be added up.
_MOST_TOLD = 8
# So many turns, and lists of so many rows, are kept to go back to a row of them.
_MOST_TURNS = 8
_MOST_ROWS = 12


def focus_on(room: Room, question: Question, outcome: Outcome, before: Focus | None) -> Focus:
    """What a conversation is about behind a turn; of the turn before it no more than that turn is kept."""
    rows = Desk(room.index, room.lexicon, question).rows(outcome.rows) if len(outcome.rows) == 1 else ()
    query = question.query
    return Focus(
        question,
        tuple(outcome.rows),
        rows[0].departments if rows else (),
        replace(before, before=None) if before else None,
        places := _places(question, outcome, before),
        _in_order(question, places, before),
        chained(before.chain if before else (), query),
        listed(before.lists if before else (), query, tuple(outcome.rows)),
        outcome.status is Status.ANSWERED,
        _told(Desk(room.index, room.lexicon, question), outcome, before),
        _spoken(tuple(outcome.rows), before),
    )


def _spoken(rows: tuple[int, ...], before: Focus | None) -> tuple[tuple[int, ...], ...]:
    """The rows of the turns so far that had any; of a long list the first alone."""
    earlier = before.spoken if before is not None else ()
    turns = (*earlier, rows[:_MOST_ROWS]) if rows else earlier
    return turns if len(turns) <= _MOST_TURNS else (turns[0], *turns[-_MOST_TURNS + 1 :])


def _told(desk: Desk, outcome: Outcome, before: Focus | None) -> tuple[Told, ...]:
    """The figures that the latest answers told; those of another unit begin anew."""
    earlier = before.told if before is not None else ()
    if desk.question.kind is Kind.RECKONED:
        return earlier
    figure = told_figure(desk, outcome) if desk.question.query is None else None
    if figure is None:
        return ()
    return (*(one for one in earlier if one.unit == figure.unit), figure)[-_MOST_TOLD:]


def _places(question: Question, outcome: Outcome, before: Focus | None) -> tuple[int, ...]:
    """The rows that a place is counted in behind a turn: of its list, or of the list that it is about.

    Of an order of which only one row was told, there is no telling the others.
    """
    query = question.query
    if query is not None:
        one_of_order = query.ask is Ask.RANKING and (query.first == 1 or query.nth > 0)
        # A place in a list of groups is that of a group, and of no row.
        return () if one_of_order or query.ask is Ask.GROUPS else tuple(outcome.rows)
    if before is None:
        return tuple(outcome.rows)
    asked = question.nth or question.fields or question.columns
    picked = question.ordinal is not None and asked and set(outcome.rows) <= set(before.places)
    return before.places if picked or (len(outcome.rows) < 2 and before.places) else tuple(outcome.rows)


def _in_order(question: Question, places: tuple[int, ...], before: Focus | None) -> bool:
    """Whether the rows that a place is counted in were told in an order."""
    if question.query is not None:
        return is_order(question.query)
    return before is not None and before.ordered and places == before.places


def before_of(focus: Focus | None) -> Before:
    """What a follow-up hangs on; of nothing at the start of a conversation."""
    if focus is None:
        return Before(None, ())
    earlier = focus.before.question.query if focus.before is not None else None
    return Before(
        focus.question.query,
        focus.rows,
        earlier,
        focus.departments,
        focus.chain,
        focus.lists,
        focus.answered,
        removes(focus.question.mentions),
        keeps(focus.question.mentions),
        focus.before.rows if focus.before is not None else (),
        focus.ordered,
    )

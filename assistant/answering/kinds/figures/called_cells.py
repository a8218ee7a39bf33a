"""Cells of the rows that a question calls by parts of their names, in words of daily life for a column.

「大浜の東、燃えるごみ何曜ですか」 of a row 大浜町字東 and a column 可燃ごみ. Asked where nothing else has an
answer: every noun has to be of the rows, of the column or of the table, so that what is not there is refused
by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.kinds.rows.record import answer_fields, answer_rows
from assistant.answering.parts.names.called_in_part import each_called
from assistant.answering.parts.showing.coded_days import with_days
from assistant.answering.parts.showing.yes_no import with_yes_or_no
from assistant.answering.texts.wanted import refused
from assistant.model.answer import Reason, Status
from assistant.model.question import Kind, Question
from assistant.model.span import Span
from assistant.room import Room
from assistant.understanding.mentions.columns.named.cells_asked import Rows, cells_meant
from assistant.understanding.mentions.columns.named.columns_meant import ColumnsMeant
from assistant.understanding.mentions.columns.named.everyday_words import (
    SaidWord,
)
from assistant.understanding.mentions.ordered import orders
from assistant.understanding.prepared import Prepared, prepare
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.tokenizer import CONTENT

_MOST_ROWS = 10
# In a larger index no row is called by a part of its name.
_MOST_NAMED = 20_000
_SHORT = 8
_LINK = expression(r"https?://\S+$")


def tells_nothing(question: Question, outcome: Outcome) -> bool:
    """Whether an answer quotes no more than the words of the question, or the names of rows found by them."""
    asked = compact(question.folded)
    by_words = question.query is None and question.kind in (Kind.SEARCH, Kind.FACT, Kind.LIST)
    empty = [
        compact(fold(one.quote)) in asked or one.quote == one.title or _LINK.match(one.quote)
        for one in outcome.citations
    ]
    return by_words and outcome.status is Status.ANSWERED and bool(empty) and all(empty)


def is_wanting(room: Room, question: Question, outcome: Outcome) -> bool:
    """Whether an answer is none, only near or of several rows, or leaves open what it is asked, so that cells
    may say more.
    """
    left_open = outcome.text.startswith(room.lexicon.message("polar.open", question.language))
    several = outcome.reason is Reason.AMBIGUOUS
    return refused(outcome) or several or left_open or tells_nothing(question, outcome)


def answer_called_cells(
    room: Room, text: str, told: tuple[Question, Outcome], confined: Sequence[int] | None
) -> tuple[Question, Outcome]:
    """The cells that are meant in the place of what was `told`; this where no row, or more than a few, is
    called so, or none of their columns is meant.

    Of a row that was only quoted by its name, what it lacks is said instead, or the whole of it.
    """
    question, outcome = told
    prepared = prepare(text, question.language)
    if orders(prepared):
        # 「死亡数が多い県を上から3つ」 calls no row.
        return told
    empty: tuple[Rows, ColumnsMeant] | None = None
    for rows, span in _called(room, prepared, question, confined):
        kept, meant = cells_meant(room.index, room.lexicon, prepared, rows, span)
        if meant.columns:
            return told if _tells_as_much(outcome, kept) else _told(room, question, kept, meant)
        empty = empty or ((kept, meant) if len(kept) == 1 else None)
    if empty is None or not (tells_nothing(question, outcome) or _is_near_to_nothing(outcome, *empty)):
        return told
    return _without_column(room, question, prepared, *empty)


def _tells_as_much(outcome: Outcome, rows: Rows) -> bool:
    """Whether several rows were told already, and none fewer are meant."""
    return outcome.reason is Reason.AMBIGUOUS and not set(rows) < set(outcome.rows)


def _is_near_to_nothing(outcome: Outcome, rows: Rows, meant: ColumnsMeant) -> bool:
    """Whether cells of a few letters were told as near of a row that lacks what is asked for: 月 木."""
    short = all(len(cited.quote) <= _SHORT for cited in outcome.citations)
    near = outcome.reason is Reason.NEAR and outcome.status is Status.ANSWERED
    return near and short and bool(meant.unheld) and set(outcome.rows) <= set(rows)


def _called(
    room: Room, prepared: Prepared, question: Question, confined: Sequence[int] | None
) -> Iterator[tuple[Rows, Span | None]]:
    """The rows that may be meant, with the stretch that calls them: those named, then those called in part,
    else the row that is spoken of.
    """
    linked = [link for link in question.links if link.kind == "row"]
    if question.rows and linked:
        yield _rows_of(room, question.rows), Span(linked[0].span.start, linked[-1].span.end)
    called = room.index.row_total() > _MOST_NAMED
    for rows, span in () if called else each_called(room.index, prepared, (), in_parts=True):
        called = True
        if len(rows) <= _MOST_ROWS:
            yield _rows_of(room, rows), span
    if confined is not None and len(confined) == 1 and not called and not question.filters:
        yield _rows_of(room, confined), None


def _rows_of(room: Room, ids: Sequence[int]) -> Rows:
    return {stored.id: stored.row for stored in room.index.rows(ids[:_MOST_ROWS])}


def _told(room: Room, question: Question, rows: Rows, meant: ColumnsMeant) -> tuple[Question, Outcome]:
    keys = tuple(header.column.key for header in meant.columns)
    taken = meant.columns[0].column.header
    notes = tuple(
        room.lexicon.message("note.corrected", question.language, typed=word.text, taken=taken)
        for word in meant.slips
    )
    asked = replace(
        question, kind=Kind.FIELD, fields=(), columns=keys, rows=tuple(rows), denial=None, notes=notes
    )
    desk = Desk(room.index, room.lexicon, asked, room.enough)
    outcome = with_days(desk, answer_fields(desk, tuple(rows)), tuple(rows.values()), keys)
    if len(rows) > 1 and outcome.status is Status.ANSWERED:
        head = desk.say("ambiguous.head", count=len(rows))
        outcome = replace(outcome, text=f"{head}\n{outcome.text}", reason=Reason.AMBIGUOUS)
    return asked, with_yes_or_no(desk, outcome, tuple(rows.values()), keys)


def _without_column(
    room: Room, question: Question, prepared: Prepared, rows: Rows, meant: ColumnsMeant
) -> tuple[Question, Outcome]:
    """What a row lacks of what is asked for, in the words for it; the whole row where nothing is."""
    ((key, row),) = rows.items()
    asked = replace(question, rows=(key,))
    desk = Desk(room.index, room.lexicon, asked, room.enough)
    if not meant.unheld:
        return replace(asked, kind=Kind.ROW), answer_rows(desk, (key,))
    what = desk.say("row.joint").join(_compounds(prepared, meant.unheld))
    text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=what)
    return asked, Outcome(text, Status.NOT_FOUND, Reason.NOT_STATED, (cite_title(row),), rows=(key,))


def _compounds(prepared: Prepared, words: Sequence[SaidWord]) -> Iterator[str]:
    """The whole compounds that some words stand in, each once: 粗大ごみ of 粗大."""
    end = 0
    for word in words:
        if word.span.start >= end:
            end = word.span.end
            for token in prepared.tokens:
                end = token.end if token.start == end and token.pos in CONTENT else end
            yield prepared.folded[word.span.start : end]

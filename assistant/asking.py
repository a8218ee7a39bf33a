"""One question in its conversation: all parts of its sentence, and the texts where rows have no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.kinds.degrees.passing_over import refuse_passed_over
from assistant.answering.texts.wanted import is_bare, may_name_cell, refused, texts_wanted
from assistant.conversation import turn
from assistant.conversing.by_words import elsewhere
from assistant.conversing.figures.target_too import with_target
from assistant.conversing.focusing import focus_on
from assistant.conversing.part_read import with_part_named
from assistant.conversing.rows.twice_over_rows import answer_both_over_rows
from assistant.conversing.turns import EARLIER, answering, read
from assistant.conversing.twofold import answer_both, joined
from assistant.model.answer import Language, Reason, Status
from assistant.model.query import Ask
from assistant.model.question import Kind, Question
from assistant.room import Room
from assistant.understanding.clauses import and_target, clauses, joins_its, names_besides, spoken_apart
from assistant.understanding.context import Focus
from assistant.understanding.two_terms import two_terms
from assistant.words import text_words
from corpus.text.dates import find_dates
from index.language.tokenizer import tokenize
from index.work import Work, bounded, spend

# So many earlier questions may a text be asked for.
_EARLIER = 3

Told = tuple[Question, Outcome]


def answered(room: Room, text: str, focus: Focus | None, earlier: Sequence[str] = ()) -> Told:
    """The question as read with its answer; WorkSpent where they take more work than a question may.

    `focus` is what the conversation is about, `earlier` are its questions.
    """
    with bounded(Work(EARLIER + answering(room.index))):
        # A step for each character: what takes no look-ups takes time, too.
        spend(len(text))
        if (both := _with_target(room, text, focus, earlier)) is not None:
            return both
        found = _with_unit(room, _as_one(room, text, focus, earlier))
        if earlier:
            return found
        if refused(found[1]) or found[0].kind in (Kind.SEARCH, Kind.MEANING) or _lists_rows(found[0]):
            apart = _terms_apart(room, text, found[0].language)
            if apart is not None:
                return apart
        twice = refused(found[1]) or joins_its(text) or names_besides(text)
        return _in_parts(room, text, found) if twice else found


def _lists_rows(question: Question) -> bool:
    """Whether rows are listed, which says nothing of how two terms differ that they are listed by."""
    return question.query is not None and question.query.ask is Ask.ROWS


def _with_unit(room: Room, found: Told) -> Told:
    """The answer with the unit that is printed above a table for its figures."""
    question, outcome = found
    if not any(map(is_bare, outcome.citations)):
        return found
    from assistant.answering.texts.tables.stated_units import with_stated_units

    return question, with_stated_units(Desk(room.index, room.lexicon, question, room.enough), outcome)


def _as_one(room: Room, text: str, focus: Focus | None, earlier: Sequence[str]) -> Told:
    """The answer to a text as one question: of a single cell, of rows, or of texts."""
    if may_name_cell(text):
        from assistant.answering.kinds.figures.exact_cell import answer_exact_cell

        exact = answer_exact_cell(room, text)
        if exact is not None:
            return exact
    question, outcome = _of_rows(room, text, focus)
    desk = Desk(room.index, room.lexicon, question, room.enough)
    if not texts_wanted(desk, outcome, bool(earlier)):
        return question, outcome
    from assistant.answering.texts.choosing import with_texts

    before = [read(room.index, one, room.lexicon, room.language) for one in earlier[-_EARLIER:]]
    return with_texts(desk, outcome, before)


def _with_target(room: Room, text: str, focus: Focus | None, earlier: Sequence[str]) -> Told | None:
    """A figure and whether its target was met, where both are asked for and the figure has an answer."""
    parts = and_target(text)
    if len(parts) == 1:
        return None
    first, one = _as_one(room, parts[0], focus, earlier)
    if first.query is not None or first.kind is not Kind.FACT:
        return None
    told = with_target(Desk(room.index, room.lexicon, first, room.enough), one, parts[1])
    return None if told is None else (replace(first, text=text), told)


def _terms_apart(room: Room, text: str, language: Language) -> Told | None:
    """What each of two terms means, where their difference is asked for; None where a text lacks one."""
    terms = two_terms(text)
    if terms is None:
        return None
    asked = [room.lexicon.message("suggest.text.meaning", language, subject=term) for term in terms]
    (first, one), (_, other) = (_as_one(room, what, None, ()) for what in asked)
    if any(told.status is not Status.ANSWERED or told.reason is not None for told in (one, other)):
        return None
    return replace(first, text=text), joined(first, one, other)


def _in_parts(room: Room, text: str, whole: Told) -> Told:
    """The answers to two questions said one after the other, where there is none to them as one.

    The second is a follow-up of the first; where it has no answer, that is said. `whole` is told otherwise.
    """
    parts = spoken_apart(text)
    if len(parts) == 1 and whole[1].status is Status.NOT_FOUND:
        # What can be told of a sentence that asks twice is told, and what is left of it said.
        parts = clauses(text)
    if len(parts) == 1:
        return whole
    first, one = _as_one(room, parts[0], None, ())
    whole_plain = whole[1].status is not Status.NOT_FOUND and whole[1].reason is not Reason.NEAR
    if one.status is Status.NOT_FOUND or (one.reason is Reason.NEAR and whole_plain):
        return whole
    _, other = _as_one(room, parts[1], focus_on(room, first, one, None), parts[:1])
    if other.status is Status.ANSWERED and not (other.rows or other.citations):
        # That no row fits says nothing of what the text above speaks of.
        other = replace(other, status=Status.NOT_FOUND)
    question = replace(first, text=text)
    if other.status is Status.NOT_FOUND and _says_too(one.text, parts[1]):
        return question, one
    # 「大浜の東です。」 asks nothing of the row that it names.
    only_names = first.kind is Kind.ROW and not first.cues
    if other.status is Status.NOT_FOUND and not names_besides(text) and (only_names or not refused(whole[1])):
        return whole
    if other.status is Status.NOT_FOUND:
        key = "twofold.not_read" if other.reason is Reason.NOT_UNDERSTOOD else "twofold.not_found"
        unstated = room.lexicon.message(key, first.language, what=parts[1])
        return question, replace(one, text=f"{one.text}\n{unstated}", reason=Reason.NEAR)
    return question, joined(first, one, other)


def _says_too(told: str, second: str) -> bool:
    """Whether an answer has the date that is asked for besides: 「2030年度までに」 says the 期限."""
    asked = any(token.surface in text_words.words("said_by_dates") for token in tokenize(second))
    return asked and bool(find_dates(told))


def _of_rows(room: Room, text: str, focus: Focus | None) -> Told:
    """The answer that rows give, of all parts of the question."""
    parts = clauses(text)
    if len(parts) == 1:
        return with_part_named(room, turn(room, text, focus), focus)

    @cache
    def asked(said: str, before: Focus | None) -> Told:
        return with_part_named(room, turn(room, said, before), before)

    def within(said: str, rows: Sequence[int]) -> Told:
        question = read(room.index, said, room.lexicon, room.language, following=True)
        desk = Desk(room.index, room.lexicon, question, room.enough)
        told = elsewhere(desk, rows, answer_question(desk, rows))
        return question, refuse_passed_over(desk, told)

    def then(question: Question, outcome: Outcome) -> Focus:
        return focus_on(room, question, outcome, None)

    def unstated(said: str, question: Question) -> str:
        return room.lexicon.message("twofold.not_stated", question.language, what=said)

    both = answer_both(parts, text, asked, within, then, focus, unstated)
    if both is not None:
        return both
    # Both parts of a sentence over rows, where the whole of it is no question over those of the first.
    whole, outcome = asked(text, focus)
    query = whole.query if outcome.status is Status.ANSWERED else None
    return answer_both_over_rows(parts, text, asked, then, focus, query) or (whole, outcome)

"""Whether there are others than those just told, and no more said: 「ほかにもありますか」, "any others?".

A list was of all rows that its condition has, so there are none. Behind anything else there is no telling
what the others would have in common, and the question is refused with what is missing.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.telling import answer_query
from assistant.conversing.turns import read
from assistant.model.answer import Language, Reason, Status
from assistant.model.query import Ask
from assistant.model.question import Question
from assistant.room import Room
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import fold

_P = grammar.pattern
_JAPANESE = expression(
    rf"(?:{_P('another_openings')}[、, ]*)?{_P('else_words')}{_P('else_things')}?{_P('else_ends')}?[?？。 ]*"
)
_ENGLISH = expression(rf"(?:{_P('another_openings')})?{_P('english_else')}[?. ]*")
_LISTS = (Ask.ROWS, Ask.COUNT)


def anything_else(room: Room, text: str, focus: Focus) -> tuple[Question, Outcome] | None:
    """That there are no others behind a list, or what is missing; None for any other question."""
    said = fold(text)
    japanese = _JAPANESE.fullmatch(said) is not None
    if not focus.rows or not (japanese or _ENGLISH.fullmatch(said)):
        return None
    query = focus.question.query
    language = Language.JAPANESE if japanese else Language.ENGLISH
    if query is None or query.ask not in _LISTS or not focus.answered:
        question = replace(read(room.index, text, room.lexicon, room.language), language=language)
        desk = Desk(room.index, room.lexicon, question, room.enough)
        return question, Outcome(desk.say("refusal.others"), Status.NOT_FOUND, Reason.NOT_UNDERSTOOD)
    question = replace(focus.question, text=text, folded=said, language=language)
    told = answer_query(Desk(room.index, room.lexicon, question, room.enough))
    desk = Desk(room.index, room.lexicon, question, room.enough)
    return question, replace(told, text=f"{desk.say('others.none')}\n{told.text}")

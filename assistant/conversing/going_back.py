"""A question that goes back to an earlier list first: 「最初の一覧に戻って、KPIのないものは」.

It is asked as the follow-up of that list. Where there is no list to go back to, nothing is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.refusal import refuse_unused
from assistant.conversing.focusing import focus_on
from assistant.model.answer import Language, Status
from assistant.model.question import Question
from assistant.room import Room
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.text.expressions import expression

Asked = tuple[Question, Outcome]
_P = grammar.pattern
_JAPANESE = expression(
    rf"^(?:{_P('before_back')}[、,]?)?(?:(?P<first>{_P('back_first')})|{_P('back_before')})"
    rf"{_P('back_nouns')}(?:{_P('back_verbs')}[、,。 ]+|{_P('back_when')}[、,。 ]*)(?P<rest>.{{2,}})$"
)
_ENGLISH = expression(
    rf"^(?:{_P('english_back_verbs')}) (?:(?P<first>{_P('english_back_first')})|{_P('english_back_before')}) "
    rf"(?:{_P('english_back_nouns')})[,:.;]+ *(?P<rest>.{{2,}})$",
    re.IGNORECASE,
)


_PHRASES = {
    Language.JAPANESE: grammar.words("back_phrases_ja"),
    Language.ENGLISH: grammar.words("back_phrases_en"),
}


def gone_back(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """The answer behind an earlier list; None for a question that goes back to none.

    `turn` asks a question in its conversation.
    """
    japanese = _JAPANESE.match(text)
    match = japanese or _ENGLISH.match(text)
    if match is None:
        return None
    language = Language.JAPANESE if japanese is not None else Language.ENGLISH
    said = _PHRASES[language][0 if match["first"] else 1]
    question, outcome = turn(said, focus)
    if outcome.status is not Status.ANSWERED or question.query is None:
        words = text[: match.start("rest")].rstrip("、,。:.; ")
        asked = replace(question, text=text, language=language)
        return asked, refuse_unused(Desk(room.index, room.lexicon, asked, room.enough), (words,))
    asked, told = turn(match["rest"], focus_on(room, question, outcome, focus))
    return replace(asked, text=text), told

"""A question that goes back to an earlier list first: 「最初の一覧でKPIのないものは」, 「元の9件に戻って」.

It is asked as the follow-up of that list, which may be told by how many rows it had. Where there is no list
to go back to, nothing is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.running import passing
from assistant.answering.queries.telling import answer_query
from assistant.answering.refusal import refuse_unused
from assistant.conversing.focusing import before_of, focus_on
from assistant.conversing.turns import read
from assistant.model.query import Among, Ask, Query, joined, topics_of
from assistant.model.question import Question
from assistant.room import Room
from assistant.understanding.composing.following.before import list_before
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

Asked = tuple[Question, Outcome]
_P = grammar.pattern
_MARKS = "[、,。 ]"
_BACK = rf"(?:{_P('back_verbs')}{_MARKS}+|{_P('back_when')}{_MARKS}*)"
_AMONG = rf"{_P('back_among')}{_MARKS}*"
_COUNTED = rf"(?P<n>[0-9]{{1,4}}){_P('counters_of_those')}"
_JAPANESE = expression(
    rf"^(?:{_P('before_back')}{_MARKS}?)?(?:(?:(?P<first>{_P('back_first')})|{_P('back_before')})"
    rf"(?:{_P('back_nouns')}{_BACK}|{_P('back_lists')}{_AMONG}|{_COUNTED}(?:{_BACK}|{_AMONG}))"
    rf"|(?P<start>{_P('back_starts')}){_BACK})(?P<rest>.{{2,}})$"
)
_ENGLISH = expression(
    rf"^(?:(?:{_P('english_back_verbs')}|(?P<among>{_P('english_back_among')})) "
    rf"(?:(?P<first>{_P('english_back_first')})|{_P('english_back_before')}) "
    rf"(?:(?P<n>[0-9]{{1,4}}) )?(?:{_P('english_back_nouns')})"
    rf"|{_P('english_back_verbs')} (?P<start>{_P('english_back_starts')}))"
    r"(?(among),?|[,:.;]+) *(?P<rest>.{2,})$",
    re.IGNORECASE,
)


def gone_back(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """The answer behind an earlier list; None for a question that goes back to none.

    `turn` asks a question in its conversation.
    """
    said = fold(text)
    match = (_JAPANESE.match(said) or _ENGLISH.match(said)) if len(said) == len(text) else None
    if match is None or _is_a_place(match, focus):
        return None
    query = _list_meant(room, match, focus)
    if query is None:
        words = text[: match.start("rest")].rstrip("、,。:.; ")
        asked = read(room.index, text, room.lexicon, room.language, following=True)
        return asked, refuse_unused(Desk(room.index, room.lexicon, asked, room.enough), (words,))
    return _asked_behind(room, text, match.start("rest"), query, focus, turn)


def _asked_behind(
    room: Room, text: str, rest: int, query: Query, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked:
    """The answer to the rest of a question behind a list."""
    listed = replace(focus.question, query=query, text=text, mentions=())
    outcome = answer_query(Desk(room.index, room.lexicon, listed, room.enough, brief=True))
    asked, told = turn(text[rest:], focus_on(room, listed, outcome, focus))
    return replace(asked, text=text), told


def back_to_side(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """The answer behind one of the lists told, by the words that its rows speak of: 「図書館のほうの合計は」.

    None for a question of no such list.
    """
    said = fold(text)
    match = _SIDE.match(said) if len(said) == len(text) else None
    if match is None:
        return None
    lists = [one for one in (*focus.lists, *focus.chain, focus.question.query) if one is not None]
    query = next((one for one in reversed(lists) if _speaks_of(one, match["named"])), None)
    if query is None:
        return None
    asked, told = _asked_behind(room, text, match.start("rest"), query, focus, turn)
    if asked.query is None or topics_of(asked.query) or isinstance(asked.query.where, Among):
        return asked, told
    # Of one row alone a figure may be asked as of all: it is of those named.
    within = replace(asked, query=replace(asked.query, where=joined(query.where, asked.query.where)))
    return within, answer_query(Desk(room.index, room.lexicon, within, room.enough, page=room.page))


_SIDE = expression(
    rf"^(?:{_P('before_back')}{_MARKS}?)?(?P<named>[^、,。]{{1,20}}?){_P('sides_named')}{_P('behind_parts')}"
    rf"{_MARKS}*(?P<rest>.{{2,}})$"
)


def _speaks_of(query: Query, words: str) -> bool:
    """Whether a list is one of rows that speak of something in just these words."""
    topics = topics_of(query)
    return query.ask in _LISTS and len(topics) == 1 and compact(fold(topics[0])) == compact(words)


_LISTS = (Ask.ROWS, Ask.COUNT)


def _is_a_place(match: re.Match[str], focus: Focus) -> bool:
    """Whether the first rows of the list before are meant: 「最初の3件のうち」 behind four."""
    return bool(match["first"] and match["n"]) and int(match["n"]) <= len(focus.places)


def _list_meant(room: Room, match: re.Match[str], focus: Focus) -> Query | None:
    before = before_of(focus)
    first = bool(match["first"] or match["start"])
    if not match["n"]:
        return list_before(before, first) or (before.query if first and before.lists else None)
    desk = Desk(room.index, room.lexicon, focus.question, room.enough)
    counted = [one for one in before.lists if len(passing(desk, one.where)) == int(match["n"])]
    return (counted[0] if first else counted[-1]) if counted else None

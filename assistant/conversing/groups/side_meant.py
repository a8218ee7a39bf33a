"""One of the two groups just compared, by how many it has: 「少ないほうの課で終了するのは」.

The group's name is put in the place of these words, so that the question says for itself what it is of.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.queries.running import passing
from assistant.model.query import Ask, Query, joined
from assistant.room import Room
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.text.expressions import expression
from index.filters import Filter

_P = grammar.pattern
_JAPANESE = expression(
    rf"^(?P<before>(?:{_P('another_openings')}[、, ]*)?)"
    rf"(?:(?P<more>{_P('side_of_more')})|{_P('side_of_less')})"
    rf"{_P('sides')}(?:{_P('genitive')}{_P('side_nouns')})?(?P<behind>(?:{_P('behind_side')}).+)$"
)
_ENGLISH = expression(
    rf"^(?P<before>.*?)\b{_P('english_determiners')} {_P('english_side_nouns')} "
    rf"{_P('english_before_side')} (?:{_P('english_determiners')} )?"
    rf"(?:(?P<more>{_P('english_side_of_more')})|{_P('english_side_of_less')})\b"
    rf"(?: {_P('english_row_nouns')})?(?P<behind>.*)$",
    re.IGNORECASE,
)


def with_side_named(room: Room, text: str, focus: Focus) -> str:
    """The question with the name of the group that has more, or fewer; as it is where none is meant so."""
    query = focus.question.query
    if query is None or query.ask is not Ask.COMPARISON or query.measure:
        return text
    match = _JAPANESE.match(text) or _ENGLISH.match(text)
    if match is None:
        return text
    name = _name(Desk(room.index, room.lexicon, focus.question, room.enough), query, bool(match["more"]))
    return f"{match['before']}{name}{match['behind']}" if name else text


def _name(desk: Desk, query: Query, more: bool) -> str:
    """The name of the side that has more, or fewer; empty where both are level or a side is no one group."""
    counted = [(len(passing(desk, joined(query.where, side))), side) for side in query.sides]
    counts = {count for count, _ in counted}
    if len(counted) != 2 or len(counts) != 2:
        return ""
    side = next(side for count, side in counted if count == (max(counts) if more else min(counts)))
    if not isinstance(side, Filter) or side.negated:
        return ""
    # A bureau is all of its departments: it is called what the question called it.
    said = next((m.words for m in desk.question.mentions if m.filter == side), "")
    return said if len(side.values) > 1 else side.values[0]

"""The rows before, pointed at by how many they are: 「その3つの担当課は」, "who runs those three?".

Such words are put as a pointer alone, so that their number is no condition of the question. Of a number that
is neither that of the rows nor of the answers so far there is no telling what it is of.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.queries.running import passing
from assistant.model.query import Ask
from assistant.room import Room
from assistant.understanding.context import Focus
from assistant.understanding.mentions.operators import operators
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import fold

_P = grammar.pattern
_JAPANESE = expression(
    rf"{_P('counted_pointers')}{_P('counted_degrees')}?(?P<n>[0-9]{{1,4}}|{_P('kanji_numbers')})"
    rf"{_P('counters_of_those')}(?:{_P('genitive')}?{_P('nouns_of_those')}(?![㐀-鿿]))?{_P('all_of_those')}?"
    rf"(?P<behind>{_P('among_of_those')}|[、,]|{_P('genitive')}?)"
)
_ENGLISH = expression(
    rf"\b{_P('english_counted_pointers')} (?P<n>[0-9]{{1,4}}|[a-z]+)"
    rf"(?: {_P('english_row_nouns', 'english_ones')})?\b",
    re.IGNORECASE,
)
_LISTS = (Ask.ROWS, Ask.COUNT)


def with_rows_pointed_at(room: Room, text: str, focus: Focus) -> tuple[str, str]:
    """The question with a pointer for rows that are counted, and the words of a number that fits nothing;
    these are empty where there are none such.
    """
    query = focus.question.query
    folded = fold(text)
    japanese = _JAPANESE.search(folded)
    match = japanese or _ENGLISH.search(folded)
    if match is None or len(folded) != len(text) or (query is not None and query.ask is Ask.GROUPS):
        return text, ""
    number = _number(match["n"])
    if number != _rows_told(room, focus):
        of_lists = query is not None and query.ask in _LISTS
        fits = number in (0, len(focus.chain), len(focus.told)) or len(focus.rows) < 2
        words = match.group() if japanese is None else text[match.start() : match.start("behind")]
        return text, "" if fits or not of_lists else words
    pointer = grammar.word("english_counted_pointer")
    if japanese is not None:
        pointer = _pointer(japanese["behind"])
    return text[: match.start()] + pointer + text[match.end() :], ""


def _pointer(behind: str) -> str:
    """What points at the rows, with what joins it to the words behind it."""
    if behind in grammar.words("among_of_those"):
        return grammar.words("among_those")[0]
    of_them = behind in ("、", ",") or behind in grammar.words("genitive")
    return grammar.words("plural_pointers")[0] + (grammar.word("genitive") if of_them else behind)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else operators().numbers.get(said.lower(), 0)


def _rows_told(room: Room, focus: Focus) -> int:
    """How many rows the answer before was about; of a long list more than were told."""
    query = focus.question.query
    if query is None or query.ask not in _LISTS or query.first or query.thing != "row":
        return len(focus.rows)
    return len(passing(Desk(room.index, room.lexicon, focus.question, room.enough), query.where))

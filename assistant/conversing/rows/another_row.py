"""The question before put to another row, which a follow-up names and no more: 「入所給付費の方は？」.

What was asked of the texts of one row is asked of the other: its name is put in the place of the first one's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates, place_weight
from assistant.conversing.rows.staying import told_of_row
from assistant.conversing.turns import read
from assistant.model.question import Kind, Question
from assistant.room import Room
from assistant.understanding.another import bare
from assistant.understanding.context import Focus
from corpus.text.folding import fold
from index.records import NameKind

Asked = tuple[Question, Outcome]
_IN_TEXT = frozenset({Kind.FACT, Kind.SEARCH})
_CALLED = 0.95
_WHOLE = 0.9


def put_to_another_row(
    room: Room, text: str, focus: Focus, turn: Callable[[str, Focus | None], Asked]
) -> Asked | None:
    """What the other row says of what was asked; None for a question that says more, or names no row."""
    if focus.question.kind not in _IN_TEXT or focus.question.query is not None:
        return None
    named, before = bare(fold(text)), focus.question
    spans = [link.span for link in before.links if link.kind == NameKind.ROW.value]
    if len(spans) != 1 or named == fold(text).strip(_MARKS):
        return None
    row = _row_called(room, named)
    if row is None or row in focus.rows:
        return None
    title = room.index.rows([row])[0].row.title
    again = f"{before.folded[: spans[0].start]}{title}{before.folded[spans[0].end :]}"
    question, outcome = turn(again, None)
    asked = replace(question, text=text)
    return asked, told_of_row(Desk(room.index, room.lexicon, asked, room.enough), row, outcome)


_MARKS = "?？。. "


def _row_called(room: Room, named: str) -> int | None:
    """The one row whose name has all words that are said."""
    said = read(room.index, named, room.lexicon, room.language)
    if said.rows:
        return said.rows[0] if len(said.rows) == 1 else None
    words = [place for place, word in enumerate(said.subject) if word.weight > 0]
    called = [
        one.row_id
        for one in candidates(room.index, said.subject)[:2]
        if one.coverage >= _WHOLE
        and all(place_weight(one.hit.by_role, at) >= _CALLED for at in words if at in one.hit.matched)
    ]
    return called[0] if called and words else None

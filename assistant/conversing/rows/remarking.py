"""Remarks on a row named, or just spoken of: what others said of it, and how that was taken up."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.said.remark import answer_remark, answer_remark_of, remark_asked, without_cues
from assistant.conversing.rows.staying import row_kept
from assistant.conversing.turns import read
from assistant.model.question import Kind, Question
from assistant.room import Room
from assistant.understanding.composing.following.scope import in_scope
from assistant.understanding.context import Focus, in_context
from corpus.text.folding import fold


def remarked(room: Room, text: str, focus: Focus | None, brief: bool) -> tuple[Question, Outcome] | None:
    """What others said of a row, or how that was taken up, where the question asks for it in such words."""
    said = remark_asked(fold(text))
    if said is None:
        return None
    question, confined = in_context(read(room.index, text, room.lexicon, room.language), focus)
    desk = Desk(room.index, room.lexicon, in_scope(room.index, question, room.documents), room.enough, brief)
    row = row_kept(room.index, without_cues(question, said), focus, room.enough)
    told = answer_remark_of(desk, row) if row is not None else answer_remark(desk, confined)
    return None if told is None else (replace(question, kind=Kind.FIELD), told)

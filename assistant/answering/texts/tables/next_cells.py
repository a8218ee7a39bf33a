"""The next cell of a table: 「中学校は？」 behind a question that one cell of its row answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.texts.search import Search
from assistant.answering.texts.tables.lines import SIDES, Line, cells_of
from assistant.answering.texts.tables.near_cells import cells_near
from assistant.model.question import Question
from corpus.tables.layouts.shape import is_figure
from corpus.text.folding import compact
from corpus.text.plain import bare_label
from index.language.tokenizer import content, tokenize
from index.records import StoredPassage

# So many questions are gone back.
_MOST = 3


def answer_next_cell(desk: Desk, earlier: Sequence[Question]) -> Outcome | None:
    """The cell beside or below the one that answered the question before, by the label that this one is.

    None where this one says anything else, or no single cell answered the one before.
    """
    told = _told(desk, earlier[-_MOST:])
    found = _named(desk.question, desk, told) if told is not None else []
    if len(found) != 1:
        return None
    (cell,) = found
    text = cell.passage.text.strip()
    *_, name, column = cell.passage.headings
    label = desk.say("cell.label", name=name, column=column)
    title = desk.documents[cell.document].title
    return Outcome(
        desk.say("cell.head", label=label, value=text),
        citations=(cite_text(cell, title, text, desk.question.subject, labels=2),),
        highlights=(text,),
    )


def _told(desk: Desk, earlier: Sequence[Question]) -> StoredPassage | None:
    """The one cell that answered the last of some questions, by itself or as the next of the one before."""
    if not earlier:
        return None
    before = Search(replace(desk, question=earlier[-1]), earlier[:-1])
    above = _told(desk, earlier[:-1])
    told = _named(earlier[-1], desk, above) if above is not None else []
    if not told and before.sought.words:
        told = cells_near(before.desk, before.sought)
    return told[0] if len(told) == 1 else None


def _named(question: Question, desk: Desk, cell: StoredPassage) -> list[StoredPassage]:
    """The cells in the row or the column of another whose label across is all that a question says."""
    typed = compact(question.folded)
    found = []
    for own, other in SIDES:
        line = Line(cell.passage.headings[own], own, other, cell)
        for one in cells_of(desk, line):
            label = compact(bare_label(line.across(one)))
            is_said = bool(label) and label in typed and not content(tokenize(typed.replace(label, "", 1)))
            if is_said and is_figure(one.passage.text):
                found.append(one)
    return found

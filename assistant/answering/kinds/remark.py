"""What others said of a row, how it was taken up, and what is to be done: whole cells under their headers.

A question asks for such a cell by what is said or done (「有識者は何と言った」) and not by its header; the
headers that hold it are known by their words (`remark` of `facts.toml`). None is answered where no column has
such a header or the row says nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates
from assistant.answering.refusal import is_of_another, speaks_of_another
from assistant.model.question import Question
from assistant.words import grammar
from assistant.words.fact_words import Remark, remarks
from assistant.words.fact_words import words as fact_words
from corpus.document import Cell, Row
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold

# A shorter cell is a flag or a date, and no remark.
_LEAST = 15
_HOW = r"[^。?？]{0,8}?"


@dataclass(frozen=True, slots=True)
class Asked:
    """The remark that a question asks for, and the places of the words that say so."""

    remark: Remark
    start: int
    end: int


def remark_asked(folded: str) -> Asked | None:
    """Which remark a question asks for: the reaction to one before the remark itself; None for neither."""
    for remark in remarks():
        match = re.search(_pattern(remark), folded)
        if match is not None:
            return Asked(remark, match.start(), match.end())
    return None


def _pattern(remark: Remark) -> str:
    how = grammar.pattern("how_done")
    said = f"{how}{_HOW}{grammar.either(remark.verbs)}"
    return f"{grammar.either(remark.of)}.*?{said}" if remark.of else said


def answer_remark(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The cells of the row asked for that hold the remark; None where there is no such row or cell."""
    asked = remark_asked(desk.question.folded)
    if asked is None or not _has_column(desk, asked.remark):
        return None
    question = _without_cues(desk.question, asked)
    row_id = _row_of(desk, question, ids)
    if row_id is None:
        return None
    row = desk.row(row_id)
    cells = _cells(row, asked.remark)
    if not cells:
        return None
    lines = [desk.head(row)]
    lines += [desk.say("value.text", label=cell.column.replace("\n", ""), value=cell.text) for cell in cells]
    citations = tuple(cite(row, cell, words=question.subject) for cell in cells)
    return Outcome("\n".join(lines), citations=citations, rows=(row_id,))


def _has_column(desk: Desk, remark: Remark) -> bool:
    headers = (column.header for document in desk.documents for column in desk.index.columns(document))
    return any(_is_headed(header, remark) for header in headers)


def _is_headed(header: str, remark: Remark) -> bool:
    text = compact(fold(header))
    return any(all(piece in text for piece in words.split()) for words in remark.headers)


def _cells(row: Row, remark: Remark) -> list[Cell]:
    """The cells under the first of the headers that have any; flags beside them are none."""
    for words in remark.headers:
        one = replace(remark, headers=(words,))
        found = [c for c in row.cells if len(c.text) >= _LEAST and _is_headed(c.column, one)]
        if found:
            return found
    return []


def _without_cues(question: Question, asked: Asked) -> Question:
    """The question without the words that say which remark, or whose, is asked for."""
    cues = (*asked.remark.of, *asked.remark.verbs, *grammar.words("how_done"), *fact_words("speakers"))
    kept = [
        word
        for word in question.subject
        if not any(word.surface in cue or cue in word.surface for cue in cues) and not word.light
    ]
    return replace(question, subject=tuple(word for word in kept if word.terms or word.noun))


def _row_of(desk: Desk, question: Question, ids: Sequence[int] | None) -> int | None:
    """The one row that the question names, by its words or as that of the turn before."""
    if question.rows:
        return question.rows[0] if len(question.rows) == 1 else None
    if question.weight == 0:
        return ids[0] if ids is not None and len(ids) == 1 else None
    ranked = candidates(desk.index, question.subject, ids)
    if not ranked or ranked[0].coverage < desk.enough or speaks_of_another(question):
        return None
    return None if is_of_another(question, ranked[0]) else ranked[0].row_id

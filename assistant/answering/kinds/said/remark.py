"""What others said of a row, how it was taken up, and what is to be done: whole cells under their headers.

A question asks for such a cell by what is said or done (「有識者は何と言った」) and not by its header; the
headers that hold it are known by their words (`remark` of `facts.toml`). None is answered where no column has
such a header or the row says nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.evidence import candidates, search_words
from assistant.answering.kinds.degrees.proposal import as_near
from assistant.answering.refusal import is_of_another, speaks_of_another
from assistant.model.answer import Reason, Status
from assistant.model.question import Question
from assistant.words import grammar
from assistant.words.fact_words import Remark, remarks
from assistant.words.fact_words import pattern as fact_pattern
from assistant.words.fact_words import words as fact_words
from corpus.document import Cell, Row
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.words import matched_in
from index.language.tokenizer import index_terms

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
    for remark, pattern in _patterns():
        verbs = (*remark.verbs, *remark.english_verbs)
        match = pattern.search(folded) if any(verb in folded for verb in verbs) else None
        if match is not None:
            return Asked(remark, match.start(), match.end())
    return None


@cache
def _patterns() -> tuple[tuple[Remark, re.Pattern[str]], ...]:
    return tuple((remark, expression(_pattern(remark))) for remark in remarks())


def _pattern(remark: Remark) -> str:
    how = grammar.pattern("how_done")
    if remark.of:
        how = grammar.either((*grammar.words("how_done"), *fact_words("what_said")))
    said = f"{how}{_HOW}{grammar.either(remark.verbs)}"
    japanese = f"{grammar.either(remark.of)}.*?{said}" if remark.of else said
    if not remark.english_of:
        return japanese
    asking, of = fact_pattern("english_what_said"), grammar.either(remark.english_of)
    return rf"{japanese}|\b{asking}\b.*?\b{of}\b.*?\b{grammar.either(remark.english_verbs)}\b"


def answer_remark(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """The cells of the row asked for that hold the remark; None where there is no such row or cell."""
    asked = remark_asked(desk.question.folded)
    if asked is None or not _has_column(desk, asked.remark):
        return None
    question = without_cues(desk.question, asked)
    row_id = _row_of(desk, question, ids)
    cells = _cells(desk.row(row_id), asked.remark) if row_id is not None else []
    return _told(desk, question, row_id, cells) if row_id is not None and cells else None


def answer_remark_of(desk: Desk, row_id: int) -> Outcome | None:
    """The remark on one row that is meant for sure: as near where it lacks words of the question.

    Where the row has none of a remark that others have, that is said; None where no document has such a
    column, or what is asked is not in the remark and was asked for by a verb alone.
    """
    asked = remark_asked(desk.question.folded)
    row = desk.row(row_id)
    headers = [column.header for column in desk.index.columns(row.document)]
    headed = [one for one in headers if asked is not None and _is_headed(one, asked.remark)]
    if asked is None or not headed:
        return None
    question = without_cues(desk.question, asked)
    cells = _cells(row, asked.remark)
    if not cells:
        label = headed[0].replace("\n", "")
        text = desk.say("row.value", head=desk.head(row), value=desk.say("value.blank", label=label))
        return Outcome(text, Status.NOT_FOUND, Reason.BLANK, (cite_title(row),), rows=(row_id,))
    text = " ".join(term for cell in cells for term in index_terms(cell.text))
    held = matched_in(search_words(question.subject), text)
    lacking = [word for place, word in enumerate(question.subject) if place not in held and word.noun]
    told = _told(desk, question, row_id, cells)
    if not lacking:
        return told
    return as_near(desk, lacking, told) if held or asked.remark.of else None


def _told(desk: Desk, question: Question, row_id: int, cells: Sequence[Cell]) -> Outcome:
    row = desk.row(row_id)
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


def without_cues(question: Question, asked: Asked) -> Question:
    """The question without the words that say which remark, or whose, is asked for."""
    remark = asked.remark
    cues = (
        *remark.of,
        *remark.verbs,
        *remark.english_of,
        *remark.english_verbs,
        *grammar.words("how_done"),
        *fact_words("speakers"),
    )
    kept = [
        word
        for word in question.subject
        if not any(word.surface in cue or cue in word.surface for cue in cues) and not word.light
    ]
    others = tuple(one for one in question.filters if not set(one.values) & set(remark.of))
    return replace(question, subject=tuple(w for w in kept if w.terms or w.noun), filters=others)


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

"""Since when, or until when, the rows just spoken of go on: 「いつからですか」, 「いつ終わるの」.

Of each row the sentences are quoted that have a date and the verb that is asked for, or what since and until
say by themselves (開始, 終了). A row that has none is named as one that does not state it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.parts.showing.cells import cell_of
from assistant.model.answer import Citation, Reason, Status
from assistant.model.question import Question
from assistant.words import grammar
from assistant.words.predicate_words import Terms, predicates_in, predicates_of
from corpus.document import Cell, Role
from corpus.text.dates import find_dates
from corpus.text.folding import fold
from index.find.sentences import sentences_of
from index.language.tokenizer import tokenize

_SHOWN = 2
# A longer cell is a text, and no date.
_LONG = 15


def answer_since_when(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """The dates that the rows state; None where none is asked for by a verb alone, or by since or until."""
    question = desk.question
    others = question.weight > 0 or question.fields or question.columns or question.rows
    if others or not any(cue.means("ask") == "date" for cue in question.cues):
        return None
    wanted = _wanted(question)
    if not wanted:
        return None
    lines: list[str] = []
    citations: list[Citation] = []
    silent: list[str] = []
    for row_id in ids:
        told = _dated(desk, row_id, wanted)
        row = desk.row(row_id)
        if not told:
            what = next(cue.word for cue in question.cues if cue.means("ask") == "date")
            silent.append(desk.say("refusal.not_stated", number=row.number, title=row.title, what=what))
        lines += [line for line, _ in told] or silent[-1:]
        citations += [citation for _, citation in told] or [cite_title(row)]
    refused = len(silent) == len(ids)
    status, reason = (Status.NOT_FOUND, Reason.NOT_STATED) if refused else (Status.ANSWERED, None)
    return Outcome("\n".join(lines), status, reason, tuple(citations), rows=tuple(ids))


def _wanted(question: Question) -> frozenset[Terms]:
    """The verbs that say what is asked for; empty where none is, nor since when or until when."""
    asked = [terms for _, terms in predicates_in(tokenize(question.folded))]
    implied = (
        (grammar.words("since_when"), grammar.words("since_verbs")),
        (grammar.words("until_when"), grammar.words("until_verbs")),
    )
    for words, verbs in implied:
        if any(word in question.folded for word in words):
            asked += [terms for verb in verbs for _, terms in predicates_in(tokenize(verb))]
    return frozenset().union(*(group.words for terms in asked for group in predicates_of(terms)))


def _dated(desk: Desk, row_id: int, wanted: frozenset[Terms]) -> list[tuple[str, Citation]]:
    """What a row says: under a header with one of the verbs, in its schedule, or in dated sentences."""
    row = desk.row(row_id)
    headed = [
        cell
        for cell in row.cells
        if _says(cell.column, wanted) and cell.role is Role.OTHER and len(cell.text) < _LONG
    ]
    cells = headed or [cell for cell in row.of(Role.SCHEDULE) if find_dates(fold(cell.text))]
    if cells:
        return [
            (desk.say("row.value", head=desk.head(row), value=_value(desk, cell)), cite(row, cell))
            for cell in cells
        ][:_SHOWN]
    found: dict[str, Citation] = {}
    for hit in sentences_of(desk.index, (), (row_id,)):
        cell, quote = cell_of(row, hit), hit.text.strip()
        if cell is None or not _says(hit.text, wanted) or not find_dates(fold(hit.text)):
            continue
        label = cell.column.replace("\n", "")
        line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
        found.setdefault(line, cite(row, cell, quote))
    return list(found.items())[:_SHOWN]


def _says(text: str, wanted: frozenset[Terms]) -> bool:
    return any(terms in wanted for _, terms in predicates_in(tokenize(text)))


def _value(desk: Desk, cell: Cell) -> str:
    return desk.say("value.text", label=cell.column.replace("\n", ""), value=cell.text)

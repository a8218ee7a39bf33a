"""An answer made into a record: the rows it was made of and those left out, the cells it cites, its sums.

What is named of a very long answer is bounded; the numbers are always those of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.answering.desk import Desk, Outcome
from assistant.explaining.arithmetic import arithmetic
from assistant.explaining.narrowing import NARROWING, Kept, kept_behind, passing_parts
from assistant.explaining.parts import Part, Place, parts
from assistant.model.answer import Answer, Citation, Reason, Status
from assistant.model.query import Ask
from assistant.model.reading import Reading, Stage, Surety
from assistant.model.record import CitedCell, LeftOut, Record, RowName
from corpus.document import Cell, Finding, Row
from corpus.text.folding import compact
from index.records import DocumentInfo
from index.rows.row_set import RowSet

MOST = 500
"""Rows that are named of those counted and of those that one condition left out, and cells that are cited."""


def record(desk: Desk, outcome: Outcome, answer: Answer) -> Record:
    """The record of an answer that has its reading, in the language of the desk."""
    found = parts(desk, outcome)
    behind = kept_behind(desk, outcome, found, passing_parts(desk, found))
    counted = _counted(desk, outcome, found, behind)
    rows = _cited_rows(desk, answer.citations)
    return Record(
        answer=answer,
        total=len(counted),
        counted=_named(desk, counted),
        left_out=tuple(_left_out(desk, answer.reading, found, behind)),
        cells=tuple(_cell(one, rows, desk) for one in answer.citations[:MOST]),
        left_off=max(len(answer.citations) - MOST, 0),
        arithmetic=arithmetic(desk, outcome),
        marks=tuple(_marks(desk, answer)),
        findings=_findings(desk, rows.values()),
        documents=_documents(desk, answer.citations, counted),
    )


def _counted(desk: Desk, outcome: Outcome, found: Sequence[Part], behind: Sequence[Kept]) -> Sequence[int]:
    """The rows that the answer was made of: those left behind the last part that leaves rows out."""
    if outcome.status is not Status.ANSWERED:
        return ()
    query = desk.question.query
    if query is not None and query.ask in (Ask.COMPARISON, Ask.TALLY):
        return tuple(outcome.rows)
    kept = [
        ids for part, ids in zip(found, behind, strict=True) if part.place in NARROWING and ids is not None
    ]
    if kept:
        return kept[-1]
    return desk.index.every_row() if query is not None else ()


def _named(desk: Desk, ids: Sequence[int]) -> tuple[RowName, ...]:
    return tuple(_name(row) for row in desk.rows(ids[:MOST]))


def _name(row: Row) -> RowName:
    return RowName(row.document, row.number, row.title)


def _left_out(
    desk: Desk, reading: Reading | None, found: Sequence[Part], behind: Sequence[Kept]
) -> Iterator[LeftOut]:
    """What each condition left out of the rows before it. Beside a row that is named by words, all others
    are only counted.
    """
    stages: Sequence[Stage] = reading.stages if reading is not None else ()
    before: Sequence[int] = desk.index.every_row()
    for part, ids, stage in zip(found, behind, stages, strict=False):
        if ids is None or part.place not in (*NARROWING, Place.UNREAD):
            continue
        lost = RowSet.of(before) - RowSet.of(ids)
        named = () if part.place in (Place.ROWS, Place.UNREAD) else _named(desk, lost)
        if lost:
            yield LeftOut(stage.column, stage.value, len(lost), named)
        before = ids


def _cited_rows(desk: Desk, citations: Sequence[Citation]) -> dict[tuple[str, str], Row]:
    """The rows of the citations, by document and number."""
    wanted = dict.fromkeys((one.document, one.row) for one in islice(citations, MOST) if one.row)
    found = {}
    for document, number in wanted:
        stored = desk.index.row_by_number(number, document)
        if stored:
            found[document, number] = stored[0].row
    return found


def _cell(cited: Citation, rows: dict[tuple[str, str], Row], desk: Desk) -> CitedCell:
    """The whole cell that a citation is of, as printed; the quote itself where there is no such cell."""
    name = RowName(cited.document, cited.row, cited.title)
    place = cited.locator.label(desk.question.language.value)
    row = rows.get((cited.document, cited.row))
    cell = _cell_of(row, cited) if row is not None else None
    if cell is None:
        return CitedCell(name, cited.field, cited.field, cited.quote, place)
    taken = cell.text if compact(cell.text) != compact(cell.printed) else ""
    return CitedCell(name, cited.field, cell.column, cell.printed, place, taken)


def _cell_of(row: Row, cited: Citation) -> Cell | None:
    """The cell of a row that a citation quotes."""
    quote = compact(cited.quote)
    own = [cell for cell in row.cells if cited.field in (cell.role.value, cell.column)]
    return next((cell for cell in own if quote in compact(cell.text) and cell.printed.strip()), None)


def _marks(desk: Desk, answer: Answer) -> Iterator[str]:
    """What was guessed, corrected or inferred, in sentences; the notes of the answer among them."""
    for stage in answer.reading.stages if answer.reading is not None else ():
        if stage.surety is Surety.GUESSED:
            words = stage.words or stage.value
            yield desk.say(
                "record.guessed", words=words, column=stage.column, value=stage.value, note=stage.note
            )
        elif stage.surety is Surety.UNREAD:
            yield desk.say("record.unread", words=stage.value)
    if answer.reason is Reason.NEAR:
        yield desk.say("record.near")
    yield from answer.notes


def _findings(desk: Desk, rows: Iterable[Row]) -> tuple[Finding, ...]:
    """What was repaired in the rows that are cited, or does not agree."""
    named = {(row.document, row.number) for row in rows}
    documents = dict.fromkeys(document for document, _ in named)
    found = (one for document in documents for one in desk.index.findings(document))
    return tuple(one for one in found if (one.document, one.row) in named)


def _documents(desk: Desk, citations: Sequence[Citation], counted: Sequence[int]) -> tuple[DocumentInfo, ...]:
    """The documents of what is cited and of the rows counted; all that are loaded where there is neither."""
    named = {one.document for one in citations} | {row.document for row in desk.rows(counted)}
    return tuple(info for key, info in desk.documents.items() if key in named or not named)

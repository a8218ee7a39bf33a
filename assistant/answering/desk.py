"""What every kind of answer works with, and what it hands back.

A `Desk` is the question with the means to answer it; an `Outcome` is an answer without the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property

from assistant.answering.evidence import ENOUGH
from assistant.catalogue.catalog import catalog
from assistant.catalogue.headers import named_under
from assistant.catalogue.telling_apart import told_apart
from assistant.model.answer import Bar, Citation, Gauge, Reason, Status, Table
from assistant.model.page import FIRST, Page, Shown
from assistant.model.question import Question, Word
from assistant.model.text_title import text_title
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Cell, Kpi, Rating, Role, Row
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold_with_offsets
from corpus.text.plain import is_unheaded
from index.records import DocumentInfo, StoredPassage, StoredRow
from index.store import Index


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer's parts. `rows` are the ids of the rows that a follow-up would be about, in order; `shown` is
    the part of them that is told, None where all are.
    """

    text: str
    status: Status = Status.ANSWERED
    reason: Reason | None = None
    citations: tuple[Citation, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    bars: tuple[Bar, ...] = ()
    rows: Sequence[int] = ()
    suggestions: tuple[str, ...] = ()
    shown: Shown | None = None

    def with_notes(self, *notes: str) -> Outcome:
        """The same with notes added, each once."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))


@dataclass(frozen=True)
class Desk:
    """The question on the desk, with the index to read and the words to answer in.

    `enough` is the share of its subject that must be found for an answer. A `brief` answer is made for what
    a follow-up would be about alone; its words may be left out. `page` is the part of a list to be told,
    `scope` the documents that whoever asks keeps to, empty for the newest of each plan.
    """

    index: Index
    lexicon: Lexicon
    question: Question
    enough: float = ENOUGH
    brief: bool = False
    page: Page = FIRST
    scope: tuple[str, ...] = ()
    _rows: dict[int, StoredRow] = field(default_factory=dict)

    def say(self, key: str, /, **values: object) -> str:
        """A message in the language of the question."""
        return self.lexicon.message(key, self.question.language, **values)

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows of some ids, in the order of the ids."""
        missing = [row for row in ids if row not in self._rows]
        if missing:
            self._rows.update((stored.id, stored) for stored in self.index.rows(missing))
        return tuple(self._rows[row].row for row in ids)

    def row(self, row_id: int) -> Row:
        """The row of an id."""
        return self.rows((row_id,))[0]

    def kpis(self, row: Row) -> tuple[Kpi, ...]:
        """The indicators of a row: with the figures of the year asked for, where its columns date them."""
        year = self.question.year
        dated = year is not None and any(kpi.year is not None for kpi in (*row.kpis, *row.other_years))
        return row.kpis_of(year) if dated and year is not None else row.kpis

    @cached_property
    def documents(self) -> dict[str, DocumentInfo]:
        """The loaded documents by id."""
        return {document.id: document for document in self.index.documents()}

    def noun(self, many: bool = True) -> str:
        """What a row is called, from the header of its name column: 「個別施策」 or "measures"."""
        label = self.row_label()
        suffix = ".many" if many else ""
        if self.question.language == "ja":
            return label or self.say("noun.row")
        for key in self.lexicon.messages:
            stem = key.removeprefix("noun.")
            if key.startswith("noun.") and not key.endswith(".many") and stem in label:
                return self.say(f"noun.{stem}{suffix}")
        return self.say(f"noun.row{suffix}")

    def row_label(self) -> str:
        """The header of the name column as a noun, in Japanese; empty where documents differ in it, and where
        it says of nothing whose name it is. Where that does not tell what rows are, what they are all
        called by.
        """
        if own := catalog(self.index).own_label:
            return own
        labels = {
            named_under(re.split(r"[【(（\[]", column.header)[0].strip())
            for document in self.documents
            for column in self.index.columns(document)
            if column.role is Role.NAME and not is_unheaded(column.header)
        }
        label = labels.pop() if len(labels) == 1 else ""
        return "" if label.lower() in grammar.words("english_titles") else label

    def head(self, row: Row) -> str:
        """A row by number and title; by its document too, where several are loaded."""
        head = self.say("row.head", number=row.number, title=row.title) + self.apart(row)
        if len(self.documents) == 1:
            return head
        document = self.documents[row.document]
        year = row.year or document.fiscal_year
        name = self.say("row.year", year=year) if year and self._only_years_differ() else document.title
        return head + self.say("row.document", document=name)

    def apart(self, row: Row) -> str:
        """What tells a row from others of its name, in brackets; empty for a name of its own."""
        found = told_apart(self.index, row)
        return self.say("row.apart", entries=self.say("row.joint").join(found)) if found else ""

    def _only_years_differ(self) -> bool:
        """Whether the documents are told apart by their fiscal years."""
        years = [document.fiscal_year for document in self.documents.values()]
        return None not in years and len(set(years)) == len(years)


def cite(row: Row, cell: Cell, quote: str = "", words: Sequence[Word] = ()) -> Citation:
    """A citation of a cell, whole or of the part `quote`, with the words of the question marked."""
    quote = quote or cell.text
    return Citation(
        document=row.document,
        row=row.number,
        title=row.title,
        field=cell.column if cell.role in _CALLED_AS_PRINTED else cell.role.value,
        quote=quote,
        locator=cell.locator,
        marks=marks(quote, words),
    )


# What a column of years holds only its own header says: a due date, or a year in review.
_CALLED_AS_PRINTED = frozenset({Role.OTHER, Role.YEAR})


def cite_text(
    stored: StoredPassage, document: str, quote: str, words: Sequence[Word] = (), *, labels: int = 1
) -> Citation:
    """A citation of a passage, or of the part `quote`; `document` is the title of its document.

    `labels` of its headings name it, two for a cell.
    """
    return Citation(
        document=stored.document,
        row="",
        title=text_title(document, stored.passage, labels),
        field="passage",
        quote=quote,
        locator=stored.passage.locator,
        marks=marks(quote, words),
        text=stored.number,
    )


def rating_cells(row: Row, rating: Rating) -> tuple[Cell, ...]:
    """The cells that print a rating: alone, or among those of other years; empty for an inferred one."""
    key = rating.key.partition(":")[0]
    return tuple(
        cell
        for cell in row.of(Role.RATING)
        if not rating.inferred
        and cell.key == key
        and (rating.value in cell.text or compact(rating.value) in compact(cell.text))
    )


def cite_title(row: Row) -> Citation:
    """A citation of the row by its title."""
    for cell in row.of(Role.NAME):
        return cite(row, cell, row.title if row.title in cell.text else "")
    return Citation(row.document, row.number, row.title, Role.NAME.value, row.title, row.locator)


def marks(quote: str, words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Where the subject words stand in a quote, folded alike, as spans in characters; merged and in order."""
    if not words:
        return ()
    folded, offsets = fold_with_offsets(quote)
    spans: list[tuple[int, int]] = []
    for word in words:
        for form in {compact(word.surface), *word.terms, compact(word.corrected)} - {""}:
            at = folded.find(form)
            while at >= 0:
                spans.append((offsets[at], offsets[at + len(form)]))
                at = folded.find(form, at + len(form))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)

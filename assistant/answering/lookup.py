"""Look-ups by number, filter or words, without a question: the same answers, from conditions that are given.

A name need not be typed in full: part of it will do where only one name has it, and the answer says what was
taken. A name that the documents do not have is an answer too, with the nearest ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.kinds.rows.counting import answer_breakdown, answer_count
from assistant.answering.kinds.rows.listing import answer_list
from assistant.answering.kinds.rows.record import answer_rows
from assistant.answering.parts.showing.conditions import in_words
from assistant.answering.parts.showing.whole_table import whole_table
from assistant.catalogue.catalog import catalog
from assistant.cli.words import message
from assistant.model.answer import Answer, Language, Reason, Status, Table
from assistant.model.page import FIRST, Page
from assistant.model.question import Kind, Question
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.folding import compact, fold
from index.extents import Extent, extents
from index.filters import Facet, Filter
from index.store import Index

if TYPE_CHECKING:
    from assistant.answering.editions.ledger import Ledger

_NEAREST = 3
_PASSAGES = 10


@dataclass(frozen=True, slots=True)
class Desired:
    """Conditions that all hold; within one of them, any of its values will do. Empty ones do not count.

    `group` is a title or a number, `kpi` a `KpiState` value, `year` a fiscal year in digits.
    """

    rating: tuple[str, ...] = ()
    not_rating: tuple[str, ...] = ()
    department: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    kpi: str | None = None
    year: tuple[str, ...] = ()
    document: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Facet:
    """How a condition is called: its facet, its words in the message file, and why it finds nothing."""

    facet: Facet
    what: str
    reason: Reason = Reason.NOT_IN_DOCUMENTS


_FACETS = {
    "rating": _Facet(Facet.RATING, "what.rating", Reason.NO_SUCH_RATING),
    "not_rating": _Facet(Facet.RATING, "what.rating", Reason.NO_SUCH_RATING),
    "department": _Facet(Facet.DEPARTMENT, "what.department", Reason.NO_SUCH_DEPARTMENT),
    "section": _Facet(Facet.SECTION, "what.section"),
    "group": _Facet(Facet.GROUP, "what.group"),
    "year": _Facet(Facet.YEAR, "what.year", Reason.NO_SUCH_YEAR),
    "document": _Facet(Facet.DOCUMENT, "what.document", Reason.NO_SUCH_DOCUMENT),
}


class _Unknown(Exception):
    """A name that the documents do not have, with those that are like it."""

    def __init__(self, facet: _Facet, name: str, nearest: Sequence[str]) -> None:
        super().__init__(name)
        self.facet = facet
        self.name = name
        self.nearest = tuple(nearest)


def list_rows(
    index: Index,
    lexicon: Lexicon,
    desired: Desired,
    language: str,
    page: Page = FIRST,
    *,
    whole: bool = False,
) -> Answer:
    """The rows that pass all conditions, as a list of which a page is told, `whole` with all their cells in
    its table; a name that no row has is `not_found`.
    """
    try:
        filters, notes = _filters(index, desired, language)
    except _Unknown as unknown:
        return _not_found(unknown, language)
    desk = Desk(index, lexicon, _question(Kind.LIST, language, filters=filters), page=page)
    ids = index.passing(filters)
    outcome = answer_list(desk, ids)
    if whole and ids:
        # The table says all that the lines of the list say.
        head = outcome.text.partition("\n")[0]
        outcome = replace(outcome, text=head, table=whole_table(desk, desk.rows(page.of(ids))))
    return _finished(desk, outcome, notes)


def document_table(
    index: Index, lexicon: Lexicon, ids: Sequence[int], language: str, title: str, said: str
) -> Answer:
    """Rows of a document with all their cells, each cited once; `said` stands for the sentence."""
    desk = Desk(index, lexicon, _question(Kind.LIST, language, text=title))
    rows = desk.rows(ids)
    outcome = Outcome(said, citations=tuple(map(cite_title, rows)), table=whole_table(desk, rows))
    return _finished(desk, outcome, ())


def count_rows(index: Index, lexicon: Lexicon, desired: Desired, language: str, by: str = "") -> Answer:
    """How many rows pass all conditions, or with `by` how many of each value."""
    try:
        filters, notes = _filters(index, desired, language)
    except _Unknown as unknown:
        return _not_found(unknown, language)
    ids = index.select(filters)
    if by:
        by = "kpi_state" if by == "kpi" else by
        desk = Desk(index, lexicon, _question(Kind.BREAKDOWN, language, filters=filters, by=by))
        return _finished(desk, answer_breakdown(desk, ids), notes)
    desk = Desk(index, lexicon, _question(Kind.COUNT, language, filters=filters))
    return _finished(desk, answer_count(desk, ids, index.row_total()), notes)


def show_rows(
    index: Index, lexicon: Lexicon, numbers: Sequence[str], language: str, document: str | None = None
) -> Answer:
    """The rows with these numbers, with all their cells; of every document that has them."""
    ids: list[int] = []
    try:
        if document is not None:
            document = _known(index, _FACETS["document"], document)
        for number in numbers:
            found = index.row_by_number(_number(number), document)
            if not found:
                raise _Unknown(
                    _Facet(Facet.ROW, "what.row", Reason.NO_SUCH_ROW), number, _rows_like(index, number)
                )
            ids += [stored.id for stored in found]
    except _Unknown as unknown:
        return _not_found(unknown, language)
    desk = Desk(index, lexicon, _question(Kind.ROW, language, text=" ".join(numbers)))
    return _finished(desk, answer_rows(desk, tuple(dict.fromkeys(ids))), ())


def compare_documents(index: Index, lexicon: Lexicon, before: str, after: str, language: str) -> Answer:
    """What differs between two documents, given by id or a part of it that only one has."""
    from assistant.answering.kinds.rows.difference import answer_comparison

    try:
        ids = [_known(index, _FACETS["document"], name) for name in (before, after)]
    except _Unknown as unknown:
        return _not_found(unknown, language)
    desk = Desk(index, lexicon, _question(Kind.LIST, language, text=" → ".join(ids)))
    return _finished(desk, answer_comparison(desk, *ids), ())


def ledger_of(index: Index, lexicon: Lexicon, before: str, after: str, language: str) -> Ledger:
    """What differs between two documents, given by their ids, change by change."""
    from assistant.answering.editions.ledger import ledger

    return ledger(Desk(index, lexicon, _question(Kind.LIST, language)), before, after)


def list_documents(index: Index, language: str) -> Answer:
    """All documents as a table: id, title, publisher, year, rows, paragraphs, pages, findings, file."""
    documents = index.documents()
    sizes = {document.id: Extent() for document in documents} | extents(index)
    lines = tuple(
        (
            document.id,
            document.title,
            document.publisher,
            "" if document.fiscal_year is None else str(document.fiscal_year),
            str(document.row_count),
            str(sizes[document.id].texts),
            str(sizes[document.id].pages or ""),
            str(len(index.findings(document.id))),
            document.file,
        )
        for document in documents
    )
    rows = sum(document.row_count for document in documents)
    texts = sum(size.texts for size in sizes.values())
    return Answer(
        question=message("documents.question", language),
        history=(),
        language=Language(language),
        status=Status.ANSWERED,
        answer=message("documents.head", language, documents=len(documents), rows=rows, texts=texts),
        table=Table(tuple(message(f"documents.{key}", language) for key in _HEADS), lines, (3, 4, 5, 6, 7)),
    )


_HEADS = ("id", "title", "publisher", "year", "rows", "texts", "pages", "findings", "file")


def _filters(index: Index, desired: Desired, language: str) -> tuple[tuple[Filter, ...], tuple[str, ...]]:
    """The conditions as filters, and a note for each name that was not typed in full; may raise _Unknown."""
    filters: list[Filter] = []
    notes: list[str] = []
    for field in fields(desired):
        values = getattr(desired, field.name)
        if not values:
            continue
        if field.name == "kpi":
            filters.append(Filter(Facet.KPI_STATE, (values,)))
            continue
        facet = _FACETS[field.name]
        taken = [_known(index, facet, value) for value in values]
        for value, name in zip(values, taken, strict=True):
            if compact(name) != compact(value):
                what = message(facet.what, language)
                notes.append(message("lookup.taken", language, what=what, name=value, taken=name))
        filters.append(Filter(facet.facet, tuple(taken), negated=field.name == "not_rating"))
    return tuple(filters), tuple(notes)


def _known(index: Index, facet: _Facet, value: str) -> str:
    """The value, or the one name that it is a part of; _Unknown where there is none or several."""
    if index.select([Filter(facet.facet, (value,))]):
        return value
    if (
        facet.facet is Facet.DEPARTMENT
        and len(forms := catalog(index).departments.get(compact(value), ())) == 1
    ):
        return forms[0]
    names = [name for name, _ in index.count_by(facet.facet) if name]
    parts = [name for name in names if compact(value) and compact(value) in compact(name)]
    # Numbers and ratings are never completed: 1 is not 10, nor B a part of AB.
    if len(parts) == 1 and facet.facet in (Facet.DEPARTMENT, Facet.SECTION, Facet.GROUP, Facet.DOCUMENT):
        return parts[0]
    raise _Unknown(facet, value, _nearest(value, parts, names))


def _nearest(value: str, parts: Sequence[str], names: Sequence[str]) -> list[str]:
    """Names that hold the value, then those spelled like it; all names where they are few."""
    if len(names) <= 2 * _NEAREST:
        return sorted(names)
    folded = {compact(name): name for name in names}
    close = _close(compact(value), list(folded))
    return list(dict.fromkeys((*parts[:_NEAREST], *(folded[name] for name in close))))


def _number(typed: str) -> str:
    """A row number as it is printed: half width, one kind of dash."""
    return fold(typed).strip()


def _rows_like(index: Index, number: str) -> list[str]:
    numbers = [name for name, _ in index.count_by(Facet.ROW)]
    return _close(_number(number), numbers)


def _close(word: str, choices: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, choices, _NEAREST, 0.5)


def _question(
    kind: Kind, language: str, text: str = "", filters: tuple[Filter, ...] = (), by: str = ""
) -> Question:
    return Question(
        text=text, folded=fold(text), language=Language(language), kind=kind, filters=filters, by=by
    )


def _finished(desk: Desk, outcome: Outcome, notes: Iterable[str]) -> Answer:
    """The outcome as an answer to the conditions in words, such as 「評価がBの個別施策」."""
    question = desk.question
    outcome = outcome.with_notes(*notes)
    return Answer(
        question=question.text or (in_words(desk) + desk.noun()).strip(),
        history=(),
        language=question.language,
        status=outcome.status,
        answer=outcome.text,
        reason=outcome.reason,
        citations=outcome.citations,
        table=outcome.table,
        notes=outcome.notes,
        suggestions=outcome.suggestions,
        highlights=outcome.highlights,
        gauges=outcome.gauges,
        bars=outcome.bars,
        shown=outcome.shown,
    )


def _not_found(unknown: _Unknown, language: str) -> Answer:
    what = message(unknown.facet.what, language)
    lines = [message("lookup.unknown", language, what=what, name=unknown.name)]
    if unknown.nearest:
        names = message("lookup.separator", language).join(unknown.nearest)
        lines.append(message("lookup.nearest", language, names=names))
    return Answer(
        question=unknown.name,
        history=(),
        language=Language(language),
        status=Status.NOT_FOUND,
        answer="\n".join(lines),
        reason=unknown.facet.reason,
    )

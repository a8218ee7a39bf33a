"""What `keikaku show` shows: rows by their numbers, the outline of a document, the text below a heading.

A document is named by its id or title, a heading as it is printed; a part of the name will do where only one
has it. Text is shown whole and in its order, with a citation for each paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.lookup import Desired, list_rows, show_rows
from assistant.catalogue.outline import Path, Placed, outline, pages_of, placed_below
from assistant.cli.words import message
from assistant.model.answer import Answer, Citation, Language, Reason, Status, Table
from assistant.render.terminal.outline import outline_table, spot
from assistant.words.lexicon import Lexicon
from corpus.document import Locator
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.records import DocumentInfo, NameKind
from index.store import Index

_NEAREST = 3
_SEVERAL = 10
"""Headings that are named where several have what was typed; of more only these."""
_NUMBER = expression(r"[0-9]+(?:[-.][0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What can be named: documents, the headings of their texts, sections and groups of rows.

    `rows` gives for what they may be called the option of `keikaku list` that takes them, and its value.
    """

    documents: tuple[DocumentInfo, ...]
    texts: dict[str, tuple[Placed, ...]]
    headings: dict[str, dict[tuple[str, Path], Locator]]
    rows: dict[str, tuple[str, str]]


def show(
    index: Index, lexicon: Lexicon, names: Sequence[str], language: str, document: str | None = None
) -> Answer:
    """What has these names: rows by number, or one document or heading in one or several words.

    `document`, an id or a part of one, keeps to one. What has no such name is `not_found`, with what is like
    it and what to do.
    """
    documents = _documents(index, document)
    own = documents[0].id if document is not None and documents else None
    if not documents or all(index.row_by_number(fold(name).strip(), own) for name in names):
        return show_rows(index, lexicon, names, language, document)
    shelf = _shelf(index, documents)
    name = " ".join(names)
    for like in (_same, _part):
        titles = [one for one in shelf.documents if document is None and like(name, (one.id, one.title))]
        if len(titles) == 1:
            return _of_document(index, shelf, titles[0], language)
        headings = [one for one in shelf.headings if like(name, (one,))]
        if len({compact(one) for one in headings}) == 1:
            return _of_heading(shelf, headings, language)
        groups = {shelf.rows[one] for one in shelf.rows if like(name, (one,))}
        if len(groups) == 1 and not headings:
            facet, value = groups.pop()
            kept = (own,) if own is not None else ()
            if facet == "section":
                return list_rows(index, lexicon, Desired(section=(value,), document=kept), language)
            return list_rows(index, lexicon, Desired(group=(value,), document=kept), language)
        if headings or titles:
            return _several(shelf, name, headings, titles, language)
    if _NUMBER.fullmatch(fold(names[-1]).strip()):
        return show_rows(index, lexicon, names, language, document)
    return _unknown(shelf, name, language)


def _same(name: str, choices: Iterable[str]) -> bool:
    return compact(name) in map(compact, choices)


def _part(name: str, choices: Iterable[str]) -> bool:
    wanted = compact(name)
    return bool(wanted) and any(wanted in compact(choice) for choice in choices)


def _documents(index: Index, document: str | None) -> tuple[DocumentInfo, ...]:
    """All documents, or the one with this id, or the only one whose id has it; else none."""
    every = index.documents()
    named = tuple(one for one in every if document in (None, one.id))
    parts = tuple(one for one in every if document is not None and _part(document, (one.id,)))
    return named or (parts if len(parts) == 1 else ())


def _shelf(index: Index, documents: tuple[DocumentInfo, ...]) -> _Shelf:
    texts: dict[str, tuple[Placed, ...]] = {}
    headings: dict[str, dict[tuple[str, Path], Locator]] = {}
    for one in documents:
        texts[one.id] = placed_below(one.title, [stored.passage for stored in index.passages(one.id)])
        for placed in texts[one.id]:
            for depth in range(1, len(placed.path) + 1):
                path = placed.path[:depth]
                headings.setdefault(path[-1], {}).setdefault((one.id, path), placed.passage.locator)
    rows: dict[str, tuple[str, str]] = {}
    for named in index.names((NameKind.SECTION, NameKind.GROUP)):
        if named.document in texts:
            if named.kind is NameKind.SECTION:
                # A section that is named in short refers to its whole name.
                rows[named.text] = ("section", named.ref or named.text)
            else:
                rows[named.text] = rows[f"{named.ref} {named.text}".strip()] = ("group", named.text)
    return _Shelf(documents, texts, headings, rows)


def _of_document(index: Index, shelf: _Shelf, document: DocumentInfo, language: str) -> Answer:
    """The outline; of a text without any heading the text itself."""
    placed = shelf.texts[document.id]
    rows = [stored.row for stored in index.rows(index.all_ids(document.id))]
    passages = [one.passage for one in placed]
    entries = outline(document.title, passages, rows)
    pages = pages_of([*(one.locator for one in passages), *(row.locator for row in rows)])
    counts = _counts(placed, len(rows), pages, language)
    example = next((one.path[-1] for one in entries if one.texts), None)
    hints = []
    if example is not None:
        hints.append(message("show.heading", language, heading=example, id=document.id))
    if rows:
        hints.append(message("show.rows", language, id=document.id))
    return Answer(
        question=document.id,
        history=(),
        language=Language(language),
        status=Status.ANSWERED,
        answer=message("show.document", language, title=document.title, id=document.id, counts=counts),
        citations=() if entries else tuple(_cited(document.id, document.title, one, ()) for one in placed),
        table=outline_table(entries, language) if entries else None,
        notes=tuple(hints),
    )


def _of_heading(shelf: _Shelf, headings: Sequence[str], language: str) -> Answer:
    """All that stands below headings of one name, place by place."""
    titles = {one.id: one.title for one in shelf.documents}
    lines: list[str] = []
    citations: list[Citation] = []
    for (document, path), locator in _outermost(shelf, headings):
        below = [one for one in shelf.texts[document] if one.path[: len(path)] == path]
        where = message("understood.separator", language).join(
            filter(None, (titles[document], spot(locator, language)))
        )
        counts = _counts(below, 0, 0, language)
        lines.append(message("show.below", language, heading=path[-1], where=where, counts=counts))
        citations += [_cited(document, titles[document], one, path) for one in below]
    notes = [
        message("show.listed", language, facet=facet, name=value)
        for facet, value in dict.fromkeys(shelf.rows[one] for one in headings if one in shelf.rows)
    ]
    return Answer(
        question=headings[0],
        history=(),
        language=Language(language),
        status=Status.ANSWERED,
        answer="\n".join(lines),
        citations=tuple(citations),
        notes=tuple(notes),
    )


def _outermost(shelf: _Shelf, headings: Sequence[str]) -> Iterator[tuple[tuple[str, Path], Locator]]:
    """The places of these headings, without those that stand below another of them."""
    places = {key: locator for heading in headings for key, locator in shelf.headings[heading].items()}
    for (document, path), locator in places.items():
        if not any((document, path[:depth]) in places for depth in range(1, len(path))):
            yield (document, path), locator


def _counts(placed: Sequence[Placed], rows: int, pages: int, language: str) -> str:
    cells = sum(one.in_table for one in placed)
    figures = (("paragraphs", len(placed) - cells), ("cells", cells), ("records", rows), ("last", pages))
    parts = [message(f"understood.{key}", language, count=count) for key, count in figures if count]
    return message("understood.separator", language).join(parts)


def _cited(document: str, title: str, placed: Placed, above: Path) -> Citation:
    """A whole paragraph or cell, called by what it stands below, from the heading that was asked for on."""
    passage = placed.passage
    headings = [heading for heading in passage.headings if heading and heading != title]
    called = " / ".join(headings[len(above) :]) or (above[-1] if above else "")
    return Citation(document, "", called, "passage", passage.text, passage.locator)


def _several(
    shelf: _Shelf, name: str, headings: Sequence[str], titles: Sequence[DocumentInfo], language: str
) -> Answer:
    """The headings and documents that have what was typed, to choose one."""
    lines = [(one.title, one.id, "") for one in titles]
    lines += [
        (path[-1], document, spot(locator, language))
        for heading in headings
        for (document, path), locator in shelf.headings[heading].items()
    ]
    heads = tuple(message(f"show.several.{key}", language) for key in ("name", "document", "place"))
    said = [message("show.several", language, name=name)]
    if len(lines) > _SEVERAL:
        said.append(message("show.several.first", language, shown=_SEVERAL, count=len(lines)))
    refused = _refused(name, said, Reason.AMBIGUOUS, language)
    return replace(refused, table=Table(heads, tuple(lines[:_SEVERAL])))


def _unknown(shelf: _Shelf, name: str, language: str) -> Answer:
    from difflib import get_close_matches

    lines = [message("show.unknown", language, name=name)]
    choices = {
        compact(one): one for one in (*(doc.id for doc in shelf.documents), *shelf.headings, *shelf.rows)
    }
    if near := [choices[one] for one in get_close_matches(compact(name), choices, _NEAREST, 0.5)]:
        names = message("lookup.separator", language).join(near)
        lines.append(message("lookup.nearest", language, names=names))
    lines.append(message("show.next", language, name=name))
    return _refused(name, lines, Reason.NOT_IN_DOCUMENTS, language)


def _refused(name: str, lines: Sequence[str], reason: Reason, language: str) -> Answer:
    return Answer(
        question=name,
        history=(),
        language=Language(language),
        status=Status.NOT_FOUND,
        answer="\n".join(lines),
        reason=reason,
    )

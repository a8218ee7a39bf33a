"""An answer as one turn of the conversation: cut at its figures, with the addresses of all it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import url_for

from assistant.answering.forms import FILES
from assistant.model.answer import Answer, Citation, Gauge, Status, Table
from assistant.model.page import Page
from assistant.render.words import field_label
from corpus.document import Role
from web.api.passages import matches, words_in
from web.http.language import messages
from web.http.scope import PARAMETER, asked_scope
from web.library import Library
from web.views.charts.barlinks import bar_links
from web.views.charts.charts import bar_views, gauge_view, without_figure
from web.views.charts.series import chart_of
from web.views.documents.texts import text_url
from web.views.given.contexts import CitationView, GaugeView, TableView, TurnView
from web.views.marks import Segment, segments, spans_of
from web.views.reading import reading_view

# So many citations stand open under an answer; the others of a long list are one click away, up to a bound
# that keeps the page light. The files of an answer always have all.
CITATIONS_SHOWN = 3
CITATIONS_MOST = 60
TABLE_ROWS_MOST = 100
_LIST_MARKS = ("・", "- ", "• ")
_NUMBERED = re.compile(r"[0-9]+\. ")


def page_of_list(number: int) -> Page:
    """The part of a long list that is shown as this page, counted from 1."""
    return Page((number - 1) * TABLE_ROWS_MOST, TABLE_ROWS_MOST)


def turn_view(answer: Answer, library: Library, number: int = 1) -> TurnView:
    """The turn of one answer, inside a request; `number` is the page of its list."""
    address: dict[str, Any] = {"q": answer.question, "after": list(answer.history)}
    lines = lines_of(answer)
    cut = [segments(line, spans_of(line, answer.highlights)) for line in lines]
    words = words_in(answer.question)
    several = len({cited.document for cited in answer.citations}) > 1
    table = _table(answer, answer.table, library, number) if answer.table else None
    evidence = evidence_of(answer)
    citations = tuple(
        _citation(cited, answer, words, library, named=several) for cited in evidence[:CITATIONS_MOST]
    )
    links = bar_links(answer, library.index(), messages())
    figure = _is_figure(cut[0])
    chart = chart_of(answer)
    return TurnView(
        question=answer.question,
        after=answer.history,
        language=answer.language.value,
        answered=answer.status is Status.ANSWERED,
        headline=cut[0],
        body=tuple(cut[1:]),
        table=table,
        gauges=_gauges(answer, cut[0] if figure else ()),
        bars=bar_views(answer.bars, url=lambda label: links.get(label, "")),
        notes=answer.notes,
        shown=citations[:CITATIONS_SHOWN],
        folded=citations[CITATIONS_SHOWN:],
        cited=len(evidence),
        left_out=len(evidence) - len(citations),
        proved=bool(answer.citations) and len(evidence) < len(answer.citations),
        suggestions=answer.suggestions,
        address=url_for("chat.conversation", **address),
        text_url=url_for("clip.text", **address),
        rich_url=url_for("clip.rich", **address),
        markdown_url=url_for("files.answer_file", suffix="md", **address),
        csv_url=_file(answer, "csv", address),
        excel_url=_file(answer, "xlsx", address),
        tsv_url=_file(answer, "tsv", address),
        cells_url=_file(answer, "cells.html", address),
        as_file=_file(answer, answer.format, address) if answer.format in FILES else "",
        figure=figure,
        picture_url=url_for("files.answer_file", suffix="svg", **address) if chart else "",
        edit_url=url_for(
            "chat.conversation", draft=answer.question, after=answer.history, **_kept(), _anchor="question"
        ),
        over_years=bool(chart and chart.lines),
        source=_source(answer.citations[0], library) if answer.citations and not several else "",
        reading=reading_view(answer),
    )


def _kept() -> dict[str, Any]:
    """The documents that this request keeps to, for an address that asks nothing yet."""
    return {PARAMETER: asked_scope()}


def _file(answer: Answer, suffix: str, address: dict[str, Any]) -> str:
    """The address of a file of the answer's table; empty where it has none."""
    return url_for("files.answer_file", suffix=suffix, **address) if answer.table else ""


_SHORT = 14


def _is_figure(headline: Sequence[Segment]) -> bool:
    """Whether a headline has one short figure: what is asked for, and nothing beside it."""
    marked = [piece.text for piece in headline if piece.marked]
    return len(marked) == 1 and len(marked[0]) <= _SHORT and any(sign.isdecimal() for sign in marked[0])


def evidence_of(answer: Answer) -> tuple[Citation, ...]:
    """The citations that stand below an answer, the decisive ones first.

    Those of rows that its table names, and so links, are left to the table, and a name proves nothing that
    another cell of its row does.
    """
    named = _linked(answer.table, answer.citations) if answer.table else {}
    kept = [one for one in answer.citations if one.row not in named]
    proven = {(one.document, one.row) for one in kept if one.field != Role.NAME.value}
    kept = [one for one in kept if one.field != Role.NAME.value or (one.document, one.row) not in proven]

    def decides(one: Citation) -> bool:
        return any(spans_of(one.quote, (wanted,)) for wanted in answer.highlights)

    return tuple(sorted(kept, key=lambda one: not decides(one)))


def _gauges(answer: Answer, headline: Sequence[Segment]) -> tuple[GaugeView, ...]:
    """The gauges of an answer; what its large figure says already is not said by the only one again."""
    gauges = tuple(gauge_view(gauge, _gauge_url(gauge)) for gauge in answer.gauges)
    told = next((piece.text for piece in headline if piece.marked), "")
    return tuple(without_figure(one, told) for one in gauges) if told and len(gauges) == 1 else gauges


def _source(cited: Citation, library: Library) -> str:
    """The document of a citation with its year."""
    title, year = library.title(cited.document), library.year(cited.document)
    return messages()("turn.source", title=title, year=year) if year else title


def lines_of(answer: Answer) -> list[str]:
    """The lines of the answer, the first one first; a list that the table repeats is left to the table."""
    lines = [line for line in answer.answer.splitlines() if line.strip()] or [""]
    listed = [line for line in lines[1:] if line.startswith(_LIST_MARKS) or _NUMBERED.match(line)]
    if answer.table and len(listed) <= len(answer.table.rows):
        return [line for line in lines if line not in listed]
    return lines


def row_address(document: str, row: str, field: str) -> str:
    """The row's place in the table of its document, the cell of a field (a role, or a header) marked.

    The document where no row is named.
    """
    if not row:
        return url_for("tables.table", document=document)
    return url_for("tables.table", document=document, around=row, cell=field, _anchor=f"row-{row}")


def _cited_address(cited: Citation) -> str:
    if cited.text:
        return text_url(cited.document, cited.text)
    return row_address(cited.document, cited.row, cited.field)


def _gauge_url(gauge: Gauge) -> str:
    return url_for("tables.row", document=gauge.document, number=gauge.row)


def _citation(
    cited: Citation, answer: Answer, words: list[str], library: Library, *, named: bool
) -> CitationView:
    """`named` is whether the document is named, as several are cited."""
    language = messages().language
    asked = matches(cited.quote, words)
    return CitationView(
        row=cited.row,
        title=cited.title,
        field=field_label(cited.field, language),
        quote=segments(cited.quote, (*cited.marks, *spans_of(cited.quote, answer.highlights), *asked)),
        place=cited.locator.label(language),
        document=library.title(cited.document),
        url=_cited_address(cited),
        source=_source(cited, library) if named else "",
    )


def _table(answer: Answer, table: Table, library: Library, number: int) -> TableView:
    """A page of the table, its rows linked to where their first citation leads, where their first cell is the
    number of one cited row.
    """
    places = _linked(table, answer.citations)
    before = (number - 1) * TABLE_ROWS_MOST
    # A list of rows comes a page at a time; any other table is whole.
    shown = table.rows if answer.shown else table.rows[before : before + TABLE_ROWS_MOST]
    total = answer.shown.total if answer.shown else len(table.rows)

    def page(other: int) -> str:
        return url_for(
            "chat.conversation", q=answer.question, after=answer.history, page=other, _anchor="latest"
        )

    return TableView(
        columns=table.columns,
        rows=shown,
        numeric=tuple(index in table.numeric for index in range(len(table.columns))),
        asked=_asked(table.columns, library.lexicon().message("noun.document", answer.language)),
        links=tuple(places.get(_first(cells), "") for cells in shown),
        first=before + 1,
        last=before + len(shown),
        total=total,
        previous=page(number - 1) if number > 1 else "",
        following=page(number + 1) if before + len(shown) < total else "",
    )


def _asked(columns: Sequence[str], documents: str) -> int | None:
    """The place of the column that was asked for: the last one, save the one headed `documents`."""
    last = len(columns) - 1 - (columns[-1] == documents)
    return last if last > 1 else None


def _linked(table: Table, citations: Sequence[Citation]) -> dict[str, str]:
    """Where the first citation of each row leads that the table names by its number, and no other does."""
    named = {_first(cells) for cells in table.rows} - {""}
    documents: dict[str, set[str]] = {}
    places: dict[str, str] = {}
    for cited in citations:
        if cited.row in named:
            documents.setdefault(cited.row, set()).add(cited.document)
            places.setdefault(cited.row, _cited_address(cited))
    return {row: place for row, place in places.items() if len(documents[row]) == 1}


def _first(cells: Sequence[str]) -> str:
    return cells[0] if cells else ""

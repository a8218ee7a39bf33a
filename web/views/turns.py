"""An answer as one turn of the conversation: cut at its figures, with the addresses of all it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from assistant.answering.forms import FILES
from assistant.model.answer import Answer, Citation, Gauge, Status, Table
from assistant.render.words import field_label
from web.api.passages import matches, words_in
from web.http.language import messages
from web.library import Library
from web.views.charts import bar_views, gauge_view
from web.views.contexts import CitationView, TableView, TurnView
from web.views.marks import Segment, segments, spans_of
from web.views.reading import reading_view
from web.views.texts import text_url

# So many citations stand open under an answer; the others of a long list are one click away, up to a bound
# that keeps the page light. The files of an answer always have all.
CITATIONS_SHOWN = 3
CITATIONS_MOST = 60
TABLE_ROWS_MOST = 100
_LIST_MARKS = ("・", "- ", "• ")


def turn_view(answer: Answer, library: Library) -> TurnView:
    """The turn of one answer, inside a request."""
    address: dict[str, Any] = {"q": answer.question, "after": list(answer.history)}
    lines = lines_of(answer)
    cut = [segments(line, spans_of(line, answer.highlights)) for line in lines]
    words = words_in(answer.question)
    several = len({cited.document for cited in answer.citations}) > 1
    citations = tuple(
        _citation(cited, answer, words, library, named=several) for cited in answer.citations[:CITATIONS_MOST]
    )
    return TurnView(
        question=answer.question,
        after=answer.history,
        language=answer.language.value,
        answered=answer.status is Status.ANSWERED,
        headline=cut[0],
        body=tuple(cut[1:]),
        table=_table(answer.table, answer.citations) if answer.table else None,
        gauges=tuple(gauge_view(gauge, _gauge_url(gauge)) for gauge in answer.gauges),
        bars=bar_views(answer.bars),
        notes=answer.notes,
        shown=citations[:CITATIONS_SHOWN],
        folded=citations[CITATIONS_SHOWN:],
        cited=len(answer.citations),
        left_out=len(answer.citations) - len(citations),
        suggestions=answer.suggestions,
        address=url_for("chat.conversation", **address),
        text_url=url_for("files.answer_file", suffix="txt", **address),
        markdown_url=url_for("files.answer_file", suffix="md", **address),
        csv_url=_file(answer, "csv", address),
        excel_url=_file(answer, "xlsx", address),
        tsv_url=_file(answer, "tsv", address),
        cells_url=_file(answer, "cells.html", address),
        as_file=_file(answer, answer.format, address) if answer.format in FILES else "",
        figure=_is_figure(cut[0]),
        source=_source(answer.citations[0], library) if answer.citations and not several else "",
        reading=reading_view(answer),
    )


def _file(answer: Answer, suffix: str, address: dict[str, Any]) -> str:
    """The address of a file of the answer's table; empty where it has none."""
    return url_for("files.answer_file", suffix=suffix, **address) if answer.table else ""


_SHORT = 14


def _is_figure(headline: Sequence[Segment]) -> bool:
    """Whether a headline has one short figure: what is asked for, and nothing beside it."""
    marked = [piece.text for piece in headline if piece.marked]
    return len(marked) == 1 and len(marked[0]) <= _SHORT and any(sign.isdecimal() for sign in marked[0])


def _source(cited: Citation, library: Library) -> str:
    """The document of a citation with its year."""
    title, year = library.title(cited.document), library.year(cited.document)
    return messages()("turn.source", title=title, year=year) if year else title


def lines_of(answer: Answer) -> list[str]:
    """The lines of the answer, the first one first; a list that the table repeats is left to the table."""
    lines = [line for line in answer.answer.splitlines() if line.strip()] or [""]
    listed = [line for line in lines[1:] if line.startswith(_LIST_MARKS)]
    if answer.table and len(listed) <= len(answer.table.rows):
        return [line for line in lines if line not in listed]
    return lines


def row_address(document: str, row: str, field: str) -> str:
    """The row's place in the table of its document, the cell of a field (a role, or a header) marked.

    The document where no row is named.
    """
    if not row:
        return url_for("sources.table", document=document)
    return url_for("sources.table", document=document, around=row, cell=field, _anchor=f"row-{row}")


def _cited_address(cited: Citation) -> str:
    if cited.text:
        return text_url(cited.document, cited.text)
    return row_address(cited.document, cited.row, cited.field)


def _gauge_url(gauge: Gauge) -> str:
    return url_for("sources.row", document=gauge.document, number=gauge.row)


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


def _table(table: Table, citations: tuple[Citation, ...]) -> TableView:
    """The table, its rows linked to where their first citation leads, where their first cell is the number of
    one cited row.
    """
    documents: dict[str, set[str]] = {}
    places: dict[str, str] = {}
    for cited in citations:
        documents.setdefault(cited.row, set()).add(cited.document)
        places.setdefault(cited.row, _cited_address(cited))
    shown = table.rows[:TABLE_ROWS_MOST]
    named = [cells[0] if cells else "" for cells in shown]
    return TableView(
        columns=table.columns,
        rows=shown,
        numeric=tuple(index in table.numeric for index in range(len(table.columns))),
        links=tuple(places[row] if len(documents.get(row, ())) == 1 else "" for row in named),
        left_out=len(table.rows) - len(shown),
    )

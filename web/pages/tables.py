"""A document as its table: narrowed, in pages or as a file, and each of its rows on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, url_for
from werkzeug import Response as BaseResponse

from assistant.answering.lookup import document_table
from corpus.document import Column, Role
from index.records import DocumentInfo, StoredRow
from index.store import Index
from web.http.errors import RequestError
from web.http.files import answer_as_file
from web.http.inputs import check_query_encoding, number_parameter, text_parameter, words_parameter
from web.http.language import messages
from web.library import library
from web.messages import Messages
from web.pages.beside import beside_row, is_part
from web.pages.frames import frame, texts_of
from web.pages.narrowing import Narrowing, asked, filters, narrowed, narrowers
from web.pages.sourcefile import file_link, folders, source_lines
from web.views.charts.charts import kpi_gauge
from web.views.documents.rowviews import PLACED, belongs, cell_view, finding_view, is_of, row_view
from web.views.given.contexts import Link
from web.views.given.source_contexts import RowPage, RowView, TablePage

blueprint = Blueprint("tables", __name__, url_prefix="/documents")

ROWS_A_PAGE = 100
# A table with more free columns than this shows those whose role is known, unless all are asked for.
MOST_COLUMNS = 8
_FILES = {"excel_url": "xlsx", "csv_url": "csv", "tsv_url": "tsv", "cells_url": "cells.html"}


@blueprint.get("/<document>")
def table(document: str) -> str | BaseResponse:
    """A document as its table, narrowed as the address says; its text where it has no rows."""
    check_query_encoding()
    index = library().index()
    text = messages()
    info = library().info(document)
    if not info.row_count and texts_of(library(), document):
        return redirect(url_for("texts.text", document=document, q=words_parameter("q", "") or None))
    if is_part():
        return _beside(info, text_parameter("around"), words_parameter("cell", ""))
    given = narrowers(index, document, text)
    narrowing = asked(given)
    ids = narrowed(index, document, given, narrowing)
    first = _first_row(index, document, ids)
    shown = index.rows(ids[first : first + ROWS_A_PAGE])
    cited = text_parameter("around", ""), words_parameter("cell", "")
    wide = text_parameter("columns", "") == "all" or _is_hidden(index.columns(document), shown, cited)
    filled = index.columns(document) if wide else _filled(index.columns(document), shown)
    columns, hidden = _columns(filled, wide=wide)
    hidden += len(index.columns(document)) - len(filled)
    kinds = {column.role for column in index.columns(document)}

    def neighbour(page: int) -> str:
        parameters = narrowing.parameters() | ({"columns": "all"} if wide else {})
        return url_for("tables.table", document=document, page=page, **parameters)

    here = first // ROWS_A_PAGE + 1
    page = TablePage(
        document=frame(library(), info, "table", text),
        columns=tuple(column.header for column in columns),
        rows=_rows(index, shown, columns, narrowing, text, cited),
        filters=filters(index, document, given, narrowing, text),
        words=narrowing.words,
        filtered=narrowing.active,
        matched=len(ids),
        total=info.row_count,
        first=first + 1,
        previous=neighbour(here - 1) if first else "",
        following=neighbour(here + 1) if first + ROWS_A_PAGE < len(ids) else "",
        hidden_columns=hidden,
        wide_url=url_for("tables.table", document=document, columns="all", **narrowing.parameters()),
        departments=any(stored.row.departments for stored in shown),
        rated=Role.RATING in kinds or any(stored.row.ratings for stored in shown),
        **{
            name: url_for("tables.file", document=document, suffix=suffix, **narrowing.parameters())
            for name, suffix in _FILES.items()
        },
    )
    return render_template("document_table.html", page=page)


@blueprint.get("/<document>/table.<suffix>")
def file(document: str, suffix: str) -> BaseResponse:
    """The rows that the address narrows the table to, with all their columns, as a file."""
    check_query_encoding()
    index = library().index()
    text = messages()
    info = library().info(document)
    given = narrowers(index, document, text)
    narrowing = asked(given)
    ids = narrowed(index, document, given, narrowing)
    said = (
        text("table.matched", count=len(ids), total=info.row_count)
        if narrowing.active
        else text("count.rows", count=info.row_count)
    )
    answer = document_table(index, library().lexicon(), ids, text.language, info.title, said)
    return answer_as_file(answer, suffix, "table", info.title)


@blueprint.get("/<document>/rows/<path:number>")
def row(document: str, number: str) -> str:
    """One row with all that is known of it."""
    index = library().index()
    text = messages()
    info = library().info(document)
    found = index.row_by_number(number, document)
    if not found:
        raise RequestError(404, "no_such_row")
    if is_part():
        return _beside(info, number, "")
    stored = found[0]
    findings = [finding for finding in index.findings(document) if finding.row == number]
    view = row_view(stored.row, (), findings, (), "", text)
    gauges = (kpi_gauge(kpi, "", "") for kpi in stored.row.kpis)
    before, after = _neighbours(index, document, stored.id)
    page = RowPage(
        document=frame(library(), info, "table", text),
        row=view,
        cells=tuple(
            cell_view(cell, findings, (), text)
            for cell in stored.row.cells
            if cell.text and cell.role not in PLACED
        ),
        section=stored.row.section,
        gauges=tuple(gauge for gauge in gauges if gauge),
        findings=tuple(finding_view(finding, text, lambda _number: "") for finding in findings),
        source=source_lines(info, stored.row.locator, folders()),
        file=file_link(info, stored.row.locator),
        place=stored.row.locator.label(text.language),
        ask=_questions(stored, text),
        previous=before,
        following=after,
    )
    return render_template("document_row.html", page=page)


def _beside(info: DocumentInfo, number: str, field: str) -> str:
    """A row of a document for the panel beside an answer."""
    index = library().index()
    found = index.row_by_number(number, info.id)
    if not found:
        raise RequestError(404, "no_such_row")
    findings = [finding for finding in index.findings(info.id) if finding.row == number]
    return beside_row(info, found[0], findings, field, messages())


def _first_row(index: Index, document: str, ids: Sequence[int]) -> int:
    """The place of the first row shown: that of the page asked for, or of the page with the row `around`."""
    around = text_parameter("around", "")
    if around:
        wanted = {stored.id for stored in index.row_by_number(around, document)}
        place = next((place for place, one in enumerate(ids) if one in wanted), 0)
        return place - place % ROWS_A_PAGE
    pages = max(-(-len(ids) // ROWS_A_PAGE), 1)
    return (min(number_parameter("page", 1, 999_999), pages) - 1) * ROWS_A_PAGE


def _columns(columns: Sequence[Column], *, wide: bool) -> tuple[tuple[Column, ...], int]:
    """The columns shown, and how many are left out."""
    free = tuple(column for column in columns if column.role not in PLACED)
    if wide or len(free) <= MOST_COLUMNS:
        return free, 0
    known = (
        tuple(column for column in free if column.role is not Role.OTHER)[:MOST_COLUMNS]
        or free[:MOST_COLUMNS]
    )
    return known, len(free) - len(known)


def _filled(columns: Sequence[Column], shown: Sequence[StoredRow]) -> tuple[Column, ...]:
    """The columns less those in which no row shown says anything; all where no row is shown."""
    cells = [cell for stored in shown for cell in stored.row.cells if cell.text]
    return tuple(
        column
        for column in columns
        if not shown or column.role in PLACED or any(belongs(cell, column) for cell in cells)
    )


def _is_hidden(columns: Sequence[Column], shown: Sequence[StoredRow], cited: tuple[str, str]) -> bool:
    """Whether the cell that an answer leads to would stand in a column that is left out."""
    known, hidden = _columns(columns, wide=False)
    cells = [cell for stored in shown if stored.row.number == cited[0] for cell in stored.row.cells]
    wanted = [cell for cell in cells if is_of(cell, cited[1]) and cell.role not in PLACED]
    return bool(hidden and wanted) and not any(belongs(c, column) for c in wanted for column in known)


def _rows(
    index: Index,
    shown: Sequence[StoredRow],
    columns: Sequence[Column],
    narrowing: Narrowing,
    text: Messages,
    cited: tuple[str, str],
) -> tuple[RowView, ...]:
    """`cited` are the number of a row and the field of its cell that an answer leads to, or empty."""
    if not shown:
        return ()
    found = [finding for finding in index.findings(shown[0].row.document) if finding.row]
    views = []
    section = ""
    for stored in shown:
        opens = stored.row.section if stored.row.section != section else ""
        section = stored.row.section
        own = [finding for finding in found if finding.row == stored.row.number]
        field = cited[1] if stored.row.number == cited[0] else ""
        views.append(row_view(stored.row, columns, own, narrowing.parts, opens, text, field))
    return tuple(views)


def _neighbours(index: Index, document: str, row_id: int) -> tuple[Link | None, Link | None]:
    ids = index.all_ids(document)
    place = ids.index(row_id)
    beside = [ids[at] if 0 <= at < len(ids) else None for at in (place - 1, place + 1)]
    links = []
    for one in beside:
        stored = index.rows([one])[0].row if one is not None else None
        links.append(
            Link(
                f"{stored.number} {stored.title}",
                url_for("tables.row", document=document, number=stored.number),
            )
            if stored
            else None
        )
    return links[0], links[1]


def _questions(stored: StoredRow, text: Messages) -> tuple[str, ...]:
    """What one may ask about a row, by what it has."""
    roles = {cell.role for cell in stored.row.cells if cell.text}
    keys = []
    if stored.row.kpis:
        keys.append("example.target")
    if Role.RESULT in roles:
        keys.append("example.result")
    if Role.ISSUES in roles:
        keys.append("example.issues")
    return tuple(text(key, name=stored.row.title) for key in keys)

"""What the pages of one document share: its head with the way to each of its pages."""

from __future__ import annotations

from flask import url_for

from index.records import DocumentInfo
from index.store import Index
from index.texts import text_totals
from web.http.language import messages
from web.library import Library
from web.messages import Messages
from web.pages.compare import compare_url
from web.pages.sourcefile import file_link
from web.views.given.source_contexts import DocumentFrame, Tab


def texts_of(shelf: Library, document: str) -> int:
    """The number of passages of a document, 0 where it has none."""
    totals: dict[str, int] = shelf.kept("texts", lambda: text_totals(shelf.index()))
    return totals.get(document, 0)


def opening_page(info: DocumentInfo, texts: int) -> str:
    """The address that a document opens on: its table, or its text where it has no rows."""
    endpoint = "texts.text" if texts and not info.row_count else "tables.table"
    return url_for(endpoint, document=info.id)


def frame(shelf: Library, info: DocumentInfo, active: str, text: Messages) -> DocumentFrame:
    """The head of a page; `active` names the page among those of the document."""
    texts = texts_of(shelf, info.id)
    named = (
        ("table", text("document.table"), "tables.table", info.row_count or not texts),
        ("text", text("document.text"), "texts.text", texts),
        ("overview", text("document.overview"), "sources.overview", info.row_count or not texts),
        ("findings", text("document.findings"), "sources.findings", True),
    )
    return DocumentFrame(
        id=info.id,
        title=info.title,
        publisher=info.publisher,
        year=year_of(info, text),
        tabs=tuple(
            Tab(label, url_for(endpoint, document=info.id), name == active)
            for name, label, endpoint, has_it in named
            if has_it
        ),
        compare_url=_compared(shelf.index(), info, texts),
        file=file_link(info),
    )


def document_name(info: DocumentInfo) -> str:
    """The title of a document with its year, where it has one."""
    if info.fiscal_year is None:
        return info.title
    return messages()("turn.source", title=info.title, year=info.fiscal_year)


def year_of(info: DocumentInfo, text: Messages) -> str:
    """The fiscal year of a document in words; empty where it is not known."""
    return text("documents.fiscal_year", year=info.fiscal_year) if info.fiscal_year else ""


def _compared(index: Index, info: DocumentInfo, texts: int) -> str:
    """Documents are compared by their rows: one of texts alone is not."""
    return compare_url(index, info.id) if info.row_count or not texts else ""

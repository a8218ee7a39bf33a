"""An answer as the result of a tool: Markdown for whoever reads it, an object for whoever computes with it.

Every citation names its document with its title and year, and the resource that its row can be read as.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from mcp_types import CallToolResult, TextContent

from assistant.model.answer import Answer
from assistant.render import render
from assistant.render.json import to_object
from index.records import DocumentInfo
from index.store import Index

SCHEME = "keikaku://documents/"


def result(answer: Answer, index: Index, base_url: str) -> CallToolResult:
    """The answer, with links to the server at `base_url` where that is known.

    A refusal is an answer: its status says that the documents do not hold what is asked.
    """
    text = TextContent(type="text", text=render(answer, "markdown", base_url=base_url))
    return CallToolResult(content=[text], structured_content=as_object(answer, index))


def as_object(answer: Answer, index: Index) -> dict[str, Any]:
    """The object of `GET /api/ask`, its citations with their resource, and the documents that they cite."""
    found = to_object(answer)
    documents = {one.id: one for one in index.documents()}
    for cited in found["citations"]:
        cited["resource"] = resource(cited["document"], cited["row"])
    ids = dict.fromkeys(cited.document for cited in answer.citations)
    found["documents"] = [document_object(documents[id]) for id in ids if id in documents]
    return found


def document_object(info: DocumentInfo) -> dict[str, Any]:
    """What identifies a document: its title and year, and the file with its SHA-256."""
    return {
        "id": info.id,
        "title": info.title,
        "publisher": info.publisher,
        "fiscal_year": info.fiscal_year,
        "file": info.file,
        "sha256": info.digest,
        "rows": info.row_count,
        "resource": resource(info.id),
    }


def resource(document: str, row: str = "") -> str:
    """The address of a document as a resource, or of one of its rows.

    >>> resource("plan"), resource("plan", "1 の/2")
    ('keikaku://documents/plan', 'keikaku://documents/plan/rows/1%20%E3%81%AE%2F2')
    """
    return f"{SCHEME}{quote(document, safe='')}" + (f"/rows/{quote(row, safe='')}" if row else "")

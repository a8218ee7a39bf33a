"""The MCP server: its tools, and the documents and their rows as resources.

Resources are those of the index that is there when they are asked for. A client is told every document, and
as many rows as it can look through; any row is read by its address.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError
from mcp_types import Resource, ToolAnnotations

from assistant.answering.lookup import show_rows
from assistant.answering.showing import show
from assistant.cli.problems import DOMAIN, in_words
from assistant.model.answer import Status
from assistant.render import render
from assistant.settings import Settings
from web.mcp.results import SCHEME, resource
from web.mcp.shelf import Shelf, tongue
from web.mcp.tools import tools

MOST_ROWS = 1_000
"""Rows of all documents that are listed as resources; the others are found by the tools."""

_MARKDOWN = "text/markdown"
_INSTRUCTIONS = (
    "Exact answers from plan documents of a city office, with the cells that each answer stands on. Use `ask`"
    " for a question in words and the other tools for look-ups; pass the citations on, and where the status"
    " is not_found say that the documents do not hold it."
)
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class Keikaku(MCPServer[Any]):
    """The server over the documents of an installation."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            "keikaku", instructions=_INSTRUCTIONS, version=version("keikaku"), log_level="WARNING"
        )
        self._shelf = Shelf(settings)
        for tool in tools(self._shelf):
            self.add_tool(tool, annotations=_READ_ONLY)
        self.resource(SCHEME + "{document}", mime_type=_MARKDOWN)(self._document)
        self.resource(SCHEME + "{document}/rows/{number}", mime_type=_MARKDOWN)(self._row)

    async def list_resources(self) -> list[Resource]:
        """The documents, and their rows up to a bound."""
        return list(self._resources())

    def _resources(self) -> Iterator[Resource]:
        index = self._shelf.index()
        for one in index.documents():
            yield Resource(uri=resource(one.id), name=one.id, title=one.title, mime_type=_MARKDOWN)
        for stored in index.rows(index.all_ids()[:MOST_ROWS]):
            row = stored.row
            address = resource(row.document, row.number)
            yield Resource(uri=address, name=row.number, title=row.title, mime_type=_MARKDOWN)

    def _document(self, document: str) -> str:
        """The outline of a document: its headings with their places, and how many rows it has."""
        return self._read(document, None)

    def _row(self, document: str, number: str) -> str:
        """All cells of a row, each with its place in the document."""
        return self._read(document, number)

    def _read(self, document: str, number: str | None) -> str:
        try:
            index, lexicon, language = self._shelf.index(), self._shelf.lexicon(), tongue(None)
            if document not in {one.id for one in index.documents()}:
                raise ResourceNotFoundError(f"There is no document {document}.")
            if number is None:
                answer = show(index, lexicon, (document,), language, None)
            else:
                answer = show_rows(index, lexicon, (number,), language, document)
        except DOMAIN as error:
            raise ResourceError(in_words(error)) from error
        if answer.status is Status.NOT_FOUND:
            raise ResourceNotFoundError(answer.answer)
        return render(answer, "markdown", base_url=self._shelf.settings.server.base_url)

"""The tools: what can be asked of the documents, and the words by which an assistant chooses among them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult
from pydantic import Field

from assistant.answering import lookup
from assistant.answering.lookup import Desired
from assistant.answering.searching import search as find
from assistant.answering.showing import show as show_names
from assistant.cli.problems import DOMAIN, in_words
from assistant.model.answer import Answer, Language
from assistant.scope import chosen
from assistant.service import ask as answer_to
from web.mcp.results import document_object, result
from web.mcp.shelf import Shelf, Tongue, tongue

Names = Annotated[list[str], Field(description="Any of these; part of a name will do where one has it.")]
Said = Annotated[Tongue | None, Field(description="Language of the sentences; quotes stay as printed.")]
By = Literal["department", "rating", "section", "group", "year", "kpi", "document"]
Tool = Callable[..., CallToolResult]


def tools(shelf: Shelf) -> tuple[Tool, ...]:
    """The tools over the documents of a shelf; their names and docstrings are what an assistant is told."""
    made = (_ask(shelf), _search(shelf), _list(shelf), _count(shelf), _show(shelf), _documents(shelf))
    return tuple(map(_told, made))


def _told(tool: Tool) -> Tool:
    """The tool, whose problems are told to the assistant in words."""

    @wraps(tool)
    def told(*args: Any, **options: Any) -> CallToolResult:
        try:
            return tool(*args, **options)
        except DOMAIN as error:
            raise ToolError(in_words(error)) from error

    return told


def _given(shelf: Shelf, answer: Answer) -> CallToolResult:
    return result(answer, shelf.index(), shelf.settings.server.base_url)


def _ask(shelf: Shelf) -> Tool:
    def ask(
        question: Annotated[str, Field(description="In Japanese or English, up to 500 characters.")],
        history: Annotated[list[str], Field(description="Earlier questions, oldest first.")] = [],  # noqa: B006  # never changed; the schema shows it
        document: Annotated[
            list[str],
            Field(description="Ids of the documents to ask; the newest edition of each plan by default."),
        ] = [],  # noqa: B006  # as above
        year: Annotated[list[int], Field(description="Ask the documents of these fiscal years.")] = [],  # noqa: B006  # as above
        language: Said = None,
    ) -> CallToolResult:
        """Answer a question about the plan documents exactly, with the cited cells and the arithmetic.

        Counts, lists, sums, comparisons, single cells and passages. Give the user's question as it is:
        figures are computed here, not to be estimated. Quote the citations (document, year, row, place) with
        the answer. A status of not_found means that the documents do not say it; do not fill that in.
        """
        index = shelf.index()
        vocabulary = shelf.settings.vocabulary
        said = Language(tongue(language))
        kept = chosen(index, document, year)
        answer = answer_to(index, question, tuple(history), site=vocabulary, language=said, documents=kept)
        return _given(shelf, answer)

    return ask


def _search(shelf: Shelf) -> Tool:
    def search(words: str, language: Said = None) -> CallToolResult:
        """Find the rows and passages that match some words best, each quoted by its best sentence."""
        return _given(shelf, find(shelf.index(), shelf.lexicon(), words, tongue(language)))

    return search


def _list(shelf: Shelf) -> Tool:
    def list_rows(
        rating: Names = [],  # noqa: B006  # never changed; the schema shows it
        not_rating: Names = [],  # noqa: B006  # as above
        department: Names = [],  # noqa: B006  # as above
        section: Names = [],  # noqa: B006  # as above
        group: Names = [],  # noqa: B006  # as above
        year: Annotated[list[int], Field(description="Fiscal years.")] = [],  # noqa: B006  # as above
        document: Annotated[list[str], Field(description="Ids of documents.")] = [],  # noqa: B006  # as above
        kpi: Literal["missed", "met", "unknown"] | None = None,
        all_columns: Annotated[bool, Field(description="All cells of each row in the table.")] = False,
        language: Said = None,
    ) -> CallToolResult:
        """List all rows of the tables that pass all of these conditions, as a table, each row cited."""
        desired = _desired(rating, not_rating, department, section, group, year, document, kpi)
        said = tongue(language)
        answer = lookup.list_rows(shelf.index(), shelf.lexicon(), desired, said, whole=all_columns)
        return _given(shelf, answer)

    list_rows.__name__ = "list"
    return list_rows


def _count(shelf: Shelf) -> Tool:
    def count(
        by: Annotated[By | None, Field(description="What to break the count down by.")] = None,
        rating: Names = [],  # noqa: B006  # never changed; the schema shows it
        not_rating: Names = [],  # noqa: B006  # as above
        department: Names = [],  # noqa: B006  # as above
        section: Names = [],  # noqa: B006  # as above
        group: Names = [],  # noqa: B006  # as above
        year: Annotated[list[int], Field(description="Fiscal years.")] = [],  # noqa: B006  # as above
        document: Annotated[list[str], Field(description="Ids of documents.")] = [],  # noqa: B006  # as above
        kpi: Literal["missed", "met", "unknown"] | None = None,
        language: Said = None,
    ) -> CallToolResult:
        """Count the rows that pass all of these conditions, or how many there are of each value."""
        desired = _desired(rating, not_rating, department, section, group, year, document, kpi)
        said = tongue(language)
        return _given(shelf, lookup.count_rows(shelf.index(), shelf.lexicon(), desired, said, by or ""))

    return count


def _show(shelf: Shelf) -> Tool:
    def show(
        names: Annotated[list[str], Field(description="Numbers of rows, ids of documents, or headings.")],
        document: Annotated[str | None, Field(description="Keep to the document with this id.")] = None,
        language: Said = None,
    ) -> CallToolResult:
        """Show all cells of rows by their numbers, the outline of a document, or the text below a heading."""
        answer = show_names(shelf.index(), shelf.lexicon(), names, tongue(language), document)
        return _given(shelf, answer)

    return show


def _documents(shelf: Shelf) -> Tool:
    def documents(language: Said = None) -> CallToolResult:
        """List the documents that are loaded: id, title, publisher, fiscal year, file, how many rows."""
        index = shelf.index()
        given = _given(shelf, lookup.list_documents(index, tongue(language)))
        assert given.structured_content is not None
        given.structured_content["documents"] = [document_object(one) for one in index.documents()]
        return given

    return documents


def _desired(
    rating: list[str],
    not_rating: list[str],
    department: list[str],
    section: list[str],
    group: list[str],
    year: list[int],
    document: list[str],
    kpi: str | None,
) -> Desired:
    return Desired(
        rating=tuple(rating),
        not_rating=tuple(not_rating),
        department=tuple(department),
        section=tuple(section),
        group=tuple(group),
        kpi=kpi,
        year=tuple(map(str, year)),
        document=tuple(document),
    )

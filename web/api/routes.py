"""`/api/*`: what programs ask, in JSON. `openapi.json` beside this module describes it; a test holds both
together.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template

from assistant.model.page import MOST_SHOWN, Page
from assistant.render.json import to_object
from web.api.compare_objects import comparison_object
from web.api.description import api_page, description
from web.api.objects import document_object, row_object
from web.api.passages import search_passages
from web.api.suggest import suggestions, with_questions
from web.api.suggestable import suggestable
from web.http.inputs import (
    asked_by_body,
    check_query_encoding,
    history_parameter,
    number_parameter,
    text_parameter,
    words_parameter,
)
from web.http.language import messages
from web.library import library
from web.pages.compare import both, ledger
from web.pages.examples import suggested_questions

blueprint = Blueprint("api", __name__, url_prefix="/api")

MOST_SUGGESTIONS = 20
MOST_PASSAGES = 50
MOST_OFFSET = 10_000_000
MOST_LISTED = 1_000


@blueprint.get("/ask")
def ask() -> Response:
    """The answer to `q`, following the questions `after`; of a long list `limit` rows from `offset` on."""
    check_query_encoding()
    offset = number_parameter("offset", 0, MOST_OFFSET, 0)
    page = Page(offset, number_parameter("limit", MOST_SHOWN, MOST_LISTED))
    return jsonify(to_object(library().ask(text_parameter("q"), history_parameter(), page)))


@blueprint.post("/ask")
def ask_by_body() -> Response:
    """The answer to the question of a JSON body."""
    question, history, documents = asked_by_body()
    return jsonify(to_object(library().ask(question, history, documents=documents)))


@blueprint.get("/suggest")
def suggest() -> Response:
    """Names that complete what is typed, and questions that hold it."""
    check_query_encoding()
    typed = words_parameter("q")
    limit = number_parameter("limit", 8, MOST_SUGGESTIONS)
    text = messages()
    known = library().kept("suggestable", lambda: suggestable(library().index()))
    found = with_questions(
        suggestions(known, typed, limit), suggested_questions(library(), text), typed, limit
    )
    return jsonify(
        {
            "query": typed,
            "suggestions": [
                {
                    "text": one.text,
                    "start": one.start,
                    "kind": one.kind,
                    "label": text.word("suggestion", one.kind),
                    "document": one.document,
                    "row": one.row or None,
                }
                for one in found
            ],
        }
    )


@blueprint.get("/documents")
def documents() -> Response:
    """The documents that are loaded."""
    index = library().index()
    found = [document_object(info, len(index.findings(info.id))) for info in index.documents()]
    return jsonify({"documents": found})


@blueprint.get("/rows/<path:number>")
def rows(number: str) -> Response:
    """The rows with this number, one for each document that has it; 404 where none has."""
    check_query_encoding()
    document = text_parameter("document", "") or None
    found = library().index().row_by_number(number, document)
    if not found:
        abort(404)
    language = messages().language
    return jsonify({"number": number, "rows": [row_object(stored.row, language) for stored in found]})


@blueprint.get("/search")
def search() -> Response:
    """The passages that hold the words, best first."""
    check_query_encoding()
    words = words_parameter("q")
    limit = number_parameter("limit", 10, MOST_PASSAGES)
    found: list[dict[str, Any]] = search_passages(library().index(), words, limit, messages().language)
    return jsonify({"query": words, "results": found})


@blueprint.get("/compare")
def compare() -> Response:
    """What differs between the documents `from` and `to`, every change with both of its places."""
    before, after = both()
    return jsonify(comparison_object(ledger(before, after), messages().language))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of this API (OpenAPI 3.1)."""
    return jsonify(description())


@blueprint.get("/docs")
def docs() -> str:
    """The same description, for people."""
    return render_template("api.html", page=api_page())

"""Every error as a person or a program can use it, in one shape.

Programs get `{"error": {"code", "message"}}` with the fitting status, from every address of the server;
browsers get the same words as a page. An exception that nobody foresaw is logged with its trace and
answered with 500 in the same shape, without its text.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from assistant.model.errors import QuestionError
from assistant.understanding.prepared import LONGEST
from index.errors import IndexDamaged, IndexForeign, IndexMissing, IndexProblem, IndexStale
from web.http.language import messages
from web.messages import keys
from web.views.given.contexts import ErrorPage

log = logging.getLogger("keikaku.web")

# The codes for statuses that Flask itself raises.
_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "not_json",
    429: "too_many_requests",
    500: "internal",
}

# What is wrong with an index, the special before the general.
_UNUSABLE = {
    IndexMissing: "missing_index",
    IndexStale: "stale_index",
    IndexDamaged: "damaged_index",
    IndexForeign: "foreign_index",
}


class RequestError(Exception):
    """A request that can't be served; `code` is a key below `error.` in the message file."""

    def __init__(
        self, status: int, code: str, headers: dict[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers or {}
        self.values = values


def register(app: Flask) -> None:
    """Answer every error of the application in the one shape."""
    app.register_error_handler(RequestError, _from_request)
    app.register_error_handler(QuestionError, _from_question)
    app.register_error_handler(IndexProblem, _from_index)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _unforeseen)


def _from_request(error: RequestError) -> Response:
    message = messages()(f"error.{error.code}", **error.values)
    return _respond(error.status, error.code, message, error.headers)


def _from_question(error: QuestionError) -> Response:
    return _respond(HTTPStatus.BAD_REQUEST, error.code, question_problem(error))


def question_problem(error: QuestionError) -> str:
    """What is wrong with the question, in the language of the interface where the message file has the
    code.
    """
    key = f"error.{error.code}"
    return messages()(key, most=LONGEST) if key in keys() else error.message


def _from_index(error: IndexProblem) -> Response:
    """The index is missing, stale or broken while the server runs; where it lies is for the log alone."""
    log.error("the index can't be used: %s", error)
    key = next((key for kind, key in _UNUSABLE.items() if isinstance(error, kind)), "no_index")
    message = messages()(f"error.{key}", next_step=error.next_step)
    return _respond(HTTPStatus.SERVICE_UNAVAILABLE, "no_index", message, {"Retry-After": "5"})


def _from_http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:  # a redirect that routing raised, not an error
        return make_response(error.get_response())
    code = _CODES.get(status, HTTPStatus(status).name.lower())
    key = f"error.{code}" if status in _CODES else "error.other"
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return _respond(status, code, messages()(key, status=int(status)), headers)


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen error at %s", request.path, exc_info=error)
    return _respond(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", messages()("error.internal"))


def _respond(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    g.error_code = code
    if _wants_page():
        page = ErrorPage(status=int(status), message=message)
        response = make_response(render_template("error.html", page=page), status)
    else:
        response = jsonify({"error": {"code": code, "message": message}})
        response.status_code = int(status)
    response.headers.extend(headers or {})
    return response


def _wants_page() -> bool:
    """Browsers name text/html; the API and the health check answer in JSON whoever asks."""
    if request.path.startswith("/api/") and not request.path.startswith("/api/docs"):
        return False
    if request.path == "/healthz":
        return False
    return any(value == "text/html" for value, _quality in request.accept_mimetypes)

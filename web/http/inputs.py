"""What a request brings, checked once: text that is text, parameters that are there, numbers in their
bounds.

Every problem is a `RequestError` with status 400; the question's own rules (not empty, not too long) are
those of `assistant.service.ask` and are not repeated here.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import request

from assistant.service import MOST_EARLIER
from assistant.understanding.prepared import LONGEST
from web.http.errors import RequestError


def check_query_encoding() -> None:
    """Refuses a query that is not UTF-8, which would otherwise be read as other characters than were sent."""
    try:
        unquote_to_bytes(request.query_string.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, "bad_encoding") from error


def text_parameter(name: str, default: str | None = None) -> str:
    """The one value of a query parameter; `default` where it is missing, an error if there is none."""
    values = request.args.getlist(name)
    if len(values) > 1:
        raise RequestError(400, "repeated_parameter", name=name)
    if values:
        return values[0]
    if default is None:
        raise RequestError(400, "missing_parameter", name=name)
    return default


def words_parameter(name: str, default: str | None = None) -> str:
    """A query parameter of at most as many characters as a question may have."""
    text = text_parameter(name, default)
    if len(text) > LONGEST:
        raise RequestError(400, "question_too_long", most=LONGEST)
    return text


def number_parameter(name: str, default: int, most: int, least: int = 1) -> int:
    """A whole number from `least` to `most`."""
    text = text_parameter(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) <= 8 and least <= int(text) <= most):
        raise RequestError(400, "bad_parameter", name=name, wanted=f"{least}–{most}")
    return int(text)


def history_parameter() -> tuple[str, ...]:
    """The newest earlier questions of the query, oldest first."""
    return _history(request.args.getlist("after"), "after")


def asked_by_body() -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Question, history and documents to keep to of a JSON body; what else stands in it is ignored."""
    if not request.is_json:
        raise RequestError(415, "not_json")
    body = _json_body()
    if not isinstance(body, dict):
        raise RequestError(400, "bad_json")
    question = body.get("question")
    if question is None:
        raise RequestError(400, "missing_parameter", name="question")
    if not isinstance(question, str):
        raise RequestError(400, "bad_parameter", name="question", wanted="text")
    return _sound(question), _history(body.get("history", []), "history"), _texts(body.get("in", []), "in")


def _json_body() -> Any:
    try:
        return json.loads(request.get_data().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RequestError(400, "bad_encoding") from error
    except (ValueError, RecursionError) as error:  # not JSON, or nested beyond reason
        raise RequestError(400, "bad_json") from error


def _history(values: Any, name: str) -> tuple[str, ...]:
    return _texts(values, name)[-MOST_EARLIER:]


def _texts(values: Any, name: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise RequestError(400, "bad_parameter", name=name, wanted="a list of texts")
    return tuple(_sound(value) for value in values)


def _sound(text: str) -> str:
    """The text itself; JSON can escape half a character, which no answer could be sent with."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RequestError(400, "bad_encoding")
    return text

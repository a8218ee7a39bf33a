"""Answers inside other pages: `/embed`, a small page for a frame, and the answers a component asks for.

A frame may stand only in pages of this server and of the sites that the settings name (`frame_ancestors`).
The component asks for many answers in one request, each as a piece of HTML that is ready to be shown.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, render_template, request

from assistant.model.errors import QuestionError
from assistant.pins.pins import LONGEST_EARLIER_TEXT
from assistant.service import MOST_EARLIER
from index.errors import IndexProblem
from web.embedding.view import CITATIONS_OPEN, EmbedPage, embed_view
from web.http.errors import RequestError, question_problem
from web.http.inputs import check_query_encoding, history_parameter, text_parameter
from web.http.language import messages
from web.http.security import POLICY
from web.library import library
from web.messages import LANGUAGES, Messages

blueprint = Blueprint("embed", __name__)

MOST_QUESTIONS = 20
"""Questions that one request of the component may hold."""

MOST_CITATIONS = 60
_THEMES = ("", "light", "dark")
_SELF = "frame-ancestors 'self'"


@blueprint.get("/embed")
def page() -> tuple[str, int]:
    """The answer to `q` as a small page; a problem is told in one of the same kind, with its status."""
    theme = ""
    try:
        check_query_encoding()
        theme = choice_parameter("theme", _THEMES)
        choose_language(messages().language)
        answer = library().ask(text_parameter("q"), history_parameter())
        choose_language(answer.language.value)
        view = embed_view(
            answer,
            library(),
            citations=_citations(),
            pin=text_parameter("pin", ""),
            was=text_parameter("was", "")[:LONGEST_EARLIER_TEXT],
        )
    except (QuestionError, RequestError, IndexProblem) as error:
        status, problem = _problem(error)
        return render_template("embed_page.html", page=EmbedPage(None, theme, problem)), status
    return render_template("embed_page.html", page=EmbedPage(view, theme)), HTTPStatus.OK


@blueprint.get("/embed/answers")
def answers() -> Response:
    """The answers to up to 20 conversations `ask`, each a JSON list of questions whose last one is asked.

    One that can't be answered is an error in its place and takes none of the others with it; so are those
    for which this request has no time left (`too_much_work`), which are answered when they are asked again.
    """
    check_query_encoding()
    asked = request.args.getlist("ask")
    if not 1 <= len(asked) <= MOST_QUESTIONS:
        raise RequestError(400, "bad_parameter", name="ask", wanted=f"1–{MOST_QUESTIONS} ×")
    citations = _citations()
    return jsonify({"answers": [_answered(_conversation(one), citations) for one in asked]})


@blueprint.after_request
def _allow_parents(response: Response) -> Response:
    """The sites that may show the page in a frame; an error may stand there like an answer."""
    if request.endpoint == "embed.page":
        parents = " ".join((_SELF, *current_app.config["KEIKAKU"].server.frame_ancestors))
        response.headers["Content-Security-Policy"] = POLICY.replace(_SELF, parents)
    return response


def choose_language(default: str) -> None:
    """Sets the language of the words around an answer: that of `lang`, or else the answer's own."""
    g.messages = Messages(choice_parameter("lang", ("", *LANGUAGES)) or default)


def choice_parameter(name: str, choices: tuple[str, ...]) -> str:
    """A query parameter that has one of these values, the first where it is missing."""
    value = text_parameter(name, choices[0])
    if value not in choices:
        raise RequestError(400, "bad_parameter", name=name, wanted=" / ".join(filter(None, choices)))
    return value


def _citations() -> int:
    """How many sources stand open: 0 for none at all."""
    text = text_parameter("citations", str(CITATIONS_OPEN))
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) <= MOST_CITATIONS):
        raise RequestError(400, "bad_parameter", name="citations", wanted=f"0–{MOST_CITATIONS}")
    return int(text)


def _conversation(text: str) -> list[str]:
    try:
        questions = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "bad_json") from error
    texts = isinstance(questions, list) and all(isinstance(one, str) for one in questions)
    if not texts or not questions:
        raise RequestError(400, "bad_parameter", name="ask", wanted='["…", "…"]')
    found: list[str] = questions[-MOST_EARLIER - 1 :]
    return found


def _answered(questions: list[str], citations: int) -> dict[str, Any]:
    *earlier, question = questions
    try:
        answer = library().ask(question, earlier)
    except QuestionError as error:
        return {"error": {"code": error.code, "message": question_problem(error)}}
    except RequestError as error:  # the time of this request is spent; the rest is had by asking again
        return {"error": {"code": error.code, "message": messages()(f"error.{error.code}")}}
    choose_language(answer.language.value)
    view = embed_view(answer, library(), citations=citations)
    html = render_template("embed_answer.html", view=view, slotted=True)
    return {
        "question": question,
        "language": answer.language.value,
        "status": answer.status.value,
        "digest": view.digest,
        "html": html,
    }


def _problem(error: Exception) -> tuple[int, str]:
    if isinstance(error, QuestionError):
        return HTTPStatus.BAD_REQUEST, question_problem(error)
    if isinstance(error, RequestError):
        return error.status, messages()(f"error.{error.code}", **error.values)
    return HTTPStatus.SERVICE_UNAVAILABLE, messages()("embed.no_index")

"""An answer as it is copied: `/copied.txt` as lines of text, `/copied.html` as rich text."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from assistant.model.page import Page
from web.embedding.view import with_whole_addresses
from web.http.files import drawn_from
from web.http.inputs import check_query_encoding, history_parameter, text_parameter
from web.http.language import messages
from web.library import library
from web.views.clip import Clip, clip_of, plain
from web.views.turns import turn_view

blueprint = Blueprint("clip", __name__)


@blueprint.get("/copied.txt")
def text() -> Response:
    """The answer to `q` as prose, with its sources and its address."""
    return Response(plain(_clip(), messages()), content_type="text/plain; charset=utf-8")


@blueprint.get("/copied.html")
def rich() -> str:
    """The same as a fragment of HTML, its table a table."""
    return render_template("copied.html", clip=_clip())


def _clip() -> Clip:
    check_query_encoding()
    question, after = text_parameter("q"), history_parameter()
    answer = library().ask(question, after)
    if answer.shown:
        answer = library().ask(question, after, Page(0, None))
    turn = with_whole_addresses(turn_view(answer, library()))
    return clip_of(answer, turn, drawn_from(answer) if answer.citations else (), messages())

"""An answer as a file, in the formats of `assistant.render`: `/answer.md?q=...`, `/answer.csv?q=...`."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request

from assistant.pins.pins import render_pinned
from assistant.render import FORMATS, render
from assistant.render.csv import BYTE_ORDER_MARK
from web.http.inputs import history_parameter, text_parameter
from web.library import library

blueprint = Blueprint("files", __name__)

_BY_SUFFIX = {form.suffix.removeprefix("."): form for form in FORMATS.values()}


@blueprint.get("/answer.<suffix>")
def answer_file(suffix: str) -> Response:
    """The answer in the format with this suffix; 404 where there is none. A CSV is offered for saving.

    With any `pin`, formats that can carry the answer's pin do.
    """
    form = _BY_SUFFIX.get(suffix)
    if form is None:
        abort(404)
    answer = library().ask(text_parameter("q"), history_parameter())
    put = render_pinned if text_parameter("pin", "") else render
    text = put(answer, form.name, base_url=base_url())
    headers = {}
    if form.name == "csv":
        text = BYTE_ORDER_MARK + text
        name = quote(f"{answer.question[:40]}.csv", safe="")
        headers["Content-Disposition"] = f"attachment; filename=\"answer.csv\"; filename*=UTF-8''{name}"
    return Response(text, content_type=f"{form.media_type}; charset=utf-8", headers=headers)


def base_url() -> str:
    """The address under which others reach this server: as set, or else as this request reached it."""
    configured: str = current_app.config["KEIKAKU"].server.base_url
    return configured or request.url_root.rstrip("/")

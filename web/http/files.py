"""An answer as a file, in the formats of `assistant.render`: `/answer.md?q=...`, `/answer.xlsx?q=...`."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request, url_for
from werkzeug.urls import uri_to_iri

from assistant.catalogue.editions import newest
from assistant.model.answer import Answer
from assistant.model.page import Page
from assistant.pins.pins import render_pinned
from assistant.render import FORMATS, render
from assistant.render.markup.markdown import escape
from assistant.render.tabular import xlsx
from assistant.render.tabular.csv import BYTE_ORDER_MARK
from assistant.render.words import single
from web.guard import budget
from web.http.inputs import check_query_encoding, history_parameter, text_parameter
from web.http.language import messages
from web.library import library
from web.views.charts.picture import Captions, picture
from web.views.charts.series import chart_of
from web.views.turns import lines_of

blueprint = Blueprint("files", __name__)

_BY_SUFFIX = {form.suffix.removeprefix("."): form for form in FORMATS.values()}
_PICTURE = "svg"
# A table that is saved or copied has all of its rows, whatever the page shows of them.
_TABLES = frozenset({"csv", "tsv", "cells.html", "xlsx"})
_WHOLE = Page(0, None)
_WORKBOOK = xlsx.SUFFIX.removeprefix(".")


@blueprint.get("/answer.<suffix>")
def answer_file(suffix: str) -> Response:
    """The answer in the format with this suffix; 404 where there is none. Tables are offered for saving.

    With any `pin`, formats that can carry the answer's pin do.
    """
    if suffix not in (*_BY_SUFFIX, _WORKBOOK, _PICTURE):
        abort(404)
    question, after = text_parameter("q"), history_parameter()
    answer = library().ask(question, after)
    if suffix in _TABLES and answer.shown:
        answer = library().ask(question, after, _WHOLE)
    if suffix == _PICTURE:
        return _as_picture(answer)
    if text_parameter("pin", "") and suffix != _WORKBOOK:
        return _as_text(suffix, render_pinned, answer, "answer", answer.question)
    return answer_as_file(answer, suffix, "answer", answer.question)


@blueprint.get("/conversation.md")
def conversation_file() -> Response:
    """The answers to all of `after` and to `q`, each below its question, as Markdown to be saved."""
    check_query_encoding()
    budget.allow(budget.MOST_FOR_PAGE)
    questions = (*history_parameter(), text_parameter("q"))
    parts = []
    for place, question in enumerate(questions):
        answer = library().ask(question, questions[:place])
        parts.append(f"## {escape(single(question))}\n\n{render(answer, 'markdown', base_url=base_url())}")
    address = url_for("chat.conversation", q=questions[-1], after=questions[:-1])
    where = base_url() + address.removeprefix(request.script_root)
    text = "\n".join((*parts, f"<{where}>\n"))
    form = _BY_SUFFIX["md"]
    headers = _saved("md", "conversation", questions[0])
    return Response(text, content_type=f"{form.media_type}; charset=utf-8", headers=headers)


def answer_as_file(answer: Answer, suffix: str, name: str, title: str) -> Response:
    """An answer in the format with a suffix; 404 where there is none.

    A table is saved under its `title`, or under `name` where the browser can't write that.
    """
    if suffix in _BY_SUFFIX:
        return _as_text(suffix, render, answer, name, title)
    if suffix != _WORKBOOK:
        abort(404)
    data = xlsx.render(answer, library().index().documents(), base_url=base_url())
    return Response(data, content_type=xlsx.MEDIA_TYPE, headers=_saved(suffix, name, title))


def _as_picture(answer: Answer) -> Response:
    """The chart of an answer; 404 where nothing of it can be drawn."""
    chart = chart_of(answer)
    if chart is None:
        abort(404)
    address = base_url() + url_for(
        "chat.conversation", q=answer.question, after=list(answer.history)
    ).removeprefix(request.script_root)
    source = messages()("picture.source", documents=" / ".join(drawn_from(answer)))
    drawn = picture(chart, Captions(lines_of(answer)[0], source, uri_to_iri(address)), messages())
    name = answer.question
    return Response(
        drawn, content_type="image/svg+xml; charset=utf-8", headers=_saved(_PICTURE, "chart", name)
    )


def drawn_from(answer: Answer) -> tuple[str, ...]:
    """The documents with their years: those cited, or else those that were kept to."""
    index = library().index()
    named = {one.document for one in answer.citations} or set(answer.documents) or set(newest(index))
    infos = [one for one in index.documents() if one.id in named or not named]
    return tuple(
        messages()("turn.source", title=one.title, year=one.fiscal_year) if one.fiscal_year else one.title
        for one in infos
    )


def _as_text(suffix: str, put: Callable[..., str], answer: Answer, name: str, title: str) -> Response:
    form = _BY_SUFFIX[suffix]
    text = put(answer, form.name, base_url=base_url())
    headers = _saved(suffix, name, title) if form.name == "csv" else {}
    mark = BYTE_ORDER_MARK if form.name == "csv" else ""
    return Response(f"{mark}{text}", content_type=f"{form.media_type}; charset=utf-8", headers=headers)


def _saved(suffix: str, name: str, title: str) -> dict[str, str]:
    """The header that makes a browser save a file."""
    full = quote(f"{title[:40]}.{suffix}", safe="")
    return {"Content-Disposition": f"attachment; filename=\"{name}.{suffix}\"; filename*=UTF-8''{full}"}


def base_url() -> str:
    """The address under which others reach this server: as set, or else as this request reached it."""
    configured: str = current_app.config["KEIKAKU"].server.base_url
    return configured or request.url_root.rstrip("/")

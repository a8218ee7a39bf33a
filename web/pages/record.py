"""The page of an answer that somebody signs: printed or saved as PDF, and asked again by its address."""

from __future__ import annotations

import re
from datetime import datetime

from flask import Blueprint, g, render_template, request

from assistant.render.digest import LENGTH
from web.guard import budget
from web.http.errors import RequestError
from web.http.inputs import check_query_encoding, history_parameter, text_parameter
from web.http.language import messages
from web.library import library
from web.messages import LANGUAGES, Messages
from web.views.record import Claimed, record_page

blueprint = Blueprint("record", __name__)

_DIGEST = re.compile(rf"[0-9a-f]{{{LENGTH}}}")


@blueprint.get("/record")
def record() -> str:
    """The answer to `q` with all that it stands on; with `answer` and `files`, whether it is still so.

    `language` is that of the page: an address that was printed gives the same page in every browser.
    """
    check_query_encoding()
    budget.allow(budget.MOST_FOR_PAGE)
    language = text_parameter("language", "")
    if language in LANGUAGES:
        g.messages = Messages(language)
    found = library().record(text_parameter("q"), history_parameter())
    page = record_page(found, messages(), datetime.now().astimezone(), _claimed())
    return render_template("record.html", page=page)


def _claimed() -> Claimed | None:
    """What the address says of the record; None where it is to be made anew."""
    if "answer" not in request.args:
        return None
    return Claimed(_digest("answer"), _digest("files"), _time(text_parameter("at", "")))


def _digest(name: str) -> str:
    value = text_parameter(name)
    if not _DIGEST.fullmatch(value):
        raise RequestError(400, "bad_parameter", name=name, wanted=f"0-9, a-f ({LENGTH})")
    return value


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None

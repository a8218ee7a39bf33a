"""The language switch: the only thing kept about a visitor, and only by those who use it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for

from web.http.language import COOKIE
from web.messages import LANGUAGES

blueprint = Blueprint("preferences", __name__)

_YEAR = 365 * 24 * 60 * 60


@blueprint.get("/language/<language>")
def language(language: str) -> Response:
    """Remember the language of the interface and go back to the page, which must be one of this server."""
    if language not in LANGUAGES:
        abort(404)
    response = make_response(redirect(_own_address(request.args.get("back", ""))))
    response.set_cookie(
        COOKIE,
        language,
        max_age=_YEAR,
        path=request.script_root or "/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _own_address(address: str) -> str:
    """The address if it is a path of this server, the first page otherwise: the switch leads to no other
    host.
    """
    path = request.script_root + address
    parts = urlsplit(path)
    local = (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and not (parts.scheme or parts.netloc)
    )
    return path if local and address.isprintable() else url_for("chat.conversation")

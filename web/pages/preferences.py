"""The language switch. What is kept about a visitor is a cookie, and only of those who use a switch."""

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
    response = make_response(redirect(own_address(request.args.get("back", ""))))
    remember(response, COOKIE, language)
    return response


def remember(response: Response, name: str, value: str) -> None:
    """Has the browser keep a value for a year, or forget it where it is empty."""
    response.set_cookie(
        name,
        value,
        max_age=_YEAR if value else 0,
        path=request.script_root or "/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def own_address(address: str) -> str:
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

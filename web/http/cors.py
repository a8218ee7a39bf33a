"""Which other sites' pages may read answers by script: those that the settings name, and no others.

A browser lets a page of another site read a response only when the response names that site (Fetch Standard,
"CORS protocol"). A reading request from a site which is not named is refused outright, so that it learns
nothing from the size or time of an answer either. Scripts that are to be loaded from other sites have to be
modules: a browser asks for those by the same protocol.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from web.http.errors import RequestError

# What other sites may use once they are named: the answers, and the two files of the component.
_ENDPOINTS = {"api.ask", "api.ask_by_body", "files.answer_file", "embed.answers", "oembed.oembed"}
_FILES = {"embed.js", "embed.css"}
_SECONDS_KEPT = 600


def register(app: Flask) -> None:
    """Refuse sites that are not named, and tell browsers which ones are."""

    @app.before_request
    def _refuse() -> None:
        origin = request.headers.get("Origin")
        if origin is None or request.method not in ("GET", "HEAD") or not _readable():
            return
        if origin not in _named() and origin not in _own():
            raise RequestError(403, "origin_not_allowed")

    @app.after_request
    def _tell(response: Response) -> Response:
        if not _readable():
            return response
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin in _named():
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET, POST"
                response.headers["Access-Control-Allow-Headers"] = "Content-Type"
                response.headers["Access-Control-Max-Age"] = str(_SECONDS_KEPT)
        return response


def _readable() -> bool:
    if request.endpoint == "static":
        return (request.view_args or {}).get("filename") in _FILES
    return request.endpoint in _ENDPOINTS


def _named() -> tuple[str, ...]:
    origins: tuple[str, ...] = current_app.config["KEIKAKU"].server.cors_origins
    return origins


def _own() -> tuple[str, ...]:
    """This server as a browser names it: as this request reached it, and as the settings say."""
    configured = urlsplit(current_app.config["KEIKAKU"].server.base_url)
    return (request.host_url.rstrip("/"), f"{configured.scheme}://{configured.netloc}")

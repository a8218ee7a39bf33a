"""The same question on the same index is answered with 304, without asking again.

An answer depends on the index, the question and the earlier ones, besides the product's own files and the
settings. All of that is known before the answer is, and makes its tag (RFC 9110, section 8.8.3). Browsers and
proxies may keep an answer but have to ask whether it still holds: a document can be replaced at any time.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from index.errors import IndexProblem
from web.http.language import messages
from web.library import library

_ENDPOINTS = {
    "api.ask",
    "api.compare",
    "clip.rich",
    "clip.text",
    "compare.compare",
    "compare.compare_file",
    "embed.answers",
    "embed.page",
    "files.answer_file",
    "files.conversation_file",
    "oembed.oembed",
}
_CODE = ("*.py", "*.toml", "*.sql", "*.html", "*.css", "*.js")
_ROOMS = ("corpus", "index", "assistant", "web")


def register(app: Flask) -> None:
    """Tag answers by what they are made from; to be registered after whatever else sets tags."""

    @app.before_request
    def _not_modified() -> Response | None:
        if request.endpoint not in _ENDPOINTS or request.method not in ("GET", "HEAD"):
            return None
        try:
            g.answer_tag = _tag()
        except IndexProblem:  # the answer's own page says so, in its own way
            return None
        if not request.if_none_match.contains_weak(g.answer_tag):
            return None
        return _tagged(Response(status=304))

    @app.after_request
    def _keep(response: Response) -> Response:
        return _tagged(response) if response.status_code == 200 and "answer_tag" in g else response


def _tagged(response: Response) -> Response:
    response.set_etag(g.answer_tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.update(("Accept-Encoding", "Accept-Language", "Cookie"))
    return response


def _tag() -> str:
    """A short digest of all that the answer to this request depends on."""
    parts = (_index(), _product(), request.url, messages().language)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _index() -> str:
    shelf = library()

    def digests() -> str:
        return " ".join(f"{one.id} {one.digest} {one.built_at}" for one in shelf.index().documents())

    return shelf.kept("digests", digests)


@cache
def _product() -> str:
    """A digest of the product's own files: another version may answer in other words."""
    digest = sha256()
    root = Path(current_app.root_path).parent
    for path in sorted(path for room in _ROOMS for kind in _CODE for path in (root / room).rglob(kind)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for path in current_app.config["KEIKAKU"].vocabulary:
        digest.update(path.read_bytes() if path.is_file() else b"")
    digest.update(current_app.config["KEIKAKU"].server.base_url.encode())
    return digest.hexdigest()

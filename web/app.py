"""The Flask application: its pages and interfaces, and what holds for each of their requests."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask, Response, g, request
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined
from werkzeug.urls import uri_to_iri

from assistant.render.json import escaped
from assistant.settings import Settings, load
from assistant.understanding.prepared import LONGEST
from web.api import routes as api
from web.embedding import embed, oembed
from web.embedding import forms as embed_forms
from web.guard import budget, hosts, proxies
from web.guard.dues import SharedDues
from web.http import assets, caching, compression, cors, errors, files, health, requestlog, scope, security
from web.http.language import language_of, messages
from web.http.limits import RateLimit
from web.library import Library
from web.messages import LANGUAGES
from web.pages import chat, clip, compare, preferences, record, sourcefile, sources, tables, texts
from web.pages import scope as choosing

MOST_BODY_BYTES = 64 * 1024
"""Bytes of a request's body; the longest question with the longest history fits many times over."""

# What a page needs beside itself, and the health check, do not count against the rate.
_FREE = frozenset({"static", "assets.asset", "health.healthz"})
_ASKING = {
    "embed.answers",
    "api.ask",
    "api.ask_by_body",
    "api.search",
    "chat.turn",
    "chat.conversation",
    "chat.otherwise",
    "record.record",
    "files.answer_file",
    "files.conversation_file",
    "clip.rich",
    "clip.text",
    "compare.compare",
    "compare.compare_file",
    "api.compare",
}


def create_app(
    settings: Settings | None = None,
    listening: str = "127.0.0.1",
    dues: SharedDues | None = None,
) -> Flask:
    """The application, with the settings of the current folder unless some are given.

    `listening` is the address that it will be served on, which says under which names it answers; `dues` are
    what it shares about its clients with other processes of one server.
    The index need not be there yet: every request looks for it, and is answered with 503 until it is.
    """
    settings = settings or load()
    app = Flask("web")
    app.config.update(KEIKAKU=settings, MAX_CONTENT_LENGTH=MOST_BODY_BYTES)
    app.json = _Json(app)
    app.extensions["keikaku-library"] = Library(settings.index, settings.vocabulary)
    server = settings.server
    # What is registered last runs first after a request: the body is finished, then measured and logged.
    requestlog.register(app, questions=server.log_questions)
    compression.register(app)
    security.register(app)
    errors.register(app)
    hosts.register(app, frozenset(hosts.known_hosts(server, listening)))
    proxies.register(app, server.trusted_proxies)
    _limit_rate(app, server.rate_limit, dues)
    budget.register(app, RateLimit(server.work_limit, dues=dues, name="work "), _FREE)
    cors.register(app)
    caching.register(app)
    scope.register(app)
    pages = (chat, clip, record, sources, tables, sourcefile, texts, compare, preferences, choosing)
    for room in (*pages, api, files, health, assets, embed, embed_forms, oembed):
        app.register_blueprint(room.blueprint)
    _prepare_templates(app)
    return app


class _Json(DefaultJSONProvider):
    """JSON as the command line writes it: keys in order, Japanese as it is, control characters escaped."""

    sort_keys = False
    ensure_ascii = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return escaped(super().dumps(obj, **kwargs))


def _limit_rate(app: Flask, per_minute: int, dues: SharedDues | None) -> None:
    """Questions have the rate that is set; all else ten times of it, so that typing is never held up.

    Callers on the server's own machine are not limited.
    """
    asking = RateLimit(per_minute, dues=dues, name="asking ")
    reading = RateLimit(per_minute * 10, dues=dues, name="reading ")

    @app.before_request
    def _check() -> None:
        if request.endpoint in _FREE or proxies.is_own_machine():
            return
        limit = asking if request.endpoint in _ASKING else reading
        seconds = limit.seconds_to_wait(request.remote_addr or "")
        if seconds:
            headers = {"Retry-After": str(seconds)}
            raise errors.RequestError(429, "too_many_requests", headers, seconds=seconds)


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def _common() -> dict[str, object]:
        text = messages()
        here = request.full_path.removesuffix("?")
        (other,) = (language for language in LANGUAGES if language != text.language)
        return {
            "t": text,
            "other_language": other,
            "here": here,
            "where": uri_to_iri(files.base_url() + here),
            "today": date.today().isoformat(),
            "language_of": language_of,
            "most_characters": LONGEST,
            "static": assets.asset_url,
            "kept_documents": scope.asked_scope(),
        }

    @app.after_request
    def _vary(response: Response) -> Response:
        if "messages" in g:
            response.vary.update(("Accept-Language", "Cookie"))
        return response

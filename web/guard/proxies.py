"""Requests that come through a proxy: whom it speaks for, and that somebody has to say that it may.

A proxy that the settings do not name is not believed, and then all who come through it are one client.
"""

from __future__ import annotations

import logging

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from assistant.cli.words import say
from web.http.limits import is_loopback

log = logging.getLogger("keikaku.web")

_HEADERS = frozenset({"Forwarded", "X-Forwarded-For", "X-Real-Ip"})


def register(app: Flask, trusted: int) -> None:
    """Believe so many proxies; where it is none and one stands there after all, say so once in the log."""
    if trusted:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the way that Flask documents
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted, x_prefix=trusted
        )
        return
    told: list[bool] = []

    @app.before_request
    def _tell() -> None:
        if not told and is_forwarded():
            told.append(True)
            log.warning(say("serve.proxy"))


def is_forwarded() -> bool:
    """Whether a proxy says that it speaks for somebody else."""
    return any(name in request.headers for name in _HEADERS)


def is_own_machine() -> bool:
    """Whether the caller runs beside the server and no proxy speaks for somebody else."""
    return is_loopback(request.remote_addr or "") and not is_forwarded()

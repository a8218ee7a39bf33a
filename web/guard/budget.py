"""How much work one request and one client may make, told by the processor time that it takes.

A count alone does not bound it: one request of the component may hold twenty conversations of twenty
questions, and a question may take a hundred times as long as another. A request goes on to another question
only while it has time left; what is left out is said, and is had by asking again, since answers are kept.
"""

from __future__ import annotations

import time

from flask import Flask, Response, g, request

from web.guard.proxies import is_own_machine
from web.http.errors import RequestError
from web.http.limits import RateLimit

MOST_SECONDS = 0.5
"""Processor time after which a request takes up no further question."""

MOST_FOR_PAGE = 2.0
"""The same for a page that a person waits for, and does not want to ask for again."""

clock = time.thread_time


def register(app: Flask, limit: RateLimit, free: frozenset[str]) -> None:
    """Count the time of each request for its client, but for `free` endpoints and the machine itself."""

    @app.before_request
    def _start() -> None:
        g.work_started = clock()
        if request.endpoint in free or is_own_machine():
            return
        seconds = limit.seconds_to_wait(request.remote_addr or "", 0)
        if seconds:
            raise RequestError(429, "too_much_asked", {"Retry-After": str(seconds)}, seconds=seconds)

    @app.after_request
    def _count(response: Response) -> Response:
        if request.endpoint not in free and not is_own_machine():
            limit.count(request.remote_addr or "", spent())
        return response


def spent() -> float:
    """Seconds of processor time that this request has taken."""
    return clock() - g.work_started if "work_started" in g else 0.0


def allow(seconds: float) -> None:
    """Gives this request another bound."""
    g.most_seconds = seconds


def take_up() -> None:
    """To be called before each question of a request; RequestError with 503 where its time is spent.

    The first one is always taken up, so that whoever asks again comes further each time.
    """
    if g.get("taken_up") and spent() > g.get("most_seconds", MOST_SECONDS):
        raise RequestError(503, "too_much_work", {"Retry-After": "1"})
    g.taken_up = True

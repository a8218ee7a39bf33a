"""One line a request in the log, without what was asked unless that is switched on.

    127.0.0.1 GET /api/ask 200 1834B 6.1ms

The line goes to the logger `keikaku.web.requests`; the questions of people are theirs, so neither the
query nor the body is written. Where `log_questions` is set, the question follows as a JSON string.
"""

from __future__ import annotations

import json
import logging
import time
from urllib.parse import quote

from flask import Flask, Response, g, request

log = logging.getLogger("keikaku.web.requests")


def start() -> None:
    """Write the log to standard error, one line an entry, unless the process has set up logging itself."""
    logger = logging.getLogger("keikaku")
    if not logger.hasHandlers():
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    # A request that waits for a thread is no event: the time it took stands in its line.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def register(app: Flask, *, questions: bool) -> None:
    """Write a line after every request; `questions` adds the question itself."""

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _write(response: Response) -> Response:
        milliseconds = (time.perf_counter() - g.started) * 1000 if "started" in g else 0.0
        parts = [
            request.remote_addr or "-",
            request.method,
            quote(request.path),  # a path may hold line breaks
            str(response.status_code),
            f"{response.calculate_content_length() or 0}B",
            f"{milliseconds:.1f}ms",
        ]
        if "error_code" in g:
            parts.append(g.error_code)
        if questions and "question" in g:
            parts.append(json.dumps(g.question, ensure_ascii=False))
        log.info(" ".join(parts))
        return response

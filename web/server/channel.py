"""One connection as waitress serves it, with what this server adds.

That is plain Japanese in addresses, errors in the usual shape, and how long it has been waiting for what.
"""

from __future__ import annotations

import json
import socket
import string
import time
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_from_bytes

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, WSGITask
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from web.guard.hosts import REACHED
from web.http.security import HEADERS
from web.messages import LANGUAGES, Messages

# Seconds that a client may take to send a request, to take an answer, and to think of the next one.
RECEIVING, SENDING, IDLE = 20.0, 300.0, 120.0

_CODES = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "header_too_large",
    HTTPStatus.NOT_IMPLEMENTED: "not_implemented",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
}


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Takes addresses with plain Japanese in them, as `curl` sends what a person typed, for UTF-8."""

    def parse_header(self, header_plus: bytes) -> None:
        line, separator, rest = header_plus.partition(b"\r\n")
        if not line.isascii():
            line = quote_from_bytes(line, safe=string.printable).encode("ascii")
        super().parse_header(line + separator + rest)


class _Task(WSGITask):  # type: ignore[misc]  # waitress has no types
    """A request for the application, which is told at which address of the machine it came in."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[REACHED] = environ["SERVER_NAME"] = self.channel.reached
        return environ


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """What never reaches the application is refused like what does: in one shape, with the same headers.

    Nothing of the request is repeated.
    """

    def execute(self) -> None:
        status = HTTPStatus(self.request.error.code)
        code = _CODES.get(status, "bad_request")
        accepted = parse_accept_header(self.request.headers.get("ACCEPT_LANGUAGE"), LanguageAccept)
        message = Messages(accepted.best_match(LANGUAGES, default="ja"))(f"error.{code}")
        body = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False).encode("utf-8")
        self.status = f"{status.value} {status.phrase}"
        self.response_headers += [("Content-Type", "application/json"), *HEADERS.items()]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection. `since` is when it began to wait for what it waits for now, in seconds of a clock that
    never goes back; `reached` is the address of this machine that it came to.
    """

    parser_class = _Parser
    task_class = _Task
    error_task_class = _Refusal

    def __init__(self, server: Any, sock: socket.socket, *arguments: Any, **named: Any) -> None:
        self.since = time.monotonic()
        self.reached = str(sock.getsockname()[0])
        super().__init__(server, sock, *arguments, **named)

    def received(self, data: bytes) -> bool:
        """Takes what the client sent; its time to send a request begins with the first byte of it."""
        if self.request is None:
            self.since = time.monotonic()
        return bool(super().received(data))

    def service(self) -> None:
        """Answers one request, in one of the threads."""
        super().service()
        self.since = time.monotonic()

    def waits(self) -> bool:
        """Whether it is the client that something is waited for; a request that is here is never given up."""
        return not self.requests

    def overdue(self, now: float) -> bool:
        """Whether the client has taken too long for what is waited for."""
        if not self.waits():
            return False
        sending, receiving = self.total_outbufs_len > 0, self.request is not None
        return now - self.since > (SENDING if sending else RECEIVING if receiving else IDLE)

"""Serving with waitress: a pool of threads on one address, until it is stopped.

The one place that opens a port. What can go wrong in doing so becomes a `ServeError` with a message that
says what to do, before anything is served.
"""

from __future__ import annotations

import errno
import socket
import string
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_from_bytes

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server

from web.http import requestlog

# Bodies up to this size reach the application, which refuses the large ones in the usual error shape.
_MOST_BODY_BYTES = 8 * 1024 * 1024


class ServeError(Exception):
    """The address can't be served; `message` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def serve(
    app: Flask,
    host: str = "127.0.0.1",
    port: int = 8000,
    threads: int = 4,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until interrupted; `ready` is called with the address once the port is open.

    Port 0 takes a free one. Raises ServeError when the port is taken or may not be opened, or the host is not
    an address of this computer. Forwarded headers reach the application, which trusts none of them unless its
    settings name a number of proxies.
    """
    requestlog.start()
    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            app,
            map=sockets,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=_MOST_BODY_BYTES,
            clear_untrusted_proxy_headers=False,
        )
    except OSError as error:
        wasyncore.close_all(sockets)
        raise ServeError(_reason(error, host, port)) from error
    except ValueError as error:
        wasyncore.close_all(sockets)
        raise ServeError(f"{host}:{port} is not an address that can be served ({error}).") from error
    for listener in sockets.values():
        if hasattr(listener, "channel_class"):
            listener.channel_class = _Channel
    try:
        if ready is not None:
            ready(f"http://{_in_url(host)}:{_port_of(server, port)}")
        server.run()
    finally:
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """Takes addresses with plain Japanese in them, as `curl` sends what a person typed, for UTF-8."""

    def parse_header(self, header_plus: bytes) -> None:
        line, separator, rest = header_plus.partition(b"\r\n")
        if not line.isascii():
            line = quote_from_bytes(line, safe=string.printable).encode("ascii")
        super().parse_header(line + separator + rest)


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    parser_class = _Parser


def _port_of(server: object, port: int) -> int:
    """The port that was opened; a server on several addresses lists them in `effective_listen`."""
    listening = getattr(server, "effective_listen", None)
    if listening:
        return int(listening[0][1])
    return int(getattr(server, "effective_port", port))


def _in_url(host: str) -> str:
    """The host as it stands in an address; every interface is reached by the computer's own name for itself.

    >>> _in_url("0.0.0.0"), _in_url("::1")
    ('127.0.0.1', '[::1]')
    """
    if host in {"0.0.0.0", "::", "*"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Stop it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be opened by this user. Choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"{host} is not an address of this computer. Choose another with --host."
    return f"{host}:{port} can't be served: {error.strerror or error}."

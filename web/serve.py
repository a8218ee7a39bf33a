"""Serving on one address, until it is stopped: in this process, or in several behind the same port.

The one place that opens a port. What can go wrong in doing so becomes a `ServeError` with a message that
says what to do, before anything is served.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Sequence

from flask import Flask

from assistant.settings import Settings
from web.http import requestlog
from web.server.listener import BACKLOG, run

_NO_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


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
    sockets = open_port(host, port)

    def tell() -> None:
        if ready is not None:
            ready(address_of(sockets, host))

    requestlog.start()
    trusted = app.config["KEIKAKU"].server.trusted_proxies
    run(app, sockets, threads, trusted_proxies=trusted, ready=tell)


def serve_by_workers(
    settings: Settings,
    host: str,
    port: int,
    threads: int,
    workers: int,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """The same by several processes, each with an application and threads of its own.

    One that ends for any reason is started again; ServeError where one ends before all take requests.
    """
    from web.server import workers as processes

    sockets = open_port(host, port)

    def tell() -> None:
        if ready is not None:
            ready(address_of(sockets, host))

    try:
        processes.run(settings, host, sockets, threads, workers, ready=tell)
    except ChildProcessError as error:
        raise ServeError(str(error)) from error


def open_port(host: str, port: int) -> list[socket.socket]:
    """A socket that listens for each of the addresses of a host, all on one port.

    An address that this computer can't be reached at is left out where there is another. ServeError as above.
    """
    opened: list[socket.socket] = []
    missing: list[OSError] = []
    try:
        for family, address in _addresses(host, port):
            number = opened[0].getsockname()[1] if opened else port
            try:
                opened.append(socket.create_server((address, number), family=family, backlog=BACKLOG))
            except OSError as error:
                if error.errno not in _NO_ADDRESS:
                    raise
                missing.append(error)
        if not opened:
            raise missing[0]
    except (OSError, UnicodeError) as error:
        for one in opened:
            one.close()
        raise ServeError(_reason(error, host, port)) from error
    return opened


def _addresses(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    found = socket.getaddrinfo(
        None if host in ("", "*") else host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    # A link's own zone is no part of the address.
    return list(dict.fromkeys((one[0], str(one[4][0]).partition("%")[0]) for one in found))


def address_of(sockets: Sequence[socket.socket], host: str) -> str:
    """The address to be typed into a browser on this computer."""
    return f"http://{_in_url(host)}:{sockets[0].getsockname()[1]}"


def _in_url(host: str) -> str:
    """The host as it stands in an address; every interface is reached by the computer's own name for itself.

    >>> _in_url("0.0.0.0"), _in_url("::1")
    ('127.0.0.1', '[::1]')
    """
    if host in {"0.0.0.0", "::", "*"}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _reason(error: OSError | UnicodeError, host: str, port: int) -> str:
    if isinstance(error, UnicodeError):  # no name at all
        return f"{host} is not an address of this computer. Choose another with --host."
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is taken by another program. Stop it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be opened by this user. Choose one above 1023 with --port."
    if error.errno in _NO_ADDRESS or isinstance(error, socket.gaierror):
        return f"{host} is not an address of this computer. Choose another with --host."
    return f"{host}:{port} can't be served: {error.strerror or error}."

"""Connections: clients that send nothing, or next to nothing, keep nobody out; the server's own refusals."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.web.support import raw, settings_for, start
from web import create_app
from web.http.security import HEADERS
from web.server import channel, listener


def fetch(address: str) -> int:
    with urlopen(f"{address}/api/ask?q=RPA", timeout=20) as response:
        response.read()
        return int(response.status)


@contextmanager
def connected(address: str, count: int, sent: bytes = b"") -> Iterator[list[socket.socket]]:
    """So many connections that have sent some bytes and wait."""
    host, port = address.removeprefix("http://").split(":")
    with ExitStack() as stack:
        opened = [stack.enter_context(socket.create_connection((host, int(port)), 20)) for _ in range(count)]
        for one in opened:
            one.sendall(sent)
        yield opened


def closed(connection: socket.socket, seconds: float) -> bool:
    """Whether the other end closes a connection within some seconds."""
    connection.settimeout(seconds)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


@pytest.mark.parametrize("sent", [b"", b"GET /", b"POST /api/ask HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"])
def test_idle_connections_take_nothing_from_others(address: str, sent: bytes) -> None:
    """Beside 150 of them, whatever they have sent, each request is answered."""
    with connected(address, 150, sent):
        assert [fetch(address) for _ in range(10)] == [200] * 10


def test_more_idle_connections_than_there_may_be_are_closed_for_new_ones(
    index_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ones that have waited the longest go; a new one is always taken."""
    monkeypatch.setattr(listener, "_most_connections", lambda **_: 20)
    address = start(create_app(settings_for(index_path)))
    with connected(address, 60) as opened:
        assert [fetch(address) for _ in range(5)] == [200] * 5
        assert closed(opened[0], 10)
        assert not closed(opened[-1], 0.2)


@pytest.mark.parametrize("limit", ["RECEIVING", "IDLE"])
def test_who_takes_too_long_is_let_go(index_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """A request that comes a byte at a time has one span for all of it; so has a pause between two."""
    monkeypatch.setattr(channel, limit, 0.5)
    monkeypatch.setattr(listener, "_SECONDS_BETWEEN_LOOKS", 0)
    address = start(create_app(settings_for(index_path)))
    with connected(address, 1, b"GET / HTTP/1.1\r\n" if limit == "RECEIVING" else b"") as (one,):
        until = time.monotonic() + 20
        while not closed(one, 0.1) and time.monotonic() < until:
            if limit == "RECEIVING":
                with_one_more(one)
        assert time.monotonic() < until


def with_one_more(connection: socket.socket) -> None:
    try:
        connection.sendall(b"a")
    except ConnectionError:
        return


REFUSED: list[tuple[bytes, int, str]] = [
    (b"nonsense\r\n\r\n", 400, "bad_request"),
    (b"GET / HTTP/1.1\r\nHost: localhost\r\n broken\r\nno colon\r\n\r\n", 400, "bad_request"),
    (b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad_request"),
    (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: evil\r\n\r\n", 400, "bad_request"),
    (b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "not_implemented"),
    (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n", 413, "too_large"),
    ((b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 65_536)[:65_536], 431, "header_too_large"),
]


@pytest.mark.parametrize(("sent", "status", "code"), REFUSED)
def test_what_never_reaches_the_application_is_refused_alike(
    address: str, sent: bytes, status: int, code: str
) -> None:
    """In the one shape, with the headers of every response, in Japanese, and without what was sent."""
    head, _, body = raw(address, sent).partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    error = json.loads(body)["error"]
    assert int(lines[0].split()[1]) == status
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["Content-Type"] == "application/json"
    assert (error["code"], "。" in error["message"]) == (code, True)
    assert b"evil" not in body


def test_a_refusal_speaks_the_language_that_is_asked_for(address: str) -> None:
    """As far as the header could be read."""
    sent = b"GET / HTTP/1.1\r\nAccept-Language: en\r\nTransfer-Encoding: gzip\r\n\r\n"
    assert b"This way of sending is not supported." in raw(address, sent)


def test_a_fault_below_the_application_is_told_in_the_same_shape(
    index_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is logged, and its text is not shown."""
    app = create_app(settings_for(index_path))

    def broken(*_arguments: object) -> Callable[[], None]:
        raise RuntimeError("a secret")

    monkeypatch.setattr(app, "wsgi_app", broken)
    told = raw(start(app), b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 500 Internal Server Error\r\n")
    assert b'"code": "internal"' in told
    assert b"secret" not in told

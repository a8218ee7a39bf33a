"""Hostile requests sent to a real server, and what comes back for each.

A fault is an answer that no request may have: a status of 500 or one that is no error of HTTP, mark-up of the
request as mark-up of the page, a way to another site, a head without the headers of safety; or none to a
request that is due one. So is a trace in the server's log, and a server that answers no more at the end.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import server
from benchmarks.faults.part import Part, counted
from benchmarks.faults.requests import CANARY, Hostile, makers

_SEED = 7
_CLIENTS = 6
_PATIENCE = 30.0
# What may stay without an answer is waited for no longer than this.
_SHORT = 0.4
_ADDRESS = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Met:
    """What came back for a request of a kind: a status class or what else, the seconds, and a fault or ''."""

    kind: str
    told: str
    seconds: float
    fault: str


def measured(folder: Path, environment: dict[str, str], count: int) -> Part:
    """`count` requests in all, as many of each kind, sent by several clients at once."""
    log = folder / "server.log"
    kinds = makers()
    with server.running(environment, errors=log) as (address, process):
        place = urlsplit(address)
        assert place.hostname is not None
        assert place.port is not None
        at = (place.hostname, place.port)
        with ThreadPoolExecutor(_CLIENTS) as clients:
            tasks = [(kind, number) for number in range(count // len(kinds)) for kind in kinds]
            addresses = _addresses(environment)
            met = list(clients.map(lambda task: _sent(at, task[0], task[1], addresses), tasks))
        alive = _sent_bytes(at, Hostile(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"), "alive")
        memory = server.peak_memory(process)
    faults = [f"{one.kind}: {one.fault}" for one in (*met, alive) if one.fault]
    faults += [line for line in log.read_text(encoding="utf-8").splitlines() if "Error" in line][:9]
    if alive.told != "2xx":
        faults.append(f"the server answers {alive.told} at the end")
    slowest = max(met, key=lambda one: one.seconds if one.told[0].isdigit() else 0.0)
    held = "" if memory is None else f", the server's peak memory {memory:.0f} MB"
    return Part(
        "Hostile requests",
        "Sent as bytes to a real server on this machine by several clients at once, as many of each kind.",
        f"{len(met):,} requests",
        tuple(faults),
        f"slowest answer {slowest.seconds * 1000:.0f} ms ({slowest.kind}){held}",
        ("kind", "requests", "what came back"),
        tuple(_line(kind, [one.told for one in met if one.kind == kind]) for kind in kinds),
    )


def _line(kind: str, told: Sequence[str]) -> tuple[str, str, str]:
    return kind, str(len(told)), counted(Counter(told))


def _addresses(environment: dict[str, str]) -> list[str]:
    """The addresses that the application has, the more specific ones oftener by being more."""
    from assistant.settings import load
    from web.app import create_app

    app = create_app(load(environment=environment))
    return sorted({rule.rule for rule in app.url_map.iter_rules()})


def _sent(at: _ADDRESS, kind: str, number: int, addresses: Sequence[str]) -> Met:
    """Makes the request with this number of its kind, and sends it."""
    chance = random.Random(f"{_SEED} {kind} {number}")
    return _sent_bytes(at, makers()[kind](chance, addresses), kind)


def _sent_bytes(at: _ADDRESS, request: Hostile, kind: str) -> Met:
    started = time.perf_counter()
    told, fault = _answer(at, request)
    due = request.whole and not told[0].isdigit()
    problem = fault or (f"{told} for {request.sent[:200]!r}" if due else "")
    return Met(kind, told, time.perf_counter() - started, problem)


def _answer(at: _ADDRESS, request: Hostile) -> tuple[str, str]:
    """The class of the status, or what came instead; and what is wrong with the answer, or ''."""
    try:
        with socket.create_connection(at, _PATIENCE) as connection:
            connection.settimeout(_PATIENCE if request.whole else _SHORT)
            broken = _send(connection, request.sent)
            method = "HEAD" if request.sent.startswith(b"HEAD ") else "GET"
            answer = http.client.HTTPResponse(connection, method=method)
            answer.begin()
            body = answer.read()
    except TimeoutError:
        return "waited for more", ""
    except (OSError, http.client.HTTPException) as error:
        return "closed", "" if not request.whole or broken else repr(error)
    return f"{answer.status // 100}xx", _wrong(answer, body, request)


def _send(connection: socket.socket, sent: bytes) -> bool:
    """Whether the server closed before it had taken all."""
    try:
        connection.sendall(sent)
    except ConnectionError:
        return True
    return False


def _wrong(answer: http.client.HTTPResponse, body: bytes, request: Hostile) -> str:
    """What no answer may be; '' for one as it should be."""
    from web.http.security import HEADERS

    page = "html" in (answer.headers["Content-Type"] or "")
    lacking = [name for name in HEADERS if name not in answer.headers]
    target = answer.headers["Location"] or "/"
    away = target.startswith(("//", "/\\")) or urlsplit(target).hostname not in (
        None,
        "localhost",
        "127.0.0.1",
    )
    wrong = chain(
        [f"status {answer.status}"] if answer.status in (500, 502, 504) else [],
        ["mark-up of the request"] if page and CANARY.encode() in body else [],
        ["a trace"] if b"Traceback" in body else [],
        [f"a way to {target}"] if away else [],
        [f"no {', '.join(lacking)}"] if lacking else [],
    )
    found = "; ".join(wrong)
    return f"{found} for {request.sent[:200]!r}" if found else ""


def with_index(folder: Path) -> dict[str, str]:
    """The environment of a server with an index of its own in a folder, of the shipped document."""
    from corpus.folder.library import shipped
    from index.build import build

    settings = folder / "keikaku.toml"
    settings.write_text("index = 'index.sqlite'\n", encoding="utf-8")
    build.build(shipped(), folder / "index.sqlite")
    return {**os.environ, "KEIKAKU_CONFIG": str(settings)}

"""What a browser gets and how long it waits: the first page, answers, and fifty people asking at once.

Bytes are counted as they pass over the wire, headers and all, compressed as a browser asks for it. The first
page is counted with every file that it needs, as on a first visit. Run alone with `python -m benchmarks.web`.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from benchmarks import server, timing
from benchmarks.questions import questions

VISITS = 20
CLIENTS = 50
ASKED_BY_EACH = 6
_BYTES = 50_000
_MILLISECONDS = 100.0
# Files that a page names, and modules that a script imports.
_NAMED = re.compile(r"""(?:<link[^>]+href|<script[^>]+src)="([^"]+)"|from "(\./[^"]+)\"""")

Measured = tuple[str, float, float, str, str]
"""Name, value, limit, unit, and how it was measured."""


def figures(address: str) -> Iterator[Measured]:
    """All figures of one running server."""
    yield from first_page(address)
    yield from answers(address)
    yield from crowd(address)


def first_page(address: str) -> Iterator[Measured]:
    """A first visit: the page and every file it needs, one after the other over one connection."""
    times, sizes = [], []
    for _ in range(VISITS):
        started = time.perf_counter()
        sizes.append(_visit(address))
        times.append((time.perf_counter() - started) * 1000)
    yield "first page, over the wire", sizes[-1], _BYTES, "B", "with style and scripts"
    yield "first page, median", statistics.median(times), _MILLISECONDS, "ms", f"{VISITS} visits"


def answers(address: str) -> Iterator[Measured]:
    """The answer to every question as the page fetches it."""
    sizes, times = [], []
    connection = _connection(address)
    for turns in questions():
        started = time.perf_counter()
        size, _text = _get(connection, _turn(turns))
        times.append((time.perf_counter() - started) * 1000)
        sizes.append(size)
    connection.close()
    note = f"{len(sizes)} questions"
    yield "answer, over the wire, median", statistics.median(sizes), _BYTES, "B", note
    yield "answer, over the wire, largest", max(sizes), _BYTES, "B", note
    yield "answer in the page, median", statistics.median(times), _MILLISECONDS, "ms", note


def crowd(address: str) -> Iterator[Measured]:
    """Fifty clients, each asking one question after the other over a connection of its own."""
    asked = questions()
    times: list[float] = []
    errors: list[Exception] = []

    def client(number: int) -> None:
        connection = _connection(address)
        try:
            for step in range(ASKED_BY_EACH):
                started = time.perf_counter()
                _get(connection, _turn(asked[(number * ASKED_BY_EACH + step) % len(asked)]))
                times.append(time.perf_counter() - started)
        except (OSError, http.client.HTTPException) as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    note = f"{CLIENTS} clients at once, {len(times)} answers, {len(times) / took:.0f} a second"
    yield "errors among many clients", len(errors), 0, "", note
    yield "answer among many clients, 95th percentile", timing.percentile(times, 95), float("inf"), "s", note


def _visit(address: str) -> int:
    """Bytes of the first page with all that it names, each file once."""
    connection = _connection(address)
    found, seen, total = ["/"], {"/"}, 0
    while found:
        path = found.pop()
        size, text = _get(connection, path)
        total += size
        for named in (urljoin(path, one or other) for one, other in _NAMED.findall(text)):
            if named not in seen:
                seen.add(named)
                found.append(named)
    connection.close()
    return total


def _turn(turns: Sequence[str]) -> str:
    *after, question = turns
    return "/turn?" + urlencode({"q": question, "after": after}, doseq=True)


def _connection(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    """Bytes of the response and its text; http.client.HTTPException for a status other than 200."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    if response.status != http.HTTPStatus.OK:
        raise http.client.HTTPException(f"{path}: {response.status}")
    size = len(body) + sum(len(name) + len(value) + 4 for name, value in response.getheaders())
    if response.headers["Content-Encoding"] == "gzip":
        body = gzip.decompress(body)
    return size, body.decode("utf-8")


def measured(environment: Mapping[str, str]) -> Iterator[Measured]:
    """The figures of a server of its own, started with this environment."""
    with server.running(dict(environment)) as (address, _process):
        yield from figures(address)


def main() -> None:
    """Index the shipped document, serve it, measure, and print a line a figure."""
    from corpus.folder import library
    from index.build import build

    with tempfile.TemporaryDirectory() as name:
        settings = Path(name) / "keikaku.toml"
        settings.write_text("index = 'index.sqlite'\n[server]\nrate_limit = 0\n", encoding="utf-8")
        build.build(library.shipped(), Path(name) / "index.sqlite")
        for what, value, limit, unit, note in measured({**os.environ, "KEIKAKU_CONFIG": str(settings)}):
            within = "within" if value <= limit else "OVER"
            print(f"{what:45} {value:10.2f} {unit:3} {within} {limit:g}  {note}")


if __name__ == "__main__":
    main()

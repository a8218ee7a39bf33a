"""Many clients at once: how long they wait, whether any is refused, and what idle connections take away.

Run with `python -m benchmarks.load`. All clients live in one process that does little but wait, on the same
machine as the server, whose cores they share. Each asks one question after the other without a pause, over
a connection of its own; the questions are those of the open files, each client's in another order. First they
are new to the server, then it has been asked most of them. What is told as "each" is the processor time that
the server takes for an answer, which others on the machine change little.
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection
from urllib.parse import urlencode, urlsplit

from benchmarks import server, timing
from benchmarks.questions import questions

WORKERS = 2
CLIENTS, EACH = 50, 40
CROWD, EACH_OF_CROWD = 200, 10
IDLE, SECONDS = 110, 5.0
_PATIENCE = 60.0

Measured = tuple[str, str, str]
"""What was measured, the figure, and how."""


@dataclass(slots=True)
class Told:
    """What clients met: the seconds of each answer, and what went wrong, in words.

    `seconds` passed for all of it, in which the server took `processor` seconds of its cores.
    """

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float | None = None

    def __str__(self) -> str:
        median, most = (timing.percentile(self.times, percent) * 1000 for percent in (50, 95))
        rate = len(self.times) / self.seconds
        each = "" if self.processor is None else f", {self.processor * 1000 / len(self.times):.1f} ms each"
        return f"{most:.0f} ms (median {median:.0f} ms, {rate:.0f} a second, {len(self.errors)} errors{each})"


def crowd(address: str, clients: int, each: int, *, seed: int, process: int = 0) -> Told:
    """What so many clients meet who ask so many questions each; it ends in bounded time.

    `process` is that of the server, whose processor time is told as well.
    """
    told = Told()
    asked = [_request(turns) for turns in questions()]

    async def all_of_them() -> None:
        chance = random.Random(seed)
        mine = [chance.sample(asked, each) for _ in range(clients)]
        await asyncio.gather(*(_client(address, requests, told) for requests in mine))

    started, before = time.perf_counter(), server.processor_time(process)
    asyncio.run(all_of_them())
    told.seconds, after = time.perf_counter() - started, server.processor_time(process)
    told.processor = after - before if process and before is not None and after is not None else None
    return told


async def _client(address: str, requests: Sequence[bytes], told: Told) -> None:
    host = urlsplit(address)
    try:
        reader, writer = await asyncio.open_connection(host.hostname, host.port)
        for request in requests:
            started = time.perf_counter()
            writer.write(request)
            status = await asyncio.wait_for(_answer(reader), _PATIENCE)
            told.times.append(time.perf_counter() - started)
            if status != 200:
                told.errors.append(f"status {status}")
        writer.close()
    except (OSError, EOFError, TimeoutError) as error:
        told.errors.append(repr(error))


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status of one answer, which is read whole."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    (length,) = (line.split()[1] for line in head.split("\r\n") if line.lower().startswith("content-length"))
    await reader.readexactly(int(length))
    return int(head.split()[1])


def _request(turns: Sequence[str]) -> bytes:
    *after, question = turns
    path = "/api/ask?" + urlencode({"q": question, "after": after}, doseq=True)
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def beside_idle(address: str, idle: int, seconds: float) -> Told:
    """What one client meets, a new connection for each question, beside idle ones that send half a line."""
    host = urlsplit(address)
    assert host.port is not None
    told = Told()
    asked = [_request(turns) for turns in questions()]
    with ExitStack() as stack:
        for _ in range(idle):
            connection = stack.enter_context(create_connection(("127.0.0.1", host.port), _PATIENCE))
            connection.sendall(b"GET /")
        started = time.perf_counter()
        while time.perf_counter() - started < seconds:
            request = asked[len(told.times) % len(asked)]
            asyncio.run(_client(address, [request], told))
    told.seconds = time.perf_counter() - started
    return told


def figures(environment: dict[str, str]) -> Iterator[Measured]:
    """All figures; a server of its own for each number of workers."""
    for workers in (WORKERS, 1):
        with server.running(environment, workers=workers) as (address, process):
            by = f"{workers} workers" if workers > 1 else "1 worker"
            note = f"95th percentile, {EACH} questions each"
            for told, seed in (("new questions", 1), ("most of them known", 2), ("known", 3)):
                met = crowd(address, CLIENTS, EACH, seed=seed, process=process)
                yield f"{by}, {CLIENTS} clients, {told}", str(met), note
            many = crowd(address, CROWD, EACH_OF_CROWD, seed=4, process=process)
            yield f"{by}, {CROWD} clients", str(many), f"95th percentile, {EACH_OF_CROWD} questions each"
            beside, alone = (beside_idle(address, count, SECONDS) for count in (IDLE, 0))
            let = f"{len(beside.times)} of {len(alone.times)} without them, {len(beside.errors)} errors"
            yield f"{by}, answers beside {IDLE} idle connections", let, f"in {SECONDS:.0f} s, one client"


def main() -> None:
    """Index the shipped document, serve it, and print a line a figure."""
    from corpus.folder import library
    from index.build import build

    with tempfile.TemporaryDirectory() as name:
        settings = Path(name) / "keikaku.toml"
        settings.write_text("index = 'index.sqlite'\n[server]\nrate_limit = 0\n", encoding="utf-8")
        build.build(library.shipped(), Path(name) / "index.sqlite")
        for what, value, note in figures({**os.environ, "KEIKAKU_CONFIG": str(settings)}):
            print(f"{what:55} {value:70} {note}", flush=True)
        if hasattr(os, "getloadavg"):
            print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, the clients' own included.")


if __name__ == "__main__":
    main()

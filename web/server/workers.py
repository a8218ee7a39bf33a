"""Several processes behind one port: this one opens it, watches over them, and ends them when it ends.

Python runs the code of one thread at a time in a process, so it takes several to use all cores. They share
the port and what is kept of each client for the limits, and nothing else: each has the index open itself.
They are started afresh (`spawn`), which goes in the same way on every system.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, MutableSequence, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.synchronize import Semaphore
from types import FrameType

from assistant.cli import NEW_OBJECTS
from assistant.cli.words import say
from assistant.settings import Settings
from corpus.frozen import dataclass
from web.guard.dues import SharedDues
from web.http import requestlog

log = logging.getLogger("keikaku.web")

# Seconds: between two looks whether one is there, between two starts, and until one that is told to end has.
_LOOK, _PAUSE, _END = 0.05, 1.0, 5.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What each of the processes is given: what it serves, on which address and sockets, and by how many
    threads; and what it shares with the others: their `dues`, and how many `connections` each has.
    """

    settings: Settings
    host: str
    sockets: tuple[socket.socket, ...]
    threads: int
    dues: SharedDues
    connections: MutableSequence[int]


def run(
    settings: Settings,
    host: str,
    sockets: Sequence[socket.socket],
    threads: int,
    workers: int,
    *,
    ready: Callable[[], None],
) -> None:
    """Serve until interrupted; `ready` is called when all processes take requests.

    The sockets are closed at the end.
    """
    requestlog.start()
    context = multiprocessing.get_context("spawn")
    counts = context.RawArray("i", workers)
    plan = Plan(settings, host, tuple(sockets), threads, SharedDues(context), counts)
    begun = context.Semaphore(0)
    # Whoever ends this process by its number ends the others with it.
    before = signal.signal(signal.SIGTERM, _interrupt)
    processes: list[SpawnProcess] = []
    try:
        processes += [_start(context, plan, begun, place) for place in range(workers)]
        _await(begun, processes)
        ready()
        _watch(context, plan, begun, processes)
    finally:
        _end(processes)
        for one in sockets:
            one.close()
        signal.signal(signal.SIGTERM, before)


def _await(begun: Semaphore, processes: Sequence[SpawnProcess]) -> None:
    """Returns when all of the processes take requests; ChildProcessError if one ends instead."""
    for _ in processes:
        while not begun.acquire(timeout=_LOOK):
            for one in processes:
                if not one.is_alive():
                    raise ChildProcessError(say("serve.not_started", process=one.pid, code=one.exitcode))


def _watch(context: SpawnContext, plan: Plan, begun: Semaphore, processes: list[SpawnProcess]) -> None:
    """Puts another in the place of each process that ends, for ever."""
    while True:
        wait([one.sentinel for one in processes])
        for place, one in enumerate(processes):
            if not one.is_alive():
                log.error(say("serve.restarted", process=one.pid, code=one.exitcode))
                time.sleep(_PAUSE)
                processes[place] = _start(context, plan, begun, place)


def _start(context: SpawnContext, plan: Plan, begun: Semaphore, place: int) -> SpawnProcess:
    process = context.Process(target=serve_in_process, args=(plan, begun, place), daemon=True)
    process.start()
    return process


def _end(processes: Sequence[SpawnProcess]) -> None:
    for one in processes:
        one.terminate()
    until = time.monotonic() + _END
    for one in processes:
        one.join(max(until - time.monotonic(), 0))
        if one.is_alive():
            one.kill()


def serve_in_process(plan: Plan, begun: Semaphore, place: int) -> None:
    """What the process at a place among all does, until it is ended or the one that started it is gone."""
    # Ctrl+C is sent to all of them at once; the first one takes it, and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(NEW_OBJECTS)
    from web.app import create_app
    from web.server.balance import Balance
    from web.server.listener import run as answer

    requestlog.start()
    app = create_app(plan.settings, plan.host, plan.dues)
    trusted = plan.settings.server.trusted_proxies
    balance = Balance(plan.connections, place)
    answer(app, plan.sockets, plan.threads, trusted_proxies=trusted, balance=balance, ready=begun.release)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt

"""A bound on how often one client may ask, so that a runaway script does not take the server from the others.

Each client may send a short burst at once and `per_minute` requests a minute on average. Only one number is
kept for a client, and clients that have been quiet are forgotten.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections.abc import Callable

_MOST_CLIENTS = 10_000


def is_loopback(address: str) -> bool:
    """Whether an address is that of the machine itself.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("192.0.2.1"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class RateLimit:
    """The generic cell rate algorithm (ITU-T I.371): one theoretical arrival time a client.

    `per_minute` 0 switches it off. A quarter of a minute's allowance may come at once. Safe between threads.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 60 / per_minute if per_minute else 0.0
        self._tolerance = self._interval * max(per_minute // 4 - 1, 0)
        self._clock = clock
        self._due: dict[str, float] = {}
        self._lock = threading.Lock()

    def seconds_to_wait(self, client: str) -> int:
        """0 and the request is counted; otherwise the whole seconds until the client may ask again."""
        if not self._interval:
            return 0
        now = self._clock()
        with self._lock:
            if client not in self._due and len(self._due) >= _MOST_CLIENTS:
                self._forget(now)
            due = max(self._due.get(client, now), now)
            if due - now > self._tolerance:
                return math.ceil(due - now - self._tolerance)
            self._due[client] = due + self._interval
        return 0

    def _forget(self, now: float) -> None:
        """Drop the clients whose allowance is whole again; if none is, start afresh rather than grow."""
        self._due = {client: due for client, due in self._due.items() if due > now}
        if len(self._due) >= _MOST_CLIENTS:
            self._due = {}

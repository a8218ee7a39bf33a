"""A bound on how much one client may ask, so that a runaway script does not take the server from the others.

Each client may send a short burst at once and `per_minute` on average: requests, or whatever else is counted.
Only one number is kept for a client, and clients that have been quiet are forgotten.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable

from web.guard.dues import Dues, SharedDues


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

    `per_minute` 0 switches it off. A quarter of a minute's allowance may come at once. Safe between threads,
    and between processes where the `dues` are shared; what is counted under another `name` counts apart.
    """

    def __init__(
        self,
        per_minute: int,
        clock: Callable[[], float] = time.monotonic,
        *,
        dues: Dues | SharedDues | None = None,
        name: str = "",
    ) -> None:
        self._interval = 60 / per_minute if per_minute else 0.0
        self._tolerance = self._interval * max(per_minute // 4 - 1, 0)
        self._clock = clock
        self._dues = dues or Dues()
        self._name = name

    def seconds_to_wait(self, client: str, cost: float = 1) -> int:
        """0 and the cost is counted; otherwise the whole seconds until the client may ask again.

        A cost of 0 only asks.
        """
        if not self._interval:
            return 0
        now = self._clock()
        with self._dues:
            due = max(self._dues.get(self._name + client, now), now)
            if due - now > self._tolerance:
                return math.ceil(due - now - self._tolerance)
            if cost:
                self._dues.put(self._name + client, due + cost * self._interval, now)
        return 0

    def count(self, client: str, cost: float) -> None:
        """Counts what has been done already, also where it is more than was left."""
        if not self._interval:
            return
        now = self._clock()
        with self._dues:
            due = max(self._dues.get(self._name + client, now), now)
            self._dues.put(self._name + client, due + cost * self._interval, now)

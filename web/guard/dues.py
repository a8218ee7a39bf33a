"""What the limits keep of each client: until when its allowance is taken, in one process or in several.

Both forms are bounded in memory. Clients whose allowance is whole again are forgotten first; a client that is
forgotten too early may ask too soon, and nobody is refused for it.
"""

from __future__ import annotations

import threading
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from types import TracebackType

MOST_CLIENTS = 10_000
_GROUPS, _PLACES = 2_048, 8
# A process that is killed while it holds the lock must not stop the others.
_PATIENCE = 0.2


class Dues:
    """Client to the time of the clock until which its allowance is taken; to be used inside `with`."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._lock.release()

    def get(self, client: str, default: float) -> float:
        """What is kept of a client."""
        return self._due.get(client, default)

    def put(self, client: str, due: float, now: float) -> None:
        """Keeps it; of too many clients those go whose time is over, or all if there is none."""
        if client not in self._due and len(self._due) >= MOST_CLIENTS:
            self._due = {known: until for known, until in self._due.items() if until > now}
            if len(self._due) >= MOST_CLIENTS:
                self._due = {}
        self._due[client] = due


class SharedDues:
    """The same for all processes of one server, in memory that they share.

    A client has its place in one of the groups; in a group that is full the one goes whose time is over
    first.
    """

    def __init__(self, context: BaseContext) -> None:
        self._lock = context.Lock()
        # In each place a client, as a number made of its name, and its time.
        self._table = context.RawArray("d", _GROUPS * _PLACES * 2)
        self._held = threading.local()

    def __getstate__(self) -> tuple[object, ...]:
        return self._lock, self._table

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self._lock, self._table = state  # type: ignore[assignment]  # as __getstate__ gives them
        self._held = threading.local()

    def __enter__(self) -> None:
        self._held.lock = self._lock.acquire(timeout=_PATIENCE)

    def __exit__(self, *_raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._held.lock:
            self._lock.release()

    def get(self, client: str, default: float) -> float:
        """What is kept of a client."""
        number, places = self._places(client)
        found = (self._table[place + 1] for place in places if self._table[place] == number)
        return next(found, default)

    def put(self, client: str, due: float, now: float) -> None:  # noqa: ARG002  # the oldest time is free first
        """Keeps it, in the place of the client whose time is over first if there is no free one."""
        number, places = self._places(client)
        own = [place for place in places if self._table[place] == number]
        place = own[0] if own else min(places, key=lambda one: self._table[one + 1])
        self._table[place], self._table[place + 1] = number, due

    def _places(self, client: str) -> tuple[float, range]:
        digest = sha256(client.encode("utf-8", "surrogatepass")).digest()
        start = int.from_bytes(digest[6:10], "big") % _GROUPS * _PLACES * 2
        # Six bytes are a whole number that a float holds exactly; 0 is an empty place.
        return float(int.from_bytes(digest[:6], "big") + 1), range(start, start + _PLACES * 2, 2)

"""Whose request is answered next: clients take turns, and none of them takes all threads.

It stands in for the queue of waitress's dispatcher, which calls it under its own lock.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """The next request of a client's connection, `task`; `done` is called when it is over."""

    task: Any
    done: Callable[[], None]

    def service(self) -> None:
        """Answers it."""
        try:
            self.task.service()
        finally:
            self.done()

    def cancel(self) -> None:
        """Gives it up."""
        self.task.cancel()


class Turns:
    """Requests that wait, by `client_of` their connection; of one client at most `most` are answered at once.

    True while there is one that may be answered now.
    """

    def __init__(self, most: int, client_of: Callable[[Any], str], lock: Any) -> None:
        self._most = most
        self._client_of = client_of
        self._lock = lock
        self._waiting: OrderedDict[str, deque[Any]] = OrderedDict()
        self._served: dict[str, int] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __bool__(self) -> bool:
        return self._next() is not None

    def append(self, task: Any) -> None:
        """Puts a request behind those of its client."""
        self._waiting.setdefault(self._client_of(task), deque()).append(task)
        self._count += 1

    def popleft(self) -> Turn:
        """The first request of the client whose turn it is; IndexError where none may be answered now."""
        client = self._next()
        if client is None:
            raise IndexError
        waiting = self._waiting[client]
        task = waiting.popleft()
        self._count -= 1
        if waiting:
            self._waiting.move_to_end(client)
        else:
            del self._waiting[client]
        self._served[client] = self._served.get(client, 0) + 1

        def done() -> None:
            with self._lock:
                self._served[client] -= 1
                if not self._served[client]:
                    del self._served[client]

        return Turn(task, done)

    def _next(self) -> str | None:
        free = (client for client in self._waiting if self._served.get(client, 0) < self._most)
        return next(free, None)

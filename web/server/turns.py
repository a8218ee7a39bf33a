"""Whose request is answered next: clients take turns, and neither one of them nor long requests take all.

It stands in for the queue of waitress's dispatcher, which calls it under its own lock.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from typing import Any

from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom a request comes from, and whether it is a `long` one."""

    client: str
    long: bool = False


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
    """Requests that wait, by `sender_of` their connection, to be answered by so many `threads`.

    One client gets all threads but one, long requests of all clients together half of them; where there is
    one thread it takes each. True while there is a request that may be answered now.
    """

    def __init__(self, threads: int, sender_of: Callable[[Any], Sender], lock: Any) -> None:
        self._most_of_client, self._most_long = max(threads - 1, 1), max(threads // 2, 1)
        self._sender_of = sender_of
        self._lock = lock
        self._waiting: OrderedDict[Sender, deque[Any]] = OrderedDict()
        self._served: Counter[Sender] = Counter()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __bool__(self) -> bool:
        return self._next() is not None

    def append(self, task: Any) -> None:
        """Puts a request behind those of its client."""
        self._waiting.setdefault(self._sender_of(task), deque()).append(task)
        self._count += 1

    def popleft(self) -> Turn:
        """The first request of the client whose turn it is; IndexError where none may be answered now."""
        sender = self._next()
        if sender is None:
            raise IndexError
        waiting = self._waiting[sender]
        task = waiting.popleft()
        self._count -= 1
        if waiting:
            self._waiting.move_to_end(sender)
        else:
            del self._waiting[sender]
        self._served[sender] += 1

        def done() -> None:
            with self._lock:
                self._served[sender] -= 1
                if not self._served[sender]:
                    del self._served[sender]

        return Turn(task, done)

    def _next(self) -> Sender | None:
        long = sum(count for sender, count in self._served.items() if sender.long)
        for sender in self._waiting:
            of_client = self._served[Sender(sender.client)] + self._served[Sender(sender.client, True)]
            if of_client < self._most_of_client and not (sender.long and long >= self._most_long):
                return sender
        return None

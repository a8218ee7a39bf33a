"""What is derived from an index and kept as long as there is room: the latest used stays."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Kept:
    """Values by their keys, up to so many bytes by their own account. For many threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._values: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[T, int]]) -> T:
        """The value kept under a key; where there is none, what is made and how many bytes it takes.

        A value that takes more than all the room is not kept.
        """
        with self._lock:
            found = self._values.get(key)
            if found is not None:
                self._values.move_to_end(key)
                return found[1]  # type: ignore[return-value]  # what `make` made for this key before
        value, size = make()
        with self._lock:
            if key not in self._values and size <= self._most:
                self._values[key] = (size, value)
                self._held += size
            while self._held > self._most:
                _, (gone, _) = self._values.popitem(last=False)
                self._held -= gone
        return value

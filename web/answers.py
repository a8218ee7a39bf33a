"""The answers that were given last, so that a conversation's are not worked out again with each of its turns.

An answer depends on nothing but the index, the questions, the words of the site and the language, so what is
kept for an index is what would be worked out anew.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

from assistant.model.answer import Answer

MOST = 6_000
_LEAST = 10


class Answers:
    """Answers by what they were asked with, the latest used last. For many threads.

    What they hold is bounded: `most` is the number of their citations and of the rows of their tables, with
    ten for each answer besides. One that would take a quarter of that is not kept.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[int, Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Answer | None:
        """The answer that was kept under a key; None where there is none."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keeps an answer, in the place of those that were not asked for the longest."""
        weight = _LEAST + len(answer.citations) + (len(answer.table.rows) if answer.table else 0)
        if weight > self._most // 4:
            return
        with self._lock:
            if key not in self._kept:
                self._kept[key] = (weight, answer)
                self._weight += weight
            while self._weight > self._most:
                _, (gone, _) = self._kept.popitem(last=False)
                self._weight -= gone

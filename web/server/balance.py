"""How many connections each process of a server has, so that all of them take about the same number.

They wait at one port, and whichever runs first would take all who come at once. One that has more than
another lets that go first for a moment, and takes what is still there.
"""

from __future__ import annotations

import time
from collections.abc import MutableSequence

_SLACK = 1
_SECONDS = 0.001


class Balance:
    """The counts of all processes, in memory that they share, and the place of this one among them."""

    def __init__(self, counts: MutableSequence[int], place: int) -> None:
        self._counts = counts
        self._place = place

    def tell(self, connections: int) -> None:
        """Says how many connections this process has."""
        self._counts[self._place] = connections

    def is_ahead(self) -> bool:
        """Whether another process has clearly fewer."""
        return self._counts[self._place] > min(self._counts) + _SLACK

    def let_others(self) -> None:
        """Waits a moment where this process is ahead; no longer, since the others may be busy or gone."""
        if self.is_ahead():
            time.sleep(_SECONDS)

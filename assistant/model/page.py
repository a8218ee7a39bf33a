"""Which part of a long list an answer shows: it always says how many there are in all."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.frozen import dataclass

MOST_SHOWN = 100
"""Rows that an answer shows unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """The part of a list that is wanted: `limit` rows (None for all that are left) from `offset` on, from
    0.
    """

    offset: int = 0
    limit: int | None = MOST_SHOWN

    def of(self, ids: Sequence[int]) -> tuple[int, ...]:
        """The ids on the page.

        >>> Page(1, 2).of((7, 8, 9, 10)), Page(1, None).of((7, 8, 9, 10)), Page(9).of((7, 8))
        ((8, 9), (8, 9, 10), ())
        """
        end = None if self.limit is None else self.offset + self.limit
        return tuple(ids[self.offset : end])


FIRST = Page()
"""The beginning of a list: what an answer shows unless more is asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer shows of a list: `count` rows from `offset` on, of `total`."""

    offset: int
    count: int
    total: int

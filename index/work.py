"""How much work one question may make, counted in steps and not in time: its answer is always the same.

Whoever reads the index or compares words for a question spends steps; a step is about what one look-up
takes. Where none are left, `WorkSpent` is raised. Outside a question nothing is counted, and what an index
derives of itself once is no work of the question that happens to come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class WorkSpent(Exception):
    """A question would make more work than one may."""


@dataclass(slots=True)
class Work:
    """The steps that are left for a question, and those it has spent."""

    most: int
    spent: int = 0

    def spend(self, steps: int) -> None:
        """Counts steps; WorkSpent where they are more than are left."""
        self.spent += steps
        if self.spent > self.most:
            raise WorkSpent


_current: ContextVar[Work | None] = ContextVar("work", default=None)


def spend(steps: int = 1) -> None:
    """Counts steps of the question that is being answered; WorkSpent where it has none left."""
    work = _current.get()
    if work is not None:
        work.spend(steps)


@contextmanager
def bounded(work: Work) -> Iterator[Work]:
    """What is done inside is counted as this work, and as no other."""
    token = _current.set(work)
    try:
        yield work
    finally:
        _current.reset(token)


@contextmanager
def uncounted() -> Iterator[None]:
    """What is done inside is not counted: what is derived of the whole index once."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)

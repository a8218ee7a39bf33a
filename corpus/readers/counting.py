"""How far a reader has come in a long file, for those who wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[int, int], None]
"""Takes the pages that are read, and the pages in all."""
T = TypeVar("T")


def counted(pages: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """The pages one by one; `progress` is told before each, and once more behind the last."""
    for done, page in enumerate(pages):
        if progress is not None:
            progress(done, len(pages))
        yield page
    if progress is not None:
        progress(len(pages), len(pages))

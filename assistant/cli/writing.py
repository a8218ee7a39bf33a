"""The turn of a command that writes: one at a time, after what an interrupted one left is put right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.cli.output import tell
from assistant.settings import Settings
from corpus.folder.shelf import recover
from corpus.folder.step import interrupted
from index.build.lock import left_over, locked


@contextmanager
def writing(settings: Settings) -> Iterator[None]:
    """Waits until nobody else writes, which is said, and keeps others waiting until the block ends.

    BuildFailed where nothing can be written beside the index, ShelfFailed where the folder of documents holds
    what an interrupted command left and can't be written.
    """

    def waiting(process: str) -> None:
        tell("writing.waiting", process=process, folder=settings.index.parent)

    with locked(settings.index, waiting):
        _put_right(settings)
        yield


def tidy(settings: Settings) -> None:
    """Puts right what an interrupted command left, if anything and unless another writes now.

    Raises as `writing` does, and needs to write nowhere where nothing was left.
    """
    if not interrupted(settings.documents) and not left_over(settings.index):
        return
    with locked(settings.index) as alone:
        if alone:
            _put_right(settings)


def _put_right(settings: Settings) -> None:
    if recover(settings.documents):
        tell("writing.finished", folder=settings.documents)

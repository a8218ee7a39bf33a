"""Reads files in a process of their own, so that no file can end or hold up the one who reads a folder.

One process reads file after file, since a start costs more than most files. It is replaced when a file has
ended it, took longer than it may, or left it with much of the memory that the next one may need.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

from corpus.document import Document
from corpus.folder.child import MEMORY_SPENT, Pages, Reading, Refusal, Request
from corpus.folder.limits import Limits
from corpus.readers.counting import Progress
from corpus.settings import Settings
from corpus.text.expressions import expression
from corpus.unreadable import UnreadableFile, reason_of

_ROOT = Path(__file__).parents[2]
_PROGRAM = (
    "import sys; megabytes, seconds, *sys.path = sys.argv[1:];"
    "from corpus.folder import child, limits;"
    "child.main(limits.Limits(int(megabytes), int(seconds)))"
)
# How native code says, before it ends the process, that it was given no more memory.
_NO_MEMORY = ("memory allocation of", "bad_alloc", "Cannot allocate memory", "failed to map segment")
# A process that goes on holding such a part of the memory is replaced.
_MUCH = 2
# Seconds that a wait counts at most: those in which the computer or the job slept are not the file's.
_TICK = 1.0
# Seconds in which a process that says no more has ended.
_ENDING = 5.0
_TAIL = 8_192
_PLACE = expression(r'File "(.+)", line (\d+)')


class Reader:
    """Reads documents within limits. Used as a context; nothing of it is left running at its end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def start(self) -> None:
        """Starts the process, which `read` else does: for those who have other work until then.

        Raises `UnreadableFile` where the system starts none.
        """
        if self._child is not None and self._child.has_ended:
            self._end()
        if self._child is None:
            try:
                self._child = _Child(self._limits)
            except OSError as error:
                raise UnreadableFile("reading.not_started", reason=reason_of(error)) from error

    def read(
        self, path: Path, *, settings: Settings | None = None, progress: Progress | None = None
    ) -> Document:
        """The document in a file, as `corpus.folder.library.read_document` gives it.

        Raises `UnreadableFile` as that does, and for a file that needs more than the limits or ends the
        process.
        """
        self.start()
        child = self._child
        assert child is not None
        try:
            reading = self._await(child, Request(path.absolute(), settings), progress)
        except BaseException:
            self._end()
            raise
        if self._limits.megabytes and reading.held * _MUCH > self._limits.megabytes:
            self._end()
        if isinstance(reading.outcome, Refusal):
            raise UnreadableFile(reading.outcome.code, **reading.outcome.details)
        return reading.outcome

    def _await(self, child: _Child, request: Request, progress: Progress | None) -> Reading:
        child.ask(request)
        spent = 0.0
        while not self._limits.seconds or spent < self._limits.seconds:
            begun = time.monotonic()
            try:
                reply = child.replies.get(timeout=_TICK)
            except Empty:
                spent += _TICK
                continue
            spent += min(time.monotonic() - begun, _TICK)
            if reply is None:
                raise self._failure(child)
            if isinstance(reply, Reading):
                return reply
            if progress is not None:
                progress(reply.done, reply.total)
        raise UnreadableFile("reading.time", seconds=self._limits.seconds)

    def _failure(self, child: _Child) -> UnreadableFile:
        """Why the process has ended, from its exit code and what it said last."""
        code, said = child.end(_ENDING)
        if code == MEMORY_SPENT or any(sign in said for sign in _NO_MEMORY):
            return UnreadableFile("reading.memory", megabytes=self._limits.megabytes)
        if code < 0:
            return UnreadableFile("reading.ended", signal=-code)
        return UnreadableFile("reading.failed", error=_error_in(said) or str(code))

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _error_in(said: str) -> str:
    r"""The error that a traceback ends with, and where it rose; empty where nothing was said.

    >>> _error_in('  File "/a/html.py", line 7, in read\n    1 / 0\nZeroDivisionError: division by zero\n')
    'ZeroDivisionError: division by zero, html.py:7'
    """
    error = said.strip().rpartition("\n")[2].strip()
    places = _PLACE.findall(said)
    return ", ".join([error, *(f"{Path(file).name}:{line}" for file, line in places[-1:])])


class _Child:
    """A running process, the replies that have come from it, and behind its last one a None."""

    def __init__(self, limits: Limits) -> None:
        numbers = (str(limits.megabytes), str(limits.seconds))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *numbers, str(_ROOT), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.replies: SimpleQueue[Pages | Reading | None] = SimpleQueue()
        self._said = b""
        self._threads = [Thread(target=work, daemon=True) for work in (self._receive, self._listen)]
        for thread in self._threads:
            thread.start()

    @property
    def has_ended(self) -> bool:
        """Whether something has ended the process while it had nothing to do."""
        return self._process.poll() is not None

    def ask(self, request: Request) -> None:
        """Sends a request; where the process has ended, its replies say so."""
        assert self._process.stdin is not None
        with suppress(OSError):
            pickle.dump(request, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def end(self, patience: float = 0.0) -> tuple[int, str]:
        """Ends the process, unless it does so in some seconds; its exit code and the last of what it said."""
        try:
            code = self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream is not None
            with suppress(OSError):  # of a request that was not taken
                stream.close()
        return code, self._said.decode(errors="replace")

    def _receive(self) -> None:
        assert self._process.stdout is not None
        try:
            with suppress(EOFError, pickle.UnpicklingError, MemoryError):
                while True:
                    self.replies.put(pickle.load(self._process.stdout))
        finally:
            self.replies.put(None)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        while said := os.read(self._process.stderr.fileno(), _TAIL):
            self._said = (self._said + said)[-_TAIL:]

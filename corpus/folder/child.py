"""The process that reads files for another: whatever a file does to it, the other one goes on.

Requests come on standard input, replies go to standard output, both pickled; what is printed goes to standard
error, where the parent finds the reason of a failure. The process ends when its input does: a thread waits
for that, so that no work outlives the parent. An error that nobody foresaw ends it as any program.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from corpus.document import Document
from corpus.folder.library import read_document
from corpus.folder.limits import Limits
from corpus.frozen import dataclass
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile

if sys.platform != "win32":
    import resource

MEMORY_SPENT = 70
"""The exit code of a process that was given no more memory."""
_MEGABYTE = 10**6
_STATE = Path("/proc/self/statm")
# The processor time of a child ends behind the time that its parent gives it: for one without a parent.
_LONGER = 2


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read; `settings` as `read_document` takes them."""

    path: Path
    settings: Settings | None


@dataclass(frozen=True, slots=True)
class Pages:
    """How far the reading has come."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the file is not read: an `UnreadableFile` in its parts, which alone can be pickled."""

    code: str
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of the file, and the memory that the process goes on holding, in megabytes."""

    outcome: Document | Refusal
    held: int


def main(limits: Limits) -> None:
    """Answers requests one by one, until there are no more."""
    # An interrupt at the terminal is the parent's to deal with.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # as while an index is built; readers that make cycles look for them themselves
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests: SimpleQueue[Request] = SimpleQueue()
    Thread(target=_take, args=(requests,), daemon=True).start()
    import_module("corpus.records.recognise")  # while the parent has not yet asked for anything
    _bound_memory(limits.megabytes)

    def tell(reply: Pages | Reading) -> None:
        pickle.dump(reply, replies, pickle.HIGHEST_PROTOCOL)
        replies.flush()

    try:
        while True:
            request = requests.get()
            _bound_time(limits.seconds)
            tell(_read(request, tell))
    except MemoryError:
        os._exit(MEMORY_SPENT)  # at once: there is none left for anything else


def _take(requests: SimpleQueue[Request]) -> None:
    """Hands requests on; ends the process, whatever it does, when no more can come."""
    # A stream of its own: Python can't close the usual one at its end while a thread waits for it.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as stream, suppress(EOFError, pickle.UnpicklingError):
        while True:
            requests.put(pickle.load(stream))
    os._exit(0)


def _read(request: Request, tell: Callable[[Pages], None]) -> Reading:
    outcome: Document | Refusal
    try:
        outcome = read_document(
            request.path, settings=request.settings, progress=lambda done, total: tell(Pages(done, total))
        )
    except UnreadableFile as error:
        outcome = Refusal(error.code, error.details)
    return Reading(outcome, _held())


def _bound_memory(megabytes: int) -> None:
    """Lets the system give no more memory. Where it can't refuse it, as on Windows, there is no limit."""
    if sys.platform != "win32":
        _bound(resource.RLIMIT_CORE, 0)
        if megabytes:
            _bound(resource.RLIMIT_AS, megabytes * _MEGABYTE)


def _bound_time(seconds: int) -> None:
    """Lets the system end the process if it goes on for so long that its parent must be gone."""
    if sys.platform != "win32" and seconds:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _bound(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + seconds * _LONGER)


if sys.platform != "win32":

    def _bound(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with suppress(OSError, ValueError, OverflowError):  # macOS takes no limit of memory
            resource.setrlimit(kind, (most, hard))


def _held() -> int:
    """The memory as the limit counts it; 0 where the system does not tell, and has no limit either."""
    try:
        pages = int(_STATE.read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * mmap.PAGESIZE // _MEGABYTE

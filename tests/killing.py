"""Kills a process before each of its file-system steps in turn, and looks at what is left and made of it.

A program of its own, without threads, forks the processes that are killed, so that each begins with all that
it needs loaded. The steps are what Python's audit events tell: files opened to be written, made, moved and
removed, folders made and removed, databases opened.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

_CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "shutil.rmtree",
    "sqlite3.connect",
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def results_of(program: str, *arguments: str) -> list[tuple[str, Any]]:
    """What a program printed that ends in `each_step`: each step, and what was found after a kill there."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [(step, found) for step, found in json.loads(done.stdout.splitlines()[-1])]


def each_step(
    start: Path, act: Callable[[], object], after: Callable[[], object], look: Callable[[Path], Any]
) -> None:
    """Prints, as JSON, each step that `act` was killed before with what `look` sees once `after` was run.

    Every time both run in a fresh copy of the folder `start` as their current one.
    """
    results = []
    for number in count():
        work = start.with_name(f"{start.name}-{number}")
        shutil.copytree(start, work)
        killed, step = _in_a_fork(lambda at=number: _until(at, act), work)
        _, found = _in_a_fork(lambda: (after(), look(Path()))[1], work)
        results.append((step if killed else "end", found))
        if not killed:
            break
    print(json.dumps(results))


def _in_a_fork(act: Callable[[], object], folder: Path) -> tuple[bool, Any]:
    """Whether it was killed, and what it gave, or said before it was."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, _RESULT)
        os.chdir(folder)
        failed = 1
        try:
            os.write(_RESULT, json.dumps(act()).encode())
            failed = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stderr.flush()
            os._exit(failed)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "see the trace above"
    return os.WIFSIGNALED(status), json.loads(said) if said else None


_RESULT = 200
"""The descriptor that a fork writes its result to."""


def _until(number: int, act: Callable[[], object]) -> None:
    """Acts, and is killed before the step with this number, counted from 0."""
    left = number
    here = str(Path.cwd())

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event == "open":
            path, _mode, flags = arguments
            if not (
                flags & _WRITING and isinstance(path, str) and str(Path(path).absolute()).startswith(here)
            ):
                return
        elif event not in _CHANGES:
            return
        left -= 1
        if left < 0:
            os.write(_RESULT, json.dumps(f"{event} {Path(str(arguments[0])).name}").encode())
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    act()

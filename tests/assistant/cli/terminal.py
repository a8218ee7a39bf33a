"""A program in a real pseudo-terminal: what a person types, and what the screen is sent."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

_WAIT = 60
"""Seconds until what is expected must be there; a busy machine takes some."""
_AGAIN = 10
_STEERING = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>])|[\x07\r]")


class Terminal:
    """A program that runs in a terminal of a width, until the block ends."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], columns: int = 80
    ) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "TERM": "xterm", **environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            # So that Ctrl+C there interrupts the program.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self._sent = b""
        self._seen = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def type(self, keys: str) -> None:
        """Presses keys."""
        os.write(self._ours, keys.encode())

    def press_until(self, key: str, wanted: str) -> str:
        """As `until`, with a key that is pressed again where nothing comes of it.

        An interrupt that arrives just before readline waits for a key is seen with the next one only.
        """
        for _ in range(_WAIT // _AGAIN - 1):
            self.type(key)
            try:
                return self.until(wanted, _AGAIN)
            except AssertionError:
                continue
        self.type(key)
        return self.until(wanted)

    def until(self, wanted: str, seconds: float = _WAIT) -> str:
        """What the screen was sent since the last call, up to some text; AssertionError if it never comes."""
        end = time.monotonic() + seconds
        while wanted not in (shown := self._shown()):
            assert time.monotonic() < end, shown
            if not self._read():
                raise AssertionError(shown)
        found = shown.index(wanted) + len(wanted)
        self._seen += found
        return shown[:found]

    def rest(self) -> tuple[int, str]:
        """How the program leaves, and what the screen was sent until then."""
        while self._read():
            pass
        return self.process.wait(_WAIT), self._shown()

    def _shown(self) -> str:
        """What was sent and not looked at yet, without what only steers the terminal."""
        return _STEERING.sub("", self._sent.decode(errors="replace"))[self._seen :]

    def _read(self) -> bool:
        """Takes what is sent within a second; False when nothing more can come."""
        if not select.select([self._ours], [], [], 1)[0]:
            return True
        try:
            part = os.read(self._ours, 4096)
        except OSError:  # the other side is closed
            return False
        self._sent += part
        return bool(part)

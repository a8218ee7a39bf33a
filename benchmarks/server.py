"""A real server in a process of its own, asked over HTTP, and the most memory it ever held."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import timing

_START = 30.0


@contextmanager
def running(
    environment: dict[str, str], *, encoder: bool = True, workers: int = 1, errors: Path | None = None
) -> Iterator[tuple[str, int]]:
    """The address and process id of a server on a free port of this computer; it ends with the block.

    `encoder` is False for one that does not find the optional encoder; `workers` processes answer;
    what it says goes to the file `errors`, or nowhere.
    Raises TimeoutError when the server does not answer within half a minute.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    listening = ("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers))
    command = timing.keikaku("serve", *listening, encoder=encoder)
    with Path(errors or os.devnull).open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def ask(address: str, turns: Sequence[str]) -> None:
    """Ask the last turn with those before it as history, and read the whole answer."""
    *history, question = turns
    body = json.dumps({"question": question, "history": history}).encode()
    request = urllib.request.Request(f"{address}/api/ask", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        response.read()


def peak_memory(process: int) -> float | None:
    """The most memory that a process has held, in MB (10^6 bytes); None where there is no /proc to say it."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024 / 1e6


def processor_time(process: int) -> float | None:
    """Seconds of processor time that a process and those it started have taken; None where there is no /proc.

    What else the machine does changes it little, unlike the time that passes.
    """
    taken = 0.0
    if not Path("/proc/self/stat").exists():
        return None
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if process in (int(file.parent.name), int(fields[1])):
            taken += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return taken


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(f"no server at {address}")

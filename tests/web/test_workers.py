"""Several processes behind one port, as `keikaku serve --workers 2` starts them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from web.guard.dues import SharedDues
from web.http.limits import RateLimit

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told by /proc")

SETTINGS = "[server]\nrate_limit = 4\n"


@pytest.fixture
def served(index_path: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of two processes, and its address."""
    (tmp_path / "keikaku.toml").write_text(SETTINGS, encoding="utf-8")
    environment = {**os.environ, "KEIKAKU_INDEX": str(index_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    code = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", "0", "--workers", "2"]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        try:
            yield process, process.stderr.readline().split()[1]
        finally:
            process.kill()


def children(process: int) -> set[int]:
    """The processes that a process has started, by the systems's own list."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
            arguments = (folder / "cmdline").read_text()
        except OSError:  # it ended in the meantime
            continue
        if int(stat.rpartition(")")[2].split()[1]) == process and "spawn_main" in arguments:
            found.add(int(folder.name))
    return found


def status(address: str, path: str, **headers: str) -> int:
    try:
        with urlopen(Request(f"{address}{path}", headers=headers), timeout=20) as response:
            return int(response.status)
    except HTTPError as error:
        return error.code


def until(true: object, seconds: float = 30) -> bool:
    """Whether something becomes true in some seconds."""
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def gone(processes: set[int]) -> bool:
    return not any(Path(f"/proc/{process}").exists() for process in processes)


def refuses(address: str) -> bool:
    try:
        return status(address, "/healthz") == 0
    except URLError:
        return True


def test_two_processes_answer_on_one_port_and_share_the_limits(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    """Of one client's questions on connections of their own as many are answered as the setting says."""
    process, address = served
    assert len(children(process.pid)) == 2
    asked = [status(address, "/api/ask?q=RPA", **{"X-Forwarded-For": "192.0.2.1"}) for _ in range(12)]
    assert asked == [200] + [429] * 11


def test_a_process_that_is_killed_is_replaced(served: tuple[subprocess.Popen[str], str]) -> None:
    """Requests go on being answered meanwhile, by the other one."""
    process, address = served
    first = children(process.pid)
    os.kill(min(first), signal.SIGKILL)
    assert [status(address, "/healthz") for _ in range(5)] == [200] * 5
    assert until(lambda: len(children(process.pid) - first) == 1)
    assert status(address, "/healthz") == 200


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_all_processes_end_with_the_first(
    served: tuple[subprocess.Popen[str], str], sent: signal.Signals, code: int
) -> None:
    """However that is ended, and the port is free again; nothing is said but a new line."""
    process, address = served
    started = children(process.pid)
    process.send_signal(sent)
    assert process.wait(timeout=20) == code
    assert until(lambda: gone(started))
    assert until(lambda: refuses(address))
    assert process.stderr is not None
    assert not re.search("Traceback|Error", process.stderr.read())


def test_a_limit_is_one_for_all_that_share_it() -> None:
    """Under different names it counts apart; a full group of places forgets whose time is over first."""
    import multiprocessing

    dues = SharedDues(multiprocessing.get_context("spawn"))
    asking, again, reading = (RateLimit(8, lambda: 0.0, dues=dues, name=name) for name in ("a", "a", "r"))
    assert [one.seconds_to_wait("x") for one in (asking, again, asking, reading)] == [0, 0, 8, 0]
    for number in range(60_000):
        dues.put(str(number), 0.0, 0.0)
    with dues:
        dues.put("kept", 1000.0, 0.0)
        assert dues.get("kept", 0.0) == 1000.0
        assert dues.get("no one", -1.0) == -1.0

"""One process at a time writes; a lock ends with its process, and leaves no file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.build.lock import locked
from index.errors import BuildFailed

HOLDING = """
import sys
from pathlib import Path
from index.build.lock import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
COUNTING = """
import sys
from pathlib import Path
from index.build.lock import locked

for _ in range(50):
    with locked(Path(sys.argv[1]), lambda process: None):
        counter = Path(sys.argv[2])
        counter.write_text(str(int(counter.read_text()) + 1))
"""


@contextmanager
def holder(target: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the lock until its standard input ends."""
    with started(HOLDING, str(target)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def started(program: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_who_does_not_wait_is_told(tmp_path: Path) -> None:
    """While another has the lock nothing is had and nothing cleared; then it is, and no file is left."""
    target = tmp_path / "new" / "index.db"
    with holder(target):
        (target.parent / ".index.db.half.building").touch()
        with locked(target) as alone:
            assert not alone
        names = sorted(path.name for path in target.parent.iterdir())
        assert names == [".index.db.half.building", ".index.db.lock"]
    with locked(target) as alone:
        assert alone
        assert [path.name for path in target.parent.iterdir()] == [".index.db.lock"]
    assert list(target.parent.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a process there can't be killed by a signal")
@pytest.mark.parametrize("end", [signal.SIGKILL, None])
def test_who_waits_has_the_lock_when_the_other_ends(tmp_path: Path, end: signal.Signals | None) -> None:
    """It is told once whom it waits for; one that is killed lets go as one that ends does."""
    target = tmp_path / "index.db"
    told: list[str] = []
    with holder(target) as other:
        assert other.stdin is not None

        def waiting(process: str) -> None:
            told.append(process)
            if end is None:
                other.stdin.close()
            else:
                other.send_signal(end)

        with locked(target, waiting) as alone:
            assert alone
    assert told == [str(other.pid)]
    assert list(tmp_path.iterdir()) == []


def test_those_who_wait_come_one_after_the_other(tmp_path: Path) -> None:
    """However many write, and though each takes the file of the lock away, none loses what another wrote."""
    counter = tmp_path / "counter"
    counter.write_text("0", encoding="ascii")
    others = [started(COUNTING, str(tmp_path / "index.db"), str(counter)) for _ in range(3)]
    assert [other.communicate()[0] for other in others] == [""] * 3
    assert [other.returncode for other in others] == [0] * 3
    assert counter.read_text(encoding="ascii") == "150"


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    """A file in the place of the folder is an error with a next step."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(BuildFailed, match=r"can't be written.*keikaku index"),
        locked(tmp_path / "file" / "i.db"),
    ):
        pass

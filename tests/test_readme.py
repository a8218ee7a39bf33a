"""README tells the truth: its commands exist, its links lead somewhere, its sessions are what is printed.

A session is a block fenced as `console`. Every line in it that begins with `$ keikaku` is run for real
against a fresh index, and the lines below it, up to the next `$` or the end of the block, are compared with
what it printed. A line that is `...` alone stands for any number of lines.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from assistant.cli import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = "\n".join([*(body for _, body in FENCE.findall(README)), *re.findall(r"`([^`\n]+)`", README)])
COMMANDS = re.findall(r"\bkeikaku (?!-)(\S[^\n]*)", CODE)


def sessions(page: str) -> list[tuple[str, str]]:
    """Each command of the sessions with the output it is said to have."""
    found = []
    for language, body in FENCE.findall(page):
        if language == "console":
            for turn in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = turn.partition("\n")
                found.append((command, output.strip("\n")))
    return found


def agrees(expected: str, printed: str) -> bool:
    """Whether the output is the one expected, where `...` alone on a line stands for any lines."""
    lines = [re.escape(line.rstrip()) + r"\n" for line in expected.splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == r"\.\.\.\n" else line for line in lines)
    given = "".join(line.rstrip() + "\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, given) is not None


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))


def test_every_make_target_that_is_shown_exists() -> None:
    """README names no make target that the Makefile lacks."""
    shown = set(re.findall(r"\bmake ([a-z][a-z-]*)", CODE))
    assert shown <= targets()
    assert {"serve", "ask", "test"} <= shown


def test_help_lists_every_make_target() -> None:
    """`make` alone tells of every target that is meant to be called."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = set(re.findall(r"@echo 'make ([a-z-]+)", makefile))
    assert targets() - {"help"} == listed


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_that_is_shown_exists(line: str) -> None:
    """README shows no command and no option that `keikaku` does not have."""
    name, *rest = shlex.split(line, comments=True)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    shown = {word.split("=")[0] for word in rest if word.startswith("-")}
    assert shown - known - {"--help"} == set()


def test_every_command_is_shown() -> None:
    """README shows each command of `keikaku` at least once."""
    assert set(cli.list_commands(click.Context(cli))) <= {line.split()[0] for line in COMMANDS}


@pytest.mark.parametrize(("command", "output"), sessions(README))
def test_a_session_prints_what_is_shown(command: str, output: str, index_path: Path) -> None:
    """A command of a session, typed as it stands, prints what README says."""
    program, *arguments = shlex.split(command)
    assert program == "keikaku"
    ran = subprocess.run(
        [Path(sys.executable).with_name("keikaku"), *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "KEIKAKU_INDEX": str(index_path), "PYTHONUTF8": "1"},
        check=False,
    )
    assert agrees(output, ran.stdout), ran.stdout + ran.stderr


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    """A relative link in a page names a file of the project."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\nc\n", False),
        ("a\nb", "a\nb\nc\n", False),
        ("a\n...", "a\nb\nc\n", True),
        ("a\n...\nc", "a\nb\nd\n", False),
        ("a. b", "axb\n", False),
    ],
)
def test_outputs_are_compared_line_by_line(expected: str, printed: str, same: bool) -> None:
    """Only a line of three dots stands for other lines."""
    assert agrees(expected, printed) is same

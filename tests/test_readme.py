"""README tells the truth: its commands exist, its links lead somewhere, its sessions are what is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from assistant.cli.commands import cli
from tests.sessions import FENCE, Session, agrees, renewed, run, sessions

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = "\n".join([*(body for _, body in FENCE.findall(README)), *re.findall(r"`([^`\n]+)`", README)])
COMMANDS = re.findall(r"\bkeikaku (?!-)([a-z][^\n]*)", CODE)


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


@pytest.mark.parametrize("session", sessions(README), ids=lambda session: session.command)
def test_a_session_prints_what_is_shown(session: Session, index_path: Path) -> None:
    """A command of a session, typed as it stands, prints what README says."""
    printed = run(session.command, index_path)
    assert agrees(session.output, printed), printed


def test_three_questions_are_shown() -> None:
    """README shows a real session of at least three questions."""
    asked = [session for session in sessions(README) if session.command.startswith("keikaku ask ")]
    assert len(asked) >= 3


def test_a_session_can_be_written_anew(index_path: Path) -> None:
    """What is no longer printed gives way to what is; all else on the page stays."""
    now = f"# A\n\n```console\n$ keikaku --version\n{run('keikaku --version', index_path)}\n```\n\nB\n"
    old = re.sub(r"^keikaku, .*$", "keikaku, version 0\n\nand more", now, flags=re.MULTILINE)
    assert old != now
    assert renewed(old, index_path) == now
    assert renewed(now, index_path) == now


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    """A relative link in a page names a file of the project."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a\nb", "a\nb\nc", False),
        ("a\n...", "a\nb\nc", True),
        ("a\n...\nc", "a\nb\nd", False),
        ("a.b", "axb", False),
    ],
)
def test_outputs_are_compared_line_by_line(expected: str, printed: str, same: bool) -> None:
    """Only a line of three dots stands for other lines."""
    assert agrees(expected, printed) is same

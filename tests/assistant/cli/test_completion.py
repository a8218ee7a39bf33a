"""Completion in real shells: commands, options, and the names and ids of the documents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli.commands import cli

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

from tests.assistant.cli.terminal import Terminal

Complete = Callable[..., list[str]]
READY = "ready> "


def environment(index: Path) -> dict[str, str]:
    """The installed command over an index, in English."""
    beside = Path(sys.executable).parent
    return {
        "KEIKAKU_INDEX": str(index),
        "PATH": f"{beside}:{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "PS1": READY,
    }


@pytest.fixture
def complete(plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Complete:
    """What bash would offer for the last of some words, by the script that is printed for it."""
    monkeypatch.chdir(tmp_path)

    def offers(*words: str, index: Path = plan_path) -> list[str]:
        program = (
            'eval "$(keikaku completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1));'
            ' _keikaku_completion keikaku; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        ran = subprocess.run(
            ["bash", "-c", program, "bash", "keikaku", *words],
            env={**os.environ, **environment(index)},
            capture_output=True,
            text=True,
            check=True,
        )
        # `compopt` speaks up outside of a completion, which a file name asks for.
        assert ran.stderr == "" or "compopt" in ran.stderr
        return ran.stdout.split("\n")[:-1]

    return offers


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["co"], ["completion", "count"]),
        (["pins", ""], ["check"]),
        (["list", "--not"], ["--not-rating"]),
        (["list", "--rating", ""], ["A", "B"]),
        (["list", "--rating", "A", "--rating", ""], ["B"]),
        (["list", "--rating", "ｂ"], ["B"]),
        (["count", "--department", "生"], ["生涯学習課"]),
        (["count", "--kpi", "m"], ["missed", "met"]),
        (["list", "--section", ""], ["くらしの安心"]),
        (["list", "--year", ""], ["2023"]),
        (["list", "--document", ""], ["plan"]),
        (["ask", "x", "--year", ""], ["2023"]),
        (["chat", "--document", ""], ["plan"]),
        (["show", ""], ["plan", "1-1", "1-2", "2-1"]),
        (["show", "1-1", "1-"], ["1-2"]),
        (["diff", "p"], ["plan"]),
        (["ask", "x", "--format", "mark"], ["markdown"]),
        (["remove", ""], [""]),
        (["list", "--department", "税"], [""]),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
)
def test_commands_options_and_values_are_offered(
    complete: Complete, words: list[str], offered: list[str]
) -> None:
    """What is given already is not offered again, and width and case do not matter."""
    assert complete(*words) == offered


def test_ids_of_added_documents_are_offered_to_remove(complete: Complete, tmp_path: Path) -> None:
    """Those that come with Keikaku can't be removed."""
    folder = tmp_path / ".keikaku" / "documents" / "r5"
    folder.mkdir(parents=True)
    (folder / "r5.csv").write_text("番号,事業名\n1,広報\n", encoding="utf-8")
    assert complete("remove", "") == ["r5"]


def test_without_an_index_nothing_is_offered_and_nothing_said(complete: Complete, tmp_path: Path) -> None:
    """A completion never fails."""
    assert complete("list", "--rating", "", index=tmp_path / "none.sqlite") == [""]


def test_bash_completes_what_is_typed(plan_path: Path, tmp_path: Path) -> None:
    """In a terminal, by the tab key."""
    with Terminal(["bash", "--norc", "--noprofile", "-i"], tmp_path, environment(plan_path)) as terminal:
        terminal.until(READY)
        terminal.type('eval "$(keikaku completion bash)"\r')
        terminal.until(READY)
        terminal.type("keikaku count --department 生\t")
        terminal.until("keikaku count --department 生涯学習課 ")
        terminal.type("--rat\t")
        terminal.until("--rating ")
        terminal.type("B\r")
        terminal.until("1 initiative rated B, handled by 生涯学習課.")


@pytest.mark.parametrize(
    ("value", "escaped"), [("A B", r"A\ B"), ("a'b", r"a\'b"), ("目標$(x)", r"目標\$\(x\)"), ("1-1", "1-1")]
)
def test_bash_is_given_values_that_it_takes_as_they_are(value: str, escaped: str) -> None:
    """What a shell would take apart or run is escaped."""
    from click.shell_completion import CompletionItem

    from assistant.cli.completion import _Bash

    assert _Bash(cli, {}, "keikaku", "_KEIKAKU_COMPLETE").format_completion(CompletionItem(value)) == (
        f"plain,{escaped}"
    )


def needs(shell: str) -> None:
    """Skips where a shell is not installed."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here (Debian: {shell})")


def test_zsh_completes_what_is_typed(plan_path: Path, tmp_path: Path) -> None:
    """In a terminal, by the tab key."""
    needs("zsh")
    variables = {**environment(plan_path), "HOME": str(tmp_path), "PROMPT": READY}
    with Terminal(["zsh", "-f", "-i"], tmp_path, variables) as terminal:
        terminal.until(READY)
        terminal.type('autoload -Uz compinit; compinit -u; eval "$(keikaku completion zsh)"; print do""ne\r')
        terminal.until("done")
        terminal.until(READY)
        terminal.type("keikaku count --department 生\t")
        terminal.until("生涯学習課")


def test_fish_offers_the_same(plan_path: Path, tmp_path: Path) -> None:
    """With the titles of rows beside their numbers."""
    needs("fish")
    program = (
        "keikaku completion fish | source; complete -C 'keikaku list --rating '; complete -C 'keikaku show 2'"
    )
    ran = subprocess.run(
        ["fish", "--no-config", "-c", program],
        env={**os.environ, **environment(plan_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("A\nB\n2-1\t高齢者向け講座の開催\n", "")

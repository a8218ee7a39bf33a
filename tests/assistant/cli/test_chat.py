"""The conversation in a terminal: what is typed, what is answered, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.commands import cli

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

from tests.assistant.cli.terminal import Terminal

MAIN = [sys.executable, "-c", "from assistant.cli import main; main()", "chat"]
UP, CTRL_C, CTRL_D = "\x1b[A", "\x03", "\x04"


@pytest.fixture
def terminal(plan_path: Path, tmp_path: Path) -> Iterator[Terminal]:
    """A conversation on the small plan, in Japanese."""
    environment = {
        "KEIKAKU_INDEX": str(plan_path),
        "LC_ALL": "",
        "LANG": "ja_JP.UTF-8",
        "LC_CTYPE": "C.UTF-8",
        "NO_COLOR": "1",
        "PYTHONPATH": ":".join(sys.path),
    }
    with Terminal(MAIN, tmp_path, environment) as opened:
        opened.until("終了）。\n> ")
        yield opened


def said(terminal: Terminal, typed: str) -> list[str]:
    """What is answered to a line: the lines between it and the next prompt, empty ones left out."""
    terminal.type(f"{typed}\r")
    terminal.until(f"{typed}\n")
    return [line for line in terminal.until("\n> ").removesuffix("> ").split("\n") if line]


def test_a_question_follows_the_one_before(terminal: Terminal) -> None:
    """With its sources in short; until the conversation begins anew."""
    assert said(terminal, "講座の目標は？")[:2] == [
        "2-1「高齢者向け講座の開催」の講座の受講者数の目標は 2024年度末:40人 です。",
        "出典  2-1 (13行目)",
    ]
    assert said(terminal, "課題は？")[0] == "2-1「高齢者向け講座の開催」の課題: 講師の確保が課題である。"
    assert said(terminal, ":new") == ["会話を初めからにしました。"]
    assert "高齢者向け講座の開催」の課題" not in said(terminal, "課題は？")[0]


def test_sources_and_reading_are_shown_on_request(terminal: Terminal) -> None:
    """The sources quoted, though the answer has said their words; commands may be typed in part."""
    assert said(terminal, ":sources") == ["まだ示せるものがありません。"]
    assert said(terminal, ":explain") == ["まだ示せるものがありません。"]
    said(terminal, "2-1の課題は？")
    assert said(terminal, ":so") == [
        "[1] 2-1 高齢者向け講座の開催 (課題, 13行目)",
        "    「講師の確保が課題である。」",
    ]
    assert said(terminal, "：explain")[:2] == ["答えの決め方", "  kind      field"]
    assert said(terminal, ":x") == ["「:x」というコマンドはありません（:help）。"]
    assert said(terminal, ":h")[0].startswith(":sources  直前の回答の出典")


def test_earlier_lines_come_back_by_the_arrow(terminal: Terminal) -> None:
    """The line can be changed before it is sent again."""
    said(terminal, "講座の目標は？")
    terminal.type(UP)
    terminal.until("講座の目標は？")
    terminal.type("\x7f" * 4 + "課題は\r")
    assert "2-1「高齢者向け講座の開催」の課題: 講師の確保が課題である。" in terminal.until("。\n")


@pytest.mark.parametrize("keys", [":quit\r", ":q\r", CTRL_D])
def test_it_ends_when_it_is_told_to(terminal: Terminal, keys: str) -> None:
    """By a command or at the end of the input, with 0."""
    terminal.type(keys)
    code, shown = terminal.rest()
    assert (code, "Traceback" in shown) == (0, False)


def test_an_interrupt_only_empties_the_line(terminal: Terminal) -> None:
    """It is said how to leave, and the conversation goes on."""
    terminal.type("講座の")
    terminal.until("講座の")
    terminal.press_until(CTRL_C, "終えるには :quit\n> ")
    assert said(terminal, "B評価の取組は？")[0] == "評価がBの取組は 1件 です。"


def test_lines_may_come_from_a_file(plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal there is no prompt; what can't be answered is said, and the next line taken."""
    monkeypatch.chdir(tmp_path)
    environment = {"LC_ALL": "", "LANG": "en", "KEIKAKU_INDEX": str(plan_path)}
    typed = "\n" + "あ" * 501 + "\n講座の目標は？\n"
    result = CliRunner().invoke(cli, ["chat"], input=typed, env=environment)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.split("\n\n")[:3] == [
        "The question is too long (up to 500 characters).",
        "2-1「高齢者向け講座の開催」の講座の受講者数の目標は 2024年度末:40人 です。",
        "出典  2-1 (13行目)",
    ]

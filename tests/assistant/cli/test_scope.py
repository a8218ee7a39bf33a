"""Documents and years that `keikaku ask` and `keikaku chat` keep to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.cli.commands import cli
from index.build.build import build
from tests.web.editions import EARLIER, LATER, edition

QUESTION = "B評価の取組項目は何件？"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def editions_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one plan in two years: three rows of the earlier are rated B, four of the later."""
    folder = tmp_path_factory.mktemp("editions")
    more = (*LATER, ("1-8", "夜間の相談", "市民課", "12回", "9回", "B"))
    build([edition(folder, 2022, EARLIER), edition(folder, 2023, more)], folder / "index.sqlite")
    return folder / "index.sqlite"


@pytest.fixture
def run(editions_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line on both editions."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, language: str = "en_GB.UTF-8", typed: str = "") -> Result:
        environment = {"LC_ALL": "", "LANG": language, "KEIKAKU_INDEX": str(editions_path)}
        return CliRunner().invoke(cli, arguments, input=typed, env=environment)

    return invoke


@pytest.mark.parametrize(
    ("options", "documents", "rows"),
    [
        ([], [], "4件"),
        (["--year", "2022"], ["plan-2022"], "3件"),
        (["--document", "plan-2022"], ["plan-2022"], "3件"),
        (["--document", "2022"], ["plan-2022"], "3件"),
        (["--document", "plan-2022", "--document", "plan-2023"], ["plan-2022", "plan-2023"], "7件"),
        (["--document", "plan-2023", "--year", "2023", "--year", "2022"], ["plan-2023"], "4件"),
    ],
)
def test_a_question_keeps_to_what_is_chosen(
    run: Run, options: list[str], documents: list[str], rows: str
) -> None:
    """To documents, to those of a year, to what both have; without a choice to the newest edition."""
    told = json.loads(run("ask", QUESTION, *options, "--json").stdout)
    assert told.get("in", []) == documents
    assert rows in told["answer"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--year", "2019"], "keikaku: 2019年度の文書はありません（2022、2023）。"),
        (["--document", "plan"], "keikaku: ID「plan」で決まる文書がありません（plan-2022、plan-2023）。"),
        (
            ["--document", "plan-2022", "--year", "2023"],
            "keikaku: 文書 plan-2022 は、その年度（2023）のものではありません。",
        ),
    ],
)
@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"]])
def test_what_is_not_there_is_said(run: Run, command: list[str], options: list[str], said: str) -> None:
    """With what could be meant, before anything is asked."""
    result = run(*command, *options, language="ja_JP.UTF-8")
    assert (result.stdout, result.stderr.strip(), result.exit_code) == ("", said, 1)


def test_a_conversation_keeps_to_what_is_chosen(run: Run) -> None:
    """In each of its questions."""
    typed = f"{QUESTION}\nA評価は？\n"
    told = run("chat", "--year", "2022", language="ja_JP.UTF-8", typed=typed).stdout
    assert "3件" in told
    assert run("chat", language="ja_JP.UTF-8", typed=typed).stdout != told

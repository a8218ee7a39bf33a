"""The command line: what it prints, where, and how it leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from assistant.cli.commands import cli
from assistant.cli.words import language, messages
from assistant.render.terminal.width import width

Run = Callable[..., Result]


@pytest.fixture
def run(plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line on the small plan, in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)

    def invoke(
        *arguments: str, language: str = "en_GB.UTF-8", index: Path = plan_path, typed: bytes = b""
    ) -> Result:
        environment = {"LC_ALL": "", "LANG": language, "KEIKAKU_INDEX": str(index)}
        return CliRunner().invoke(cli, arguments, input=typed, env=environment)

    return invoke


def squeezed(text: str) -> str:
    """The text without white space, as lines may break anywhere."""
    return "".join(text.split())


def test_list_shows_a_table_and_its_sources(run: Run) -> None:
    """The number first, then the rows as a table, then where they stand."""
    result = run("list", "--rating", "B", language="ja_JP.UTF-8")
    assert result.stdout == (
        "評価がBの取組は 1件 です。\n\n"
        "No.  取組                  担当        評価\n"
        "---  --------------------  ----------  ----\n"
        "2-1  高齢者向け講座の開催  生涯学習課  B\n\n"
        "[1] 2-1 高齢者向け講座の開催 (評価, 13行目) 「B」\n"
    )
    assert (result.stderr, result.exit_code) == ("", 0)


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (["--rating", "A"], ["1-1", "1-2"]),
        (["--rating", "Ａ", "--rating", "B"], ["1-1", "1-2", "2-1"]),
        (["--not-rating", "A"], ["2-1"]),
        (["--department", "生涯学習課"], ["2-1"]),
        (["--department", "図書館"], ["1-1"]),
        (["--section", "くらし"], ["1-1", "1-2", "2-1"]),
        (["--group", "1", "--rating", "A"], ["1-1", "1-2"]),
        (["--kpi", "missed"], ["2-1"]),
        (["--kpi", "met"], []),
        (["--year", "2023", "--document", "plan"], ["1-1", "1-2", "2-1"]),
        ([], ["1-1", "1-2", "2-1"]),
    ],
)
def test_filters_hold_together(run: Run, arguments: list[str], rows: list[str]) -> None:
    """Values of one option widen, further options narrow; without a row the list leaves with 1."""
    result = run("list", *arguments, "--json")
    listed = json.loads(result.stdout)
    assert (listed["status"], result.exit_code) == ("answered", 0 if rows else 1)
    assert [row[0] for row in (listed["table"] or {"rows": []})["rows"]] == rows


def test_part_of_a_name_is_taken_and_said(run: Run) -> None:
    """A name typed in part is noted with what it was taken for."""
    listed = json.loads(run("list", "--department", "公民館", "--json").stdout)
    assert listed["notes"] == ['department "公民館" was taken for "公民館管理課".']


@pytest.mark.parametrize(
    ("arguments", "reason", "answer"),
    [
        (
            ["list", "--rating", "Z"],
            "no_such_rating",
            'There is no rating "Z" in the documents.\nNearest: A, B',
        ),
        (
            ["list", "--department", "税務課"],
            "no_such_department",
            'There is no department "税務課" in the documents.\nNearest: 公民館管理課, 図書館課, 生涯学習課',
        ),
        (
            ["count", "--year", "1999"],
            "no_such_year",
            'There is no fiscal year "1999" in the documents.\nNearest: 2023',
        ),
        (["show", "2-9"], "no_such_row", 'There is no row "2-9" in the documents.\nNearest: 2-1'),
        (
            ["show", "1-1", "--document", "x"],
            "no_such_document",
            'There is no document "x" in the documents.\nNearest: plan',
        ),
        (
            ["list", "--section", "防災"],
            "not_in_documents",
            'There is no section "防災" in the documents.\nNearest: くらしの安心',
        ),
        (["search", "ブロックチェーン"], "not_in_documents", 'No passage matches "ブロックチェーン".'),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    run: Run, arguments: list[str], reason: str, answer: str
) -> None:
    """An unknown name is an answer of its own, never an empty list, and leaves with 1."""
    result = run(*arguments, "--json")
    got = json.loads(result.stdout)
    assert (got["status"], got["reason"], got["answer"], result.exit_code) == ("not_found", reason, answer, 1)


def test_count_gives_a_number_or_a_breakdown(run: Run) -> None:
    """Without --by the rows are counted with their share; with it, each value has a bar."""
    counted = json.loads(run("count", "--rating", "A", "--json").stdout)
    assert counted["answer"].split("\n")[1] == "That is 66.7 % of all 3 (2 ÷ 3 × 100)."
    broken_down = json.loads(run("count", "--by", "rating", "--json").stdout)
    assert broken_down["bars"] == [{"label": "A", "count": 2}, {"label": "B", "count": 1}]
    by_kpi = json.loads(run("count", "--by", "kpi", "--json").stdout)
    assert sum(bar["count"] for bar in by_kpi["bars"]) == 3


def test_show_gives_all_cells_of_a_row(run: Run) -> None:
    """Numbers may be typed in full width, and several at a time."""
    shown = json.loads(run("show", "２－１", "1-1", "--json").stdout)
    assert {(cited["row"], cited["field"]) for cited in shown["citations"]} >= {
        ("2-1", "issues"),
        ("1-1", "issues"),
    }
    assert shown["gauges"][0]["rate"] == 75
    of_document = json.loads(run("show", "1-1", "--document", "pla", "--json").stdout)
    assert {cited["row"] for cited in of_document["citations"]} == {"1-1"}


def test_search_cites_passages_best_first(run: Run) -> None:
    """Rows and texts outside tables are found, each quoted where the words stand."""
    found = json.loads(run("search", "窓口", "混雑", "--json").stdout)
    assert [(cited["row"], cited["quote"]) for cited in found["citations"]] == [
        ("1-1", "窓口の混雑が課題である。")
    ]
    assert found["citations"][0]["marks"] == [[0, 2], [3, 5]]
    outside = json.loads(run("search", "公表", "--json").stdout)["citations"][0]
    assert (outside["row"], outside["title"], outside["field"], outside["line"]) == (
        "",
        "みどり市学習計画 評価一覧 / はじめに",
        "passage",
        1,
    )


@pytest.mark.parametrize("form", ["markdown", "csv", "html", "mediawiki", "dokuwiki", "confluence", "growi"])
def test_every_look_up_has_every_format(run: Run, form: str) -> None:
    """The same answer is written in each format."""
    assert "高齢者向け講座の開催" in run("list", "--rating", "B", "--format", form).stdout


def test_csv_keeps_its_line_ends(run: Run) -> None:
    """No platform turns CR LF into anything else."""
    assert run("list", "--rating", "B", "--format", "csv").stdout_bytes.endswith("生涯学習課,B\r\n".encode())


def test_a_question_may_name_the_format(run: Run) -> None:
    """A question for CSV is answered by the file, unless the command names another format."""
    asked = ("ask", "B評価の施策をCSVで")

    assert run(*asked).stdout == run(*asked, "--format", "csv").stdout
    assert run("ask", "B評価の施策をExcelで").stderr == "As an Excel file (.xlsx): --output FILE.xlsx\n"
    assert run(*asked, "--format", "text").stdout.startswith("評価がBの")


def test_the_ending_of_a_file_says_its_format(run: Run, tmp_path: Path) -> None:
    """Without --format; standard output stays empty, and it is said where the answer went."""
    result = run("list", "--rating", "B", "--output", "b.md")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "Written: b.md\n", 0)
    assert (tmp_path / "b.md").read_text("utf-8") == run(
        "list", "--rating", "B", "--format", "markdown"
    ).stdout
    assert run("documents", "-o", "all.txt").exit_code == 0
    assert (tmp_path / "all.txt").read_text("utf-8") == run("documents").stdout


def test_a_workbook_goes_to_a_file_or_a_pipe(run: Run, tmp_path: Path) -> None:
    """It has the table, and where each row stands; all columns where they are wanted."""
    run("list", "--rating", "B", "--all-columns", "--output", "b.xlsx", language="ja_JP.UTF-8")
    piped = run("list", "--rating", "B", "--all-columns", "--format", "xlsx", language="ja_JP.UTF-8")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    table = [[cell.value for cell in row] for row in book["表"].iter_rows()]
    assert piped.stdout_bytes == (tmp_path / "b.xlsx").read_bytes()
    assert book.sheetnames == ["表", "回答", "出典"]
    assert dict(zip(*table, strict=True))["課題"] == "講師の確保が課題である。"
    assert [cell.value for cell in book["出典"][2]][:4] == [
        "みどり市学習計画 評価一覧",
        "2023",
        "2-1",
        "高齢者向け講座の開催",
    ]


def test_csv_begins_with_a_mark_where_that_is_wanted(run: Run, tmp_path: Path) -> None:
    """For Excel, to a pipe and to a file; without the option there is none."""
    plain = run("list", "--format", "csv").stdout_bytes
    assert run("list", "--format", "csv", "--bom").stdout_bytes == b"\xef\xbb\xbf" + plain
    run("list", "--output", "list.csv", "--bom")
    assert (tmp_path / "list.csv").read_bytes() == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["--output", "x.docx"], 2, "the ending of x.docx stands for no form; name one with --format"),
        (["--json", "--bom"], 2, "--bom goes with CSV only"),
        (["--output", "none/x.md"], 1, "none/x.md: No such file or directory"),
    ],
)
def test_an_output_that_cannot_be_is_one_line(run: Run, arguments: list[str], code: int, line: str) -> None:
    """Nothing is written."""
    result = run("list", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert (
        result.stderr.removeprefix("keikaku: ").removesuffix(" (see keikaku list --help)\n").strip() == line
    )


def test_links_lead_to_the_server_of_the_settings(run: Run) -> None:
    """With a base_url in keikaku.toml, citations carry the address of their row."""
    Path("keikaku.toml").write_text('[server]\nbase_url = "https://plan.example"\n', encoding="utf-8")
    assert "https://plan.example/documents/plan#row-2-1" in run("list", "--rating", "B").stdout


def test_check_says_what_was_found_by_kind(run: Run) -> None:
    """Findings of one kind stand together, with the place, the printed text and what it was taken for."""
    Path("keikaku.toml").write_text("shipped = false\n", encoding="utf-8")
    result = run("check", language="ja_JP.UTF-8")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "みどり市学習計画 評価一覧: 直した点、合わない点 3件\n\n"
        "同じページの見出しが2度あります。 (1)\n"
        "  - (9行目)\n\n"
        "セルが隣の列にずれて印字されています。正しい列に戻して読みました。 (2)\n"
        "  - 2-1 評価 (13行目)\n"
        "    印字  B 講師\n"
        "    読み  B\n"
        "  - 1-2 課題 (12行目)\n"
    )


def test_check_as_json_is_a_list_of_findings(run: Run) -> None:
    """Programs get each finding with its kind, place and words."""
    assert run("check", "--format", "json").stdout == run("check", "--json").stdout
    assert json.loads(run("check", "--json").stdout)[0] == {
        "kind": "shifted_cells",
        "document": "plan",
        "row": "2-1",
        "column": "評価",
        "printed": "B 講師",
        "taken": "B",
        "line": 13,
        "locator": "line 13",
        "message": "Cells are printed one or more columns off; they were read in their own columns.",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["foo"], 2, "keikaku: No such command 'foo'. (see keikaku --help)"),
        (["ask"], 2, "keikaku: Missing argument 'QUESTION'. (see keikaku ask --help)"),
        (
            ["list", "--kpi", "x"],
            2,
            "keikaku: Invalid value for '--kpi': 'x' is not one of 'missed', 'met', 'unknown'."
            " (see keikaku list --help)",
        ),
        (["ask", " "], 1, "keikaku: The question is empty."),
        (["ask", "あ" * 501], 1, "keikaku: The question is too long (up to 500 characters)."),
        (["search", "　"], 1, "keikaku: The question is empty."),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(run: Run, arguments: list[str], code: int, line: str) -> None:
    """Wrong usage leaves with 2, anything else with 1, and standard output stays empty."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", line + "\n")


@pytest.mark.parametrize(
    ("content", "language", "line"),
    [
        (None, "ja_JP.UTF-8", "keikaku: 索引がまだありません。先に keikaku index を実行してください。\n"),
        (None, "en", "keikaku: There is no index at {path}. Build it: keikaku index\n"),
        (
            b"",
            "ja",
            "keikaku: 索引のファイルが壊れているか、索引ではありません。"
            + "keikaku index で作り直してください。\n",
        ),
        (
            b"",
            "en",
            "keikaku: {path} is not a usable index (it is no SQLite file). Rebuild it: keikaku index\n",
        ),
    ],
)
@pytest.mark.parametrize("command", [["ask", "RPAの目標は"], ["list"], ["check"], ["chat"]])
def test_without_a_usable_index_the_next_step_is_said(
    run: Run, tmp_path: Path, command: list[str], content: bytes | None, language: str, line: str
) -> None:
    """A missing or damaged index is one line, in the terminal's language, with the command that helps."""
    path = tmp_path / "none.sqlite"
    if content is not None:
        path.write_bytes(content)
    result = run(*command, language=language, index=path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == line.format(path=path)


def test_wrong_settings_are_one_line_in_either_language(run: Run, tmp_path: Path) -> None:
    """The file and the key are named."""
    (tmp_path / "keikaku.toml").write_text("[server]\nport = 1\n", encoding="utf-8")
    assert run("list").stderr == f"keikaku: {tmp_path}/keikaku.toml: server.port: unknown key\n"
    japanese = run("list", language="ja_JP.UTF-8").stderr
    assert japanese == f"keikaku: {tmp_path}/keikaku.toml: server.port: 知らない設定です\n"
    (tmp_path / "keikaku.toml").write_text("=", encoding="utf-8")
    assert run("list").stderr.startswith(f"keikaku: {tmp_path}/keikaku.toml: not TOML (")


def test_help_is_in_the_language_of_the_terminal_with_examples(run: Run) -> None:
    """Every command explains itself and every option, in both languages, and shows how it is called."""
    for named in ("ja_JP.UTF-8", "en_GB.UTF-8"):
        words = {key: choice[named[:2]] for key, choice in messages().items()}
        assert "keikaku ask" in run(language=named).stdout
        context = click.Context(cli)
        for name in cli.list_commands(context):
            shown = run(name, "--help", language=named)
            command = cli.get_command(context, name)
            assert command is not None
            assert shown.exit_code == 0
            assert f"{words['examples']}\n    keikaku {name}" in shown.stdout
            assert squeezed(words[f"help.{name}"]) in squeezed(shown.stdout)
            told = {re.sub(r"{\w+}.*", "", text) for text in words.values()}
            assert all(
                any(text and (option.help or "").startswith(text) for text in told)
                for option in command.params
                if isinstance(option, click.Option)
            )


@pytest.mark.parametrize("named", ["ja_JP.UTF-8", "en_GB.UTF-8"])
def test_help_fits_a_terminal(run: Run, named: str) -> None:
    """No line of any help takes more than 80 columns, and each ends with what the exit status means."""
    context = click.Context(cli)
    for name in ("", *cli.list_commands(context)):
        shown = run(*filter(None, (name, "--help")), language=named).stdout
        assert max(map(width, shown.splitlines())) <= 80
        assert "\n\n    2    " not in shown
        assert re.findall(r"^    (\d+) +\S", shown, re.MULTILINE)[-4:] == ["0", "1", "2", "130"]


def test_without_any_variable_the_system_decides() -> None:
    """Where no language is set, messages follow the system's own setting: here, not Japanese."""
    assert language({}) == "en"


def test_every_message_is_in_both_languages() -> None:
    """No message lacks a language, or has a field that the other has not."""
    fields = {
        key: {language: set(re.findall(r"{(\w+)}", text)) for language, text in choice.items()}
        for key, choice in messages().items()
    }
    assert [key for key, found in fields.items() if set(found) != {"ja", "en"}] == []
    told = {"error.IndexMissing", "error.IndexStale", "error.IndexForeign", "error.IndexDamaged"}
    assert [key for key, found in fields.items() if found["ja"] != found["en"] and key not in told] == []


def test_a_question_is_answered_in_its_own_language(run: Run) -> None:
    """The terminal's language does not decide the answer's."""
    answered = json.loads(run("ask", "講座の目標は？", "--json").stdout)
    assert (answered["status"], answered["language"]) == ("answered", "ja")
    assert answered["citations"][0] == {
        "document": "plan",
        "row": "2-1",
        "title": "高齢者向け講座の開催",
        "field": "kpi",
        "quote": "講座の受講者数 → 2024年度末:40人",
        "line": 13,
        "locator": "13行目",
        "url": "/documents/plan#row-2-1",
        "marks": answered["citations"][0]["marks"],
    }
    assert "explanation" not in answered


def test_a_question_may_follow_others_and_be_explained(run: Run) -> None:
    """--after gives the conversation, --explain the steps."""
    answered = json.loads(run("ask", "課題は？", "--after", "講座の目標は？", "--explain", "--json").stdout)
    assert answered["history"] == ["講座の目標は？"]
    assert answered["citations"][0]["quote"] == "講師の確保が課題である。"
    assert answered["explanation"][0]["name"] == "kind"
    assert "How the answer was found" in run("ask", "target of 2-1", "--explain").stdout


@pytest.mark.parametrize("typed", ["講座の目標は？\n", "\ufeff講座の目標は？\r\n"])
def test_a_question_may_come_from_standard_input(run: Run, typed: str) -> None:
    """With "-" the question is read, its line break and byte order mark left out."""
    assert json.loads(run("ask", "-", "--json", typed=typed.encode()).stdout)["question"] == "講座の目標は？"


def test_standard_input_that_is_not_text_is_refused(run: Run) -> None:
    """Broken UTF-8 is wrong usage."""
    result = run("ask", "-", typed=b"\xff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "keikaku: There are bytes that are not text; type it in UTF-8. (see keikaku ask --help)\n"
    )


def test_words_of_the_site_are_understood(run: Run) -> None:
    """Vocabulary files named in keikaku.toml serve the command line; a wrong one is named."""
    Path("keikaku.toml").write_text('[vocabulary]\nfiles = ["words.toml"]\n', encoding="utf-8")
    Path("words.toml").write_text("=", encoding="utf-8")
    result = run("ask", "講座の目標は？")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("keikaku: words.toml: ")
    Path("words.toml").write_text("", encoding="utf-8")
    assert run("ask", "講座の目標は？").exit_code == 0


def test_an_interrupted_command_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C leaves with 130 and no traceback."""

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.settings.load", interrupt)
    result = run("list")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "\nkeikaku: Interrupted.\n")

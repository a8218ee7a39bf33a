"""Adding, removing, listing and comparing documents from the command line."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Column, Document, Role, Row
from corpus.folder import shelf
from index.build import anew
from index.store import Index
from tests.assistant.library import TABLE, Run, indexed, state

NEXT = TABLE.replace("60人,A", "45人,B").replace("河川の清掃", "広報紙の配布")
UNDERSTOOD = """\
R5評価.csv
  id           r5評価
  title        R5評価
  publisher    (not known)
  fiscal year  2023
  rows         3
  ratings      評価: A 1, B 1, not stated 1
  departments  3: 図書館課 1, 公民館課 1, 河川課 1
  KPIs         2: met 1, missed 1

column (7)  role                  example
----------  --------------------  ----------------------
番号        number                1
事業名      name                  図書館の開館時間の延長
担当課      department            図書館課
目標値      target                50人
実績値      actual                60人
評価        rating                A
色          its own name (other)  青

Findings: 1
  - The header gives the column no role; it is indexed under its own header. (1)
"""


def test_without_a_terminal_a_document_is_shown_and_not_taken(run: Run, table: str, tmp_path: Path) -> None:
    """What was understood goes to standard output, and how to take it beside it; nothing changes."""
    result = run("add", table)
    assert result.stdout == UNDERSTOOD
    assert (result.exit_code, result.stderr) == (1, "Nothing was changed. To add it as shown: --yes\n")
    assert state(tmp_path) == {}


def test_with_yes_it_is_taken_and_can_be_asked(run: Run, table: str, tmp_path: Path) -> None:
    """The file is copied, the index built, and an answer cites it."""
    result = run("add", table, "--yes")
    assert result.exit_code == 0
    added, built = result.stderr.split("\n")[:2]
    assert added == f"Added: r5評価 ({tmp_path}/.keikaku/documents/r5評価/R5評価.csv)"
    assert built.startswith("Index built: 1 documents, 3 rows, ")
    answered = json.loads(run("ask", "公民館の改修の担当課は", "--json").stdout)
    assert (answered["status"], answered["citations"][0]["document"]) == ("answered", "r5評価")


def test_the_original_may_go_once_it_is_added(run: Run, table: str, tmp_path: Path) -> None:
    """Keikaku keeps a copy of its own, and does not read it again."""
    run("add", table, "--yes")
    (tmp_path / table).unlink()
    assert run("index").stderr.startswith("The index is up to date: 1 documents, 3 rows")


def test_roles_are_saved_corrected_and_used(run: Run, table: str, tmp_path: Path) -> None:
    """The saved roles are a file that people can edit, and the next add reads it."""
    assert run("add", table, "--save-roles", "roles.toml").stderr.startswith("Roles saved: roles.toml\n")
    saved = (tmp_path / "roles.toml").read_text(encoding="utf-8")
    assert tomllib.loads(saved)["roles"] == {
        "番号": "number",
        "事業名": "name",
        "担当課": "department",
        "目標値": "target",
        "実績値": "actual",
        "評価": "rating",
        "色": "other",
    }
    corrected = saved.replace('"色" = "other"', '"色" = "rating"').replace('id = "r5評価"', 'id = "green"')
    (tmp_path / "roles.toml").write_text(corrected, encoding="utf-8")
    shown = run("add", table, "--roles", "roles.toml", "--yes").stdout
    assert "ratings      色: 青 2, 赤 1" in shown
    with Index.open(tmp_path / ".keikaku" / "index.sqlite") as index:
        (document,) = index.documents()
        assert [column.role for column in index.columns("green")][-1] is Role.RATING
    assert (document.id, document.file) == ("green", table)
    run("index", "--force")
    assert indexed(tmp_path) == {"green": 3}


def test_a_small_file_beside_the_document_is_used(run: Run, table: str, tmp_path: Path) -> None:
    """Its title and roles hold, and are kept with the copy; the options go before it."""
    small = 'id = "a"\ntitle = "みどり市計画"\nfiscal_year = 2023\n[roles]\n"色" = "summary"\n'
    (tmp_path / "R5評価.toml").write_text(small, encoding="utf-8")
    (tmp_path / "roles.toml").write_text('[roles]\n"色" = "issues"\n', encoding="utf-8")
    run("add", table, "--yes", "--roles", "roles.toml", "--id", "b")
    kept = tomllib.loads(state(tmp_path)["documents/b/R5評価.toml"].decode())
    assert kept == {
        "id": "b",
        "file": table,
        "title": "みどり市計画",
        "fiscal_year": 2023,
        "roles": {"色": "issues"},
    }


def test_an_id_that_is_taken_is_refused(run: Run, table: str, tmp_path: Path) -> None:
    """The line says what can be done about it, and nothing changes; so does an id of a shipped document."""
    run("add", table, "--yes")
    before = state(tmp_path)
    result = run("add", table, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "keikaku: R5評価.csv: there is a document with the id r5評価 already (R5評価.csv);"
        " use --replace to put this one in its place, or --id for another id\n"
    )
    assert state(tmp_path) == before
    (tmp_path / "keikaku.toml").write_text("", encoding="utf-8")
    shipped = run("add", table, "--yes", "--id", "oita-ict-2022-2024", "--replace")
    assert "it comes with Keikaku" in shipped.stderr
    assert run("remove", "oita-ict-2022-2024").stderr.startswith("keikaku: oita-ict-2022-2024 comes with")
    assert state(tmp_path) == before


def test_replacing_and_removing_touch_nothing_else(
    run: Run, table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The neighbour's lines are the same as before, and it is not written anew."""
    (tmp_path / "next.csv").write_text(NEXT, encoding="utf-8")
    run("add", table, "--yes", "--id", "neighbour")
    run("add", table, "--yes", "--id", "plan")
    written: list[str] = []
    write = anew.write

    def noted(database: object, document: Document, *rest: object) -> object:
        written.append(document.id)
        return write(database, document, *rest)  # type: ignore[arg-type] # as they come

    monkeypatch.setattr(anew, "write", noted)
    with Index.open(tmp_path / ".keikaku" / "index.sqlite") as index:
        before = [stored.row for stored in index.rows(index.all_ids("neighbour"))]
    replaced = run("add", "next.csv", "--yes", "--id", "plan", "--replace")
    assert replaced.exit_code == 0
    with Index.open(tmp_path / ".keikaku" / "index.sqlite") as index:
        assert [stored.row for stored in index.rows(index.all_ids("neighbour"))] == before
        assert [stored.row.title for stored in index.rows(index.all_ids("plan"))][-1] == "広報紙の配布"
    removed = run("remove", "plan")
    kept = tmp_path / ".keikaku" / "documents" / ".removed" / "plan" / "next.csv"
    assert removed.stderr.startswith(f"Removed: plan (its file is kept at {kept})\n")
    assert kept.read_text(encoding="utf-8") == NEXT
    assert (written, indexed(tmp_path)) == (["plan"], {"neighbour": 3})
    again = run("remove", "plan")
    assert (again.exit_code, again.stderr) == (
        1,
        "keikaku: no document with the id plan has been added (see keikaku documents)\n",
    )


def test_the_same_file_under_another_id_is_said(run: Run, table: str) -> None:
    """It may be meant, and is shown all the same."""
    run("add", table, "--yes", "--id", "a")
    result = run("add", table, "--id", "b")
    assert result.stderr.startswith("The same file is there already, with the id a.\n")


def test_folders_and_several_files_are_added_one_by_one(run: Run, table: str, tmp_path: Path) -> None:
    """A bad one is named and left out; the others are taken, and the exit code tells of it."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    (folder / "b.xlsx").write_bytes(b"")
    result = run("add", "plans", table, "--yes")
    assert result.exit_code == 1
    assert (
        "keikaku: plans/b.xlsx: The file is empty; copy it again from where it came from.\n" in result.stderr
    )
    assert indexed(tmp_path) == {"a": 3, "r5評価": 3}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add"], 2, "Missing argument"),
        (["add", "empty"], 1, "there is no file that can be read in that folder"),
        (["add", "R5評価.csv", "b.csv", "--id", "x"], 2, "go with one file only"),
        (["add", "R5評価.csv", "b.csv", "--save-roles", "x.toml"], 2, "go with one file only"),
        (["add", "R5評価.csv", "--id", "a/b"], 2, "an id is made of letters"),
        (["add", "R5評価.csv", "--roles", "none.toml"], 1, "none.toml can't be opened"),
        (["add", "R5評価.csv", "--save-roles", "none/x.toml"], 1, "none/x.toml: No such file"),
    ],
)
def test_wrong_usage_is_one_line(
    run: Run, table: str, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    """What is wrong is said in one line, and nothing changes."""
    assert table in arguments or arguments[1:] in ([], ["empty"])
    (tmp_path / "empty").mkdir()
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.stderr.strip().split("\n")[-1]
    assert state(tmp_path) == {}


# On a terminal


def converse(folder: Path, typed: str, *arguments: str) -> tuple[int, str]:
    """Runs a command on a terminal of its own, types when it asks; the exit code and all that was shown."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "LC_ALL": "", "LANG": "en_GB.UTF-8", "TERM": "xterm"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    shown, until = b"", time.monotonic() + 60
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        while time.monotonic() < until:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            asked = b"[y/N]" in shown
            shown += part
            if b"[y/N]" in shown and not asked:
                os.write(ours, typed.encode())
    os.close(ours)
    return process.returncode, shown.decode(errors="replace")


@pytest.mark.parametrize(("typed", "code", "ids"), [("y\n", 0, ["r5評価"]), ("n\n", 1, []), ("\n", 1, [])])
def test_on_a_terminal_a_person_is_asked(
    run: Run, table: str, tmp_path: Path, typed: str, code: int, ids: list[str]
) -> None:
    """Only a yes takes it."""
    assert run("documents").exit_code == 1
    left, shown = converse(tmp_path, typed, "add", table)
    assert left == code, shown
    assert "Add it as shown? [y/N]:" in shown
    assert [one.id for one in shelf.shelved(tmp_path / ".keikaku" / "documents")] == ids
    assert ("Nothing was changed." in shown) is (code == 1)


@pytest.mark.parametrize(
    ("typed", "code", "ids"), [("y\n", 0, []), ("n\n", 1, ["r5評価"]), ("\n", 1, ["r5評価"])]
)
def test_on_a_terminal_a_person_is_asked_before_a_document_goes(
    run: Run, table: str, tmp_path: Path, typed: str, code: int, ids: list[str]
) -> None:
    """Only a yes takes it out; --yes asks nobody."""
    run("add", table, "--yes")
    left, shown = converse(tmp_path, typed, "remove", "r5評価")
    assert left == code, shown
    assert "Take r5評価 out? [y/N]:" in shown
    assert [one.id for one in shelf.shelved(tmp_path / ".keikaku" / "documents")] == ids
    assert ("Nothing was changed." in shown) is (code == 1)


def test_on_a_terminal_a_document_goes_without_a_question_if_so_told(
    run: Run, table: str, tmp_path: Path
) -> None:
    """By --yes."""
    run("add", table, "--yes")
    left, shown = converse(tmp_path, "", "remove", "r5評価", "--yes")
    assert (left, "[y/N]" in shown) == (0, False)


def test_on_a_terminal_the_pages_of_a_long_file_are_counted(run: Run, tmp_path: Path) -> None:
    """While a PDF is read its pages are counted, and nothing of that is left or shown elsewhere."""
    canvas = Canvas(str(tmp_path / "long.pdf"))
    for number in range(1, 9):
        canvas.drawString(100, 700, f"Page of the plan {number}: a sentence about the harbour.")
        canvas.showPage()
    canvas.save()
    _, shown = converse(tmp_path, "n\n", "add", "long.pdf")
    assert "Reading long.pdf" in shown
    assert re.search(r"\b\d/8 pages", shown)
    elsewhere = run("add", "long.pdf")
    assert elsewhere.stdout.startswith("long.pdf\n")
    assert elsewhere.stderr == "Nothing was changed. To add it as shown: --yes\n"


# Listing and comparing


def test_documents_are_listed_with_what_is_known_of_them(run: Run, table: str, tmp_path: Path) -> None:
    """As a table, in every format; a file that is not in the index yet is named."""
    small = 'title = "みどり市計画"\npublisher = "みどり市"\nfiscal_year = 2023\n'
    (tmp_path / "R5評価.toml").write_text(small, encoding="utf-8")
    run("add", table, "--yes")
    (tmp_path / ".keikaku" / "documents" / "new.csv").write_text(TABLE, encoding="utf-8")
    listed = run("documents", "--json")
    answer = json.loads(listed.stdout)
    assert answer["answer"] == "1 documents with 3 rows and 0 paragraphs."
    assert answer["table"] == {
        "columns": [
            *("id", "title", "publisher", "fiscal year"),
            *("rows", "paragraphs", "pages", "findings", "file"),
        ],
        "rows": [["r5評価", "みどり市計画", "みどり市", "2023", "3", "0", "", "1", "R5評価.csv"]],
        "numeric": [3, 4, 5, 6, 7],
    }
    assert listed.stderr == (
        f"Not in the index: {tmp_path}/.keikaku/documents/new.csv (keikaku index reads it)\n"
    )
    assert "みどり市計画" in run("documents", language="ja_JP.UTF-8").stdout


def test_documents_are_listed_a_block_each(run: Run, table: str, paper: str) -> None:
    """Ids and titles stand whole on a terminal, however narrow, with how much is in each document."""
    run("add", table, paper, "--yes")
    assert run("documents").stdout == (
        "2 documents with 3 rows and 4 paragraphs.\n\n"
        "policy\n"
        "  潮見市みなと再生方針\n"
        "  rows 0  paragraphs 4  findings 0  file policy.md\n\n"
        "r5評価\n"
        "  R5評価\n"
        "  fiscal year 2023  rows 3  paragraphs 0  findings 1  file R5評価.csv\n"
    )


def test_two_documents_are_compared(run: Run, table: str, tmp_path: Path) -> None:
    """Row by row, in the language of the terminal; an id may be a part that only one has."""
    (tmp_path / "next.csv").write_text(NEXT, encoding="utf-8")
    run("add", table, "--yes", "--id", "plan-2022")
    run("add", "next.csv", "--yes", "--id", "plan-2023")
    answer = json.loads(run("diff", "2022", "plan-2023", "--json", language="ja_JP.UTF-8").stdout)
    assert answer["question"] == "plan-2022 → plan-2023"
    assert answer["answer"].split("\n")[1:] == [
        "評価が変わった事業: 1件（上がった 0件、下がった 1件）",
        "・1 図書館の開館時間の延長: A → B",
        "目標・実績の数値が変わった指標: 1件",
        "・1 図書館の開館時間の延長 図書館の開館時間の延長 実績: 60人 → 45人",
        "新しい事業: 1件",
        "・3 広報紙の配布",
        "なくなった事業: 1件",
        "・3 河川の清掃",
    ]
    assert [line[:2] for line in answer["table"]["rows"]] == [
        ["評価", "1"],
        ["実績", "1"],
        ["新規", "3"],
        ["廃止", "3"],
    ]
    unknown = run("diff", "plan-2022", "plan-1999")
    assert unknown.stdout.startswith('There is no document "plan-1999" in the documents.\nNearest: plan-2022')


def test_what_was_understood_of_a_rich_document_is_shown(shipped: Document) -> None:
    """Sections, inferred ratings, further values and other texts have their words."""
    from assistant.render.terminal.understood import render

    page = render(shipped, "ja", columns=100)
    assert "  行      43（6分野）\n" in page
    assert "評価: A 37、B 6、うち推定 1\n" in page
    assert "ほか 13" in page
    assert "  KPI     24: 達成 " in page
    assert "  本文    段落 " in page
    assert "\x1b[1m" in render(shipped, "ja", colour=True)
    bare = Document("a", "a", "", "a.csv", "", (Column("name", "名称", Role.NAME),), (_row(),))
    assert "\n\nheading" not in render(bare, "en")
    assert "  departments  none\n  KPIs         none\n" in render(bare, "en")


def _row() -> Row:
    from corpus.document import Locator

    return Row("a", "1", "事業", Locator(), ())

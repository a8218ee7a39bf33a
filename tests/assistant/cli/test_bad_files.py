"""Files that can't be added are named with the reason, and change nothing that is kept."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.folder import shelf
from tests.assistant.library import TABLE, Run, indexed, state


def empty(path: Path) -> None:
    path.write_bytes(b"")


def protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.save(path)


def truncated(path: Path) -> None:
    workbook(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def bomb(path: Path) -> None:
    workbook(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"\0" * (64 * 2**20))


def formulas(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["番号", "事業名", "目標値"])
    book.active.append([1, "道路", "=1+1"])
    book.save(path)


def picture(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()


def wide_blank(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["番号", "事業名"])
    book.active.cell(1_000_000, 16_000, "端")
    book.save(path)


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def prose(path: Path) -> None:
    path.write_text("市の広報である。\n毎月発行する。\n", encoding="utf-8")


BAD = [
    ("a.xlsx", empty, "The file is empty; copy it again from where it came from."),
    ("a.xlsx", protected, "The file is protected by a password; save it without one and add that."),
    ("a.xlsx", truncated, "The file is damaged or was cut off; copy it again from where it came from."),
    ("a.xlsx", bomb, "as no honest file does; ask its sender for another copy."),
    ("a.xlsx", formulas, "has no saved result; open the file in Excel or LibreOffice"),
    ("a.xlsx", wide_blank, "spreads over"),
    ("a.csv", workbook, "The file is an Excel workbook (xlsx), though its name ends in .csv; rename it"),
    ("a.pdf", picture, "no text in it"),
    ("a.doc", prose, "Files ending in .doc are not read"),
    ("a.csv", missing, "The file can't be opened (No such file or directory)"),
]


@pytest.mark.parametrize(("name", "make", "said"), BAD, ids=[make.__name__ for _, make, _ in BAD])
def test_a_bad_file_is_one_clear_line_and_changes_nothing(
    run: Run, table: str, tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    """The file is named with what is wrong and what to do; what was added before stays as it is."""
    run("add", table, "--yes")
    before = state(tmp_path)
    make(tmp_path / name)
    result = run("add", name, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"keikaku: {name}: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert state(tmp_path) == before


IN_JAPANESE = [
    ("a.xlsx", empty, "ファイルが空です。元の場所からコピーし直してください。"),
    ("a.xlsx", protected, "パスワードで保護されています。パスワードを外して保存し、それを加えてください。"),
    ("a.xlsx", truncated, "途中で切れています。元の場所からコピーし直してください。"),
    ("a.xlsx", bomb, "展開すると 64 MB になります。"),
    ("a.xlsx", formulas, "Sheet!C2 の数式に、保存された計算結果がありません。"),
    ("a.xlsx", wide_blank, "シート「Sheet」が WQJ1000000 まで 16,000,000,000 セルに広がっています。"),
    ("a.csv", workbook, "名前は .csv で終わりますが、中身は「Excel ブック（xlsx）」です。"),
    ("a.pdf", picture, "文字がなく、画像だけです。先に OCR で"),
    ("a.doc", prose, ".doc で終わるファイルは読めません。"),
    ("a.csv", missing, "ファイルを開けません（ファイルがありません）。パスと権限を確かめてください。"),
]


@pytest.mark.parametrize(
    ("name", "make", "said"), IN_JAPANESE, ids=[make.__name__ for _, make, _ in IN_JAPANESE]
)
def test_a_japanese_terminal_hears_of_a_bad_file_in_japanese(
    run: Run, tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    """What is wrong, where, and the next step, in one line; so it does when the index is built."""
    make(tmp_path / name)
    result = run("add", name, "--yes", language="ja_JP.UTF-8")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith(f"keikaku: {name}: ")
    assert said in result.stderr
    assert result.stderr.endswith("。\n")
    assert state(tmp_path) == {}


def test_a_bad_file_in_the_folder_is_named_in_the_language_of_the_terminal(
    run: Run, table: str, tmp_path: Path
) -> None:
    """The others are indexed all the same."""
    run("add", table, "--yes")
    empty(tmp_path / ".keikaku" / "documents" / "b.xlsx")
    said = run("index", language="ja_JP.UTF-8").stderr.split("\n")[0]
    assert said.endswith("b.xlsx: ファイルが空です。元の場所からコピーし直してください。")
    assert indexed(tmp_path) == {"r5評価": 3}


def test_hidden_sheets_rows_and_columns_are_shown_by_name(run: Run, tmp_path: Path) -> None:
    """The one who adds a workbook hears what was left out and what was read unseen, and so does `check`."""
    workbook(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.active.title = "評価"
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["G"].hidden = True
    book.create_sheet("昨年度").append(["番号", "事業名"])
    book["昨年度"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    shown = run("add", "a.xlsx", "--yes").stdout.split("\n")
    place = shown.index("  - A hidden sheet was left out; if it is part of the plan, unhide it, save the")
    assert shown[place + 2] == "      昨年度"
    place = shown.index("  - Hidden rows or columns were read too; if they are no part of the plan, add a")
    assert shown[place + 2 : place + 4] == ["      評価: 3", "      評価: G"]
    assert "隠れたシートは読みませんでした。" in run("check", language="ja_JP.UTF-8").stdout
    assert indexed(tmp_path) == {"a": 3}


def test_many_empty_rows_are_no_rows(run: Run, tmp_path: Path) -> None:
    """100,000 rows that are formatted and blank below a table leave it as it is."""
    lines = TABLE + ",,,,,,\n" * 100_000
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    assert run("add", "a.csv", "--yes").exit_code == 0
    assert indexed(tmp_path) == {"a": 3}


def test_a_full_disk_is_one_line(
    run: Run, table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of documents and the index stay as they were."""
    run("add", table, "--yes")
    before = state(tmp_path)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shelf, "sync", full)
    result = run("add", table, "--yes", "--id", "b")
    assert result.exit_code == 1
    assert result.stderr.split("\n")[-2] == (
        f"keikaku: R5評価.csv: the folder of documents, {tmp_path}/.keikaku/documents, can't be written"
        " (No space left on device); nothing was changed"
    )
    assert state(tmp_path) == before

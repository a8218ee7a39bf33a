"""Headings with the same labels below each become the rows of a table."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Role
from corpus.folder.library import read_document

PAGE = """# 潮見市の要求

はじめの言葉。

## 港の費用

- 説明: 岸壁を直す。
- 要求額（百万円）: 530

## 山の費用

- 説明: 道を直す。
- 要求額（百万円）: 79
- 備考: 新しい

## 島の費用

- 説明: 船を買う。
- 要求額（百万円）: 182

## おわりに

以上。
"""


def _document(folder: Path, text: str) -> tuple[list[list[str]], list[str]]:
    """The cells of the rows of a page, and its passages."""
    file = folder / "要求.md"
    file.write_text(text, encoding="utf-8")
    document = read_document(file)
    rows = [[cell.text for cell in row.cells] for row in document.rows]
    return rows, [passage.text for passage in document.passages]


def test_sections_with_the_same_labels_are_rows(tmp_path: Path) -> None:
    """The heading names the row, a label heads a column; what has no label stays text."""
    rows, passages = _document(tmp_path, PAGE)
    assert rows == [
        ["港の費用", "岸壁を直す。", "530"],
        ["山の費用", "道を直す。", "79", "新しい"],
        ["島の費用", "船を買う。", "182"],
    ]
    assert passages == ["はじめの言葉。", "以上。"]


def test_each_value_keeps_its_line(tmp_path: Path) -> None:
    """A value is cited by the line that it stands in."""
    file = tmp_path / "要求.md"
    file.write_text(PAGE, encoding="utf-8")
    document = read_document(file)
    assert [cell.locator.line for cell in document.rows[1].cells if cell.text] == [10, 12, 13, 14]


def test_two_sections_are_no_table(tmp_path: Path) -> None:
    """With fewer than three, or other labels in each, the lines stay texts."""
    two = PAGE.replace("## 島の費用", "島の費用")
    other = PAGE.replace("- 要求額（百万円）: 79", "- 期間: 2年").replace(
        "- 説明: 道を直す。\n", "- 道: 直す\n"
    )
    assert _document(tmp_path, two)[0] == []
    assert _document(tmp_path, other)[0] == []


def test_a_code_that_most_rows_share_numbers_none(tmp_path: Path) -> None:
    """What kind of place a row is has a code, which is no number of the row."""
    file = tmp_path / "施設.csv"
    lines = ["施設名,種別コード,所在地"]
    lines += [f"第{n}公民館,{1503 if n < 5 else 1504},港町{n}番地" for n in range(1, 7)]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [row.number for row in read_document(file).rows] == ["1", "2", "3", "4", "5", "6"]


def test_a_telephone_number_numbers_no_row(tmp_path: Path) -> None:
    """What a facility is called by telephone or post is a column like others."""
    file = tmp_path / "施設.csv"
    lines = ["名称,所在地,電話番号,郵便番号"]
    lines += [f"第{n}公民館,港町{n}番地,0970-22-{3000 + n},870-{n:04}" for n in range(1, 6)]
    file.write_text("\n".join(lines), encoding="utf-8")
    document = read_document(file)
    roles = {column.header: column.role for column in document.columns}
    assert roles["電話番号"] is Role.OTHER
    assert roles["郵便番号"] is Role.OTHER
    assert [row.number for row in document.rows] == ["1", "2", "3", "4", "5"]

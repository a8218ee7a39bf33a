"""Departments that are printed once above the rows they hold for; blanks that mean none are kept."""

from __future__ import annotations

from pathlib import Path

from corpus.document import FindingKind
from corpus.folder.library import read_document

ONCE = """番号,部,課,事業名,決算額
1,港湾部,埠頭課,灯台の修繕,900
2,,,浮桟橋の点検,120
3,,航路課,渡し船の運航,300
4,,,海図の作成,80
5,環境部,公園課,植林,60
6,,,花壇の手入れ,20
"""
LACKING = """番号,担当課,事業名,決算額
1,埠頭課,灯台の修繕,900
2,埠頭課,浮桟橋の点検,120
3,,渡し船の運航,300
4,,海図の作成,80
5,公園課,植林,60
"""


def _departments(folder: Path, text: str) -> list[tuple[str, ...]]:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    return [row.departments for row in read_document(file).rows]


def test_departments_that_are_printed_once_hold_for_the_rows_below(tmp_path: Path) -> None:
    """Each row has the last that was printed, and a finding names each column that was filled."""
    assert _departments(tmp_path, ONCE) == [
        ("埠頭課",), ("埠頭課",), ("航路課",), ("航路課",), ("公園課",), ("公園課",),
    ]  # fmt: skip
    findings = read_document(tmp_path / "table.csv").findings
    assert [one.column for one in findings if one.kind is FindingKind.FILLED_DOWN] == ["部", "課"]


def test_blanks_beside_departments_that_are_repeated_mean_none(tmp_path: Path) -> None:
    """Where a department is printed again on the next row, a blank row has none."""
    assert _departments(tmp_path, LACKING) == [("埠頭課",), ("埠頭課",), (), (), ("公園課",)]


GROUPED = """地域,,施設名,電話,席
東部,,甲館,1-2,10
,★,乙館,1-3,20
西部,,丙館,1-4,30
,,丁館,1-5,40
,★,戊館,1-6,50
合計,,5館,,150
★は大きな館である。,,,,
"""


def test_labels_that_are_printed_once_in_front_of_names_are_their_groups(tmp_path: Path) -> None:
    """A column of which nothing is known groups the names behind it; marks beside them stay."""
    file = tmp_path / "table.csv"
    file.write_text(GROUPED, encoding="utf-8")
    document = read_document(file)
    assert [(row.title, row.group, row.cells[1].text) for row in document.rows] == [
        ("甲館", "東部", "甲館"),
        ("乙館", "東部", "★"),
        ("丙館", "西部", "丙館"),
        ("丁館", "西部", "丁館"),
        ("戊館", "西部", "★"),
    ]
    assert [one.column for one in document.findings if one.kind is FindingKind.FILLED_DOWN] == ["地域"]
    assert not any(one.kind is FindingKind.SHIFTED_CELLS for one in document.findings)


def test_a_sentence_where_labels_stand_is_no_record(tmp_path: Path) -> None:
    """What is explained below a table is text, and so are its totals."""
    file = tmp_path / "table.csv"
    file.write_text(GROUPED, encoding="utf-8")
    assert [one.text for one in read_document(file).passages] == [
        "合計 施設名: 5館",
        "合計 席: 150",
        "★は大きな館である。",
    ]


FEES = """部屋名,曜日,昼,夜
大きな部屋,平日,100,150
,土日,120,180
小さな部屋,平日,50,75
,土日,60,90
物置,平日,5,7
備考：税を含む,,,
"""


def test_lines_with_labels_of_their_own_below_a_name_are_rows(tmp_path: Path) -> None:
    """A name that is printed once over full lines names each, where their labels come again elsewhere."""
    file = tmp_path / "table.csv"
    file.write_text(FEES, encoding="utf-8")
    assert [[cell.text for cell in row.cells] for row in read_document(file).rows] == [
        ["大きな部屋", "平日", "100", "150"],
        ["大きな部屋", "土日", "120", "180"],
        ["小さな部屋", "平日", "50", "75"],
        ["小さな部屋", "土日", "60", "90"],
        ["物置", "平日", "5", "7"],
    ]


def test_lines_of_other_things_stay_one_record(tmp_path: Path) -> None:
    """Lines with labels that no other name has, or with blanks, say more of the row above them."""
    file = tmp_path / "table.csv"
    file.write_text(FEES.replace(",土日,60,90", ",土日,60,"), encoding="utf-8")
    assert [row.title for row in read_document(file).rows] == ["大きな部屋", "小さな部屋", "物置"]

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

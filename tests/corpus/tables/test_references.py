"""Rows that belong to another row of the same table, which a column calls by its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, FindingKind
from corpus.folder.library import read_document

OFFICES = """id,name,level,parent_id
a1,港湾部,部,
a2,埠頭課,課,a1
a3,灯台係,係,a2
a4,航路課,課,a1
"""
THINGS = """分類コード,分類名,上位分類コード
1,道具,
2,はさみ,1
3,糸切り,2
4,器,
"""


def document(folder: Path, text: str) -> Document:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    return read_document(file)


def test_an_office_has_the_offices_above_it_as_its_department(tmp_path: Path) -> None:
    """The numbers of parents are read as their names, the outermost first, and a finding says so."""
    offices = document(tmp_path, OFFICES)
    assert [(row.number, row.title, row.departments) for row in offices.rows] == [
        ("a1", "港湾部", ()),
        ("a2", "埠頭課", ("港湾部",)),
        ("a3", "灯台係", ("港湾部 埠頭課",)),
        ("a4", "航路課", ("港湾部",)),
    ]
    assert [(one.kind, one.column) for one in offices.findings][:1] == [
        (FindingKind.NAMED_REFERENCE, "parent_id")
    ]


def test_codes_need_no_header_of_codes(tmp_path: Path) -> None:
    """「上位組織」 over codes of rows is a parent; figures below it may be anything."""
    offices = document(tmp_path, OFFICES.replace("parent_id", "上位組織"))
    assert offices.rows[2].departments == ("港湾部 埠頭課",)


def test_what_things_belong_to_is_named(tmp_path: Path) -> None:
    """Names that are no offices stand in the column of the numbers."""
    things = document(tmp_path, THINGS)
    assert [[cell.text for cell in row.cells] for row in things.rows] == [
        ["1", "道具"],
        ["2", "はさみ", "道具"],
        ["3", "糸切り", "道具\u3000はさみ"],
        ["4", "器"],
    ]


NONE = {
    "a number that no row has": THINGS.replace("糸切り,2", "糸切り,7"),
    "rows that belong to each other": THINGS.replace("道具,", "道具,3"),
    "figures under no header of numbers": THINGS.replace("上位分類コード", "上位の点"),
    "rows that are only related": THINGS.replace("上位分類コード", "関連コード"),
    "numbers that are not their own": THINGS.replace("\n4,器", "\n3,器"),
}


@pytest.mark.parametrize("name", NONE)
def test_other_numbers_stay_as_they_are(tmp_path: Path, name: str) -> None:
    """Only numbers that each call another row, and lead to an end, are read as names."""
    texts = [cell.text for row in document(tmp_path, NONE[name]).rows for cell in row.cells]
    assert not any("\u3000" in text or text == "道具" for text in texts if texts.count(text) > 1)

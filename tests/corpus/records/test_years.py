"""Each table of a workbook may be of a year of its own; a document is of the year of its results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from corpus.document import Document, Locator
from corpus.folder.library import read_document
from corpus.records.recognise import recognise
from corpus.settings import Settings
from corpus.source import Grid, GridCell, Source, Text

MakeDocument = Callable[..., Document]


def workbook(path: Path, sheets: dict[str, list[str]]) -> Document:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row.split("|"))
    book.save(path)
    return read_document(path)


HEADER = "事業番号|事業名|担当課|評価"


def test_a_sheet_a_year(tmp_path: Path) -> None:
    """The same number in two of them is the same plan row; the latest has it as it is printed."""
    document = workbook(
        tmp_path / "plan.xlsx",
        {
            "令和4年度": ["令和4年度 主要事業", "", HEADER, "1|広報|広報課|A", "2|放送|広報課|B"],
            "令和5年度": ["令和5年度 主要事業", "", HEADER, "1|広報|広報課|B", "3|催し|広報課|A"],
        },
    )
    assert [(row.number, row.title, row.year) for row in document.rows] == [
        ("1(R4)", "広報", 2022),
        ("2", "放送", 2022),
        ("1", "広報", 2023),
        ("3", "催し", 2023),
    ]
    assert (document.title, document.fiscal_year) == ("主要事業", 2023)


def test_sheets_by_department_are_of_one_year(tmp_path: Path) -> None:
    """A number that comes twice in one year gets a second one."""
    document = workbook(
        tmp_path / "plan.xlsx",
        {"総務部": [HEADER, "1|広報|広報課|A"], "福祉部": [HEADER, "1|介護|福祉課|B"]},
    )
    assert [(row.number, row.section, row.year) for row in document.rows] == [
        ("1", "総務部", None),
        ("1(2)", "福祉部", None),
    ]


@pytest.mark.parametrize("name", ["R4", "2022", "2022年度"])
def test_short_names_of_sheets_are_years(tmp_path: Path, name: str) -> None:
    """As people type them."""
    document = workbook(
        tmp_path / "plan.xlsx", {name: [HEADER, "1|広報|広報課|A"], "R5": [HEADER, "1|広報|広報課|B"]}
    )
    assert [row.year for row in document.rows] == [2022, 2023]


def test_a_plan_period_is_no_year(make: MakeDocument) -> None:
    """Nor is the date of the paper."""
    document = make(
        "実施計画（令和3年度～令和7年度） 令和6年9月公表", "", "番号|事業名|評価", "1|広報|A", "2|放送|B"
    )
    assert document.fiscal_year is None


def test_the_title_is_the_first_heading() -> None:
    """A sentence below it is none, though it does not end in a full stop; its key to the ratings is read."""
    told = "令和5年度末の状況は次のとおりである。S：計画を上回る　A：計画どおり"
    rows = ("番号|事業名|評価", "1|広報|S", "2|放送|A")
    cells = tuple(tuple(GridCell(text, Locator(table=1)) for text in row.split("|")) for row in rows)
    source = Source(
        "a.docx",
        "",
        (
            Text("改革プラン　報告書", Locator(), 1),
            Text(told, Locator()),
            Grid(cells, Locator(table=1)),
        ),
    )
    document = recognise(source, Settings("a"))
    assert (document.title, document.fiscal_year) == ("改革プラン 報告書", 2023)
    assert document.sections == ()
    assert [(line.value, line.meaning) for line in document.legend] == [
        ("S", "計画を上回る"),
        ("A", "計画どおり"),
    ]

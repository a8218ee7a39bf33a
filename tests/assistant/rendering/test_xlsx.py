"""Answers and documents as Excel workbooks, read back cell by cell; and their tables on the clipboard."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.answering.lookup import Desired, document_table, list_rows
from assistant.model.answer import Answer, Citation, Language, Status, Table
from assistant.render import render
from assistant.render.tabular import xlsx
from assistant.render.tabular.figures import figure
from assistant.render.tabular.sheets import Sheet, workbook
from assistant.words.lexicon import load
from corpus.document import Locator
from index.records import DocumentInfo
from index.store import Index

PLAN = DocumentInfo(
    "plan", "甲市計画", "甲市", "甲市", "plan.xlsx", "ab" * 32, 2023, 2, "2026-11-30T01:02:03+00:00"
)
ANSWER = Answer(
    question="達成率は",
    history=(),
    language=Language.JAPANESE,
    status=Status.ANSWERED,
    answer="2件です。\n・2-1 =SUM(A1)",
    citations=(
        Citation("plan", "1-4", "広報", "kpi", "→ 40業務", Locator(sheet="表1", cell="C4")),
        Citation("plan", "2-1", "=SUM(A1)", "rating", "A", Locator(sheet="表1", cell="D5")),
    ),
    table=Table(
        ("No.", "施策", "達成率"),
        (("1-4", "広報\n窓口", "1,929.50 %"), ("2-1", "=SUM(A1)", "記載なし")),
        (2,),
    ),
    notes=("2-1 は推定です。",),
)


def read(data: bytes) -> dict[str, list[list[tuple[Any, str]]]]:
    """Each sheet of a workbook as its cells: value and number format."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
        for sheet in book
    }


def texts(*values: str | None) -> list[tuple[str | None, str]]:
    """Cells of text; an empty one has no format."""
    return [(value, "General" if value is None else "@") for value in values]


def test_an_answer_is_its_table_what_is_said_and_its_sources() -> None:
    """Texts as texts, the figure as a number shown as printed, and each cited row with where it stands."""
    source = ("甲市計画", "2023")
    assert read(xlsx.render(ANSWER, [PLAN], base_url="https://plan.example")) == {
        "表": [
            texts("No.", "施策", "達成率"),
            [*texts("1-4", "広報\n窓口"), (1929.5, '#,##0.00" %"')],
            texts("2-1", "=SUM(A1)", "記載なし"),
        ],
        "回答": [[cell] for cell in texts("達成率は", "2件です。", "2-1 は推定です。")],
        "出典": [
            texts("文書", "年度", "No.", "項目", "欄", "場所", "引用", "ファイル", "SHA-256", "アドレス"),
            texts(
                *(*source, "1-4", "広報", "KPI", "表1!C4", "→ 40業務", "plan.xlsx", "ab" * 32),
                "https://plan.example/documents/plan#row-1-4",
            ),
            texts(
                *(*source, "2-1", "=SUM(A1)", "評価", "表1!D5", "A", "plan.xlsx", "ab" * 32),
                "https://plan.example/documents/plan#row-2-1",
            ),
        ],
    }


def test_an_answer_without_a_table_is_what_is_said() -> None:
    """A refusal is a workbook too, in the language of its question; columns without anything are left out."""
    english = replace(
        ANSWER, language=Language.ENGLISH, table=None, notes=(), answer="Not found.", citations=()
    )
    assert read(xlsx.render(english, [])) == {"Answer": [[cell] for cell in texts("達成率は", "Not found.")]}
    cited = replace(english, citations=(Citation("gone", "", "", "", "", Locator()),))
    assert read(xlsx.render(cited, []))["Sources"] == [texts("Document"), texts("gone")]


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_their_texts() -> None:
    """The first row is frozen, the rows can be filtered, and a long text is wrapped in a high row."""
    table = Sheet("t", ("No.", "施策"), (("1", "あ" * 100), ("2", "短い")))
    page = openpyxl.load_workbook(io.BytesIO(workbook([table], title="", made=datetime(2026, 1, 1)))).active
    assert page is not None
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B3")
    assert [round(page.column_dimensions[name].width) for name in "AB"] == [9, 43]
    assert [page.row_dimensions[place].height for place in (1, 2, 3)] == [None, 75, None]
    assert page["B2"].alignment.wrap_text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("=HYPERLINK(A1)", True),
        ("+cmd|' /C calc'!A0", True),
        ("@SUM(A1)", True),
        ("＝1+1", True),
        ("- 実施中", True),
        ("1-4", True),
        ("Jan 4", True),
        ("10:30", True),
        ("2024-03-31", False),
        ("-5", False),
        ("007", False),
        ("_x0041_", False),
        ("実施", False),
        ("1" * 20, False),
    ],
)
def test_a_text_stays_a_text(text: str, quoted: bool) -> None:
    """Whatever it looks like, it is read back as it was; what would run or change is marked as a text."""
    data = workbook([Sheet("t", ("x",), ((text,),), frozenset())], title="", made=datetime(2026, 1, 1))
    cell = openpyxl.load_workbook(io.BytesIO(data))["t"]["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert bool(cell.quotePrefix) is quoted


def test_what_a_cell_cannot_hold_is_shown_as_such() -> None:
    """What a terminal or XML could not bear is replaced, and a text that is too long is cut, which shows."""
    rows = (("実\x1b施\x00",), ("𠮷" * 20_000,))
    cells = read(workbook([Sheet("t", ("x",), rows)], title="\x07", made=datetime(2026, 1, 1)))["t"]
    assert cells[1] == texts("実\ufffd施\ufffd")
    assert cells[2] == texts("𠮷" * 16_383 + "…")


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("18", 18, "0"),
        ("１８", 18, "0"),
        ("0.50", 0.5, "0.00"),
        ("1,929件", 1929, '#,##0"件"'),
        ("86.2 %", 86.2, '0.0" %"'),
        ("-5", -5, '0;"-"0'),
        ("△1,200千円", None, ""),
        ("▲5.5%", -5.5, '0.0"%";"▲"0.0"%"'),
        ("+3", 3, '"+"0'),
        ("1-4", None, ""),
        ("2024年度", None, ""),
        ("3月", None, ""),
        ("1億2,000万円", None, ""),
        ("12,34", None, ""),
        ("1234567890123456", None, ""),
        ("第2回", None, ""),
        ("40業務以上", None, ""),
        ('5"', None, ""),
    ],
)
def test_a_figure_is_a_number_that_looks_as_printed(text: str, value: float | None, form: str) -> None:
    """What a number would not show again is no figure."""
    found = figure(text)
    assert (None, "") if found is None else (float(found.value), found.format) == (value, form)
    assert (found is None) is (value is None)


def test_the_same_answer_is_the_same_file() -> None:
    """Its time is that of the index."""
    assert xlsx.render(ANSWER, [PLAN]) == xlsx.render(ANSWER, [PLAN])
    made = openpyxl.load_workbook(io.BytesIO(xlsx.render(ANSWER, [PLAN]))).properties.created
    assert made == datetime(2026, 11, 30, 1, 2, 3)


def test_rows_of_a_document_are_given_with_all_their_columns(index: Index) -> None:
    """Every cell of the shipped table in its column, groups in each of their rows, inferred ratings told."""
    listed = list_rows(index, load(), Desired(rating=("B",)), "ja", whole=True)
    documents = index.documents()
    sheets = read(xlsx.render(listed, documents))
    assert [value for value, _ in sheets["表"][0]] == [
        *("分野", "No.", "施策", "No.", "個別施策【担当課】", "担当課", "施策の概要【KPI】", "KPI"),
        *("スケジュール(年度) 2022", "スケジュール(年度) 2023"),
        *("実績【KPI達成状況】", "KPI達成状況", "課題【外的要因が評価に与えた影響】", "評価"),
    ]
    shown = {str(row[3][0]): [value for value, _ in row] for row in sheets["表"][1:]}
    assert list(shown) == ["1-4", "3-1", "9-3", "11-1", "11-2", "12-3"]
    assert [line[-1] for line in shown.values()] == ["B", "B", "B（推定）", "B", "B", "B"]
    for row in index.rows(index.all_ids()):
        number = row.row.number
        if number in shown:
            by_key: dict[str, list[str]] = {}
            for cell in row.row.cells:
                if cell.text and cell.key != "rating":
                    by_key.setdefault(cell.key, []).append(cell.text)
            assert {"\n".join(texts) for texts in by_key.values()} <= set(shown[number])
            assert shown[number][:3] == [row.row.section, row.row.group_number, row.row.group]
    assert [row[2][0] for row in sheets["出典"][1:7]] == list(shown)


def test_the_table_of_a_document_cites_each_row(index: Index) -> None:
    """43 rows, and 43 places."""
    answer = document_table(index, load(), index.all_ids(), "ja", "評価結果", "43行")
    assert answer.table is not None
    assert (len(answer.table.rows), len(answer.citations), answer.answer) == (43, 43, "43行")
    assert answer.citations[0].locator == Locator(line=14)


def test_a_table_goes_to_the_clipboard_as_lines_of_cells() -> None:
    """Tabs between them, one line a row, guarded as in CSV."""
    assert render(ANSWER, "tsv") == (
        "No.\t施策\t達成率\n'1-4\t広報 窓口\t1,929.50 %\n'2-1\t'=SUM(A1)\t記載なし\n"
    )


def test_a_table_goes_to_the_clipboard_as_cells_too() -> None:
    """Texts say that they are texts; a figure is its number."""
    text = """ style='mso-number-format:"\\@"' sdnum="0;0;@\""""
    assert render(replace(ANSWER, question="x"), "cells") == (
        "<table>\n"
        f"<tr><th{text}>No.</th><th{text}>施策</th><th{text}>達成率</th></tr>\n"
        f"<tr><td{text}>1-4</td><td{text}>広報<br>窓口</td><td>1929.50</td></tr>\n"
        f"<tr><td{text}>2-1</td><td{text}>=SUM(A1)</td><td{text}>記載なし</td></tr>\n"
        "</table>\n"
    )


def test_a_spreadsheet_takes_the_cells_as_they_are(tmp_path: Path) -> None:
    """LibreOffice keeps 1-4 a text, runs no formula, and has the figure as a number."""
    office = shutil.which("soffice")
    if office is None and not os.environ.get("KEIKAKU_REQUIRE_OFFICE"):
        pytest.skip("LibreOffice is not installed here")
    (tmp_path / "copied.html").write_text(
        '<meta charset="utf-8">' + render(ANSWER, "cells"), encoding="utf-8"
    )
    subprocess.run(
        [
            office or "soffice",
            f"-env:UserInstallation=file://{tmp_path}/office",
            *("--headless", "--infilter=HTML (StarCalc)", "--convert-to", "xlsx"),
            *("--outdir", str(tmp_path), str(tmp_path / "copied.html")),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (cells,) = read((tmp_path / "copied.xlsx").read_bytes()).values()
    assert [[value for value, _ in row] for row in cells] == [
        ["No.", "施策", "達成率"],
        ["1-4", "広報\n窓口", 1929.5],
        ["2-1", "=SUM(A1)", "記載なし"],
    ]

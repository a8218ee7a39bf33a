"""A sheet of labels and values is one record; the small tables in it belong to that record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from corpus.document import Document, Locator, Role
from corpus.folder.library import read_document
from corpus.records.recognise import recognise
from corpus.settings import Settings
from corpus.source import Grid, GridCell, Source


def workbook(path: Path, sheets: dict[str, Sequence[str]], merged: Sequence[str] = ()) -> Document:
    """The document of a workbook; a bar divides the cells of a row, `merged` are ranges of every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row.split("|")])
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(path)
    return read_document(path)


def grids(*tables: Sequence[str]) -> Document:
    """The document of tables as a Word file has them, one after another."""
    blocks = tuple(
        Grid(
            tuple(
                tuple(GridCell(text, Locator(table=place, row=line)) for text in row.split("|"))
                for line, row in enumerate(rows, 1)
            ),
            Locator(table=place),
        )
        for place, rows in enumerate(tables, 1)
    )
    return recognise(Source("a.docx", "", blocks), Settings("a"))


def cells(document: Document, place: int = 0) -> list[tuple[str, str, str]]:
    return [(cell.role.value, cell.column, cell.text) for cell in document.rows[place].cells]


def form(name: str, number: str, department: str, rating: str) -> list[str]:
    return [
        f"事務事業名|{name}|事業番号|{number}",
        f"担当部|市長公室|担当課|{department}",
        f"事業の目的|{name}を行う。|総合評価|{rating}",
        "",
        "指標名|単位|R5目標|R5実績",
        f"{name}の回数|回|10|12",
        f"{name}の人数|人|100|90",
    ]


def test_each_form_is_a_row(tmp_path: Path) -> None:
    """Its labels are the columns, the same in every sheet, and its indicators are its KPIs."""
    document = workbook(
        tmp_path / "forms.xlsx",
        {"1": form("広報", "11", "広報課", "A"), "2": form("介護", "12", "福祉課", "B")},
    )
    assert [
        (row.number, row.title, row.rating and row.rating.value, row.section) for row in document.rows
    ] == [("11", "広報", "A", ""), ("12", "介護", "B", "")]
    assert cells(document)[:6] == [
        ("name", "事務事業名", "広報"),
        ("number", "事業番号", "11"),
        ("department", "担当部", "市長公室"),
        ("department", "担当課", "広報課"),
        ("summary", "事業の目的", "広報を行う。"),
        ("rating", "総合評価", "A"),
    ]
    assert [(kpi.name, kpi.state.value) for kpi in document.rows[1].kpis] == [
        ("介護の回数", "met"),
        ("介護の人数", "missed"),
    ]
    assert document.rows[0].cells[0].locator.label() == "1!B1"
    assert (len(document.columns), document.passages) == (10, ())


DETAILED = [
    "令和6年度 評価シート（令和5年度実績）|||||",
    "事務事業名|広報||整理番号|0101|",
    "担当部|市長公室||担当課|広報課|",
    "施策体系|政策|安心|施策|情報|",
    "開始年度|平成10年度||法定義務|無|",
    "１ 事業のあらまし|||||",
    "概要|対象|市民|||",
    "|手段|広報紙を出す。|||",
    "指標名||単位|R4実績|R5目標|R5実績",
    "広報の回数||回|10|12|13",
    "２ 費用|||||",
    "区分||R4決算|R5決算|R6予算|",
    "事業費||100|200|300|",
    "人件費||10|20|30|",
    "評価項目||評価|判断の理由||",
    "必要性||高|要望が多い。||",
    "有効性||中|成果が出た。||",
    "総合評価|B||今後の方向性|改善|",
    "課題|||||",
    "担い手が足りない。|||||",
    "特記事項|||||",
]
MERGED = ["A1:F1", "B2:C2", "E2:F2", "A6:F6", "A7:A8", "C7:F7", "C8:F8", "A9:B9", "A10:B10", "A11:F11"]
MERGED += ["A12:B12", "A13:B13", "A14:B14", "A15:B15", "A16:B16", "A17:B17", "A19:F19", "A20:F20"]


def test_a_form_as_cities_print_it(tmp_path: Path) -> None:
    """Parts, labels of its own, costs by year, ratings with reasons, and a text below its label."""
    document = workbook(tmp_path / "form.xlsx", {"広報": DETAILED}, MERGED)
    assert cells(document) == [
        ("name", "事務事業名", "広報"),
        ("number", "整理番号", "0101"),
        ("department", "担当部", "市長公室"),
        ("department", "担当課", "広報課"),
        ("group", "政策", "安心"),
        ("group", "施策", "情報"),
        ("other", "開始年度", "平成10年度"),
        ("other", "法定義務", "無"),
        ("other", "対象", "市民"),
        ("summary", "手段", "広報紙を出す。"),
        ("cost", "R4決算 事業費", "100"),
        ("cost", "R5決算 事業費", "200"),
        ("cost", "R6予算 事業費", "300"),
        ("cost", "R4決算 人件費", "10"),
        ("cost", "R5決算 人件費", "20"),
        ("cost", "R6予算 人件費", "30"),
        ("rating", "評価 必要性", "高"),
        ("other", "判断の理由 必要性", "要望が多い。"),
        ("rating", "評価 有効性", "中"),
        ("other", "判断の理由 有効性", "成果が出た。"),
        ("rating", "総合評価", "B"),
        ("rating", "今後の方向性", "改善"),
        ("issues", "課題", "担い手が足りない。"),
        ("kpi", "指標名", "広報の回数"),
        ("other", "単位", "回"),
        ("actual", "R4実績", "10"),
        ("target", "R5目標", "12"),
        ("actual", "R5実績", "13"),
    ]
    row = document.rows[0]
    assert (row.section, row.group, row.rating and row.rating.value) == ("安心", "情報", "B")
    assert (document.title, document.fiscal_year) == ("令和6年度 評価シート（令和5年度実績）", 2023)
    assert [passage.text for passage in document.passages][1:] == [
        "１ 事業のあらまし",
        "２ 費用",
        "特記事項",
    ]


def test_forms_may_follow_one_another() -> None:
    """A name that comes again begins another; tables of indicators go with the form above them."""
    first = ["事業名|広報|担当課|広報課", "評価|A|課題|人手"]
    second = ["事業名|介護|担当課|福祉課", "評価|B|課題|費用"]
    indicators = ["指標|目標|実績", "回数|4回|5回"]
    divided = grids(first, indicators, second)
    joined = grids([*first, *second])
    assert [(row.title, len(row.kpis)) for row in divided.rows] == [("広報", 1), ("介護", 0)]
    assert [(row.title, row.departments) for row in joined.rows] == [
        ("広報", ("広報課",)),
        ("介護", ("福祉課",)),
    ]


def test_a_form_may_go_on_in_another_table() -> None:
    """Labels below belong to the form above."""
    document = grids(["事業名|広報", "担当課|広報課", "概要|出す。"], ["総合評価|A", "課題|人手がない。"])
    assert [(cell[1], cell[2]) for cell in cells(document)][3:] == [
        ("総合評価", "A"),
        ("課題", "人手がない。"),
    ]


def test_a_label_may_stand_in_the_cell_of_its_value() -> None:
    """Behind a colon."""
    document = grids(["事業名：広報|担当課：広報課", "評価: A|備考："])
    assert cells(document) == [
        ("name", "事業名", "広報"),
        ("department", "担当課", "広報課"),
        ("rating", "評価", "A"),
    ]


def test_tables_of_other_things_in_a_form_are_text() -> None:
    """A list of what was done is no record beside the form's."""
    document = grids(
        ["事業名|広報|担当課|広報課", "評価|A|課題|人手", "備考|特に無し|年度|R5"],
        ["No.|取組内容", "1|広報紙を出した。", "2|放送をした。"],
    )
    assert [row.title for row in document.rows] == ["広報"]
    assert [(passage.text, passage.headings) for passage in document.passages] == [
        ("1 広報紙を出した。", ("No. 取組内容",)),
        ("2 放送をした。", ("No. 取組内容",)),
    ]


def test_labels_above_a_list_make_no_form() -> None:
    """A sheet that lists records is a list, whatever stands above it."""
    records = [f"{number}|事業{number}|A" for number in range(1, 8)]
    document = grids(["事業名|総合計画|担当課|企画課", "年度|R5|備考|速報"], ["番号|事業名|評価", *records])
    assert [row.number for row in document.rows] == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    "rows",
    [
        ["担当課|広報課", "事業費|100", "人件費|20", "成果|多い"],
        ["担当課|広報課", "評価|A", "課題|人手"],
        ["事業名|広報", "担当課|広報課"],
    ],
)
def test_too_few_labels_make_no_form(rows: list[str]) -> None:
    """Without the name of a record, or with hardly anything beside it, a table is text."""
    assert grids(rows).rows == ()


def test_a_long_table_is_no_form() -> None:
    """Beyond some hundred rows it lists something."""
    rows = ["事業名|広報|担当課|広報課", "評価|A|課題|人手", *["備考|あり|年度|R5"] * 300]
    assert [column.header for column in grids(rows).columns][:2] == ["事業名", "広報"]


def test_lists_keep_their_roles_beside_forms() -> None:
    """An ordinary table is read as ever."""
    document = grids(["番号|事業名|担当課|評価", "1|広報|広報課|A", "2|介護|福祉課|B"])
    assert [column.role for column in document.columns] == [
        Role.NUMBER,
        Role.NAME,
        Role.DEPARTMENT,
        Role.RATING,
    ]


def test_a_header_with_words_of_labels_heads_a_list(tmp_path: Path) -> None:
    """Where one row has labels, and heads all that stands below it, its words are no values of each other."""
    file = tmp_path / "list.csv"
    file.write_text(
        "施設名,場所,深さ,備考,泉質,説明,写真\n"
        "甲の湯,東町,3,,塩,広い。,a.jpg\n乙の湯,西町,4,小さい,鉄,狭い。,b.jpg\n丙の湯,南町,5,,塩,古い。,c.jpg\n",
        encoding="utf-8",
    )
    assert [(row.title, len(row.cells)) for row in read_document(file).rows] == [
        ("甲の湯", 6),
        ("乙の湯", 7),
        ("丙の湯", 6),
    ]

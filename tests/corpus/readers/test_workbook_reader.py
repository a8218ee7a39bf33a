"""Excel workbooks: the cells that a person sees, where they are printed."""

import datetime
import zipfile

import openpyxl
import pytest
import xlwt

from corpus.document import Locator
from corpus.readers.workbook.reader import read
from corpus.source import GridCell, Text
from tests.corpus.readers.workbook_making import (
    SHEET,
    SHOWN,
    plan_book,
    rewritten,
    saved,
    xls_plan,
)


@pytest.fixture
def plan():
    """An xlsx workbook with a title, a table with two header rows and merged cells, and a note."""
    return plan_book()


def test_rows_come_out_as_they_went_in(plan, tmp_path, look):
    """Two header rows, merged cells, line breaks and number formats are as the sheet shows them."""
    (table,) = look.grids(read(saved(plan, tmp_path / "plan.xlsx")))
    assert look.texts(table) == SHOWN
    assert look.filled(table) == ["...+..", "++..++", "......", ".+....", "......"]
    assert look.places(table)[1] == [f"シート1!{cell}" for cell in ("A4", "B4", "C5", "D5", "E4", "F4")]
    assert look.places(table)[3] == [f"シート1!{cell}" for cell in ("A7", "B6", "C7", "D7", "E7", "F7")]
    assert table.locator == Locator(sheet="シート1", cell="A4")


def test_rows_with_a_single_cell_are_text(plan, tmp_path, look):
    """Titles above and notes below the table are texts at their cells."""
    assert look.prose(read(saved(plan, tmp_path / "plan.xlsx")).blocks) == [
        ("事務事業評価一覧", 0, "シート1!A1"),
        ("令和6年4月1日", 0, "シート1!F2"),
        ("※ 評価は所管課による。", 0, "シート1!B10"),
    ]


def test_xls_rows_are_the_same(tmp_path, look):
    """The old format gives the same grid, number formats included."""
    (table,) = look.grids(read(xls_plan(tmp_path / "plan.xls")))
    assert look.texts(table) == SHOWN
    assert look.filled(table) == ["...+..", "++..++", "......", ".+....", "......"]


def test_sheets_come_in_order_and_hidden_ones_do_not(tmp_path, look):
    """Working lists on hidden sheets are not part of what a person sees; blank sheets give nothing."""
    book = openpyxl.Workbook()
    for name, state in [("一", "visible"), ("隠し", "hidden"), ("奥", "veryHidden"), ("二", "visible")]:
        sheet = book.create_sheet(name)
        sheet.append([name, "甲"])
        sheet.append([1, 2])
        sheet.sheet_state = state
    source = read(saved(book, tmp_path / "sheets.xlsm"))
    assert [look.texts(table) for table in look.grids(source)] == [
        [["一", "甲"], ["1", "2"]],
        [["二", "甲"], ["1", "2"]],
    ]


def hidden_xlsx(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "評価"
    for row in NOTED:
        sheet.append(row)
    for row in (3, 4, 6, 90):
        sheet.row_dimensions[row].hidden = True
    for column in ("B", "Z"):
        sheet.column_dimensions[column].hidden = True
    for name, state, content in (
        ("一覧", "hidden", "甲"),
        ("奥", "veryHidden", "乙"),
        ("空", "hidden", None),
    ):
        other = book.create_sheet(name)
        other.sheet_state = state
        other["B2"] = content
    return saved(book, path)


def hidden_xls(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("評価")
    for number, row in enumerate(NOTED):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    for number in (2, 3, 5):
        sheet.row(number).hidden = True
    sheet.col(1).hidden = sheet.col(25).hidden = True
    for name, visibility in (("一覧", 1), ("奥", 2)):
        other = book.add_sheet(name)
        other.write(1, 1, "甲")
        other.visibility = visibility
    book.add_sheet("空").visibility = 1
    return saved(book, path)


NOTED = [["番号", "内部の覚え", "事業名"], *([number, "覚え", f"事業{number}"] for number in range(1, 6))]


@pytest.mark.parametrize("make", [hidden_xlsx, hidden_xls])
def test_what_is_hidden_is_said(tmp_path, look, make):
    """Hidden sheets with content are left out, hidden rows and columns are read; all are named."""
    source = read(make(tmp_path / f"plan.{make.__name__.rpartition('_')[2]}"))
    assert look.texts(source.blocks[0]) == [[str(cell) for cell in row] for row in NOTED]
    assert [(one.kind.value, one.printed, one.locator.label()) for one in source.remarks] == [
        ("hidden_cells", "3-4, 6", "評価!A3"),
        ("hidden_cells", "B", "評価!B1"),
        ("hidden_sheet", "", "一覧"),
        ("hidden_sheet", "", "奥"),
    ]


def test_blank_rows_part_tables_but_not_data(tmp_path, look):
    """Numbers below a blank row go on with the table above; a new header row begins another."""
    book = openpyxl.Workbook()
    rows = [
        ["名", "件"],
        ["甲", 1],
        [],
        ["乙", 2],
        [],
        ["名", "件"],
        ["丙", 3],
        [],
        ["年", 2023],
        ["丁", 4],
        [],
        ["注"],
    ]
    for row in rows:
        book.active.append(row)
    source = read(saved(book, tmp_path / "parts.xlsx"))
    assert [look.texts(table) for table in look.grids(source)] == [
        [["名", "件"], ["甲", "1"], ["乙", "2"]],
        [["名", "件"], ["丙", "3"]],
        [["年", "2023"], ["丁", "4"]],
    ]
    assert look.prose(source.blocks) == [("注", 0, "Sheet!A12")]


def test_a_wider_block_below_begins_another_table(tmp_path, look):
    """Numbers alone do not join blocks that stand in other columns."""
    book = openpyxl.Workbook()
    for row in [["名", "件"], ["甲", 1], [], ["乙", 2, 3]]:
        book.active.append(row)
    assert [look.texts(table) for table in look.grids(read(saved(book, tmp_path / "wide.xlsx")))] == [
        [["名", "件"], ["甲", "1"]],
        [["乙", "2", "3"]],
    ]


def test_a_record_over_two_merged_rows_stays_one_row(tmp_path, look):
    """A sheet row in which nothing is printed of its own is no row, and parts nothing."""
    book = openpyxl.Workbook()
    sheet = book.active
    for cell, value in {"A1": "甲", "B1": "乙", "A2": "一", "B2": "二", "A4": "三", "B4": "四"}.items():
        sheet[cell] = value
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("C1:C900")
    (table,) = look.grids(read(saved(book, tmp_path / "tall.xlsx")))
    assert look.texts(table) == [["甲", "乙"], ["一", "二"], ["三", "四"]]


def test_values_are_shown_as_cells_show_them(tmp_path, look):
    """Errors, truth values, times, text with spaces around it, and blank cells at their own places."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["  前後 \n", True, datetime.datetime(2024, 4, 1, 9, 30), "#DIV/0!"])
    sheet["B2"] = "後"
    sheet["C1"].number_format = "yyyy/m/d h:mm"
    sheet["D1"].data_type = "e"
    (table,) = look.grids(read(saved(book, tmp_path / "values.xlsx")))
    assert look.texts(table) == [["前後", "TRUE", "2024/4/1 9:30", "#DIV/0!"], ["", "後", "", ""]]
    assert table.rows[1][2] == GridCell("", Locator(sheet="Sheet", cell="C2"))
    assert table.rows[0][3] == GridCell("#DIV/0!", Locator(sheet="Sheet", cell="D1"))


def test_cells_without_positions_are_counted_on(tmp_path, look):
    """The position of a cell is optional in the format."""
    book = openpyxl.Workbook()
    book.active.append([0.5, 0.25])
    for cell in book.active[1]:
        cell.number_format = "0%"
    bare = [(b'<row r="1">', b"<row>"), (b' r="A1"', b""), (b' r="B1"', b"")]
    (table,) = look.grids(read(rewritten(book, tmp_path / "bare.xlsx", {SHEET: bare})))
    assert look.texts(table) == [["50%", "25%"]]


def test_readings_above_kanji_are_not_part_of_the_text(tmp_path, look):
    """Shared strings may carry phonetic runs, and line ends that Excel escapes; styles may be missing."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"/>',
        "_rels/.rels": f"<Relationships {package}>"
        f'<Relationship Id="r1" Target="xl/workbook.xml" Type="{relations}/officeDocument"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{relations}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {package}>"
        f'<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="{relations}/worksheet"/>'
        f'<Relationship Id="r2" Target="sharedStrings.xml" Type="{relations}/sharedStrings"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst {main} count="1" uniqueCount="1"><si><t>大分_x000D_\n市</t>'
        '<rPh sb="0" eb="2"><t>オオイタ</t></rPh></si></sst>',
        SHEET: f'<worksheet {main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" s="7"><v>1.5</v></c></row></sheetData></worksheet>',
    }
    path = tmp_path / "phonetic.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert look.texts(look.grids(read(path))[0]) == [["大分\n市", "1.5"]]


def test_text_blocks_keep_the_type(plan, tmp_path):
    """A title is a Text with the place of its cell."""
    first = read(saved(plan, tmp_path / "plan.xlsx")).blocks[0]
    assert first == Text("事務事業評価一覧", Locator(sheet="シート1", cell="A1"))

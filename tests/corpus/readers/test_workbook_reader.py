"""Excel workbooks: the cells that a person sees, where they are printed."""

import datetime
import random
import zipfile

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Locator
from corpus.readers.workbook import reader as workbook
from corpus.readers.workbook.compound import stream_of
from corpus.readers.workbook.reader import read
from corpus.source import GridCell, Text

HEADERS = [["No.", "施策", "目標値", "", "達成率", "評価"], ["", "", "R5", "R6", "", ""]]
ROWS = [
    ["1-1", "オンライン申請", 1929, 1500, 0.862, "A"],
    ["1-2", "", 40, 12345, 1.2, "◎"],
    ["2-1", "防災アプリ\nの改修", 0, -3, 0.05, "△"],
]
SHOWN = [
    ["No.", "施策", "目標値", "目標値", "達成率", "評価"],
    ["No.", "施策", "R5", "R6", "達成率", "評価"],
    ["1-1", "オンライン申請", "1929", "1,500件", "86.2%", "A"],
    ["1-2", "オンライン申請", "40", "12,345件", "120.0%", "◎"],
    ["2-1", "防災アプリ\nの改修", "0", "-3件", "5.0%", "△"],
]
MERGED = ["A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "B6:B7"]
FORMATS = {3: '#,##0"件"', 4: "0.0%"}


@pytest.fixture
def plan():
    """An xlsx workbook with a title, a table with two header rows and merged cells, and a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "シート1"
    sheet["A1"] = "事務事業評価一覧"
    sheet.merge_cells("A1:F1")
    sheet["F2"] = datetime.date(2024, 4, 1)
    sheet["F2"].number_format = '[$-411]ggge"年"m"月"d"日"'
    for number, row in enumerate(HEADERS + ROWS, 4):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value if value != "" else None)
            if isinstance(value, int | float):
                cell.number_format = FORMATS.get(column - 1, "General")
    for merged in MERGED:
        sheet.merge_cells(merged)
    sheet["B10"] = "※ 評価は所管課による。"
    return book


def saved(book, path):
    book.save(path)
    return path


def xls_plan(path):
    """The same table as Excel 97 keeps it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("シート1")
    covered = {}
    for merged in MERGED:
        start, end = (openpyxl.utils.cell.coordinate_to_tuple(cell) for cell in merged.split(":"))
        covered[start] = end
    for number, row in enumerate(HEADERS + ROWS, 4):
        for column, value in enumerate(row, 1):
            style = xlwt.easyxf(num_format_str=FORMATS.get(column - 1, "General"))
            if (number, column) in covered:
                bottom, right = covered[number, column]
                sheet.write_merge(number - 1, bottom - 1, column - 1, right - 1, value, style)
            elif value != "":
                sheet.write(number - 1, column - 1, value, style)
    return saved(book, path)


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


def rewritten(book, path, changes):
    """The saved workbook with bytes of its parts replaced."""
    draft = saved(book, path.with_suffix(".draft"))
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes.get(name, []):
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return path


DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."
SHEET = "xl/worksheets/sheet1.xml"


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


def test_a_formula_without_a_saved_result_is_refused(plan, tmp_path, look):
    """The message names the first such cell; an empty text is a result."""
    plan.active["G6"] = "=C6*2"
    assert look.refusal(read, saved(plan, tmp_path / "formula.xlsx")) == (
        "The formula in シート1!G6 has no saved result; open the file in Excel or LibreOffice, "
        "save it there and add it again."
    )
    path = rewritten(plan, tmp_path / "empty.xlsx", {SHEET: [(b'<c r="G6">', b'<c r="G6" t="str">')]})
    assert look.texts(look.grids(read(path))[0]) == SHOWN


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_stray_cell_far_away_is_refused(tmp_path, suffix, look):
    """The message names the sheet, its size and its last cell."""
    path = tmp_path / f"far{suffix}"
    if suffix == ".xls":
        book = xlwt.Workbook()
        book.add_sheet("表").write(65535, 255, "z")
        book.get_sheet(0).write(0, 0, "a")
    else:
        book = openpyxl.Workbook()
        book.active.title = "表"
        book.active["A1"], book.active["XFD1048576"] = "a", "z"
    size = {".xls": "16,777,216 cells, up to IV65536", ".xlsx": "17,179,869,184 cells, up to XFD1048576"}[
        suffix
    ]
    assert look.refusal(read, saved(book, path)) == (
        f"The sheet 表 spreads over {size}; delete stray cells far from the table, or split it, "
        "and add it again."
    )


def test_many_empty_rows_cost_nothing(plan, tmp_path, look):
    """Formatted rows without values below a table are not rows."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(11, 100_011)).encode()
    path = rewritten(plan, tmp_path / "empty.xlsx", {SHEET: [(b"</sheetData>", rows + b"</sheetData>")]})
    assert [look.texts(table) for table in look.grids(read(path))] == [SHOWN]


def test_merged_cells_without_end_are_refused(plan, tmp_path, look, monkeypatch):
    """Merged ranges that cover the sheet again and again are not filled."""
    monkeypatch.setattr(workbook, "MAX_AREA", 149)
    again = (b'<mergeCell ref="A1:F1"/>', b'<mergeCell ref="A1:XFD1048576"/>' * 3)
    assert look.refusal(read, rewritten(plan, tmp_path / "merged.xlsx", {SHEET: [again]})) == (
        "The merged cells of the sheet シート1 cover more than 149 cells; unmerge them and add it again."
    )


def test_more_cells_than_are_read_are_refused(plan, tmp_path, look, monkeypatch):
    """Every slot of a table counts, blank ones too."""
    monkeypatch.setattr(workbook, "MAX_CELLS", 29)
    assert look.refusal(read, saved(plan, tmp_path / "plan.xlsx")) == (
        "The tables of the sheet シート1 have more than 29 cells; split it and add the parts."
    )


def test_a_workbook_without_content_is_refused(tmp_path, look):
    """Blank and hidden sheets leave nothing to ask."""
    assert look.refusal(read, saved(openpyxl.Workbook(), tmp_path / "blank.xlsx")) == (
        "There is nothing in its visible sheets; fill them in, or unhide the sheets that hold the plan."
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/styles.xml"])
def test_xml_that_is_not_well_formed_is_refused(plan, tmp_path, part, look):
    """The message says where the damage is."""
    path = rewritten(plan, tmp_path / "broken.xlsx", {part: [(b"</", b"</x")]})
    assert look.refusal(read, path).startswith("The file is damaged or was cut off (mismatched tag")


def test_a_truncated_file_is_refused(plan, tmp_path, look):
    """Half a zip archive has no directory; an xls may lack a part of its directory, or all of it."""
    content = saved(plan, tmp_path / "plan.xlsx").read_bytes()
    (tmp_path / "plan.xlsx").write_bytes(content[: len(content) // 2])
    assert look.refusal(read, tmp_path / "plan.xlsx") == DAMAGED
    content = xls_plan(tmp_path / "plan.xls").read_bytes()
    (tmp_path / "plan.xls").write_bytes(content[:-295])
    assert look.refusal(read, tmp_path / "plan.xls") == DAMAGED
    (tmp_path / "plan.xls").write_bytes(content[:-700])
    assert look.refusal(read, tmp_path / "plan.xls").startswith(
        "The file is an old Office file, or a part of one"
    )


def patched(path, *changes):
    """The xls file with records of its workbook stream overwritten."""
    content = bytearray(path.read_bytes())
    stream = stream_of(bytes(content), "Workbook")
    start = content.find(stream[:64])
    for before, after in changes:
        at = stream.find(before)
        assert at >= 0
        content[start + at : start + at + len(after)] = after
    path.write_bytes(content)
    return path


def test_an_xls_with_a_password_is_refused(tmp_path, look):
    """The record FILEPASS says that what follows is encrypted."""
    path = xls_plan(tmp_path / "plan.xls")
    stream = stream_of(path.read_bytes(), "Workbook")
    interface = stream[20:22]
    assert interface == b"\xe1\x00"
    assert look.refusal(read, patched(path, (stream[20:26], b"\x2f\x00"))) == (
        "The file is protected by a password; save it without one and add that."
    )


@pytest.mark.parametrize(
    ("record", "value", "place"),
    [
        (b"\x00\x02\x0e\x00", b"\x00\x02\x0e\x00\xff\xff\xff\x7f\xff\xff\xff\xff", "the size of a sheet"),
        (b"\xfc\x00", b"\xfc\x00\x20\x00\xff\xff\xff\xff\xff\xff\xff\xff", "its table of strings"),
    ],
)
def test_sizes_that_an_xls_can_not_have_are_refused(tmp_path, record, value, place, look):
    """A damaged count would make the parser ask for all memory at once."""
    path = xls_plan(tmp_path / "plan.xls")
    stream = stream_of(path.read_bytes(), "Workbook")
    at = stream.rfind(record) if place == "the size of a sheet" else stream.find(record)
    if place == "its table of strings":
        value = stream[at : at + 4] + value[4:]
    assert look.refusal(read, patched(path, (stream[at : at + 12], value))) == (
        f"The file is damaged or was cut off ({place}); copy it again from where it came from."
    )


def mutated(content, seed):
    """The content with a few bytes overwritten, or cut off."""
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(chance.choice([1, 2, 8])):
        changed[chance.randrange(len(changed))] = chance.choice([0, 255, chance.randrange(256)])
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.1 else changed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), suffix=st.sampled_from([".xlsx", ".xls"]), noise=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(plan, tmp_path, seed, suffix, noise, look):
    """Nothing but `UnreadableFile` escapes, whatever a workbook has become."""
    path = tmp_path / f"any{suffix}"
    whole = xls_plan(tmp_path / "whole.xls") if suffix == ".xls" else saved(plan, tmp_path / "whole.xlsx")
    path.write_bytes(noise if seed % 10 == 0 else mutated(whole.read_bytes(), seed))
    assert look.sound(read, path)


def test_text_blocks_keep_the_type(plan, tmp_path):
    """A title is a Text with the place of its cell."""
    first = read(saved(plan, tmp_path / "plan.xlsx")).blocks[0]
    assert first == Text("事務事業評価一覧", Locator(sheet="シート1", cell="A1"))

"""Workbooks: what fonts strike out is left out, and what they draw as signs is read as signs."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from corpus.readers.workbook import fonts
from corpus.readers.workbook.reader import read
from corpus.readers.workbook.xls_strings import rich_strings
from corpus.source import Source

HEAD = ["No.", "事業", "値"]
OLD = TextBlock(InlineFont(strike=True), "45件")
SAID = [("struck_out", "45件", "表!C2")]


def said(source: Source) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.printed, one.locator.label()) for one in source.remarks]


def xlsx(
    folder: Path, *rows: list[object], struck: tuple[str, ...] = (), font: str = "", shared: bool
) -> Path:
    """A workbook with rows below a header; its strings stand in the cells, or in a table as Excel has it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in [HEAD, *rows]:
        sheet.append(row)
    for place in struck:
        sheet[place].font = Font(strike=True)
    if font:
        sheet["C2"].font = Font(name=font)
    path = folder / "plan.xlsx"
    book.save(path)
    return with_shared_strings(path) if shared else path


def with_shared_strings(path: Path) -> Path:
    """The workbook with the inline strings of its only sheet moved to a table of strings."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings: list[str] = []

    def move(match: re.Match[str]) -> str:
        strings.append(match[2])
        return f'<c r="{match[1]}" t="s"><v>{len(strings) - 1}</v></c>'

    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = re.sub(r'<c r="(\w+)" t="inlineStr"><is>(.*?)</is></c>', move, sheet)
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/sharedStrings.xml"] = f"<sst {space}>{''.join(f'<si>{s}</si>' for s in strings)}</sst>".encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        b'/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("shared", [False, True])
def test_struck_out_runs_are_left_out(tmp_path: Path, look, shared: bool) -> None:
    """Whether strings stand in the cells or in a table of their own."""
    cell = CellRichText(OLD, TextBlock(InlineFont(b=True), "50件"))
    source = read(xlsx(tmp_path, ["1", "甲", cell], ["2", "乙", "60件"], shared=shared))
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", "50件"], ["2", "乙", "60件"]]
    assert said(source) == SAID


@pytest.mark.parametrize("value", ["45件", 45, "1,000"])
def test_a_cell_that_is_struck_out_is_blank(tmp_path: Path, look, value: object) -> None:
    """Its text or figure is said; runs in fonts of their own are not the cell's."""
    source = read(xlsx(tmp_path, ["1", "甲", value], struck=("C2",), shared=False))
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", ""]]
    assert said(source) == [("struck_out", str(value), "表!C2")]
    mixed = CellRichText("45件", TextBlock(InlineFont(b=True), "50件"))
    source = read(xlsx(tmp_path, ["1", "甲", mixed], struck=("C2",), shared=False))
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", "50件"]]


@pytest.mark.parametrize("struck", [("A3", "B3", "C3"), ("B3", "C3")])
def test_a_row_that_is_struck_out_is_none_and_ends_no_table(
    tmp_path: Path, look, struck: tuple[str, ...]
) -> None:
    """Whether its number is struck as well or not."""
    rows = [["1", "甲", "50"], ["2", "乙", "60"], ["3", "丙", "70"]]
    source = read(xlsx(tmp_path, *rows, struck=struck, shared=False))
    (grid,) = look.grids(source)
    assert look.texts(grid) == [HEAD, rows[0], rows[2]]


def test_what_spans_a_struck_row_stays_below(tmp_path: Path, look) -> None:
    """The merged cell begins in the row that is gone."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEAD, ["A", "甲", "50"], [None, "乙", "60"], ["B", "丙", "70"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["B2"].font = sheet["C2"].font = Font(strike=True)
    book.save(tmp_path / "plan.xlsx")
    (grid,) = look.grids(read(tmp_path / "plan.xlsx"))
    assert look.texts(grid)[1:] == [["A", "乙", "60"], ["B", "丙", "70"]]


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize(("font", "letter", "sign"), [("Wingdings", "ü", "✓"), ("Wingdings 2", "R", "☑")])
def test_symbol_fonts_are_read_as_signs(
    tmp_path: Path, look, font: str, letter: str, sign: str, shared: bool
) -> None:
    """The font is the cell's, or that of a run."""
    source = read(xlsx(tmp_path, ["1", "甲", letter], font=font, shared=False))
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", sign]]
    run = CellRichText(TextBlock(InlineFont(rFont=font), letter), TextBlock(InlineFont(b=True), "済"))
    source = read(xlsx(tmp_path, ["1", "甲", run], shared=shared))
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", sign + "済"]]


def test_old_workbooks_say_it_too(tmp_path: Path, look) -> None:
    """Of cells, of pieces of a text, and of figures one beside the other."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    old, tick = xlwt.easyxf("font: struck_out on"), xlwt.easyxf("font: name Wingdings")
    rich = (("45件", old.font), ("50件", xlwt.Font()))
    for row, cells in enumerate(
        [[*HEAD, "済", "R5", "R6"], ["1", "甲", rich, "ü", 5, 6], ["2", "乙", "60件", "", 7, 8]]
    ):
        for column, value in enumerate(cells):
            if isinstance(value, tuple):
                sheet.write_rich_text(row, column, value)
            else:
                struck = (row, column) == (1, 4)
                sheet.write(
                    row, column, value, old if struck else tick if value == "ü" else xlwt.Style.default_style
                )
    book.save(str(tmp_path / "plan.xls"))
    source = read(tmp_path / "plan.xls")
    assert look.texts(look.grids(source)[0])[1:] == [
        ["1", "甲", "50件", "✓", "", "6"],
        ["2", "乙", "60件", "", "7", "8"],
    ]
    assert said(source) == [("struck_out", "45件", "表!C2"), ("struck_out", "5", "表!E2")]


STRUCK = fonts.Font(struck=True)


def test_strings_go_on_over_records() -> None:
    """Wide and narrow characters change at the start of a record; what breaks off is left out."""
    table = [fonts.PLAIN, STRUCK]
    wide = struct.pack("<HBHI", 4, 0x0D, 1, 2) + "古い".encode("utf-16-le")
    records = [struct.pack("<II", 3, 3) + struct.pack("<HB", 2, 0) + b"ab" + wide]
    records += [b"\0xy" + struct.pack("<HH", 2, 1) + b"??", struct.pack("<HBH", 3, 0x08, 1) + b"z"]
    expected = (fonts.Run("古い", None), fonts.Run("xy", STRUCK))
    assert rich_strings(records, table) == {1: expected}
    assert rich_strings([b"\0"], table) == {}

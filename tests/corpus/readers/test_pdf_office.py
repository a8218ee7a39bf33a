"""The shipped document's table, laid out in LibreOffice and printed to PDF there, has the same 43 rows."""

import html
import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from corpus.folder.library import read_document
from corpus.readers import text
from corpus.readers.pdf import reader as pdf
from corpus.records.recognise import recognise
from corpus.settings import Settings
from corpus.source import Grid

SHIPPED = Path(text.__file__).parents[1] / "documents" / "oita-ict-2022-2024.txt"
WIDTHS = [5, 12, 6, 18, 36, 10, 10, 10, 10, 40, 40, 10]
A3, A4 = (420, 297), (297, 210)
FONT = "Noto Sans CJK JP"
SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>{columns}
<style:style style:name="row" style:family="table-row">
<style:table-row-properties style:use-optimal-row-height="true"/></style:style>
<style:style style:name="cell" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000" fo:wrap-option="wrap"
 style:vertical-align="top"/>
<style:text-properties fo:font-size="9pt" style:font-size-asian="9pt" style:font-family-asian="{font}"/>
</style:style>
<style:style style:name="sheet" style:family="table" style:master-page-name="page"/>
<style:page-layout style:name="paper"><style:page-layout-properties fo:page-width="{paper[0]}mm"
 fo:page-height="{paper[1]}mm" style:print-orientation="landscape" fo:margin="15mm" {scale}/>
</style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="page" style:page-layout-name="paper"/>
</office:master-styles>
<office:body><office:spreadsheet><table:table table:name="評価" table:style-name="sheet">{uses}{rows}
</table:table></office:spreadsheet></office:body></office:document>
"""


def tables():
    """The shipped document as read: its 14 tables and the headings between, in order."""
    return [
        [[cell.text for cell in row] for row in block.rows] if isinstance(block, Grid) else block.text
        for block in text.read(SHIPPED).blocks
    ]


def one_table():
    """The two header rows once, and the 43 rows below."""
    plan = [block for block in tables() if isinstance(block, list) and len(block[0]) == len(WIDTHS)]
    return plan[0][:2] + [row for block in plan for row in block[2:]]


def spreadsheet(path, paper=A3, *, repeat=True, fit=True):
    """A Calc sheet with wrapped cells; its header is on every page or once, its columns fit or spill."""
    styles = [
        f'<style:style style:name="c{index}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 2}mm"/></style:style>'
        for index, width in enumerate(WIDTHS)
    ]
    rows = []
    for row in one_table():
        cells = (
            '<table:table-cell table:style-name="cell" office:value-type="string">'
            + "".join(f"<text:p>{html.escape(line)}</text:p>" for line in cell.split("\n"))
            + "</table:table-cell>"
            for cell in row
        )
        rows.append(f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>')
    head = "".join(rows[:2])
    if repeat:
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    page = SHEET.format(
        columns="".join(styles),
        uses="".join(f'<table:table-column table:style-name="c{index}"/>' for index in range(len(WIDTHS))),
        rows=head + "".join(rows[2:]),
        font=FONT,
        paper=paper,
        scale='style:scale-to-X="1" style:scale-to-Y="0"' if fit else "",
    )
    path.with_suffix(".fods").write_text(page, encoding="utf-8")


def word(path, *, repeat=True, size=7, stacked=False):
    """A Word document, its rows broken by page ends; one table or, stacked, all 14."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(10)
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(size), FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for block in tables() if stacked else [one_table()]:
        if isinstance(block, str):
            document.add_heading(block, 2)
            continue
        table = document.add_table(0, len(block[0]), style="Table Grid")
        table.autofit = False
        widths = WIDTHS[-len(block[0]) :]
        for number, row in enumerate(block):
            line = table.add_row()
            for cell, content, width in zip(line.cells, row, widths, strict=True):
                cell.text, cell.width = content, Mm(width * 395 / sum(widths))
            properties = line._tr.get_or_add_trPr()
            if repeat and number < 2 and len(row) == len(WIDTHS):
                properties.append(OxmlElement("w:tblHeader"))
    document.save(path.with_suffix(".docx"))


def web_page(path):
    """A page whose cells are centred upright, and broken by page ends."""
    cells = (
        "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row)
        for row in one_table()
    )
    style = (
        f"@page{{size:A3 landscape;margin:10mm}} body{{font:7pt {FONT}}} table{{border-collapse:collapse}}"
    )
    page = (
        f"<!doctype html><meta charset=utf-8><style>{style}</style><table border=1><tr>{'<tr>'.join(cells)}"
    )
    path.with_suffix(".html").write_text(page, encoding="utf-8")


LAYOUTS = {
    "sheet-fitted-to-the-page": spreadsheet,
    "sheet-with-its-header-once": lambda path: spreadsheet(path, A4, repeat=False),
    "sheet-whose-columns-spill": lambda path: spreadsheet(path, A4, fit=False),
    "word-rows-broken-by-pages": word,
    "word-large-with-its-header-once": lambda path: word(path, repeat=False, size=11),
    "word-all-tables": lambda path: word(path, stacked=True),
    "web-page": web_page,
}


@pytest.fixture
def printed(tmp_path):
    """The folder of the PDFs that LibreOffice prints of all layouts, by one start of it."""
    office = shutil.which("soffice")
    if office is None and not os.environ.get("KEIKAKU_REQUIRE_OFFICE"):
        pytest.skip("needs LibreOffice (Debian: libreoffice-calc libreoffice-writer fonts-noto-cjk)")
    for name, make in LAYOUTS.items():
        make(tmp_path / name)
    files = sorted(tmp_path.iterdir())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office or "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return tmp_path


def rows_of(document):
    """What answers stand on: number, name, departments and the states of the KPIs of every row."""
    return [
        (row.number, squeezed([row.title]), row.departments, [kpi.state for kpi in row.kpis])
        for row in document.rows
    ]


def squeezed(cells):
    return ["".join(cell.split()) for cell in cells]


def test_printed_tables_have_the_rows_that_went_in(printed, look):
    """Of every layout each cell of the 43 rows comes back, white space apart, and no row beside them."""
    wanted = [squeezed(row) for row in one_table()[2:]]
    others = [squeezed(row) for block in tables() if isinstance(block, list) for row in block]
    plan = rows_of(read_document(SHIPPED))
    for name in LAYOUTS:
        source = pdf.read(printed / f"{name}.pdf")
        rows = [squeezed(row) for grid in look.grids(source) for row in look.texts(grid)]
        assert [row for row in rows if row in wanted] == wanted, name
        assert [row for row in rows if row not in others] == [], name
        assert rows_of(recognise(source, Settings())) == plan, name

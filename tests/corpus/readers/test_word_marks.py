"""Word documents: struck-out text, check boxes, signs, text boxes, notes, headings that no style marks."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.readers.word import read
from corpus.source import Source

NAMES = (
    nsdecls("w")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:x"'
    + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
BOX = (
    "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>"
)
CONTROL = (
    "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr>"
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(content: str) -> str:
    return f"<w:tc>{paragraph(content)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    head = row(*(cell(run(text)) for text in ("No.", "事業", "値")))
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


def written(folder: Path, *parts: str, document: Document | None = None) -> Source:
    document = document or docx.Document()
    body = parse_xml(f"<w:body {NAMES}>{''.join(parts)}</w:body>")
    for place, element in enumerate(list(body)):
        document.element.body.insert(place, element)
    path = folder / "plan.docx"
    document.save(str(path))
    return read(path)


def styled() -> Document:
    """A document with styles that strike out, of characters and paragraphs, one of them beneath another."""
    document = docx.Document()
    for name, kind in (("消", 2), ("消段落", 1)):
        document.styles.add_style(name, kind).font.strike = True
    document.styles.add_style("消の下", 1).base_style = document.styles["消段落"]
    return document


def style(name: str) -> str:
    (found,) = [one for one in styled().styles if one.name == name]
    return found.style_id


@pytest.mark.parametrize(
    "content",
    [
        run("45", "<w:strike/>") + run("50"),
        run("45", "<w:dstrike w:val='1'/>") + run("50", "<w:strike w:val='0'/>"),
        run("45", f"<w:rStyle w:val='{style('消')}'/>") + run("50", "<w:strike w:val='false'/>"),
        f"<w:ins>{run('45', '<w:strike/>')}{run('50')}</w:ins>",
        f"<w:hyperlink>{run('45', '<w:strike/>')}</w:hyperlink>{run('50')}",
        run("4", "<w:strike/>") + run("50") + run("5", "<w:strike/>"),
    ],
)
def test_struck_out_runs_are_left_out_and_said(tmp_path: Path, look, content: str) -> None:
    """By their own properties or their style, with one line or two."""
    source = written(tmp_path, table(row(cell(run("1")), cell(run("甲")), cell(content))), document=styled())
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", "50"]]
    said = [(one.kind.value, one.printed, one.locator.label()) for one in source.remarks]
    assert said == [("struck_out", "45", "表1 2行目")]


@pytest.mark.parametrize("name", ["消段落", "消の下"])
def test_a_paragraph_style_strikes_out_what_does_not_undo_it(tmp_path: Path, look, name: str) -> None:
    """A paragraph of which nothing is left is none."""
    properties = f"<w:pStyle w:val='{style(name)}'/>"
    source = written(
        tmp_path,
        paragraph(run("古い文。"), properties),
        paragraph(run("古い") + run("新しい文。", "<w:strike w:val='0'/>"), properties),
        document=styled(),
    )
    assert look.prose(source.blocks) == [("新しい文。", 0, "2行目")]
    assert [one.printed for one in source.remarks] == ["古い文。", "古い"]


def test_rows_that_are_struck_out_are_none(tmp_path: Path, look) -> None:
    """Whether their number is struck as well or not."""

    def struck(text: str) -> str:
        return cell(run(text, "<w:strike/>"))

    source = written(
        tmp_path,
        table(
            row(cell(run("1")), cell(run("甲")), cell(run("50"))),
            row(struck("2"), struck("乙"), struck("60")),
            row(cell(run("3")), struck("丙"), struck("70")),
            row(cell(run("4")), struck("丁"), cell(run("80"))),
        ),
    )
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", "50"], ["4", "", "80"]]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (BOX.format("<w:default w:val='0'/><w:checked/>"), "☑"),
        (BOX.format("<w:checked w:val='0'/><w:default w:val='1'/>"), "☐"),
        (BOX.format("<w:default w:val='1'/>"), "☑"),
        (BOX.format("<w:sizeAuto/>"), "☐"),
        (CONTROL.format("1", run("☒")), "☑"),
        (CONTROL.format("false", run("□")), "☐"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>" + run("達成"), "☑達成"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='F0A3'/></w:r>", "☐"),
        (run("þ", "<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>"), "☑"),
        (run("þ", "<w:rFonts w:ascii='Arial'/>"), "þ"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
            "<w:listEntry w:val='A'/><w:listEntry w:val='B'/></w:ddList></w:ffData></w:fldChar></w:r>",
            "B",
        ),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", "x+y"),
    ],
)
def test_forms_and_signs_are_text(tmp_path: Path, look, content: str, shown: str) -> None:
    """Boxes of both kinds by their state, signs by their font, the choice of a list."""
    source = written(tmp_path, table(row(cell(run("1")), cell(run("甲")), cell(content))))
    assert look.texts(look.grids(source)[0])[1:] == [["1", "甲", shown]]


def test_a_box_may_hold_its_whole_cell(tmp_path: Path, look) -> None:
    """The control stands around the cell, or around the paragraph."""
    source = written(
        tmp_path,
        table(row(cell(run("1")), CONTROL.format("1", cell(run("☒"))), CONTROL.format("0", cell(run("☐"))))),
        CONTROL.format("1", paragraph(run("☒"))),
    )
    assert look.texts(look.grids(source)[0])[1:] == [["1", "☑", "☐"]]
    assert look.prose(source.blocks) == [("☑", 0, "1行目")]


def text_box(*paragraphs: str) -> str:
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_boxes_are_texts_of_their_own(tmp_path: Path, look) -> None:
    """Behind the heading, paragraph or table that holds them, with tables and boxes within them."""
    heading = "<w:outlineLvl w:val='0'/>"
    inner = text_box(paragraph(run("箱の中の箱")))
    source = written(
        tmp_path,
        paragraph(run("第1章") + text_box(paragraph(run("A：順調")), paragraph(run("B：遅れ"))), heading),
        paragraph(run("前の") + text_box(paragraph(run("注意") + inner), table()) + run("文。")),
        table(row(cell(run("1")), cell(run("甲") + text_box(paragraph(run("付箋")))), cell(run("5")))),
        paragraph(
            f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph(run('古い箱'))}</w:txbxContent>"
            "</v:textbox></w:pict></w:r>"
        ),
    )
    shown = [getattr(block, "text", "表") for block in source.blocks]
    assert shown == [
        "第1章",
        "A：順調",
        "B：遅れ",
        "前の文。",
        "注意",
        "表",
        "箱の中の箱",
        "表",
        "付箋",
        "古い箱",
    ]
    assert look.texts(look.grids(source)[1])[1:] == [["1", "甲", "5"]]
    assert look.prose(source.blocks)[:2] == [("第1章", 1, "1行目"), ("A：順調", 0, "1行目")]


def test_notes_are_texts_behind_what_they_are_to(tmp_path: Path, look) -> None:
    """Their numbers join no figure; the lines that part notes from the text are none."""
    document = docx.Document()
    notes = (
        f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='-1'>{paragraph('')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph(run('速報値。'))}</w:footnote></w:footnotes>"
    )
    name = PackURI("/word/footnotes.xml")
    part = Part(name, "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    mark = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    source = written(
        tmp_path, paragraph(run("目標は50") + mark + run("件。")), paragraph(run("次。")), document=document
    )
    assert look.prose(source.blocks) == [
        ("目標は50件。", 0, "1行目"),
        ("速報値。", 0, "1行目"),
        ("次。", 0, "2行目"),
    ]


def bold(text: str) -> str:
    return paragraph(run(text, "<w:b/>"))


def test_numbered_headings_have_levels(tmp_path: Path, look) -> None:
    """In the order in which their numbers nest; lists and sentences are no headings."""
    source = written(
        tmp_path,
        paragraph(run("第１章　総論")),
        bold("１ 計画の期間"),
        paragraph(run("5年間とする。")),
        bold("(1) 見直し"),
        paragraph(run("毎年見直す。")),
        bold("２ 計画の対象"),
        bold("3年後に見直すものとする。"),
        paragraph(run("(1) 市民")),
        paragraph(run("(2) 事業者")),
        paragraph(run("第２章　各論")),
        paragraph(run("基本目標１　安心なまち")),
        table(),
        paragraph(run("基本目標２　学びのまち")),
        paragraph(run("学びを支える。")),
        paragraph(run("基本目標３　緑")),
        paragraph(run("基本目標４　水")),
    )
    assert [(text, level) for text, level, _ in look.prose(source.blocks) if level] == [
        ("第１章　総論", 1),
        ("１ 計画の期間", 2),
        ("(1) 見直し", 3),
        ("２ 計画の対象", 2),
        ("第２章　各論", 1),
        ("基本目標１　安心なまち", 2),
        ("基本目標２　学びのまち", 2),
    ]


def test_numbers_nest_below_headings_with_a_style(tmp_path: Path, look) -> None:
    """A style of the office's own has the level that its name says."""
    document = docx.Document()
    document.styles.add_style("中見出し", 1)
    own = document.styles["中見出し"].style_id
    source = written(
        tmp_path,
        paragraph(run("計画"), "<w:pStyle w:val='Title'/>"),
        paragraph(run("体系"), f"<w:pStyle w:val='{own}'/>"),
        bold("(1) 柱"),
        paragraph(run("文。")),
        document=document,
    )
    assert [level for _, level, _ in look.prose(source.blocks)] == [1, 2, 3, 0]

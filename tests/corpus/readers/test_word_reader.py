"""Word documents: paragraphs and tables in their order, merged cells filled."""

import random
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.readers.word import read

DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."
ROWS = [
    ["No.", "施策", "目標値", "", "評価"],
    ["", "", "R5", "R6", ""],
    ["1-1", "オンライン申請", "40業務", "50業務", "A"],
    ["1-2", "", "・一つ\n・二つ", "", "◎"],
]


def plan():
    """A document with headings, a merged table between paragraphs and a second table of one column."""
    document = docx.Document()
    document.add_heading("情報化計画", 0)
    document.add_heading("第1章", 2)
    document.add_paragraph("手続の\nオンライン化\tを進める。")
    document.add_paragraph("")
    table = document.add_table(len(ROWS), 5)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for start, end in [
        ((0, 0), (1, 0)),
        ((0, 1), (1, 1)),
        ((0, 2), (0, 3)),
        ((0, 4), (1, 4)),
        ((2, 1), (3, 1)),
    ]:
        table.cell(*start).merge(table.cell(*end))
    document.add_paragraph("後文")
    document.add_table(1, 1).cell(0, 0).text = "枠の中"
    return document


def saved(document, path):
    document.save(path)
    return path


def test_rows_come_out_as_they_went_in(tmp_path, look):
    """Two header rows and merged cells are filled; every cell knows its table and row."""
    (table,) = look.grids(read(saved(plan(), tmp_path / "plan.docx")))
    assert look.texts(table) == [
        ["No.", "施策", "目標値", "目標値", "評価"],
        ["No.", "施策", "R5", "R6", "評価"],
        ["1-1", "オンライン申請", "40業務", "50業務", "A"],
        ["1-2", "オンライン申請", "・一つ\n・二つ", "", "◎"],
    ]
    assert look.filled(table) == ["...+.", "++..+", ".....", ".+..."]
    assert look.places(table)[3] == ["表1 4行目", "表1 3行目", "表1 4行目", "表1 4行目", "表1 4行目"]


def test_paragraphs_keep_their_number_and_level(tmp_path, look):
    """Title and headings have levels; a table of one column is text at its row."""
    assert look.prose(read(saved(plan(), tmp_path / "plan.docx")).blocks) == [
        ("情報化計画", 1, "1行目"),
        ("第1章", 2, "2行目"),
        ("手続の\nオンライン化 を進める。", 0, "3行目"),
        ("後文", 0, "5行目"),
        ("枠の中", 0, "表2 1行目"),
    ]


@pytest.mark.parametrize(
    ("xml", "text", "level"),
    [
        ('<w:p {ns}><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>見出し</w:t></w:r></w:p>', "見出し", 3),
        ('<w:p {ns}><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>本文</w:t></w:r></w:p>', "本文", 0),
        (
            "<w:p {ns}><w:ins><w:r><w:t>入</w:t></w:r></w:ins><w:del><w:r><w:t>消</w:t></w:r></w:del></w:p>",
            "入",
            0,
        ),
        ("<w:p {ns}><w:sdt><w:sdtContent><w:r><w:t>欄</w:t></w:r></w:sdtContent></w:sdt></w:p>", "欄", 0),
        ("<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:sdtContent></w:sdt>", "枠", 0),
        (
            "<w:p {ns}><w:r><w:ruby><w:rt><w:r><w:t>おおいた</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>大分</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>市</w:t></w:r></w:p>",
            "大分市",
            0,
        ),
        ("<w:p {ns}><w:r><w:t>前</w:t><w:br/><w:br/><w:t>後</w:t></w:r></w:p>", "前\n後", 0),
    ],
)
def test_what_is_shown_is_read(tmp_path, look, xml, text, level):
    """Outline levels, insertions, content controls and base text count; deletions and readings do not."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(xml.format(ns=nsdecls("w"))))
    assert look.prose(read(saved(document, tmp_path / "a.docx")).blocks) == [(text, level, "1行目")]


def test_a_style_based_on_a_heading_is_a_heading(tmp_path, look):
    """Offices derive their own styles from the built-in ones."""
    document = docx.Document()
    style = document.styles.add_style("市の見出し体", 1)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("独自", style="市の見出し体")
    document.add_paragraph("箇条", style="List Bullet")
    assert look.prose(read(saved(document, tmp_path / "a.docx")).blocks) == [
        ("独自", 3, "1行目"),
        ("箇条", 0, "2行目"),
    ]


def test_rows_that_begin_further_right_are_shifted(tmp_path, look):
    """A row may leave out columns before its first cell and a cell may go on from nothing."""
    document = docx.Document()
    table = document.add_table(2, 2)
    for index, cell in enumerate(table._cells):
        cell.text = "甲乙丙丁"[index]
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    row.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:gridBefore w:val="1"/></w:trPr>'))
    row.tc_lst[0].get_or_add_tcPr().append(parse_xml(f"<w:vMerge {nsdecls('w')}/>"))
    (grid,) = look.grids(read(saved(document, tmp_path / "a.docx")))
    assert look.texts(grid) == [["甲", "乙"], ["", "丁"]]


def test_a_document_without_text_is_refused(tmp_path, look):
    """Pictures alone can't be asked."""
    assert look.refusal(read, saved(docx.Document(), tmp_path / "a.docx")) == (
        "There is no text in it; if its pages are pictures, run OCR on it first."
    )


def rewritten(path, part, change):
    """The document with one part changed, or left out when `change` gives None."""
    draft = saved(plan(), path.with_suffix(".draft"))
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(old.read(name)) if name == part else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/document.xml", lambda content: content[:-30]),
        ("[Content_Types].xml", lambda _: None),
        ("word/styles.xml", lambda content: content[:100]),
        ("word/document.xml", lambda content: content.replace(b'w:val="2"', b'w:val="x"')),
    ],
)
def test_damaged_parts_are_refused(tmp_path, look, part, change):
    """XML that is cut off, parts that are missing and numbers that are none."""
    assert look.refusal(read, rewritten(tmp_path / "a.docx", part, change)) == DAMAGED


def test_spans_without_end_are_refused(tmp_path, look):
    """A cell can't span more columns than are read."""
    path = rewritten(
        tmp_path / "a.docx",
        "word/document.xml",
        lambda content: re.sub(rb'<w:gridSpan w:val="2"/>', b'<w:gridSpan w:val="999999999"/>', content),
    )
    assert look.refusal(read, path).startswith("A table in it spreads over 1,000,000,")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), noise=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(tmp_path, look, seed, noise):
    """Nothing but `UnreadableFile` escapes, whatever the document's XML has become."""
    chance = random.Random(seed)

    def change(content):
        changed = bytearray(content)
        for _ in range(chance.choice([1, 2, 8])):
            changed[chance.randrange(len(changed))] = chance.choice(b"<>/ \"'w:0")
        return bytes(changed)

    part = chance.choice(
        ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"]
    )
    path = rewritten(tmp_path / "any.docx", part, change)
    assert look.sound(read, path)
    path.write_bytes(noise)
    assert look.sound(read, path)

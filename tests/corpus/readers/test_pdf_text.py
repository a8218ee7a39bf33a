"""PDFs: the text around tables, in the order it is read in, and the shipped document as a whole."""

import itertools
import re
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from corpus.readers import text
from corpus.readers.pdf.reader import read
from corpus.readers.pdf.texts.lines import Glyph, Line, between, go_on, lines_of
from corpus.source import Grid
from tests.corpus.readers.pdf_making import (
    LARGE,
    LARGER,
    SENTENCE,
    SMALL,
    build,
    draw_frame,
    drawn,
    table,
)


def test_headings_paragraphs_and_page_numbers(tmp_path, look):
    """Larger letters are headings, wrapped lines run on, page numbers go and repeated lines stand once."""
    story = [
        Paragraph("情報化計画", LARGER),
        Paragraph("第1章 概要", LARGE),
        Paragraph(SENTENCE * 4, SMALL),
        Paragraph("短い文", SMALL),
        Paragraph("・項目", SMALL),
        table([["枠の中の文"]], [200]),
        PageBreak(),
        Paragraph("第2章 体制", LARGE),
        Paragraph(SENTENCE, SMALL),
    ]
    path = tmp_path / "text.pdf"
    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=draw_frame, onLaterPages=draw_frame)
    assert look.prose(read(path).blocks) == [
        ("大分市情報化計画 評価書", 0, "1ページ"),
        ("情報化計画", 1, "1ページ"),
        ("第1章 概要", 2, "1ページ"),
        (SENTENCE * 4, 0, "1ページ"),
        ("短い文", 0, "1ページ"),
        ("・項目", 0, "1ページ"),
        ("枠の中の文", 0, "1ページ"),
        ("評価書 1", 0, "1ページ"),
        ("第2章 体制", 2, "2ページ"),
        (SENTENCE, 0, "2ページ"),
    ]


def test_the_shipped_document_as_a_pdf_has_the_same_rows(tmp_path, look):
    """Its 14 tables, the 43 rows among them, come back cell by cell from pages that break rows."""
    shipped = text.read(Path(text.__file__).parents[1] / "documents" / "oita-ict-2022-2024.txt")
    widths = [30, 80, 30, 100, 200, 40, 40, 40, 40, 220, 220, 40]
    story = []
    for block in shipped.blocks:
        if isinstance(block, Grid):
            story.append(table(look.texts(block), widths[-len(block.rows[0]) :], splitInRow=1))
        else:
            story.append(Paragraph(escape(block.text), LARGE))
    source = read(build(tmp_path / "oita.pdf", story, landscape(A3)))

    def squeezed(source):
        # The font has no tilde of either width: what is drawn is a wave dash or a small tilde.
        drawn_as = str.maketrans("～~", "〜˜")
        return [
            [["".join(cell.translate(drawn_as).split()) for cell in row] for row in look.texts(grid)]
            for grid in look.grids(source)
        ]

    assert squeezed(source) == squeezed(shipped)
    numbers = {
        row[2]
        for grid in squeezed(source)
        for row in grid
        if len(row) > 2 and re.fullmatch(r"\d+-\d+", row[2])
    }
    assert len(numbers) == 43
    assert [t for t, level, _ in look.prose(source.blocks) if level == 2][:2] == [
        "◆ オンライン化の推進(1/2)",
        "◆ オンライン化の推進(2/2)",
    ]


def test_upright_writing_and_wide_spacing(tmp_path, look):
    """Upright words, words set wide and false bold are single words; a space between numbers stays."""

    def draw(canvas):
        for x, y in itertools.product((50, 100, 300), (700, 800)):
            canvas.rect(x, y - 100, 200 if x == 100 else 50 if x == 50 else 100, 100)
        for index, character in enumerate("担当課"):
            canvas.drawString(70, 780 - 12 * index, character)
        for index, character in enumerate("評価名"):
            canvas.drawString(120 + 22 * index, 780, character)
        canvas.drawString(120, 680, "総務課")
        canvas.drawString(120.5, 680, "総務課")
        canvas.drawString(310, 680, "12")
        canvas.drawString(330, 680, "34")

    (grid,) = look.grids(read(drawn(tmp_path / "upright.pdf", draw)))
    assert look.texts(grid) == [["担当課", "評価名", ""], ["", "総務課", "12 34"]]


def test_lines_ended_on_purpose_stay_lines(tmp_path, look):
    """A line after which the next word would have fitted was ended by its author."""
    rows = [["目標 100\n実績 90", "1929件"], [SENTENCE, "2023年度末:86.2%"]]
    (grid,) = look.grids(read(build(tmp_path / "lines.pdf", [table(rows, [90, 27])])))
    assert look.texts(grid) == rows


@pytest.mark.parametrize(
    ("line", "following", "joint"),
    [
        ({"text": "申請"}, {"text": "手続"}, ""),
        ({"text": "RPA"}, {"text": "手続"}, ""),
        ({"text": "申請"}, {"text": "・手続"}, "\n"),
        ({"text": "申請", "x1": 60}, {"text": "手続"}, "\n"),
        ({"text": "【担当", "x1": 60}, {"text": "課】"}, ""),
        ({"text": "open", "x1": 90}, {"text": "source", "head": 30}, " "),
        ({"text": "open so"}, {"text": "urce", "head": 20}, ""),
        ({"text": "open", "is_spaced": True}, {"text": "source", "head": 30}, " "),
    ],
)
def test_what_stands_between_lines(line, following, joint):
    """Room for one more word is an ended line, room for one more letter a space, no room a cut word."""
    plain = Line("", 0, 98, 0, 10, 10, 10, 5, False)
    assert between(replace(plain, **line), replace(plain, **following), 100) == joint


@pytest.mark.parametrize(
    ("text", "unit"),
    [("末:95%", 5), ("ど、ICTを", 5), ("化・効率化", 2), ("（注）本文", 3), ("た。 ・次", 4), ("手続", 1)],
)
def test_what_cannot_be_parted_at_the_head_of_a_line(text, unit):
    """Closing marks stay with what is before them, and with other letters behind them."""
    (line,) = lines_of([Glyph(one, 10 * place, 10 * place + 10, 0, 10) for place, one in enumerate(text)])
    assert line.head == 10 * unit


def test_two_columns_of_text_are_read_one_after_another(tmp_path, look):
    """Lines at one height with a wide gap between belong to different paragraphs."""

    def draw(canvas):
        for index in range(3):
            canvas.drawString(50, 700 - 14 * index, "左の段の文章がここに続く")
            canvas.drawString(320, 700 - 14 * index, "右の段の文章がここに続く")

    prose = look.prose(read(drawn(tmp_path / "columns.pdf", draw)).blocks)
    assert prose == [
        ("左の段の文章がここに続く" * 3, 0, "1ページ"),
        ("右の段の文章がここに続く" * 3, 0, "1ページ"),
    ]


def test_a_rest_from_the_next_page_may_be_blank():
    """A cell that does not go on stays as it is."""
    assert (go_on("申請", ""), go_on("", "申請"), go_on("(1) 申請", "(2) 手続")) == (
        "申請",
        "申請",
        "(1) 申請\n(2) 手続",
    )

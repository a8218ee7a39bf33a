"""PDFs: ruled tables over pages come out as they went in, and so does the text around them."""

import itertools
import random
import re
import zlib
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from corpus.readers import text
from corpus.readers.pdf import tables as pdf_tables
from corpus.readers.pdf.lines import Glyph, Line, between, go_on, lines_of
from corpus.readers.pdf.reader import read
from corpus.source import Grid

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
SMALL = ParagraphStyle("small", fontName="HeiseiKakuGo-W5", fontSize=7, leading=9, wordWrap="CJK")
LARGE = ParagraphStyle("large", parent=SMALL, fontSize=14, leading=18)
LARGER = ParagraphStyle("larger", parent=SMALL, fontSize=20, leading=24)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
SENTENCE = "既存のオンライン申請に加え個人認証を必要とする申請のメニューを拡充します。"
DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."


def table(rows, widths, style=(), **options):
    cells = [[Paragraph(escape(cell).replace("\n", "<br/>"), SMALL) for cell in row] for row in rows]
    return Table(cells, colWidths=widths, style=[*GRID, *style], **options)


def build(path, story, pagesize=A4, **options):
    SimpleDocTemplate(str(path), pagesize=pagesize, **options).build(story)
    return path


def span(column, top, bottom, right=None):
    return ("SPAN", (column, top), (column if right is None else right, bottom))


def plan_rows(count):
    """Two header rows and so many rows of five cells; the second column names every third row."""
    rows = [["No.", "施策", "概要", "目標値", "", "評価"], ["", "", "", "R5", "R6", ""]]
    for number in range(1, count + 1):
        name = f"施策その{number}" if number % 3 == 1 else ""
        summary = SENTENCE * (number % 4 + 1) + "\n・一つ目の項目\n・open data portal 86.2%"
        rows.append([f"1-{number}", name, summary, f"{number * 100:,}件", f"{number}件", "◎"])
    return rows


WIDTHS = [40, 60, 250, 50, 40, 40]


def filled_down(rows):
    """The rows with merged cells as the page shows them: over both header rows, and names over three rows."""
    header = [
        ["No.", "施策", "概要", "目標値", "目標値", "評価"],
        ["No.", "施策", "概要", "R5", "R6", "評価"],
    ]
    names = [row[1] for row in rows[2:]]
    shown = [names[index - index % 3] for index in range(len(names))]
    return header + [[row[0], name, *row[2:]] for row, name in zip(rows[2:], shown, strict=True)]


def test_a_table_over_pages_is_one_grid(tmp_path, look):
    """Merged cells are filled, repeated header rows dropped, wrapped lines joined and items kept apart."""
    rows = plan_rows(15)
    spans = [span(3, 0, 0, 4), *(span(column, 0, 1) for column in (0, 1, 2, 5))]
    spans += [span(1, top, top + 2) for top in range(2, 17, 3)]
    source = read(build(tmp_path / "plan.pdf", [table(rows, WIDTHS, spans, repeatRows=2)], bottomMargin=480))
    (grid,) = look.grids(source)
    assert look.texts(grid) == filled_down(rows)
    assert look.filled(grid) == ["....+.", "+++..+", *(["......", ".+....", ".+...."] * 5)]
    assert look.places(grid)[1][:4] == ["1ページ 表1 1行目"] * 3 + ["1ページ 表1 2行目"]
    assert look.places(grid)[6][:2] == ["2ページ 表1 4行目", "2ページ 表1 3行目"]


@pytest.mark.parametrize("margin", [430, 455, 480, 505])
def test_rows_cut_by_a_page_end_are_put_together(tmp_path, look, margin):
    """A row whose cells go on over the page's end, without a rule there, is one row at its first place."""
    rows = plan_rows(9)
    path = build(tmp_path / "cut.pdf", [table(rows, WIDTHS, splitInRow=1)], bottomMargin=margin)
    (grid,) = look.grids(read(path))
    assert look.texts(grid) == rows


def test_a_ruled_cut_is_told_from_blank_first_cells(tmp_path, look):
    """Where the page's end is ruled, the rest of a row has blank first cells and goes on from long text."""
    first = [["No.", "施策", "概要"], ["1-1", "申請", SENTENCE[:-1]], ["1-2", "申請", SENTENCE[:20]]]
    story = [
        table(first, [40, 60, 300]),
        PageBreak(),
        table([["", "", SENTENCE[20:]], ["1-3", "", "済"]], [40, 60, 300]),
    ]
    (grid,) = look.grids(read(build(tmp_path / "ruled.pdf", story)))
    assert look.texts(grid) == [*first[:2], ["1-2", "申請", SENTENCE], ["1-3", "", "済"]]


def test_merged_cells_that_go_on_are_filled(tmp_path, look):
    """A merged box is printed once; its blank rest on the next page carries the same text."""
    first = [["施策", "No.", "評価"], ["申請", "1-1", "A"], ["", "1-2", "B"]]
    rest = [["", "1-3", "A"], ["", "1-4", "B"], ["会議", "2-1", "A"]]
    story = [
        table(first, [60, 40, 300], [span(0, 1, 2)]),
        PageBreak(),
        table(rest, [60, 40, 300], [span(0, 0, 1)]),
    ]
    (grid,) = look.grids(read(build(tmp_path / "merged.pdf", story)))
    assert [row[:2] for row in look.texts(grid)[1:]] == [
        ["申請", "1-1"],
        ["申請", "1-2"],
        ["申請", "1-3"],
        ["申請", "1-4"],
        ["会議", "2-1"],
    ]
    assert look.filled(grid) == ["...", "...", "+..", "+..", "+..", "..."]


def test_the_last_row_of_a_merged_cell_alone_is_filled(tmp_path, look):
    """The rest of a merged box may be one row; a box that was not merged stays blank."""
    first = [["施策", "No.", "評価"], ["申請", "1-1", "A"], ["", "1-2", "B"]]
    story = [
        table(first, [60, 40, 300], [span(0, 1, 2)]),
        PageBreak(),
        table([["", "1-3", ""]], [60, 40, 300]),
    ]
    (grid,) = look.grids(read(build(tmp_path / "merged.pdf", story)))
    assert look.texts(grid)[3] == ["申請", "1-3", ""]


def test_the_rest_of_a_row_under_a_repeated_header_goes_on(tmp_path, look):
    """It lacks what every row has, and its texts go on from full lines; a row of totals does not."""
    widths = [40, 60, 101]
    head = [["No.", "施策", "概要"]]
    first = [["1-1", "会議", "済"], ["1-2", "オンライン申", SENTENCE[:24]]]
    for rest, joined in (
        (["", "請の拡充", SENTENCE[24:]], ["1-2", "オンライン申請の拡充", SENTENCE]),
        (["", "合計", ""], ["1-2", "オンライン申", SENTENCE[:24]]),
    ):
        story = [
            table(head + first, widths),
            PageBreak(),
            table([*head, rest, ["1-3", "連携", "済"]], widths),
        ]
        (grid,) = look.grids(read(build(tmp_path / "rest.pdf", story)))
        assert look.texts(grid)[2] == joined


SPILLED = [
    [["No.", "施策"], ["1", "電子申請"], ["2", SENTENCE], ["3", SENTENCE * 2]],
    [["目標値", "実績値"], ["40件", "30件"], ["20件", "20件"], ["5件", ""]],
    [["評価"], ["B"], ["A"], ["C"]],
]
HEIGHTS = [30, 20, 24, 40]


@pytest.mark.parametrize("order", ["down", "across"])
@pytest.mark.parametrize("titles", [0, 1])
def test_columns_on_pages_of_their_own_stand_side_by_side(tmp_path, look, order, titles):
    """Whatever goes first, further rows or columns; a column that each page repeats goes once."""
    bands = [band if not place else [a[:titles] + b for a, b in zip(SPILLED[0], band, strict=True)]
             for place, band in enumerate(SPILLED)]  # fmt: skip
    more = [[[f"{cell}次" for cell in row] for row in band] for band in bands]
    pages = (
        [*bands, *more]
        if order == "across"
        else [page for pair in zip(bands, more, strict=True) for page in pair]
    )
    story = []
    for place, page in enumerate(pages):
        band = place % 3 if order == "across" else place // 2
        widths = [60] * titles * bool(band) + [[60, 300], [90, 200], [500]][band]
        heights = HEIGHTS if page in bands else HEIGHTS[::-1]
        story += [PageBreak()] * bool(place) + [table(page, widths, rowHeights=heights)]
    grids = look.grids(read(build(tmp_path / "bands.pdf", story, landscape(A3))))
    whole = [one + two + three for one, two, three in zip(*SPILLED, strict=True)]
    assert [row for grid in grids for row in look.texts(grid)] == [
        *whole,
        *([f"{cell}次" if cell else "次" for cell in row] for row in whole),
    ]
    assert look.places(grids[0])[1][4] == ("3ページ 表1 2行目" if order == "across" else "5ページ 表1 2行目")


def test_forms_and_other_tables_are_no_further_columns(tmp_path, look):
    """The same form filled in again shares its labels; rows that are all alike tell little."""
    form = [["事業名", "甲事業"], ["概要", SENTENCE], ["担当課", "総務課"], ["評価", "A"]]
    other = [[label, f"{text}の二"] for label, text in form]
    alike = [[["No.", "名"], ["1", "甲"]], [["区分", "金額", "率"], ["国費", "10", "5%"]]]
    story = [
        table(form, [60, 300], rowHeights=HEIGHTS),
        PageBreak(),
        table(other, [60, 300], rowHeights=HEIGHTS),
    ]
    for rows, widths in zip(alike, ([50, 40], [90, 90, 90]), strict=True):
        story += [PageBreak(), table(rows, widths, rowHeights=[20, 20])]
    source = read(build(tmp_path / "apart.pdf", story))
    assert [look.texts(grid) for grid in look.grids(source)] == [form, other, *alike]


def test_a_page_that_shows_fewer_rules_goes_on(tmp_path, look):
    """A header over two columns that the next page parts is filled over both; so is the reverse."""
    one = [["No.", "目標"], ["1", "40"]]
    two = [["2", "50", "60"]]
    story = [
        table(one, [40, 300]),
        PageBreak(),
        table(two, [40, 100, 200]),
        PageBreak(),
        table([["3", "70"]], [40, 300]),
    ]
    (grid,) = look.grids(read(build(tmp_path / "rules.pdf", story)))
    assert look.texts(grid) == [
        ["No.", "目標", "目標"],
        ["1", "40", "40"],
        ["2", "50", "60"],
        ["3", "70", "70"],
    ]
    assert look.filled(grid) == ["..+", "..+", "...", "..+"]


@pytest.mark.parametrize(
    ("above", "below", "widths"),
    [
        (
            [["事業名", "甲事業"], ["担当課", "総務課"]],
            [["事業名", "乙事業"], ["担当課", "財政課"]],
            [60, 300],
        ),
        ([["No.", "施策", "評価"], ["1", "甲", "A"]], [["区分", "金額"], ["国費", "10"]], [60, 200]),
        (
            [["No.", "施策", "評価"], ["1", "甲", "A"]],
            [["区分", "金額", "率"], ["国費", "10", "5%"]],
            [50, 40, 90],
        ),
    ],
)
def test_tables_of_their_own_stay_apart(tmp_path, look, above, below, widths):
    """The same form filled in again, and tables whose rules stand elsewhere, are not joined."""
    story = [table(above, [60, 300, 40][: len(above[0])] if len(above[0]) == 3 else widths)]
    story += [PageBreak(), table(below, widths)]
    source = read(build(tmp_path / "apart.pdf", story))
    assert [look.texts(grid) for grid in look.grids(source)] == [above, below]


def test_a_table_that_had_room_for_more_has_ended(tmp_path, look):
    """Without a repeated header a table goes on only from a page that was full."""
    full = [[f"{number}", "甲"] for number in range(30)]
    story = [table([["No.", "名"], ["1", "乙"]], [60, 300]), PageBreak(), table(full, [60, 300])]
    source = read(build(tmp_path / "room.pdf", story))
    assert [len(grid.rows) for grid in look.grids(source)] == [2, 30]


def test_text_between_parts_tables(tmp_path, look):
    """A heading between two tables, and a second table on one page, begin a table of their own."""
    rows = [["No.", "名"], ["1", "甲"]]
    story = [table(rows, [60, 300]), PageBreak(), Paragraph("◆ 次の施策", LARGE), table(rows, [60, 300])]
    story += [Spacer(0, 20), table(rows, [60, 300])]
    source = read(build(tmp_path / "between.pdf", story))
    assert [look.texts(grid) for grid in look.grids(source)] == [rows] * 3
    assert look.places(look.grids(source)[2])[1] == ["2ページ 表2 2行目"] * 2


def draw_frame(canvas, document):
    canvas.setFont("HeiseiKakuGo-W5", 7)
    canvas.drawString(60, 815, "大分市情報化計画 評価書")
    canvas.drawCentredString(300, 25, f"- {document.page} -")
    canvas.drawString(400, 25, f"評価書 {document.page}")


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
    assert [t for t, level, _ in look.prose(source.blocks) if level == 1][1:3] == [
        "◆ オンライン化の推進(1/2)",
        "◆ オンライン化の推進(2/2)",
    ]


def drawn(path, draw, **options):
    canvas = Canvas(str(path), pagesize=A4, **options)
    canvas.setFont("HeiseiKakuGo-W5", 10)
    draw(canvas)
    canvas.save()
    return path


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


def test_pictures_alone_are_refused(tmp_path, look):
    """A scan has no characters."""
    path = drawn(tmp_path / "scan.pdf", lambda canvas: canvas.rect(10, 10, 99, 99, fill=1))
    assert look.refusal(read, path) == (
        "There is no text in it, only pictures; run OCR on it first and add the result."
    )


@pytest.mark.parametrize(("password", "is_read"), [("secret", False), ("", True)])
def test_a_password_is_named(tmp_path, look, password, is_read):
    """A file that asks for a password is refused, one that only forbids printing is read."""
    encryption = StandardEncryption(password, ownerPassword="owner", canPrint=0)

    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 700, "Plan 2024")

    path = drawn(tmp_path / "locked.pdf", draw, encrypt=encryption)
    if is_read:
        assert look.prose(read(path).blocks) == [("Plan 2024", 0, "1ページ")]
    else:
        assert look.refusal(read, path) == (
            "The file is protected by a password; save it without one and add that."
        )


def test_a_rest_from_the_next_page_may_be_blank():
    """A cell that does not go on stays as it is."""
    assert (go_on("申請", ""), go_on("", "申請"), go_on("(1) 申請", "(2) 手続")) == (
        "申請",
        "申請",
        "(1) 申請\n(2) 手続",
    )


@pytest.mark.parametrize("share", [0.3, 0.6])
def test_a_truncated_file_is_refused(tmp_path, look, share):
    """What is missing is said, not read around."""
    path = build(tmp_path / "cut.pdf", [table(plan_rows(6), WIDTHS)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert look.refusal(read, path) in {
        DAMAGED,
        "There is no text in it, only pictures; run OCR on it first and add the result.",
    }


def raw_pdf(path, content, font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream=b""):
    """A PDF written by hand, with one page, one font and the content stream as given."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), stream, content),
        font,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(X)/Ordering(Y)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/X/FontBBox[0 0 1 1]/Ascent 1/Descent 0/Flags 4>>>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(body),
    )
    path.write_bytes(body)
    return path


def test_fonts_without_characters_are_refused(tmp_path, look):
    """Glyph numbers that stand for no character can't be asked."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    path = raw_pdf(tmp_path / "cid.pdf", b"BT /F 12 Tf 50 700 Td <00010002000300040005> Tj ET", font)
    assert look.refusal(read, path) == (
        "Its fonts do not say which characters they show; print it to PDF anew, or run OCR on it first."
    )


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_fills_all_memory_is_refused(tmp_path, look, times):
    """A few bytes may unpack to gigabytes, at once or in two steps."""
    content = b" " * (101 * 2**20)
    for _ in range(times):
        content = zlib.compress(content, 9)
    path = raw_pdf(tmp_path / "bomb.pdf", content, stream=b"/Filter[" + b"/FlateDecode" * times + b"]")
    assert look.refusal(read, path) == (
        "A part of the file unpacks to more than 100 MB, as no honest file does; "
        "ask its sender for another copy."
    )


def test_pictures_may_be_large(tmp_path, look):
    """What a picture unpacks to does not count: it is never unpacked."""
    content = zlib.compress(b" " * (101 * 2**20), 9)
    path = raw_pdf(tmp_path / "scan.pdf", content, stream=b"/Subtype/Image/Filter/FlateDecode")
    path.write_bytes(path.read_bytes().replace(b"/Contents 4 0 R", b""))
    assert look.refusal(read, path).startswith("There is no text in it, only pictures;")


def test_a_lattice_without_end_is_refused(tmp_path, look, monkeypatch):
    """More slots than are read are refused before they are made."""
    monkeypatch.setattr(pdf_tables, "MAX_CELLS", 11)
    path = build(tmp_path / "plan.pdf", [table(plan_rows(1), WIDTHS)])
    assert look.refusal(read, path).startswith("A table in it spreads over 18 cells")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), noise=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(tmp_path, look, seed, noise):
    """Nothing but `UnreadableFile` escapes, whatever a PDF has become."""
    path = tmp_path / "any.pdf"
    if not path.exists():
        build(path, [table(plan_rows(3), WIDTHS, splitInRow=1)], bottomMargin=600, pageCompression=0)
        path.with_suffix(".whole").write_bytes(path.read_bytes())
    chance = random.Random(seed)
    changed = bytearray(path.with_suffix(".whole").read_bytes())
    for _ in range(chance.choice([1, 4, 16])):
        changed[chance.randrange(len(changed))] = chance.choice([0, 32, 48, 255, chance.randrange(256)])
    path.write_bytes(changed if seed % 5 else b"%PDF-1.4" + noise)
    assert look.sound(read, path)

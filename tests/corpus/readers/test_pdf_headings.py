"""PDFs: headings and their levels, what the pages repeat, and paragraphs over pages."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph

from corpus.readers.pdf.reader import read
from corpus.readers.pdf.texts.lines import glyphs_of, lines_of
from tests.corpus.readers.pdf_making import LARGER, SENTENCE, SMALL, build, drawn

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
MINCHO = ParagraphStyle("mincho", parent=SMALL, fontName="HeiseiMin-W3")
BODY = SENTENCE * 3


def levels(look, path):
    return [(text, level) for text, level, _ in look.prose(read(path).blocks) if text != BODY]


def test_numbers_make_levels_without_larger_letters(tmp_path, look):
    """Each number goes below the one whose parts it goes on from, and brackets below both."""
    numbered = ["第1章 総論", "1. 期間", "1-1. 前期", "（１） 初年度", "① 春", "② 秋", "（２） 次年度",
                "1-2. 後期", "2. 体制", "第2章 各論", "1. 財源"]  # fmt: skip
    story = [Paragraph("情報化計画", LARGER)]
    for text in numbered:
        story += [Paragraph(text, SMALL), Paragraph(BODY, SMALL)]
    found = levels(look, build(tmp_path / "numbers.pdf", story))
    assert found == list(zip(["情報化計画", *numbered], [1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 3], strict=True))


def test_bold_type_makes_headings_below_numbers(tmp_path, look):
    """A line in a Gothic above paragraphs in a Mincho is a heading, and a label in brackets the lowest."""
    story = []
    for text in ("Ⅰ．１ 目的", "【背景】", "Ⅰ．１．１ 範囲", "【経緯】", "利用者", "Ⅰ．２ 構成"):
        story += [Paragraph(text, SMALL), Paragraph(BODY, MINCHO)]
    found = levels(look, build(tmp_path / "bold.pdf", story))
    assert found == [
        ("Ⅰ．１ 目的", 1),
        ("【背景】", 2),
        ("Ⅰ．１．１ 範囲", 2),
        ("【経緯】", 3),
        ("利用者", 3),
        ("Ⅰ．２ 構成", 1),
    ]


def test_entries_of_lists_and_contents_are_no_headings(tmp_path, look):
    """Numbers of which the next is the same kind, captions, notes, sentences and contents head nothing."""
    entries = ["1. 総論 ........ 1", "2. 各論 ........ 2", "① 春", "② 秋", "図1 推移", "（注）速報値",
               "（１）の要件を満たす。"]  # fmt: skip
    story = [Paragraph(BODY, SMALL), *(Paragraph(text, SMALL) for text in entries), Paragraph(BODY, SMALL)]
    found = levels(look, build(tmp_path / "lists.pdf", story))
    assert found == [(text, 0) for text in entries]


def test_a_title_of_several_lines_is_one_heading(tmp_path, look):
    """Large lines right below one another are one, and letters all of one size make none."""
    story = [Paragraph("利用と提供における<br/>適切な設定", LARGER), Paragraph(BODY, SMALL)]
    assert levels(look, build(tmp_path / "title.pdf", story)) == [("利用と提供における適切な設定", 1)]


def test_a_paragraph_over_pages_is_one_text(tmp_path, look):
    """It goes on at the head of the next page, below what both pages repeat."""

    def draw(canvas):
        for page in range(3):
            canvas.drawString(60, 800, f"評価書 {page + 4}")
            canvas.drawCentredString(300, 90, "iii" if page else "ii")
            canvas.drawString(60, 400, "前の行は続いていて" * 3)
            canvas.drawString(60, 386, "次の頁に続く行である" * 2 + "この行も長いな")
            canvas.drawString(60, 372, "終わり。" if page else "そして次の頁に続くもの" * 2 + "の始まり")
            canvas.showPage()
            canvas.setFont("HeiseiKakuGo-W5", 10)

    first = "前の行は続いていて" * 3 + "次の頁に続く行である" * 2 + "この行も長いな"
    assert look.prose(read(drawn(tmp_path / "over.pdf", draw)).blocks) == [
        ("評価書 4", 0, "1ページ"),
        (first + "そして次の頁に続くもの" * 2 + "の始まり" + first + "終わり。", 0, "1ページ"),
        (first + "終わり。", 0, "3ページ"),
    ]


def test_a_number_that_is_none_of_the_page_stays(tmp_path, look):
    """What stands at the same place of each page with numbers of its own is told each time."""
    story = []
    for number in (12, 5, 40):
        story += [Paragraph(f"様式 {number}", SMALL), Paragraph(BODY, SMALL), PageBreak()]
    found = levels(look, build(tmp_path / "sheets.pdf", story, topMargin=20))
    assert found == [("様式 12", 0), ("様式 5", 0), ("様式 40", 0)]


def test_bullets_of_symbol_fonts_begin_lines():
    """A letter of Wingdings is the sign that it draws; without it lines of a list would run on."""
    letters = [("\uf0fc", "ABCDEE+Wingdings-Regular"), *((letter, "MS-Mincho") for letter in "熱の利用")]
    characters = [
        {
            "text": text,
            "fontname": font,
            "x0": 10 * x,
            "x1": 10 * x + 10,
            "top": 0,
            "bottom": 10,
            "matrix": (1, 0, 0, 1, 0, 0),
        }
        for x, (text, font) in enumerate(letters)
    ]
    assert [line.text for line in lines_of(glyphs_of(characters))] == ["✓熱の利用"]


def test_the_large_number_of_a_chapter_goes_with_its_title(tmp_path, look):
    """Small 「第」 and 「章」 on both sides of a large figure make one number, and it comes first."""

    def draw(canvas):
        canvas.setFont("HeiseiKakuGo-W5", 18)
        canvas.drawString(60, 700, "第")
        canvas.drawString(110, 700, "章")
        canvas.drawString(160, 712, "総務省における")
        canvas.drawString(160, 690, "政策の取組状況")
        canvas.setFont("HeiseiKakuGo-W5", 40)
        canvas.drawString(79, 695, "5")
        canvas.setFont("HeiseiKakuGo-W5", 10)
        canvas.drawString(60, 640, BODY)

    found = levels(look, drawn(tmp_path / "large.pdf", draw))
    assert found == [("第5章 総務省における政策の取組状況", 1)]


def test_numbers_with_words_and_parts_stand_as_they_first_come(tmp_path, look):
    """基本目標1 is above 1. where it comes first and else below; 部 is above 章 whatever their sizes."""
    for texts, expected in (
        (["基本目標1 育つ", "1. 学校", "基本目標2 働く"], [1, 2, 1]),
        (["1. 学校", "取組１）給食", "2. 仕事"], [1, 2, 1]),
        (["第1部 総論", "第1章 期間", "第2部 各論"], [1, 2, 1]),
    ):
        story = []
        for text in texts:
            style = LARGER if "章" in text else SMALL
            story += [Paragraph(text, style), Paragraph(BODY, SMALL)]
        found = levels(look, build(tmp_path / "words.pdf", story))
        assert found == list(zip(texts, expected, strict=True))


def test_numbered_lines_of_a_slide_are_a_list_at_any_size(tmp_path, look):
    """Large lines with numbers one after another are what the slide lists."""
    texts = ["（１）次世代の方向性", "（２）統合", "（３）役割"]
    story = [*(Paragraph(text, LARGER) for text in texts), Paragraph(BODY, SMALL)]
    assert levels(look, build(tmp_path / "slide.pdf", story)) == [(text, 0) for text in texts]


def test_a_page_number_right_behind_a_text_is_none_of_it(tmp_path, look):
    """Once two pages have shown how they are counted, the number behind a text at the foot is left out."""

    def draw(canvas):
        for page in range(3):
            canvas.drawString(60, 600, SENTENCE)
            if page == 2:
                canvas.drawString(60, 30, "別途の整備も考えられる機能")
            canvas.drawString(200, 30, str(page + 5))
            canvas.showPage()
            canvas.setFont("HeiseiKakuGo-W5", 10)

    prose = look.prose(read(drawn(tmp_path / "behind.pdf", draw)).blocks)
    assert [text for text, _, _ in prose] == [*[SENTENCE] * 3, "別途の整備も考えられる機能"]


def test_a_number_beside_two_lines_goes_before_both(tmp_path, look):
    """A number that is set beside the middle of a title of two lines is the title's."""

    def draw(canvas):
        canvas.drawString(60, 693, "⑨")
        canvas.drawString(80, 700, "ほとんどの自治体で可視化するインターフェイ")
        canvas.drawString(80, 687, "スがない")
        canvas.drawString(60, 640, BODY)

    found = levels(look, drawn(tmp_path / "mark.pdf", draw))
    assert found == [("⑨ ほとんどの自治体で可視化するインターフェイスがない", 1)]

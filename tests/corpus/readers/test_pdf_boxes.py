"""PDFs: texts in boxes of slides and diagrams, titles with tags, lists and contents set in columns."""

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from corpus.readers.pdf.reader import read
from tests.corpus.readers.pdf_making import drawn

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
LONG = "市は窓口の手続を順に電子化し、利用する人の負担を減らす取組を進めていく。"


def put(canvas, x, y, *lines, size=10, font="HeiseiMin-W3", step=14):
    canvas.setFillGray(0)
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - step * number, line)


def shade(canvas, x, y, width, height, gray=0.9):
    canvas.setFillGray(gray)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def texts(path, look):
    return [text for text, _, _ in look.prose(read(path).blocks)]


def test_boxes_side_by_side_are_read_one_by_one(tmp_path, look):
    """Their lines never mix, though they stand as high and near; those in one row from left to right."""
    first = ["・災害への備えが十分でなく、業", "務が止まる恐れがある"]
    second = ["・職員の負担が重く、窓口の時間", "を延ばせない"]

    def draw(canvas):
        for x, y, lines in ((60, 690, first), (220, 692, second), (60, 630, second), (220, 630, first)):
            shade(canvas, x, y - 6, 155, 44)
            put(canvas, x + 4, y + 22, *lines)
        put(canvas, 60, 600, LONG)

    whole = ["".join(first), "".join(second)]
    assert texts(drawn(tmp_path / "boxes.pdf", draw), look) == [*whole, *whole[::-1], LONG]


def test_a_label_in_the_middle_of_a_box_is_one_text(tmp_path, look):
    """It was wrapped to fit, wherever its lines end; upright letters are one word."""

    def draw(canvas):
        shade(canvas, 60, 690, 120, 44)
        put(canvas, 60, 600, LONG)
        for y, line in ((716, "窓口の"), (702, "ペーパーレス化")):
            canvas.drawCentredString(120, y, line)
        shade(canvas, 300, 650, 20, 84)
        put(canvas, 305, 720, *"網分離", size=10)

    assert texts(drawn(tmp_path / "label.pdf", draw), look) == ["窓口のペーパーレス化", "網分離", LONG]


def test_shading_behind_words_is_no_box(tmp_path, look):
    """A line runs through what marks some of its words, and a text over several boxes is whole."""

    def draw(canvas):
        shade(canvas, 100, 696, 80, 14)
        put(canvas, 60, 700, LONG * 2)
        for x in (60, 140, 220):
            shade(canvas, x, 600, 78, 50)
        put(canvas, 100, 620, "過渡的な取組の着実な実施を進める")
        put(canvas, 64, 606, "合意")

    path = drawn(tmp_path / "marks.pdf", draw)
    assert texts(path, look) == [LONG * 2, "過渡的な取組の着実な実施を進める", "合意"]


def test_shading_drawn_line_by_line_is_one_box(tmp_path, look):
    """Its bars touch, and the text over them is one paragraph."""
    lines = ["市は窓口の手続を順に電子化し、利用", "する人の負担を減らす取組を進めてい", "く。"]

    def draw(canvas):
        for number in range(3):
            shade(canvas, 60, 696 - 14 * number, 180, 14)
        put(canvas, 64, 700, *lines)

    assert texts(drawn(tmp_path / "bars.pdf", draw), look) == ["".join(lines)]


def test_text_beside_a_picture_is_wrapped_in_front_of_it(tmp_path, look):
    """Lines that end where a box begins were full."""
    beside = ["・学校の様々なデータを統合して可", "視化し、経営の判断に使うための画", "面"]

    def draw(canvas):
        put(canvas, 60, 740, LONG)
        put(canvas, 60, 700, beside[0])
        put(canvas, 70, 686, *beside[1:])
        canvas.rect(232, 640, 200, 80)

    found = texts(drawn(tmp_path / "picture.pdf", draw), look)
    assert found == [LONG, "".join(beside)]


@pytest.mark.parametrize(("tag", "size"), [("図１", 11), ("参考2", 10), ("資料 3", 10)])
def test_a_tag_and_its_title_in_boxes_are_one_heading(tmp_path, look, tag, size):
    """The title of a slide stands in the box beside that of its tag."""

    def draw(canvas):
        shade(canvas, 60, 760, 60, 24, 0.6)
        put(canvas, 70, 766, tag, size=13)
        shade(canvas, 122, 760, 400, 24, 0.8)
        put(canvas, 200, 768, "情報の守り方の考え方", size=size, font="HeiseiKakuGo-W5")
        put(canvas, 60, 700, LONG)

    found = [one[:2] for one in look.prose(read(drawn(tmp_path / "tag.pdf", draw)).blocks)]
    assert found == [(f"{tag} 情報の守り方の考え方", 1), (LONG, 0)]


def test_lists_in_columns_are_read_one_by_one(tmp_path, look):
    """Items of any length make columns as running text does."""
    left = [
        "■第1回 4月",
        "〇現状と課題",
        "・市立図書館",
        "・公民館の職員",
        "〇今後の進め方",
        "■第2回 5月",
        "〇骨子の案",
    ]
    right = ["■第3回 6月", "〇聞き取りの結果と論点", "・学校", "■第4回 7月", "〇計画の案について"]

    def draw(canvas):
        put(canvas, 60, 700, *left)
        put(canvas, 320, 697, *right, step=17)

    assert texts(drawn(tmp_path / "lists.pdf", draw), look) == [*left, *right]


def test_contents_in_columns_are_read_one_by_one(tmp_path, look):
    """Their dots and numbers of pages are no text of a column."""
    left = [("1. はじめに", 1), ("2. 現状と課題", 3), ("① 窓口の手続", 4), ("② 職員の負担", 5)]
    right = [("3. 今後の方向", 8), ("① 電子化の推進", 9), ("② 人材の育成", 11), ("4. 終わりに", 12)]

    def draw(canvas):
        for x, y, entries in ((60, 700, left), (300, 695, right)):
            for number, (title, page) in enumerate(entries):
                put(canvas, x, y - 18 * number, title)
                put(canvas, x + 90, y - 18 * number, f"・・・ {page}")

    found = texts(drawn(tmp_path / "contents.pdf", draw), look)
    assert [text.split("・")[0].strip() for text in found] == [title for title, _ in (*left, *right)]


def test_an_outer_column_without_a_rule_belongs_to_its_table(tmp_path, look):
    """Labels stand in it row by row, below its head, though its outer side is open."""
    rows = [["区分", "内容"], ["学校", "予定を知らせる"], ["教育委員会", "調査に答える"]]

    def draw(canvas):
        for number, row in enumerate(rows):
            y = 700 - 20 * number
            canvas.line(60, y - 6, 400, y - 6)
            put(canvas, 64, y, row[0])
            put(canvas, 204, y, row[1])
        canvas.line(60, 714, 400, 714)
        canvas.line(60, 714, 60, 694)
        for x in (200, 400):
            canvas.line(x, 714, x, 654)

    source = read(drawn(tmp_path / "open.pdf", draw))
    (grid,) = look.grids(source)
    assert look.texts(grid) == rows
    assert look.prose(source.blocks) == []


@pytest.mark.parametrize(("others", "count"), [("認証", 0), ("署名", 1)])
def test_boxes_of_the_same_texts_make_no_table(tmp_path, look, others, count):
    """A diagram says the same in two stacks of boxes; a table has other values than labels."""
    names = ["認証 1", "監視 2", "暗号 3", "記録 4", "復旧 5"]

    def draw(canvas):
        put(canvas, 60, 700, *names)
        put(canvas, 240, 700, *(name.replace("認証", others) for name in names))

    assert len(look.grids(read(drawn(tmp_path / "same.pdf", draw)))) == count


def test_white_letters_in_a_bar_head_what_is_bold_below(tmp_path, look):
    """A bar may be a thick line; white letters in a small box are a label of a diagram."""

    def bar(canvas, y, text, thick):
        if thick:
            canvas.setLineWidth(20)
            canvas.setStrokeGray(0.2)
            canvas.line(60, y + 4, 480, y + 4)
        else:
            shade(canvas, 60, y - 6, 420, 20, 0.2)
        put(canvas, 200, y, "")
        canvas.setFillGray(1)
        canvas.drawString(200, y, text)

    def draw(canvas):
        for y, text, thick in ((760, "電波の政策", True), (660, "放送の政策", False)):
            bar(canvas, y, text, thick)
            put(canvas, 60, y - 30, "普及と展開", font="HeiseiKakuGo-W5")
            put(canvas, 60, y - 50, LONG)
        shade(canvas, 60, 560, 60, 20, 0.2)
        canvas.setFillGray(1)
        canvas.drawString(66, 566, "市役所")

    found = [one[:2] for one in look.prose(read(drawn(tmp_path / "white.pdf", draw)).blocks)]
    assert found == [
        ("電波の政策", 1),
        ("普及と展開", 2),
        (LONG, 0),
        ("放送の政策", 1),
        ("普及と展開", 2),
        (LONG, 0),
        ("市役所", 0),
    ]


def test_the_sides_that_only_shading_shows_close_a_table(tmp_path, look):
    """Office programs leave the outer rules of a shaded table out: its columns of shaded cells end there."""
    rows = [["区分", "内容"], ["重要", "氏名と住所"], ["普通", "施設の名前"], ["公開", "行事の予定"]]

    def draw(canvas):
        canvas.rect(40, 560, 330, 160)
        for number, row in enumerate(rows):
            y = 680 - 30 * number
            for x, width, text in ((60, 100, row[0]), (160, 200, row[1])):
                shade(canvas, x, y, width, 30, 0.8 + number / 20)
                put(canvas, x + 10, y + 11, text)
        for y in (680, 650, 620):
            canvas.line(60, y, 360, y)
        canvas.line(160, 590, 160, 710)

    (grid,) = look.grids(read(drawn(tmp_path / "shaded.pdf", draw)))
    assert look.texts(grid) == rows


def test_a_label_beside_the_title_of_each_slide_is_no_running_head(tmp_path, look):
    """It says something of its title, though it stands in the margin of several pages."""

    def draw(canvas):
        for title in ("紙の業務", "窓口の時間"):
            shade(canvas, 60, 790, 300, 24)
            put(canvas, 70, 798, title)
            shade(canvas, 364, 790, 150, 24)
            put(canvas, 370, 798, "【働き方の観点】")
            put(canvas, 60, 700, LONG)
            canvas.showPage()

    found = texts(drawn(tmp_path / "slides.pdf", draw), look)
    assert found == ["紙の業務", "【働き方の観点】", LONG, "窓口の時間", "【働き方の観点】", LONG]


def test_contents_head_nothing_but_their_entries(tmp_path, look):
    """What comes behind them is no part of them, and an entry apart from its number is none either."""

    def draw(canvas):
        put(canvas, 60, 780, "目 次", size=20)
        put(canvas, 60, 740, "１．はじめに", size=14)
        put(canvas, 400, 737, "・・・ 2")
        canvas.showPage()
        put(canvas, 60, 780, "１．はじめに", size=14)
        put(canvas, 60, 740, LONG)

    found = [one[:2] for one in look.prose(read(drawn(tmp_path / "behind.pdf", draw)).blocks)]
    assert found == [("目 次", 1), ("１．はじめに", 0), ("・・・ 2", 0), ("１．はじめに", 1), (LONG, 0)]

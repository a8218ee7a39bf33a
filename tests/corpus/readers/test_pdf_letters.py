"""PDFs: letters of two sizes in a sentence, raised marks of notes, bold type that outlines make."""

import itertools

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from corpus.readers.cells import starts_item
from corpus.readers.pdf.bounds import MAX_CHARACTERS
from corpus.readers.pdf.reader import read
from corpus.readers.pdf.texts.lines import Glyph, lines_of
from corpus.readers.pdf.texts.raised import levelled
from tests.corpus.readers.pdf_making import drawn

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
FULL = "市は窓口の手続を順に電子化し、利用する人の負担を減らす。"


def put(canvas, x, y, *parts):
    """Texts one behind the other, each with its size and its rise."""
    for text, size, rise in parts:
        canvas.setFont("HeiseiMin-W3", size)
        canvas.drawString(x, y + rise, text)
        x += size * len(text)


@pytest.mark.parametrize(
    "parts",
    [
        [[("あ" * 40 + "の導入を", 10, 0)], [("推進", 10, 0), ("【環境局・総務局】", 7, 0)]],
        [[("あ" * 42 + "学校", 10, 0)], [("者（", 10, 0), ("補助員、保護者、地域の人" * 4, 7, 0)]],
        [[("あ" * 32, 10, 0), ("（補助員、保護者と地域の人の人の人", 7, 0)], [("ど）", 7, 0), ("と", 10, 0)]],
    ],
)  # fmt: skip
def test_a_sentence_in_letters_of_two_sizes_is_one(tmp_path, look, parts):
    """What is set smaller in brackets does not part a line from the one that it goes on from."""

    def draw(canvas):
        for number, line in enumerate(parts):
            put(canvas, 60, 700 - 15 * number, *line)
        put(canvas, 60, 600, ("い" * 44, 10, 0))

    first, _ = look.prose(read(drawn(tmp_path / "sizes.pdf", draw)).blocks)
    assert first[0] == "".join(text for line in parts for text, _, _ in line)


@pytest.mark.parametrize("rise", [5, 4, -2])
def test_a_raised_mark_stays_where_it_is_printed(tmp_path, look, rise):
    """It stands behind its word and parts neither the line nor the bullet before the line."""

    def draw(canvas):
        put(canvas, 60, 700, ("・窓口の手続", 11, 0), ("※１２", 6, rise), ("を電子化する。", 11, 0))
        put(canvas, 60, 640, ("令和５年度", 11, 0), ("（※）", 6, rise))

    found = [text for text, _, _ in look.prose(read(drawn(tmp_path / "marks.pdf", draw)).blocks)]
    assert found == ["・窓口の手続※１２を電子化する。", "令和５年度（※）"]


def test_a_raised_mark_stands_behind_its_figure_in_a_cell(tmp_path, look):
    """The figure comes first, as it is printed."""

    def draw(canvas):
        for x, y in ((60, 700), (200, 700), (60, 670), (200, 670)):
            canvas.rect(x, y, 140, 30)
        for x, y, text in ((70, 712, "年度"), (210, 712, "割合"), (70, 682, "2022")):
            put(canvas, x, y, (text, 10, 0))
        canvas.drawString(210, 682, "82%")
        put(canvas, 210 + pdfmetrics.stringWidth("82%", "HeiseiMin-W3", 10), 682, ("※", 5, 5))

    (grid,) = look.grids(read(drawn(tmp_path / "cell.pdf", draw)))
    assert look.texts(grid) == [["年度", "割合"], ["2022", "82%※"]]


def test_as_many_marks_as_a_page_may_have_are_levelled_in_time():
    """Letters at one place are looked up once each."""
    many = [Glyph("1" if place % 2 else "市", 9, 10, 0, 5 + place % 2 * 5) for place in range(MAX_CHARACTERS)]
    assert len(levelled(many)) == MAX_CHARACTERS
    assert levelled([]) == []


def test_letters_drawn_with_their_outlines_are_bold(tmp_path, look):
    """Office programs print bold Mincho so: it heads what follows, on two lines too, and labels below it."""

    def outlined(canvas, y, line):
        canvas.saveState()
        text = canvas.beginText(60, y)
        text.setFont("HeiseiMin-W3", 10)
        text.setTextRenderMode(2)
        text.textOut(line)
        canvas.drawText(text)
        canvas.restoreState()

    def draw(canvas):
        y = 760
        for lines in (
            ["重点対策の推進"],
            [FULL],
            ["＜工夫の例＞"],
            [FULL],
            ["あ" * 45, "の徹底"],
            [FULL, FULL],
        ):
            for line in lines:
                if line == FULL:
                    put(canvas, 60, y, (line, 10, 0))
                else:
                    outlined(canvas, y, line)
                y -= 15
        outlined(canvas, y, "＜政策＞")
        put(canvas, 110, y, ("※詳細は別に示す", 10, 0))
        put(canvas, 60, y - 15, (FULL, 10, 0))

    found = [one[:2] for one in look.prose(read(drawn(tmp_path / "outlines.pdf", draw)).blocks)]
    assert found == [
        ("重点対策の推進", 1),
        (FULL, 0),
        ("＜工夫の例＞", 2),
        (FULL, 0),
        ("あ" * 45 + "の徹底", 1),
        (FULL, 0),
        (FULL, 0),
        ("＜政策＞", 2),
        ("※詳細は別に示す", 0),
        (FULL, 0),
    ]


@pytest.mark.parametrize("text", ["ii. 管理", "iv．評価", "（※）速報", "（注1）速報", "(注) 速報"])
def test_small_roman_numbers_and_notes_begin_items(text):
    """They are no rest of the line before."""
    assert starts_item(text)


@pytest.mark.parametrize("text", ["iPad", "vs.他市", "（注意）", "via メール"])
def test_words_that_look_like_small_numbers_begin_none(text):
    """A word goes on from the line before."""
    assert not starts_item(text)


def test_a_tab_is_a_space_and_none_stands_behind_a_bracket():
    """A bracket that is set narrow leaves a space behind it that nobody sees."""
    line = [
        Glyph(text, x, x + 10, 0, 10) for x, text in ((0, "●"), (10, "「"), (17, " "), (18, "市"), (28, "」"))
    ]
    assert [one.text for one in lines_of(line)] == ["●「市」"]


def test_a_label_between_paragraphs_is_a_text_of_its_own(tmp_path, look):
    """A full line that ends a sentence does not take the few words below it, nor a wrapped line a new one."""
    full = "い" * 43 + "。"

    def draw(canvas):
        put(canvas, 60, 700, (full, 10, 0))
        put(canvas, 60, 686, ("事例２", 10, 0))
        put(canvas, 70, 672, ("う" * 43, 10, 0))
        put(canvas, 60, 658, ("続く文。", 10, 0))
        put(canvas, 60, 600, ("・利用者の知識の不足と情報に関" + "す" * 26, 10, 0))
        put(canvas, 60, 586, ("る資料の不足", 10, 0))

    found = [text for text, _, _ in look.prose(read(drawn(tmp_path / "labels.pdf", draw)).blocks)]
    assert found == [
        full,
        "事例２",
        "う" * 43 + "続く文。",
        "・利用者の知識の不足と情報に関" + "す" * 26 + "る資料の不足",
    ]


def test_a_bold_label_with_a_colon_heads_its_table(tmp_path, look):
    """「環境省：」 above a table is the lowest heading; in plain letters it is text."""

    def draw(canvas):
        for y, font in ((740, "HeiseiKakuGo-W5"), (600, "HeiseiMin-W3")):
            put(canvas, 60, y + 30, (FULL, 10, 0))
            canvas.setFont(font, 10)
            canvas.drawString(60, y, "環境局：")
            for x, row in itertools.product((60, 200), (0, 1)):
                canvas.rect(x, y - 30 - 20 * row, 140, 20)
                put(canvas, x + 5, y - 24 - 20 * row, (f"{x}の{row}", 10, 0))

    found = [one[:2] for one in look.prose(read(drawn(tmp_path / "colon.pdf", draw)).blocks)]
    assert found == [(FULL, 0), ("環境局：", 1), (FULL, 0), ("環境局：", 0)]


@pytest.mark.parametrize(("label", "count"), [("＜政策＞", 2), ("【" + "政" * 50 + "】", 1), ("政策", 1)])
def test_a_note_is_parted_from_a_short_label_alone(label, count):
    """A bold label in brackets is a line of its own where a note in lighter letters stands behind it."""
    bold = [Glyph(text, 10 * x, 10 * x + 10, 0, 10, 2) for x, text in enumerate(label)]
    note = [Glyph(text, 10 * x, 10 * x + 10, 0, 10) for x, text in enumerate("※別に示す", len(label))]
    assert len(lines_of([*bold, *note])) == count


@pytest.mark.parametrize(("count", "shown"), [(1, [FULL]), (3, [FULL, *["作成 2023/08/03"] * 3])])
def test_what_stands_below_the_page_is_not_read(tmp_path, look, count, shown):
    """Printers note the file and time there; a page that has most of its text there is read whole."""

    def draw(canvas):
        put(canvas, 60, 700, (FULL, 10, 0))
        for number in range(count):
            put(canvas, 60, -30 - 40 * number, ("作成 2023/08/03", 10, 0))

    assert [text for text, _, _ in look.prose(read(drawn(tmp_path / "beside.pdf", draw)).blocks)] == shown

"""PDFs: tables that no vertical rule parts, and columns of text read one after the other."""

import pytest
from reportlab.platypus import PageBreak

from corpus.readers.pdf.reader import read
from tests.corpus.readers.pdf_making import SENTENCE, build, drawn, span, table

FIGURES = [
    ["区分", "令和4年度", "令和5年度", "増減率"],
    ["市税", "12,345", "13,001", "5.3%"],
    ["使用料", "430", "402", "-6.5%"],
    ["諸収入", "1,020", "1,115", "9.3%"],
    ["合計", "13,795", "14,518", "5.2%"],
]
RIGHTS = [60, 260, 360, 460]


def put(canvas, rows, places, top=700, step=16):
    """Rows of texts, the first at its left and all others at their right ends."""
    for number, row in enumerate(rows):
        for place, (x, text) in enumerate(zip(places, row, strict=True)):
            (canvas.drawRightString if place else canvas.drawString)(x, top - step * number, text)


def test_a_table_without_rules_is_told_by_its_columns(tmp_path, look):
    """Figures below one another under titles make a table; the text around stays text."""

    def draw(canvas):
        canvas.drawString(60, 740, "表1 歳入の推移")
        put(canvas, FIGURES, RIGHTS)
        canvas.drawString(60, 600, SENTENCE)

    source = read(drawn(tmp_path / "figures.pdf", draw))
    (grid,) = look.grids(source)
    assert look.texts(grid) == FIGURES
    assert look.places(grid)[1] == ["1ページ 表1 2行目"] * 4
    assert look.prose(source.blocks) == [("表1 歳入の推移", 0, "1ページ"), (SENTENCE, 0, "1ページ")]


def test_titles_over_groups_of_columns(tmp_path, look):
    """A title over several columns heads all of them, where each heads as many; wrapped rows are one."""
    years = [["", "令和4年度", "令和5年度"]]
    rows = [
        ["項目", "計画", "実績", "計画", "実績"],
        ["市税", "12,345", "13,001", "12,000", "12,500"],
        ["使用料及び", "430", "402", "450", "440"],
        ["諸収入", "1,020", "1,115", "1,000", "1,010"],
    ]

    def draw(canvas):
        put(canvas, years, [60, 305, 460], top=716)
        put(canvas, rows, [60, 230, 320, 400, 480])

    (grid,) = look.grids(read(drawn(tmp_path / "groups.pdf", draw)))
    assert look.texts(grid) == [["", "令和4年度", "令和4年度", "令和5年度", "令和5年度"], *rows]
    assert look.filled(grid)[0] == "..+.+"


def test_rules_between_groups_do_not_part_columns(tmp_path, look):
    """A table whose sides are open, and that is ruled between some of its columns, is told by its gaps."""

    def draw(canvas):
        put(canvas, FIGURES, RIGHTS)
        for number in range(6):
            canvas.line(55, 712 - 16 * number, 470, 712 - 16 * number)
        for x in (200, 300, 380):
            canvas.line(x, 712, x, 632)

    def groups(canvas):
        rows = [[row[0], *row[1:], *row[1:]] for row in FIGURES]
        put(canvas, rows, [60, 200, 260, 310, 400, 460, 510])
        for number in range(6):
            canvas.line(140, 712 - 16 * number, 330, 712 - 16 * number)
        for x in (140, 235, 330):
            canvas.line(x, 712, x, 632)

    (ruled,) = look.grids(read(drawn(tmp_path / "ruled.pdf", draw)))
    assert look.texts(ruled) == FIGURES
    (grid,) = look.grids(read(drawn(tmp_path / "open.pdf", groups)))
    assert look.texts(grid) == [[row[0], *row[1:], *row[1:]] for row in FIGURES]


@pytest.mark.parametrize(
    "rows",
    [
        [["第1章 総論", "1"], ["第2章 各論", "5"], ["第3章 資料", "9"], ["第4章 終章", "12"]],
        [["はじめに ......", "1"], ["総論 .........", "5"], ["各論 .........", "9"]],
        [["市長", "ネ"], ["部長", "ッ"], ["課長", "ト"], ["係長", "ワ"], ["主任", "ク"]],
        [["市長", "部長"], ["課長", "係長"], ["主任", "主事"]],
        [["100", "200"], ["300", "400"], ["500", "600"], ["700", "800"]],
        [
            ["市民は、市の施策に参加する。", "令和5年"],
            ["市は、これを支える。", "令和6年"],
            ["以上である。", "了"],
        ],
    ],
)
def test_what_only_looks_like_columns_is_no_table(tmp_path, look, rows):
    """Contents, upright writing, a few words at chance places, axes of charts, and sentences."""
    source = read(drawn(tmp_path / "none.pdf", lambda canvas: put(canvas, rows, [60, 300])))
    assert look.grids(source) == []


def test_columns_of_text_near_one_another_are_read_one_by_one(tmp_path, look):
    """Below a line over both columns each is read to its end, though the gap between is narrow."""
    left = [
        "左の段は市の施策について述べる。施策",
        "は三つの柱からなり、それぞれの柱が市",
        "民の暮らしを支えている。柱の一つ目は",
        "福祉である。",
    ]
    right = [
        "右の段は財源について述べる。市税の外",
        "に国の補助金があり、年に一度の見直し",
        "を行うものとする。",
    ]

    def draw(canvas):
        canvas.drawString(60, 740, "全体を通す一行はどちらの段よりも長く、紙の端から端までを占めるのである。")
        for x, lines in ((60, left), (260, right)):
            for number, line in enumerate(lines):
                canvas.drawString(x, 710 - 14 * number, line)
        canvas.drawString(60, 630, "終わりの一行もどちらの段よりも長く、紙の端から端までを占めるのである。")

    source = read(drawn(tmp_path / "columns.pdf", draw))
    assert [text for text, _, _ in look.prose(source.blocks)] == [
        "全体を通す一行はどちらの段よりも長く、紙の端から端までを占めるのである。",
        "".join(left),
        "".join(right),
        "終わりの一行もどちらの段よりも長く、紙の端から端までを占めるのである。",
    ]


def test_a_frame_around_text_is_read_as_text(tmp_path, look):
    """One box, boxes of a slide's background, and boxes of running text side by side hold no table."""
    prose = "左の箱は市の施策について述べる。施策は三つの柱からなり、それぞれの柱が市民の暮らしを支えている。"
    lines = [prose[:24], prose[24:]]

    def draw(canvas):
        canvas.setFillGray(0.95)
        canvas.rect(0, 0, 596, 842, stroke=0, fill=1)
        canvas.rect(500, 0, 96, 60, stroke=0, fill=1)
        canvas.setFillGray(0.8)
        for x in (50, 82):
            canvas.rect(x, 690, 30 if x == 50 else 400, 25, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(60, 700, "①")
        canvas.drawString(90, 700, "校務処理の場所")
        for number, line in enumerate(lines):
            canvas.drawString(60, 660 - 14 * number, line)

    def boxes(canvas):
        for x in (50, 300):
            canvas.rect(x, 620, 250, 100)
            for number, line in enumerate([*lines, *lines]):
                canvas.drawString(x + 4, 700 - 14 * number, line)

    shaded = read(drawn(tmp_path / "shaded.pdf", draw))
    assert [text for text, _, _ in look.prose(shaded.blocks)] == ["① 校務処理の場所", prose]
    boxed = read(drawn(tmp_path / "boxes.pdf", boxes))
    assert [text for text, _, _ in look.prose(boxed.blocks)] == [prose * 2] * 2


@pytest.mark.parametrize("labels", [[], ["日本", "米国", "独国"]])
def test_bars_of_a_chart_make_no_table(tmp_path, look, labels):
    """Bars of different lengths side by side have figures in them; some of their rules run through these."""
    bars = [[52.8, 18.0, 29.2], [31.9, 47.8, 20.3], [77.0, 12.9, 10.1]]

    def draw(canvas):
        for number, row in enumerate(bars):
            x, y = 120.0, 700 - 20 * number
            if labels:
                canvas.drawString(60, y + 4, labels[number])
            for value in row:
                canvas.rect(x, y, 4 * value, 20)
                canvas.drawCentredString(x + 2 * value, y + 4, f"{value}")
                x += 4 * value

    source = read(drawn(tmp_path / "chart.pdf", draw))
    assert look.grids(source) == []


def test_a_running_head_in_boxes_is_no_table(tmp_path, look):
    """A ruled strip in the margin is text, which stands once where the pages repeat it."""

    def draw(canvas):
        for _ in range(3):
            canvas.rect(60, 800, 200, 20)
            canvas.rect(260, 800, 200, 20)
            canvas.drawString(70, 805, "情報化計画")
            canvas.drawString(270, 805, "令和5年8月3日")
            canvas.drawString(60, 600, SENTENCE)
            canvas.showPage()
            canvas.setFont("HeiseiKakuGo-W5", 10)

    source = read(drawn(tmp_path / "head.pdf", draw))
    assert [text for text, _, _ in look.prose(source.blocks)] == [
        "情報化計画",
        "令和5年8月3日",
        *[SENTENCE] * 3,
    ]


SHEET = [["No.", "施策", "評価"], ["1", "申請の拡充", "A"], ["2", "会議の記録", "B"]]


@pytest.mark.parametrize(("turn", "shown"), [(0, 0), (90, 0), (-90, 0), (180, 0), (90, 90), (180, 180)])
def test_a_turned_page_is_read_upright(tmp_path, look, turn, shown):
    """Text that runs up, down or upside down is read, whether the page says that it is turned or not."""
    moves = {0: (0, 0), 90: (596, 0), -90: (0, 842), 180: (596, 842)}

    def draw(canvas):
        canvas.setPageRotation(shown)
        canvas.translate(*moves[turn])
        canvas.rotate(turn)
        canvas.drawString(60, 500, SENTENCE)
        for number, row in enumerate(SHEET):
            for column, text in enumerate(row):
                canvas.rect(60 + 150 * column, 400 - 20 * number, 150, 20)
                canvas.drawString(64 + 150 * column, 405 - 20 * number, text)

    source = read(drawn(tmp_path / "turned.pdf", draw))
    (grid,) = look.grids(source)
    assert look.texts(grid) == SHEET
    assert look.prose(source.blocks) == [(SENTENCE, 0, "1ページ")]


@pytest.mark.parametrize(("turn", "x"), [(90, 80), (-90, 70)])
def test_a_turned_label_in_a_cell_is_read_along_its_letters(tmp_path, look, turn, x):
    """A label at a table's side may run up or down."""

    def draw(canvas):
        canvas.rect(60, 600, 30, 100)
        for number, text in enumerate(["申請の拡充を進める施策", "会議の記録を公表する施策"]):
            canvas.rect(90, 650 - 50 * number, 300, 50)
            canvas.drawString(100, 670 - 50 * number, text)
        canvas.translate(x, 610 if turn == 90 else 690)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Digital化")

    (grid,) = look.grids(read(drawn(tmp_path / "label.pdf", draw)))
    assert [row[0] for row in look.texts(grid)] == ["Digital化", "Digital化"]


def test_one_form_a_page_is_as_many_forms(tmp_path, look):
    """Cells of labels and cells of values, some over all columns, are grids of their own, page by page."""
    forms = [
        [["事業名", name, "担当課", office], ["目的", SENTENCE, "", ""], ["予算額", "100千円", "評価", "A"]]
        for name, office in (("広報の充実", "広報課"), ("窓口の改善", "市民課"), ("公園の整備", "公園課"))
    ]
    story = []
    for form in forms:
        story += [table(form, [60, 150, 60, 150], [span(1, 1, 1, 3)]), PageBreak()]
    grids = look.grids(read(build(tmp_path / "forms.pdf", story)))
    assert [look.texts(grid) for grid in grids] == [
        [form[0], ["目的", SENTENCE, SENTENCE, SENTENCE], form[2]] for form in forms
    ]


def test_rows_at_the_ends_of_a_table_may_leave_less_of_its_gaps(tmp_path, look):
    """A long name comes near the next column; its row begins where the others do."""
    names = [
        "石井 一二三四五六七八",
        "石田 奈緒",
        "井上 義裕",
        "今井 亜湖",
        "清野 正",
        "山口 伸一郎左衛門丸",
        "渡部 理枝",
    ]
    posts = ["教育センター", "教育部長", "情報課", "教育学部教授", "中学校校長", "支援学校校長", "教育長"]
    rows = list(zip(names, posts, strict=True))

    def draw(canvas):
        for number, row in enumerate(rows):
            canvas.drawString(60, 700 - 16 * number, row[0])
            canvas.drawString(172, 700 - 16 * number, row[1])

    (grid,) = look.grids(read(drawn(tmp_path / "names.pdf", draw)))
    assert ["".join(row[0].split()) for row in look.texts(grid)] == ["".join(row[0].split()) for row in rows]
    assert [row[1] for row in look.texts(grid)] == [row[1] for row in rows]

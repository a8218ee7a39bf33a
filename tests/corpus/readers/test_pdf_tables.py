"""PDFs: ruled tables over pages come out as they went in."""

import pytest
from reportlab.lib.pagesizes import A3, landscape
from reportlab.platypus import PageBreak, Paragraph, Spacer

from corpus.readers.pdf.reader import read
from tests.corpus.readers.pdf_making import (
    LARGE,
    SENTENCE,
    WIDTHS,
    build,
    drawn,
    filled_down,
    plan_rows,
    span,
    table,
)


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


@pytest.mark.parametrize(
    ("last", "rest", "whole"),
    [
        (
            ["(2)", "公園の整備と", "遊具を置く。ま", "春", "公園課"],
            ["", "管理", "た清掃する。", "", ""],
            ["(2)", "公園の整備と管理", "遊具を置く。また清掃する。", "春", "公園課"],
        ),
        (
            ["(2)", "公園の整備と", "遊具を置く。", "春", "公園課"],
            ["", "管理", "", "", ""],
            ["(2)", "公園の整備と管理", "遊具を置く。", "春", "公園課"],
        ),
        (["(2)", "公園の整備", "遊具を置く。", "春", "公園課"], ["", "管理", "清掃する。", "秋", ""], None),
        (["(2)", "公園の整備", "遊具を置く。", "春", "公園課"], ["", "小計", "", "", ""], None),
        (["(2)", "公園の整備と", "遊具を置く。", "春", "10"], ["", "管理", "", "", "20"], None),
    ],
)
def test_a_row_whose_name_is_cut_by_a_ruled_page_end(tmp_path, look, last, rest, whole):
    """Without a number, below texts that break off, it is the rest of a row, whatever bands there are."""
    widths = [40, 90, 200, 60, 60]
    head = [["まち", "", "", "", ""], ["", "項目", "行動内容", "期限", "担当課"]]
    band = [("SPAN", (0, 0), (4, 0))]
    story = [
        table([*head, ["(1)", "窓口", "窓口に案内係を置く。", "夏", "市民課"], last], widths, band),
        PageBreak(),
        table([rest, ["(3)", "道路", "舗装を直す。", "秋", "土木課"]], widths),
    ]
    (grid,) = look.grids(read(build(tmp_path / "name.pdf", story)))
    assert look.texts(grid)[3:-1] == ([whole] if whole else [last, rest])


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


def test_shading_inset_in_ruled_cells_is_no_rule(tmp_path, look):
    """A filled rectangle within a ruled cell makes no cell of its own."""
    rows = [["A1", "B1"], ["A2", "B2"], ["A3", "B3"]]

    def draw(canvas):
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                x, y = 50 + 150 * column, 700 - 40 * number
                canvas.setFillGray(0.9)
                canvas.rect(x + 5, y + 5, 140, 30, stroke=0, fill=1)
                canvas.rect(x, y, 150, 40, stroke=1, fill=0)
                canvas.setFillGray(0)
                canvas.drawString(x + 10, y + 15, text)

    (grid,) = look.grids(read(drawn(tmp_path / "shaded.pdf", draw)))
    assert look.texts(grid) == rows


def test_a_rule_that_is_drawn_double_parts_no_row(tmp_path, look):
    """Two rules with no room for a line between are one, though cells begin at either of them."""

    def draw(canvas):
        for x in (60, 160, 300):
            canvas.line(x, 700, x, 604)
        for y in (700, 670, 637, 604):
            canvas.line(60, y, 300, y)
        canvas.line(60, 666, 160, 666)
        canvas.line(60, 633, 160, 633)
        for y, cells in (
            (680, ("項目", "見込み")),
            (645, ("雇用の規模", "80人から180人")),
            (615, ("費用", "34億円")),
        ):
            canvas.drawString(70, y, cells[0])
            canvas.drawString(170, y, cells[1])

    (grid,) = look.grids(read(drawn(tmp_path / "double.pdf", draw)))
    assert look.texts(grid) == [["項目", "見込み"], ["雇用の規模", "80人から180人"], ["費用", "34億円"]]

"""What authorities print in tables beside their records: ditto marks, totals, keys, years in one cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document, Locator
from corpus.source import Grid, GridCell
from corpus.tables.layouts.tables import find_tables
from corpus.tables.ratings.ratings import rating_scale

MakeDocument = Callable[..., Document]


def test_a_ditto_mark_stands_for_the_cell_above(make: MakeDocument) -> None:
    """It is filled as a merged cell would be, so that each record names its department."""
    document = make(
        "事業CD|部局名|事業名|評価", "11-1|総務部|文書管理|A", "11-2|〃|職員研修|B", "12-1|市民部|窓口|A"
    )
    assert [(row.number, row.departments) for row in document.rows] == [
        ("11-1", ("総務部",)),
        ("11-2", ("総務部",)),
        ("12-1", ("市民部",)),
    ]


def test_a_bureau_s_total_is_no_record(make: MakeDocument) -> None:
    """A line without a number that is called 計 behind a blank, and a tally of ratings, are left aside."""
    document = make(
        "事業番号|事業名|決算額|評価",
        "1|文書管理事務|100|Ａ",
        "2|家計相談事業|300|Ｂ",
        "|総務部　計|400|",
        "|合　　計|400|",
        "|Ａの指標数|1|",
    )
    assert [(row.number, row.title) for row in document.rows] == [
        ("1", "文書管理事務"),
        ("2", "家計相談事業"),
    ]


def test_the_id_of_a_record_goes_before_its_place(make: MakeDocument) -> None:
    """Of two columns with a value of their own, the one that is called as the name is numbers the records."""
    document = make("No|事務事業ID|事務事業名|予算事業コード", "1|0086|広報|770", "2|0581|放送|771")
    assert [row.number for row in document.rows] == ["0086", "0581"]


def test_an_extension_is_no_department(make: MakeDocument) -> None:
    """A number below a header of departments names none."""
    document = make("番号|事業名|担当組織|", "||課名|内線", "1|広報|広報課|1204", "2|放送|広報課|1205")
    assert [row.departments for row in document.rows] == [("広報課",), ("広報課",)]


def test_figures_beside_planned_costs_are_no_targets(make: MakeDocument) -> None:
    """「計画」 over costs and hours plans money, and sets no indicator's target."""
    document = make(
        "番号|事業名|令和8年度計画（千円）|", "||事業費計|延べ業務時間", "1|広報|120|1140", "2|放送|80|900"
    )
    assert [column.role.value for column in document.columns[2:]] == ["cost", "other"]
    assert [row.kpis for row in document.rows] == [(), ()]


def test_one_cell_may_hold_the_results_of_several_years(make: MakeDocument) -> None:
    """Each is kept for its year, in the unit of the latest."""
    document = make(
        "番号|指標名|令和5年度目標値・実績値|実績値の推移",
        "1|宿泊者数|目標値：25,000人 実績値：26,750人|R3:9,800→R4:－→R5:26,750",
        "2|来館者数|目標値：500人 実績値：480人|R3:410→R4:455→R5:480",
    )
    series = [
        [(kpi.year, kpi.actual.text, kpi.actual.unit) for kpi in row.other_years if kpi.actual]
        for row in document.rows
    ]
    assert series == [[(2021, "9,800", "人")], [(2021, "410", "人"), (2022, "455", "人")]]


def test_lettered_indicators_belong_to_the_years_that_span_them(make: MakeDocument) -> None:
    """「活動指標ア」 under 「令和5年度（実績）」 is the result of the indicator that is named under ア."""
    document = make(
        "番号|事業名|活動指標||||令和4年度（実績）||令和5年度（実績）||令和6年度（目標）|",
        "||ア 名称|単位|イ 名称|単位|活動指標ア|活動指標イ|活動指標ア|活動指標イ|活動指標ア|活動指標イ",
        "1|広報|回数|回|部数|部|4|90|5|95|6|100",
        "2|放送|本数|本|時間|時間|10|7|11|8|12|9",
    )
    first = document.rows[0]
    assert [(k.name, k.year, k.actual and k.actual.text, k.actual and k.actual.unit) for k in first.kpis] == [
        ("回数", 2023, "5", "回"),
        ("部数", 2023, "95", "部"),
    ]
    assert [k.target and k.target.text for k in first.kpis_of(2024)] == ["6", "100"]
    assert [k.actual and k.actual.text for k in first.kpis_of(2022)] == ["4", "90"]


def test_merged_cells_over_another_header_span_it() -> None:
    """A row of merged words for columns stands over the row of headers that follows it at once."""
    upper = ["事務事業", "事務事業", "所属", "所属", "令和5年度（実績）", "令和5年度（実績）"]
    lower = ["事務事業ID", "事務事業名", "部課名", "係名", "事業費計", "一般財源"]
    cells = [upper, lower, ["0086", "広報", "総務部", "広報係", "10", "9"]]
    grid = Grid(
        tuple(
            tuple(
                GridCell(text, Locator(line=line, row=place), line == 0 and place % 2 == 1)
                for place, text in enumerate(row)
            )
            for line, row in enumerate(cells)
        ),
        Locator(),
    )
    (table,) = find_tables(grid)
    assert [(heading.printed, heading.above) for heading in table.headings[3:5]] == [
        ("係名", ("所属",)),
        ("事業費計", ("令和5年度（実績）",)),
    ]


KEYS = {
    "a colon": (
        "評価 Ａ：順調　Ｂ：遅れ　Ｃ：中止",
        "Ａ",
        "Ｂ",
        [("A", "順調"), ("B", "遅れ"), ("C", "中止")],
    ),
    "signs alone": (
        "評価：◎目標達成　○概ね達成　×未達成",
        "◎",
        "×",
        [("◎", "目標達成"), ("○", "概ね達成"), ("×", "未達成")],
    ),
    "brackets before": (
        "【区分】◎：済み　○：予定　－：対象外",
        "◎",
        "○",
        [("◎", "済み"), ("○", "予定")],
    ),
}


@pytest.mark.parametrize(("key", "one", "other", "expected"), KEYS.values(), ids=KEYS)
def test_a_key_to_ratings_may_be_text(
    make: MakeDocument, key: str, one: str, other: str, expected: list[tuple[str, str]]
) -> None:
    """Ratings that no record has are explained as well; a dash is none."""
    document = make(key, "", "番号|事業名|評価", f"1|広報|{one}", f"2|放送|{other}", f"3|相談|{one}")
    assert [(line.value, line.meaning) for line in document.legend] == expected


def test_a_figure_among_marks_is_no_rating() -> None:
    """A tally below the records does not hide the scale of the column above it."""
    assert rating_scale(["Ａ", "Ｂ", "Ｂ", "Ｃ", "Ａ", "Ａ", "Ｂ", "Ｄ", "3", "13"]) == frozenset("abcd")

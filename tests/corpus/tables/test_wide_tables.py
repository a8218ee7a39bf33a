"""Tables as cities publish them: blocks of indicators, ratings of parts and years, packed cells, levels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document, Locator, Rating, Role
from corpus.tables.ratings.ratings import in_order, rating_scale

MakeDocument = Callable[..., Document]


def columns(document: Document) -> dict[str, str]:
    return {column.header: column.role.value for column in document.columns}


def kpis(document: Document, place: int = 0) -> list[tuple[str, str, str, str]]:
    """Name, target, actual and state of each indicator of one row."""
    return [
        (
            kpi.name,
            kpi.target.text if kpi.target else "",
            kpi.actual.text if kpi.actual else "",
            kpi.state.value,
        )
        for kpi in document.rows[place].kpis
    ]


def ratings(document: Document, place: int = 0) -> list[tuple[str, str]]:
    return [(rating.column, rating.value) for rating in document.rows[place].ratings]


BLOCKS = {
    "a header spans each": (
        "番号|事業名|活動指標①||||成果指標①|||",
        "||指標名|単位|R5目標|R5実績|指標名|単位|R5目標|R5実績",
        "1|広報|配布|部|100|120|閲読率|%|80|75",
        "2|放送|放送|回|4|4|視聴率|%|10|12",
    ),
    "a number stands behind each": (
        "番号|事業名|指標名1|目標値1|実績値1|指標名2|目標値2|実績値2",
        "1|広報|配布|100部|120部|閲読率|80%|75%",
        "2|放送|放送|4回|4回|視聴率|10%|12%",
    ),
    "the kind stands before each": (
        "番号|事業名|活動指標名|活動指標単位|活動指標目標値|活動指標実績値|成果指標名|成果指標目標値|成果指標実績値",
        "1|広報|配布|部|100|120|閲読率|80%|75%",
        "2|放送|放送|回|4|4|視聴率|10%|12%",
    ),
    "they are printed again": (
        "番号|事業名|指標|目標|実績|指標|目標|実績",
        "1|広報|配布|100部|120部|閲読率|80%|75%",
        "2|放送|放送|4回|4回|視聴率|10%|12%",
    ),
    "names and figures are headed by other words": (
        "番号|事業名|活動指標名|活動量指標目標値|活動量指標実績値|成果指標名|成果指標目標値|効果指標実績値",
        "1|広報|配布|100部|120部|閲読率|80%|75%",
        "2|放送|放送|4回|4回|視聴率|10%|12%",
    ),
    "they are printed by turns": (
        "番号|事業名|活動指標|成果指標|活動指標目標値|成果指標目標値|活動指標実績値|成果指標実績値",
        "1|広報|配布|閲読率|100部|80%|120部|75%",
        "2|放送|放送|視聴率|4回|10%|4回|12%",
    ),
}


@pytest.mark.parametrize("rows", BLOCKS.values(), ids=BLOCKS)
def test_each_block_is_an_indicator(make: MakeDocument, rows: tuple[str, ...]) -> None:
    """Several indicators in one row keep their own target and result, however their columns differ."""
    document = make(*rows)
    found = [(name, state) for name, _, _, state in kpis(document)]
    assert found == [("配布", "met"), ("閲読率", "missed")]
    assert [kpi.actual and kpi.actual.unit for kpi in document.rows[0].kpis] == ["部", "%"]


def test_a_block_that_a_row_leaves_blank_is_none(make: MakeDocument) -> None:
    """Most rows have fewer indicators than the table has room for."""
    rows = BLOCKS["a number stands behind each"]
    document = make(rows[0], rows[1], "2|放送|放送|4回|4回|||")
    assert kpis(document, 1) == [("放送", "4回", "4回", "met")]


def test_a_header_of_its_own_names_an_indicator(make: MakeDocument) -> None:
    """Where no column has names, what spans target and result is the name."""
    document = make(
        "番号|事業名|来館者||貸出|",
        "||目標|実績|目標|実績",
        "1|図書館|100人|120人|50冊|40冊",
        "2|分館|10人|12人|5冊|4冊",
    )
    assert kpis(document) == [("来館者", "100人", "120人", "met"), ("貸出", "50冊", "40冊", "missed")]


def test_years_of_one_indicator_are_no_blocks(make: MakeDocument) -> None:
    """Targets and results of several years belong together; a name before them has them all."""
    document = make(
        "番号|事業名|成果指標|数値目標||実績値|",
        "|||R4|R5|R4|R5",
        "1|広報|閲読率|70%|80%|71%|75%",
        "2|放送|視聴率|8%|10%|9%|12%",
    )
    assert kpis(document) == [("閲読率", "80%", "75%", "missed")]
    assert document.fiscal_year == 2023


def test_each_year_of_an_indicator_has_its_figures(make: MakeDocument) -> None:
    """A row goes by the year of the results; those before and after are kept, each against its own target."""
    document = make(
        "番号|事業名|成果指標|数値目標|||実績値|",
        "|||R4|R5|R6|R4|R5",
        "1|広報|閲読率|70%|80%|85%|71%|75%",
        "2|放送|視聴率|8%|10%|11%||12%",
    )
    found = [
        [
            (kpi.year, kpi.target and kpi.target.text, kpi.actual and kpi.actual.text, kpi.state.value)
            for kpi in some
        ]
        for row in document.rows
        for some in (row.kpis, row.other_years)
    ]
    assert found == [
        [(2023, "80%", "75%", "missed")],
        [(2022, "70%", "71%", "met"), (2024, "85%", None, "unknown")],
        [(2023, "10%", "12%", "met")],
        [(2022, "8%", None, "unknown"), (2024, "11%", None, "unknown")],
    ]
    assert [kpi.year for kpi in document.rows[0].kpis_of(2022)] == [2022]


PACKED = {
    "labels": ("目標・実績", "目標：110件\n実績：115件"),
    "labels in one line": ("指標の状況", "目標 110件 実績 115件"),
    "labels in brackets": ("目標と実績", "【目標値】110件【実績値】115件"),
    "a pair": ("目標／実績", "110件／115件"),
    "a pair in brackets": ("目標値（実績値）", "110件（115件）"),
}


@pytest.mark.parametrize(("header", "cell"), PACKED.values(), ids=PACKED)
def test_target_and_result_may_share_a_cell(make: MakeDocument, header: str, cell: str) -> None:
    """They are taken apart; the cell stays as it is printed."""
    other = cell.replace("115", "90")
    document = make(f"番号|事業名|{header}|評価", f'1|広報|"{cell}"|A', f'2|放送|"{other}"|B')
    assert kpis(document) == [("広報", "110件", "115件", "met")]
    assert kpis(document, 1) == [("放送", "110件", "90件", "missed")]
    assert cell in [part.text for part in document.rows[0].cells]


def test_packed_cells_may_stand_for_years(make: MakeDocument) -> None:
    """The year without results is one to come, for indicators and ratings."""
    document = make(
        "番号|取組項目|目標・実績|||自己評価||",
        "||令和4年度|令和5年度|令和6年度|令和4年度|令和5年度|令和6年度",
        '1|窓口|"目標 10件\n実績 9件"|"目標 11件\n実績 12件"|目標 12件|B|A|－',
        '2|広報|"目標 20件\n実績 9件"|"目標 21件\n実績 12件"|目標 22件|B|C|－',
    )
    assert document.fiscal_year == 2023
    assert kpis(document) == [("窓口", "11件", "12件", "met")]
    assert ratings(document) == [("自己評価 令和5年度", "A"), ("自己評価 令和4年度", "B")]


def test_a_cell_may_name_its_indicators(make: MakeDocument) -> None:
    """Each has its own target and result."""
    cell = "講座 目標 4回 実績 5回\n受講者 目標 50人 実績 40人"
    document = make("番号|事業名|目標と実績|評価", f'1|広報|"{cell}"|A', f'2|放送|"{cell}"|B')
    assert kpis(document) == [("講座", "4回", "5回", "met"), ("受講者", "50人", "40人", "missed")]


def test_years_may_share_the_cell_of_a_rating(make: MakeDocument) -> None:
    """That of the fiscal year goes first and is found under the column's own key."""
    document = make(
        "令和5年度末 進捗", "", "番号|事業名|進捗状況", '1|広報|"R4：B\nR5：A"', '2|放送|"R4：C\nR5：-"'
    )
    assert columns(document)["進捗状況"] == "rating"
    assert [(r.key, r.column, r.value) for r in document.rows[0].ratings] == [
        ("rating", "進捗状況 R5", "A"),
        ("rating:R4", "進捗状況 R4", "B"),
    ]
    assert ratings(document, 1) == [("進捗状況 R4", "C")]


RATINGS = {
    "the whole before its parts": (
        "番号|事業名|評価（必要性）|評価（効率性）|総合評価|今後の方向性",
        "1|広報|高|低|B|継続",
        "総合評価",
    ),
    "what is judged before what comes next": ("番号|事業名|今後の方向性|評価", "1|広報|継続|B", "評価"),
    "this year before the others": ("番号|事業名|評価R3|評価R4|評価R5", "1|広報|A|B|C", "評価R5"),
    "the latest that is filled in": ("番号|事業名|評価R4|評価R5|評価R6", "1|広報|A|B|", "評価R5"),
    "the first of equals": ("番号|事業名|一次評価|二次評価", "1|広報|A|B", "一次評価"),
}


@pytest.mark.parametrize(("header", "row", "first"), RATINGS.values(), ids=RATINGS)
def test_the_rating_of_a_row_is_the_first(make: MakeDocument, header: str, row: str, first: str) -> None:
    """All ratings stay, each with its header; the row's own goes first."""
    document = make(header, row)
    rating = document.rows[0].rating
    assert rating is not None
    assert rating.column == first
    assert len(document.rows[0].ratings) == sum(map(bool, row.split("|")[2:]))


MARKS = {
    "達成度": ("達成度", "◎○△×○", "rating"),
    "進捗度 in words": ("進捗度", ["順調", "遅れ", "順調", "完了", "順調"], "rating"),
    "成果": ("成果", "ABACB", "rating"),
    "percentages": ("達成度", ["90%", "80%", "100%", "95%", "70%"], "rate"),
    "ticks": ("目標", "○○○○○", "other"),
    "opinions": ("所見", ["効果が高い", "費用が多い", "見直しが要る", "よく続けた", "人手が要る"], "other"),
    "a blank opinion": ("外部委員の所見", ["", "", "", "", ""], "other"),
    "a blank evaluation": ("外部評価", ["", "", "", "", ""], "rating"),
}


@pytest.mark.parametrize(("header", "values", "role"), MARKS.values(), ids=MARKS)
def test_values_tell_a_rating(make: MakeDocument, header: str, values: list[str], role: str) -> None:
    """A short scale is a rating under a word for figures or reports; texts that never recur are none."""
    document = make(f"番号|事業名|{header}", *(f"{n}|事業{n}|{value}" for n, value in enumerate(values)))
    assert columns(document)[header] == role


def test_a_part_of_an_evaluation_may_be_of_costs(make: MakeDocument) -> None:
    """Below a header that rates, a scale is a rating and a blank column of its own words is none."""
    document = make(
        "番号|事業名|評価||", "||有効性|コスト|判断の理由", "1|広報|高|中|", "2|放送|低|高|", "3|催し|高|高|"
    )
    assert list(columns(document).values())[2:] == ["rating", "rating", "other"]


def test_levels_of_a_plan_may_stand_behind_the_name(make: MakeDocument) -> None:
    """政策 and 施策 are groups wherever they stand, with the number of the finer; 区分 is no level."""
    document = make(
        "整理番号|事務事業名|政策コード|政策名|施策コード|施策名|区分|担当課",
        "1|広報|1|安心|1-1|情報|新規|広報課",
        "2|放送|1|安心|1-1|情報|継続|広報課",
        "3|福祉|2|健康|2-1|介護|継続|福祉課",
    )
    assert columns(document) == {
        "整理番号": "number",
        "事務事業名": "name",
        "政策コード": "other",
        "政策名": "group",
        "施策コード": "group_number",
        "施策名": "group",
        "区分": "other",
        "担当課": "department",
    }
    assert [(r.number, r.title, r.section, r.group_number, r.group) for r in document.rows] == [
        ("1", "広報", "安心", "1-1", "情報"),
        ("2", "放送", "安心", "1-1", "情報"),
        ("3", "福祉", "健康", "2-1", "介護"),
    ]


def test_the_number_is_not_that_of_a_level(make: MakeDocument) -> None:
    """Though each row has one of its own."""
    document = make("施策番号|施策名|事業番号|事業名", "1|情報|11|広報", "2|介護|21|福祉", "3|安全|31|防災")
    assert [(row.number, row.group_number, row.group) for row in document.rows] == [
        ("11", "1", "情報"),
        ("21", "2", "介護"),
        ("31", "3", "安全"),
    ]


def test_a_table_of_numbered_indicators_has_one_a_row(make: MakeDocument) -> None:
    """What they belong to is carried down level by level, and 現状値 is what has been reached."""
    document = make(
        "番号|基本目標|施策|目標指標|基準値(R2)|目標値(R7)|現状値(R5)",
        "1|安心|医療|医師数|182人|200人|188人",
        "2|||受診率|61%|70%|72%",
        "3||介護|認定率|15%|16%|15%",
        "4|学び|学校|読書量|4冊|5冊|5冊",
    )
    assert [(row.title, row.section, row.group) for row in document.rows] == [
        ("医師数", "安心", "医療"),
        ("受診率", "安心", "医療"),
        ("認定率", "安心", "介護"),
        ("読書量", "学び", "学校"),
    ]
    assert kpis(document, 1) == [("受診率", "70%", "72%", "met")]
    assert [cell.text for cell in document.rows[2].of(Role.GROUP)] == ["安心", "介護"]
    assert document.fiscal_year == 2023


def test_costs_keep_their_year(make: MakeDocument) -> None:
    """A budget below a year is that year's; other columns keep their own names."""
    document = make(
        "番号|事業名|令和5年度|令和6年度|事業の性格|",
        "||決算額|予算額|法定義務|根拠法令",
        "1|広報|100|120|無|",
        "2|福祉|200|210|有|福祉法",
    )
    assert list(columns(document))[2:] == ["令和5年度 決算額", "令和6年度 予算額", "法定義務", "根拠法令"]


def test_a_group_may_begin_with_its_number(make: MakeDocument) -> None:
    """It is asked for by its name; the cell stays as it is printed."""
    document = make(
        "番号|基本目標|施策|目標指標|目標値|実績値",
        "1|1 安心なまち|1-1 医療の充実|医師数|200人|188人",
        "2|||受診率|70%|72%",
        "3|2 学びのまち|2-1 学校の充実|読書量|5冊|5冊",
    )
    assert [(row.section, row.group_number, row.group) for row in document.rows] == [
        ("安心なまち", "1-1", "医療の充実"),
        ("安心なまち", "1-1", "医療の充実"),
        ("学びのまち", "2-1", "学校の充実"),
    ]
    assert [cell.text for cell in document.rows[0].of(Role.GROUP)] == ["1 安心なまち", "1-1 医療の充実"]


def test_a_dash_in_the_key_is_no_rating(make: MakeDocument) -> None:
    """Its meaning is not taken for that of the rating before it."""
    document = make("評価　A：順調　B：遅れ　-：未着手", "", "番号|事業名|評価", "1|広報|A", "2|放送|B")
    assert [(line.value, line.meaning) for line in document.legend] == [("A", "順調"), ("B", "遅れ")]


def test_a_year_to_come_goes_last() -> None:
    """Where the year of the results is known, a rating of a later one is a forecast."""
    place = Locator()
    printed = [Rating(value, value, f"評価{value}", place) for value in ("R6", "R4", "R3", "R5")]
    assert [rating.value for rating in in_order(printed, 2023)] == ["R5", "R4", "R3", "R6"]
    assert [rating.value for rating in in_order(printed, None)] == ["R6", "R5", "R4", "R3"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("指標|数値目標|数値目標の実績|成果|実績", "閲読率|80%|75%|1|2"),
        ("活動指標|成果指標目標値|成果指標実績値", "閲読率|80%|75%"),
        ("指標|目標値|R5実績|R4実績", "閲読率|80%|75%|60%"),
    ],
)
def test_a_name_that_is_alone_has_all_figures(make: MakeDocument, header: str, row: str) -> None:
    """However the headers of the figures begin."""
    document = make(f"番号|事業名|{header}", f"1|広報|{row}", f"2|放送|{row}")
    assert kpis(document)[:1] == [("閲読率", "80%", "75%", "missed")]


def test_figures_without_a_name_go_with_the_block_before(make: MakeDocument) -> None:
    """A result in a part of its own belongs to the indicator whose target stands before it."""
    document = make(
        "番号|事業名|来館者||貸出|||結果",
        "||現状値|目標値|現状値|目標値|実績値|実績値",
        "1|図書館|90人|100人|40冊|50冊|45冊|",
        "2|分館|9人|10人|4冊|5冊|4冊|",
    )
    assert [name for name, *_ in kpis(document)] == ["来館者", "貸出"]


def test_a_scale_of_too_many_words_is_none() -> None:
    """Texts of which each row has another do not rate."""
    assert rating_scale([f"語{number}" for number in range(20)]) == frozenset()

"""Columns get their roles from what authorities write over them and from what stands below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document, FindingKind
from corpus.tables.headers.headers import read_header

MakeDocument = Callable[..., Document]

# role: headers
HEADERS = {
    "number": "No. № 整理番号 事業番号 事務事業ID 予算事業ID 施策コード 指標番号 ＮＯ",
    "name": "事務事業名 事業名 施策名 個別施策 取組項目 具体的な取組 施策の名称 実施計画事業名",
    "group": "施策 基本施策 分野 基本目標 施策の柱 重点項目",
    "department": "担当課 所管課 部課名 室課名 主管課 担当部局 局・庁 課 所管部署",
    "summary": "事業概要 概要 目的・事業内容 手段 取組内容",
    "kpi": "KPI 成果指標 指標名 数値目標 重要業績評価指標(KPI)",
    "target": "目標値 計画 目標 令和6年度目標値 最終目標",
    "baseline": "基準値 現状値 初期値 基準値(R3)",
    "actual": "実績値 現在値 実績値（R6） R5実績値",
    "rate": "達成率 達成度 進捗度 達成率(%)",
    "rating": "評価 総合評価 今後の方向性 推進チームの所見 反映状況 進捗状況",
    "issues": "課題 問題点 点検結果 今後の課題 課題※1",
    "year": "年度 事業年度 目標年度",
    "schedule": "スケジュール スケジュール(年度) 工程表 実施時期",
    "result": "実績 取組実績 成果 令和5年度の実施状況",
    "cost": "事業費 予算額 決算額(千円) 当初予算",
    "other": "備考 単位 所見の詳細 府省庁の建制順 色",
}


@pytest.mark.parametrize(
    ("header", "role"), [(header, role) for role, words in HEADERS.items() for header in words.split()]
)
def test_a_header_allows_its_role(header: str, role: str) -> None:
    """The likeliest role of a header is that of its last word."""
    assert read_header(header).roles[0].value == role


def columns(document: Document) -> list[tuple[str, str]]:
    return [(column.header, column.role.value) for column in document.columns]


def test_the_number_is_what_each_row_has_of_its_own(make: MakeDocument) -> None:
    """Of two number columns the repeated one belongs to the group; so it is with names."""
    document = make(
        "No.|施策|No.|施策名|担当課",
        "1|広報|1-1|広報紙|広報課",
        "||1-2|放送|広報課",
        "2|福祉|2-1|介護|福祉課",
    )
    assert [role for _, role in columns(document)] == [
        "group_number",
        "group",
        "number",
        "name",
        "department",
    ]
    assert [(row.number, row.group_number, row.group, row.title) for row in document.rows] == [
        ("1-1", "1", "広報", "広報紙"),
        ("1-2", "1", "広報", "放送"),
        ("2-1", "2", "福祉", "介護"),
    ]


def test_the_finest_group_names_a_record_without_a_name(make: MakeDocument) -> None:
    """A table of 基本目標 and 施策 is one of 施策."""
    document = make("基本目標|施策|評価", "安全|防災|A", "安全|防犯|B", "健康|医療|A")
    assert [(row.number, row.group, row.title) for row in document.rows] == [
        ("1", "安全", "防災"),
        ("2", "安全", "防犯"),
        ("3", "健康", "医療"),
    ]


def test_an_indicator_names_a_record_without_a_name(make: MakeDocument) -> None:
    """A table of indicators alone has one row an indicator."""
    document = make("番号|指標名|目標値|実績値", "1|受講者数|50人|60人", "2|参加率|50%|40%")
    assert [(row.title, row.kpis[0].name, row.kpis[0].state.value) for row in document.rows] == [
        ("受講者数", "受講者数", "met"),
        ("参加率", "参加率", "missed"),
    ]


def test_a_long_text_under_a_rating_is_no_rating(make: MakeDocument) -> None:
    """評価 over prose keeps its own name, 進捗状況 over prose is a result, over percentages a rate."""
    document = make(
        "番号|事業名|評価|進捗状況|達成状況|総合評価",
        "1|広報|市民の関心が高まり、事業の効果が認められる。|計画どおりに広報紙を発行することができた。|95%|A",
        "2|放送|費用に比べて効果が小さく、見直しが求められる。|番組を四本制作し、放送することができた。|80％|B",
    )
    assert columns(document)[2:] == [
        ("評価", "other"),
        ("進捗状況", "result"),
        ("達成状況", "rate"),
        ("総合評価", "rating"),
    ]
    assert [rating.value for rating in document.rows[1].ratings] == ["B"]


def test_two_columns_of_a_role_have_a_key_each(make: MakeDocument) -> None:
    """Two ratings have scales of their own, the first is the row's."""
    document = make("番号|事業名|一次評価|二次評価", "1|広報|A|継続", "2|放送|B|廃止")
    assert [column.key for column in document.columns] == ["number", "name", "rating", "rating_2"]
    assert [(r.value, r.key, r.column) for r in document.rows[1].ratings] == [
        ("B", "rating", "一次評価"),
        ("廃止", "rating_2", "二次評価"),
    ]


def test_a_scale_under_two_words_is_a_rating(make: MakeDocument) -> None:
    """「改善点／反映状況」 over few short values is a rating, over prose it is about issues."""
    scale = make("番号|事業名|改善点／反映状況", "1|広報|現状通り", "2|放送|終了予定")
    prose = make("番号|事業名|改善点／反映状況", "1|広報|配布の方法を改めて、費用を抑える必要がある。")
    assert (columns(scale)[2][1], columns(prose)[2][1]) == ("rating", "issues")


def test_years_over_columns_span_to_the_right(make: MakeDocument) -> None:
    """A parent header goes as far as there are headers below; a year without a word has its parent's role."""
    document = make(
        "番号|事業名|スケジュール(年度)|||2023(令和5)年度||評価",
        "||2022|2023|2024以降|実績|課題|",
        "1|広報|企画|実施||広報紙を発行した。|特に無し。|A",
    )
    assert columns(document) == [
        ("番号", "number"),
        ("事業名", "name"),
        ("スケジュール(年度) 2022", "schedule"),
        ("スケジュール(年度) 2023", "schedule"),
        ("スケジュール(年度) 2024以降", "schedule"),
        ("実績", "result"),
        ("課題", "issues"),
        ("評価", "rating"),
    ]
    assert document.fiscal_year == 2023


def test_three_header_rows_are_one_header(make: MakeDocument) -> None:
    """The lowest row says what a column is, the rows above say of what and when."""
    document = make(
        "番号|事業名|成果指標||||担当課",
        "||名称|令和5年度||令和6年度|",
        "|||目標値|実績値|目標値|",
        "1|広報|発行部数|100部|90部|120部|広報課",
    )
    assert columns(document)[2:6] == [
        ("成果指標 名称", "kpi"),
        ("令和5年度 目標値", "target"),
        ("実績値", "actual"),
        ("令和6年度 目標値", "target"),
    ]
    (kpi,) = document.rows[0].kpis
    assert (kpi.target and kpi.target.text, kpi.actual and kpi.actual.year, kpi.state.value) == (
        "100部",
        2023,
        "missed",
    )


def test_line_breaks_notes_and_brackets_in_headers_do_not_matter(make: MakeDocument) -> None:
    """「事業\\n概要※」 is 事業概要; a header that differs by spaces is the same column."""
    document = make(
        '番号|事業名|"事業\n概要※1"',
        "1|広報|市政だよりを出す。",
        "",
        "番号|事業名|事業 概要",
        "2|放送|番組を作る。",
    )
    assert columns(document)[2] == ("事業概要※1", "summary")
    assert len(document.columns) == 3


def test_an_unknown_header_keeps_its_name(make: MakeDocument) -> None:
    """It is no error, but a finding, and its cells are kept."""
    document = make("番号|事業名|色", "1|広報|青")
    assert columns(document)[2] == ("色", "other")
    assert [f.column for f in document.findings if f.kind is FindingKind.UNRECOGNISED_COLUMN] == ["色"]
    assert document.rows[0].cells[-1].text == "青"


def test_stated_roles_go_before_all_else(make: MakeDocument) -> None:
    """A document may say what its headers are."""
    document = make(
        "符号|催し|気分",
        "い|祭り|上々",
        "ろ|市場|まずまず",
        roles={"符号": "number", "催し": "name", "気分": "rating"},
    )
    assert [(row.number, row.title, row.rating and row.rating.value) for row in document.rows] == [
        ("い", "祭り", "上々"),
        ("ろ", "市場", "まずまず"),
    ]


def test_figures_under_result_beside_a_target_are_actuals(make: MakeDocument) -> None:
    """実績 is a report where it is prose and a figure where targets have columns."""
    document = make("番号|事業名|目標|実績", "1|広報|100部|90部", "2|放送|10本|12本")
    assert columns(document)[3][1] == "actual"
    assert [row.kpis[0].state.value for row in document.rows] == ["missed", "met"]


def test_a_year_column_dates_its_rows(make: MakeDocument) -> None:
    """A target's year does not."""
    document = make(
        "事業年度|番号|事業名|目標値|目標年度", "令和5|1|広報|100部|令和8年度", "2023|2|放送|5本|R8"
    )
    assert [row.year for row in document.rows] == [2023, 2023]
    assert [row.kpis[0].target and row.kpis[0].target.due for row in document.rows] == [2026, 2026]
    assert document.fiscal_year == 2023

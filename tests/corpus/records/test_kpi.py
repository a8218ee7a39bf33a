"""Indicators in cells and in columns: targets, results, and when nothing can be told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from corpus.document import Actual, Comparator, Document, Kpi, KpiState, Locator
from corpus.records.kpi import read_kpis
from corpus.records.statements import split_statements
from corpus.records.targets import judge, read_target

MakeDocument = Callable[..., Document]


def read(stated: str, labelled: list[str] | None = None, prose: list[str] | None = None) -> list[object]:
    """Name, figure of the actual (None without), and state of each indicator."""
    readings = read_kpis([(stated, Locator())], labelled or [], prose or [], 2023)
    return [
        (
            reading.kpi.name,
            None
            if reading.kpi.actual is None or reading.kpi.actual.value is None
            else str(reading.kpi.actual.value),
            reading.kpi.state.value,
        )
        for reading in readings
    ]


# the target as printed, value, unit, comparator, due, every year, cumulative
TARGETS = [
    ("2024年度末:累計 40,000件", "40000", "件", ">=", 2024, False, True),
    ("毎年度500人以上", "500", "人", ">=", None, True, False),
    ("年2回、計100人以上", "100", "人", ">=", None, False, False),
    ("100t以下（R12）", "100", "t", "<=", 2030, False, False),
    ("待機児童ゼロ", None, "", ">=", None, False, False),
    ("2024年度末：40", "40", "", ">=", 2024, False, False),
    ("100件に削減", "100", "件", "<=", None, False, False),
    ("10%削減", "10", "%", ">=", None, False, False),
    ("ちょうど5件", "5", "件", "=", None, False, False),
    ("2022年度から2024年度まで", None, "", ">=", 2024, False, False),
]


@pytest.mark.parametrize("case", TARGETS, ids=lambda case: case[0])
def test_targets_are_read(case: tuple[object, ...]) -> None:
    """Value, unit, bound and year of a target are those it prints."""
    text, value, unit, comparator, due, every_year, cumulative = case
    target = read_target(str(text))
    assert (target.value, target.unit) == (value and Decimal(str(value)), unit)
    assert (target.comparator.value, target.due) == (comparator, due)
    assert (target.every_year, target.cumulative) == (every_year, cumulative)


def test_fewer_is_better_for_some_names() -> None:
    """An indicator such as CO2排出量 has an upper limit unless its target says otherwise."""
    assert read_target("100t", "CO2排出量").comparator is Comparator.AT_MOST
    assert read_target("100t以上", "CO2排出量").comparator is Comparator.AT_LEAST


# what the row states, the labelled results, the prose; then name, figure and state of each indicator
READINGS = [
    ("講座 → 5回", ["講座 → 6回"], [], [("講座", "6", "met")]),
    ("講座 → 5回", ["講座：4回"], [], [("講座", "4", "missed")]),
    ("講座：年間5回", ["4回、80人"], [], [("講座", "4", "missed")]),
    ("受講者数 → 5人", ["受講した人 7名"], [], [("受講者数", "7", "met")]),
    ("受講者数 → 5人", ["開催 3回"], [], [("受講者数", None, "unknown")]),
    ("受講者数 → 5人", ["中止のため無し"], [], [("受講者数", None, "unknown")]),
    ("受講者数 → 5人", ["開催回数 3回 受講者数 6人"], [], [("受講者数", "6", "met")]),
    ("受講者数 → 5人", ["甲 3人 乙 4人"], [], [("受講者数", None, "unknown")]),
    ("受講者数 → 5", ["受講者数 → 6"], [], [("受講者数", "6", "met")]),
    ("苦情件数 → 5件", ["苦情件数 → 6件"], [], [("苦情件数", "6", "missed")]),
    ("苦情件数 → 5件未満", ["苦情件数 → 5件"], [], [("苦情件数", "5", "missed")]),
    ("件数 → ちょうど5件", ["件数 → 6件"], [], [("件数", "6", "missed")]),
    ("登録数 → 累計50件", ["登録数 → 年間60件"], [], [("登録数", "60", "unknown")]),
    ("残業 → 10%削減", ["残業 → 90%"], [], [("残業", "90", "unknown")]),
    ("残業 → 10%削減", ["残業 → 12%削減"], [], [("残業", "12", "met")]),
    (
        "甲の数 → 5件 乙の割合 → 50%",
        ["甲の数 → 6件 乙の割合 → 40%"],
        [],
        [("甲の数", "6", "met"), ("乙の割合", "40", "missed")],
    ),
    (
        "甲の数 → 5件 乙の割合 → 50%",
        ["乙の割合 → 40%"],
        [],
        [("甲の数", None, "unknown"), ("乙の割合", "40", "missed")],
    ),
    (
        "図書の貸出 → 5件 職員の研修 → 50人",
        ["図書の貸出 → 6件 受けた職員 60人"],
        [],
        [("図書の貸出", "6", "met"), ("職員の研修", "60", "met")],
    ),
    (
        "システムの運用開始 → 2023年度",
        ["システムの運用開始 → 10月に開始した"],
        [],
        [("システムの運用開始", None, "unknown")],
    ),
    ("館の開設 → 2023年度開設", [], ["館の開設に向け準備した。"], [("館の開設", None, "unknown")]),
    ("館の開設 → 2023年度開設", [], ["10月に館を開設した。"], [("館の開設", None, "met")]),
    ("講座の受講者数 → 50人", [], ["講座を開いた。（受講者：60名）"], [("講座の受講者数", "60", "met")]),
    ("講座の受講者数 → 50人", [], ["チラシを配った(応募者:60名)。"], [("講座の受講者数", None, "unknown")]),
    ("講座の受講者数 → 50人", [], ["受講者:60名。受講者:30名。"], [("講座の受講者数", None, "unknown")]),
    ("講座の受講者数 → 50人", [], ["講座の受講者数は40人であった。"], [("講座の受講者数", "40", "missed")]),
    ("登録数 → 累計50件", [], ["登録は総数70件(うち今年度5件)。"], [("登録数", "70", "met")]),
    ("普及率 → 大きく伸ばす", [], ["普及 60%(KPI達成状況)"], [("普及率", "60", "unknown")]),
    ("受講者数 50人(R4) → 80人", ["受講者数 → 90人"], [], [("受講者数", "90", "met")]),
    ("受講者数 → 5人", ["甲課 3人(前年 9人)"], [], [("受講者数", "3", "missed")]),
    ("受講者数 → 5人", ["甲課 3人、乙課 4人、計7人"], [], [("受講者数", "7", "met")]),
    ("受講者数 → 5人", ["甲 → 3回\n乙 → 4人"], [], [("受講者数", "4", "missed")]),
    ("受講者数 → 5", ["受講者数 → 中止"], [], [("受講者数", None, "unknown")]),
    ("受講者数 → 増やす", ["受講者数 → 5人、3回"], [], [("受講者数", None, "unknown")]),
    ("登録数 → 累計50件", [], ["70件であった。"], [("登録数", None, "unknown")]),
    ("普及 → 大きく伸ばす", [], ["普及 60件"], [("普及", None, "unknown")]),
    ("受講者数", ["受講者数 → 90人"], [], [("受講者数", "90", "unknown")]),
    ("受講者数", [], ["受講者数は90人。"], [("受講者数", "90", "unknown")]),
]


@pytest.mark.parametrize("case", READINGS, ids=lambda case: f"{case[0]} / {case[1]}{case[2]}")
def test_results_are_held_against_targets(case: tuple[str, list[str], list[str], list[object]]) -> None:
    """A figure counts where name, unit or being the only one make it sure, and else the state is unknown."""
    stated, labelled, prose, wanted = case
    assert read(stated, labelled, prose) == wanted


def test_nothing_is_held_against_nothing() -> None:
    """Without a target or a result the state is unknown, and there is neither rate nor gap."""
    assert judge(None, None) is KpiState.UNKNOWN
    target = read_target("5件")
    for kpi in (
        Kpi("甲", "甲", None, None, KpiState.UNKNOWN, Locator()),
        Kpi("甲", "甲", target, Actual("中止"), KpiState.UNKNOWN, Locator()),
    ):
        assert (kpi.rate, kpi.gap) == (None, None)
    assert judge(target, Actual("5人", Decimal(5), "人")) is KpiState.UNKNOWN


# text, statements
STATEMENTS = [
    ("甲 → 5件 乙 → 6件 丙 → 7件", ("甲 → 5件", "乙 → 6件", "丙 → 7件")),
    ("甲 → 5件(R6) 乙 → 6件", ("甲 → 5件(R6)", "乙 → 6件")),
    ("甲 → 毎年度実施 乙の人数 → 500人", ("甲 → 毎年度実施", "乙の人数 → 500人")),
    ("甲 → 実施乙 → 6件", ("甲 → 実施乙 → 6件",)),
    ("甲 10件 → 20件 → 30件", ("甲 10件 → 20件 → 30件",)),
    ("・甲：5件\n・乙：6件", ("甲：5件", "乙：6件")),
    ("甲の数\n5件\n乙の数\n6件", ("甲の数\n5件", "乙の数\n6件")),
    ("甲の数\n→ 5件\n乙の数 →\n6件", ("甲の数\n→ 5件", "乙の数 →\n6件")),
    ("甲の割合 90.3%(前年) 乙の割合 80%", ("甲の割合 90.3%(前年)", "乙の割合 80%")),
    ("92会議、927人、92,186枚", ("92会議、927人、92,186枚",)),
    ("  ", ()),
]


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda case: case[0])
def test_statements_are_told_apart(case: tuple[str, tuple[str, ...]]) -> None:
    """Arrows, figures and line breaks say where one indicator ends."""
    assert split_statements(case[0]) == case[1]


def test_an_indicator_of_columns_has_units_and_direction(make: MakeDocument) -> None:
    """Units may stand in a column or a header, a target under its baseline is an upper limit."""
    document = make(
        "番号|事業名|指標名|単位|基準値|目標値|実績値",
        "1|広報|発行部数|部|80|100|90",
        "2|空き家|空き家の数|戸|500|460|450",
        "3|催し|来場者数（人）||||1,000",
        "4|庁舎|－|－|－|－|－",
    )
    assert [
        [(k.name, k.actual and k.actual.unit, k.state.value) for k in row.kpis] for row in document.rows
    ] == [
        [("発行部数", "部", "missed")],
        [("空き家の数", "戸", "met")],
        [("来場者数（人）", "人", "unknown")],
        [],
    ]
    assert document.rows[0].kpis[0].rate == Decimal("90.0")
    assert document.rows[0].kpis[0].gap == Decimal("10")
    assert document.rows[1].kpis[0].rate is None


def test_the_latest_actual_is_held_against_its_own_years_target(make: MakeDocument) -> None:
    """Of several years those that have a result count, and a target without a year goes with any."""
    document = make(
        "番号|事業名|指標名|目標値||実績値||最終目標",
        "|||R4|R5|R4|R5|",
        "1|広報|発行部数|10部|20部|12部|15部|30部",
        "2|放送|放送回数|10回|20回|12回||30回",
    )
    assert [(r.kpis[0].target and r.kpis[0].target.text, r.kpis[0].state.value) for r in document.rows] == [
        ("20部", "missed"),
        ("10回", "met"),
    ]


def test_words_under_a_target_are_no_indicator(make: MakeDocument) -> None:
    """目標 over a policy names no figure; an event does."""
    document = make(
        "番号|事業名|目標|実績",
        "1|広報|市民に市政を分かりやすく伝える|広報紙を毎月出した。",
        "2|放送|5本制作|番組を6本作った。",
        "3|館|開館|4月に館を開館した。",
    )
    assert [[kpi.name for kpi in row.kpis] for row in document.rows] == [[], ["放送"], ["館"]]


def test_an_event_in_a_column_is_met_when_done(make: MakeDocument) -> None:
    """開館 is met by 「開館した」 and by nothing less."""
    document = make(
        "番号|事業名|指標名|目標値|実績値",
        "1|甲館|開館|R5開館|4月に開館した",
        "2|乙館|開館|R5開館|開館を延期",
        "3|丙|数|5件|6件",
    )
    assert [row.kpis[0].state.value for row in document.rows] == ["met", "unknown", "met"]


def test_lists_of_indicators_in_a_column_of_their_own(make: MakeDocument) -> None:
    """A KPI column without a target column holds name and target in one cell."""
    document = make(
        "番号|事業名|数値目標|実績値", "1|窓口|申請率：50%（R7）|32.5%", "2|紙|1000万枚以下|950万枚"
    )
    assert [(k.name, k.text, k.state.value) for row in document.rows for k in row.kpis] == [
        ("申請率", "申請率：50%（R7）", "missed"),
        ("紙", "1000万枚以下", "met"),
    ]

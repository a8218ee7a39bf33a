"""Whether a figure is to be reached or not to be exceeded, where the columns of a table have to tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document

MakeDocument = Callable[..., Document]

# indicator, target, result, state
CASES = [
    ("認定率(%)", "19.8以下", "20.6", "missed"),
    ("参加率(%)", "80以上", "82", "met"),
    ("申請の誤り", "0", "2", "missed"),
    ("申請の誤り", "0件", "0件", "met"),
    ("水害の被害額", "100万円", "120万円", "missed"),
    ("時間外勤務の縮減", "月平均12時間", "月平均13.1時間", "missed"),
    ("苦情の削減", "10件", "12件", "unknown"),
    ("苦情の削減", "10件削減", "12件削減", "met"),
    ("苦情の削減", "10件以上", "12件", "met"),
]


@pytest.mark.parametrize(("name", "target", "actual", "state"), CASES)
def test_the_words_tell_the_direction(
    make: MakeDocument, name: str, target: str, actual: str, state: str
) -> None:
    """A bound, a target of nothing, or a name of what is better less; in doubt there is no verdict."""
    document = make("番号|事業名|指標|目標値|実績値", f"1|甲事業|{name}|{target}|{actual}")
    assert document.rows[0].kpis[0].state.value == state


def test_a_labelled_target_that_may_be_either_has_no_verdict(make: MakeDocument) -> None:
    """The same holds for indicators within a cell."""
    document = make(
        "番号|事業名|概要|実績",
        "1|甲事業|減らす。【KPI】苦情の削減 → 2024年度末:10件|減った。【KPI達成状況】苦情の削減 → 12件",
    )
    assert [kpi.state.value for kpi in document.rows[0].kpis] == ["unknown"]


@pytest.mark.parametrize(
    ("targets", "state"), [("850|840|830", "missed"), ("830|840|850", "met"), ("830|830|830", "met")]
)
def test_targets_that_fall_year_by_year_are_limits(make: MakeDocument, targets: str, state: str) -> None:
    """Where the name does not say that less is better."""
    document = make("番号|事業名|指標|R4目標|R5目標|R6目標|R6実績", f"1|甲事業|1人が出す量(g)|{targets}|860")
    assert document.rows[0].kpis[0].state.value == state


def test_a_column_below_money_may_count_people(make: MakeDocument) -> None:
    """Its own unit tells that it is no cost."""
    document = make(
        "番号|事業名|令和5年度決算（千円）|||",
        "||事業費|物件費|正職員数（人）|会計年度任用職員数",
        "1|甲事業|100|20|1.4|2",
    )
    assert [column.role.value for column in document.columns][2:] == ["cost", "cost", "other", "other"]

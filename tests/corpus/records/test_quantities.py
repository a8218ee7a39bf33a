"""Quantities are found with their counters, and what only looks like one is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.quantities import find_quantities

# text, (mention, value, unit)...
CASES = [
    ("1,929件", ("1,929件", "1929", "件")),
    ("1929件", ("1929件", "1929", "件")),
    ("オンライン化率:86.2%", ("86.2%", "86.2", "%")),
    ("１００％", ("１００％", "100", "%")),
    ("100 %", ("100 %", "100", "%")),
    ("累計 40,000件", ("40,000件", "40000", "件")),
    ("27名の参加があり", ("27名", "27", "名")),
    ("20回実施した", ("20回", "20", "回")),
    ("→ 2024年度末:40業務", ("40業務", "40", "業務")),
    ("100アクセスポイント", ("100アクセスポイント", "100", "アクセスポイント")),
    ("100ｱｸｾｽﾎﾟｲﾝﾄ", ("100ｱｸｾｽﾎﾟｲﾝﾄ", "100", "アクセスポイント")),
    ("アプリ部門 15作品 アイデア部門", ("15作品", "15", "作品")),
    ("1億2,000万円", ("1億2,000万円", "120000000", "円")),
    ("3万5千人", ("3万5千人", "35000", "人")),
    ("5千円", ("5千円", "5000", "円")),
    ("1.7ポイント増加", ("1.7ポイント", "1.7", "ポイント")),
    ("二十五件の申請", ("二十五件", "25", "件")),
    ("全百二十校", ("百二十校", "120", "校")),
    ("195件の翻訳", ("195件", "195", "件")),
    ("45の手続", ("45の手続", "45", "手続")),
    ("2課2業務に導入", ("2課", "2", "課"), ("2業務", "2", "業務")),
    ("約2か月間", ("2か月間", "2", "か月間")),
    ("年間200会議・業務", ("200会議・業務", "200", "会議・業務")),
    ("92会議、927人", ("92会議", "92", "会議"), ("927人", "927", "人")),
    ("年間500件以上", ("500件", "500", "件")),
    ("14消防本部で", ("14消防本部", "14", "消防本部")),
    ("3路線延伸実施", ("3路線", "3", "路線")),
    ("8ヶ国語対応", ("8ヶ国", "8", "ヶ国")),
    ("△5件", ("△5件", "-5", "件")),
    ("①20件", ("20件", "20", "件")),
    ("月に1~4回", ("4回", "4", "回")),
    ("30 operations", ("30 operations", "30", "operations")),
    ("発電量 5kWh", ("5kWh", "5", "kWh")),
    ("発電量 ５ｋＷｈ", ("５ｋＷｈ", "5", "kWh")),
    ("面積12ha", ("12ha", "12", "ha")),
    ("40 業務", ("40 業務", "40", "業務")),
    ("三つの柱", ("三つ", "3", "つ")),
    ("2024年3月31日", None),
    ("令和5年度、2月18日(日)", None),
    ("9-3の業務", None),
    ("1-4回", None),
    ("第2回、第129条", None),
    ("Ver.2.0件", None),
    ("COVID19名", None),
    ("5Gと3D", None),
    ("10時30分", None),
    ("一部、十分、一人ひとり、統一回答、一回り", None),
    ("40", None),
    ("3実施", None),
    ("No.3 広報", None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_quantities_are_found(case: tuple[object, ...]) -> None:
    """Each quantity comes with its text, value and unit."""
    text, *wanted = case
    expected = [] if wanted == [None] else [(t, Decimal(v), u) for t, v, u in wanted]
    assert [(q.text, q.value, q.unit) for q in find_quantities(str(text))] == expected


@given(st.text(alphabet="0123456789０１,.%件名人回つ一二十百千万億円年度月第-~△の KMkw・業務", max_size=40))
def test_places_fit_the_text(text: str) -> None:
    """Whatever the text, a quantity is the text between its places and has a unit."""
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.unit


def test_a_number_beyond_measure_is_none() -> None:
    """Forty digits are an identifier, not a quantity."""
    assert find_quantities("1" * 40 + "件") == ()

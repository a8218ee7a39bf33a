"""Cells that hold the figures of several indicators, taken apart whatever stands between them."""

from __future__ import annotations

import pytest

from corpus.tables.cells.packed import unpack_figures
from corpus.tables.cells.pairs import unpack_pairs

_TWO = [
    ("講座数", "target", "52件"),
    ("講座数", "actual", "47件"),
    ("利用率", "target", "35.5％"),
    ("利用率", "actual", "31.2％"),
]
_NOTED = [(name, role, f"{text}（R6）") for name, role, text in _TWO]
_SEPARATED = [
    ("・講座数 目標 52件（R6） 実績 47件（R6） ・利用率 目標 35.5％（R6） 実績 31.2％（R6）", _NOTED),
    ("・講座数 目標 52件（R6） 実績 47件（R6）・利用率 目標 35.5％（R6） 実績 31.2％（R6）", _NOTED),
    ("講座数 目標 52件（R6） 実績 47件（R6） 利用率 目標 35.5％（R6） 実績 31.2％（R6）", _NOTED),
    ("講座数 目標52件 実績47件／利用率 目標35.5％ 実績31.2％", _TWO),
    ("講座数 目標52件、実績47件、利用率 目標35.5％、実績31.2％", _TWO),
    ("講座数：目標52件／実績47件；利用率：目標35.5％／実績31.2％", _TWO),
    ("・講座数目標52件実績47件・利用率目標35.5％実績31.2％", _TWO),
    ("講座数（目標 52件 実績 47件） 利用率（目標 35.5％ 実績 31.2％）", _TWO),
    ("①講座数 目標 52件 実績 47件 ②利用率 目標 35.5％ 実績 31.2％", _TWO),
    ("【講座数】目標：52件 実績：47件 【利用率】目標：35.5％ 実績：31.2％", _TWO),
    ("講座数\n目標 52件\n実績 47件\n利用率\n目標 35.5％\n実績 31.2％", _TWO),
    ("目標 20講座・教室 実績 18講座・教室", [("", "target", "20講座・教室"), ("", "actual", "18講座・教室")]),
    ("実績 47件（目標 52件）", [("", "actual", "47件"), ("", "target", "52件")]),
    ("・講座数 目標 未定 実績 －", [("講座数", "target", "未定"), ("講座数", "actual", "－")]),
    ("前の目標の達成に向けて取り組んだ。", []),
]


@pytest.mark.parametrize(("text", "pieces"), _SEPARATED, ids=[text for text, _ in _SEPARATED])
def test_each_figure_belongs_to_the_name_before_it(text: str, pieces: list[tuple[str, str, str]]) -> None:
    """Targets and results are those of the name that they stand behind."""
    assert [(piece.name, piece.role.value, piece.text) for piece in unpack_figures(text)] == pieces


def test_a_year_before_the_target_goes_for_its_result() -> None:
    """The year of a target is that of the result behind it, up to the next year."""
    pieces = unpack_figures("登録数 R5 目標 10件 実績 9件 R6 目標 12件 実績 11件")
    assert [(piece.text, piece.year) for piece in pieces] == [
        ("10件", 2023),
        ("9件", 2023),
        ("12件", 2024),
        ("11件", 2024),
    ]


_BOTH = [("来館者数", "640人", ""), ("蔵書数", "8,120冊", "")]
_PAIRED = [
    ("来館者数＝640人／蔵書数＝8,120冊", _BOTH),
    ("来館者数：640人、蔵書数：8,120冊", _BOTH),
    ("来館者数: 640人; 蔵書数: 8,120冊", _BOTH),
    ("来館者数＝640人,蔵書数＝8,120冊", _BOTH),
    ("来館者数＝640人 蔵書数＝8,120冊", _BOTH),
    ("・来館者数：640人\n・蔵書数：8,120冊", _BOTH),
    ("・来館者数＝640人・蔵書数＝8,120冊", _BOTH),
    ("活動指標: 来館者数＝640人　成果指標: 蔵書数＝8,120冊", _BOTH),
    ("【活動指標】来館者数＝640人【成果指標】蔵書数＝8,120冊", _BOTH),
    ("活動指標: データなし　成果指標: 来館者数＝640人／蔵書数＝8,120冊", _BOTH),
    ("来館者数（人）＝640／蔵書数（冊）＝8,120", [("来館者数", "640", "人"), ("蔵書数", "8,120", "冊")]),
    (
        "健康寿命（平均）（男性）（年）＝78.4／健康寿命（平均）（女性）（年）＝82.6",
        [("健康寿命（平均）（男性）", "78.4", "年"), ("健康寿命（平均）（女性）", "82.6", "年")],
    ),
    ("摂取量（男性）（g）＝281／費用（千円）＝90", [("摂取量（男性）", "281", "g"), ("費用", "90", "千円")]),
    ("頭数(小動物に換算）＝57頭", [("頭数(小動物に換算）", "57頭", "")]),
    ("舗装面積＝25ｍ２／延長＝18ｋｍ", [("舗装面積", "25ｍ２", ""), ("延長", "18ｋｍ", "")]),
    ("満足度＝3.5点（前年比＋3％）", [("満足度", "3.5点（前年比＋3％）", "")]),
    ("目標：100人／実績：90人", []),
    ("受付：9時から17時まで", []),
    ("開催日：令和5年3月1日", []),
    ("参加者：12人。来年度も続ける。", []),
    ("会議を開催：3回（参加者：89名） 要望を確認", []),
    ("https://example.jp/a=1", []),
]


@pytest.mark.parametrize(("text", "pairs"), _PAIRED, ids=[text for text, _ in _PAIRED])
def test_a_list_of_figures_is_read_pair_by_pair(text: str, pairs: list[tuple[str, str, str]]) -> None:
    """Each figure has its own label, whose last brackets may hold its unit; prose is no such list."""
    assert [(pair.name, pair.figure, pair.unit) for pair in unpack_pairs(text)] == pairs

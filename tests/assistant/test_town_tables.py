"""Small tables of a town, asked in words that are not those of their headers and entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

LEVIES = """税目,区分,調定額（千円）,収入済額（千円）,徴収率（％）
港町税個人,現年課税分,800,790,98.8
港町税個人,滞納繰越分,40,10,25.0
港町税法人,現年課税分,300,297,99.0
港町税法人,滞納繰越分,10,4,40.0
係留施設税,現年課税分,500,490,98.0
係留施設税,滞納繰越分,50,15,30.0
合計,現年課税分,1600,1577,98.6
合計,滞納繰越分,100,29,29.0
"""

TOWNS = """年度,町名,区分,人口（人）,世帯数（世帯）
令和5年度,岬町,男,90,
令和5年度,岬町,女,110,
令和5年度,岬町,計,200,81
令和5年度,浜町,男,60,
令和5年度,浜町,女,55,
令和5年度,浜町,計,115,47
"""

LIBRARIES = """館名,休館日,蔵書数（冊）,令和4年度貸出冊数,令和5年度貸出冊数,職員数（人）,\
駐車場（台）,耐震化,図書費（千円）
岬図書館,月曜日,9000,7000,7500,9,12,済,800
浜図書館,火曜日,4000,2500,2400,4,0,未,300
丘分室,月曜日,1200,800,900,2,3,済,100
合計,,14200,10300,10800,15,15,,1200
"""

CATCHES = """年度,港名,水揚量（トン）
令和4年度,岬港,60
令和4年度,浜港,40
令和5年度,岬港,50
令和5年度,浜港,45
"""

TABLES = {"catches": CATCHES, "levies": LEVIES, "towns": TOWNS, "shelves": LIBRARIES}

ASKED: Mapping[str, Mapping[str, list[str]]] = {
    "catches": {
        "水揚量の合計は": ["2023年度の港2件の水揚量（トン）の合計は 95トン です。", "50 + 45 = 95トン"],
        "令和4年度の水揚量の合計は": [
            "2022年度の港2件の水揚量（トン）の合計は 100トン です。",
            "60 + 40 = 100トン",
        ],
        "水揚量が一番多い港は": [
            "2023年度の港のうち水揚量（トン）が最も大きいのは 3「岬港」で、50トン です。"
        ],
        "年度ごとの水揚量の合計は": [
            "年度ごとの港の水揚量（トン）の合計です。",
            "・2022: 100トン（2件から）",
            "・2023: 95トン（2件から）",
        ],
    },
    "levies": {
        "徴収率が98%以上の税目は": ["徴収率（％）が98%以上の区分は 3件 です。"],
        "法人の現年分の収納額": ["税目が「港町税法人」、区分が「現年課税分」の区分は 1件 です。"],
        "滞納分の徴収率が3割以上なのは": ["区分が「滞納繰越分」、徴収率（％）が30%以上の区分は 2件 です。"],
        "調定額の合計は": [
            "区分6件の調定額（千円）の合計は 1,700千円 です。",
            "800 + 40 + 300 + 10 + 500 + 50 = 1,700千円",
            "調定額（千円）の「合計 現年課税分」は 1600千円 です（文書に印字された値）。",
            "調定額（千円）の「合計 滞納繰越分」は 100千円 です（文書に印字された値）。",
        ],
        "全体の徴収率は": [
            "徴収率（％）の「合計 現年課税分」は 98.6％ です（文書に印字された値）。",
            "徴収率（％）の「合計 滞納繰越分」は 29.0％ です（文書に印字された値）。",
        ],
        "現年分で一番徴収率が低い税目": [
            "区分が「現年課税分」の区分のうち徴収率（％）が最も小さいのは 5「現年課税分」（係留施設税）で、"
            "98％ です。"
        ],
        "調定額が一番大きい税目は": [
            "税目ごとの区分の調定額（千円）の合計です。",
            "・港町税個人: 840千円（2件から）",
        ],
        "港町税と係留施設税ではどちらの調定額が多い": [
            "調定額（千円）の合計は、港町税個人・港町税法人のほうが高く 1,150千円 です"
            "（係留施設税は 550千円）。",
            "・港町税個人・港町税法人: 1,150千円（4件から）",
            "・係留施設税: 550千円（2件から）",
            "差は 600千円 です（1,150千円 − 550千円 = 600千円）。",
        ],
        "法人と施設税では現年分の徴収率はどっちが高い": [
            "徴収率（％）は、港町税法人のほうが高く 99％ です（係留施設税は 98％）。",
            "差は 1ポイント です（99％ − 98％ = 1ポイント）。",
        ],
    },
    "towns": {
        "令和5年度の人口の合計は": [
            "2023年度の町4件の人口（人）の合計は 315人 です。",
            "90 + 110 + 60 + 55 = 315人",
        ],
        "人口が100人以上なのは": ["人口（人）が100人以上の町は 1件 です。"],
        "区分が計の人口は": [
            "区分が「計」の町は 2件 です。",
            "・3 岬町（計）: 200人",
            "・6 浜町（計）: 115人",
        ],
    },
    "shelves": {
        "浜図書館の本の数": ["2「浜図書館」の蔵書数（冊）: 4000"],
        "岬図書館の貸出は": ["1「岬図書館」の令和5年度貸出冊数: 7500"],
        "職員が4名以上の館は": ["職員数（人）が4名以上の館は 2件 です。"],
        "駐車場がない館は": [
            "駐車場（台）が0ちょうど、または駐車場（台）が空欄の館は 1件 です。",
            "・2 浜図書館",
        ],
        "駐車場がある館は": ["駐車場（台）が0超の館は 2件 です。", "・1 岬図書館", "・3 丘分室"],
        "耐震化されていない館は": ["耐震化が「済」以外の館は 1件 です。", "・2 浜図書館"],
        "耐震化がまだの館は": ["耐震化が「済」以外の館は 1件 です。", "・2 浜図書館"],
        "which rows are earthquake-proof": ["2 rows with 耐震化 = 済.", "- 1 岬図書館", "- 3 丘分室"],
        "月曜日の館は何件？名前も": [
            "休館日が「月曜日」の館は 2件 です。",
            "・1 岬図書館",
            "・3 丘分室",
        ],
        "月曜日の館は何件で、いくらかかってる": [
            "休館日が「月曜日」の館2件の図書費（千円）の合計は 900千円 です。"
        ],
        "岬図書館の貸出は全体の何割": [
            "令和5年度貸出冊数の合計に占める 岬図書館 の割合は 69.4 % です（7,500 ÷ 10,800 × 100）。"
        ],
        "駐車場が10個以上ある館は": ["駐車場（台）が10以上の館は 1件 です。"],
        "蔵書数が100部以上の館は": [
            "「蔵書数」「100部」「以上」をどの条件に使うのか読み取れませんでした（該当を決められません）。"
            "短く分けてお尋ねください。"
        ],
        "全体の職員数は": [
            "館3件の職員数（人）の合計は 15人 です。",
            "9 + 4 + 2 = 15人",
            "職員数（人）の「合計」は 15人 です（文書に印字された値）。",
        ],
    },
}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Index]]:
    folder: Path = tmp_path_factory.mktemp("towns")
    made = {}
    for name, text in TABLES.items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        build([read_document(file)], folder / f"{name}.sqlite")
        made[name] = Index.open(folder / f"{name}.sqlite")
    yield made
    for index in made.values():
        index.close()


@pytest.mark.parametrize(
    ("earlier", "share"),
    [
        ("浜図書館の令和5年度の貸出冊数は", "令和5年度貸出冊数の合計に占める 浜図書館 の割合は 22.2 % です"),
        ("職員が一番多いのは", "職員数（人）の合計に占める 岬図書館 の割合は 60.0 % です"),
        (
            "月曜日の館の職員数の合計は",
            "職員数（人）の合計に占める 休館日が「月曜日」の館2件 の割合は 73.3 % です",
        ),
    ],
)
def test_the_share_of_a_figure_just_told_is_reckoned(
    indexes: Mapping[str, Index], earlier: str, share: str
) -> None:
    """What was told, of a row or a sum, is divided by the sum of its column."""
    assert ask(indexes["shelves"], "それは全体の何割", [earlier]).answer.startswith(share)


@pytest.mark.parametrize(("name", "question"), [(name, q) for name, some in ASKED.items() for q in some])
def test_a_question_in_other_words_is_answered_from_the_table(
    indexes: Mapping[str, Index], name: str, question: str
) -> None:
    """Other words for headers, parts of entries, sums and totals come to the rows that are meant."""
    wanted = ASKED[name][question]
    assert ask(indexes[name], question).answer.split("\n")[: len(wanted)] == wanted

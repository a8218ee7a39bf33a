"""Tables as offices keep them (projects, places, offices), asked by people who have only the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.model.answer import Reason
from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

PROJECTS = """番号,事業名,担当部署,今後の方向性,事業費（千円）
1,灯台の修繕,港湾局,拡充,120
2,渡し船の運航,港湾局　航路課,拡充,84
3,岸壁の点検,港湾局　埠頭課,縮小,250
4,浮桟橋の点検,港湾局　埠頭課(浮桟橋),継続,61
5,朝市の開催,にぎわい局　さかな課,継続,30
6,資料館の運営,さかな課,拡充,45
"""
ASKED_OF_PROJECTS = {
    "港湾局で「拡充」の事業はいくつ": ["港湾局が担当する、評価が拡充の事業は 2件 です。"],
    "港湾局の埠頭課の事業は何件": ["港湾局 埠頭課・港湾局 埠頭課(浮桟橋)が担当する事業は 2件 です。"],
    "さかな課の事業はいくつ": ["さかな課・にぎわい局 さかな課が担当する事業は 2件 です。"],
    "港湾局以外の事業で拡充は何件": ["港湾局以外が担当する、評価が拡充の事業は 1件 です。"],
    "拡充の事業、合計と平均はいくらですか": [
        "評価が拡充の事業3件の事業費（千円）の合計は 249千円 です。",
        "120 + 84 + 45 = 249千円",
        "評価が拡充の事業3件の事業費（千円）の平均は 83千円 です。",
        "（120 + 84 + 45）÷ 3 = 83千円",
    ],
    "埠頭課の事業は全部でいくら": [
        "港湾局 埠頭課・港湾局 埠頭課(浮桟橋)が担当する事業2件の事業費（千円）の合計は 311千円 です。",
        "250 + 61 = 311千円",
    ],
    "事業費の最高と最低は": [
        "事業6件の事業費（千円）の最大値は 250千円 です。",
        "・3「岸壁の点検」: 250千円",
        "事業6件の事業費（千円）の最小値は 30千円 です。",
        "・5「朝市の開催」: 30千円",
    ],
    "方向性ごとの合計は": ["評価ごとの事業の事業費（千円）の合計です。"],
    "方向性ごとの件数の合計は": ["評価ごとの事業の数です（全6件）。"],
    "縮小の事業の件数と合計額は": [
        "評価が縮小の事業1件の事業費（千円）の合計は 250千円 です。",
        "250 = 250千円",
    ],
    "What is the sum of the costs and how many projects are rated 継続?": [
        "The total of 事業費（千円） over 2 projects rated 継続 is 91千円.",
        "61 + 30 = 91千円",
    ],
}

# Rows of fields that have a column of their own and no headings above them.
FIELDS = """番号,事業名,施策分野,担当課,事業費（千円）,今後の方向性
1,灯台の修繕,みなと,港湾課,120000,継続
2,渡し船の運航,みなと,航路課,84000,拡充
3,岸壁の点検,みなと,港湾課,250000,縮小
4,朝市の開催,にぎわい,さかな課,3000,継続
5,資料館の運営,にぎわい,文化課,45000,改善（手段変更）
6,浜辺の清掃,環境,環境課,,廃止方向
"""
ASKED_OF_FIELDS = {
    "分野ごとの件数は": [
        "施策分野ごとの事業の数です（全6件）。",
        "・みなと: 3件",
        "・にぎわい: 2件",
        "・環境: 1件",
    ],
    "how many projects per section": ["The number of projects by 施策分野 (6 in all).", "- みなと: 3"],
    "分野はいくつありますか": ["施策分野は 3件 です。"],
    "分野の合計が1億円以上になるのはどこ": [
        "事業の事業費（千円）の合計が100,000,000円以上の施策分野は 1件 です。",
        "・みなと: 454,000千円（3件から）",
    ],
    "平均額が1億円を超える課はどこ": [
        "事業の事業費（千円）の平均が100,000,000円超の担当は 1件 です。",
        "・港湾課: 185,000千円（2件から）",
    ],
    "sections with a total of 40 million yen or more": [
        "施策分野: 2 with a total of the 事業費（千円） of the projects of at least 40,000,000円.",
        "- みなと: 454,000千円 (of 3)",
    ],
    "合計金額が1億円に満たない分野はいくつある": [
        "事業の事業費（千円）の合計が100,000,000円未満の施策分野は 1件 です。",
        "・にぎわい: 48,000千円（2件から）",
    ],
    "分野ごとに平均額を出したとき一番高いのはどれ": [
        "事業の事業費（千円）の平均が最も高い施策分野は みなと で、151,333.3千円 です。",
        "施策分野ごとの事業の事業費（千円）の平均です。",
    ],
    "分野ごとの件数と事業費の合計の表がほしい": [
        "施策分野ごとの事業の事業費（千円）の合計です。",
        "・みなと: 3件、454,000千円（3件から）",
        "・にぎわい: 2件、48,000千円（2件から）",
        "・環境: 1件",
    ],
    "分野ごとの事業費の合計と平均": [
        "施策分野ごとの事業の事業費（千円）の合計、平均です。",
        "・みなと: 合計 454,000千円、平均 151,333.3千円（3件から）",
    ],
    "事業が2本以下しかない施策分野を件数といっしょに": [
        "事業が2本以下ある施策分野は 2件 です。",
        "・にぎわい: 2件",
        "・環境: 1件",
    ],
    "事業が一つしかぶら下がっていない分野は": ["事業が1件ちょうどある施策分野は 1件 です。", "・環境: 1件"],
    "1件しか事業を受け持っていない課は": ["事業が1件ちょうどある担当は 4件 です。"],
    "事業費が大きいほうから3番目の事業は": [
        "事業のうち事業費（千円）が3番目に高いのは 2「渡し船の運航」で、84,000千円 です。"
    ],
    "事業費が小さい方から数えて2番目は": [
        "事業のうち事業費（千円）が2番目に低いのは 5「資料館の運営」で、45,000千円 です。"
    ],
    "渡し船と名のつく事業のうち、縮小以外のもの": [
        "名称に「渡し船」を含む、評価が縮小以外の事業は 1件 です。",
        "・2 渡し船の運航",
    ],
    "事業名が渡し船で始まるもの": ["名称が「渡し船」で始まる事業は 1件 です。", "・2 渡し船の運航"],
    "港湾課の事業のうち、事業費の最大と最小は何でいくら": [
        "港湾課が担当する事業2件の事業費（千円）の最大値は 250,000千円 です。",
        "・3「岸壁の点検」: 250,000千円",
        "港湾課が担当する事業2件の事業費（千円）の最小値は 120,000千円 です。",
        "・1「灯台の修繕」: 120,000千円",
    ],
    "一番高い事業と一番安い事業は": [
        "事業5件の事業費（千円）の最大値は 250,000千円 です。",
        "・3「岸壁の点検」: 250,000千円",
        "事業5件の事業費（千円）の最小値は 3,000千円 です。",
    ],
    "継続の事業が総額に占める割合は": [
        "事業費（千円）の合計に占める 評価が継続の事業2件 の割合は 24.5 % です"
        "（123,000千円 ÷ 502,000千円 × 100）。"
    ],
    "1億円から2億円の間の事業を高い順": [
        "事業費（千円）が100,000,000円以上200,000,000円以下の事業のうち事業費（千円）が最も高いのは "
        "1「灯台の修繕」で、120,000千円 です。"
    ],
    "which share of the total cost are the projects rated 継続": [
        "2 projects rated 継続: 24.5 % of the sum of 事業費（千円） (123,000千円 ÷ 502,000千円 × 100)."
    ],
    "how many projects cost between 80 million and 130 million yen?": [
        "2 projects whose 事業費（千円） is at least 80,000,000円 and at most 130,000,000円."
    ],
    "平均額だとどの課が一番": ["事業の事業費（千円）の平均が最も高い担当は 港湾課 で、185,000千円 です。"],
    "合計額が一番の分野は": ["事業の事業費（千円）の合計が最も高い施策分野は みなと で、454,000千円 です。"],
    "拡充・縮小・改善のいずれかの事業は": ["評価が拡充・縮小・改善（手段変更）の事業は 3件 です。"],
    "執行率が一番高い事業はどれ": ["事業には、執行率の数値の記載がありません。"],
    "来館者数の合計が一番大きい課は": ["事業には、来館者数の数値の記載がありません。"],
    "1事業あたりの平均額と中央値は": [
        "事業5件の事業費（千円）の平均は 100,400千円 です。",
        "（120,000 + 84,000 + 250,000 + 3,000 + 45,000）÷ 5 = 100,400千円",
        "事業5件の事業費（千円）の中央値は 84,000千円 です。",
    ],
}

OFFICES = """局,課,室・出先,名称
消防局,,,消防局
消防局,港消防署,,港消防署
消防局,港消防署,灯台分署,灯台分署
消防局,港消防署,岬分署,岬分署
消防局,丘消防署,,丘消防署
市民局,,,市民局
市民局,北センター,,北センター
市民局,北センター,浜出張所,浜出張所
市民局,北センター,島出張所,島出張所
市民局,南センター,,南センター
市民局,南センター,谷出張所,谷出張所
教育局,小学校,,小学校
教育局,小学校,港小学校,港小学校
教育局,小学校,丘小学校,丘小学校
教育局,幼稚園,港幼稚園,港幼稚園
教育局,幼稚園,丘幼稚園,丘幼稚園
"""
ASKED_OF_OFFICES = {
    "出張所は何か所ありますか": ["名称が「出張所」で終わる項目は 3件 です。"],
    "センターはいくつあるの": ["名称が「センター」で終わる項目は 2件 です。"],
    "小学校は何校": ["名称が「小学校」で終わる項目は 2件 です。"],
    "幼稚園は何園ありますか": ["名称が「幼稚園」で終わる項目は 2件 です。"],
    "分署をぜんぶ教えて": ["名称が「分署」で終わる項目は 2件 です。", "・3 灯台分署", "・4 岬分署"],
    "分署を持っていない消防署は": [
        "下に「分署」がない、名称が「消防署」で終わる項目は 1件 です。",
        "・5 丘消防署",
    ],
    "出張所のあるセンターはいくつ": ["下に「出張所」がある、名称が「センター」で終わる項目は 2件 です。"],
    "北センターの下には何がある？": ["北センターの下の項目は 2件 です。", "・8 浜出張所", "・9 島出張所"],
    "消防局の分署は何か所": ["消防局の下、名称が「分署」で終わる項目は 2件 です。"],
    "南センターの下にある出張所は": ["南センターの下、名称が「出張所」で終わる項目は 1件 です。"],
    "How many 出張所 are there?": ["3 rows whose name ends in “出張所”."],
    "Which センター has 出張所?": ["2 rows whose name ends in “センター”, with a “出張所” under them."],
}
PLACES = """番号,施設名,所管,所在地,定員（人）,開設年度,利用者数（人）
1,みどり保育園,こども局 保育課,青葉町1-2,120,1998,1340
2,みどり保育園若葉分園,こども局 保育課,若葉町3-1,30,2010,310
3,さくら保育園,こども局 保育課,本町5-6,90,1985,980
4,ひかり児童館,こども局 育成課,緑町2-8,60,2001,5210
5,南児童館,こども局 育成課,南町7-7,50,1979,4120
6,なぎさ保育園（休園中）,こども局 保育課,浜町1-1,40,1970,0
"""
ASKED_OF_PLACES = {
    "保育園は何園": ["名称が「保育園」で終わる施設は 3件 です。"],
    "児童館の利用者数の最大と最小は": [
        "名称が「児童館」で終わる施設2件の利用者数（人）の最大値は 5,210人 です。",
        "・4「ひかり児童館」: 5,210人",
        "名称が「児童館」で終わる施設2件の利用者数（人）の最小値は 4,120人 です。",
    ],
    "児童館の定員は": [
        "名称が「児童館」で終わる施設は 2件 です。",
        "・4 ひかり児童館: 60人",
        "・5 南児童館: 50人",
    ],
}


def _index(folder: Path, text: str) -> Index:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    build([read_document(file)], folder / "index.sqlite")
    return Index.open(folder / "index.sqlite")


def _first_lines(index: Index, question: str, wanted: Mapping[str, list[str]]) -> list[str]:
    return ask(index, question).answer.split("\n")[: len(wanted[question])]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Projects with a rating and one column of money; one bureau is an office of its own as well."""
    with _index(tmp_path_factory.mktemp("projects"), PROJECTS) as opened:
        yield opened


@pytest.mark.parametrize("question", ASKED_OF_PROJECTS)
def test_rows_of_an_office_are_counted_and_added_up(projects: Index, question: str) -> None:
    """A bureau is all its divisions, and the only money is what sums are of, each in every way asked for."""
    assert _first_lines(projects, question, ASKED_OF_PROJECTS) == ASKED_OF_PROJECTS[question]


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Projects of three fields with what each costs."""
    with _index(tmp_path_factory.mktemp("fields"), FIELDS) as opened:
        yield opened


@pytest.mark.parametrize("question", ASKED_OF_FIELDS)
def test_rows_are_told_apart_by_the_fields_of_a_column(fields: Index, question: str) -> None:
    """Fields are counted, kept by how many rows they have or what these cost together, and put in order."""
    assert _first_lines(fields, question, ASKED_OF_FIELDS) == ASKED_OF_FIELDS[question]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A city's offices, a row each, the outer ones as well."""
    with _index(tmp_path_factory.mktemp("offices"), OFFICES) as opened:
        yield opened


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Places with addresses and figures."""
    with _index(tmp_path_factory.mktemp("places"), PLACES) as opened:
        yield opened


@pytest.mark.parametrize("question", ASKED_OF_OFFICES)
def test_offices_are_of_a_kind_and_stand_below_others(offices: Index, question: str) -> None:
    """A kind is what own names end in, never the row called just so; an office is not below itself."""
    assert _first_lines(offices, question, ASKED_OF_OFFICES) == ASKED_OF_OFFICES[question]


def test_another_office_is_asked_for_what_is_below_it(offices: Index) -> None:
    """It takes the place of the office before, and is left out of its own inner ones as that was."""
    answer = ask(offices, "南センターの方は？", ["北センターの下には何がある？"])
    assert answer.answer.split("\n")[:2] == ["南センターの下の項目は 1件 です。", "・11 谷出張所"]


@pytest.mark.parametrize("question", ASKED_OF_PLACES)
def test_rows_of_a_kind_are_asked_for_their_figures(places: Index, question: str) -> None:
    """What several names end in is a kind of them; brackets behind a name are no part of it."""
    assert _first_lines(places, question, ASKED_OF_PLACES) == ASKED_OF_PLACES[question]


RATED = """番号,事業名,担当課,評価,事業を廃止した場合の影響
""" + "".join(
    f"{number},{name}の手入れ,港湾課,{rating},{effect}\n"
    for number, (name, rating, effect) in enumerate(
        (
            *((f"第{place}灯台", "廃止方向", f"第{place}灯台がないと船が迷う。") for place in range(1, 11)),
            *((f"第{place}桟橋", "継続", f"第{place}桟橋がないと船が着けない。") for place in range(1, 10)),
            ("渡し場", "縮小", "航路の廃止につながる。"),
        ),
        1,
    )
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("廃止の事業は何件", "評価が廃止方向の事業は 10件 です。"),
        ("廃止か縮小の事業は何件", "評価が廃止方向・縮小の事業は 11件 です。"),
        ("廃止以外の事業は何件", "評価が廃止方向以外の事業は 10件 です。"),
    ],
)
def test_a_rating_is_named_by_its_beginning(tmp_path: Path, question: str, line: str) -> None:
    """Its beginning names a rating where another stands beside it, or hardly another row speaks of it."""
    with _index(tmp_path, RATED) as opened:
        assert ask(opened, question).answer.split("\n")[0] == line


LABELLED = """番号,事業名,成果
1,渡し船の運航,活動指標: 運航日数＝240.0日　成果指標: データなし
2,みなと資料館の運営,活動指標: 開館日数＝285.0日　成果指標: 来館者数＝8120.0人
3,航路の調整,活動指標: データなし　成果指標: データなし
4,灯台の修繕,活動指標: データなし　成果指標: データなし
"""


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("成果指標がデータなしの事業は", ["1", "3", "4"]),
        ("成果指標のある事業は", ["2"]),
        ("活動指標はあるのに成果指標がデータなしの事業は", ["1"]),
        ("活動指標も成果指標もデータなしの事業は", ["3", "4"]),
        ("活動指標と成果指標の両方がデータなしの事業は", ["3", "4"]),
        ("成果指標がデータなし以外の事業は", ["2"]),
    ],
)
def test_labels_in_a_cell_are_conditions(tmp_path: Path, question: str, numbers: list[str]) -> None:
    """What a cell says behind one of its labels holds for that label alone."""
    with _index(tmp_path, LABELLED) as opened:
        answer = ask(opened, question)
    assert [row[0] for row in answer.table.rows] == numbers if answer.table else numbers == []


REVIEWS = """番号,事業名,成果
1,渡し船の運航,活動指標: 運航日数＝240.0日／苦情の件数＝3.0件　成果指標: 乗客数＝5120.0人
2,みなと資料館の運営,活動指標: 開館日数＝285.0日　成果指標: 来館者数＝8120.0人／蔵書数＝640.0冊
"""


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "渡し船の運航日数と乗客数は",
            ["1「渡し船の運航」の運航日数は 240.0日 です。", "1「渡し船の運航」の乗客数は 5120.0人 です。"],
        ),
        (
            "渡し船の苦情の件数と乗客数の実績は",
            ["1「渡し船の運航」の苦情の件数は 3.0件 です。", "1「渡し船の運航」の乗客数は 5120.0人 です。"],
        ),
        (
            "資料館の来館者数・蔵書数おしえて",
            [
                "2「みなと資料館の運営」の来館者数は 8120.0人 です。",
                "2「みなと資料館の運営」の蔵書数は 640.0冊 です。",
            ],
        ),
        (
            "How many 来館者数 and 蔵書数 did みなと資料館の運営 have?",
            ["2 みなと資料館の運営: 来館者数 is 8120.0人.", "2 みなと資料館の運営: 蔵書数 is 640.0冊."],
        ),
    ],
)
def test_each_figure_that_is_asked_for_is_told(tmp_path: Path, question: str, lines: list[str]) -> None:
    """Labels joined by a と are indicators of one row, each told by itself."""
    with _index(tmp_path, REVIEWS) as index:
        assert ask(index, question).answer.split("\n") == lines


def test_a_figure_that_is_not_stated_takes_no_other_row(tmp_path: Path) -> None:
    """Where the row that is called has but one of the labels, none of another row is told."""
    with _index(tmp_path, REVIEWS) as index:
        answer = ask(index, "渡し船の運航日数と蔵書数は")
    assert "640" not in answer.answer


AIMS = """番号,施策,KPI,目標値,実績値,実績
1,朝市の開催,朝市の開催回数,12回,10回,朝市を10回開き、店を42店集めた。
2,渡し船の運航,乗客数,5000人,5120人,渡し船を毎日運航した。
3,灯台の公開,,,,研修の目標は20人であったが、灯台の研修に31人が参加し、目標を達成することができた。
4,資料館の公開,,,,資料館の見学に18人が参加した。
"""


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "渡し船の乗客は何人で、目標に届いた？",
            ["5120人 です。", "達成しています: 乗客数の実績は 5120人、目標は 5000人 です。"],
        ),
        (
            "朝市の開催は何回？目標は達成しましたか",
            ["10回 です。", "未達です（達成していません）: 朝市の開催回数の実績は 10回、目標は 12回 です。"],
        ),
        ("灯台の研修に参加したのは何人で、目標は達成した？", ["31人 です。", "はい。文書の記載です。"]),
        (
            "How many people took part in the 灯台の研修, and did they hit the target?",
            ["31人.", "Yes, by this statement."],
        ),
    ],
)
def test_a_figure_comes_before_whether_its_target_was_met(
    tmp_path: Path, question: str, lines: list[str]
) -> None:
    """Both parts of the question are answered, by the indicator of the figure or by the text."""
    with _index(tmp_path, AIMS) as index:
        assert ask(index, question).answer.split("\n")[:2] == lines


def test_a_target_that_no_row_states_is_named_as_missing(tmp_path: Path) -> None:
    """The figure is told all the same."""
    with _index(tmp_path, AIMS) as index:
        answer = ask(index, "資料館の見学に参加したのは何人で、目標は達成した？")
    assert (answer.answer.split("\n")[0], answer.answer.split("\n")[-1]) == (
        "18人 です。",
        "「目標は達成した？」については、この行に記載が見つかりません。",
    )


FACILITIES = """番号,施設名,利用者数（人）,前年比（％）
1,みどり会館,1340,103.2
2,さくら会館,980,96.4
3,みなと資料館,81200,121.4
4,東図書館,24100,100.0
"""
HALLS = """hallName,districtName,userCount,comparedToThePreviousYear
North Hall,North,1340,103.2
South Hall,South,980,96.4
Harbour Hall,South,81200,121.4
"""
GROWTH = """番号,施設名,増減率（％）
1,みどり会館,3.2
2,さくら会館,-3.6
3,みなと資料館,21.4
"""


@pytest.mark.parametrize(
    ("table", "question", "rows"),
    [
        (FACILITIES, "前年より1割以上増えた施設は", ["3"]),
        (FACILITIES, "前年より減った施設は何件", ["2"]),
        (FACILITIES, "前年比で20%を超えて伸びたのはどこ", ["3"]),
        (FACILITIES, "Which facilities are more than 10 percent up on the previous year?", ["3"]),
        (FACILITIES, "Which facilities were down on last year?", ["2"]),
        (HALLS, "Which halls grew by 20% or more year on year?", ["3"]),
        (HALLS, "前年を下回ったのは", ["2"]),
        (HALLS, "利用者数が一番多いのは", ["3"]),
        (GROWTH, "前年より1割以上増えた施設は", ["3"]),
        (GROWTH, "前年より減った施設は", ["2"]),
    ],
)
def test_a_year_is_compared_to_the_one_before(
    tmp_path: Path, table: str, question: str, rows: list[str]
) -> None:
    """The one column that tells it is bounded, around 100 for a ratio and around 0 for a change."""
    with _index(tmp_path, table) as index:
        answer = ask(index, question)
    assert list(dict.fromkeys(citation.row for citation in answer.citations)) == rows


@pytest.mark.parametrize(
    ("earlier", "question", "line"),
    [
        ("みどり保育園の利用者数は", "住所は？", "1「みどり保育園」の所在地: 青葉町1-2"),
        ("みどり保育園の定員は", "所在地はどうなってる？", "1「みどり保育園」の所在地: 青葉町1-2"),
        ("こども局の施設は", "その中で利用者数が一番多いのは", "4「ひかり児童館」で、5,210人 です。"),
    ],
)
def test_a_column_goes_by_what_everyone_calls_it(
    places: Index, earlier: str, question: str, line: str
) -> None:
    """An address stands under 所在地; how it is asks for no more than the column that is named."""
    assert ask(places, question, [earlier]).answer.split("\n")[0].endswith(line)


@pytest.mark.parametrize(
    ("earlier", "question", "line"),
    [
        ("拡充の事業は", "その中で一番お金かかってるのは？", "1「灯台の修繕」で、120千円 です。"),
        ("拡充の事業は", "いちばん金かかってないのは？", "6「資料館の運営」で、45千円 です。"),
        ("点検の事業はある？", "今後の方向性はどうなってる？", "・3 岸壁の点検: 縮小"),
    ],
)
def test_the_rows_before_are_asked_in_spoken_words(
    projects: Index, earlier: str, question: str, line: str
) -> None:
    """Money that is spent is a cost, with its particle or without."""
    assert any(one.endswith(line) for one in ask(projects, question, [earlier]).answer.split("\n"))


def test_why_is_told_as_near_where_the_row_lacks_the_verb(tmp_path: Path) -> None:
    """Nothing but a verb asks for a reason that the row before gives in other words."""
    ferry = "1,渡し船の増便,2隻で運航した。,船員が足りないため、便数を3便に留めている。"
    text = f"番号,施策,実績,課題\n{ferry}\n2,朝市,毎月広げた。,なし\n"
    with _index(tmp_path, text) as index:
        answer = ask(index, "なんで広げてないの？", ["渡し船の増便の実績は"])
    assert (answer.reason, "船員が足りないため" in answer.answer) == (Reason.NEAR, True)


@pytest.mark.parametrize("question", ["南の館の前年比は", "北の館の前年比の数字は"])
def test_a_column_of_changes_is_told_by_its_name(tmp_path: Path, question: str) -> None:
    """What the table prints is told alone, and no two years are compared."""
    text = "番号,施設名,利用者数,前年比\n1,北の館,120,98.2\n2,南の館,340,104.5\n"
    with _index(tmp_path, text) as index:
        answer = ask(index, question)
    assert "利用者数" not in answer.answer
    assert ("104.5" in answer.answer) is question.startswith("南")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("みどり保育園の利用しゃ数は", "1「みどり保育園」の利用者数（人）: 1340"),
        ("南児童館の利用者すうは？", "5「南児童館」の利用者数（人）: 4120"),
        ("南児童館の開設ねん度は", "5「南児童館」の開設年度: 1979"),
    ],
)
def test_a_header_is_known_by_its_sound(places: Index, question: str, line: str) -> None:
    """What is typed in kana in part is taken for the header that sounds so, and that is said."""
    answer = ask(places, question)
    assert (answer.answer.split("\n")[0], len(answer.notes)) == (line, 1)


def test_all_rows_are_no_share_of_all(projects: Index) -> None:
    """A share of what nothing is said of is refused, and that of the rows before is told."""
    asked = [ask(projects, "割合は？", [earlier]) for earlier in ("事業はいくつ", "拡充の事業はいくつ")]
    assert [answer.reason for answer in asked] == [Reason.NOT_UNDERSTOOD, None]
    assert asked[1].answer.startswith("評価が拡充の事業の割合は 50.0 % です")

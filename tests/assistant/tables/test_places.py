"""Questions about the places of a table: when they are open, and how many people they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.answer import Status
from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index
from tests.assistant.places import CLUBS, GRANTS, HALLS, REFUGES, SHELTERS

HOLDING = "想定される受入人数"
REFUGES_ASKED = {
    "うみかぜは何時まで開いてますか": "月曜・火曜 21:30、土曜 17:00 までです。",
    "うみかぜは土曜何時まで？": "土曜 17:00 までです。",
    "灯台資料館は何時から？": "10:00 からです。",
    "浜辺薬局の営業時間は": "開いている時間: 月曜・火曜 8:30～19:00",
    "うみかぜって日曜もやってる？": "いいえ。日曜は開いていません。"
    "開いている時間: 月曜・火曜 9:00～21:30、土曜 9:00～17:00",
    "かもめ書店は夜7時でも開いてる？": "はい。開いている時間: 10:00～20:00",
    "Is 浜辺薬局 open on Saturdays?": "No. Not open on Sat. Hours: Mon, Tue 8:30-19:00.",
    "Until what time is 灯台資料館 open?": "Until 16:00.",
    "浜辺薬局の休みはいつ": "休みは 土曜・日曜・祝日 です。",
    "日曜も開いてる施設は": "日曜に開いている施設は 2件 です。",
    "土日やってるとこ教えて": "土日に開いている施設は 2件 です。",
    "日曜に休みの施設は": "日曜に休みの施設は 2件 です。",
    "9時前から開いてるところ": "9時前から開いている施設は 1件 です。",
    "祝日に休みの施設は": "祝日に休みの施設は 1件 です。",
    "施設で日曜に開いてるのはどこ": "日曜に開いている施設は 2件 です。",
    "夜8時まで開いてる場所": "夜8時まで開いている施設は 2件 です。",
    "日曜も開いてて10人以上入れる場所": f"日曜に開いている、{HOLDING}が10人以上の施設は 1件 です。",
    "Which places are open on Sundays?": "2 rows that are open then (Sundays).",
    "Which places are open on Sundays and can hold 10 or more people?": "1 row that are open then (Sundays), "
    f"whose {HOLDING} is at least 10人.",
    "民設で一番たくさん入れるのは": f"区分が「民設」の施設のうち{HOLDING}が最も大きいのは "
    "4「かもめ書店」で、8人 です。",
    "平均すると1か所何人入れる？": f"施設4件の{HOLDING}の平均は 13.5人 です。",
    "灯台資料館は何人入れますか": f"2「灯台資料館」の{HOLDING}: 12人",
    "薬局の定員は": f"3「浜辺薬局」の{HOLDING}: 4人",
    "電話番号が2つ以上載ってるところ": "電話番号が2つ以上ある施設は 2件 です。",
    "資料館はどこにある": "2「灯台資料館」の所在地: 岬町2-2",
    "公設の施設は何か所": "区分が「公設」の施設は 2件 です。",
    "公設だけ全部足すと何人入れる？": f"区分が「公設」の施設2件の{HOLDING}の合計は 42人 です。",
    "定員が一番多いのは": f"施設のうち{HOLDING}が最も大きいのは 1「みさき公民館うみかぜ」で、30人 です。",
}
HALLS_ASKED = {
    "図書館は日曜何時まで": "日曜 17:00 までです。",
    "科学館は何時まで？": "火曜～日曜 16時30分 までです。",
    "科学館は月曜も開いてますか": "いいえ。月曜は開いていません。"
    "開いている時間: 火曜～日曜 9時30分～16時30分",
    "子どもの家は何時まで": "文書の記載は次のとおりです。",
    "図書館の休館日は": "休みは 月曜日・祝日、年末年始 です。",
    "沖波図書館は祝日も開いてる？": "いいえ。祝日は開いていません。"
    "開いている時間: 火曜～金曜 9:00～19:00、土曜・日曜 9:00～17:00",
    "日曜に開いている場所は": "日曜に開いている項目は 3件 です。",
}
CLUBS_ASKED = {
    "南浜小の学童ってなんて名前": "schoolDistrictが「南浜」の教室は 1件 です。",
    "東浜小の学童の電話番号は": "schoolDistrictが「東浜」の教室は 1件 です。",
    "電話番号が3本あるクラブは": "contactAddressが3つある教室は 1件 です。",
    "電話番号が1つしかないクラブはいくつ": "contactAddressが1つある教室は 2件 です。",
    "080-0000-0004はどこのクラブ": "3「ほしの教室」の記載です。",
    "080-0000-0007ってどこの番号ですか": "4「そらの教室」の記載です。",
    "電話番号が複数あるクラブは何か所": "contactAddressが2つ以上ある教室は 2件 です。",
    "学校の中じゃなくて隣の専用施設を使ってるとこ教えて": "implementationLocationに「隣の専用施設」に"
    "当たる記載がある教室は 2件 です。",
}
SHELTERS_ASKED = {
    "津波でも使える避難所は": "対応_津波が「1.0」の避難所は 2件 です。",
    "洪水のとき使えないところは": "対応_洪水が「1.0」以外の避難所は 1件 です。",
    "津波に対応してて100人以上のところ": "対応_津波が「1.0」、人数が100人以上の避難所は 1件 です。",
    "電話番号が載ってない施設はある？": "はい。電話番号が空欄の避難所は 1件 です。",
    "全部足すと何人いる": "避難所3件の人数の合計は 235人 です。",
    "体育館は今何人いる": "3「東町体育館」の人数: 61人",
    "駅前小学校の電話番号は": "2「南町駅前小学校」の電話番号は空欄で、記載がありません。",
    "How many people are at 東町体育館?": "3 東町体育館: 人数: 61人",
}
UNANSWERED = ["朝市広場は何時まで", "うみかぜの駐車場は何時まで", "かもめ書店は何人雇えますか"]


def _index(folder: Path, text: str, title: str = "table") -> Index:
    file = folder / f"{title}.csv"
    file.write_text(text, encoding="utf-8")
    build([read_document(file)], folder / "index.sqlite")
    return Index.open(folder / "index.sqlite")


@pytest.fixture(scope="module")
def refuges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Places to cool down, with a column for each day's opening and closing."""
    with _index(tmp_path_factory.mktemp("refuges"), REFUGES) as opened:
        yield opened


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Places whose hours stand in one cell in words, under English headers."""
    with _index(tmp_path_factory.mktemp("halls"), HALLS) as opened:
        yield opened


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """After-school clubs by their school district, under English headers."""
    with _index(tmp_path_factory.mktemp("clubs"), CLUBS) as opened:
        yield opened


@pytest.fixture(scope="module")
def shelters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Shelters with a column of ticks for each kind of disaster, and how many people are there."""
    with _index(tmp_path_factory.mktemp("shelters"), SHELTERS, "避難所一覧") as opened:
        yield opened


@pytest.mark.parametrize("question", CLUBS_ASKED)
def test_clubs_are_asked_for_by_their_school(clubs: Index, question: str) -> None:
    """A school goes by its short form, a club by its kind, a cell by how many values it holds."""
    assert ask(clubs, question).answer.split("\n")[0] == CLUBS_ASKED[question]


@pytest.mark.parametrize("question", SHELTERS_ASKED)
def test_a_verb_says_what_a_column_ticks(shelters: Index, question: str) -> None:
    """What shelters serve for is a condition, whatever the ticks are; people are counted where they are."""
    assert ask(shelters, question).answer.split("\n")[0] == SHELTERS_ASKED[question]


def test_a_fraction_is_told_whole(tmp_path: Path) -> None:
    """A share written as a fraction is told as it is printed, each of those that the asked noun follows."""
    with _index(tmp_path, GRANTS) as grants:
        before = ("債券の発行支援の負担割合は",)
        each = ask(grants, "個人向けだと上乗せはどれだけ", before).answer.split("\n")[0]
    assert each == "個人向けはさらに10分の4上乗せ、個人向けはさらに10分の2上乗せ です。"


def test_running_numbers_are_added_up_to_nothing(clubs: Index) -> None:
    """How many clubs there are is no sum of the numbers that they go by."""
    numbered = ask(clubs, "全部で何クラブある")
    assert "4件" in numbered.answer


@pytest.mark.parametrize("question", REFUGES_ASKED)
def test_columns_of_times_say_when_a_place_is_open(refuges: Index, question: str) -> None:
    """Places are asked for by a part of their name, a day, a time, and how many people they hold."""
    assert ask(refuges, question).answer.split("\n")[0] == REFUGES_ASKED[question]


@pytest.mark.parametrize("question", HALLS_ASKED)
def test_a_cell_in_words_says_when_a_place_is_open(halls: Index, question: str) -> None:
    """Days before spans, and days closed, are read; seasons are quoted and nothing is concluded from them."""
    assert ask(halls, question).answer.split("\n")[0] == HALLS_ASKED[question]


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_no_cell_says_of_a_place_is_not_answered(refuges: Index, halls: Index, question: str) -> None:
    """Blank hours, those of a car park that has no row, and people of another kind are refused."""
    asked = halls if "朝市" in question else refuges
    assert ask(asked, question).status is Status.NOT_FOUND


def test_several_places_are_told_each(halls: Index) -> None:
    """Where the names of several places have the words, the hours of each are told."""
    told = ask(halls, "沖波図書館と波止場科学館は何時まで").answer.split("\n")
    assert told == [
        "・1 沖波図書館: 火曜～金曜 19:00、土曜・日曜 17:00 までです。",
        "・2 波止場科学館: 火曜～日曜 16時30分 までです。",
    ]


def test_a_fraction_is_found_in_either_form(tmp_path: Path) -> None:
    """A share that is asked for as a fraction is found where it is written with a slash."""
    table = GRANTS.replace("都10分の5", "都1/2")
    with _index(tmp_path, table) as grants:
        asked = ask(grants, "補助率が2分の1の補助金は")
    assert [one.row for one in asked.citations][:1] == ["1"]
    assert "1件" in asked.answer


def test_holidays_of_which_nothing_is_said_are_refused(refuges: Index) -> None:
    """No note says that a place is open on holidays, so that none is listed for its words."""
    assert ask(refuges, "祝日も開いてる施設は").status is Status.NOT_FOUND


def test_the_cells_of_the_day_are_cited(refuges: Index) -> None:
    """An answer about Sunday stands on the cells of Sunday and on the note, and on those of no other day."""
    fields = {one.field for one in ask(refuges, "うみかぜって日曜もやってる？").citations}
    assert fields == {"日曜開始時刻", "日曜終了時刻", "特記事項"}

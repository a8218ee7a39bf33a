"""Cells of ordinary tables, asked for by a part of the row's name, in words of daily life for the column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.answer import Answer, Status
from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index
from tests.assistant.places import AEDS, COLLECTIONS, WARDS

SEVERAL = "当てはまるものが 2件 あります。それぞれの答えです。"
COLLECTIONS_ASKED = {
    "大浜の東、燃えるごみ何曜ですか": ["1「大浜町字東」の可燃ごみ: 月 木（月曜、木曜）"],
    "大浜の東で燃やせないごみを出すのはいつ": ["1「大浜町字東」の不燃ごみ: 火1（第1火曜）"],
    "大浜の西のもえるゴミは": ["2「大浜町字西」の可燃ごみ: 火 金（火曜、金曜）"],
    "大浜の西、ビンはいつ出せばいい？": ["2「大浜町字西」の空きびん: 月2 月4（第2月曜、第4月曜）"],
    "大浜の西の缶と瓶": [
        "2「大浜町字西」: 空き缶: 月1 月3（第1月曜、第3月曜）",
        "空きびん: 月2 月4（第2月曜、第4月曜）",
    ],
    "中里の者ですけど、ペットボルトの日いつでしたかね": [
        SEVERAL,
        "3「小浜町中里」のペットボトル: 水1 水3（第1水曜、第3水曜）",
        "4「北山町中里」のペットボトル: 木1 木3（第1木曜、第3木曜）",
    ],
    "小浜の中里のごみの日は": [
        "3「小浜町中里」: 可燃ごみ: 月 木（月曜、木曜）",
        "不燃ごみ: 火2（第2火曜）",
    ],
    "What day is burnable garbage collected in 大浜町字東?": [
        "1 大浜町字東: 可燃ごみ: 月 木 (every Mon, every Thu)"
    ],
}
WARDS_ASKED = {
    "潮見児童館に子ども用はついてますか？": ["いいえ。3「潮見児童館」の小児対応設備の有無: 無"],
    "潮見児童館に犬を連れて行ってもいい？": ["いいえ。3「潮見児童館」のペット同行避難: 不可"],
    "市役所のはどのへんに置いてあるんですか": [
        SEVERAL,
        "1「本館浜市役所」の設置位置: 本館１階案内前",
        "2「別館浜市役所」の設置位置: 別館２階窓口",
    ],
    "港町の病院の電話は何番": ["4「浜総合病院」の電話番号: 000-0003"],
    "丘町の分院は何床": ["5「浜総合病院分院」の病床数: 40"],
    "総合病院の電話番号とベッド数": ["4「浜総合病院」: 電話番号: 000-0003", "病床数: 120"],
    "総合病院のベッドはいくつありますか": ["4「浜総合病院」の病床数: 120"],
    "Does 潮見児童館 accept pets?": ["No. 3 潮見児童館: ペット同行避難: 不可"],
}
AEDS_ASKED = {
    "夜中でもつかえるAEDってどこかありますか": ["はい。夜中に開いている項目は 1件 です。", "・2 潮見交番"],
    "24時間使えるAEDは": ["24時間に開いている項目は 1件 です。", "・2 潮見交番"],
    "Which AED is available around the clock?": [
        "1 row that are open then (around the clock).",
        "- 2 潮見交番",
    ],
    "交番のAEDはどのへんに置いてありますか": ["2「潮見交番」の設置位置: 入口横"],
    "交番はどこにありますか": ["2「潮見交番」の所在地: 浜市潮見2"],
}
REFUSED = {
    "大浜の東です。粗大ごみはいつ取りに来てくれますか": "粗大ごみ",
    "大浜の東の古紙はいつ": "古紙",
    "大浜の東のごみ袋はいくら": "袋",
}
NO_COLUMN = {"市役所のAEDの設置日": "設置日", "AEDのパッドの使用期限はいつまで": "パッド"}
BLANK = {"丘町の分院の電話番号": "電話番号は空欄で、記載がありません。"}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    """An index of each table."""
    folder = tmp_path_factory.mktemp("called")
    texts = {"収集日": COLLECTIONS, "施設": WARDS, "浜市aed": AEDS}
    found = {name: _index(folder, name, text) for name, text in texts.items()}
    yield found
    for index in found.values():
        index.close()


def _index(folder: Path, name: str, text: str) -> Index:
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    database = folder / f"{name}.db"
    build([read_document(file)], database)
    return Index.open(database)


def _told(answer: Answer) -> tuple[Status, list[str]]:
    return answer.status, answer.answer.split("\n")


@pytest.mark.parametrize("question", COLLECTIONS_ASKED)
def test_days_are_told_of_the_district_and_the_kind_that_are_meant(
    tables: dict[str, Index], question: str
) -> None:
    """A district is found by parts of its name, and the kind of waste by what people call it."""
    assert _told(ask(tables["収集日"], question)) == (Status.ANSWERED, COLLECTIONS_ASKED[question])


@pytest.mark.parametrize("question", WARDS_ASKED)
def test_cells_of_places_are_told_in_every_place_of_the_name(tables: dict[str, Index], question: str) -> None:
    """Places are found by a part of their name or by where they are; yes or no is told as such."""
    assert _told(ask(tables["施設"], question)) == (Status.ANSWERED, WARDS_ASKED[question])


@pytest.mark.parametrize("question", AEDS_ASKED)
def test_places_are_told_that_are_open_all_night_and_where_in_them(
    tables: dict[str, Index], question: str
) -> None:
    """Open at night is what a cell says of all day; where in a place something stands is its own column."""
    assert _told(ask(tables["浜市aed"], question)) == (Status.ANSWERED, AEDS_ASKED[question])


@pytest.mark.parametrize("question", REFUSED)
def test_what_has_no_column_is_refused_by_name(tables: dict[str, Index], question: str) -> None:
    """A kind of waste that the table does not have is never told as another one."""
    answer = ask(tables["収集日"], question)
    assert answer.status is Status.NOT_FOUND
    assert REFUSED[question] in answer.answer


@pytest.mark.parametrize("question", BLANK)
def test_a_blank_cell_is_said_to_be_blank(tables: dict[str, Index], question: str) -> None:
    """A row that is found, whose cell is blank, is named with it."""
    answer = ask(tables["施設"], question)
    assert answer.status is Status.NOT_FOUND
    assert BLANK[question] in answer.answer


@pytest.mark.parametrize("question", NO_COLUMN)
def test_a_day_that_no_column_has_is_told_by_no_other_column(tables: dict[str, Index], question: str) -> None:
    """The day on which something was set up is not where it stands."""
    answer = ask(tables["浜市aed"], question)
    assert answer.status is Status.NOT_FOUND
    assert NO_COLUMN[question] in answer.answer


COUNTIES = """名称,病床数,出生数
北浜県,300,4521
南浜県,180,6179
東浜県,1200,810
西浜町,90,90
中浜県,950,2400
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "出生数が一番少ない県は",
            "名称が「県」で終わる項目のうち出生数が最も小さいのは 3「東浜県」で、810 です。",
        ),
        ("1000床以上の県を全部", "病床数が1,000床以上、名称が「県」で終わる項目は 1件 です。"),
    ],
)
def test_kinds_of_one_letter_and_what_a_column_counts_are_read(
    tmp_path: Path, question: str, first: str
) -> None:
    """県 ends the names of places, and 床 is what 病床数 is a number of."""
    file = tmp_path / "counties.csv"
    file.write_text(COUNTIES, encoding="utf-8")
    build([read_document(file)], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        assert ask(index, question).answer.split("\n")[0] == first

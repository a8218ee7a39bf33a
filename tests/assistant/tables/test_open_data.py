"""Tables as cities publish them for anyone's use: rows that no header names, addresses, parts of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

# Of outbreaks of fire: the station names several.
FIRES = """消防署,番号,原因,市町村名,発生 月,発生 日,天候,負傷者数
北署,1,こんろ,岬市,1,5,晴,0
北署,2,たばこ,岬市,8,2,晴,1
南署,3,こんろ,浜町,8,20,曇,0
南署,4,電気,岬市,8,21,晴,2
南署,5,こんろ,丘村,12,30,雨,0
北署,6,電気,浜町,3,3,晴,0
"""

WELLS = """name,address,kind,telephoneNumber
東の井戸,岬市本町1-2,市指定井戸,0999-11-2222
西の井戸,岬市岩本町5,共同井戸,
丘の井戸,岬市丘町字本町9,市指定井戸,0999-33-4444
浜の井戸,岬市浜町3,共同井戸,
"""

HALLS = """館名,開設年,床面積（㎡）,入館者数（人）,貸出冊数,職員数,支出済額（千円）,不用額（千円）,行事日
港ホール,1975,800,5200,0,4,900,30,2024/5/3
丘ホール,1990,1200,3100,0,6,1100,20,2024/5/18
谷文庫,2004,300,2600,41000,3,700,50,2024/9/1
"""

DUES = """dueItem,assessedAmount,incomeAmount,unpaidIncome,nonPaymentDeficit
係留料,900,850,40,10
水道料,500,480,15,5
"""

# Of a census: nothing is headed 人口.
CENSUS = """市区町村名,調査年月日,地域名,総人口,男性,女性,85歳以上の男性,85歳以上の女性
岬市,2021-10-01,東支所管内,900,430,470,20,40
岬市,2021-10-01,西支所管内,400,210,190,9,15
岬市,2021-10-01,島支所管内,90,44,46,6,8
"""

GRANTS = """事業名,分野,点検対象,金額（千円）
岬祭り事業,観光,公開審査,500
浜清掃事業,環境,書面審査,40
丘学習事業,教育,公開審査,120
港花火事業,観光,,300
緑化事業,環境,公開審査,90
"""

SHELTERS = """避難先名称,種別,備蓄品目,収容人数,所在地
岬小学校,避難所 屋外避難先,毛布,200,岬市岬町1
浜小学校,避難所,,150,岬市浜町4
丘中学校,屋外避難先,水,,岬市丘町8
北図書館,避難所 屋内避難先,,40,岬市北町2
南図書館,屋内避難先,毛布,30,岬市南町2
"""

GATHERINGS = """催し名,開始日,開始時間,終了時間,場所
岬の市,2024/5/12,9:00,15:00,岬公園
浜の灯,2024/8/3,18:30,21:00,浜広場
丘の音,2024/8/24,13:00,16:00,岬公園
"""

STONES = """名称,所有者等,指定日
東の石碑,県（土木部）,1970/3/1
西の石碑,県（教育部）,1980/5/6
北の石碑,県（土木部）・浜寺,1991/7/8
南の石碑,浜寺,2001/9/10
"""

TABLES = {
    "gatherings": GATHERINGS,
    "stones": STONES,
    "census": CENSUS,
    "grants": GRANTS,
    "shelters": SHELTERS,
    "火災情報_2024": FIRES,
    "wells": WELLS,
    "halls": HALLS,
    "dues": DUES,
}

ASKED: Mapping[str, Mapping[str, list[str]]] = {
    "gatherings": {
        "浜の灯は何月何日の何時からですか": ["2「浜の灯」: 開始日: 2024/8/3", "開始時間: 18:30"],
        "8月の催しはいつですか": [
            "開始日が「2024/8/3・2024/8/24」の催しは 2件 です。",
            "・2 浜の灯: 2024/8/3",
            "・3 丘の音: 2024/8/24",
        ],
        "2月の催しは": ["開始日が「2月」の催しは 0件 です（該当はありません）。"],
    },
    "stones": {
        "所有者等に県（土木部）が入っている石碑は": ["所有者等に「県(土木部)」とある石碑は 2件 です。"],
        "西の石碑が指定されたのはいつですか": ["2「西の石碑」の指定日: 1980/5/6"],
    },
    "census": {
        "人口が一番多い地域は": ["地域のうち総人口が最も大きいのは 1「東支所管内」で、900 です。"],
        "人口は、すべての地域を足すと何人ですか": ["地域3件の総人口の合計は 1,390 です。"],
        "島支所には何人住んでいますか": ["3「島支所管内」の総人口: 90"],
        "2021年10月1日の人口の合計は": ["調査年月日が「2021-10-01」の地域3件の総人口の合計は 1,390 です。"],
        "Where do men outnumber women?": ["1 row whose 男性 is more than their 女性.", "- 2 西支所管内"],
        "Which districts have more men than women?": ["1 row whose 男性 is more than their 女性."],
        "Which districts have fewer men than women?": ["2 rows whose 男性 is less than their 女性."],
    },
    "grants": {
        "公開審査で点検された事業は": ["点検対象が「公開審査」の事業は 3件 です。"],
        "観光と環境、総額はどっちがどれだけ多い": [
            "金額（千円）の合計は、観光のほうが高く 800千円 です（環境は 130千円）。"
        ],
        "観光と環境の事業数はどっちが多い": ["事業の数は、観光と環境で同じ 2件 です。"],
    },
    "shelters": {
        "毛布を備えているところは": ["備蓄品目が「毛布」の避難先は 2件 です。"],
        "種別が避難所の施設はいくつ": ["種別が「避難所」の避難先は 1件 です。"],
        "収容人数が書いてある避難先だけで合計何人入れますか": [
            "収容人数が空欄でない避難先4件の収容人数の合計は 420人 です。"
        ],
        "北図書館のほかに図書館は": [
            "名称が「北図書館」で終わらない、名称が「図書館」で終わる避難先は 1件 です。",
            "・5 南図書館",
        ],
        "岬小学校以外の小学校は": [
            "名称に「岬小学校」を含まない、名称が「小学校」で終わる避難先は 1件 です。"
        ],
    },
    "火災情報_2024": {
        "火災が一番多い市町村は": [
            "最も多いのは 岬市 の 3件 です。",
            "市町村名ごとの火災の数です（全6件）。",
        ],
        "火災は市や町でいうとどこが一番多い": ["最も多いのは 岬市 の 3件 です。"],
        "市町村別の件数は": ["市町村名ごとの火災の数です（全6件）。"],
        "火災が一番多かった月は何月": ["最も多いのは 8月 の 3件 です。"],
        "何月が一番多い": ["最も多いのは 8月 の 3件 です。"],
        "天候だとどれが一番多い": ["最も多いのは 晴 の 4件 です。"],
        "8月に起きた火災は": ["発生月が「8」の火災は 3件 です。"],
        "8月20日の火災は何件": ["発生月が「8」、発生日が「20」の火災は 1件 です。"],
        "岬市の火災は何件": ["市町村名が「岬市」の火災は 3件 です。"],
    },
    "halls": {
        "丘ホールに何人来ましたか": ["2「丘ホール」の入館者数（人）: 3100"],
        "谷文庫では何人働いている": ["3「谷文庫」の職員数: 3"],
        "一番広いのは": ["館のうち床面積（㎡）が最も大きいのは 2「丘ホール」で、1,200㎡ です。"],
        "狭い順に並べて": ["館の床面積（㎡）を小さい順に並べました（3件）。"],
        "一番混んでいるホールは": [
            "名称が「ホール」で終わる館のうち入館者数（人）が最も大きいのは 1「港ホール」で、5,200人 です。"
        ],
        "一番古いのは": ["館のうち開設年が最も古いのは 1「港ホール」で、1975 です。"],
        "港ホールではいくら使いましたか": ["1「港ホール」の支出済額（千円）: 900"],
        "谷文庫で使い残したお金はいくら": ["3「谷文庫」の不用額（千円）: 50"],
        "一番多く借りられたのはどこ": ["館のうち貸出冊数が最も大きいのは 3「谷文庫」で、41000 です。"],
        "5月に行われる館は": ["行事日が「2024/5/3・2024/5/18」の館は 2件 です。"],
        "How many people visited 港ホール?": ["1 港ホール: 入館者数（人）: 5200"],
    },
    "dues": {
        "係留料は実際いくら入りましたか": ["1「係留料」のincomeAmount: 850"],
        "まだ納められていないお金（収入未済）が一番多いのは": [
            "dueItemのうちunpaidIncomeが最も大きいのは 1「係留料」で、40 です。"
        ],
        "How much was written off in total?": ["The total of nonPaymentDeficit over 2 rows is 15."],
        "What is the total non-payment deficit?": ["The total of nonPaymentDeficit over 2 rows is 15."],
    },
    "wells": {
        "本町にある井戸はいくつ": ["addressが「岬市本町1-2・岬市丘町字本町9」の井戸は 2件 です。"],
        "浜町の井戸は": ["addressに「浜町」とある井戸は 1件 です。", "・4 浜の井戸"],
        "電話番号が載ってる井戸は": ["telephoneNumberが空欄でない井戸は 2件 です。"],
        "岡町にある井戸は": [
            "「岡町」に関する記載は、読み込んだ文書には見つかりません（記載がありません）。"
        ],
    },
}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    """An index of each table."""
    folder = tmp_path_factory.mktemp("open_data")
    opened: dict[str, Index] = {}
    for name, text in TABLES.items():
        path = Path(folder) / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        build([read_document(path)], path.with_suffix(".sqlite"))
        opened[name] = Index.open(path.with_suffix(".sqlite"))
    yield opened
    for index in opened.values():
        index.close()


@pytest.mark.parametrize(
    ("table", "question", "lines"),
    [(table, question, lines) for table, asked in ASKED.items() for question, lines in asked.items()],
)
def test_rows_are_asked_for_in_words_of_their_own(
    indexes: dict[str, Index], table: str, question: str, lines: list[str]
) -> None:
    """The answer begins with these lines."""
    assert ask(indexes[table], question).answer.splitlines()[: len(lines)] == lines

"""Tables whose rows have a name of their own, or whose headers are English, asked in their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

LINES = """路線名,利用者数（人）,収支率,営業所
山手線,12000,88.2,東営業所
海岸線,8000,55.1,西営業所
空港線,15500,104.3,東営業所
ベイエリアシティ,4300,38.9,北営業所
"""

LEVIES = """taxItem,year,contents,adjustedAmount,incomeAmount,incomeRate
市民税,令和6年度,個人,1200,1150,95.8
市民税,令和6年度,法人,800,790,98.8
入湯税,令和6年度,法人,90,81,90.0
事業所税,令和6年度,法人,50,50,100.0
特別土地保有税,令和6年度,法人,30,0,0.0
全税目,令和6年度,,2170,2071,95.4
"""

HARBOUR = """局,課,室,所属名称
港湾局,,,港湾局
港湾局,埠頭課,,港湾局埠頭課
港湾局,埠頭課,検査室,港湾局埠頭課検査室
港湾局,海図課,,港湾局海図課
港湾局,浚渫課,,港湾局浚渫課
森林局,育苗課,,森林局育苗課
市民局,保育課,なぎさこども園,市民局保育課なぎさこども園
市民局,保育課,いそべこども園,市民局保育課いそべこども園
"""

REVIEWS = """番号,事業名,事業費計 R5,事業費計 R6,人件費計 R5,人件費計 R6,今の方向性,次の方向性,\
見込額（一般）,見込額（特別）
1,灯台の修繕,900,950,300,280,継続,継続,10,20
2,渡し船の運航,100,80,200,210,継続,縮小,30,0
3,海図の作成,400,400,120,120,拡充,継続,,5
"""

BUREAUS = """番号,事業名,主管課,届出義務
1,灯台の修繕,港湾局　埠頭課,届出義務あり
2,渡し船の運航,港湾局　航路課,届出義務なし
3,浮桟橋の点検,港湾局　埠頭課,届出義務なし
4,植林,森林局　育苗課,判断できない
5,窓口案内,会計課,届出義務なし
"""

PROJECTS = """事業名,概要,担当課
みなと資料館の運営,"港の歴史を伝える資料館です。小学校の見学授業や中学校の調べ学習に活用されています。
＜使用料＞
限度額：1団体あたり3,000円
割引率：3分の1",文化課
渡し船の運航,対岸まで1日8往復します。,交通課
"""

ASKED_OF_LINES = {
    "利用者数が最も多い路線は": "路線のうち利用者数（人）が最も大きいのは 3「空港線」で、15,500人 です。",
    "収支率が最も低いのはどの路線": "路線のうち収支率が最も小さいのは 4「ベイエリアシティ」で、38.9 です。",
    "収支率が最低なのはどの線？": "路線のうち収支率が最も小さいのは 4「ベイエリアシティ」で、38.9 です。",
    "利用者数が1万人以上の路線は": "利用者数（人）が10,000人以上の路線は 2件 です。",
    "路線は全部でいくつ": "全部で路線は 4件 です。",
    "営業所が東営業所の路線は": "営業所が「東営業所」の路線は 2件 です。",
    "ベイエリアの営業所は": "4「ベイエリアシティ」の営業所: 北営業所",
    "空港線以外の路線は何件": "名称に「空港線」を含まない路線は 3件 です。",
    "路線の数は？海岸線は除いて": "名称に「海岸線」を含まない路線は 3件 です。",
}
ASKED_OF_HARBOUR = {
    "局ごとの課の数": "局ごとの課の数です（3件）。",
    "課が一番多い局は": "課が最も多い局は 港湾局 の 3件 です。",
    "港湾局の課はいくつありますか": "局が「港湾局」の課は 3件 です。",
    "港湾局の課を教えて": "局が「港湾局」の課は 3件 です。",
    "森林局にある課は何課": "局が「森林局」の課は 1件 です。",
    "こども園は何園": "名称が「こども園」で終わる所属は 2件 です。",
    "港湾局長の名前は": "「港湾局長」という担当部署は文書にありません。",
    "海浜港湾局の課は": "「海浜港湾局」という担当部署は文書にありません。",
}
ASKED_OF_REVIEWS = {
    "R6で人件費が事業費より大きい事業は": "人件費計 R6が事業費計 R6より大きい事業は 1件 です。",
    "R6の事業費がR5の事業費を上回る事業は": "事業費計 R6が事業費計 R5より大きい事業は 1件 です。",
    "R6の事業費がR5より減った事業は": "事業費計 R6が事業費計 R5より小さい事業は 1件 です。",
    "今の方向性と次の方向性が違う事業は": "今の方向性と次の方向性が異なる事業は 2件 です。",
    "今の方向性と次の方向性が同じ事業は何件": "今の方向性と次の方向性が同じ事業は 1件 です。",
    "R5からR6で事業費が一番増えた事業は": (
        "事業のうち「事業費計 R5」から「事業費計 R6」への増減が最も大きいのは 1「灯台の修繕」で、50 です。"
    ),
    "事業費の合計はいくら（千円）": "事業3件の事業費計 R6の合計は 1,430 です。",
    "R5の人件費が一番多い事業": "事業のうち人件費計 R5が最も大きいのは 1「灯台の修繕」で、300 です。",
    "海図の作成の特別の見込額は": "3「海図の作成」の見込額（特別）: 5",
}
ASKED_OF_BUREAUS = {
    "局ごとの事業数": "局ごとの事業の数です（全5件）。",
    "事業が一番多い局は": "最も多いのは 港湾局 の 3件 です。",
    "局はいくつ": "局は 2件 です。",
    "港湾局の事業は何件": "港湾局 埠頭課・港湾局 航路課が担当する事業は 3件 です。",
    "主管課ごとの事業数で一番多いのは": "最も多いのは 港湾局 埠頭課 の 2件 です。",
    "届出義務がある事業は": "届出義務が「届出義務あり」の事業は 1件 です。",
    "届出義務のない事業は": "届出義務が「届出義務なし」の事業は 3件 です。",
}
APART = "3「入湯税」の差は 9 です（adjustedAmount 90 − incomeAmount 81。文書の数値の差を計算したものです）。"

ASKED_OF_LEVIES = {
    "収入額がゼロの税目は": "incomeAmountが0ちょうどの税目は 1件 です。",
    "市民税（法人）の収入額は": "2「市民税」（法人）のincomeAmount: 790",
    "収入率が最低の税目": "税目のうちincomeRateが最も小さいのは 5「特別土地保有税」で、0.0 です。",
    "収入額が最大の税目": "税目のうちincomeAmountが最も大きいのは 1「市民税」（個人）で、1150 です。",
    "全税目の収入額は": "6「全税目」のincomeAmount: 2071",
    "市民税の収入額の合計は": "名称に「市民税」を含む税目2件のincomeAmountの合計は 1,940 です。",
    "調定額の合計は": "税目5件のadjustedAmountの合計は 2,170 です。",
    "入湯税の調定額と収入額の差は": APART,
    "市民税の個人と法人の収入額の差額は": "incomeAmountの差は 360 です"
    "（1「市民税」（個人） 1150 − 2「市民税」（法人） 790。文書の数値の差を計算したものです）。",
    "市民税の収入額は法人も含めて合計いくら": "名称に「市民税」を含む税目2件の"
    "incomeAmountの合計は 1,940 です。",
    "入湯税の調定額は収入額よりいくら多い": APART,
}


def _index(folder: Path, text: str) -> Index:
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    build([read_document(file)], folder / "index.sqlite")
    return Index.open(folder / "index.sqlite")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Bus and railway lines, which no vocabulary calls rows."""
    with _index(tmp_path_factory.mktemp("lines"), LINES) as opened:
        yield opened


@pytest.fixture(scope="module")
def levies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Open data with English headers over Japanese cells."""
    with _index(tmp_path_factory.mktemp("levies"), LEVIES) as opened:
        yield opened


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A city's offices, with a column for each of their levels."""
    with _index(tmp_path_factory.mktemp("offices"), HARBOUR) as opened:
        yield opened


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Projects with long texts in a cell."""
    with _index(tmp_path_factory.mktemp("projects"), PROJECTS) as opened:
        yield opened


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Projects with figures of several years, and with two columns of ratings."""
    with _index(tmp_path_factory.mktemp("reviews"), REVIEWS) as opened:
        yield opened


@pytest.fixture(scope="module")
def bureaus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Projects whose offices stand in one cell with the bureau that they are in."""
    with _index(tmp_path_factory.mktemp("bureaus"), BUREAUS) as opened:
        yield opened


@pytest.mark.parametrize("question", ASKED_OF_BUREAUS)
def test_an_office_is_counted_with_its_bureau_or_by_itself(bureaus: Index, question: str) -> None:
    """A cell that names both is one office; an entry that repeats its header is a yes or a no."""
    assert ask(bureaus, question).answer.split("\n")[0] == ASKED_OF_BUREAUS[question]


@pytest.mark.parametrize("question", ASKED_OF_REVIEWS)
def test_two_columns_of_a_row_are_compared(reviews: Index, question: str) -> None:
    """Figures are compared as figures and entries as texts; a year picks the column of that year."""
    assert ask(reviews, question).answer.split("\n")[0] == ASKED_OF_REVIEWS[question]


@pytest.mark.parametrize("question", ASKED_OF_LINES)
def test_rows_are_called_as_the_table_calls_them(lines: Index, question: str) -> None:
    """The header of the names, whole or in part behind 「どの」, stands for rows in lists and counts."""
    assert ask(lines, question).answer.split("\n")[0] == ASKED_OF_LINES[question]


@pytest.mark.parametrize("question", ASKED_OF_LEVIES)
def test_an_english_header_is_asked_for_in_japanese(levies: Index, question: str) -> None:
    """The words of a header that is written together are known by what Japanese tables call them."""
    assert ask(levies, question).answer.split("\n")[0] == ASKED_OF_LEVIES[question]


@pytest.mark.parametrize("question", ASKED_OF_HARBOUR)
def test_levels_of_offices_are_counted_as_names(offices: Index, question: str) -> None:
    """What is counted are the names of a level, within those above it, and never the rows under them."""
    assert ask(offices, question).answer.split("\n")[0] == ASKED_OF_HARBOUR[question]


def test_a_named_row_answers_from_its_texts(projects: Index) -> None:
    """A label with its value in a cell is told; without its word, what kind of thing it is for is not."""
    plain = ask(projects, "みなと資料館の運営の1団体あたりの限度額は")
    other = ask(projects, "みなと資料館の運営はどのような実習に活用されていますか")
    line = "「限度額：1団体あたり3,000円」（1 みなと資料館の運営・概要）"
    assert (plain.reason, plain.answer.split("\n")[-1]) == (None, line)
    assert (other.status, other.reason) == (Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS)


@pytest.mark.parametrize(
    "question", ["みなと資料館の運営の館長は誰ですか", "みなと資料館の運営で開館していない日は何日"]
)
def test_a_named_row_is_no_answer_to_what_it_does_not_say(projects: Index, question: str) -> None:
    """Who it is, or what is not so, is told of no text that only has the other words."""
    assert ask(projects, question).status is Status.NOT_FOUND


def test_two_questions_in_a_row_are_both_answered(projects: Index) -> None:
    """The second is a follow-up of the first."""
    answer = ask(projects, "渡し船の運航は1日何往復ですか。担当課も教えてください。")
    assert [line for line in answer.answer.split("\n") if "8往復" in line or "交通課" in line] != []
    assert {citation.row for citation in answer.citations} == {"2"}


BLOCKS = """番号,事業名,担当課,指標（量を表すもの）ア：名称,指標ア：単位,費用計,⑤指標ア,費用計,⑤指標ア
1,渡し船の運航,交通課,運航した日数,日,130,240,160,266
2,みなと資料館,文化課,開いた日数,日,880,285,905,301
"""

BUDGET = """款,項,目,R7,R8
港費,,,900,950
,管理費,,600,640
,,人件費,400,420
,,光熱水費,200,220
,施設費,,300,310
,,修繕料,300,310
"""


def test_undated_figures_of_an_indicator_are_all_told(tmp_path: Path) -> None:
    """Of blocks of columns that repeat its letter and name no year, each figure is told as printed."""
    with _index(tmp_path, BLOCKS) as index:
        answer = ask(index, "みなと資料館の開いた日数は")
    assert answer.answer.split("\n") == [
        "2「みなと資料館」の「開いた日数」の数値です（どの年度のものかは記載がありません）。",
        "⑤指標ア: 285",
        "⑤指標ア: 301",
    ]


def test_labels_that_form_a_stair_are_names_under_those_above(tmp_path: Path) -> None:
    """A budget prints one label a row, each level in a column of its own."""
    with _index(tmp_path, BUDGET) as index:
        asked = [ask(index, question) for question in ("令和8年度の光熱水費は", "令和7年度の施設費は")]
    assert [answer.answer.split("\n")[0] for answer in asked] == [
        "4「光熱水費」のR8: 220",
        "5「施設費」のR7: 300",
    ]


def test_rows_of_one_name_are_told_apart(levies: Index) -> None:
    """Behind a name that repeats stand the entries that others of it do not have."""
    answer = ask(levies, "収入率が98以上の税目は")
    assert answer.table is not None
    assert [line[1] for line in answer.table.rows] == ["市民税（法人）", "事業所税"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("利用者数が12000の路線は", "利用者数（人）が12,000ちょうどの路線は 1件 です。"),
        ("東営業所以外の路線は", "営業所が「東営業所」以外の路線は 2件 です。"),
    ],
)
def test_a_figure_or_an_entry_is_a_condition(lines: Index, question: str, first: str) -> None:
    """Equal without a word for it, and leaving out an entry that half of the rows have."""
    assert ask(lines, question).answer.split("\n")[0] == first


def test_a_condition_on_rows_of_no_known_name_is_not_passed_over(lines: Index) -> None:
    """The figures of all rows are no answer to which of them are above a bound."""
    assert ask(lines, "利用者数が1万人以上の線区は").status is Status.NOT_FOUND


RULES = """ID,規則名,本文
L1-1,【CSV】一行に一件とすること,区切りは改行とする。
L1-2,CSVか表計算の形式とすること,写真は入れない。
L1-3,一枚に一表とすること,表を並べない。
"""


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("規則名に「CSV」が付く規則は", ["L1-1", "L1-2"]),
        ("規則名に【CSV】と付いている規則をすべて", ["L1-1"]),
        ("L1-3の本文は", ["L1-3"]),
    ],
)
def test_names_are_asked_for_by_what_stands_in_them(tmp_path: Path, question: str, rows: list[str]) -> None:
    """The header of the names says that a name is meant; the ID before it calls the row."""
    with _index(tmp_path, RULES) as index:
        answer = ask(index, question)
    assert list(dict.fromkeys(citation.row for citation in answer.citations)) == rows


SCHOOLS = """施設名,所管
港小学校,学校課
浜小学校,学校課
港幼稚園,保育課
"""


def test_kinds_of_rows_are_counted_by_what_their_names_end_in(tmp_path: Path) -> None:
    """「小学校はいくつ」 in a list of schools."""
    with _index(tmp_path, SCHOOLS) as index:
        answer = ask(index, "小学校はいくつありますか")
    assert answer.answer.split("\n")[0] == "名称が「小学校」で終わる施設は 2件 です。"


TWO_KINDS = """# 港の安全指針

## 設備の類型

| No. | 設備の類型 | 概要 |
|---|---|---|
| 1 | 岸壁 | 船を着ける。 |
| 2 | 荷役機械 | 荷を上げ下ろしする。 |
| 3 | 上屋 | 荷を雨から守る。 |

## 付録 対策一覧

| 項番 | 対策項目 | 対策内容 | 区分 |
|---|---|---|---|
| Ⅱ.1.1 | 見回りの当番 | 朝と夕に見回り、記録に残すこと。 | 基本 |
| Ⅱ.1.2 | 照明の点検 | 切れた灯を換えること。 | 基本 |
| Ⅱ.2.1 | 監視カメラ | 置くことが望ましい。 | 推奨 |
| Ⅱ.2.2 | 訓練 | 年に一度行うこと。 | 基本 |
"""
ASKED_OF_KINDS = {
    "対策項目は全部で何件ですか": "「対策項目」の項目は 4件 です。",
    "区分が基本の対策は何件": "区分が「基本」、「対策項目」の項目は 3件 です。",
    "項番Ⅱ.2.1の対策内容は": "II.2.1「監視カメラ」の対策内容: 置くことが望ましい。",
}


@pytest.mark.parametrize("question", ASKED_OF_KINDS)
def test_tables_of_two_kinds_are_asked_apart(tmp_path: Path, question: str) -> None:
    """Each has names and numbers of its own, and rows are counted by what their own table calls them."""
    file = tmp_path / "paper.md"
    file.write_text(TWO_KINDS, encoding="utf-8")
    build([read_document(file)], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        answer = ask(index, question)
    assert answer.answer.split("\n")[0] == ASKED_OF_KINDS[question]


COSTS = """事業名,分野,金額(千円),内容
渡し船の運航,港,130,対岸まで往復します。
岸壁の修繕,港,4200,岸壁を直します。また、船主が船を移したときの係留や保管の費用を助成します。
花火大会,にぎわい,900,夏に開きます。
"""
ASKED_OF_COSTS = {
    "一番お金がかかっている事業は": "事業のうち金額(千円)が最も高いのは 2「岸壁の修繕」で、4,200千円 です。",
    "事業の金額の合計は何千円ですか": "事業3件の金額(千円)の合計は 5,230千円 です。",
    "金額が900の事業は何件": "金額(千円)が900ちょうどの事業は 1件 です。",
    "花火大会はいくら": "3「花火大会」の金額(千円): 900",
}


@pytest.mark.parametrize("question", ASKED_OF_COSTS)
def test_costs_are_asked_for_in_any_words(tmp_path: Path, question: str) -> None:
    """What takes most money, in thousands of yen, of just so much, or how much by that word alone."""
    with _index(tmp_path, COSTS) as index:
        assert ask(index, question).answer.split("\n")[0] == ASKED_OF_COSTS[question]


def test_amounts_of_several_rows_are_shown_where_only_how_much_is_asked(tmp_path: Path) -> None:
    """「いくら」 names no column, and wants the amounts of the rows that it is asked of."""
    with _index(tmp_path, COSTS) as index:
        answer = ask(index, "分野が港の事業はいくら")
    assert answer.answer.splitlines()[1:] == ["・1 渡し船の運航: 130千円", "・2 岸壁の修繕: 4200千円"]


def test_what_a_cost_is_for_is_no_figure(tmp_path: Path) -> None:
    """「何の費用」 asks for what it is, which a text says, and not for the column of costs."""
    with _index(tmp_path, COSTS) as index:
        answer = ask(index, "岸壁の修繕で、船主が船を移したときに何の費用を助成しますか")
    assert "係留や保管の費用を助成します。" in answer.answer


OFFICES = """局,部,課,室,所属名称
港湾局,管理部,総務課,,港湾局管理部総務課
港湾局,管理部,総務課,文書室,港湾局管理部総務課文書室
港湾局,施設部,岸壁課,,港湾局施設部岸壁課
市民局,,窓口課,証明室,市民局窓口課証明室
"""


def test_an_office_is_placed_among_those_above_it(tmp_path: Path) -> None:
    """Which division it is in is told of its row, and is no count of rows by division."""
    with _index(tmp_path, OFFICES) as index:
        answer = ask(index, "文書室はどの課に置かれていますか")
    assert answer.table is not None
    assert answer.table.rows[0][-1] == "総務課"


BUDGETS = """事業名,担当課,予算額,補正予算額,決算額
格差是正事業,福祉課,100,20,90
学力差の調べ,教育課,300,0,280
渡し船,港湾課,50,5,40
"""
COMPUTED = "文書の数値の差を計算したものです）。"
ASKED_OF_BUDGETS = {
    "格差是正事業の予算額と決算額は": ["1「格差是正事業」の予算額: 100", "補正予算額: 20", "決算額: 90"],
    "格差是正事業の予算額と決算額の差は": [
        f"1「格差是正事業」の差は 10 です（予算額 100 − 決算額 90。{COMPUTED}"
    ],
    "渡し船の補正予算額は決算額よりいくら少ない": [
        f"3「渡し船」の差は 35 です（決算額 40 − 補正予算額 5。{COMPUTED}"
    ],
}


@pytest.mark.parametrize("question", ASKED_OF_BUDGETS)
def test_amounts_are_told_apart_where_that_is_asked(tmp_path: Path, question: str) -> None:
    """Several columns of amounts by their headers; the 差 in a name asks for no difference."""
    with _index(tmp_path, BUDGETS) as index:
        assert ask(index, question).answer.splitlines() == ASKED_OF_BUDGETS[question]

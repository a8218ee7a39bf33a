"""Single cells of tables whose headers nobody listed, asked for by their labels and their year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.evidence import ENOUGH
from assistant.answering.kinds.figures.exact_cell import answer_exact_cell
from assistant.room import Room
from assistant.service import ask
from assistant.words.lexicon import load
from index.store import Index
from tests.assistant.texts.papers import paper

ACCOUNTS = """# 潮見港の収支

| | 前年度（令和6年3月31日） | 本年度（令和7年3月31日） |
|---|---|---|
| 収入の部 | | |
| 使用料 | 1,200 | ※1 1,350 |
| 雑入 | 30 | 41 |
| 収入合計 | 1,230 | 1,391 |
| 支出の部 | | |
| 人件費 | 800 | 820 |
| 雑入 | 5 | 6 |
| 剰余金 | 400 | 500 |
"""

YEARS = """# 潮見港の計画

| 区分 | 令和5年度 | 令和6年度 |
|---|---|---|
| 使用料 | 1,200 | 1,350 |
| 人件費 | 800 | 820 |
"""

TOLD = {
    "潮見港の収支の2025年における「使用料」は？": "1「使用料」の本年度（令和7年3月31日）: 1,350",
    "2024年の「使用料、収入の部」はいくらですか": "1「使用料」の前年度（令和6年3月31日）: 1,200",
    "2025年時点の「雑入、支出の部」は": "5「雑入」の本年度（令和7年3月31日）: 6",
    "令和6年度の「人件費」を教えてください": "4「人件費」の本年度（令和7年3月31日）: 820",
    "2025年の「剰余金又は欠損金」は？": "6「剰余金」の本年度（令和7年3月31日）: 500",
    "2025年の「収入」は？": "3「収入合計」の本年度（令和7年3月31日）: 1,391",
}


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Accounts of two years with nested labels."""
    with paper(tmp_path_factory.mktemp("accounts"), ACCOUNTS) as opened:
        yield opened


@pytest.mark.parametrize("question", TOLD)
def test_a_cell_is_told_by_its_labels_and_its_year(accounts: Index, question: str) -> None:
    """The first line has the figure of the one cell that is meant, without the mark of its note."""
    assert ask(accounts, question).answer.split("\n")[0] == TOLD[question]


def test_the_cell_is_cited_as_printed(accounts: Index) -> None:
    """The quote keeps the mark of the note that the answer leaves out."""
    (citation,) = ask(accounts, "2025年の「使用料」は？").citations
    assert (citation.quote, citation.locator.line) == ("※1 1,350", 6)


OTHERS = {
    "a label that stands twice": "2025年の「雑入」は？",
    "a year that no column is of": "2019年の「使用料」は？",
    "another document": "山手港の2025年の「使用料」は？",
    "more than the cell": "2025年の「使用料」が増えた理由は？",
    "a label that is not there": "2025年の「地代」は？",
    "no label in brackets": "使用料は？",
}


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_is_told_where_no_single_cell_is_meant(accounts: Index, name: str) -> None:
    """Then the question is answered, or refused, as any other."""
    assert answer_exact_cell(Room(accounts, load(), ENOUGH), OTHERS[name]) is None


@pytest.mark.parametrize("question", ["令和6年度の使用料は", "使用料の令和6年度はいくら？"])
def test_a_name_and_a_year_are_enough_where_years_head_the_columns(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    """The figure of that year alone is told, and not those of the years beside it."""
    with paper(tmp_path_factory.mktemp("years"), YEARS) as index:
        assert ask(index, question).answer == "1「使用料」の令和6年度: 1,350"


HOLDINGS = """<title>潮見港の資産</title><table>
<tr><td></td><td>土地（百万円）</td><td>建物（百万円）</td></tr>
<tr><td>令和5年3月31日残高</td><td>81,100</td><td>5,300</td></tr>
<tr><td>令和6年3月31日残高</td><td>82,268</td><td>5,100</td></tr>
<tr><td>令和7年3月31日残高</td><td>84,000</td><td>4,900</td></tr></table>"""

STAFF = """<title>潮見港の人員</title><table>
<tr><td colspan="2">年度</td><td>令和6年3月</td><td>令和7年3月</td></tr>
<tr><td>現金</td><td>百万円</td><td>1,200</td><td>1,350</td></tr>
<tr><td>預金</td><td>〃</td><td>410</td><td>420</td></tr>
<tr><td>積立金の期末残高</td><td>〃</td><td>30</td><td>41</td></tr>
<tr><td>船の数</td><td>隻</td><td>12</td><td>13</td></tr>
<tr><td rowspan="2">職員数（外、臨時職員数）</td><td rowspan="2">人</td><td>76</td><td>73</td></tr>
<tr><td>( 9 )</td><td>( 8 )</td></tr></table>"""


@pytest.mark.parametrize(
    ("table", "question", "told", "notes"),
    [
        (
            HOLDINGS,
            "2025年の「土地、取得価額」は？",
            "3「令和7年3月31日残高」の土地（百万円）: 84,000",
            ("『取得価額』という見出しは、この表にありません。",),
        ),
        (STAFF, "2025年の「積立金、指標」は？", "3「積立金の期末残高」の令和7年3月: 41", None),
        (STAFF, "2024年の「職員数」は？", "5「職員数（外、臨時職員数）」の令和6年3月: 76", ()),
        (STAFF, "2024年の「臨時職員数」は？", "5「職員数（外、臨時職員数）」の令和6年3月: ( 9 )", ()),
    ],
)
def test_a_cell_is_told_by_its_column_and_the_year_of_its_row(
    tmp_path: Path, table: str, question: str, told: str, notes: tuple[str, ...] | None
) -> None:
    """Units name no row and no column; figures in brackets are of the part in the brackets of the name.

    What is named beside and stands nowhere in the table is said.
    """
    with paper(tmp_path, table, "table.html") as index:
        answer = ask(index, question)
    assert answer.answer.split("\n")[0] == told
    assert notes is None or answer.notes == notes

"""Questions on the printed sums of groups: told, compared, the largest, a share of all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.service import ask
from index.store import Index
from tests.assistant.texts.papers import paper

BUDGET = """# 潮見港の予算

## 歳入

| 款 | 項 | 金額（千円） |
|---|---|---|
| 港税 | | 12,300 |
| | 係船料 | 2,300 |
| | 荷役料 | 10,000 |
| 使用料 | | 700 |
| | 広場使用料 | 400 |
| | 倉庫使用料 | 300 |
| 歳入合計 | | 13,000 |

## 歳出

| 款 | 項 | 金額（千円） |
|---|---|---|
| 港湾費 | | 9,100 |
| | 浚渫費 | 6,000 |
| | 岸壁費 | 3,100 |
| 総務費 | | 3,900 |
| | 職員費 | 3,500 |
| | 庁舎費 | 400 |
| 歳出合計 | | 13,000 |
"""

TOLD = {
    "港湾費はいくら": "港湾費（金額（千円））は 9,100千円 です。",
    "使用料の金額は": "使用料（金額（千円））は 700千円 です。",
    "港湾費と総務費、どっちが多い？": (
        "金額（千円）は、港湾費のほうが高く 9,100千円 です（総務費は 3,900千円）。"
    ),
    "歳出でいちばん大きい款は？": (
        "歳出・款（金額（千円））が最も大きいのは 港湾費 で、9,100千円 です（表の2つのうち）。"
    ),
    "歳入でいちばん少ない款は": (
        "歳入・款（金額（千円））が最も小さいのは 使用料 で、700千円 です（表の2つのうち）。"
    ),
    "港湾費は歳出全体の何割": (
        "金額（千円）の合計に占める 港湾費 の割合は 70.0 % です（9,100千円 ÷ 13,000千円 × 100）。"
    ),
    "浚渫費はいくら": "5「浚渫費」の金額（千円）: 6,000",
}


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A budget whose rows are in groups with sums of their own."""
    with paper(tmp_path_factory.mktemp("budget"), BUDGET) as opened:
        yield opened


@pytest.mark.parametrize("question", TOLD)
def test_the_printed_sum_of_a_group_is_told(budget: Index, question: str) -> None:
    """The first line has the sum that is printed, or what is reckoned from such sums, and no item's."""
    assert ask(budget, question).answer.split("\n")[0] == TOLD[question]


def test_the_largest_is_told_with_its_share_where_both_are_asked(budget: Index) -> None:
    """The share stands in a line of its own, with the division in the open."""
    answer = ask(budget, "歳出でいちばん大きい款は何？全体の何割")
    assert answer.answer.split("\n") == [
        "歳出・款（金額（千円））が最も大きいのは 港湾費 で、9,100千円 です（表の2つのうち）。",
        "金額（千円）の合計に占める 港湾費 の割合は 70.0 % です（9,100千円 ÷ 13,000千円 × 100）。",
    ]


@pytest.mark.parametrize("question", ["港湾費の担当課は", "港湾費は前年よりいくら増えた"])
def test_what_a_sum_does_not_say_is_not_told_by_it(budget: Index, question: str) -> None:
    """Neither a department nor a growth is answered with an amount."""
    assert "9,100" not in ask(budget, question).answer

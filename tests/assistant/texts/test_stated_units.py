"""The unit that is printed above a table is said beside a figure that shows none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.service import ask
from index.store import Index
from tests.assistant.texts.papers import paper

PLAN = """# 潮見港の経営計画

## 収支計画

（単位：千円、%）

### 資本的収支

| 区分 | 5年度 | 6年度 |
|---|---|---|
| (1) 港湾債 | 1,200 | 3,400 |
| (2) 港湾債償還金 | 700 | 710 |
| 港湾債残高 | 9,000 | 9,900 |
| 利用率（%） | 61 | 63 |

## 船の数

| 区分 | 5年度 | 6年度 |
|---|---|---|
| 漁船 | 41 | 40 |
| 客船 | 3 | 4 |
"""
NOTE = "単位は、表の上に （単位：千円、%） とあります（5行目）。"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A plan whose first table has its units in a line above it."""
    with paper(tmp_path_factory.mktemp("plan"), PLAN) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "first", "notes"),
    [
        ("6年度の港湾債はいくら借りる計画", "1「港湾債」の6年度: 3,400", (NOTE,)),
        ("6年度の利用率は", "4「利用率（%）」の6年度: 63", ()),
        ("6年度の客船は", "6「客船」の6年度: 4", ()),
    ],
)
def test_a_figure_is_told_with_the_unit_above_its_table(
    plan: Index, question: str, first: str, notes: tuple[str, ...]
) -> None:
    """It is quoted with its line; with a unit of its own, or elsewhere, a figure has no such note.

    Of rows of which one is called just what is asked for, that one is told alone.
    """
    answer = ask(plan, question)
    assert (answer.answer.split("\n")[0], answer.notes) == (first, notes)

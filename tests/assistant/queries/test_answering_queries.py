"""Answers to questions over rows: all that is said, the rows that it stands on, and its table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.service import ask
from index.store import Index
from tests.assistant.asking import Case, asked, expected, shown

CASES = tomllib.loads((Path(__file__).parent / "cases" / "answers.toml").read_text(encoding="utf-8"))
# A question, what its answer has to begin with, and why it does not yet.
BEGINS = (
    ("A評価とB評価の差は何件", "施策は、AよりBのほうが 1件 多いです"),
    ("A評価のKPIが未達の施策は何件", "評価がA、KPIが未達の施策は 1件 です。"),
    (
        "課ごとの平均達成率",
        "担当ごとの施策の達成率の平均です。\n・港湾課: 110 %（2件から）\n・観光課: 106.3 %",
    ),
    (
        "分野ごとにA評価とB評価の件数",
        "分野ごとの施策の数です（評価がA・Bの施策、全5件）。\n・にぎわいづくり: 2件（A: 1件、B: 1件）",
    ),
    ("未達のKPIは", "未達のKPIは 4件 です（施策4件）。"),
)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["ask"])
def test_an_answer_says_all_that_was_asked(queried: Mapping[str, Index], case: Case) -> None:
    """An answer over rows gives its figure with the sum, every row it stands on, and a table of them."""
    assert shown(asked(queried, case), case) == expected(case)


@pytest.mark.parametrize(("question", "begins"), BEGINS)
def test_an_answer_begins_with_its_figure(queried: Mapping[str, Index], question: str, begins: str) -> None:
    """The first line is in the language of the question, and has the figure, rounded half up."""
    assert ask(queried["harbour"], question).answer.startswith(begins)

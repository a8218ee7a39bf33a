"""Departments are told apart as they are written, and never cut in their names."""

from __future__ import annotations

import pytest

from corpus.records.departments import from_chain, split_departments, split_trailing

# as printed, departments
CELLS = [
    ("企画課・市民課", ("企画課", "市民課")),
    ("企画課、情報政策課", ("企画課", "情報政策課")),
    ("企画課\n市民課", ("企画課", "市民課")),
    ("市民部 市民課", ("市民部 市民課",)),
    ("文化・スポーツ振興課", ("文化・スポーツ振興課",)),
    ("文化財課・文化・スポーツ振興課", ("文化財課", "文化・スポーツ振興課")),
    ("参事官（総合政策・企画担当）", ("参事官（総合政策・企画担当）",)),
    ("広報課 ほか", ("広報課",)),
    ("企画課及び市民課", ("企画課", "市民課")),
    ("企画課・観光振興", ("企画課・観光振興",)),
    ("企画課、企画課", ("企画課",)),
    ("－", ()),
    ("", ()),
]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: case[0])
def test_departments_of_a_cell(case: tuple[str, tuple[str, ...]]) -> None:
    """A mark divides where both sides end like a department."""
    assert split_departments(case[0]) == case[1]


@pytest.mark.parametrize(
    ("text", "announced", "wanted"),
    [
        ("広報【広報課】", False, ("広報", "広報課")),
        ("広報［広報課・企画課］", False, ("広報", "広報課・企画課")),
        ("広報（広報課）", True, ("広報", "広報課")),
        ("広報（広報課）", False, ("広報（広報課）", "")),
        ("広報【新規】", True, ("広報【新規】", "")),
        ("【広報課】", True, ("【広報課】", "")),
    ],
)
def test_a_trailing_bracket_holds_departments(text: str, announced: bool, wanted: tuple[str, str]) -> None:
    """Round brackets do only where the header announces them."""
    assert split_trailing(text, announced=announced) == wanted


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ([("局", "市民局"), ("部", "市民部"), ("課", "市民課"), ("係", "窓口係")], ("市民課",)),
        ([("局", "市民局"), ("部", "市民部"), ("課", "－")], ("市民部",)),
        ([("課", ""), ("係", "窓口係")], ("窓口係",)),
        ([("部", "市民部"), ("課", "市民課"), ("関係課", "企画課")], ("市民課", "企画課")),
        ([("担当課", "市民課"), ("関係課", "企画課")], ("市民課", "企画課")),
        ([], ()),
    ],
)
def test_levels_in_columns_of_their_own(levels: list[tuple[str, str]], wanted: tuple[str, ...]) -> None:
    """The division counts; what is printed instead where there is none."""
    assert from_chain(levels) == wanted

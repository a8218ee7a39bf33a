"""Places in the answer before: the third, the last, the first two."""

from __future__ import annotations

import pytest

from assistant.service import ask
from assistant.understanding.mentions.figures.ordinals import ordinal
from assistant.words.lexicon import load
from index.store import Index

LISTED = ("1-4", "3-1", "9-3", "11-1", "11-2", "12-3")


@pytest.mark.parametrize(
    ("text", "nth", "first"),
    [
        ("3番目の担当課は", 3, 0),
        ("三番目の担当は", 3, 0),
        ("2つ目", 2, 0),
        ("上から2番目の目標は", 2, 0),
        ("下から2番目の目標は", -2, 0),
        ("最後の課題", -1, 0),
        ("最初は？", 1, 0),
        ("一番下のやつ", -1, 0),
        ("一番上の評価", 1, 0),
        ("ラストの担当課", -1, 0),
        ("最初の2つは", 0, 2),
        ("最後の3件の課題", 0, -3),
        ("ラスト2つ", 0, -2),
        ("the last one", -1, 0),
        ("and the issues of the second?", 2, 0),
        ("the 3rd one", 3, 0),
        ("the first of these", 1, 0),
        ("the first two", 0, 2),
        ("last 3 measures", 0, -3),
        ("2番目に多い課", 0, 0),
        ("90%以上の3件", 0, 0),
        ("第3回の会議", 0, 0),
        ("When was the first meeting held?", 0, 0),
        ("RPAの目標", 0, 0),
    ],
)
def test_a_place_is_told_by_its_words(text: str, nth: int, first: int) -> None:
    """One row counted from either end, or so many rows of an end; a rank or a moment is neither."""
    found = ordinal(text, load())
    assert ((found.nth, found.first) if found else (0, 0)) == (nth, first)


def test_the_last_of_something_else_is_no_place() -> None:
    """「最後の」 counts before what may be asked of a row, and not before any other noun."""
    text = "最後の会議はいつ"
    assert (ordinal(text, load(), ()), ordinal(text, load(), (3,))) != (None, None)
    assert ordinal(text, load(), ()) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("最後の担当課は", LISTED[-1:]),
        ("最初の課題は？", LISTED[:1]),
        ("一番下のやつの担当課", LISTED[-1:]),
        ("最後のは？", LISTED[-1:]),
        ("2つ目", LISTED[1:2]),
        ("最初の2つの担当課は", LISTED[:2]),
        ("上から3つの担当課を教えて", LISTED[:3]),
        ("最後の2件", LISTED[-2:]),
        ("who handles the last one?", LISTED[-1:]),
        ("the first two: which department?", LISTED[:2]),
        ("the last three please", LISTED[-3:]),
    ],
)
def test_a_follow_up_is_about_the_rows_of_those_places(
    index: Index, text: str, rows: tuple[str, ...]
) -> None:
    """The answer stands on the rows singled out and on no other."""
    answer = ask(index, text, ["B評価の施策は？"])
    assert tuple(dict.fromkeys(citation.row for citation in answer.citations)) == rows


@pytest.mark.parametrize("history", [[], ["B評価の施策は？"]])
def test_a_place_that_is_not_there_is_said(index: Index, history: list[str]) -> None:
    """Beyond the rows before, or without any, nothing is looked for by the number."""
    answer = ask(index, "10番目の担当課は", history)
    assert (answer.reason, answer.answer) == ("no_such_row", "10番目 という番号の行はありません。")

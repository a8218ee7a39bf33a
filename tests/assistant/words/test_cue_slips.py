"""Mistyped cue words: what is taken for one, and what is left as it was typed."""

from __future__ import annotations

import pytest

from assistant.service import ask
from assistant.understanding.prepared import prepare
from assistant.understanding.preparing.cue_slips import cue_slips, mend_cues
from assistant.words.lexicon import load
from index.store import Index


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("RPAの目評は", "目標"),
        ("オープンデータの実積", "実績"),
        ("テレワークの担当カ", "担当課"),
        ("GISの担当化はどこ", "担当課"),
        ("RPAの達成立は", "達成率"),
        ("電子契約の科題は", "課題"),
        ("テレワークの課代は", "課題"),
        ("RPAの実績地", "実績値"),
        ("B評化の施策", "評価"),
        ("B評価の施錯の一覧", "施策"),
        ("RPAのスケジュル", "スケジュール"),
    ],
)
def test_a_slip_is_taken_for_the_one_cue_it_sounds_as(index: Index, text: str, taken: str) -> None:
    """A word that is none is taken for the cue with its sound, or with one character of the same sound."""
    found = cue_slips(index, prepare(text), load())
    assert [one.taken for _, one in found] == [taken]


@pytest.mark.parametrize(
    "text",
    [
        "RPAの目標は",
        "情報政策課の要員は",
        "聖火リレーの実績",
        "市の名勝は",
        "進捗表を出して",
        "概要版はどこ",
        "職員のリストラの計画",
        "農業費の実績",
        "3-1の目標",
        "D評価の施策",
        "9-13の実績",
        "個別施策の一覧",
        "標準化の予定はどうなっていますか",
    ],
)
def test_other_words_are_left_as_typed(index: Index, text: str) -> None:
    """Cues, words of the documents, words with an ending, mere homophones and numbers are no slips."""
    assert cue_slips(index, prepare(text), load()) == ()


def test_what_was_taken_is_put_in_and_said(index: Index) -> None:
    """The question goes on with the cue in the place of the slip, and the answer has a note of it."""
    prepared, corrections = mend_cues(index, prepare("ＲＰＡの目評は？"), load())
    assert (prepared.cased, [one.typed for one in corrections]) == ("RPAの目標は?", ["目評"])
    assert "「目評」を「目標」として探しました。" in ask(index, "RPAの目評は").notes


def test_many_words_that_are_none_cost_little(index: Index) -> None:
    """Five hundred characters of which no two make a word are looked up at once."""
    assert cue_slips(index, prepare("亜唖娃阿哀愛挨姶逢葵" * 50), load()) == ()

"""Corrections come from the corpus, for words it lacks, and never change a meaning that can be told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.find.fuzzy import Correction, How, correct, corrections
from index.store import Index

CORRECTED = [
    ("電子決済", "電子決裁", "reading"),
    ("じんじか", "人事課", "reading"),
    ("ばりあふりー", "バリアフリー", "reading"),
    ("マイナンバカード", "マイナンバーカード", "reading"),
    ("タブレト", "タブレット", "fuzzy"),
    ("デジタルアーカイプ", "デジタルアーカイブ", "fuzzy"),
    ("ぴったりサービス", "びったりサービス", "fuzzy"),
    ("きょういくせんたー", "教育センター", "reading"),
]


@pytest.mark.parametrize(("word", "printed", "how"), CORRECTED)
def test_a_slip_is_corrected_to_what_the_corpus_prints(
    small: Index, word: str, printed: str, how: str
) -> None:
    """Homophones, kana for kanji, left-out long vowels, slips, and even misprints of the corpus are found."""
    best = correct(small, word)[0]
    assert (best.word, best.printed, best.how) == (word, printed, how)


KEPT = [
    "電子決裁", "人事課", "講座", "スマートフォン", "9-3", "2024年", "1929", "A", "B", "D", "", "x",
    "宇宙", "公園", "RAP", "福岡市", "決裁電子", "１−１", "構築", "高校", "カード", "カーブ", "ん",
]  # fmt: skip


@pytest.mark.parametrize("word", KEPT)
def test_what_stands_in_the_corpus_or_could_mean_another_thing_is_kept(small: Index, word: str) -> None:
    """Words of the corpus, numbers, ratings, letters, short words and other words in kanji are left alone."""
    assert correct(small, word) == ()


QUESTIONS = [
    ("電子決済の目標は", [("電子決済", "電子決裁", 0, 4)]),
    ("じんじかの施策は", [("じんじか", "人事課", 0, 4)]),
    ("びじねすのじんじか", [("じんじか", "人事課", 5, 9)]),
    ("たぶれっとの配布", [("たぶれっと", "タブレット", 0, 5)]),
    ("福岡市のRPA", []),
    ("スマートフォン講座は何回", []),
    (
        "マイナンバカードとタブレト",
        [("マイナンバカード", "マイナンバーカード", 0, 8), ("タブレト", "タブレット", 9, 13)],
    ),
    ("にんちの取組", []),
]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_a_question_is_corrected_in_place(
    small: Index, text: str, expected: list[tuple[str, str, int, int]]
) -> None:
    """Only what the corpus lacks is corrected, at its place in the question."""
    found = corrections(small, text)
    assert [(one.word, one.printed, one.start, one.end) for one in found] == expected


def test_a_correction_says_what_to_search_for(small: Index) -> None:
    """Its tokens are the corpus's own terms, and equal sound is full likeness."""
    (one,) = corrections(small, "電子決済")
    assert one == Correction("電子決済", "電子決裁", ("電子", "決裁"), 100.0, How.READING, 0, 4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_any_text_can_be_corrected(small: Index, text: str) -> None:
    """No text makes a correction fail, and corrections stand where they say."""
    assert all(text[one.start : one.end] == one.word for one in corrections(small, text))
    assert all(one.printed for one in correct(small, text))

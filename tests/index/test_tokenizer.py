"""Words come out the same for index and question, at exact positions, from any text and any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.kana import is_kana, katakana, reading_key
from index.language.tokenizer import (
    Pos,
    coarser,
    content,
    index_terms,
    indexed,
    is_one_word,
    reading_of,
    synonyms_of,
    terms_of,
    tokenize,
)

SAME = [
    ("ＲＰＡ", "rpa"),
    ("ｱﾌﾟﾘ", "アプリ"),
    ("取組", "取り組み"),
    ("サーバ", "サーバー"),
    ("令和5年度", "2023年度"),
    ("R5年度", "２０２３年度"),
    ("令和6年7月", "2024年7月"),
    ("二十五", "25"),
    ("1,929", "1929"),
    ("スマートホン", "スマートフォン"),
    ("ペーパレス", "ペーパーレス"),
    ("令和6年3月31日", "2024/3/31"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_writings_of_one_thing_are_one_term(one: str, other: str) -> None:
    """Width, kana, okurigana, long vowels, eras and numerals do not tell words apart."""
    assert index_terms(one) == index_terms(other) != ()


KINDS = [
    ("B評価", ["b noun", "評価 noun"]),
    ("40件", ["40 number", "件 counter"]),
    ("福岡市", ["福岡 place", "市 noun"]),
    ("2024年3月に着手", ["2024年3月 date", "に particle", "着手 noun"]),
    ("速く、それは", ["速い adjective", "、 symbol", "其れ pronoun", "は particle"]),
    ("全く行かない", ["全く adverb", "行く verb", "ない auxiliary"]),
    ("再構築者", ["再 prefix", "構築 noun", "者 suffix"]),
    ("Facebook、しかし", ["facebook proper", "、 symbol", "然し other"]),
    (" \t\n", []),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_words_have_a_part_of_speech(text: str, expected: list[str]) -> None:
    """Each token says what kind of word it is, as coarse as search needs it."""
    assert [f"{token.term} {token.pos}" for token in tokenize(text) if token.term.strip()] == expected


def test_content_leaves_out_what_says_nothing() -> None:
    """Particles, formal nouns, light verbs and asking words are no content; adverbs are only indexed."""
    text = "本市では何のためのものを作成しているのか、特に知りたいこと"
    assert [token.term for token in content(tokenize(text))] == ["市", "作成", "知る"]
    assert [token.term for token in indexed(tokenize(text))] == ["市", "作成", "特に", "知る"]


def test_the_same_word_may_stop_as_an_affix_only() -> None:
    """本 as a prefix says nothing, 本 as a noun or counter does."""
    assert index_terms("本を読む") == ("本", "読む")
    assert index_terms("本市") == ("市",)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("2024年3月31日", ("2024年", "2024年3月")),
        ("2024年3月", ("2024年",)),
        ("2023年度", ("2023年",)),
        ("課", ()),
    ],
)
def test_dates_lie_in_wider_ones(term: str, expected: tuple[str, ...]) -> None:
    """A day is also found by its month and year, a fiscal year by its year."""
    assert coarser(term) == expected


def test_a_wider_term_comes_once_and_last() -> None:
    """Wider terms do not come between words, where they would break phrases."""
    assert terms_of(tokenize("2024年3月と2024年4月")) == ("2024年3月", "と", "2024年4月", "2024年")


@given(st.text(max_size=60))
def test_any_text_is_cut_at_its_own_characters(text: str) -> None:
    """Tokens stand where they say, in order, without overlap; reading keys come from any text."""
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(token.term and " " not in token.term for token in tokens)
    assert reading_key(reading_of(text)) == reading_of(text)


def test_a_lone_surrogate_is_an_unknown_character() -> None:
    """Text that can't be encoded is still cut, at the same positions."""
    assert [(token.term, token.start) for token in tokenize("\ud800目標")] == [("\ufffd", 0), ("目標", 1)]
    assert synonyms_of("\udfff") == ()


@pytest.mark.parametrize("stop", ["。", "", " "])
def test_a_long_text_is_cut_before_sudachi_refuses_it(stop: str) -> None:
    """Text over Sudachi's limit of 49,149 bytes loses nothing."""
    text = ("目標を達成した" + stop) * 6000
    tokens = tokenize(text)
    assert "".join(token.surface for token in tokens) == text.replace(" ", "")
    assert tokens[-1].end in (len(text), len(text) - 1)


def test_many_threads_share_one_dictionary() -> None:
    """Twenty threads at once get what one alone gets."""
    texts = [f"令和{number}年度の取組は{number}件" for number in range(1, 41)]
    alone = [tokenize(text) for text in texts]
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(tokenize, texts)) == alone


READINGS = [
    ("人事課", "ジンジカ"),
    ("じんじか", "ジンジカ"),
    ("AI・RPAの利用", "airpaノリヨウ"),
    ("令和6年7月1日", "2024ネン7ガツ1ニチ"),
    ("2023年度", "2023ネンド"),
    ("サーバー", "サバ"),
    ("！？", ""),
]


@pytest.mark.parametrize(("text", "expected"), READINGS)
def test_a_text_has_a_reading(text: str, expected: str) -> None:
    """Kanji become kana, letters and digits stay, marks go."""
    assert reading_of(text) == expected


def test_kana_is_told_from_other_scripts() -> None:
    """Kana alone, in either script and width, with long-vowel marks and spaces."""
    texts = ["じんじか", "ｱﾌﾟﾘ", "ばりあ ふりー", "人事か", "ー", "", "a", "・"]
    assert [is_kana(text) for text in texts] == [True, True, True, False, False, False, False, False]
    assert katakana("ゝゞあー亜") == "ヽヾアー亜"


def test_the_dictionary_knows_compounds() -> None:
    """A compound that the dictionary has as one entry has synonym groups of its own."""
    assert is_one_word("高齢者")
    assert not is_one_word("高齢者の講座")
    assert set(synonyms_of("高齢者")) & set(synonyms_of("シニア"))


def test_a_number_has_no_synonyms() -> None:
    """Figures are never replaced by other words."""
    assert [token.synonyms for token in tokenize("3") if token.pos is Pos.NUMBER] == [()]

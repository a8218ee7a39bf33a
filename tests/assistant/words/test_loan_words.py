"""Loan words typed in hiragana and nouns typed half in kana, on the made-up plan of test_near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.service import ask
from assistant.understanding.prepared import prepare
from assistant.understanding.preparing.loan_words import half_in_kana, loan_words
from assistant.words.lexicon import load
from index.store import Index
from tests.assistant.talks import opened
from tests.assistant.test_near import grove_document


@pytest.fixture(scope="module")
def grove(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The plan of a made-up town, indexed."""
    with opened(tmp_path_factory.mktemp("loan"), grove_document()) as index:
        yield index


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("すまーとふぉん講座の担当は", ["スマートフォン"]),
        ("でじたるの講座は何回", ["デジタル"]),
        ("いんすたの件数は", ["インスタ"]),
        ("どろーんの担当は", ["ドローン"]),
        ("ねぇ、講座の担当は", []),
        ("これらのうちの担当課はどこなのですか", []),
        ("ひきこもりの相談は", []),
    ],
)
def test_a_loan_word_in_hiragana_is_written_in_katakana(grove: Index, typed: str, written: list[str]) -> None:
    """As the plan or the word lists have it, or by its long vowels; a native word stays."""
    assert [word for _, word in loan_words(grove, prepare(typed), load())] == written


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ほん訳の担当は", ["翻訳"]),
        ("避なん所の情報", ["避難"]),
        ("担当の課は", []),
        ("行った講座の回数", []),
    ],
)
def test_a_noun_half_in_kana_is_printed_whole(grove: Index, typed: str, printed: list[str]) -> None:
    """The one noun with that kanji in its place and that sound at its other end."""
    assert [word for _, word in half_in_kana(grove, prepare(typed))] == printed


def test_what_was_taken_is_said(grove: Index) -> None:
    """A loan word that no row has is no ground to list all rows."""
    assert "「ほん訳」を「翻訳」" in " ".join(ask(grove, "ほん訳の担当は").notes)
    assert "ドローン" in ask(grove, "どろーんの担当は").answer

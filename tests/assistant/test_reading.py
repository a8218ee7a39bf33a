"""From a question's text to its meaning: what is asked, of which rows, under which conditions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.errors import QuestionError
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from index.store import Index
from tests.assistant.asking import Case, Plans, cases, expected, opened, read


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plans]:
    """The made-up plans, indexed."""
    with opened(tmp_path_factory.mktemp("plans")) as plans:
        yield plans


@pytest.mark.parametrize("case", cases("reading"))
def test_a_question_is_read(plans: Plans, case: Case) -> None:
    """Names, conditions, fields and the kind of answer are what the words say."""
    assert read(plans[case["plan"]], case["ask"]) == expected(case)


@pytest.mark.parametrize("case", cases("shipped"))
def test_names_of_the_shipped_document_are_found(index: Index, case: Case) -> None:
    """Departments in full, in part and in kana, numbers, sections, years and denials are what they name."""
    assert read(index, case["ask"]) == expected(case)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＲＰＡの目標は", "RPAの目標は"),
        ("rpaの目標は", "RPAの目標は"),
        ("B評価の施策は？", "Ｂ評価の施策は"),
        ("令和6年2月18日の催しは", "R6.2.18の催しは"),
        ("情報政策課 の 施策", "情報政策課の施策"),
        ("ﾃﾚﾜｰｸの課題", "テレワークの課題"),
        ("ばりあふりーまっぷの課題", "バリアフリーマップの課題"),
        ("オープンデタの件数", "オープンデータの件数"),
    ],
)
def test_width_case_spaces_and_sound_do_not_matter(index: Index, one: str, other: str) -> None:
    """The same question in another spelling is read alike, to the rows, fields and words."""
    first, second = read(index, one), read(index, other)
    for question in (first, second):
        for said_of_spelling in ("subject", "notes"):
            question.pop(said_of_spelling, None)
    assert first == second


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("デジタルアーカイプの公開日", "「デジタルアーカイプ」を「デジタルアーカイブ」として探しました。"),
        ("じんじかの施策", "「じんじか」を「人事課」として探しました。"),
        ("What is the issue with telewark?", "“telewark” was looked for as “telework”."),
        ("電子決済の課題は", "「電子決済」を「電子決裁」として探しました。"),
    ],
)
def test_what_was_taken_for_what_is_said(index: Index, typed: str, taken: str) -> None:
    """A word that the documents spell otherwise is looked for in their spelling, with a note."""
    assert read(index, typed)["notes"] == [taken]


@pytest.mark.parametrize(
    "typed", ["9-13の目標", "D評価の施策", "RPAの目標は", "電子決裁の課題", "2035年度の評価"]
)
def test_numbers_ratings_and_known_words_are_never_corrected(index: Index, typed: str) -> None:
    """What stands in the documents, and what is a number or a rating, is taken as typed."""
    assert read(index, typed).get("notes", []) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "empty_question"),
        (" \u3000\n", "empty_question"),
        ("\u200b\ufeff\x00", "empty_question"),
        ("あ" * 501, "question_too_long"),
        ("\ud800の目標", "not_text"),
    ],
)
def test_what_cannot_be_read_is_an_error(index: Index, question: str, code: str) -> None:
    """An empty question, one that is too long and one that is not text are told apart by code."""
    with pytest.raises(QuestionError) as caught:
        understand(index, question, load())
    assert caught.value.code == code
    assert str(caught.value) == caught.value.message


def test_five_hundred_characters_may_be_asked(index: Index) -> None:
    """The longest question is read; white space and control characters around it do not count."""
    question = understand(index, " \x00" + "の" * 500 + "\n", load())
    assert question.folded == "の" * 500

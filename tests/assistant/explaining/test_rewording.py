"""A question asked otherwise: another value in a condition, or one condition less, in words read so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model.answer import Language
from assistant.service import ask, ask_otherwise
from index.build.build import build
from index.store import Index
from tests.assistant.plans import health_document, town_document
from tests.web.editions import EARLIER, LATER, edition

# Question, the number of the condition from 0, its new value (None to leave it out), the question then.
CHANGED = [
    ("情報政策課のB評価の施策は", 1, "A", "情報政策課のA評価の施策は"),
    ("情報政策課のB評価の施策は", 0, "企画課", "企画課のB評価の施策は"),
    ("遅れている施策が2件以上ある部署は？", 0, "A", "評価がAの施策が2件以上ある部署は？"),
    ("教育センターの未達のKPIは", 1, "met", "教育センターの達成のKPIは"),
    ("情報政策課の施策のうちA評価の割合は", 0, "企画課", "企画課の施策のうちA評価の割合は"),
    ("Which measures are rated B?", 0, "A", "Which measures are rated A?"),
    ("Which measures does 企画課 handle?", 0, "人事課", "Which measures does 人事課 handle?"),
    ("市民課のドローンの施策は", 0, "企画課", "企画課のドローンの施策は"),
    (
        "外国人に関係する施策は",
        0,
        "7-3",
        "情報発信サービスの多言語対応推進に関係する施策は",
    ),
    ("こんにちは、B評価の施策は", 0, "A", "A評価の施策は"),
]
LEFT_OUT = [
    ("情報政策課のB評価の施策は", 0, "B評価の施策は"),
    ("情報政策課のB評価の施策は", 1, "情報政策課の施策は"),
    ("遅れている施策が2件以上ある部署は？", 0, "施策が2件以上ある部署は？"),
    ("達成率が80%以上100%未満の、大分市教育センター以外の施策は？", 0, "大分市教育センター以外の施策は？"),
    ("達成率が80%以上100%未満の、大分市教育センター以外の施策は？", 1, "達成率が80%以上100%未満の施策は？"),
    ("Which measures are rated B in 情報政策課?", 1, "Which measures are rated B?"),
    ("Which measures are rated B in 情報政策課?", 0, "Which measures are in 情報政策課?"),
    ("市民課のドローンの施策は", 1, "市民課の施策は"),
]


@pytest.mark.parametrize(("question", "stage", "value", "asked"), CHANGED)
def test_a_condition_is_changed_in_the_words_of_the_question(
    index: Index, question: str, stage: int, value: str, asked: str
) -> None:
    """What else is asked stays as it was typed."""
    found = ask_otherwise(index, question, (), stage, value)

    assert found is not None
    assert (found.question, found.alone) == (asked, False)


@pytest.mark.parametrize(("question", "stage", "asked"), LEFT_OUT)
def test_a_condition_is_left_out_with_what_joins_it(
    index: Index, question: str, stage: int, asked: str
) -> None:
    """No particle is left behind with nothing before it."""
    found = ask_otherwise(index, question, (), stage, None)

    assert found is not None
    assert found.question == asked


def test_a_condition_that_was_taken_over_is_changed_by_saying_all_of_it(index: Index) -> None:
    """No word of the follow-up says it; the rest stays."""
    before = ("B評価の施策は",)
    changed = ask_otherwise(index, "そのうち情報政策課は", before, 0, "A")
    left_out = ask_otherwise(index, "そのうち情報政策課は", before, 0, None)

    assert changed is not None
    assert left_out is not None
    assert changed.question == "評価がA、情報政策課が担当する個別施策は？"
    assert left_out.question == "情報政策課が担当する個別施策は？"


def test_the_implied_edition_is_changed_by_naming_another(tmp_path: Path) -> None:
    """Before what is asked in Japanese, behind it in English."""
    build([edition(tmp_path, 2022, EARLIER), edition(tmp_path, 2023, LATER)], tmp_path / "i.sqlite")
    with Index.open(tmp_path / "i.sqlite") as opened:
        japanese = ask_otherwise(opened, "A評価の施策は", (), 0, "2022")
        english = ask_otherwise(
            opened, "Which measures are rated A?", (), 0, "2022", language=Language.ENGLISH
        )

    assert japanese is not None
    assert english is not None
    assert japanese.question == "2022年度のA評価の施策は"
    assert english.question == "Which measures are rated A for fiscal 2022?"


def test_a_question_of_all_documents_is_kept_to_one(tmp_path: Path) -> None:
    """By its title, before what is asked; another one takes its place."""
    build([town_document(), health_document()], tmp_path / "i.sqlite")
    with Index.open(tmp_path / "i.sqlite") as opened:
        one = ask_otherwise(opened, "KPIが達成の項目は", (), 0, "health")
        other = ask_otherwise(opened, "「みなと市健康づくり計画」のKPIが設定されている項目は", (), 0, "town")
        none = ask_otherwise(opened, "KPIが達成の項目は", (), 0, "nothing")

    assert one is not None
    assert other is not None
    assert none is None
    assert one.question == "「みなと市健康づくり計画」のKPIが達成の項目は"
    assert other.question == "「あおば町事務事業評価」のKPIが設定されている項目は"


NOT_SAID = [
    ("B評価の施策は", 7, None),
    ("B評価の施策は", 0, "Z"),
    ("未達のKPIは", 0, "nothing"),
    ("2023年度の施策は", 0, "soon"),
    ("達成率の平均は", 0, None),
    ("こんにちは", 0, None),
    ("RPAの目標は", 0, "99-9"),
    ("情報政策課の施策はすべてA評価ですか", 1, "B"),
]


@pytest.mark.parametrize(("question", "stage", "value"), NOT_SAID)
def test_what_no_question_says_is_not_made_up(
    index: Index, question: str, stage: int, value: str | None
) -> None:
    """No such condition, no such value, or one that can't be left out."""
    assert ask_otherwise(index, question, (), stage, value) is None


@pytest.mark.parametrize(
    "question",
    ["情報政策課のB評価の施策は", "遅れている施策は何件", "Which measures are rated B?", "未達のKPIは"],
)
def test_what_is_offered_has_the_rows_that_it_says(index: Index, question: str) -> None:
    """The number beside each choice is that of the question asked so."""
    answer = ask(index, question, reading=True)
    assert answer.reading is not None
    for place, stage in enumerate(answer.reading.stages):
        for choice in stage.choices:
            found = ask_otherwise(index, question, (), place, choice.value)
            assert found is not None, (question, choice)
            then = ask(index, found.question, reading=True).reading
            assert then is not None
            assert then.stages[-1].rows == choice.rows, (question, choice)

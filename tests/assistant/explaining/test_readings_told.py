"""How a question was read: its sentence, and its conditions with the rows that pass so far."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.answer import Answer, Language, Status
from assistant.model.query import Ask
from assistant.model.reading import Reading, Stage
from assistant.render import render
from assistant.render.terminal.text import render as as_text
from assistant.service import ask
from index.build.build import build
from index.store import Index
from tests.assistant.plans import health_document, town_document
from tests.test_questions import SHIPPED, cases_of
from tests.web.editions import EARLIER, LATER, edition

SENTENCES = [
    ("情報政策課のB評価の施策は", "情報政策課が担当する、評価がBの個別施策の一覧を求める質問と読みました。"),
    ("B評価の施策は何件", "評価がBの個別施策の数を求める質問と読みました。"),
    ("B評価の施策の課題は", "評価がBの個別施策の課題を求める質問と読みました。"),
    ("B評価の施策はありますか", "評価がBの個別施策があるかを尋ねる質問と読みました。"),
    (
        "情報政策課の施策のうちA評価の割合は",
        "情報政策課が担当する個別施策に占める評価がAの個別施策の割合を求める質問と読みました。",
    ),
    ("達成率の平均は", "個別施策の達成率の平均を求める質問と読みました。"),
    ("達成率が低い順に3件", "個別施策のうち達成率の低い順に上位3件を求める質問と読みました。"),
    ("達成率が最も低い施策は", "個別施策のうち達成率が最も低いものを求める質問と読みました。"),
    ("担当課ごとの件数は", "担当ごとの個別施策の数を求める質問と読みました。"),
    (
        "遅れている施策が2件以上ある部署は？",
        "評価がBの個別施策が2件以上ある担当を求める質問と読みました。",
    ),
    ("施策が一番多い課は", "個別施策が最も多い担当を求める質問と読みました。"),
    (
        "情報政策課と大分市教育センターではどちらの施策が多い",
        "個別施策についての情報政策課と大分市教育センターの比較を求める質問と読みました。",
    ),
    (
        "情報政策課の施策はすべてA評価ですか",
        "情報政策課が担当する個別施策がすべて「評価がA」に当たるかを尋ねる質問と読みました。",
    ),
    ("RPAの目標は", "9-3「AI・RPAの利用促進」の目標を求める質問と読みました。"),
    ("計画期間は", "「計画期間」についての記載を求める質問と読みました。"),
    ("D評価の施策は", "文書にない「D」についての質問と読みました。"),
    ("こんにちは", ""),
]


@pytest.mark.parametrize(("question", "sentence"), SENTENCES)
def test_a_reading_is_told_in_one_sentence(index: Index, question: str, sentence: str) -> None:
    """It says what was taken to be asked for, in the words of the documents."""
    assert reading_of(index, question).sentence == sentence


def test_a_reading_is_in_the_language_of_its_page(index: Index) -> None:
    """Whatever the language of the question and of its answer."""
    japanese = ask(index, "Which measures are rated B?", reading=True, page_language=Language.JAPANESE)
    english = ask(index, "B評価の施策は", reading=True, page_language=Language.ENGLISH)

    assert japanese.reading is not None
    assert english.reading is not None
    assert japanese.reading.sentence == "評価がBの個別施策の一覧を求める質問と読みました。"
    assert english.reading.sentence == "Read as asking for a list of the measures rated B."


# Column, value, the words for it where they are others, the surety, the rows that pass so far.
STAGES = [
    (
        "情報政策課のB評価の施策は",
        [("担当", "情報政策課", "", "matched", 18), ("評価", "B", "", "matched", 3)],
    ),
    (
        "情報政策課の遅れている施策は",
        [("担当", "情報政策課", "", "matched", 18), ("評価", "B", "遅れている", "guessed", 3)],
    ),
    (
        "令和5年度の教育センターの未達のKPIは",
        [
            ("年度", "2023年度", "令和5年度", "matched", 43),
            ("担当", "大分市教育センター", "教育センター", "matched", 3),
            ("KPIの達成", "未達", "", "matched", 2),
        ],
    ),
    (
        "達成率が80%以上100%未満の、大分市教育センター以外の施策は？",
        [
            ("達成率", "80%以上100%未満", "", "matched", 4),
            ("担当", "大分市教育センター 以外", "", "matched", 2),
        ],
    ),
    ("A評価またはB評価の施策は", [("評価", "A・B", "", "matched", 43)]),
    ("B評価または未達の施策", [("条件", "評価がB、またはKPIが未達", "", "matched", 10)]),
    ("課題が空欄の施策は", [("課題", "空欄", "", "matched", 3)]),
    ("達成率の平均は", [("達成率", "数値あり", "", "matched", 16)]),
    (
        "遅れている施策が2件以上ある部署は？",
        [("評価", "B", "遅れている", "guessed", 6), ("担当ごとの数", "2件以上", "", "matched", None)],
    ),
    (
        "情報政策課と大分市教育センターではどちらの施策が多い",
        [
            ("担当", "情報政策課", "", "matched", 18),
            ("担当", "大分市教育センター", "", "matched", 3),
        ],
    ),
    (
        "情報政策課の施策はすべてA評価ですか",
        [("担当", "情報政策課", "", "matched", 18), ("評価", "A", "", "matched", 15)],
    ),
    ("RPAの目標は", [("個別施策", "9-3「AI・RPAの利用促進」", "RPA", "matched", 1)]),
    (
        "電子決済の実績は",
        [("個別施策", "2-3「電子決裁導入業務の拡大」", "電子決済", "guessed", 1)],
    ),
    ("じんじかの施策は", [("担当", "人事課", "", "guessed", 1)]),
    (
        "市民課のドローンの施策は",
        [("担当", "市民課", "", "matched", 1), ("文書にない語", "ドローン", "", "unread", 0)],
    ),
    ("計画期間は", [("本文", "「期間」", "", "matched", 3)]),
    ("こんにちは", []),
]


@pytest.mark.parametrize(("question", "stages"), STAGES)
def test_each_condition_stands_with_the_rows_that_pass_so_far(
    index: Index, question: str, stages: list[tuple[object, ...]]
) -> None:
    """So that one sees where a row was lost; what is guessed and what is unread is told apart."""
    assert [told(stage) for stage in reading_of(index, question).stages] == stages


def test_a_follow_up_shows_the_conditions_that_it_takes_over(index: Index) -> None:
    """Those of the question before, and the row that it is about."""
    narrowed = reading_of(index, "そのうち情報政策課は", "B評価の施策は")
    pointing = reading_of(index, "課題は？", "RPAの目標は")

    assert [told(stage)[:2] for stage in narrowed.stages] == [("評価", "B"), ("担当", "情報政策課")]
    assert [told(stage)[:2] for stage in pointing.stages] == [("前の答え", "9-3「AI・RPAの利用促進」")]


def test_a_condition_offers_what_it_may_be_instead(index: Index) -> None:
    """With the rows that would pass all other conditions, the most first; none that no row has."""
    department, rating = reading_of(index, "情報政策課のB評価の施策は").stages

    assert [(one.label, one.rows) for one in department.choices] == [
        ("大分市教育センター", 2),
        ("障害福祉課", 1),
        ("企画課", 1),
    ]
    assert [(one.value, one.rows) for one in rating.choices] == [("A", 15)]


def test_the_newest_edition_is_said_to_be_implied(tmp_path: Path) -> None:
    """Where a question names no year; the other years are what it may be instead."""
    build([edition(tmp_path, 2022, EARLIER), edition(tmp_path, 2023, LATER)], tmp_path / "i.sqlite")
    with Index.open(tmp_path / "i.sqlite") as opened:
        first, *_ = reading_of(opened, "A評価の施策は").stages

    assert told(first)[:2] == ("年度", "2023年度（指定がないため最新）")
    assert [one.label for one in first.choices] == ["2022年度"]
    assert not first.removable


def test_a_document_is_chosen_where_several_are_asked(tmp_path: Path) -> None:
    """All of them where none is named, or the newest of each plan; those that have rows which pass."""
    build([town_document(), health_document()], tmp_path / "two.sqlite")
    plans = [edition(tmp_path, 2022, EARLIER), edition(tmp_path, 2023, LATER), health_document()]
    build(plans, tmp_path / "three.sqlite")
    with Index.open(tmp_path / "two.sqlite") as two, Index.open(tmp_path / "three.sqlite") as three:
        every, *_ = reading_of(two, "継続の事業は").stages
        newest, *_ = reading_of(three, "B評価または◎の項目は").stages

    assert told(every) == ("文書", "すべて（2件）", "", "matched", None)
    assert [(one.label, one.rows) for one in every.choices] == [("あおば町事務事業評価", 2)]
    assert told(newest)[:2] == ("年度", "2023年度（指定がないため最新）")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_last_condition_leaves_the_rows_of_the_answer(index: Index, name: str) -> None:
    """The rows never grow from one condition to the next, and those that are left are the ones listed."""
    for answer in asked(index, name):
        assert answer.reading is not None
        counted = [stage.rows for stage in answer.reading.stages if stage.rows is not None]
        listed = [step.detail for step in answer.explanation if step.name in ("ask", "thing")]
        if listed == [Ask.ROWS.value, "row"] and answer.status is Status.ANSWERED and counted:
            assert counted == sorted(counted, reverse=True), answer.question
            assert counted[-1] == (len(answer.table.rows) if answer.table else 0), answer.question


def test_the_reading_stands_in_the_terminal_and_in_json(index: Index) -> None:
    """The same sentence and numbers, each guess with its ground."""
    answer = ask(index, "情報政策課の遅れている施策は", reading=True)
    written = json.loads(render(answer, "json"))["reading"]

    assert as_text(answer).splitlines()[-2:] == [
        "情報政策課が担当する、評価がBの個別施策の一覧を求める質問と読みました。",
        "全43件  → 担当: 情報政策課 18  → ~ 評価: 遅れている = B (同じ意味の語) 3",
    ]
    assert (written["sentence"], written["total"]) == (
        "情報政策課が担当する、評価がBの個別施策の一覧を求める質問と読みました。",
        43,
    )
    assert written["stages"][1] == {
        "column": "評価",
        "value": "B",
        "words": "遅れている",
        "surety": "guessed",
        "how": "synonym",
        "note": "同じ意味の語",
        "rows": 3,
        "removable": True,
        "choices": [{"value": "A", "label": "A", "rows": 15}],
    }


def test_an_answer_has_no_reading_unless_it_is_asked_for(index: Index) -> None:
    """A quick answer does not wait for it."""
    answer = ask(index, "B評価の施策は")

    assert answer.reading is None
    assert "reading" not in json.loads(render(answer, "json"))
    assert "読みました" not in as_text(answer)


def reading_of(index: Index, question: str, *history: str) -> Reading:
    found = ask(index, question, history, reading=True).reading
    assert found is not None
    return found


def told(stage: Stage) -> tuple[object, ...]:
    return (stage.column, stage.value, stage.words, stage.surety.value, stage.rows)


def asked(index: Index, name: str) -> Iterator[Answer]:
    """The answers to the questions of a set that ask for a list."""
    for case in cases_of(name):
        if case.kind == "list":
            *before, last = case.turns
            yield ask(index, last, before, explain=True, reading=True)

"""Look-ups by name: what is taken for what, and what is offered instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.lookup import Desired, list_rows
from assistant.answering.searching import search
from assistant.model.answer import Answer, Reason, Status
from assistant.words.lexicon import load
from corpus.document import Document, Locator
from index.build.build import build
from index.store import Index

DEPARTMENTS = (
    "総務課",
    "図書館課",
    "公民館管理課",
    "公民館整備課",
    "生涯学習課",
    "子育て支援課",
    "学校教育課",
    "文化財課",
)


@pytest.fixture(scope="module")
def many(plan: Document, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index with seven departments, one a row."""
    rows = tuple(
        replace(
            plan.rows[0],
            number=f"{number}-1",
            departments=(name,),
            locator=Locator(line=10 + number),
            kpis=(),
        )
        for number, name in enumerate(DEPARTMENTS, start=1)
    )
    path = tmp_path_factory.mktemp("many") / "index.sqlite"
    build([replace(plan, rows=rows, findings=())], path)
    return Index.open(path)


def listed(index: Index, desired: Desired) -> Answer:
    """The list of these conditions, in Japanese."""
    return list_rows(index, load(), desired, "ja")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("公民館", "公民館管理課、公民館整備課"),
        ("図書かん課", "図書館課"),
        ("防災局", ""),
    ],
)
def test_a_department_that_is_not_there_brings_the_nearest(many: Index, typed: str, nearest: str) -> None:
    """Names that hold what was typed come first, then those spelled like it; nothing is guessed."""
    answer = listed(many, Desired(department=(typed,)))
    lines = [f"担当課「{typed}」は文書にありません。", *([f"近いもの: {nearest}"] if nearest else [])]
    assert answer.answer.split("\n") == lines
    assert (answer.status, answer.reason, answer.table) == (Status.NOT_FOUND, Reason.NO_SUCH_DEPARTMENT, None)


def test_a_name_that_only_one_has_a_part_of_is_taken(many: Index) -> None:
    """The note says what was read; the question of the answer names the department in full."""
    answer = listed(many, Desired(department=("図書",)))
    assert answer.notes == ("担当課「図書」は「図書館課」と読みました。",)
    assert answer.question == "図書館課が担当する取組"
    assert answer.table is not None
    assert [row[0] for row in answer.table.rows] == ["2-1"]


def test_words_are_searched_as_questions_are(many: Index) -> None:
    """FTS syntax is text like any other, and other kana and widths are the same words."""
    assert search(many, load(), '窓口" OR * NEAR(', "ja").status is Status.ANSWERED
    assert search(many, load(), "ﾌﾞﾛｯｸﾁｪｰﾝ", "ja").status is Status.NOT_FOUND

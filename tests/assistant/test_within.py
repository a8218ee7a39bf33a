"""What the row that a question names says of it in other words, and what it does not say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from index.store import Index
from tests.assistant.prose import review_document
from tests.assistant.talks import opened

CASES = tomllib.loads((Path(__file__).parent / "cases" / "within.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A made-up review of projects in long sentences, indexed."""
    with opened(tmp_path_factory.mktemp("within"), review_document()) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "number", "quoted", "reason"),
    [*((*case, None) for case in CASES["stated"]), *((*case, Reason.NEAR) for case in CASES["near"])],
)
def test_a_sentence_of_the_row_is_told(
    review: Index, question: str, number: str, quoted: str, reason: Reason | None
) -> None:
    """Its nouns stand in the sentence; where another word does not, that is called near."""
    answer = ask(review, question)
    assert (answer.status, answer.reason) == (Status.ANSWERED, reason)
    assert [citation.row for citation in answer.citations] == [number]
    assert quoted in answer.answer


@pytest.mark.parametrize("question", CASES["refused"])
def test_a_row_that_lacks_what_is_asked_for_says_nothing(review: Index, question: str) -> None:
    """A noun that the row has not may be the very thing that is asked for."""
    assert ask(review, question).status is Status.NOT_FOUND


def test_a_row_without_a_summary_is_shown_whole(review: Index) -> None:
    """What it is for is asked of a row whose plan has no column for it: all that it says is an answer."""
    answer = ask(review, "それは誰に何をするためのもの？", ["川の学校の担当課は"])
    assert (answer.status, {citation.row for citation in answer.citations}) == (Status.ANSWERED, {"14"})
    assert "小学生及びその保護者を対象として実施した。" in answer.answer

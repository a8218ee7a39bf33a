"""Questions in other words than a text has: the sentence with their topic is told as near, or none is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from index.store import Index
from tests.assistant.texts.papers import COMPARED, RULED, paper

CASES = tomllib.loads((Path(__file__).parent / "cases" / "near.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The rules of a town."""
    with paper(tmp_path_factory.mktemp("rules"), RULED) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES["near"], ids=lambda case: case["question"])
def test_the_sentence_with_the_topic_is_told_as_near(index: Index, case: dict[str, Any]) -> None:
    """Below a line that says so stand the sentences that come nearest, each cited."""
    answer = ask(index, case["question"], [case["after"]] if "after" in case else [])
    quotes = [citation.quote for citation in answer.citations]
    assert (answer.status, answer.reason, quotes) == (Status.ANSWERED, Reason.NEAR, case["quotes"])


@pytest.mark.parametrize("case", CASES["plain"], ids=lambda case: case["question"])
def test_what_a_sentence_says_is_told_plainly(index: Index, case: dict[str, Any]) -> None:
    """The fact or the sentence stands in the first line."""
    answer = ask(index, case["question"])
    told = (answer.status, answer.reason, answer.answer.split("\n")[0])
    assert told == (Status.ANSWERED, None, case["first"])


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["question"])
def test_what_is_asked_for_by_name_is_never_left_out(index: Index, case: dict[str, Any]) -> None:
    """Without the thing that is asked for, its number or its name no sentence is near."""
    assert ask(index, case["question"]).status is Status.NOT_FOUND


def test_what_else_is_asked_by_its_name_is_told_behind_the_first(index: Index) -> None:
    """Both answers are told, the second about what the first is about."""
    answer = ask(index, "港祭りの来場者は何人だっけ、あと事務局")
    assert [citation.locator.line for citation in answer.citations] == [27, 29]


def test_a_second_thing_that_is_not_stated_is_called_missing(index: Index) -> None:
    """The first is told, and that the second is not in the text."""
    answer = ask(index, "港祭りの来場者は何人だっけ、あと費用")
    first, *_, last = answer.answer.split("\n")
    assert (first, "費用" in last, answer.reason) == ("3万人 です。", True, Reason.NEAR)


def test_a_figure_is_told_of_the_place_that_the_document_is_about(tmp_path: Path) -> None:
    """Of two cities with a figure the one that more texts name comes first, where none is named."""
    with paper(tmp_path, COMPARED) as opened:
        answer = ask(opened, "うちの市の釣り公園の利用者って何人くらいいるの")
        other = ask(opened, "塩尻市の釣り公園の利用者は何人")
    assert [one.highlights for one in (answer, other)] == [("2,500人",), ("657人",)]

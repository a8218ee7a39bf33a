"""Whole conversations, answered turn by turn from their earlier questions alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.model.answer import Answer, Status
from assistant.service import ask
from index.store import Index
from tests.assistant.prose import review_document
from tests.assistant.talks import family_document, opened

PLANS = tomllib.loads((Path(__file__).parent / "cases" / "conversations.toml").read_text(encoding="utf-8"))
UNRELATED = "駐車場の担当課はどこですか"


@pytest.fixture(scope="module")
def plans(
    queried: Mapping[str, Index], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Index]]:
    """The plans for questions over rows, and two with figures and reasons in their sentences."""
    folder = tmp_path_factory.mktemp("talks")
    with opened(folder, family_document()) as family, opened(folder, review_document()) as review:
        yield {**queried, "family": family, "review": review}


def talks(kind: str) -> list[Any]:
    """The conversations of the file that are answered or refused in the end."""
    return [
        pytest.param(plan["name"], *talk, id=" > ".join(talk[0]))
        for plan in PLANS["plan"]
        for talk in plan[kind]
    ]


# Those that are not answered so yet, with the reason: one that comes right is a failure until it is moved.
FAILING = [
    pytest.param(plan["name"], *talk, marks=pytest.mark.xfail(reason=reason, strict=True))
    for plan in PLANS["plan"]
    for *talk, reason in plan.get("fails", ())
]
ANSWERED = talks("answered")


def last(index: Index, turns: list[str]) -> Answer:
    """The answer to the last turn behind the others."""
    return ask(index, turns[-1], turns[:-1])


@pytest.mark.parametrize(("plan", "turns", "says", "rows"), [*ANSWERED, *FAILING])
def test_the_last_turn_is_answered(
    plans: Mapping[str, Index], plan: str, turns: list[str], says: str, rows: list[str]
) -> None:
    """A follow-up is answered as the whole question would be, from the same rows."""
    answer = last(plans[plan], turns)
    assert says in answer.answer
    assert (answer.status, list(dict.fromkeys(one.row for one in answer.citations))) == (
        Status.ANSWERED,
        rows,
    )


@pytest.mark.parametrize(("plan", "turns", "says"), talks("refused"))
def test_the_last_turn_is_refused(plans: Mapping[str, Index], plan: str, turns: list[str], says: str) -> None:
    """A follow-up that the documents can't answer is refused, and the words say why."""
    answer = last(plans[plan], turns)
    assert says in answer.answer
    assert answer.status is Status.NOT_FOUND


def test_a_long_conversation_goes_on_with_its_newest_turns(plans: Mapping[str, Index]) -> None:
    """Behind more turns than are followed, a follow-up hangs on the one before it, with its limits."""
    turns = ["観光課の施策は", "港湾課は", "環境課は"] * 9
    answer = last(plans["harbour"], [*turns, "そのうちS評価は"])
    assert {one.row for one in answer.citations} == {"107"}


@pytest.mark.parametrize(("plan", "turns"), [pytest.param(*one.values[:2], id=one.id) for one in ANSWERED])
def test_what_went_before_a_conversation_changes_nothing(
    plans: Mapping[str, Index], plan: str, turns: list[str]
) -> None:
    """Behind an unrelated question, and with thanks between its turns, a conversation is answered alike."""
    spoken = [UNRELATED, *(said for turn in turns for said in ("ありがとう", turn))]
    assert last(plans[plan], spoken).answer == last(plans[plan], turns).answer

"""How things are to be counted, said beside a question: nothing where they are counted so, else named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.model.answer import Status
from assistant.service import ask
from index.store import Index


@pytest.mark.parametrize(
    "question",
    [
        "山林課は局を問わず一つとみなして、課ごとの事業数は",
        "課ごとの事業数は。山林課は局が違っても一つと数える。",
        "課ごとの事業数は（山林課は一つとみなす）",
        "課（山林課を含む）ごとの事業数は",
        "課ごとの事業数を出して。ゼロの課は省いて結構です。",
    ],
)
def test_what_is_so_anyway_says_nothing(queried: Mapping[str, Index], question: str) -> None:
    """Divisions are told apart by their own names, so that an assumption of it changes nothing."""
    answer = ask(queried["review"], question)
    assert answer.status is Status.ANSWERED
    assert "山林課: 3件" in answer.answer
    assert "河川課: 2件" in answer.answer


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("審査会の所見ごとの事業数は。山林課は局を問わず一つとみなす。", "山林課は局を問わず一つとみなす"),
        ("課（水質室を含む）ごとの事業数は", "水質室を含む"),
    ],
)
def test_what_is_not_so_is_named(queried: Mapping[str, Index], question: str, named: str) -> None:
    """An assumption that does not hold of the groups asked for is no condition, and is refused by name."""
    answer = ask(queried["review"], question)
    assert answer.status is Status.NOT_FOUND
    assert named in answer.answer

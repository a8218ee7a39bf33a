"""Accounting: what each word of a question was taken for, and which words played no part."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.service import ask as answer_to
from index.store import Index
from tests.assistant.understanding.tables import cases


@pytest.mark.parametrize(("plan", "ask", "account"), cases("accounting", "plan"))
def test_every_word_is_accounted_for(
    queried: Mapping[str, Index], plan: str, ask: str, account: list[list[str]]
) -> None:
    """An answer says what it took the words of its question for, and names those that it did not use."""
    answer = answer_to(queried[plan], ask)
    assert [
        [f"{one.words}: {one.kind} {one.taken}" for one in answer.understood],
        [*answer.unused],
    ] == account

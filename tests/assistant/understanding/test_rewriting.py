"""Follow-ups: the query that the last turn of a conversation comes to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from index.store import Index
from tests.assistant.queries.printing import printed
from tests.assistant.understanding.conversing import last_query
from tests.assistant.understanding.tables import cases


@pytest.mark.parametrize(("plan", "turns", "query"), cases("rewriting", "plan"))
def test_a_follow_up_rewrites_the_query_before(
    queried: Mapping[str, Index], plan: str, turns: list[str], query: str
) -> None:
    """A follow-up narrows, widens, replaces or orders what was asked before, and drops no limit of it."""
    assert printed(last_query(queried[plan], turns), queried[plan]) == query

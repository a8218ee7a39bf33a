"""Composing: the query that a question comes to, over the shipped plan and over three others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.understanding.composing.compiling import compile_question
from assistant.understanding.prepared import prepare
from assistant.words.lexicon import load
from index.store import Index
from tests.assistant.queries.printing import printed
from tests.assistant.understanding.tables import cases


@pytest.mark.parametrize(("plan", "ask", "query"), cases("composing", "plan"))
def test_a_question_composes_to_its_query(
    queried: Mapping[str, Index], plan: str, ask: str, query: str
) -> None:
    """A question over rows comes to the one query that says all of it and no more."""
    compiled = compile_question(queried[plan], prepare(ask), load())
    assert printed(compiled.query, queried[plan]) == query

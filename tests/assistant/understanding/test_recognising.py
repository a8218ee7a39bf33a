"""Recognisers: what each proposes for a question, with the words that it takes for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from index.store import Index
from tests.assistant.understanding.recognising import recognised
from tests.assistant.understanding.tables import cases


@pytest.mark.parametrize(("recogniser", "plan", "ask", "found"), cases("recognising", "recogniser", "plan"))
def test_a_recogniser_proposes_what_words_may_mean(
    queried: Mapping[str, Index], recogniser: str, plan: str, ask: str, found: list[str]
) -> None:
    """A recogniser finds all that is of its kind in a question, and nothing that is not."""
    assert recognised(recogniser, queried[plan], ask) == found

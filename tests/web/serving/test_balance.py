"""The processes of a server take about the same number of connections."""

from __future__ import annotations

import time

import pytest

from web.server.balance import Balance


@pytest.mark.parametrize(
    ("counts", "ahead"),
    [([0, 0], False), ([1, 0], False), ([2, 0], True), ([0, 9], False), ([9, 8, 9], False)],
)
def test_who_has_clearly_more_than_another_lets_that_go_first(
    monkeypatch: pytest.MonkeyPatch, counts: list[int], ahead: bool
) -> None:
    """For a moment, and no longer."""
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    first = Balance(counts, 0)
    first.let_others()
    assert waited == ([0.001] if ahead else [])


def test_each_process_tells_its_own_number() -> None:
    """At its place in what they share."""
    shared = [0, 0]
    Balance(shared, 1).tell(5)
    assert (shared, Balance(shared, 0).is_ahead(), Balance(shared, 1).is_ahead()) == ([0, 5], False, True)

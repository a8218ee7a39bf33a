"""A rate of change answers no question for a share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Status
from assistant.service import ask
from index.store import Index
from tests.assistant.texts.papers import paper

MARKET = """# 潮見市の統計

| 項目 | 年度 | 数値 | 前年比 |
|---|---|---|---|
| 自転車の出荷台数 | 2022 | 1,753台 | ＋67.7％ |
| 自転車保有率（世帯） | 2022 | 54.2% | 53.0%※ |
| 釣り船の隻数 | 2022 | 41隻 | ▲12.5% |
| 釣り船の出荷 | 2022 | 7隻 | ＋3.1% |
"""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A table with a column of changes from the year before."""
    with paper(tmp_path_factory.mktemp("market"), MARKET) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("自転車を保有する世帯は何割", "54.2%"),
        ("自転車の出荷台数は何%伸びた", "67.7％"),
        ("釣り船の隻数の前年比は", "▲12.5%"),
    ],
)
def test_the_figure_of_the_kind_asked_for_is_told(market: Index, question: str, figure: str) -> None:
    """A share is a share, and a change is told where a change is asked for."""
    assert figure in ask(market, question).answer.split("\n")[0]


@pytest.mark.parametrize("question", ["釣り船の隻数は全体の何割", "釣り船を出荷する人って何割くらい"])
def test_a_change_is_no_share(market: Index, question: str) -> None:
    """Where only changes are printed, no share is told."""
    answer = ask(market, question)
    assert answer.status is Status.NOT_FOUND or not any(f in answer.answer for f in ("12.5", "3.1"))

"""A chart that a question is about is told by its title, its page and its figures, none of them by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from corpus.document import Document, Locator, Passage
from index.build.build import build
from index.store import Index

TITLE = "港の相談窓口への相談件数の推移"
NEAR = (
    f"図「{TITLE}」（3ページ）に関する記載があります。"
    "図の数値は、どの項目のものか文字からは決められないため、図でお確かめください。"
)


def _chart(title: str, *texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(text, ("潮見港の報告", title), Locator(page=3)) for text in texts)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A report with two charts whose figures stand apart from their labels."""
    texts = (
        *_chart(TITLE, "（件）", "1,200", "870", "940 1,015", "令和2 令和3 令和4 令和5（年度）"),
        *_chart("利用者の内訳（2023年）", "（％）", "Shiomi 7.3", "15.6", "27.4", "49.7", "漁業 観光 その他"),
    )
    document = Document("report", "潮見港の報告", "潮見市", "r.pdf", "0", (), (), 2023, passages=texts)
    path = tmp_path_factory.mktemp("report") / "index.sqlite"
    build([document], path)
    with Index.open(path) as index:
        yield index


@pytest.mark.parametrize(
    "question", ["港の窓口への相談、令和4年度は何件来てる？", "港の相談は令和2年度に何件ですか"]
)
def test_a_chart_is_told_as_near(report: Index, question: str) -> None:
    """All its figures are listed below its title and page."""
    answer = ask(report, question)
    assert (answer.answer.split("\n"), answer.reason) == (
        [NEAR, "図の中の数値: 1,200・870・940・1,015"],
        Reason.NEAR,
    )


@pytest.mark.parametrize(
    "question", ["港の窓口への相談、令和9年度は何件", "港の相談窓口の満足度は何%", "空港の騒音の苦情は何件"]
)
def test_what_a_chart_does_not_show_is_refused(report: Index, question: str) -> None:
    """Another year, another unit and another subject are not answered by a chart."""
    assert ask(report, question).status is Status.NOT_FOUND

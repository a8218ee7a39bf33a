"""Follow-ups over running text, words read as others, and figures that would have to be reckoned."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Answer, Reason, Status
from assistant.service import ask
from corpus.folder.library import read_document
from index.build.build import build
from index.store import Index

PAPER = """# 潮見市の水道だより

## 水道の会計

水道会計の予算は12億3,000万円で、前の年より2,000万円多い。

下水道会計の予算は21億4,000万円で、前の年より3,000万円少ない。

公共の建築物には、2030年までに半分、2040年までに全てに雨水タンクを設ける。

## 雨水タンク

県が運営する水循環の記録システム「みずログ」に、タンクの数を記す。

みずログは毎月更新する。

## 使える道具

### 1. 計量器

水の量を測る。

### 2. 記録簿

量を書きとめる。

## 更新履歴

2025/1/17 1st 初版の公開
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The paper in an index of its own."""
    folder = tmp_path_factory.mktemp("water")
    file = folder / "water.md"
    file.write_text(PAPER, encoding="utf-8")
    path = folder / "index.sqlite"
    build([read_document(file)], path)
    with Index.open(path) as opened:
        yield opened


def _told(answer: Answer) -> tuple[Status, Reason | None, list[str]]:
    return answer.status, answer.reason, answer.answer.split("\n")


def test_a_date_that_a_follow_up_asks_for_stands_in_the_sentence_before(index: Index) -> None:
    """The year of the question before does not have to stand beside the one that is asked for now."""
    first = "公共の建築物に雨水タンクを半分設けるのはいつまで？"
    answer = ask(index, "じゃあ全部に付くのは何年？", [first])
    assert "2040年" in answer.answer
    assert answer.citations[0].quote.startswith("公共の建築物には")


def test_what_a_word_was_read_as_is_said(index: Index) -> None:
    """A noun that the text prints otherwise is told with what it prints."""
    status, reason, lines = _told(ask(index, "公共の建物の雨水タンクは2040年までにどうする"))
    assert (status, reason) == (Status.ANSWERED, Reason.NEAR)
    assert lines[0].startswith("『建物』を『")


@pytest.mark.parametrize(
    "question", ["水道会計と下水道会計の予算を足すといくら", "水道会計と下水道会計の予算、合わせていくら？"]
)
def test_one_figure_is_no_sum(index: Index, question: str) -> None:
    """Where no sentence states the sum, the sentences that it is of are told as near, and no figure alone."""
    status, reason, lines = _told(ask(index, question))
    assert (status, reason) == (Status.ANSWERED, Reason.NEAR)
    assert lines[0].endswith("もとになりうる記載：")
    assert {"12億3,000万円" in line or "21億4,000万円" in line for line in lines[1:]} == {True}


def test_a_name_in_quotes_is_explained_by_what_stands_before_it(index: Index) -> None:
    """What something is may be said right before its name."""
    status, reason, lines = _told(ask(index, "みずログとは"))
    assert (status, reason) == (Status.ANSWERED, None)
    assert "水循環の記録システム「みずログ」" in lines[0]


def test_a_list_is_what_its_heading_heads(index: Index) -> None:
    """The parts under a heading are told, and no sentence that stands somewhere below it."""
    _, _, lines = _told(ask(index, "使える道具を全部挙げて"))
    assert lines[0] == "使える道具: 2項目 です。"
    assert [line.partition("（")[0] for line in lines[1:]] == ["「1. 計量器」", "「2. 記録簿」"]


def test_a_date_with_strokes_stands_before_a_number(index: Index) -> None:
    """「2025/1/17 1st」 has a date, and a number behind it that is none of it."""
    assert ask(index, "初版が公開されたのはいつ？").answer.startswith("2025/1/17 です。")

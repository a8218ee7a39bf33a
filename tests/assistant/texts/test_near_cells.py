"""Cells that come near to a question are told with their labels; one that is named whole is told plainly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from index.store import Index
from tests.assistant.texts.papers import paper

SURVEY = """# 潮見市の船主の調査

## 船主の世帯

表１ 船主の世帯と収入

| | 漁業の船主 | 観光の船主 |
|---|---|---|
| 世帯の数 | 1,240世帯 | 310世帯 |
| 平均年収（船主本人） | 301万円 | 288万円 |
| 平均年収（世帯全員） | 512万円 | 430万円 |
| うち跡継ぎがいる船主 | 41.5% | 60.2% |

## 係留料の減額

表２ 係留料の減額の所得制限

| 扶養親族の数 | 全額免除の限度額 | 半額免除の限度額 |
|---|---|---|
| 0人 | 49万円 | 192万円 |
| 1人 | 87万円 | 230万円 |
| 2人 | 125万円 | 268万円 |

## 記録

| 番号 | 施策名 | 担当課 |
|---|---|---|
| 1 | 見守り | 福祉課 |
| 2 | 移動販売 | 商工課 |
| 3 | 灯台の点検 | 港湾課 |
| 4 | 浜の清掃 | 環境課 |
| 5 | 桟橋の点検 | 港湾課 |
"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A survey with two small tables under captions, and one of records."""
    with paper(tmp_path_factory.mktemp("survey"), SURVEY) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "first", "reason"),
    [
        ("観光の船主で跡継ぎがいる割合は", "うち跡継ぎがいる船主（観光の船主）は 60.2% です。", None),
        (
            "扶養が二人のとき係留料の半額免除の限度額はいくら",
            "2人（半額免除の限度額）は 268万円 です。",
            None,
        ),
    ],
)
def test_a_cell_that_is_named_whole_is_told_plainly(
    survey: Index, question: str, first: str, reason: Reason | None
) -> None:
    """All words stand in its labels, in the caption of its table or in the header over the labels."""
    answer = ask(survey, question)
    assert (answer.answer.split("\n")[0], answer.reason) == (first, reason)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "扶養が一人だと、係留料が満額免除になるのは所得いくらまで",
            ["1人（全額免除の限度額）は 87万円 です。", "1人（半額免除の限度額）は 230万円 です。"],
        ),
    ],
)
def test_cells_that_fit_as_well_are_all_told(survey: Index, question: str, lines: list[str]) -> None:
    """Each stands with its own labels, below a line that says that none is called just so."""
    answer = ask(survey, question)
    assert (answer.answer.split("\n")[1:], answer.reason) == (lines, Reason.NEAR)


def test_cells_that_are_each_named_are_told_plainly(survey: Index) -> None:
    """A label that is named by its first word will do; how far the figures are apart is computed."""
    answer = ask(survey, "跡継ぎがいる割合は、漁業と観光でどれだけちがう？")
    assert answer.answer.split("\n") == [
        "うち跡継ぎがいる船主（漁業の船主）は 41.5% です。",
        "うち跡継ぎがいる船主（観光の船主）は 60.2% です。",
        "うち跡継ぎがいる船主の差は 18.7ポイント です（観光の船主 60.2% − 漁業の船主 41.5%。"
        "文書の数値の差を計算したものです）。",
    ]
    assert answer.reason is None


@pytest.mark.parametrize(
    "question",
    [
        "漁業の船主で非跡継ぎの割合は",
        "漁業の船主の満足度は何%",
        "扶養が5人だと係留料の免除は所得いくらまで",
        "船主の平均年齢は何歳",
    ],
)
def test_what_no_label_names_is_refused(survey: Index, question: str) -> None:
    """Neither another number, another thing or its contrary, nor a figure of another kind is told."""
    assert ask(survey, question).status is Status.NOT_FOUND

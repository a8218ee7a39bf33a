"""Questions on running text, answered by its sentences: each with its first line and the place cited."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from index.store import Index
from tests.assistant.texts.papers import FIGURED, TABLED, TICKED, paper

CASES = tomllib.loads((Path(__file__).parent / "cases" / "answers.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The paper without tables."""
    with paper(tmp_path_factory.mktemp("paper")) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES["answer"], ids=lambda case: case["question"])
def test_a_text_is_told_by_its_sentence(index: Index, case: dict[str, Any]) -> None:
    """The fact or the sentence stands in the first line, and its place is cited first."""
    answer = ask(index, case["question"], [case["after"]] if "after" in case else [])
    told = {
        "first": answer.answer.split("\n")[0],
        "status": answer.status,
        "reason": answer.reason,
        "line": answer.citations[0].locator.line if answer.citations else None,
    }
    reason = Reason.NEAR if case.get("near") else None
    assert told == {
        "first": case["first"],
        "status": Status.ANSWERED,
        "reason": reason,
        "line": case["line"],
    }


@pytest.mark.parametrize("question", [case["question"] for case in CASES["refusal"]])
def test_what_no_text_states_is_refused(index: Index, question: str) -> None:
    """Another place or year, or a figure that no sentence has, is not found."""
    answer = ask(index, question)
    assert (answer.status, answer.table) == (Status.NOT_FOUND, None)
    assert answer.answer.startswith("「")


def test_items_stand_below_what_leads_up_to_them(index: Index) -> None:
    """The list is told with the sentence, each item verbatim and cited."""
    answer = ask(index, "3つの柱は")
    assert answer.answer.split("\n")[1:] == [
        "「水辺の広場をつくる」",
        "「倉庫を店や工房に改める」",
        "「海の学びを支える」",
    ]
    assert [citation.locator.line for citation in answer.citations] == [23, 25, 26, 27]


def test_a_text_says_what_rows_only_mention(tmp_path: Path) -> None:
    """A definition goes before rows that are called by the term; a field of a row stays with the row."""
    with paper(tmp_path, TABLED) as index:
        asked = [
            ask(index, question) for question in ("指定管理者とは", "みなと資料館の担当課は", "休館日は")
        ]
    assert [answer.answer.split("\n")[0] for answer in asked] == [
        "「指定管理者とは、市に代わって施設を管理する団体をいう。」（潮見市の施設・運営・5行目）",
        "1「みなと資料館」の担当課: 文化課",
        "「休館日は、毎週月曜日とする。」（潮見市の施設・運営・7行目）",
    ]


def test_names_of_rows_that_begin_with_a_term_do_not_say_what_it_is(tmp_path: Path) -> None:
    """However many rows bear it, the sentence that says it is told."""
    rows = "| 3 | 指定管理者 研修の手引き | 総務課 | 1回 |\n| 4 | 指定管理者　選定の手引き | 総務課 | 1回 |\n"
    with paper(tmp_path, TABLED + rows) as index:
        answer = ask(index, "指定管理者の定義は？")
    meaning = "「指定管理者とは、市に代わって施設を管理する団体をいう。」（潮見市の施設・運営・5行目）"
    assert answer.answer.split("\n")[0] == meaning


def test_a_term_typed_in_kana_is_looked_for_as_it_is_printed(index: Index) -> None:
    """As in the names of rows; what it was taken for is said."""
    answer = ask(index, "ぷろむなーどとは")
    assert answer.answer.startswith("「岸壁に沿って設ける、車の通らない歩道のこと。」")
    assert answer.notes == ("「ぷろむなーど」を「プロムナード」として探しました。",)


def test_where_a_place_is_asked_for_a_sentence_that_names_one_goes_first(tmp_path: Path) -> None:
    """The kind of place, 部屋, need not be printed; that the question is passed on is no part of it."""
    said = "役場庁舎1階 相談室（玄関を入って右）"
    text = (
        f"# お知らせ\n\n## 灯台の日\n\n灯台の日の申込みは4月に役場で始まる。\n\n## 申込みの受付\n\n{said}\n"
    )
    with paper(tmp_path, text) as index:
        answer = ask(index, "申込みは役場のどの部屋に行けばいいって案内すればいい？")
    assert said in answer.answer.split("\n")[1]


def test_all_lines_of_a_label_are_told(tmp_path: Path) -> None:
    """Where it is the label that is named; those of another label beside it are none of them."""
    rows = (
        "| 水辺エリア | 広場 |\n| 水辺エリア | 岸壁の遊歩道 |\n| 倉庫エリア | 工房 |\n| 倉庫エリア | 店 |\n"
    )
    text = f"# みなと\n\n## 地区の類型\n\n| 水辺エリア | 灯台 |\n|---|---|\n{rows}"
    with paper(tmp_path, text) as index:
        answers = [ask(index, f"類型のうち{label}に入るのはどれ") for label in ("水辺エリア", "倉庫エリア")]
    told = [[line.split("（")[0] for line in answer.answer.split("\n")] for answer in answers]
    assert told == [
        ["「水辺エリア 灯台」", "「水辺エリア 広場」", "「水辺エリア 岸壁の遊歩道」"],
        ["「倉庫エリア 工房」", "「倉庫エリア 店」"],
    ]


def test_of_several_lengths_in_a_sentence_the_one_asked_for_heads_the_answer(tmp_path: Path) -> None:
    """It stands before what is asked; where none does, the sentence is told without one before it."""
    said = "係留の工期は、10年以上かかる工事を2年短縮し、最短8年とするとともに、2030年までに終える。"
    with paper(tmp_path, f"# みなと\n\n## 工事\n\n{said}\n") as index:
        asked = ("係留の工期は何年短縮される？", "係留の工期は何年かかる？")
        answers = [ask(index, question).answer.split("\n")[0] for question in asked]
    assert answers == ["2年 です。", f"「{said}」（みなと・工事・5行目）"]


def test_the_words_that_a_text_is_found_by_are_told(index: Index) -> None:
    """The page can show each word of the question with what it was taken for."""
    answer = ask(index, "プロムナードの延長は")
    assert [(one.words, one.kind) for one in answer.understood] == [
        ("プロムナード", "topic"),
        ("延長", "topic"),
    ]


def test_a_figure_of_another_table_is_told_by_its_labels(tmp_path: Path) -> None:
    """By the row and the column; of rows that differ only in brackets all are told, and no other place."""
    with paper(tmp_path, FIGURED) as index:
        asked = (
            "港地区の世帯数は",
            "山地区の平均年収は",
            "山地区の平均年収（世帯全員）は",
            "島地区の世帯数は",
        )
        answers = [ask(index, question) for question in asked]
    assert [answer.answer.split("\n") for answer in answers[:3]] == [
        ["世帯数（港地区）は 1,240世帯 です。"],
        [
            "平均年収（世帯全員）（山地区）は 430万円 です。",
            "平均年収（働く人ひとり）（山地区）は 288万円 です。",
        ],
        ["平均年収（世帯全員）（山地区）は 430万円 です。"],
    ]
    assert answers[3].status is Status.NOT_FOUND


def test_what_a_heading_asks_is_said_below_it(tmp_path: Path) -> None:
    """「◯◯とは」 as a heading is answered by the sentence under it, however many others speak of the term."""
    others = "\n\n".join(f"### 展望台{number}\n\n展望台の掃除と展望台の案内。" for number in range(60))
    meaning = "海と山を見わたせるように、丘に組んだ木の床のこと。"
    with paper(tmp_path, f"# みなと\n\n## 案内\n\n{others}\n\n## ①展望台とは\n\n{meaning}\n") as index:
        answer = ask(index, "展望台とは")
    assert answer.answer.startswith(f"「{meaning}」")


def test_a_row_whose_name_has_all_words_is_meant(tmp_path: Path) -> None:
    """Words that the heading of a table has in every row are common, and still name one row."""
    names = ["ICT市場規模（支出額）", *(f"{name}市場規模" for name in ("広告", "配信", "基地局", "仮想空間"))]
    rows = "\n".join(
        f"| {name} | 2022 | {place + 1}7.2兆円 | +{place}% |" for place, name in enumerate(names)
    )
    table = f"| 項目 | 年度 | 金額 | 前年比 |\n|---|---|---|---|\n{rows}\n"
    text = f"# 現状の報告\n\n## 第2部 分野の現状\n\n### 第4章 ICT市場の動向\n\n{table}"
    with paper(tmp_path, text) as index:
        answer = ask(index, "ICT市場規模はいくら")
    assert answer.answer.split("\n")[0] == "17.2兆円 です。"


def test_ticks_are_told_by_what_stands_across_from_them(tmp_path: Path) -> None:
    """Of a row the columns, of a column the rows; nothing where another thing is asked of them, or blanks."""
    asked = (
        "来訪の記録を集める団体はどこ",
        "山の会が集める項目は何ですか",
        "来訪の記録に丸が付いている相手を全部",
        "港の会の会費は",
        "来訪の記録に丸がないのは",
    )
    with paper(tmp_path, TICKED) as index:
        answers = [ask(index, question) for question in asked]
    assert [answer.answer for answer in answers[:3]] == [
        "「来訪の記録」に「〇」があるのは 港の会・島の会 です。",
        "「山の会」に「〇」があるのは 氏名 です。",
        "「来訪の記録」に「〇」があるのは 港の会・島の会 です。",
    ]
    assert answers[3].status is Status.NOT_FOUND
    assert "港の会・島の会" not in answers[4].answer


def test_figures_of_a_line_are_compared(tmp_path: Path) -> None:
    """The largest, the smallest and what lies between two; of each line that is called so."""
    asked = (
        "世帯数が一番少ない地区は",
        "平均年収が高いのはどちらの地区",
        "港地区と山地区で世帯数の差は",
        "人口が一番多い地区は",
    )
    with paper(tmp_path, FIGURED) as index:
        answers = [ask(index, question) for question in asked]
    assert [answer.answer.splitlines() for answer in answers[:3]] == [
        ["世帯数が最も小さいのは 山地区 で、310世帯 です（表の2つのうち）。"],
        [
            "平均年収（世帯全員）が最も大きいのは 港地区 で、512万円 です（表の2つのうち）。",
            "平均年収（働く人ひとり）が最も大きいのは 港地区 で、301万円 です（表の2つのうち）。",
        ],
        [
            "世帯数の差は 930世帯 です（港地区 1,240世帯 − 山地区 310世帯。"
            "文書の数値の差を計算したものです）。"
        ],
    ]
    assert answers[3].status is Status.NOT_FOUND


def test_two_terms_are_told_apart_by_what_each_means(tmp_path: Path) -> None:
    """What a text says of each, where it says what both are; else nothing of the one alone."""
    text = (
        "# 港の手引\n\n## 用語\n\n| 用語 | 意味 |\n|---|---|\n| 船長 | 船の運航を指揮する者。 |\n"
        "| 甲板長 | 甲板の作業を取りまとめる者。 |\n"
    )
    with paper(tmp_path, text) as index:
        answers = [ask(index, question) for question in ("船長と甲板長は何が違うの", "船長と機関長の違いは")]
    told = answers[0].answer
    assert told.index("船の運航を指揮する者。") < told.index("甲板の作業を取りまとめる者。")
    assert answers[1].status is Status.NOT_FOUND

"""What a text enumerates, told whole and counted: things numbered under one name, items below a heading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.texts.lists.marks import Mark, marked
from assistant.model.answer import Reason, Status
from assistant.service import ask
from index.find.outline import outline, texts_under
from index.store import Index
from tests.assistant.texts.papers import ENUMERATED, paper


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """A plan of numbered aims, with a list of issues."""
    with paper(tmp_path_factory.mktemp("enumerated"), ENUMERATED) as opened:
        yield opened


AIMS = ["「基本目標2 倉庫を生かす」", "「基本目標3 海を学ぶ」"]
ISSUES = ["「②岸壁が老朽化している」", "「③若者が港で働かない」"]


@pytest.mark.parametrize(
    ("question", "head", "rest", "lines"),
    [
        ("基本目標はいくつありますか", "基本目標: 3項目 です。", AIMS, [5, 9, 13]),
        ("基本目標は何がある？", "基本目標: 3項目 です。", AIMS, [5, 9, 13]),
        ("基本目標って全部で何と何", "基本目標: 3項目 です。", AIMS, [5, 9, 13]),
        ("港湾の課題を全部教えて", "いまの港湾の課題: 3項目 です。", ISSUES, [17, 19, 21]),
        ("港湾の課題はいくつ挙げられている？", "いまの港湾の課題: 3項目 です。", ISSUES, [17, 19, 21]),
    ],
)
def test_a_list_is_told_whole(
    index: Index, question: str, head: str, rest: list[str], lines: list[int]
) -> None:
    """How many there are stands first, then each item verbatim, cited where it stands."""
    answer = ask(index, question)
    told = answer.answer.split("\n")
    assert (answer.status, answer.reason) == (Status.ANSWERED, None)
    assert (told[0], told[2:]) == (head, rest)
    assert [citation.locator.line for citation in answer.citations] == lines


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("①広報", Mark("circle", 1)),
        ("（３）研修", Mark("brackets", 3)),
        ("2 倉庫", Mark("point", 2)),
        ("二、倉庫", Mark("kanji", 2)),
        ("第4回", Mark("prefix", 4)),
        ("Ⅲ 倉庫", Mark("roman", 3)),
        ("(イ) 倉庫", Mark("kana", 2)),
        ("2倉庫", Mark("bare", 2)),
        ("2.5倍", None),
        ("2024年度", None),
        ("倉庫", None),
    ],
)
def test_a_mark_has_its_number(text: str, mark: Mark | None) -> None:
    """The number or sign that an item begins with says which of its list it is."""
    assert marked(text) == mark


def test_what_is_numbered_with_a_gap_is_no_list(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A list that lacks a number is not told as whole."""
    text = ENUMERATED.replace("## 基本目標2 倉庫を生かす", "## 倉庫を生かす")
    with paper(tmp_path_factory.mktemp("gap"), text) as index:
        answer = ask(index, "基本目標はいくつありますか")
    assert "項目 です" not in answer.answer


def test_the_outline_has_each_heading_once(index: Index) -> None:
    """In printed order, with the texts right under each."""
    found = outline(index)
    assert [one.heading for one in found] == [
        "潮見市みなと行動計画",
        "基本目標1 水辺にひとを呼ぶ",
        "基本目標2 倉庫を生かす",
        "基本目標3 海を学ぶ",
        "いまの港湾の課題",
        "補助の対象",
        "相談",
    ]
    assert [one.passage.text for one in texts_under(index, found[3])] == ["海の教室を開く。"]


@pytest.mark.parametrize(
    ("question", "first", "reason"),
    [
        (
            "港の店って、どういう店のことですか",
            "「「港の店」とは、次のいずれかに該当する店のこと。」（潮見市みなと行動計画・補助の対象・25行目）",
            None,
        ),
        (
            "港湾指数って何を示す数字？",
            "「港の格付けを示すのが「港湾指数」です。」（潮見市みなと行動計画・相談・35行目）",
            None,
        ),
        (
            "小さな店で予約の仕組みが広がらないのはどうして",
            "「小規模な店では導入の費用が重く、船便の予約の仕組みの普及が進んでいない。」"
            "（潮見市みなと行動計画・相談・33行目）",
            None,
        ),
    ],
)
def test_what_a_thing_is_and_why_is_said_in_other_words(
    index: Index, question: str, first: str, reason: Reason | None
) -> None:
    """A definition is known by how it ends, too, and a thing by what plans call it."""
    answer = ask(index, question)
    told = (answer.answer.split("\n")[0], answer.status, answer.reason)
    assert told == (first, Status.ANSWERED, reason)


def test_what_a_sentence_announces_is_told_with_it(index: Index) -> None:
    """Of 「次のいずれか」 the text below says which."""
    assert ask(index, "港の店とは").answer.split("\n")[1] == "「＜岸壁に面した店 / 倉庫を改めた店＞」"


def test_a_refusal_points_to_where_its_words_stand(index: Index) -> None:
    """The place is named and cited; nothing of it is told as an answer."""
    answer = ask(index, "灯台の見学料はいくら")
    assert (answer.status, answer.reason) == (Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS)
    assert answer.answer.split("\n")[1:] == ["質問の言葉が多く出てくる箇所: 相談・37行目"]
    assert [citation.locator.line for citation in answer.citations] == [37]

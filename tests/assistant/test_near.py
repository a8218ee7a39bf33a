"""What is told as near and what is refused, on a made-up plan in other words than people use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from assistant.understanding.preparing.story import without_story
from corpus.document import Column, Document, Role, Row
from index.find.everyday import everyday, spoken
from index.find.semantic import installed
from index.language.tokenizer import tokenize
from index.store import Index
from tests.assistant.plans import row
from tests.assistant.talks import opened

CASES = tomllib.loads((Path(__file__).parent / "cases" / "near.toml").read_text(encoding="utf-8"))
COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "取組", Role.NAME),
    Column("department", "担当課", Role.DEPARTMENT),
    Column("summary", "概要", Role.SUMMARY),
    Column("result", "実績", Role.RESULT),
)
ROWS = (
    (
        "電子決裁の拡大",
        "総務課",
        "決裁文書の電子化により、押印とペーパーレスを進める。",
        "電子決裁のシステムの構築を委託した。",
    ),
    (
        "待機児童の解消",
        "こども課",
        "保育所の定員を拡大し、乳児の保育の受け入れを増やす。",
        "保育所を2か所整備した。",
    ),
    (
        "避難情報システムの構築",
        "防災課",
        "災害時に避難情報を一斉に配信するシステムを構築する。",
        "避難所の情報を登録した。",
    ),
    (
        "スマートフォン講座の開催",
        "公民館課",
        "高齢者のデジタル活用を支援する講座を開催する。",
        "講師派遣により講座を12回実施した。",
    ),
    (
        "多言語による情報発信",
        "広報課",
        "外国人住民に、やさしい日本語と多言語で情報を発信する。",
        "生活情報を翻訳した。",
    ),
    ("空家の利活用", "住宅課", "空家を活用し、移住者の住宅を確保する。", "空家の調査を実施した。"),
    (
        "ひきこもりの相談支援",
        "福祉課",
        "孤立する人の自宅への訪問により相談支援を行う。",
        "訪問を延べ30回実施した。",
    ),
    (
        "スマート農業の推進",
        "農政課",
        "農業者の負担軽減のため、機器の導入を補助する。",
        "トマトの選別装置5件を補助した。",
    ),
)


@pytest.fixture(scope="module")
def grove(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The plan of a made-up town, indexed."""
    with opened(tmp_path_factory.mktemp("near"), grove_document()) as index:
        yield index


def grove_document() -> Document:
    return Document(
        id="grove",
        title="榎町行政計画",
        publisher="榎町",
        file="grove.tsv",
        digest="7" * 64,
        columns=COLUMNS,
        rows=tuple(_row(place, texts) for place, texts in enumerate(ROWS, 1)),
        fiscal_year=2024,
        place="榎町",
    )


def _row(place: int, texts: tuple[str, ...]) -> Row:
    keys = [column.key for column in COLUMNS]
    return row("grove", COLUMNS, place, dict(zip(keys, (str(place), *texts), strict=True)), (texts[1],))


@pytest.mark.skipif(not installed(), reason="the encoder is not installed")
@pytest.mark.parametrize(("question", "number", "missing"), CASES["near"])
def test_a_row_near_in_meaning_is_told_as_near(
    grove: Index, question: str, number: str, missing: str
) -> None:
    """The row comes first, under a line that names what the plan has no word for."""
    answer = ask(grove, question)
    assert (answer.status, answer.reason) == (Status.ANSWERED, Reason.NEAR)
    assert answer.citations[0].row == number
    assert missing in answer.answer.split("\n")[0]


@pytest.mark.parametrize("question", CASES["refused"])
def test_what_no_row_states_is_refused(grove: Index, question: str) -> None:
    """A particular is no matter of meaning, nor is a name, nor a thing that nothing is near to."""
    assert ask(grove, question).status is Status.NOT_FOUND


@pytest.mark.parametrize(("typed", "asked"), CASES["stories"])
def test_a_story_is_taken_off(typed: str, asked: str) -> None:
    """Who asked and what for goes, by its form; a second request stays."""
    assert without_story(typed) == asked


def test_everyday_words_are_looked_up_with_their_verbs(grove: Index) -> None:
    """家に来る is 訪問 where 家 alone is 自宅; only words that the plan prints come."""
    tokens = spoken(tokenize("家に来てくれますか"))
    found = [(one.start, one.end, one.printed) for one in everyday(grove, tokens)]
    assert (0, 2, "訪問") in found
    assert (0, 1, "自宅") in found
    assert all(printed != "出張" for *_, printed in found)

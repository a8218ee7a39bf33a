"""What small talk is answered with: only what is loaded, no citation, and examples that are answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Answer, Status
from assistant.service import ask
from corpus.document import Document, Locator, Passage
from index.build.build import build
from index.store import Index
from tests.assistant.asking import Plans, opened

ASKED = (
    "こんにちは",
    "ありがとう",
    "なるほど",
    "何が聞けますか",
    "この資料は何ですか",
    "いつの計画ですか",
    "どこの資料ですか",
)
ENGLISH = (
    "hello",
    "thanks",
    "I see",
    "what can you do?",
    "what documents do you have?",
    "what year is this plan?",
)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plans]:
    """The made-up plans, indexed."""
    with opened(tmp_path_factory.mktemp("plans")) as plans:
        yield plans


@pytest.mark.parametrize("plan", ["town", "health", "sport", "both"])
@pytest.mark.parametrize("text", [*ASKED, *ENGLISH])
def test_talk_is_answered_and_cites_nothing(plans: Plans, plan: str, text: str) -> None:
    """An answer to talk stands on no row, and each question that it suggests is answered."""
    answer = ask(plans[plan], text)
    assert (answer.status, answer.reason, answer.citations, answer.table) == (Status.ANSWERED, None, (), None)
    assert answer.answer
    assert [q for q in answer.suggestions if ask(plans[plan], q).status is not Status.ANSWERED] == []


@pytest.mark.parametrize(
    ("plan", "text", "said"),
    [
        ("town", "こんにちは", ["あおば町事務事業評価"]),
        ("town", "何が聞けますか", ["事業", "継続", "評価"]),
        ("both", "何の文書が入っていますか", ["2件", "あおば町事務事業評価"]),
        ("both", "which documents are loaded?", ["2 document", "あおば町事務事業評価"]),
        ("health", "この資料は何ですか", ["発行"]),
    ],
)
def test_talk_names_what_is_loaded(plans: Plans, plan: str, text: str, said: list[str]) -> None:
    """Titles, publishers, years, numbers of rows, columns and conditions are those of the documents."""
    answer = ask(plans[plan], text).answer
    assert [word for word in said if word not in answer] == []


def test_a_document_without_rows_is_told_as_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A document of passages alone has no columns to ask for, no year and no publisher that are made up."""
    path = tmp_path_factory.mktemp("texts") / "index.sqlite"
    passage = Passage("市は公園を整備する。", ("方針",), Locator(line=1))
    build([Document("texts", "公園の方針", "", "texts.md", "0" * 64, (), (), passages=(passage,))], path)

    def said(text: str) -> Answer:
        with Index.open(path) as index:
            return ask(index, text)

    assert said("何が聞けますか").answer == "「公園の方針」に書かれていることをお答えします。"
    assert said("この資料は何ですか").answer == "公園の方針（本文のみ）です。"
    assert said("いつの資料ですか").answer == "公園の方針の年度は、文書から読み取れませんでした。"
    assert said("どこの資料ですか").answer == "公園の方針の発行者は、文書から読み取れませんでした。"

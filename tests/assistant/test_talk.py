"""Small talk: what is taken for it, what never is, and that it changes nothing of a conversation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Language, Status
from assistant.service import ask
from assistant.understanding.preparing.talk import talk, without_greeting
from assistant.words.lexicon import load
from tests.assistant.asking import Plans, opened


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plans]:
    """The made-up plans, indexed."""
    with opened(tmp_path_factory.mktemp("plans")) as plans:
        yield plans


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("こんにちは", "greeting ja"),
        ("おはようございます！", "greeting ja"),
        ("いつもお世話になっております。", "greeting ja"),
        ("hello there", "greeting en"),
        ("ありがとうございました", "thanks ja"),
        ("助かりました、どうも", "thanks ja"),
        ("Thanks a lot!", "thanks en"),
        ("thank you so much for your help", "thanks en"),
        ("なるほど、了解です", "nod ja"),
        ("OK", "nod en"),
        ("何が聞けますか", "help ja"),
        ("使い方を教えてください", "help ja"),
        ("こんにちは。何ができるの？", "help ja"),
        ("あなたは誰ですか", "help ja"),
        ("What can you do?", "help en"),
        ("How does this chat work?", "help en"),
        ("この資料は何ですか", "contents ja"),
        ("何の文書が入っていますか", "contents ja"),
        ("資料の一覧を見せて", "contents ja"),
        ("ここには何の資料が載っていますか", "contents ja"),
        ("計画書の名前は？", "contents ja"),
        ("Which documents are loaded?", "contents en"),
        ("いつの計画ですか", "years ja"),
        ("これは何年度の資料ですか", "years ja"),
        ("What year is the data from?", "years en"),
        ("どこの市の資料？", "publisher ja"),
        ("Who published this plan?", "publisher en"),
    ],
)
def test_words_of_talk_alone_are_talk(text: str, kind: str) -> None:
    """Greetings, thanks, and questions about the assistant and its documents are told by their words."""
    found = talk(text, load())
    assert (f"{found.kind.value} {found.language.value}" if found else "") == kind


@pytest.mark.parametrize(
    "text",
    [
        "この計画の目標は何ですか",
        "文書は何件ありますか",
        "何課がありますか",
        "どうすればいいですか",
        "それは何年度ですか",
        "計画はいつ",
        "資料がある施策",
        "いつですか",
        "もっと詳しく",
        "使い方の講習",
        "ありがとうカードの発行数",
        "what is the plan for telework",
        "when was the plan revised",
        "help desk",
        "",
        "、。",
        "こんにちは" * 30,
    ],
)
def test_a_question_is_no_talk(text: str) -> None:
    """One word that is none of talk makes a text a question; so does one that may mean the turn before."""
    assert talk(text, load()) is None


@pytest.mark.parametrize(
    ("text", "kind"), [("これは何ですか", "contents"), ("What is this?", "contents"), ("計画はいつ", "years")]
)
def test_what_points_back_is_talk_only_where_nothing_went_before(text: str, kind: str) -> None:
    """「これは何ですか」 opens a conversation about the documents, and later is about a row."""
    found = talk(text, load(), opening=True)
    assert (found.kind.value if found else "", talk(text, load())) == (kind, None)


def test_an_ok_is_in_the_language_of_whoever_says_it() -> None:
    """A word of both languages is answered in the asker's."""
    said = [talk("OK", load(), hint=hint) for hint in Language]
    assert [one.language if one else None for one in said] == list(Language)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("こんにちは、LEDの目標は？", "LEDの目標は？"),
        ("ありがとうございます。では課題は？", "では課題は？"),
        ("Hi! Good morning. And the actual?", "And the actual?"),
        ("LEDの目標は？", "LEDの目標は？"),
        ("こんにちは", "こんにちは"),
        ("施策、事業の一覧", "施策、事業の一覧"),
    ],
)
def test_a_greeting_before_a_question_is_left_out(text: str, asked: str) -> None:
    """However many greetings a question begins with, what remains is what is asked."""
    assert without_greeting(text, load()) == asked


@pytest.mark.parametrize(
    "said", [["ありがとう"], ["なるほど"], ["thanks!"], ["何が聞けますか"], ["ありがとう", "こんにちは"]]
)
def test_talk_changes_nothing_of_a_conversation(plans: Plans, said: list[str]) -> None:
    """A follow-up goes on from the turn before the small talk."""
    earlier = ["継続の事業は"]
    plain = ask(plans["town"], "2番目の担当課は", earlier)
    after = ask(plans["town"], "2番目の担当課は", [*earlier, *said])
    assert (after.answer, after.citations) == (plain.answer, plain.citations)
    assert plain.status is Status.ANSWERED


def test_talk_behind_what_leads_up_to_it_is_talk(plans: Plans) -> None:
    """Who says first that they are new here is told what can be asked."""
    answer = ask(plans["town"], "初めて使います。どんなことを聞けばいいでしょうか")
    assert answer.answer == ask(plans["town"], "何が聞けますか").answer


def test_courtesies_behind_a_question_are_not_the_question(plans: Plans) -> None:
    """A sentence that only a 「よろしくお願いします」 follows is what is asked."""
    answer = ask(plans["town"], "継続の事業を探しています。よろしくお願いします。")
    assert [c.row for c in answer.citations] == [c.row for c in ask(plans["town"], "継続の事業").citations]

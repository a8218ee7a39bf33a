"""Whether a question asks if something is so, and what a sentence says of that."""

from __future__ import annotations

import pytest

from assistant.understanding.mentions.polar_questions import polar
from assistant.understanding.mentions.predicates import Said, said_of
from assistant.words.predicate_words import predicates_in, predicates_of
from index.language.tokenizer import tokenize


@pytest.mark.parametrize(
    ("word", "text", "said"),
    [
        ("開く", "講座を3回開催した。", Said.YES),
        ("完成", "システムは3月末に完成、事業者から引渡しを受けた。", Said.YES),
        ("見る", "資料を端末で閲覧可能とした。", Said.YES),
        ("増える", "相談件数は増加（令和4年度 214件）しており、ニーズが高い。", Said.YES),
        ("改善", "管理については改善が図られた。", Said.YES),
        ("開く", "講座の開催には至らなかった。", Said.NO),
        ("増える", "費用対効果を考慮し、導入を縮小している。", Said.NO),
        ("下がる", "利用料が高止まりしている。", Said.NO),
        ("遣る", "導入については慎重に検討していく。", Said.PENDING),
        ("使う", "7月に運用開始することとした。", Said.PENDING),
        ("使う", "システムの安定稼働等を考慮した。", None),
        ("遣る", "他市の導入状況の把握に努めた。", None),
        ("配る", "講座を3回開催した。", None),
    ],
)
def test_a_sentence_says_whether_something_came_about(word: str, text: str, said: Said | None) -> None:
    """Done, denied or planned in the clause of the word or of one of its group; a mention says nothing."""
    assert said_of(predicates_of((word,)), text) is said


@pytest.mark.parametrize(
    ("text", "terms", "denied", "done"),
    [
        ("もう完成した?", ("完成",), False, True),
        ("議員はタブレットで資料を見られる?", ("見る",), False, False),
        ("防災システムはもうできあがった?", ("出来る", "上がる"), False, True),
        ("システムはできた?", ("出来る",), False, True),
        ("紙の資料はもう使ってない?", ("使う",), True, True),
        ("電子契約は導入済みですか", ("導入",), False, False),
    ],
)
def test_a_yes_no_question_asks_of_its_last_verb(
    text: str, terms: tuple[str, ...], denied: bool, done: bool
) -> None:
    """The verb, whether the question denies it, and whether it asks for what has come about by now."""
    asked = polar(text)
    assert asked is not None
    assert (asked.terms, asked.denied, asked.done) == (terms, denied, done)


@pytest.mark.parametrize(
    "text",
    [
        "外字",
        "課題は?",
        "課題を教えて",
        "内訳を教えてください",
        "資料は何枚?",
        "施策を探しています",
        "いつ完成した?",
    ],
)
def test_other_questions_ask_for_a_thing(text: str) -> None:
    """A noun, a request and a question word ask for something, and not whether it is so."""
    assert polar(text) is None


def test_an_offer_of_both_is_told_from_a_denial() -> None:
    """「やるの？やらないの？」 offers both; 「まだ使っていない？」 denies."""
    both, denial = polar("やるの?やらないの?"), polar("まだ使っていない?")
    assert both is not None
    assert denial is not None
    assert (both.either, denial.either) == (True, False)


def test_the_longest_word_of_a_group_is_found_at_each_place() -> None:
    """Of 「出来上がる」 both words are one predicate."""
    assert predicates_in(tokenize("システムが出来上がる")) == ((2, ("出来る", "上がる")),)

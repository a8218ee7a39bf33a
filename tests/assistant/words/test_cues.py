"""Cue words, what a fact question expects, and English words: read from the question's text alone."""

from __future__ import annotations

import pytest

from assistant.model.question import Expects
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue, find_cues
from assistant.understanding.mentions.figures.expectation import expectation
from assistant.understanding.prepared import prepare
from assistant.words.english import bases, english_words, phrases
from assistant.words.lexicon import load


def said(question: str) -> list[str]:
    """What the cues of a question say, without the words that say nothing."""
    cues = find_cues(prepare(question), load())
    meanings = {cue: ", ".join(what for what in cue.meanings if what != "plain") for cue in cues}
    return [f"{cue.word}: {meant}" for cue, meant in meanings.items() if meant]


@pytest.mark.parametrize(
    ("question", "cues"),
    [
        ("RPAの目標は", ["目標: field:target"]),
        ("目標値はいくつ", ["目標値: field:target", "いくつ: ask:count"]),
        ("達成率の内訳", ["達成率: field:rate", "内訳: ask:breakdown"]),
        ("未達成の施策", ["未達成: state:missed", "施策: noun:row"]),
        ("目標に届きましたか", ["目標: field:target", "届きましたか: ask:progress, state:met"]),
        ("目標に届きませんでした", ["目標: field:target", "届きませんでした: state:missed"]),
        ("下回っていない", ["下回っていない: ask:progress, state:met"]),
        ("地理", []),
        ("Which KPIs were missed?", ["which: ask:list", "kpis: field:kpi", "missed: state:missed"]),
        ("the issues of IT", ["issues: field:issues"]),
        ("rate of achievement", ["rate of achievement: field:rate"]),
        ("rationale", []),
        ("Which 課題 are left?", ["which: ask:list", "課題: field:issues"]),
    ],
)
def test_the_longest_cue_at_each_place_is_taken(question: str, cues: list[str]) -> None:
    """Cues stand at the borders of words, in whatever form a verb is typed; parts of words are none."""
    assert said(question) == cues


def test_a_span_that_is_taken_holds_no_cue() -> None:
    """Where a name was found already, its words are the name's."""
    prepared = prepare("課題解決の目標")
    found = find_cues(prepared, load(), [Span(0, 4)])
    assert [cue.word for cue in found] == ["目標"]


def test_a_cue_tells_what_it_means_of_a_kind() -> None:
    """What stands behind the colon, the kind itself where nothing does, and None for another kind."""
    cue = Cue(Span(0, 2), "達成", ("ask:progress", "state:met", "not"))
    assert [cue.means(kind) for kind in ("ask", "state", "not", "noun")] == ["progress", "met", "not", None]


@pytest.mark.parametrize(
    ("question", "expects", "units"),
    [
        ("参加者は何名ですか", Expects.QUANTITY, ("名", "人")),
        ("何人が受講した", Expects.QUANTITY, ("人", "名")),
        ("何割が達成", Expects.QUANTITY, ("%", "割")),
        ("何%ですか", Expects.QUANTITY, ("%", "パーセント", "割", "ポイント")),
        ("何時から", Expects.QUANTITY, ("時", "時間", "時半")),
        ("何年何月に始まった", Expects.DATE, ()),
        ("何月ですか", Expects.DATE, ()),
        ("いつ始まった", Expects.DATE, ()),
        ("工期は何年短縮された", Expects.QUANTITY, ("年",)),
        ("何日以内に届け出る", Expects.QUANTITY, ("日",)),
        ("何年かかる", Expects.QUANTITY, ("年",)),
        ("何年に短縮された", Expects.DATE, ()),
        ("何年開設", Expects.DATE, ()),
        ("交付率は", Expects.QUANTITY, ("%",)),
        ("参加者数は", Expects.QUANTITY, ()),
        ("開催はどれくらい", Expects.QUANTITY, ()),
        ("いくつの施設", Expects.QUANTITY, ("施設",)),
        ("How many people came?", Expects.QUANTITY, ("人", "名")),
        ("How many access points are there?", Expects.QUANTITY, ("アクセスポイント",)),
        ("How many llamas are there?", Expects.QUANTITY, ()),
        ("what percentage was reached", Expects.QUANTITY, ("%",)),
        ("When did it start?", Expects.DATE, ()),
    ],
)
def test_a_fact_question_expects_a_kind_of_thing(
    question: str, expects: Expects, units: tuple[str, ...]
) -> None:
    """A counter names the units that answer it; 何月 and いつ ask for a date, 何年 before
    a verb of time for its length; other nouns for any figure."""
    prepared = prepare(question)
    found = expectation(prepared, find_cues(prepared, load()), load())
    assert found is not None
    assert (found.expects, found.units) == (expects, units)


@pytest.mark.parametrize("question", ["何課が担当", "何評価ですか", "課題は", "which department", "担当は誰"])
def test_other_questions_expect_nothing_of_the_kind(question: str) -> None:
    """何課 and 何評価 ask for a field of the row, not for a figure."""
    prepared = prepare(question)
    assert expectation(prepared, find_cues(prepared, load()), load()) is None


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("policies", "policy"),
        ("boxes", "box"),
        ("schools", "school"),
        ("applied", "apply"),
        ("used", "use"),
        ("planned", "plan"),
        ("training", "train"),
        ("running", "run"),
        ("organise", "organize"),
        ("digitalisation", "digitalization"),
        ("centre", "center"),
        ("programme", "program"),
        ("labour", "labor"),
        ("children", "child"),
        ("city's", "city"),
        ("cities'", "city"),
    ],
)
def test_an_inflected_word_leads_to_its_base(word: str, base: str) -> None:
    """Endings, spelling variants, possessives and irregular forms come back to the form of the glossary."""
    assert base in set(bases(word, load()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the budgets of translations", [("budgets", "予算"), ("translations", "翻訳")]),
        ("what is it about", []),
        ("remote work of farmers", [("remote work", "テレワーク"), ("farmers", "農家")]),
        ("barrier-free maps", [("barrier-free maps", "バリアフリーマップ")]),
        ("xyzzy", [("xyzzy", "")]),
    ],
)
def test_english_words_are_translated_longest_first(text: str, words: list[tuple[str, str]]) -> None:
    """Words that carry meaning come with the Japanese a plan would print; unknown ones with none."""
    found = english_words(text, (), load())
    assert [(word.text, next(iter(word.japanese), "")) for word in found] == words


def test_taken_words_are_not_translated() -> None:
    """What is understood already is no subject word."""
    assert [word.text for word in english_words("budgets of translations", [Span(0, 7)], load())] == [
        "translations"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my number card", ["my number card"]),
        ("the number of llamas", []),
        ("remote work and fire department", ["remote work", "fire department"]),
        ("in charge", []),
    ],
)
def test_a_phrase_of_the_glossary_keeps_its_words(text: str, found: list[str]) -> None:
    """The words of a phrase are no cues, unless the phrase is one itself."""
    assert [text[span.start : span.end] for span in phrases(text, load())] == found

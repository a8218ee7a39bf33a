"""What leads up to a question: told by the endings of clauses, left out where the question needs it not."""

from __future__ import annotations

import pytest

from assistant.understanding.preparing.preamble import lead
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from index.store import Index


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("会議の資料を作っているのですが、", "テレワークの担当課は？"),
        ("お忙しいところ恐れ入ります。議会答弁を書いているんですけど、", "B評価の施策は？"),
        ("情報政策課の田中と申しますが、", "電子決裁の担当課を教えてください"),
        ("先日の委員会で質問が出ました。", "RPAの目標は"),
        ("来週までに要るので、", "RPAの目標は"),
        ("資料を作っているのですが", "テレワークの担当課は？"),
        ("", "テレワークについて聞きたいのですが、担当課はどこですか"),
        ("", "終了予定の事業を知りたいのですが、一覧をお願いします"),
        ("", "目標は達成していませんが、理由は？"),
        ("", "施策、事業、取組の一覧"),
        ("", "資料を作っているのですが"),
        ("I'm writing a report. ", "Who handles telework?"),
        ("Sorry to bother you, but ", "which department handles telework?"),
        ("We are preparing a speech, so ", "could you list the measures?"),
        ("", "Who handles telework, and what are its issues?"),
        ("", "I am told that telework is used."),
    ],
)
def test_a_preamble_ends_as_one(before: str, asked: str) -> None:
    """Clauses that end in のですが and the like lead up; those in 知りたいのですが say what about."""
    assert lead(before + asked, load()) == (before, asked)


def test_a_long_text_costs_little() -> None:
    """Five hundred characters that nearly begin a preamble over and over are read at once."""
    for text in ("i am, " * 83, "のですが" * 125, "ので、" * 166):
        lead(text, load())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (
            "お忙しいところ恐れ入ります。議会答弁を書いているのですが、テレワークの担当課は",
            "テレワークの担当課は",
        ),
        ("こんにちは、RPAの目標は？", "RPAの目標は？"),
        ("RPAを調べているところですが、目標は？", "RPA、目標は？"),
        ("急いでいるのですが、B評価の施策は何件ですか", "B評価の施策は何件ですか"),
        ("We're short of time. What is the target of RPA?", "What is the target of RPA?"),
    ],
)
def test_a_question_is_read_without_what_leads_up_to_it(index: Index, typed: str, plain: str) -> None:
    """Kind, fields, conditions and words are those of the question, which keeps what it can't do without."""
    one, other = understand(index, typed, load()), understand(index, plain, load())
    assert (one.kind, one.fields, one.filters, one.rows) == (
        other.kind,
        other.fields,
        other.filters,
        other.rows,
    )
    assert [w.terms for w in one.subject if w.weight > 0 and w.noun] == [
        w.terms for w in other.subject if w.weight > 0 and w.noun
    ]


def test_what_was_left_out_is_told_on_request(index: Index) -> None:
    """The explanation names the preamble, and the question keeps its whole text."""
    read = understand(index, "資料を作っているのですが、テレワークの担当課は", load())
    assert read.text == "資料を作っているのですが、テレワークの担当課は"
    assert ("aside", "資料を作っているのですが、") in [(step.name, step.detail) for step in read.steps]

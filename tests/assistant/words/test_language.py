"""Which language a question is read in, and which it is answered in."""

from __future__ import annotations

import pytest

from assistant.model.answer import Language
from assistant.service import ask
from assistant.words.language import detect, frame
from index.store import Index

JA, EN = Language.JAPANESE, Language.ENGLISH


@pytest.mark.parametrize(
    ("question", "read", "answered"),
    [
        ("RPA", EN, JA),
        ("ＤＸ", EN, JA),
        ("Wi-Fi?", EN, JA),
        ("telework", EN, JA),
        ("IT", EN, JA),
        ("No.9-3", JA, JA),
        ("9-3", JA, JA),
        ("？", JA, JA),
        ("RPA target", EN, EN),
        ("remote work", EN, EN),
        ("What is RPA?", EN, EN),
        ("ＷＨＡＴ　ＩＳ　ＲＰＡ", EN, EN),
        ("RPAの目標は", JA, JA),
        ("KPI 未達", JA, JA),
        ("A評価でKPIが未達の施策", JA, JA),
        ("free Wi-Fi スポット", JA, JA),
        ("Society 5.0 for SDGs の内容", JA, JA),
        ("Wi-Fi for guests を教えて", JA, JA),
        ("What is the target of ペーパーレス化?", EN, EN),
        ("Who handles 子育て支援サイトの充実?", EN, EN),
        ("Tell me about こころの相談", EN, EN),
        ("What did 人事課 do in 2023?", EN, EN),
        ("And 人事課?", EN, EN),
        ("projects rated 継続", EN, EN),
    ],
)
def test_the_language_is_that_of_the_sentence(question: str, read: Language, answered: Language) -> None:
    """Particles outside of names make Japanese, function words English; a bare word is of no language."""
    assert (detect(question), frame(question, detect(question), None)) == (read, answered)


@pytest.mark.parametrize(
    ("question", "hint", "language"),
    [
        ("RPA", None, JA),
        ("RPA", JA, JA),
        ("RPA", EN, EN),
        ("9-3", EN, EN),
        ("RPAの目標は", EN, JA),
        ("What is the target of RPA?", JA, EN),
    ],
)
def test_a_bare_word_is_answered_in_the_language_of_whoever_asks(
    index: Index, question: str, hint: Language | None, language: Language
) -> None:
    """The hint decides where the question does not, and nowhere else; the rows are the same."""
    answer = ask(index, question, language=hint)
    assert answer.language is language
    assert [citation.row for citation in answer.citations][:1] == ["9-3"]

"""Which rows a subject in free words is about, and the words that are marked in what is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answering.desk import marks
from assistant.answering.evidence import candidates, search_words, segments
from assistant.model.question import How, Word
from assistant.model.span import Span
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from index.find.words import SearchWord
from index.store import Index
from tests.assistant.asking import Plans, opened


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plans]:
    """The made-up plans, indexed."""
    with opened(tmp_path_factory.mktemp("plans")) as plans:
        yield plans


def subject(index: Index, text: str) -> tuple[Word, ...]:
    """The subject words of a question."""
    return understand(index, text, load()).subject


def titles(index: Index, text: str) -> list[str]:
    """The titles of the rows that a subject may mean, best first."""
    found = candidates(index, subject(index, text))
    return [stored.row.title for stored in index.rows([one.row_id for one in found])]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("除雪車の燃料", "除雪体制の強化"),
        ("高齢者", "配食サービス"),
        ("シニアの昼食", "配食サービス"),
        ("LEDの街路灯", "街路灯のLED化"),
        ("運転手", "除雪体制の強化"),
    ],
)
def test_the_row_that_is_called_so_or_says_so_comes_first(plans: Plans, text: str, best: str) -> None:
    """What a row is called counts for more than what it mentions; synonyms count as the word."""
    assert titles(plans["town"], text)[0] == best


def test_coverage_is_the_share_of_the_subject_that_a_row_holds(plans: Plans) -> None:
    """All words held are 1; with one that the row lacks it is less, and the word is named as missing."""
    whole = candidates(plans["town"], subject(plans["town"], "除雪車"))[0]
    part = candidates(plans["town"], subject(plans["town"], "除雪車の燃料"))[0]

    assert (whole.coverage, whole.missing) == (pytest.approx(1.0), ())
    assert 0 < part.coverage < 1
    assert [word.surface for word in part.missing] == ["燃料"]


def test_candidates_keep_to_the_rows_given(plans: Plans) -> None:
    """Only rows of `ids` are judged; none of them holding a word, there is none."""
    town = plans["town"]
    words = subject(town, "除雪車")
    (row,) = town.row_by_number("202")
    others = [key for key in town.all_ids() if key != row.id]

    assert [one.row_id for one in candidates(town, words, [row.id])] == [row.id]
    assert candidates(town, words, others) == ()


def test_words_that_the_corpus_lacks_find_nothing(plans: Plans) -> None:
    """Without a single known word no row is searched for; an unknown word keeps its place."""
    unknown = Word(Span(0, 2), "火星", (), How.UNKNOWN, 1.0)
    known = replace(unknown, span=Span(3, 5), surface="除雪", terms=("除雪",))

    assert candidates(plans["town"], [unknown]) == ()
    assert candidates(plans["town"], []) == ()
    assert search_words([unknown, known]) == (SearchWord(()), SearchWord(("除雪",)))


def test_segments_are_the_sentences_that_hold_a_word(plans: Plans) -> None:
    """The best clauses come with the row they stand in."""
    town = plans["town"]
    hits = segments(town, subject(town, "運転手"))
    numbers = {town.rows([hit.row_id])[0].row.number for hit in hits if hit.row_id is not None}
    assert {hit.text for hit in hits} == {"運転手が足りない。", "運転手の育成を急ぐこと。"}
    assert numbers == {"202"}


def word(surface: str, *terms: str, corrected: str = "") -> Word:
    """A subject word of a question."""
    return Word(Span(0, len(surface)), surface, terms, How.EXACT, 1.0, corrected=corrected)


@pytest.mark.parametrize(
    ("quote", "words", "marked"),
    [
        ("RPAを導入し、ＲＰＡを使う。", [word("rpa", "rpa")], ["RPA", "ＲＰＡ"]),
        ("電子決裁の構築", [word("電子", "電子"), word("決裁", "決裁")], ["電子決裁"]),
        ("取り組みを続ける", [word("取組", "取り組み")], ["取り組み"]),
        ("サーバー室", [word("サーバ", "サーバ")], ["サーバ"]),
        (
            "マイナンバーカード",
            [word("マイナンバカード", corrected="マイナンバーカード")],
            ["マイナンバーカード"],
        ),
        ("何も無い", [word("火星")], []),
        ("㌢単位で測る", [word("センチ", "センチ")], ["㌢"]),
        ("", [word("rpa", "rpa")], []),
        ("RPA", [], []),
    ],
)
def test_marks_are_the_subject_s_words_as_printed(quote: str, words: list[Word], marked: list[str]) -> None:
    """Whatever the width and case, the printed stretch is marked; neighbours are marked as one."""
    assert [quote[start:end] for start, end in marks(quote, words)] == marked

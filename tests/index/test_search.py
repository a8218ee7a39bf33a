"""Search finds segments and rows by terms, phrases and sound, and takes any text for text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from index.build.build import build
from index.find.matching import rows_matching
from index.find.search import search, search_reading, stands, trigrams
from index.find.words import SearchWord
from index.language.tokenizer import content, tokenize
from index.store import Index


def words(text: str) -> list[SearchWord]:
    """The content words of a text, without alternatives."""
    return [SearchWord((token.term,)) for token in content(tokenize(text))]


def titles(index: Index, text: str, limit: int = 20) -> list[str]:
    """The numbers of the rows found."""
    return [index.rows([hit.row_id])[0].row.number for hit in rows_matching(index, words(text), limit)]


def test_a_hit_quotes_its_segment(small: Index) -> None:
    """A hit is a verbatim sentence with its place, and says which words stand in it."""
    hit = search(small, words("文書管理システムの構築"))[0]
    cell = small.rows([hit.row_id or 0])[0].row.cells
    assert (hit.role, hit.column, hit.matched) == ("result", "実績", frozenset({0, 1, 2}))
    assert hit.text == "次は文書管理システムとの連携（仮称。未定）を行う。"
    assert any(one.text[hit.start :].startswith(hit.text) for one in cell)


def test_better_hits_have_larger_scores(small: Index) -> None:
    """Hits come best first."""
    scores = [hit.score for hit in search(small, words("電子決裁システム"))]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


def test_search_keeps_to_rows_and_roles(small: Index) -> None:
    """Rows and roles can be narrowed; a text outside tables has the role passage and no row."""
    (row_id,) = [stored.id for stored in small.row_by_number("1-2")]
    assert {hit.row_id for hit in search(small, words("電子決裁とRPA"), ids=[row_id])} == {row_id}
    assert {hit.role for hit in search(small, words("RPA"), roles=["kpi", "name"])} == {"name", "kpi"}
    (passage,) = search(small, words("ペーパーレス化"), roles=["passage"])
    assert (passage.row_id, passage.column, passage.text) == (
        None,
        "はじめに / 背景",
        "ペーパーレス化を進める。",
    )
    assert search(small, words("RPA"), limit=0) == ()


def test_rows_gather_their_segments(small: Index) -> None:
    """A row's matched words come from all its segments, by role; what it is called weighs most."""
    hit = rows_matching(small, words("RPAの自動化の導入"))[0]
    assert small.rows([hit.row_id])[0].row.number == "1-2"
    assert hit.matched == frozenset({0, 1, 2, 3})
    assert hit.by_role["name"] == frozenset({0})
    assert hit.by_role["result"] == frozenset({0, 3})
    assert hit.best.row_id == hit.row_id


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("高齢者向け", "2-1"),
        ("2024年4月1日", "1-3"),
        ("令和6年4月", "1-3"),
        ("1929件", "2-3"),
        ("サービスの充実", "2-1"),
        ("障害福祉課", "1-3"),
    ],
)
def test_rows_are_found_by_what_they_say_and_are_called(small: Index, question: str, expected: str) -> None:
    """Dates, figures, groups and departments find rows like any word."""
    assert titles(small, question)[0] == expected


def test_alternatives_match_in_place_of_a_word(small: Index) -> None:
    """Any of a word's terms will do, compounds among them."""
    word = SearchWord(("在庫", "電子 申請"))
    (hit,) = rows_matching(small, [word])
    assert (small.rows([hit.row_id])[0].row.number, hit.matched) == ("2-3", frozenset({0}))


def test_nothing_is_found_for_nothing(small: Index) -> None:
    """Unknown words, no words and blank words find nothing."""
    nothing = [[], words("宇宙開発"), [SearchWord(())], [SearchWord(("", " \x00"))]]
    assert [(search(small, some), rows_matching(small, some)) for some in nothing] == [((), ())] * 4
    assert search_reading(small, "") == search_reading(small, "ん", 0) == ()


SYNTAX = [
    '"',
    '""',
    "*",
    "rpa*",
    "NEAR(",
    "NEAR(rpa 導入)",
    "tokens:rpa",
    "-",
    "^rpa",
    "rpa OR 導入",
    "{a}",
    "(",
    "+",
    "\x00",
]


@pytest.mark.parametrize("text", SYNTAX)
def test_search_syntax_is_text(small: Index, text: str) -> None:
    """What FTS5 would read as an expression is looked for as it stands, and found nowhere."""
    assert search(small, [SearchWord((text,))]) == ()
    assert not stands(small, [text])


def test_terms_need_not_be_folded(small: Index) -> None:
    """A term in capitals or full width is matched as it is found."""
    (hit,) = rows_matching(small, [SearchWord(("ＲＰＡ",))])
    assert (hit.matched, small.rows([hit.row_id])[0].row.number) == (frozenset({0}), "1-2")
    assert stands(small, ["ＡＩ", "RPA"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=8), max_size=3), max_size=5), st.text(max_size=12))
def test_any_text_can_be_searched(small: Index, terms: list[list[str]], kana: str) -> None:
    """No text makes a search fail."""
    some = [SearchWord(tuple(each)) for each in terms]
    assert all(hit.matched <= frozenset(range(len(some))) for hit in search(small, some))
    assert all(hit.matched for hit in rows_matching(small, some))
    assert all(hit.matched == frozenset() for hit in search_reading(small, kana))


def test_surrogates_and_long_questions_are_searched(small: Index) -> None:
    """Text that can't be encoded, and more words than a question has, find what there is."""
    assert search(small, [SearchWord(("\ud800",))]) == ()
    assert search(small, [SearchWord(("rpa",)), *[SearchWord((f"x{n}",)) for n in range(500)]])


@pytest.mark.parametrize(
    ("kana", "expected"),
    [
        ("ばりあふりー", "バリアフリーマップの拡大"),
        ("けっさいしすてむ", "電子決裁システムの導入"),
        ("かか", None),
        ("じか", "人事課"),
        ("ｺｳｻﾞ", "スマートフォン講座"),
    ],
)
def test_kana_is_found_by_sound(small: Index, kana: str, expected: str | None) -> None:
    """Kana finds what sounds like it, shortest first; short kana only what things are called."""
    hits = search_reading(small, kana)
    assert (hits[0].text if hits else None) == expected


def test_short_kana_looks_at_names_only(small: Index) -> None:
    """Two syllables stand in many sentences, and would find them all."""
    assert {hit.role for hit in search_reading(small, "こう")} <= {"name", "group", "department", "kpi"}


def test_trigrams_are_quoted_once() -> None:
    """Each three-character piece comes once."""
    assert trigrams("アアアア") == '"アアア"'


def test_many_threads_search_at_once(small: Index) -> None:
    """Twenty threads get the same as one."""
    questions = ["RPA", "電子決裁の構築", "講座", "2024年4月", "障害福祉課"] * 20
    alone = [titles(small, question) for question in questions]
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(lambda question: titles(small, question), questions)) == alone


def test_common_words_only_count_in_phrases_of_a_large_corpus(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In a large corpus a word of most rows is left out beside a rarer one, and kept when alone."""
    from dataclasses import replace

    template = document.rows[3]
    rows = tuple(
        replace(template, number=str(number), kpis=(), departments=(f"第{number}課",), group="", section="")
        for number in range(600)
    )
    rare = replace(document.rows[1], number="rare")
    path = tmp_path_factory.mktemp("large") / "large.db"
    build([replace(document, rows=(*rows, rare))], path)
    with Index.open(path) as index:
        assert [titles(index, "RPAの講座")[0], len(titles(index, "RPAの講座"))] == ["rare", 1]
        assert len(rows_matching(index, words("講座"), 20)) == 20

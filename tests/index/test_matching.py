"""Rows are found as wholes: by all of the words, those that are called so first; then judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.document import Cell, Column, Document, Locator, Role, Row
from index.build.build import build
from index.find.matching import RowHit, hits_of, rows_holding, rows_matching, rows_saying
from index.find.words import SearchWord
from index.store import Index

WORDS = (SearchWord(("橋",)), SearchWord(("点検",)))
TEXTS = (
    ("公園の整備", "橋を直す。遊具の点検。"),
    ("橋の点検", "計画どおり進める。"),
    ("道路の補修", "橋の点検に合わせて直す。"),
    ("河川の清掃", "橋のごみを拾う。"),
    ("防災の訓練", "放送設備を試す。"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Five rows that hold one word, both, or none, in their names, in one sentence or in several."""
    columns = (Column("name", "事業名", Role.NAME), Column("summary", "概要", Role.SUMMARY))
    rows = [_row(str(number), *texts) for number, texts in enumerate(TEXTS, 1)]
    target = tmp_path_factory.mktemp("matching") / "index.sqlite"
    build([Document("plan", "計画", "市", "plan.csv", "0", columns, tuple(rows))], target)
    with Index.open(target) as opened:
        yield opened


def _row(number: str, title: str, summary: str) -> Row:
    place = Locator(line=int(number))
    cells = (
        Cell("name", Role.NAME, "事業名", title, title, place),
        Cell("summary", Role.SUMMARY, "概要", summary, summary, place),
    )
    return Row("plan", number, title, place, cells)


def test_rows_hold_every_word_anywhere_or_in_one_sentence(index: Index) -> None:
    """Words may stand far apart in a row, or must not; without a word no row is meant."""
    assert tuple(rows_holding(index, WORDS)) == (1, 2, 3)
    assert tuple(rows_holding(index, (*WORDS, SearchWord(("訓練",))), but=1)) == (1, 2, 3)
    assert tuple(rows_saying(index, WORDS)) == (2, 3)
    assert (tuple(rows_holding(index, ())), tuple(rows_saying(index, ()))) == ((), ())


def test_rows_with_all_words_come_first_where_enough_have_them(index: Index) -> None:
    """The row that is called so is the best; those with one word come where too few have all."""
    assert [hit.row_id for hit in rows_matching(index, WORDS, 3)] == [2, 3, 1]
    assert [hit.row_id for hit in rows_matching(index, WORDS, 4)] == [2, 3, 1, 4]
    assert [hit.row_id for hit in rows_matching(index, WORDS, 1, ids=[1, 4])] == [1]


def test_a_hit_has_the_sentence_that_says_most(index: Index) -> None:
    """The best sentence of a row is verbatim, with the words in it, and those of the row by their roles."""
    (hit,) = hits_of(index, WORDS, [3])
    assert _told(hit) == ("橋の点検に合わせて直す。", frozenset({0, 1}), {"summary": frozenset({0, 1})})
    assert hits_of(index, WORDS, [5]) == ()


def _told(hit: RowHit) -> tuple[str, frozenset[int], dict[str, frozenset[int]]]:
    return hit.best.text, hit.best.matched, dict(hit.by_role)

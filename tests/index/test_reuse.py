"""An index with documents taken over from the old one is the same as one built from all files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.folder.stamp import stamp
from index.build import reuse
from index.build.build import build
from index.build.reuse import Stamped, Unchanged, unchanged
from index.errors import BuildFailed, DuplicateDocument, IndexForeign
from index.seal import check_seal
from index.store import Index


def named(document: Document, id: str, rows: slice = slice(None)) -> Stamped:
    """The document under another id, with some of its rows, and a stamp made from the id."""
    kept = tuple(replace(row, document=id) for row in document.rows[rows])
    return Stamped(replace(document, id=id, file=f"{id}.tsv", rows=kept), f"stamp of {id}")


def lines(path: Path) -> list[str]:
    """Every line of an index, but for the times of its builds.

    Of vectors only the row is kept: the last digits of one depend on the others encoded with it.
    """
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = '' WHERE key = 'built_at'")
    connection.execute("UPDATE documents SET built_at = ''")
    dump = [line for line in connection.iterdump() if "_fts_" not in line.split("VALUES")[0]]
    connection.close()
    vectors = sorted(line.split(",X'")[0] for line in dump if line.startswith('INSERT INTO "vectors"'))
    return [line for line in dump if not line.startswith('INSERT INTO "vectors"')] + vectors


@pytest.fixture
def three(document: Document) -> dict[str, Stamped]:
    """Three documents of different lengths, one without passages or rows."""
    bare = named(document, "b", slice(0, 0))
    return {
        "a": named(document, "a"),
        "b": replace(bare, document=replace(bare.document, passages=(), legend=())),
        "c": named(document, "c", slice(1, 4)),
    }


Change = Callable[[dict[str, Stamped | Unchanged]], dict[str, Stamped | Unchanged]]
CHANGES: dict[str, Change] = {
    "nothing": lambda known: known,
    "one removed": lambda known: {id: entry for id, entry in known.items() if id != "a"},
    "another order": lambda known: dict(reversed(known.items())),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_copied_index_is_line_by_line_a_built_one(
    three: dict[str, Stamped], tmp_path: Path, change: str
) -> None:
    """Whatever was removed or moved, ids and all lines are those of a build from nothing."""
    target = tmp_path / "index.db"
    build(three.values(), target)
    known = {entry.id: entry for entry in unchanged(target).values()}
    wanted = CHANGES[change]({id: known[id] for id in three})
    report = build(wanted.values(), target)
    build([three[id] for id in wanted], tmp_path / "other.db")
    assert lines(target) == lines(tmp_path / "other.db")
    assert (report.documents, report.rows) == (
        len(wanted),
        sum(len(three[id].document.rows) for id in wanted),
    )


def test_a_new_document_stands_between_those_that_were_copied(
    three: dict[str, Stamped], document: Document, tmp_path: Path
) -> None:
    """A replaced document is read, its neighbours are not, and search finds the words of all."""
    target = tmp_path / "index.db"
    build(three.values(), target)
    known = unchanged(target)
    new = replace(named(document, "b", slice(0, 2)), stamp="another")
    steps: list[str] = []
    entries = [known["stamp of a"], new, known["stamp of c"]]
    build(entries, target, lambda _done, _total, title: steps.append(title))
    build([three["a"], new, three["c"]], tmp_path / "other.db")
    assert lines(target) == lines(tmp_path / "other.db")
    assert set(steps) == {new.document.title}
    with Index.open(target) as index:
        found = index.read(
            "SELECT document FROM segments_fts JOIN segments ON segments.id = segments_fts.rowid"
        )
        stamps = index.read("SELECT id, stamp FROM documents ORDER BY position")
    assert {document for (document,) in found} == {"a", "b", "c"}
    assert stamps == [("a", "stamp of a"), ("b", "another"), ("c", "stamp of c")]


def test_a_file_is_stamped_when_it_is_read(shipped_path: Path, tmp_path: Path) -> None:
    """A build from files can be taken over from, and one from documents alone can't."""
    target = tmp_path / "index.db"
    build([shipped_path], target)
    expected = Unchanged("oita-ict-2022-2024", shipped_path.name, stamp(shipped_path))
    assert unchanged(target) == {expected.stamp: expected}


def test_nothing_is_taken_from_an_index_of_another_making(
    three: dict[str, Stamped], document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No index, another version, other code, another encoder, and documents without a stamp give nothing."""
    target = tmp_path / "index.db"
    assert unchanged(target) == {}
    build([document], target)
    assert unchanged(target) == {}
    build(three.values(), target)
    assert len(unchanged(target)) == 3
    monkeypatch.setattr(reuse, "program", lambda: "other")
    assert unchanged(target) == {}
    monkeypatch.undo()
    monkeypatch.setattr(reuse.semantic, "installed", lambda: "another encoder")
    assert unchanged(target) == {}
    monkeypatch.undo()
    with target.open("r+b") as file:
        file.seek(60)
        file.write(b"\0\0\0\x05")
    assert unchanged(target) == {}


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no index": lambda path: path.write_text("no index", encoding="utf-8"),
    "a page": lambda path: overwritten(path, path.stat().st_size // 2, b"\xff" * 4096),
    "one byte": lambda path: overwritten(path, path.stat().st_size - 5000, b"\x01"),
    "a text": lambda path: changed(path, "UPDATE cells SET text = replace(text, 'RPA', 'RPO')"),
    "a figure": lambda path: changed(path, "UPDATE kpis SET actual_text = replace(actual_text, '3', '9')"),
    "a line of the search": lambda path: changed(path, "DELETE FROM segments_fts WHERE rowid = 1"),
    "a line of an index": lambda path: overwritten(path, path.read_bytes().index("公開".encode()), b"\xe7"),
    "cut off": lambda path: os.truncate(path, path.stat().st_size - 10),
    "written anew": lambda path: changed(path, "VACUUM"),
}


def overwritten(path: Path, offset: int, content: bytes) -> None:
    """Changes bytes in place; that they were others is part of the case."""
    with path.open("r+b") as file:
        file.seek(offset)
        assert file.read(len(content)) != content
        file.seek(offset)
        file.write(content)


def changed(path: Path, sql: str) -> None:
    """Changes a whole database by SQL; SQLite finds nothing wrong with it afterwards."""
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    connection.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_is_taken_from_a_damaged_index(
    three: dict[str, Stamped], tmp_path: Path, damage: str
) -> None:
    """Whatever of its bytes are others than those that were written: it is said, with the step that helps."""
    target = tmp_path / "index.db"
    build(three.values(), target)
    check_seal(target)
    DAMAGES[damage](target)
    with pytest.raises(IndexForeign, match=r"index\.db is not a usable index .*Rebuild it: keikaku index"):
        unchanged(target)


def test_a_seal_that_can_not_be_read_is_no_seal(tmp_path: Path) -> None:
    """A folder in the place of the index, and nothing at all, are told as the system tells them."""
    (tmp_path / "index.db").mkdir()
    for name, reason in (("index.db", "directory"), ("none.db", "No such file")):
        with pytest.raises(IndexForeign, match=reason):
            check_seal(tmp_path / name)


def test_an_index_that_was_replaced_meanwhile_is_not_mixed(three: dict[str, Stamped], tmp_path: Path) -> None:
    """What is no longer there fails the build, and the index stays."""
    target = tmp_path / "index.db"
    build([three["a"]], target)
    before = target.read_bytes()
    with pytest.raises(BuildFailed, match="replaced while it was built"):
        build([Unchanged("a", "a.tsv", "gone")], target)
    assert target.read_bytes() == before


def test_an_unchanged_document_keeps_its_id_to_itself(three: dict[str, Stamped], tmp_path: Path) -> None:
    """A new file with the id of a document that is taken over is refused."""
    target = tmp_path / "index.db"
    build([three["a"]], target)
    (known,) = unchanged(target).values()
    with pytest.raises(DuplicateDocument, match=r"a: a\.tsv and a\.tsv"):
        build([known, three["a"]], target)

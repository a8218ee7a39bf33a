"""A build gives the whole new index or leaves the old one; what can't be served is refused in words."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils

from corpus.document import Document
from index import schema
from index.build import build as build_module
from index.build import writer
from index.build.build import build
from index.build.lock import locked
from index.errors import BuildFailed, DuplicateDocument, IndexForeign, IndexMissing, IndexProblem, IndexStale
from index.store import Index


def test_a_build_reports_what_it_made(document: Document, tmp_path: Path) -> None:
    """The report counts what was written, and progress reaches the number of rows."""
    steps: list[tuple[int, int, str]] = []
    report = build([document], tmp_path / "new" / "index.db", lambda *step: steps.append(step))
    with Index.open(report.path) as index:
        counted = index.read("SELECT count(*), (SELECT count(DISTINCT term) FROM terms) FROM segments")
    assert (report.documents, report.rows, (report.segments, report.terms)) == (1, 6, counted[0])
    assert report.size == report.path.stat().st_size
    assert steps == [(0, 6, document.title), (6, 6, document.title)]
    assert [path.name for path in report.path.parent.iterdir()] == ["index.db"]


def test_several_documents_stand_side_by_side(document: Document, tmp_path: Path) -> None:
    """Rows of each document can be told apart, in the order given; files are read when their turn comes."""
    second = replace(
        document, id="other", rows=tuple(replace(row, document="other") for row in document.rows)
    )
    build([document, second], tmp_path / "index.db")
    with Index.open(tmp_path / "index.db") as index:
        assert [info.id for info in index.documents()] == ["plan", "other"]
        assert len(index.all_ids()) == 12
        assert [stored.row for stored in index.rows(index.all_ids("other"))] == list(second.rows)
        assert [stored.row.document for stored in index.row_by_number("1-2")] == ["plan", "other"]
        assert index.frequency(["rpa"]) == {"rpa": 2}
        assert len(index.legend()) == 4


def test_a_file_is_read_by_the_corpus(tmp_path: Path, shipped_path: Path) -> None:
    """Given a path, the build reads the document itself."""
    assert build([shipped_path], tmp_path / "index.db").rows == 43


def test_a_file_that_is_not_there_fails_the_build(tmp_path: Path) -> None:
    """A document that can't be read is named."""
    with pytest.raises(BuildFailed, match=r"gone\.tsv"):
        build([tmp_path / "gone.tsv"], tmp_path / "index.db")
    assert list(tmp_path.iterdir()) == []


def test_one_id_is_one_document(document: Document, tmp_path: Path) -> None:
    """Two documents with one id are refused, and the old index stays."""
    target = tmp_path / "index.db"
    build([document], target)
    before = target.read_bytes()
    with pytest.raises(DuplicateDocument, match=r"plan: plan\.tsv and b\.tsv"):
        build([document, replace(document, file="b.tsv")], target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_a_long_document_has_the_same_words_as_a_short_one(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compounds that are written early are counted on, and letting go of the dictionary changes nothing."""
    rows = tuple(replace(row, number=f"{row.number}-{n}") for n in range(20) for row in document.rows)
    long = replace(document, rows=rows)
    dumps = []
    for name, bound in (("one.db", 30_000), ("other.db", 5)):
        monkeypatch.setattr(writer, "_MOST_COMPOUNDS", bound)
        monkeypatch.setattr(writer, "_BATCH", 7)
        monkeypatch.setattr(build_module, "_MANY", bound)
        build([long], tmp_path / name)
        connection = sqlite3.connect(tmp_path / name)
        dumps.append(connection.execute("SELECT * FROM terms ORDER BY term, kind").fetchall())
        connection.close()
    assert dumps[0] == dumps[1]
    assert max(line[7] for line in dumps[0]) == 100


def test_no_documents_make_an_empty_index(tmp_path: Path) -> None:
    """An index of nothing answers every read with nothing."""
    build([], tmp_path / "index.db")
    with Index.open(tmp_path / "index.db") as index:
        assert (index.documents(), index.all_ids(), index.names(), index.row_total()) == ((), (), (), 0)


FAULTS = [
    (PermissionError(errno.EACCES, "Permission denied"), "no permission"),
    (OSError(errno.ENOSPC, "No space left on device"), "is full"),
    (sqlite3.OperationalError("database or disk is full"), "is full"),
    (sqlite3.OperationalError("attempt to write a readonly database"), "no permission"),
    (sqlite3.OperationalError("disk I/O error"), "disk I/O error"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_a_failed_build_says_why_and_keeps_the_old_index(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    """No permission, a full disk, a broken one: each is said with the next step, and nothing is lost."""
    target = tmp_path / "index.db"
    build([document], target)
    before = target.read_bytes()

    def fail(*_arguments: object) -> None:
        raise fault

    monkeypatch.setattr(schema, "create", fail)
    with pytest.raises(BuildFailed, match=said) as caught:
        build([document], target)
    assert "keikaku index" in caught.value.next_step
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_a_folder_that_can_not_be_made_fails_the_build(document: Document, tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, nothing is written."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BuildFailed, match="can't be written"):
        build([document], tmp_path / "file" / "index.db")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_fails_the_build(document: Document, tmp_path: Path) -> None:
    """A real folder that may not be written to is named."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(BuildFailed, match="no permission"):
            build([document], tmp_path / "index.db")
    finally:
        tmp_path.chmod(0o700)


KILLED = """
import os, sys
from pathlib import Path
from index.build import writer
from index.build.build import build
sys.path.insert(0, sys.argv[2])
from conftest import small_document

build([small_document()], Path(sys.argv[1]), lambda done, total, title: os._exit(9) if done else None)
"""


def test_a_killed_build_leaves_the_old_index_and_is_cleaned_up(document: Document, tmp_path: Path) -> None:
    """What a killed build left is taken away by the next that has the lock, and not by one without it."""
    target = tmp_path / "index.db"
    build([document], target)
    before = target.read_bytes()
    folder = str(Path(__file__).parent)
    assert subprocess.run([sys.executable, "-c", KILLED, str(target), folder], check=False).returncode == 9
    (left,) = tmp_path.glob(".index.db.*")
    assert target.read_bytes() == before
    build([document], target)
    assert left.exists()
    with locked(target):
        build([document], target)
    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_two_builds_at_once_do_no_harm(document: Document, tmp_path: Path) -> None:
    """Both finish, and the file is one of theirs, whole."""
    target = tmp_path / "index.db"
    failed: list[BaseException] = []

    def run() -> None:
        try:
            build([document], target)
        except IndexProblem as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Index.open(target) as index:
        assert [stored.row for stored in index.rows(index.all_ids())] == list(document.rows)
    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_the_file_reads_as_plain_tables(small_path: Path) -> None:
    """Its tables are filled, whole by SQLite's own check, and no line refers to one that is not there."""
    database = sqlite_utils.Database(small_path)
    filled = {table.name for table in database.tables if table.count}
    database.close()
    assert filled >= {
        "meta", "documents", "columns", "sections", "rows", "row_departments", "cells", "kpis", "ratings",
        "legend", "passages", "findings", "names", "segments", "terms", "thesaurus",
    }  # fmt: skip
    connection = sqlite3.connect(small_path)
    checks = connection.execute("PRAGMA integrity_check").fetchall()
    connection.execute("PRAGMA foreign_keys=ON")
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    assert (checks, broken) == ([("ok",)], [])


def test_one_corpus_makes_one_index(document: Document, tmp_path: Path) -> None:
    """Two builds of the same documents hold the same lines in the same order, but for the time."""
    dumps = []
    for name in ("one.db", "other.db"):
        build([document], tmp_path / name)
        connection = sqlite3.connect(tmp_path / name)
        connection.execute("UPDATE meta SET value = '' WHERE key = 'built_at'")
        connection.execute("UPDATE documents SET built_at = ''")
        dumps.append(list(connection.iterdump()))
        connection.close()
    assert dumps[0] == dumps[1]


def test_the_stamp_says_what_the_index_was_made_with(small: Index) -> None:
    """Versions of schema, tokenizer and dictionary, digests of settings and documents, and the time."""
    stamp = dict(small.read("SELECT key, value FROM meta"))
    assert set(stamp) >= {
        "schema", "sudachipy", "sudachidict", "settings", "documents", "built_at", "row_total"
    }  # fmt: skip
    assert {key: stamp[key] for key in schema.fingerprint()} == schema.fingerprint()


def test_an_absent_package_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without metadata of a package its version is unknown; a word list that is not there is empty."""
    monkeypatch.setattr(schema, "version_of", lambda _package: None)
    assert schema.fingerprint()["sudachipy"] == "unknown"
    assert schema.word_list("no such list") == ""


# Opening


def test_a_missing_file_is_said_with_the_command(tmp_path: Path) -> None:
    """Every refusal names the command that rebuilds the index."""
    with pytest.raises(IndexMissing, match="keikaku index"):
        Index.open(tmp_path / "none.db")


def _patched(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


DAMAGES = [
    (lambda path: path.write_bytes(b""), IndexForeign, "no SQLite file"),
    (lambda path: path.write_text("計画" * 100, encoding="utf-8"), IndexForeign, "no SQLite file"),
    (lambda path: path.write_bytes(path.read_bytes()[:5000]), IndexForeign, "cut short"),
    (lambda path: _patched(path, 68, b"\0\0\0\0"), IndexForeign, "another program"),
    (lambda path: _patched(path, 60, b"\0\0\0\x63"), IndexStale, "schema was 99"),
    (lambda path: _patched(path, 100, b"\xff" * 4000), IndexForeign, "damaged"),
    (lambda path: _sql(path, "DELETE FROM meta"), IndexForeign, "never finished"),
    (
        lambda path: _sql(path, "UPDATE meta SET value = 'x' WHERE key = 'sudachidict'"),
        IndexStale,
        "sudachidict",
    ),
    (lambda path: (path.unlink(), path.mkdir()), IndexForeign, "directory"),
]


def _sql(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(("damage", "error", "said"), DAMAGES)
def test_a_file_that_can_not_be_served_is_refused(
    small_path: Path, tmp_path: Path, damage: object, error: type[IndexProblem], said: str
) -> None:
    """Empty, foreign, truncated, damaged, unfinished or of other versions: each is told apart."""
    path = tmp_path / "index.db"
    path.write_bytes(small_path.read_bytes())
    assert callable(damage)
    damage(path)
    with pytest.raises(error, match=f"(?i){said}.*keikaku index"):
        Index.open(path)


def test_damage_behind_the_head_is_an_error_of_the_index(small_path: Path, tmp_path: Path) -> None:
    """A page broken later is found when it is read, and said in the same words."""
    path = tmp_path / "index.db"
    content = small_path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\xff" * (len(content) - len(content) // 2))
    index = Index.open(path)
    with index, pytest.raises(IndexForeign, match="keikaku index"):
        index.read("SELECT * FROM thesaurus")


def test_a_replaced_file_is_noticed(document: Document, tmp_path: Path) -> None:
    """`current` is the same index until another is moved in its place; the old one still answers."""
    path = tmp_path / "index.db"
    build([document], path)
    with Index.open(path) as old:
        assert old.current() is old
        build([replace(document, rows=document.rows[:2])], path)
        with old.current() as new:
            assert (new.row_total(), len(new.all_ids())) == (2, 2)
        assert len(old.all_ids()) == 6
        path.unlink()
        with pytest.raises(IndexMissing):
            old.current()


def test_a_new_connection_never_mixes_two_files(document: Document, tmp_path: Path) -> None:
    """An index that was replaced opens no connection to the new file."""
    path = tmp_path / "index.db"
    build([document], path)
    index = Index.open(path)
    index.close()
    build([document], path)
    with pytest.raises(IndexStale, match="replaced"):
        index.all_ids()
    path.unlink()
    with pytest.raises((IndexStale, IndexForeign)):
        index.all_ids()


def test_a_closed_index_opens_again_for_one_read(small_path: Path) -> None:
    """After `close` no connection is kept."""
    index = Index.open(small_path)
    index.close()
    assert len(index.all_ids()) == 6
    assert not index._pool


def test_rows_are_kept_up_to_a_bound(small: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory for rows is bounded, and what was dropped is read again."""
    from index import store

    ids = small.all_ids()
    monkeypatch.setattr(store, "_CELLS_KEPT", sum(len(one.row.cells) for one in small.rows(ids[-2:])))
    assert small.rows(ids) == small.rows(ids)
    assert len(small._rows) == 2
    assert [stored.id for stored in small.rows([ids[3], 999, ids[0], ids[3]])] == [ids[3], ids[0], ids[3]]


LIGHT = """
import sys
import index.store, index.find.search
heavy = {"sudachipy", "sqlite_utils", "rapidfuzz", "flask", "click"}
print(sorted(heavy & set(sys.modules)))
"""


def test_reading_an_index_loads_little() -> None:
    """Neither Sudachi nor rapidfuzz nor sqlite-utils is loaded until it is needed."""
    done = subprocess.run([sys.executable, "-c", LIGHT], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"

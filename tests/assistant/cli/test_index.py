"""Building from the command line: what is read, what is left out, and what is seen of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from assistant import sources as sources_module
from assistant.cli import index as cli_index
from assistant.render.terminal.progress import progress_bar, progress_bars
from corpus.document import Document
from corpus.folder.reader import Reader
from index.store import Index

Run = Callable[..., Result]
ADDED = (
    "No.\t取組\t担当課\t概要【KPI】\t実績\t課題\t評価\n"
    "1\t図書館の開館時間の延長\t図書館課\t延長する。\t延長した。\t混雑が課題である。\tA\n"
    "2\t公民館の改修\t公民館管理課\t改修する。\t改修した。\t特になし。\tB\n"
)


@pytest.fixture
def run(bare_run: Run) -> Run:
    """The command line in an empty folder."""
    return bare_run


def size(path: Path) -> tuple[int, int]:
    """The documents and the rows of an index."""
    with Index.open(path) as index:
        documents = index.documents()
    return len(documents), sum(document.row_count for document in documents)


def test_index_builds_once_and_then_only_when_something_changed(run: Run, tmp_path: Path) -> None:
    """The second call does nothing; an added document, a removed one and --force are reasons to build."""
    path = tmp_path / ".keikaku" / "index.sqlite"
    first = run("index")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.startswith("Index built: 1 documents, 43 rows, ")
    assert " findings to look at: keikaku check\n" in first.stderr
    built = path.stat().st_mtime_ns
    assert run("index").stderr.startswith("The index is up to date: 1 documents, 43 rows (")
    assert path.stat().st_mtime_ns == built

    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir()
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    assert run("index").stderr.startswith("Index built: 2 documents, 45 rows, ")
    (folder / "plan.tsv").unlink()
    assert run("index").stderr.startswith("Index built: 1 documents, 43 rows, ")
    assert run("index", "--force", "--quiet").stderr == ""


def test_a_document_that_cannot_be_read_is_named_and_left_out(run: Run, tmp_path: Path) -> None:
    """The others are indexed all the same, even with --quiet the trouble is said."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "broken.xlsx").write_bytes(b"not a workbook")
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    (tmp_path / "keikaku.toml").write_text('documents = "plans"\nindex = "i.sqlite"\n', encoding="utf-8")
    result = run("index", "--quiet", LANG="ja_JP.UTF-8")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"読めなかった文書: {folder}/broken.xlsx: ")
    assert result.stderr.count("\n") == 1
    assert size(tmp_path / "i.sqlite") == (2, 45)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read while the test runs."""
    names: list[str] = []

    def noted(reader: Reader, path: Path, **options: Any) -> Document:
        names.append(path.name)
        return read(reader, path, **options)

    read = Reader.read
    monkeypatch.setattr(Reader, "read", noted)
    return names


def test_only_what_changed_is_read(run: Run, tmp_path: Path, read: list[str]) -> None:
    """By contents, not by date: a file, its small file, and one that can't be read is tried again."""
    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir(parents=True)
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    (folder / "broken.xlsx").write_bytes(b"not a workbook")
    run("index")
    assert sorted(read) == ["broken.xlsx", "oita-ict-2022-2024.txt", "plan.tsv"]

    def reads() -> tuple[list[str], str]:
        read.clear()
        said = run("index").stderr
        return sorted(set(read) - {"broken.xlsx"}), said.split("\n")[1][:11]

    os.utime(folder / "plan.tsv")
    assert reads() == ([], "The index i")
    (folder / "plan.toml").write_text('title = "計画"', encoding="utf-8")
    assert reads() == (["plan.tsv"], "Index built")
    (folder / "other.tsv").write_text(ADDED, encoding="utf-8")
    assert reads() == (["other.tsv"], "Index built")
    (folder / "plan.tsv").unlink()
    assert reads() == ([], "Index built")
    assert size(tmp_path / ".keikaku" / "index.sqlite") == (2, 45)
    assert reads() == ([], "The index i")


def test_of_two_files_of_one_id_one_is_named_and_left_out(run: Run, tmp_path: Path, read: list[str]) -> None:
    """The first that can be read stays; the others are named each time, and not read again."""
    folder = tmp_path / ".keikaku" / "documents"
    folder.mkdir(parents=True)
    (folder / "plan.tsv").write_text(ADDED, encoding="utf-8")
    (folder / "plan.xlsx").write_bytes(b"not a workbook")
    (folder / "plan.txt").write_text(ADDED.replace("公民館", "図書館"), encoding="utf-8")
    left_out = (
        f"Left out: {folder}/plan.txt has the id plan of {folder}/plan.tsv"
        " (give it another id in the small file beside it, or take one of them away)"
    )
    first = run("index").stderr.splitlines()
    assert [line for line in first if line.startswith("Left out")] == [
        left_out,
        left_out.replace("plan.txt", "plan.xlsx"),
    ]
    assert size(tmp_path / ".keikaku" / "index.sqlite") == (2, 45)
    read.clear()
    again = run("index", "--quiet")
    assert (again.exit_code, again.stderr.splitlines(), read) == (0, first[:2], [])
    (folder / "plan.tsv").unlink()
    assert run("index").stderr.startswith(
        f"Left out: {folder}/plan.xlsx has the id plan of {folder}/plan.txt"
    )
    with Index.open(tmp_path / ".keikaku" / "index.sqlite") as index:
        assert [one.file for one in index.documents()][1:] == ["plan.txt"]


def test_one_file_in_two_folders_is_indexed_once(run: Run, tmp_path: Path) -> None:
    """Nothing tells them apart but their places: the second is named and left out, now and later."""
    folder = tmp_path / ".keikaku" / "documents"
    for name in ("2023", "2024"):
        (folder / name).mkdir(parents=True)
        (folder / name / "plan.tsv").write_text(ADDED, encoding="utf-8")
    for said in ("Index built: 2 documents, 45 rows", "The index is up to date: 2 documents, 45 rows"):
        first, second, *_ = run("index").stderr.splitlines()
        assert first.startswith(f"Left out: {folder}/2024/plan.tsv has the id plan of {folder}/2023/plan.tsv")
        assert second.startswith(said)


def test_a_file_that_vanishes_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the folder and the look at the file it may go."""
    monkeypatch.setattr(sources_module, "files_in", lambda folder: (folder / "gone.csv",))
    result = run("index", "--quiet")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert "gone.csv: The file can't be opened" in result.stderr


def test_the_shipped_documents_may_be_left_out(run: Run, tmp_path: Path) -> None:
    """An office that wants its own documents alone says so in its settings."""
    (tmp_path / "keikaku.toml").write_text("shipped = false", encoding="utf-8")
    assert run("index").stderr.startswith("Index built: 0 documents, 0 rows, ")
    assert run("index").stderr.startswith("The index is up to date: 0 documents, 0 rows")


def test_a_watched_folder_is_read_when_it_is_quiet(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is read once two looks find it the same; a problem is said, and Ctrl+C ends it."""
    folder = tmp_path / ".keikaku" / "documents"
    steps = [
        lambda: None,
        lambda: (folder / "plan.tsv").write_text(ADDED[:20], encoding="utf-8"),
        lambda: (folder / "plan.tsv").write_text(ADDED, encoding="utf-8"),
        lambda: None,
        lambda: (folder / "plan.txt").write_text(ADDED, encoding="utf-8"),
        lambda: None,
        lambda: None,
    ]

    def pause(_seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    monkeypatch.setattr(cli_index.watch, "__kwdefaults__", {"pause": pause})
    result = run("index", "--watch")
    assert result.exit_code == 0
    said = [line.split(":")[0] for line in result.stderr.split("\n") if line and "findings" not in line]
    assert [line.split(" (")[0] for line in said] == [
        f"Watching {folder}",
        "Index built",
        "Index built",
        "Left out",
        "The index is up to date",
    ]
    assert "2 documents, 45 rows" in result.stderr


def test_watching_may_begin_with_a_new_index(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--force builds once before the watch."""
    run("index", "--quiet")

    def pause(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_index.watch, "__kwdefaults__", {"pause": pause})
    said = run("index", "--watch", "--force").stderr
    assert said.startswith("Index built: 1 documents")


def test_a_folder_without_permission_is_one_line(run: Run, tmp_path: Path) -> None:
    """Where the index can't be written, the next step is said and nothing is left behind."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("index", KEIKAKU_INDEX=str(tmp_path / "file" / "index.sqlite"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("keikaku: The index can't be written")
    assert result.stderr.count("\n") == 1


def test_progress_is_drawn_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe sees no progress bar."""
    with progress_bar("Reading") as report:
        report(0, 2, "計画")
        report(2, 2, "計画")
    assert capsys.readouterr() == ("", "")


def test_progress_names_what_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal each document has its bar, its title shown as it is."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar("Reading") as report:
        report(1, 2, "計画[bold]")
    assert "Reading 計画[bold]" in capsys.readouterr().err


def test_progress_counts_what_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Steps stand with their unit; without a total only the name stands, cut to leave room for the bar."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with progress_bars() as bar:
        reading = bar("Reading", " pages")
        reading(0, 0, "計画" * 20)
        reading(120, 410, "計画" * 20)
    counted = capsys.readouterr().err
    assert f"Reading {'計画' * 8}計… " in counted
    assert "120/410 pages" in counted
    with progress_bars() as bar:
        bar("Indexing", " rows")(0, 0, "計画")
    named = capsys.readouterr().err
    assert "Indexing 計画 " in named
    assert "0/0" not in named

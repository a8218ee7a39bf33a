"""Files are read in a process of their own: whatever one does to it, the next one is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from corpus.folder.library import read_document
from corpus.folder.limits import Limits
from corpus.folder.reader import Reader
from corpus.settings import Settings
from corpus.unreadable import UnreadableFile
from tests.corpus.hostile import many_rows, one_long_string_everywhere

TABLE = "番号,事業名,評価\n1,道路の補修,A\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table that can be read."""
    path = tmp_path / "plan.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A Word file, for whose reader a fault is laid."""
    path = tmp_path / "plan.docx"
    WordDocument().save(str(path))
    return path


Fault = Callable[[str], None]


@pytest.fixture
def fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fault:
    """Lays a program where the process that reads will look for the package of the reader of Word files."""

    def lay(program: str) -> None:
        package = tmp_path / "packages" / "docx"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(program, encoding="utf-8")
        monkeypatch.syspath_prepend(str(package.parent))

    return lay


@pytest.fixture
def reader() -> Iterator[Reader]:
    """A reader with the usual limits."""
    with Reader(Limits()) as reader:
        yield reader


def refusal(reader: Reader, path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        reader.read(path)
    assert caught.value.words("ja").endswith("。")
    return caught.value.message


def test_a_document_is_the_same_as_if_it_was_read_here(reader: Reader, table: Path) -> None:
    """With what is known of it, and file after file."""
    known = Settings(id="roads", fiscal_year=2023)
    assert reader.read(table) == read_document(table)
    assert reader.read(table, settings=known) == read_document(table, settings=known)


def test_a_file_that_is_refused_is_refused_in_the_same_words(
    reader: Reader, table: Path, tmp_path: Path
) -> None:
    """In both languages, details and all, and the next one is read."""
    path = tmp_path / "plan.xlsx"
    path.write_text(TABLE, encoding="utf-8")
    with pytest.raises(UnreadableFile) as here:
        read_document(path)
    with pytest.raises(UnreadableFile) as there:
        reader.read(path)
    assert [there.value.words(each) for each in ("ja", "en")] == [
        here.value.words(each) for each in ("ja", "en")
    ]
    assert len(reader.read(table).rows) == 1


def test_pages_are_told_as_they_are_read(reader: Reader, tmp_path: Path) -> None:
    """Before each page and behind the last."""
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path))
    for number in range(3):
        canvas.drawString(100, 700, f"This is page {number}.")
        canvas.showPage()
    canvas.save()
    told: list[tuple[int, int]] = []
    reader.read(path, progress=lambda done, pages: told.append((done, pages)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_file_that_takes_too_long_is_given_up(table: Path, tmp_path: Path) -> None:
    """What it is and what to do is said, and the next one is read."""
    path = many_rows(tmp_path / "long.csv", 300_000)
    with Reader(Limits(seconds=2)) as reader:
        assert refusal(reader, path) == (
            "Reading it takes longer than 2 seconds;"
            " split it and add the parts, or raise [reading] seconds in keikaku.toml."
        )
        assert len(reader.read(table).rows) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse no memory")
@pytest.mark.parametrize("name", ["long.csv", "book.xlsx"])
def test_a_file_that_takes_too_much_memory_is_given_up(name: str, table: Path, tmp_path: Path) -> None:
    """In Python, which can go on, as in native code, which ends the process."""
    path = tmp_path / name
    if path.suffix == ".csv":
        many_rows(path, 300_000)
    else:
        one_long_string_everywhere(path)
    with Reader(Limits(megabytes=300)) as reader:
        assert refusal(reader, path) == (
            "Reading it takes more than 300 MB of memory;"
            " split it and add the parts, or raise [reading] megabytes in keikaku.toml."
        )
        assert len(reader.read(table).rows) == 1


FAULTS = [
    ("import os; os.abort()", "The reader ended unexpectedly (signal 6); save the file anew"),
    ("1 / 0", "The reader failed (ZeroDivisionError: division by zero, __init__.py:1); save the file anew"),
    ("import os; os._exit(3)", "The reader failed (3); save the file anew"),
    ("raise MemoryError", "Reading it takes more than 4,000 MB of memory; split it"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
@pytest.mark.parametrize(("program", "said"), FAULTS, ids=[program for program, _ in FAULTS])
def test_a_reader_that_fails_is_replaced(
    fault: Fault, reader: Reader, word: Path, table: Path, program: str, said: str
) -> None:
    """How it ended is said, and the next file is read."""
    fault(program)
    assert refusal(reader, word).startswith(said)
    assert len(reader.read(table).rows) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse no memory")
def test_a_process_that_holds_much_of_the_memory_is_replaced(table: Path) -> None:
    """What one file leaves behind is not held against the next one; else one process reads them all."""
    with Reader(Limits(megabytes=180)) as small, Reader(Limits()) as large:
        children = [[child_of(reader) for _ in range(2) if reader.read(table)] for reader in (small, large)]
    assert [len(set(pids)) for pids in children] == [1, 1]
    assert [None in pids for pids in children] == [True, False]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_process_that_was_ended_from_outside_is_replaced(reader: Reader, table: Path) -> None:
    """The file that comes next is not to blame."""
    reader.read(table)
    child = reader._child
    assert child is not None
    child._process.kill()
    assert until(lambda: child.has_ended)
    assert len(reader.read(table).rows) == 1


def child_of(reader: Reader) -> int | None:
    child = reader._child
    return child._process.pid if child else None


def test_where_the_system_starts_no_process_that_is_said(
    reader: Reader, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason is given."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert refusal(reader, table).startswith(
        "The reader can't be started (Resource temporarily unavailable);"
    )


PARENT = """
import sys
from pathlib import Path
from corpus.folder.limits import Limits
from corpus.folder.reader import Reader
with Reader(Limits()) as reader:
    reader.read(Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_no_process_outlives_its_parent(fault: Fault, word: Path, tmp_path: Path, name: str) -> None:
    """However the parent ends while a file is read, and be it in an endless loop."""
    note = tmp_path / "child"
    fault(f"import os; open({str(note)!r}, 'w').write(str(os.getpid()))\nwhile True: pass")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "packages"), str(ROOT)])}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(word)], env=environment, stderr=subprocess.DEVNULL
    ) as parent:
        child = int(until(lambda: note.exists() and note.read_text(encoding="utf-8")))
        parent.send_signal(signal.Signals[name])
        assert parent.wait(30) != 0
    assert until(lambda: not is_running(child))


def until(happens: Callable[[], object]) -> str:
    """What happens within half a minute, as a text; empty when nothing does."""
    for _ in range(300):
        if found := happens():
            return str(found)
        time.sleep(0.1)
    return ""


def is_running(pid: int) -> bool:
    """Whether there is such a process that has not ended; one that nobody has asked for has."""
    status = Path(f"/proc/{pid}/stat")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True

"""How long it takes to add a large table, and what its size costs later: `python -m benchmarks.documents
FILE`.

FILE is a table that `keikaku add` reads, or a zip archive of one: made for the national review of
administrative projects (5,692 rows of long text). Times are processor time (user and system), so that one
core is counted however many there are, and what else the machine does counts little. Sudachi alone is the
same text through its tokenizer, normalised forms and readings included, in an interpreter of its own.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import timing
from benchmarks.run import Figure, shown

RUNS = 2
ROUNDS = 3
ROWS_ASKED = 40

_ROOT = Path(__file__).resolve().parent.parent
# Sudachi takes 49,149 bytes at once.
SUDACHI = """
import sys
from pathlib import Path
from sudachipy import Dictionary
from corpus.folder.library import read_source
from corpus.source import Grid
tokenizer = Dictionary().tokenizer()
for block in read_source(Path(sys.argv[1])).blocks:
    for row in block.rows if isinstance(block, Grid) else [[block]]:
        for cell in row:
            for start in range(0, len(cell.text), 12_000):
                for morpheme in tokenizer.tokenize(cell.text[start : start + 12_000]):
                    morpheme.normalized_form(), morpheme.reading_form()
"""
READ = """
import sys
from pathlib import Path
from corpus.folder.library import read_source
read_source(Path(sys.argv[1]))
"""
QUESTIONS = ("{}の担当課は", "{}の課題は", "{}の評価は", "{}について教えて", "{}はいつ始まった？")


def spent(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """The processor seconds and the most memory, in MB (10^6 bytes), of one run. CalledProcessError when
    the program fails.
    """
    environment = timing.environment(PYTHONPATH=str(_ROOT))
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def adding(path: Path, folder: Path, *, encoder: bool) -> Iterator[Figure]:
    """`keikaku add` beside Sudachi alone, its memory, and an index that has nothing, or one file, to read."""
    pairs: list[tuple[float, float]] = []
    peaks: list[float] = []
    for _ in range(RUNS):
        shutil.rmtree(folder / ".keikaku", ignore_errors=True)
        seconds, megabytes = spent(
            timing.keikaku("add", str(path), "--yes", "--id", "large", encoder=encoder), folder
        )
        alone = spent(timing.python(SUDACHI, str(path)), folder)[0]
        alone -= spent(timing.python(READ, str(path)), folder)[0]
        pairs.append((seconds, alone))
        peaks.append(megabytes)
    ours, theirs = (min(times) for times in zip(*pairs, strict=True))
    yield Figure("keikaku add", ours, 5 * theirs, "s", f"5 × Sudachi alone ({theirs:.1f} s)")
    yield Figure("keikaku add, peak memory", max(peaks), 400, "MB")
    small = folder / "small.csv"
    small.write_text("番号,事業名,評価\n1,道路の補修,A\n", encoding="utf-8")
    seconds, _ = spent(timing.keikaku("add", str(small), "--yes", encoder=encoder), folder)
    yield Figure(
        "add one more, the large one unchanged", seconds, ours / 4, "s", "a quarter of the first add"
    )
    seconds, _ = spent(timing.keikaku("index", encoder=encoder), folder)
    yield Figure("index, nothing changed", seconds, 2, "s")


def answering(folder: Path) -> Iterator[Figure]:
    """Warm answers to questions about rows of the large document, in this process."""
    from assistant.service import ask
    from index.store import Index

    with Index.open(folder / ".keikaku" / "index.sqlite") as index:
        ids = index.all_ids("large")
        rows = index.rows(ids[:: max(1, len(ids) // ROWS_ASKED)])
        asked = [question.format(stored.row.title) for stored in rows for question in QUESTIONS]
        asked = [question for question in asked if len(question) <= 500]
        for question in asked[: len(QUESTIONS)]:
            ask(index, question)
        times = []
        for question in asked * ROUNDS:
            started = time.perf_counter()
            ask(index, question)
            times.append((time.perf_counter() - started) * 1000)
    note = f"{len(asked)} questions, {ROUNDS} times"
    yield Figure("warm answer, median", statistics.median(times), 40, "ms", note)
    yield Figure("warm answer, 95th percentile", timing.percentile(times, 95), 120, "ms", note)


def unpacked(path: Path, folder: Path) -> Path:
    """The table: the first file of an archive, unpacked into `folder`, or the file itself."""
    if path.suffix != ".zip":
        return path.absolute()
    with zipfile.ZipFile(path) as archive:
        name = archive.namelist()[0]
        target = folder / f"large{Path(name).suffix}"
        with archive.open(name) as packed, target.open("wb") as out:
            shutil.copyfileobj(packed, out)
    return target


def main() -> None:
    """Measure, and print a line for each figure."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.documents FILE")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = unpacked(Path(sys.argv[1]), folder)
        for encoder in (False, True):
            print(f"{'With' if encoder else 'Without'} the optional encoder")
            for figure in (*adding(path, folder, encoder=encoder), *answering(folder)):
                print("  ".join(cell for cell in shown(figure) if cell))


if __name__ == "__main__":
    main()

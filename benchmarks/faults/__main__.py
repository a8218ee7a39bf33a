"""`make faults`: throws at Keikaku what may come, and writes what it made of it to `benchmarks/faults.md`.

`python -m benchmarks.faults --short` runs little of each in a minute, prints the table and writes nothing.
Both end with 1 where anything went wrong, which is told. All chance has a fixed seed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults import crowd, files, kills, network, questions, server
from benchmarks.faults.part import Part, table

_PAGE = Path(__file__).parents[1] / "faults.md"
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each is run."""

    requests: int
    questions: int
    kills: int
    short: bool = False


FULL = Counts(requests=10_000, questions=1_500, kills=200)
SHORT = Counts(requests=480, questions=50, kills=8, short=True)

_HEAD = """\
# What is thrown at Keikaku, and what it makes of it

    make faults

runs all of this in about forty minutes and writes this page; `.ci/run` runs a short form. How many of each
were run is told below; the counts stand in `benchmarks/faults/__main__.py`. Chance has fixed seeds. Times are
those of a machine with two cores that others used as well: upper bounds.

Known, and bounded by nothing: the index of what was read is built without a limit of time. A 5xx here is
501 or 503, which the server means; 500, 502 and 504 would be faults.
"""


def measured(counts: Counts) -> list[Part]:
    """All parts, each told on standard error when it is done."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = server.with_index(folder)
        parts: list[Callable[[], Part]] = [
            lambda: server.measured(folder, environment, counts.requests),
            lambda: questions.measured(folder, counts.questions),
            lambda: kills.measured(folder, counts.kills),
            lambda: crowd.measured(environment, short=counts.short),
            lambda: network.measured(folder, short=counts.short),
            lambda: files.measured(folder, short=counts.short),
        ]
        return [_told(part) for part in parts]


def _told(measure: Callable[[], Part]) -> Part:
    started = time.monotonic()
    part = measure()
    seconds = time.monotonic() - started
    print(
        f"{part.name}: {part.done}, {len(part.faults)} faults, {seconds:.0f} s", file=sys.stderr, flush=True
    )
    for fault in part.faults[:_MOST_TOLD]:
        print(f"  {fault}", file=sys.stderr, flush=True)
    return part


def page(parts: Sequence[Part]) -> str:
    """The page: one table of all parts, and a table of the kinds of each."""
    lines = [(part.name, part.done, str(len(part.faults)), part.worst) for part in parts]
    shown = [_HEAD, table(("what", "how many", "faults", "worst"), lines)]
    for part in parts:
        shown += ["", f"## {part.name}", "", part.how]
        if part.lines:
            shown += ["", table(part.head, part.lines)]
        shown += [f"- fault: {fault}" for fault in part.faults[:_MOST_TOLD]]
    return "\n".join(shown) + "\n"


def main(arguments: Sequence[str]) -> int:
    """The exit code: 1 where there was any fault."""
    short = "--short" in arguments
    parts = measured(SHORT if short else FULL)
    if short:
        print(page(parts))
    else:
        _PAGE.write_text(page(parts), encoding="utf-8")
    return int(any(part.faults for part in parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

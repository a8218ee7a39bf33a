"""How times are taken: in fresh interpreters, in turns, and told by their median.

Programs that are compared run in turns (a, b, a, b, ...), so that what else the machine is doing falls on
both alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

Command = Sequence[str]


def python(program: str, *arguments: str) -> Command:
    """The command that runs a program text in a fresh interpreter."""
    return (sys.executable, "-c", program, *arguments)


def keikaku(*arguments: str) -> Command:
    """The command that runs `keikaku` with arguments, on every system alike."""
    return python("from assistant.cli import main; main()", *arguments)


def wall_clock(command: Command, environment: Mapping[str, str]) -> float:
    """Seconds from start to end of one run, start of the interpreter included.

    Raises subprocess.CalledProcessError when the program fails.
    """
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def reported(command: Command) -> float:
    """The last word that one run prints, as seconds: what the program measured of itself.

    Raises subprocess.CalledProcessError when the program fails.
    """
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(ran.stdout.split()[-1])


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]


def medians(runs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The medians of the first and of the second of each pair."""
    first, second = zip(*runs, strict=True)
    return statistics.median(first), statistics.median(second)

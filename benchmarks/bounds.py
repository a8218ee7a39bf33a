"""The most processor time that one question takes, of kinds made to cost, also with a history of twenty.

Run `python -m benchmarks.bounds` for the shipped plan, or with the path of another index. What an index
derives of itself and reads of its rows once, at its first questions, is left out; a history is asked of an
index that is new to it, of whole questions and of short ones.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.model.errors import QuestionError
from assistant.service import MOST_EARLIER, ask
from benchmarks.hostile import Maker, hostile, of_index, seeded
from corpus.folder.library import shipped
from index.build import build
from index.store import Index

_EACH = 3
_SHORT = 60
# What makes an index read all of its rows, its words and the optional encoder.
_WARM = ("RPAの目標は", "担当課の一覧", "What about zzyzx?", "はんこなし")
_FOLLOW = "その担当課は"


def seconds(index: Index, question: str, history: Sequence[str] = ()) -> float:
    """The processor time of one answer, of this process alone."""
    started = time.process_time()
    try:
        ask(index, question, history)
    except QuestionError as error:
        print(f"refused: {error.code}", file=sys.stderr)
    return time.process_time() - started


def measured(path: Path, kinds: dict[str, Maker]) -> Iterator[tuple[str, float, float]]:
    """By kind the longest time of a question, of a short one, and of one behind a history of such ones."""
    for kind, make in kinds.items():
        chance = seeded()
        with Index.open(path) as index:
            for warm in _WARM:
                ask(index, warm)
            asked = [make(chance) for _ in range(_EACH)]
            single = max(seconds(index, text) for one in asked for text in (one, one[:_SHORT]))
            history = [make(chance) for _ in range(MOST_EARLIER)]
            short = [one[:_SHORT] for one in history]
            yield kind, single, max(seconds(index, _FOLLOW, some) for some in (history, short))


def main(arguments: Sequence[str]) -> None:
    """Prints a line for each kind, and the worst of all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments[0]) if arguments else Path(folder) / "index.sqlite"
        if not arguments:
            build.build(shipped(), path)
        with Index.open(path) as index:
            kinds = hostile() | of_index(index)
        print("| kind | question, ms | behind a history of 20, ms |")
        print("|---|---|---|")
        worst = [0.0, 0.0]
        for kind, single, behind in measured(path, kinds):
            worst = [max(worst[0], single), max(worst[1], behind)]
            print(f"| {kind} | {single * 1000:.0f} | {behind * 1000:.0f} |", flush=True)
        print(f"| **the most** | {worst[0] * 1000:.0f} | {worst[1] * 1000:.0f} |")


if __name__ == "__main__":
    main(sys.argv[1:])

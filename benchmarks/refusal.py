"""How the threshold for refusing was chosen: answers and refusals at each, on the questions that are kept.

Run `python -m benchmarks.refusal`; it prints the table that docs/refusal.md holds.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from assistant.answering.evidence import ENOUGH
from assistant.evaluate import Case, evaluate, load
from assistant.model.answer import Answer
from assistant.service import ask
from corpus.folder.library import read_document, shipped
from index.build.build import build
from index.store import Index

QUESTIONS = Path(__file__).parent.parent / "tests" / "questions"
THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, ENOUGH, 0.65, 0.7, 0.8, 0.9, 1.0)

ASKED = (
    "oita-paraphrases",
    "oita-open",
    "oita-fresh",
    "oita-second",
    "oita-third",
    "oita-fourth",
    "oita-fifth",
    "oita-sixth",
)


def cases(names: Iterable[str]) -> tuple[Case, ...]:
    """The questions of some files of tests/questions, in order."""
    return tuple(case for name in names for case in load(QUESTIONS / f"{name}.jsonl"))


def measure(index: Index, asked: tuple[Case, ...], enough: float) -> tuple[int, int, int, int]:
    """Right answers, answerable questions refused, unanswerable ones refused, and unanswerable ones
    answered.
    """

    def answer(question: str, history: tuple[str, ...]) -> Answer:
        return partial(ask, enough=enough)(index, question, history)

    results = evaluate(asked, answer)
    right = refused = honest = invented = 0
    for case, result in zip(asked, results, strict=True):
        wants_refusal = case.status == ("not_found",)
        if wants_refusal:
            honest += result.passed
            invented += not result.passed
        else:
            right += result.passed
            refused += any(fault.code == "status" for fault in result.faults)
    return right, refused, honest, invented


def main(names: Iterable[str]) -> None:
    """Prints the table for the question files named (all that are not kept aside if none is)."""
    chosen = tuple(names) or ASKED
    asked = cases(name for name in chosen if (QUESTIONS / f"{name}.jsonl").exists())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        build([read_document(document) for document in shipped()], path)
        with Index.open(path) as index:
            print(f"{len(asked)} questions from {', '.join(chosen)}")
            print("| enough | right | wrongly refused | rightly refused | invented |")
            print("|---|---|---|---|---|")
            for enough in THRESHOLDS:
                figures = measure(index, asked, enough)
                mark = " (in use)" if enough == ENOUGH else ""
                print(f"| {enough:.2f}{mark} | " + " | ".join(map(str, figures)) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

"""The questions that are timed: the tests' own about the shipped document, less those kept aside."""

from __future__ import annotations

import json
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "tests" / "questions"
_FILES = ("oita-open.jsonl", "oita-paraphrases.jsonl")


def questions() -> tuple[tuple[str, ...], ...]:
    """Conversations as tuples of turns; the last turn is the question that is timed."""
    lines = [line for name in _FILES for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return tuple(tuple(json.loads(line)["turns"]) for line in lines if line.strip())

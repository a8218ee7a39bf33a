"""The question files, run as a site would run its own: what fails is exactly what is known to fail.

`questions/known-failures.toml` names each question that is not yet answered as it should be, with the
reason. A question that begins to fail and one that begins to pass both fail here, so the list stays true.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.evaluate import Case, evaluate, fold, load
from assistant.service import ask
from corpus import library
from index.store import Index

FOLDER = Path(__file__).parent / "questions"
# The first word of a file's name is the collection that it asks of; only the shipped document is here.
SHIPPED = "oita"
FILES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
# Nobody runs the files kept aside while the product is being changed; see questions/README.md.
OPEN = [name for name in FILES if not name.endswith("-held")]


def asked_here(name: str) -> pytest.ParameterSet:
    """The name of an open file, skipped where its document does not come with Keikaku."""
    absent = pytest.mark.skip(reason="the document it asks of is not part of the repository")
    return pytest.param(name, marks=() if name.startswith(f"{SHIPPED}-") else absent)


@cache
def known_failures() -> dict[str, dict[str, str]]:
    """By file and question: why it is not answered as it should be."""
    return tomllib.loads((FOLDER / "known-failures.toml").read_text(encoding="utf-8"))


class Recorder:
    """Asks an index and keeps each answer, so that a file is run once for all that is said of it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.answers: dict[str, dict[tuple[str, ...], Answer]] = {}
        self.failing: dict[str, list[str]] = {}

    def run(self, name: str) -> None:
        """Asks every question of a file."""
        if name in self.answers:
            return
        answers = self.answers[name] = {}

        def kept(question: str, history: tuple[str, ...]) -> Answer:
            answers[*history, question] = answer = ask(self.index, question, history)
            return answer

        results = evaluate(load(FOLDER / f"{name}.jsonl"), kept)
        self.failing[name] = [result.id for result in results if not result.passed]


@pytest.fixture(scope="module")
def recorder(index: Index) -> Recorder:
    """The answers of the shipped document's index."""
    return Recorder(index)


@pytest.mark.parametrize("name", [asked_here(name) for name in OPEN])
def test_what_fails_is_what_is_known_to_fail(recorder: Recorder, name: str) -> None:
    """Every question of an open file is answered as it should be, but for those listed with a reason."""
    recorder.run(name)
    assert recorder.failing[name] == sorted(known_failures().get(name, {}))


@pytest.mark.parametrize("name", [name for name in OPEN if name.startswith(f"{SHIPPED}-")])
def test_every_quote_stands_at_its_line(recorder: Recorder, name: str) -> None:
    """Whatever is answered, each citation's quote is text of the file at the line it names."""
    recorder.run(name)
    (path,) = library.shipped()
    lines = [fold(line) for line in path.read_text(encoding="utf-8").split("\n")]
    astray = [
        (turns[-1], citation.quote, citation.locator)
        for turns, answer in recorder.answers[name].items()
        for citation in answer.citations
        if not citation.quote or fold(citation.quote) not in lines[(citation.locator.line or 0) - 1]
    ]
    assert astray == []


@pytest.mark.parametrize("name", [name for name in OPEN if name.startswith(f"{SHIPPED}-")])
def test_marks_lie_in_their_quotes(recorder: Recorder, name: str) -> None:
    """What is marked is a stretch of the quote."""
    recorder.run(name)
    outside = [
        (answer.question, citation.quote, mark)
        for answer in recorder.answers[name].values()
        for citation in answer.citations
        for mark in citation.marks
        if not 0 <= mark[0] < mark[1] <= len(citation.quote)
    ]
    assert outside == []


def test_known_failures_name_questions_that_there_are() -> None:
    """Each entry is the id of a question of an open file, and its reason is one line of words."""
    ids = {name: {case.id for case in cases_of(name)} for name in OPEN}
    strangers = [
        (name, id)
        for name, reasons in known_failures().items()
        for id in reasons
        if id not in ids.get(name, ())
    ]
    wordless = [
        id
        for reasons in known_failures().values()
        for id, reason in reasons.items()
        if len(reason.split()) < 3 or "\n" in reason
    ]
    assert (strangers, wordless) == ([], [])


def test_an_id_names_one_question() -> None:
    """No two questions of all files share an id."""
    ids = Counter(case.id for name in FILES for case in cases_of(name))
    assert [id for id, times in ids.items() if times > 1] == []


def test_the_readme_counts_the_questions() -> None:
    """The table of questions/README.md lists each file with the number of its questions."""
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = {name: int(count) for name, count in re.findall(r"\| `(\S+)\.jsonl` \| (\d+) \|", table)}
    assert listed == {name: len(cases_of(name)) for name in FILES}


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """The questions of a file."""
    return load(FOLDER / f"{name}.jsonl")

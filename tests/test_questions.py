"""The question files, run as a site would run its own: what fails is exactly what is known to fail.

`questions/known-failures.toml` names each question that is not yet answered as it should be, with the
reason. A question that begins to fail and one that begins to pass both fail here, so the list stays true.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from assistant.evaluate import Case, evaluate, fold, load
from assistant.model.answer import Answer
from assistant.service import ask
from corpus.folder import library
from index.build.build import build
from index.store import Index
from tests.questions.cities.make import make

FOLDER = Path(__file__).parent / "questions"
FILES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.jsonl"))
# Nobody runs the files kept aside while the product is being changed; see questions/README.md.
OPEN = [name for name in FILES if not name.endswith("-held")]
# What a file asks of: the shipped document, a table that `cities/make.py` writes, or one that is not here.
SHIPPED = [name for name in OPEN if name.startswith("oita-")]
MADE = [name for name in OPEN if name.startswith("cities/")]


@dataclass(frozen=True, slots=True)
class Run:
    """The answers to a file's questions, with the ids of those that are not as they should be."""

    index: Index
    answers: tuple[Answer, ...]
    failing: tuple[str, ...]


Runs = Callable[[str], Run]


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    """The questions of a file."""
    return load(FOLDER / f"{name}.jsonl")


@cache
def known_failures() -> dict[str, dict[str, str]]:
    """By file and question: why it is not answered as it should be."""
    return tomllib.loads((FOLDER / "known-failures.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runs(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Runs a file on the index of what it asks of, once for all that is said of it."""
    folder = tmp_path_factory.mktemp("cities")
    tables = make(folder)
    opened = [index]

    @cache
    def run(name: str) -> Run:
        if name in MADE:
            documents = [library.read_document(path) for path in tables[Path(name).name]]
            build(documents, folder / f"{Path(name).name}.sqlite")
            opened.append(Index.open(folder / f"{Path(name).name}.sqlite"))
        asked = opened[-1] if name in MADE else index
        answers: list[Answer] = []

        def kept(question: str, history: tuple[str, ...]) -> Answer:
            answers.append(ask(asked, question, history))
            return answers[-1]

        results = evaluate(cases_of(name), kept)
        return Run(asked, tuple(answers), tuple(result.id for result in results if not result.passed))

    yield run
    for made in opened[1:]:
        made.close()


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_what_fails_is_what_is_known_to_fail(runs: Runs, name: str) -> None:
    """Every question of an open file is answered as it should be, but for those listed with a reason."""
    assert sorted(runs(name).failing) == sorted(known_failures().get(name, {}))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_quote_stands_at_its_line(runs: Runs, name: str) -> None:
    """Whatever is answered, each citation's quote is text of the file at the line it names."""
    (path,) = library.shipped()
    lines = [fold(line) for line in path.read_text(encoding="utf-8").split("\n")]
    astray = [
        (answer.question, citation.quote, citation.locator)
        for answer in runs(name).answers
        for citation in answer.citations
        if not citation.quote or fold(citation.quote) not in lines[(citation.locator.line or 0) - 1]
    ]
    assert astray == []


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_every_quote_stands_in_its_cell(runs: Runs, name: str) -> None:
    """A quote is text of a cell of the row it names, at its place; of a rating's key, or of a text."""
    run = runs(name)
    keys = {(line.text, line.locator) for line in run.index.legend()}
    keys |= {(one.passage.text, one.passage.locator) for one in run.index.passages()}
    astray = []
    for answer in run.answers:
        for citation in answer.citations:
            stored = run.index.row_by_number(citation.row, citation.document) if citation.row else ()
            places = {(cell.text, cell.locator) for one in stored for cell in one.row.cells}
            places |= {(one.row.title, one.row.locator) for one in stored}
            here = [text for text, place in places | keys if place == citation.locator]
            if not any(citation.quote in text for text in here):
                astray.append((answer.question, citation.row, citation.quote))
    assert astray == []


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_marks_lie_in_their_quotes(runs: Runs, name: str) -> None:
    """What is marked is a stretch of the quote."""
    outside = [
        (answer.question, citation.quote, mark)
        for answer in runs(name).answers
        for citation in answer.citations
        for mark in citation.marks
        if not 0 <= mark[0] < mark[1] <= len(citation.quote)
    ]
    assert outside == []


@pytest.mark.parametrize("name", SHIPPED + MADE)
def test_highlights_stand_in_their_answers(runs: Runs, name: str) -> None:
    """What is highlighted is part of the answer, letter for letter."""
    answers = runs(name).answers
    assert [(a.question, word) for a in answers for word in a.highlights if word not in a.answer] == []


def test_known_failures_name_questions_that_there_are() -> None:
    """Each entry is the id of a question of a file that is run, and its reason is one line of words."""
    ids = {name: {case.id for case in cases_of(name)} for name in SHIPPED + MADE}
    reasons = [(name, id, reason) for name, some in known_failures().items() for id, reason in some.items()]
    strangers = [(name, id) for name, id, _ in reasons if id not in ids.get(name, ())]
    wordless = [id for _, id, reason in reasons if len(reason.split()) < 3 or "\n" in reason]
    assert (strangers, wordless) == ([], [])


@pytest.mark.parametrize("name", FILES)
def test_an_id_names_one_question_of_its_file(name: str) -> None:
    """Every file can be read, also one that is not run here, and no id stands twice in it."""
    ids = Counter(case.id for case in cases_of(name))
    assert [id for id, times in ids.items() if times > 1] == []


def test_the_readme_counts_the_questions() -> None:
    """The table of questions/README.md lists each file with the number of its questions."""
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = {name: int(count) for name, count in re.findall(r"\| `(\S+)\.jsonl` \| (\d+) \|", table)}
    assert listed == {name: len(cases_of(name)) for name in FILES}

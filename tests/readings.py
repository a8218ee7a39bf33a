"""How every open question is read and answered today, kept in files so that a change is seen in a diff.

For each file of questions that tests/test_questions.py runs there is one in questions/readings/, with a line
a question: its id, what was asked, how it was read, the status and reason of the answer, the rows it cites,
and its first line. These files say what is; what is right is said by the expectations.

    python -m tests.readings     # writes the files anew

Read the difference before you keep it: each line in it is a question that is read or answered otherwise now.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from unittest import mock

from assistant import service
from assistant.model.answer import Answer, Step
from assistant.model.question import Follow, Question
from corpus.folder import library
from index.build.build import build
from index.filters import Facet, Filter
from index.store import Index
from tests.assistant.asking import condition
from tests.questions.cities.make import make
from tests.test_questions import FOLDER, MADE, SHIPPED, cases_of

READINGS = FOLDER / "readings"
COMMAND = "python -m tests.readings"
HEADERS = "id\tasked\tread\tstatus\treason\trows\tanswer"
MOST_ROWS = 12


def reading(index: Index, question: Question) -> str:
    """A question as it was read, in short: its kind, and all that is not as in most questions.

    Nothing else here knows how a question is held. Columns are told by their headers and rows by their
    numbers; conditions are sorted, since their order says nothing. The words of the subject are left out.
    """
    headers = {column.key: column.header for d in index.documents() for column in index.columns(d.id)}

    def header(key: str) -> str:
        return headers.get(key, key)

    def where(one: Filter) -> str:
        values = tuple(map(header, one.values)) if one.facet is Facet.BLANK else one.values
        told = condition(replace(one, column=header(one.column), values=values)).removesuffix(" = ")
        return f"{told} in {one.year}" if one.year else told

    parts = {
        "fields": ", ".join(question.fields),
        "columns": ", ".join(map(header, question.columns)),
        "where": " & ".join(sorted(map(where, question.filters))),
        "named": ", ".join(
            _place(index, one.row.document, one.row.number) for one in index.rows(question.rows)
        ),
        "expects": question.expects,
        "counted": question.counted if question.counted != "row" else "",
        "by": question.by if question.by in {*Facet} else header(question.by),
        "direction": question.direction,
        "year": question.year,
        "nth": question.nth,
        "blank": "yes" if question.blank else "",
        "denial": f"{question.denial.reason} {question.denial.what}" if question.denial else "",
        "follow": question.follow if question.follow is not Follow.FRESH else "",
    }
    return "; ".join([question.kind, *(f"{name}: {value}" for name, value in parts.items() if value)])


def lines(name: str, index: Index) -> list[str]:
    """The file of a set of questions as it would be written now, asked of an index of its documents."""
    found = [HEADERS]
    for case in cases_of(name):
        answer = _explained(index, case.turns)
        (read,) = answer.explanation
        first, *_ = answer.answer.split("\n")
        cells = (
            case.id,
            " / ".join(case.turns),
            read.detail,
            answer.status,
            answer.reason or "-",
            _cited(index, answer),
            first,
        )
        found.append("\t".join(re.sub(r"[\t\r\n]+", " ", cell) for cell in cells))
    return found


def kept(name: str) -> list[str]:
    """The file of a set of questions as it is; nothing where there is none."""
    path = READINGS / f"{name}.tsv"
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n") if path.exists() else []


def difference(before: Sequence[str], now: Sequence[str]) -> str:
    """The lines that differ, and how to keep them; empty where none do."""
    differing = [*unified_diff(before, now, "kept", "now", n=0, lineterm="")]
    advice = f"Where this is what was meant, `{COMMAND}` writes the files anew."
    return "\n".join([*differing, advice]) if differing else ""


@contextmanager
def opened(documents: Sequence[Path], file: Path) -> Iterator[Index]:
    """An index of some documents, made in a file that is not there yet."""
    build(documents, file)
    with Index.open(file) as index:
        yield index


def main() -> None:
    """Writes the files of all open sets of questions."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        with opened(library.shipped(), folder / "shipped.sqlite") as index:
            for name in SHIPPED:
                _write(name, index)
        tables = make(folder)
        for name in MADE:
            made = Path(name).name
            with opened(tables[made], folder / f"{made}.sqlite") as index:
                _write(name, index)


def _write(name: str, index: Index) -> None:
    path = READINGS / f"{name}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines(name, index), ""]), encoding="utf-8", newline="\n")


def _explained(index: Index, turns: Sequence[str]) -> Answer:
    """The answer to the last of some turns, with its reading as the one step of the explanation.

    The explanation is where `ask` tells how it took the question in its context. Of a sentence that asks
    twice it is the second part.
    """
    *history, question = turns

    def explanation(_: object, read: Question, __: object) -> tuple[Step, ...]:
        return (Step("read", reading(index, read)),)

    with mock.patch.object(service, "explanation", explanation):
        return service.ask(index, question, history, explain=True)


def _cited(index: Index, answer: Answer) -> str:
    """The rows that an answer cites, each once and in order; the first of many, and how many more."""
    cited = dict.fromkeys(_place(index, one.document, one.row) for one in answer.citations if one.row)
    more = [f"+{len(cited) - MOST_ROWS}"] if len(cited) > MOST_ROWS else []
    return " ".join([*list(cited)[:MOST_ROWS], *more]) or "-"


def _place(index: Index, document: str, row: str) -> str:
    """The number of a row, after its document where there are several."""
    return f"{document}#{row}" if len(index.documents()) > 1 else row


if __name__ == "__main__":
    main()

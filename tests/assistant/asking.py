"""Cases of questions as data: read from `cases/`, asked of the made-up plans, and shown as plain values."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.model.answer import Answer, Language
from assistant.model.question import Follow
from assistant.service import ask
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from index.build.build import build
from index.filters import Filter
from index.store import Index
from tests.assistant.plans import health_document, sport_document, town_document
from tests.assistant.prose import review_document

FOLDER = Path(__file__).parent / "cases"
_ASKED = ("plan", "ask", "after", "fails")
Case = dict[str, Any]
Plans = Mapping[str, Index]


@contextmanager
def opened(folder: Path) -> Iterator[Plans]:
    """The made-up plans, indexed each alone and both together, by name."""
    kept = {
        "town": [town_document()],
        "health": [health_document()],
        "sport": [sport_document()],
        "review": [review_document()],
        "both": [town_document(), health_document()],
    }
    with ExitStack() as stack:
        plans = {}
        for name, documents in kept.items():
            build(documents, folder / f"{name}.sqlite")
            plans[name] = stack.enter_context(Index.open(folder / f"{name}.sqlite"))
        yield plans


def cases(name: str) -> list[Any]:
    """The cases of a file, each named by its question.

    `plan` and `ask` (after the questions of `after`) are what is asked; all else is what must come of it.
    `lacks` are texts that the answer must not hold. `fails` says why a question is not answered so yet: as
    with the known failures of the question files, a case that has it and passes is a failure.
    """
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(
            case,
            id=" > ".join([*case.get("after", ()), case["ask"]]),
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in table["case"]
    ]


def asked(plans: Plans, case: Case) -> Answer:
    """The answer to a case's question."""
    return ask(plans[case["plan"]], case["ask"], case.get("after", ()))


def expected(case: Case) -> dict[str, Any]:
    """What a case says must come of it."""
    return {key: value for key, value in case.items() if key not in _ASKED}


def shown(answer: Answer, case: Case) -> dict[str, Any]:
    """An answer as plain values, as far as a case speaks of it, and its status where it is none."""
    values: dict[str, Any] = {
        "says": answer.answer,
        "lacks": [text for text in case.get("lacks", ()) if text not in answer.answer],
        "reason": answer.reason.value if answer.reason else "",
        "rows": list(dict.fromkeys(citation.row for citation in answer.citations)),
        "cites": [f"{c.row} {c.field}: {c.quote}" for c in answer.citations],
        "marks": [c.quote[start:end] for c in answer.citations for start, end in c.marks],
        "notes": list(answer.notes),
        "highlights": list(answer.highlights),
        "columns": list(answer.table.columns) if answer.table else [],
        "table": [list(line) for line in answer.table.rows] if answer.table else [],
        "bars": [[bar.label, bar.count] for bar in answer.bars],
        "gauges": [f"{g.row} {g.name}: {g.actual} / {g.target} {g.unit} = {g.rate}" for g in answer.gauges],
        "suggestions": list(answer.suggestions),
        "language": answer.language.value,
    }
    found = {key: values[key] for key in expected(case) if key != "status"}
    return (
        {**found, "status": answer.status.value} if answer.status != "answered" or "status" in case else found
    )


def read(index: Index, text: str) -> dict[str, Any]:
    """A question as it is read, as plain values without what is as in most questions."""
    question = understand(index, text, load())
    values: dict[str, Any] = {
        "kind": question.kind.value,
        "language": "en" if question.language is Language.ENGLISH else "",
        "fields": [field.value for field in question.fields],
        "columns": list(question.columns),
        "filters": [condition(one) for one in question.filters],
        "named": [stored.row.number for stored in index.rows(question.rows)],
        "subject": [word.surface for word in question.subject if word.weight > 0],
        "expects": question.expects.value if question.expects else "",
        "units": list(question.units),
        "direction": question.direction,
        "denial": f"{question.denial.reason.value} {question.denial.what}" if question.denial else "",
        "follow": question.follow.value if question.follow is not Follow.FRESH else "",
        "blank": question.blank,
        "nth": question.nth,
        "notes": list(question.notes),
    }
    return {key: value for key, value in values.items() if value}


def condition(one: Filter) -> str:
    """A filter in words: "not rating = B"."""
    column = f" of {one.column}" if one.column else ""
    return f"{'not ' if one.negated else ''}{one.facet.value}{column} = {', '.join(one.values)}"

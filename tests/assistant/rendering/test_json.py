"""The object that HTTP and the command line share, and the digest in it."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.model.answer import (
    Answer,
    Bar,
    Citation,
    Gauge,
    Language,
    Reason,
    Status,
    Step,
    Table,
    Understood,
)
from assistant.render import FORMATS, render
from assistant.render.digest import digest
from assistant.render.json import to_object
from corpus.document import KpiState, Locator

CITED = Citation("plan", "9-3", "AI・RPAの利用促進", "kpi", "→ 40業務", Locator(line=78), ((2, 6),))
ANSWER = Answer(
    question="RPAの目標は",
    history=("前の質問",),
    language=Language.JAPANESE,
    status=Status.ANSWERED,
    answer="目標は、40業務 です。",
    citations=(CITED,),
    table=Table(("No.", "件数"), (("9-3", "40"),), (1,)),
    notes=("注意",),
    suggestions=("RPAの実績は",),
    highlights=("40業務",),
    gauges=(
        Gauge(
            "plan",
            "9-3",
            "数",
            Decimal(30),
            Decimal("40.5"),
            "業務",
            Decimal("74.1"),
            KpiState.MISSED,
            "30業務",
            "40.5業務",
        ),
    ),
    bars=(Bar("情報政策課", 12),),
    understood=(Understood("RPA", "9-3 AI・RPAの利用促進", "topic", "exact"),),
    unused=("とか",),
    format="table",
)
OBJECT = {
    "question": "RPAの目標は",
    "history": ["前の質問"],
    "language": "ja",
    "status": "answered",
    "reason": None,
    "answer": "目標は、40業務 です。",
    "citations": [
        {
            "document": "plan",
            "row": "9-3",
            "title": "AI・RPAの利用促進",
            "field": "kpi",
            "quote": "→ 40業務",
            "line": 78,
            "locator": "78行目",
            "url": "/documents/plan#row-9-3",
            "marks": [[2, 6]],
        }
    ],
    "table": {"columns": ["No.", "件数"], "rows": [["9-3", "40"]], "numeric": [1]},
    "notes": ["注意"],
    "suggestions": ["RPAの実績は"],
    "highlights": ["40業務"],
    "gauges": [
        {
            "document": "plan",
            "row": "9-3",
            "name": "数",
            "actual": 30,
            "target": 40.5,
            "unit": "業務",
            "rate": 74.1,
            "state": "missed",
            "actual_text": "30業務",
            "target_text": "40.5業務",
        }
    ],
    "bars": [{"label": "情報政策課", "count": 12}],
    "understood": [{"words": "RPA", "as": "9-3 AI・RPAの利用促進", "kind": "topic", "how": "exact"}],
    "unused": ["とか"],
    "format": "table",
    "digest": digest(ANSWER),
}


def test_the_object_is_the_contract() -> None:
    """The keys of the contract come first and in its order, the others after them."""
    made = to_object(ANSWER)
    assert made == OBJECT
    assert list(made) == list(OBJECT)


def test_an_explanation_is_there_only_when_asked_for() -> None:
    """The steps of an explained answer are appended under a key of their own."""
    made = to_object(replace(ANSWER, explanation=(Step("種類", "項目"),)))
    assert made == OBJECT | {"explanation": [{"name": "種類", "detail": "項目"}]}


def test_a_refusal_has_its_reason_and_no_table() -> None:
    """What is missing is null, and lists are empty rather than absent."""
    refusal = Answer(
        "?", (), Language.ENGLISH, Status.NOT_FOUND, "No row is about this.", reason=Reason.NOT_IN_DOCUMENTS
    )
    assert to_object(refusal) == {
        "question": "?",
        "history": [],
        "language": "en",
        "status": "not_found",
        "reason": "not_in_documents",
        "answer": "No row is about this.",
        "citations": [],
        "table": None,
        "notes": [],
        "suggestions": [],
        "highlights": [],
        "gauges": [],
        "bars": [],
        "understood": [],
        "unused": [],
        "format": "",
        "digest": digest(refusal),
    }


def test_a_place_without_lines_has_a_label_and_no_line() -> None:
    """A cell of a spreadsheet is cited by sheet and cell."""
    cited = replace(CITED, locator=Locator(sheet="評価", cell="G12"))
    made = to_object(replace(ANSWER, citations=(cited,)))["citations"][0]
    assert (made["line"], made["locator"]) == (None, "評価!G12")


def test_json_is_indented_and_keeps_japanese() -> None:
    """The text is readable, ends with a line break, and reads back as the object."""
    text = render(ANSWER, "json")
    assert text.startswith('{\n  "question": "RPAの目標は",\n')
    assert text.endswith("}\n")
    assert json.loads(text) == OBJECT


@pytest.mark.parametrize(
    "same",
    [
        replace(ANSWER, notes=()),
        replace(ANSWER, suggestions=("ほか",)),
        replace(ANSWER, question="ＲＰＡの目標は"),
        replace(ANSWER, citations=(replace(CITED, locator=Locator(line=79)),)),
    ],
)
def test_the_digest_stays_when_the_answer_says_the_same(same: Answer) -> None:
    """Notes, suggestions, the wording of the question and moved lines do not make an answer stale."""
    assert digest(same) == digest(ANSWER)


@pytest.mark.parametrize(
    "other",
    [
        replace(ANSWER, answer="目標は、50業務 です。"),
        replace(ANSWER, status=Status.NOT_FOUND),
        replace(ANSWER, table=None),
        replace(ANSWER, table=Table(("No.", "件数"), (("9-3", "50"),), (1,))),
        replace(ANSWER, citations=(replace(CITED, quote="→ 50業務"),)),
        replace(ANSWER, citations=(replace(CITED, row="9-4"),)),
        replace(ANSWER, citations=()),
    ],
)
def test_the_digest_changes_with_what_is_said(other: Answer) -> None:
    """A changed figure, table, status or cited cell gives another digest."""
    assert digest(other) != digest(ANSWER)


def test_the_digest_is_stable() -> None:
    """Digests stand in wiki pages, so a new version must not change them."""
    assert digest(ANSWER) == "f239e60a6fa592ac"


def test_every_format_shows_the_answer_and_ends_with_a_line_break() -> None:
    """Each name in the registry leads to a module that renders, with a suffix of its own."""
    shown = {name: render(ANSWER, name, base_url="https://plan.example") for name in FORMATS}
    assert [name for name, text in shown.items() if "9-3" not in text or not text.endswith("\n")] == []
    assert len({format.suffix for format in FORMATS.values()}) == len(FORMATS)
    assert all(format.name == name for name, format in FORMATS.items())


def test_the_text_tells_a_terminal_nothing() -> None:
    """Every control character is escaped, those behind ASCII too, and is read back as it was."""
    hostile = "評価\x1b[2J\x7f\x9b31m\x85"
    shown = render(replace(ANSWER, question=hostile), "json")
    assert not [one for one in shown if one != "\n" and (one < " " or "\x7f" <= one <= "\x9f")]
    assert json.loads(shown)["question"] == hostile

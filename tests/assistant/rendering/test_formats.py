"""The form that an answer is wanted in: a word for it is no subject."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answering.forms import in_form
from assistant.model.answer import Answer, Bar, Citation, Language, Status, Table
from assistant.render.json import to_object
from assistant.service import ask
from assistant.understanding.reading import understand
from assistant.words.lexicon import load
from corpus.document import Locator
from index.store import Index


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("B評価の施策を表で", "table"),
        ("B評価の施策を一覧表にして", "table"),
        ("B評価の施策を棒グラフで", "chart"),
        ("B評価の施策をCSVで", "csv"),
        ("B評価の施策をExcelでください", "xlsx"),
        ("B評価の施策をエクセルにまとめて", "xlsx"),
        ("B評価の施策を箇条書きで", "bullets"),
        ("List the measures rated B in a table", "table"),
        ("Show the measures rated B as a bar chart", "chart"),
        ("List the measures rated B as csv", "csv"),
        ("List the measures rated B as a spreadsheet", "xlsx"),
        ("List the measures rated B as bullets", "bullets"),
        ("評価がBの施策を一覧表でください", "table"),
        ("B評価の施策は", ""),
    ],
)
def test_the_form_is_told_and_changes_no_rows(index: Index, text: str, form: str) -> None:
    """The rows are those of the question without the words for its form, and the form is in the object."""
    answer = ask(index, text)
    assert to_object(answer)["format"] == form
    assert [c.row for c in answer.citations] == [c.row for c in ask(index, "B評価の施策は").citations]


@pytest.mark.parametrize(
    "text", ["市を代表で支える施策", "年表で分かる施策", "Excelの研修", "グラフィックの施策"]
)
def test_part_of_another_word_is_no_form(index: Index, text: str) -> None:
    """The words for a form stand by themselves and end as such."""
    assert understand(index, text, load()).format == ""


@pytest.mark.parametrize(
    ("text", "form"), [("表にして", "table"), ("それをExcelでください", "xlsx"), ("as csv please", "csv")]
)
def test_a_form_alone_is_that_of_the_answer_before(index: Index, text: str, form: str) -> None:
    """The question before is answered again, in that form."""
    answer = ask(index, text, ["そのうち国際課の施策は"])
    assert (answer.format, [c.row for c in answer.citations]) == (form, ["7-2", "7-3"])


ROWS = Table(("No.", "施策", "件数"), (("1-1", "防災", "1,200件"), ("1-2", "交通", "80.5件")), (2,))
LISTED = Answer(
    "施策は", (), Language.JAPANESE, Status.ANSWERED, "2件です。\n・1-1 防災\n・1-2 交通", table=ROWS
)
COUNTED = replace(LISTED, table=None, bars=(Bar("A", 3), Bar("B", 1)))
CITED = replace(LISTED, table=None, citations=(Citation("plan", "1-1", "防災", "kpi", "40件", Locator()),))
QUOTED = Table(("field.number", "field.name", "field.other"), (("1-1", "防災", "40件"),))
DRAWN = (Bar("1-1 防災", Decimal(1200)), Bar("1-2 交通", Decimal("80.5")))


@pytest.mark.parametrize(
    ("answer", "form", "wanted"),
    [
        (LISTED, "table", LISTED),
        (replace(LISTED, bars=COUNTED.bars), "table", LISTED),
        (CITED, "table", replace(CITED, table=QUOTED)),
        (COUNTED, "csv", replace(COUNTED, bars=())),
        (LISTED, "xlsx", LISTED),
        (LISTED, "chart", replace(LISTED, bars=DRAWN)),
        (COUNTED, "chart", COUNTED),
        (CITED, "chart", replace(CITED, notes=("note.chart",))),
        (LISTED, "bullets", replace(LISTED, table=None)),
        (replace(LISTED, status=Status.NOT_FOUND), "csv", replace(LISTED, status=Status.NOT_FOUND)),
        (LISTED, "", LISTED),
    ],
)
def test_an_answer_takes_the_form_that_was_asked_for(answer: Answer, form: str, wanted: Answer) -> None:
    """A table leaves out the chart, a chart is drawn from figures, points are lines; else nothing changes."""
    formed = in_form(replace(answer, format=form), lambda key: key)

    assert formed == replace(wanted, format=form)

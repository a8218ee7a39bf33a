"""Scoring answers against a file of questions with known answers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluate import (
    Case,
    Difference,
    EvaluationError,
    Fault,
    Result,
    by_kind,
    compare,
    evaluate,
    faults,
    load,
    load_run,
    percentile,
    save,
)
from assistant.model.answer import Answer, Citation, Language, Status
from assistant.model.errors import QuestionError
from corpus.document import Locator

QUESTION = "B評価の施策は"


def answer(*rows: str, text: str = "40業務", status: Status = Status.ANSWERED) -> Answer:
    """An answer that cites those rows."""
    cited = tuple(Citation("plan", row, "名称", "rating", "B", Locator(line=1)) for row in rows)
    return Answer(QUESTION, (), Language.JAPANESE, status, text, citations=cited)


@pytest.mark.parametrize(
    ("case", "given", "found"),
    [
        (Case("1", (QUESTION,)), answer(), ()),
        (Case("1", (QUESTION,)), answer("1-1"), ()),
        (Case("1", (QUESTION,), rows=("1-1", "2-1"), exact=True), answer("2-1", "1-1", "1-1"), ()),
        (
            Case("1", (QUESTION,), rows=("1-1", "2-1"), optional=("3-1",), exact=True),
            answer("1-1", "3-1", "4-1"),
            (Fault("rows_missing", expected="2-1"), Fault("rows_extra", got="4-1")),
        ),
        (Case("1", (QUESTION,), exact=True), answer("4-1"), (Fault("rows_extra", got="4-1"),)),
        (Case("1", (QUESTION,), rows=("2-1",), optional=("1-1",)), answer("1-1", "2-1", "3-1"), ()),
        (
            Case("1", (QUESTION,), rows=("2-1",)),
            answer("1-1", "2-1"),
            (Fault("rows_first", "2-1", "1-1 2-1"),),
        ),
        (Case("1", (QUESTION,), rows=("2-1",), within=2), answer("1-1", "2-1"), ()),
        (
            Case("1", (QUESTION,), rows=("2-1",), within=1),
            answer("1-1", "2-1"),
            (Fault("rows_within", "2-1", "1-1"),),
        ),
        (Case("1", (QUESTION,), text=(("４０",), ("件", "業務"))), answer(), ()),
        (Case("1", (QUESTION,), text=(("1500件",),)), answer(text="1,500 件"), ()),
        (Case("1", (QUESTION,), text=(("50", "60"),)), answer(), (Fault("text", "50 | 60"),)),
        (Case("1", (QUESTION,), not_text=("50", "40")), answer(), (Fault("not_text", got="40"),)),
        (
            Case("1", (QUESTION,)),
            answer(status=Status.NOT_FOUND),
            (Fault("status", "answered", "not_found"),),
        ),
        (Case("1", (QUESTION,), status=("answered", "not_found")), answer(status=Status.NOT_FOUND), ()),
    ],
)
def test_an_answer_is_held_to_what_its_case_says(case: Case, given: Answer, found: tuple[Fault, ...]) -> None:
    """Each rule of the format finds its fault, and nothing else."""
    assert faults(case, given) == found


@pytest.mark.parametrize(
    ("locator", "quote", "found"),
    [
        (Locator(line=2), "目標 → 40業務", ()),
        (Locator(line=2), "50業務", (Fault("quote", got="9-3 50業務"),)),
        (Locator(line=2), "", (Fault("quote", got="9-3 "),)),
        (Locator(line=3), "目標", (Fault("quote_line", got="9-3 3"),)),
        (Locator(sheet="A"), "目標", (Fault("quote_line", got="9-3 None"),)),
    ],
)
def test_quotes_must_stand_on_their_line(locator: Locator, quote: str, found: tuple[Fault, ...]) -> None:
    """With the source at hand, a quote that is not on the line it names is a fault."""
    cited = Citation("plan", "9-3", "名称", "kpi", quote, locator)
    given = replace(answer(), citations=(cited,))
    assert faults(Case("1", (QUESTION,)), given, ["表題", "目標→40業務"]) == found


def test_every_question_is_asked_with_the_turns_before_it() -> None:
    """The last turn is the question; a question that is refused fails with the reason."""
    asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(question: str, history: tuple[str, ...]) -> Answer:
        asked.append((question, history))
        if not question:
            raise QuestionError("empty", "The question is empty.")
        return answer()

    cases = (
        Case("a", ("RPAの目標は", "課題は"), kind="follow"),
        Case("b", ("",), kind="odd", text=(("1",),)),
    )
    results = evaluate(cases, ask)
    assert asked == [("課題は", ("RPAの目標は",)), ("", ())]
    assert [replace(result, seconds=0.0) for result in results] == [
        Result("a", "follow", ("RPAの目標は", "課題は"), (), "40業務"),
        Result("b", "odd", ("",), (Fault("error", got="The question is empty."),), ""),
    ]
    assert by_kind(results) == {"follow": (1, 1), "odd": (0, 1)}


def test_a_file_gives_its_cases_with_defaults(tmp_path: Path) -> None:
    """Only `turns` is needed; empty lines are skipped; a string among `text` is one choice."""
    file = tmp_path / "questions.jsonl"
    full = {
        "id": "d1",
        "kind": "list",
        "lang": "ja",
        "turns": ["前", QUESTION],
        "rows": ["1-4"],
        "optional": ["9-3"],
        "exact": True,
        "within": 3,
        "text": ["6", ["推定", "inferred"]],
        "not_text": ["7"],
        "status": ["answered", "not_found"],
    }
    lines = [json.dumps(full, ensure_ascii=False), "", '{"turns": ["x"], "status": "not_found"}']
    file.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    assert load(file) == (
        Case(
            id="d1",
            turns=("前", QUESTION),
            kind="list",
            rows=("1-4",),
            optional=("9-3",),
            exact=True,
            within=3,
            text=(("6",), ("推定", "inferred")),
            not_text=("7",),
            status=("answered", "not_found"),
        ),
        Case(id="3", turns=("x",), status=("not_found",)),
    )


@pytest.mark.parametrize(
    ("content", "code", "line", "detail"),
    [
        (b"", "empty", 0, ""),
        (b"\n \n", "empty", 0, ""),
        (b'{"turns": ["x"]}\n{', "not_json", 2, ""),
        (b"[1]", "not_json", 1, ""),
        (b"{}", "wrong_value", 1, "turns"),
        (b'{"turns": []}', "wrong_value", 1, "turns"),
        (b'{"turns": "x"}', "wrong_value", 1, "turns"),
        (b'{"turns": ["x"], "rows": [1]}', "wrong_value", 1, "rows"),
        (b'{"turns": ["x"], "exact": 1}', "wrong_value", 1, "exact"),
        (b'{"turns": ["x"], "within": 0}', "wrong_value", 1, "within"),
        (b'{"turns": ["x"], "text": [[1]]}', "wrong_value", 1, "text"),
        (b'{"turns": ["x"], "status": 1}', "wrong_value", 1, "status"),
        (b"\x82\xa0", "not_utf8", 0, ""),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path: Path, content: bytes, code: str, line: int, detail: str
) -> None:
    """The error says which line and which key can't be used."""
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content)
    with pytest.raises(EvaluationError) as caught:
        load(file)
    assert (caught.value.code, caught.value.line, caught.value.detail) == (code, line, detail)
    assert str(caught.value).startswith(f"{file}: ")


def test_a_missing_file_is_refused_with_the_reason(tmp_path: Path) -> None:
    """The system's own words say why it can't be read."""
    with pytest.raises(EvaluationError) as caught:
        load(tmp_path / "none.jsonl")
    assert (caught.value.code, caught.value.detail) == ("unreadable", "No such file or directory")


def test_a_saved_run_reads_back(tmp_path: Path) -> None:
    """Everything but the times is kept."""
    results = (
        Result("a", "list", (QUESTION,), (Fault("text", "50"),), "40業務", 0.5),
        Result("b", "list", (QUESTION,), (), "6件", 0.25),
    )
    save(results, tmp_path / "run.json")
    assert load_run(tmp_path / "run.json") == tuple(replace(result, seconds=0.0) for result in results)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"questions": [{}]}', '{"questions": [{"id": 1}]}', '{"questions": 1}']
)
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, content: str) -> None:
    """A comparison with something else is an error, not an empty difference."""
    file = tmp_path / "run.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        load_run(file)
    assert caught.value.code == "not_a_run"
    with pytest.raises(EvaluationError) as missing:
        load_run(tmp_path / "none.json")
    assert missing.value.code == "unreadable"


def test_two_runs_differ_by_what_they_both_asked() -> None:
    """Questions of one run alone are neither gained nor lost."""

    def result(name: str, passed: bool) -> Result:
        return Result(name, "", (QUESTION,), () if passed else (Fault("text", "1"),), "")

    before = [result("a", True), result("b", False), result("c", True), result("old", True)]
    after = [result("a", False), result("b", True), result("c", True), result("new", False)]
    assert compare(before, after) == Difference(gained=("b",), lost=("a",))


@pytest.mark.parametrize(("share", "milliseconds"), [(0.5, 3.0), (0.95, 4.0), (1.0, 4.0), (0.0, 1.0)])
def test_percentiles_are_times_in_milliseconds(share: float, milliseconds: float) -> None:
    """The slowest of that share of the questions."""
    results = [Result("a", "", (), (), "", seconds) for seconds in (0.004, 0.001, 0.003, 0.002)]
    assert percentile(results, share) == pytest.approx(milliseconds)
    assert percentile([], share) == 0.0

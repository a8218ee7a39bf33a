"""Scoring from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def run(bare_run: Run) -> Run:
    """The command line in an empty folder."""
    return bare_run


QUESTIONS = [
    {"id": "d1", "kind": "lookup", "turns": ["講座の目標は？"], "rows": ["2-1"], "text": ["40"]},
    {"id": "d2", "kind": "lookup", "turns": ["講座の目標は？"], "rows": ["1-1"], "text": ["50"]},
    {"id": "d3", "kind": "list", "turns": ["B評価の取組は？"], "rows": ["2-1"], "exact": True},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A file of three questions, one of which fails."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in QUESTIONS), encoding="utf-8")
    return path


def test_evaluate_prints_failures_and_a_table(run: Run, plan_path: Path, questions: Path) -> None:
    """Each failing question with what was expected and got, then how many passed of each kind."""
    result = run("evaluate", str(questions), KEIKAKU_INDEX=str(plan_path))
    assert (result.exit_code, result.stderr) == (1, "")
    head, answer, *rest = result.stdout.split("    got: ")
    assert head == (
        'd2  講座の目標は？\n    rows cited first are 2-1, expected 1-1\n    the answer lacks "50"\n'
    )
    assert not rest
    assert answer.partition("\n")[2].rpartition("Time to answer:")[0] == (
        "\nKind    Passed  Asked    Share\n------  ------  -----  -------\n"
        "lookup       1      2   50.0 %\nlist         1      1  100.0 %\nAll          2      3   66.7 %\n\n"
    )


def test_evaluate_as_json_has_the_same(run: Run, plan_path: Path, questions: Path) -> None:
    """Counts by kind, each question with its faults in words, and what has changed since another run."""
    index = {"KEIKAKU_INDEX": str(plan_path)}
    run("evaluate", str(questions), "--save", "before.json", **index)
    result = run("evaluate", str(questions), "--compare", "before.json", "--json", **index)
    found = json.loads(result.stdout)
    assert (result.exit_code, found["change"]) == (1, {"gained": [], "lost": []})
    assert found["kinds"] == [
        {"kind": "lookup", "passed": 1, "total": 2},
        {"kind": "list", "passed": 1, "total": 1},
    ]
    assert [(one["id"], one["passed"], one["faults"]) for one in found["questions"]] == [
        ("d1", True, []),
        ("d2", False, ["rows cited first are 2-1, expected 1-1", 'the answer lacks "50"']),
        ("d3", True, []),
    ]
    assert found["milliseconds"]["most"] >= found["milliseconds"]["median"] > 0
    assert "change" not in json.loads(run("evaluate", str(questions), "--json", **index).stdout)


def test_evaluate_keeps_a_run_and_compares_with_it(
    run: Run, plan_path: Path, questions: Path, tmp_path: Path
) -> None:
    """A second run says what it gained and lost against the first, or that nothing changed."""
    index = {"KEIKAKU_INDEX": str(plan_path)}
    run("evaluate", str(questions), "--save", "before.json", **index)
    again = run("evaluate", str(questions), "--compare", "before.json", **index)
    assert again.stdout.endswith("\nThe same as the kept run.\n")

    kept = json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))
    kept["questions"][0]["faults"], kept["questions"][1]["faults"] = kept["questions"][1]["faults"], []
    (tmp_path / "before.json").write_text(json.dumps(kept), encoding="utf-8")
    changed = run("evaluate", str(questions), "--compare", "before.json", **index)
    assert changed.stdout.endswith("\nNewly passing, 1: d1\nNewly failing, 1: d2\n")


def test_evaluate_passes_when_every_question_does(run: Run, plan_path: Path, tmp_path: Path) -> None:
    """All right is exit code 0; with the source at hand, quotes are checked against its lines."""
    (tmp_path / "good.jsonl").write_text(json.dumps(QUESTIONS[0]), encoding="utf-8")
    (tmp_path / "plan.txt").write_text("\n" * 12 + "講座の受講者数 → 2024年度末:40人", encoding="utf-8")
    index = {"KEIKAKU_INDEX": str(plan_path)}
    assert run("evaluate", "good.jsonl", **index).exit_code == 0
    assert run("evaluate", "good.jsonl", "--source", "plan.txt", **index).exit_code == 0
    (tmp_path / "plan.txt").write_text("別の文書", encoding="utf-8")
    assert run("evaluate", "good.jsonl", "--source", "plan.txt", **index).exit_code == 1


def test_a_refused_question_fails_with_the_reason(run: Run, plan_path: Path, tmp_path: Path) -> None:
    """A question that can't be asked has no answer to show."""
    (tmp_path / "odd.jsonl").write_text('{"turns": [" "]}', encoding="utf-8")
    result = run("evaluate", "odd.jsonl", KEIKAKU_INDEX=str(plan_path))
    head, _, rest = result.stdout.partition("\n")
    assert (head, rest.partition(":")[0]) == ("1", "    the question was refused")
    assert "got:" not in result.stdout
    assert "\n-" in result.stdout


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "keikaku: questions.jsonl: there are no questions in it\n"),
        ("{", "keikaku: questions.jsonl: line 1: not a JSON object\n"),
        ('{"turns": [1]}', 'keikaku: questions.jsonl: line 1: the value of "turns" is not right\n'),
    ],
)
def test_a_wrong_file_of_questions_is_one_line(run: Run, tmp_path: Path, content: str, line: str) -> None:
    """The file, the line and the key are named."""
    (tmp_path / "questions.jsonl").write_text(content, encoding="utf-8")
    result = run("evaluate", "questions.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", line)


def test_a_run_that_cannot_be_kept_or_read_is_one_line(run: Run, plan_path: Path, questions: Path) -> None:
    """Files that are not there, or can't be written, are named."""
    index = {"KEIKAKU_INDEX": str(plan_path)}
    missing = run("evaluate", str(questions), "--compare", "none.json", **index)
    assert missing.stderr == "keikaku: none.json: can't be read (No such file or directory)\n"
    unkept = run("evaluate", str(questions), "--save", "none/run.json", **index)
    assert unkept.stderr == "keikaku: none/run.json: No such file or directory\n"
    no_source = run("evaluate", str(questions), "--source", "none.txt", **index)
    assert no_source.stderr == "keikaku: none.txt: No such file or directory\n"

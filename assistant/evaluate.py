"""Scores answers against a file of questions with known answers, and compares two runs.

Staff keep such files to see whether a new document or a new version still answers what it should. One JSON
object a line:

    turns            the conversation; the last turn is the question that is scored
    id, kind         name and class of the question (default: its line number, and "")
    rows             row numbers that the answer must cite
    optional         further rows that it may cite
    exact            true: the cited rows, less `optional`, are exactly `rows`;
                     false (the default): the rows cited first are `rows`
    within           instead: all of `rows` are among the first so many cited
    text             strings that the answer must contain (a list inside: any one of them)
    not_text         strings that it must not contain
    status           the status that the answer must have ("answered" by default), or a list of those allowed

Text is compared after NFKC, case folding, and removal of white space and commas.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.model.answer import Answer
from assistant.model.errors import QuestionError
from corpus.frozen import dataclass

Ask = Callable[[str, tuple[str, ...]], Answer]


class EvaluationError(ValueError):
    """A file of questions, or a saved run, that can't be used; `code` says why, `detail` names the part."""

    def __init__(self, code: str, file: Path, line: int = 0, detail: str = "") -> None:
        super().__init__(
            ": ".join(part for part in (str(file), str(line) if line else "", detail or code) if part)
        )
        self.code = code
        self.file = file
        self.line = line
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what its answer must be like; the fields are those of the file."""

    id: str
    turns: tuple[str, ...]
    kind: str = ""
    rows: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exact: bool = False
    within: int | None = None
    text: tuple[tuple[str, ...], ...] = ()
    not_text: tuple[str, ...] = ()
    status: tuple[str, ...] = ("answered",)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which an answer is not as it must be: `expected` and `got` in words or row numbers."""

    code: str
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """How one question went; `answer` is what was said, `seconds` the time it took."""

    id: str
    kind: str
    turns: tuple[str, ...]
    faults: tuple[Fault, ...]
    answer: str
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Difference:
    """How two runs differ, by the ids of questions that are in both: newly passing, and newly failing."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


def load(path: Path) -> tuple[Case, ...]:
    """The questions of a file, in its order; EvaluationError names the first line that can't be used."""
    cases = []
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if line.strip():
            cases.append(_case(path, number, line))
    if not cases:
        raise EvaluationError("empty", path)
    return tuple(cases)


def evaluate(cases: Iterable[Case], ask: Ask, source: Sequence[str] | None = None) -> tuple[Result, ...]:
    """Asks every question and checks its answer; `source` are the lines that quotes must stand on."""
    return tuple(_result(case, ask, source) for case in cases)


def faults(case: Case, answer: Answer, source: Sequence[str] | None = None) -> tuple[Fault, ...]:
    """Everything that is wrong with an answer; nothing when it passes."""
    found: list[Fault] = []
    if answer.status.value not in case.status:
        found.append(Fault("status", " | ".join(case.status), answer.status.value))
    found.extend(_row_faults(case, answer))
    text = fold(answer.answer)
    for choices in case.text:
        if not any(fold(choice) in text for choice in choices):
            found.append(Fault("text", " | ".join(choices)))
    found.extend(Fault("not_text", got=unwanted) for unwanted in case.not_text if fold(unwanted) in text)
    if source is not None:
        found.extend(_quote_faults(answer, source))
    return tuple(found)


def fold(text: str) -> str:
    """The text as it is compared.

    >>> fold("１,５００ 件、RPA")
    '1500件rpa'
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in text if not character.isspace() and character not in ",、")


def save(results: Iterable[Result], path: Path) -> None:
    """Writes a run for `load_run`; times are left out, so that equal runs are equal files."""
    kept = []
    for result in results:
        values = asdict(result)
        del values["seconds"]
        kept.append(values)
    path.write_text(json.dumps({"questions": kept}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_run(path: Path) -> tuple[Result, ...]:
    """The results of a saved run; EvaluationError when the file is none."""
    try:
        return tuple(
            Result(
                id=str(values["id"]),
                kind=str(values["kind"]),
                turns=tuple(values["turns"]),
                faults=tuple(Fault(**fault) for fault in values["faults"]),
                answer=str(values["answer"]),
            )
            for values in json.loads(_read(path))["questions"]
        )
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, EvaluationError):
            raise
        raise EvaluationError("not_a_run", path) from error


def compare(before: Iterable[Result], after: Iterable[Result]) -> Difference:
    """What changed from one run to another, in the order of the second."""
    passed_before = {result.id: result.passed for result in before}
    known = [result for result in after if result.id in passed_before]
    return Difference(
        gained=tuple(result.id for result in known if result.passed and not passed_before[result.id]),
        lost=tuple(result.id for result in known if not result.passed and passed_before[result.id]),
    )


def by_kind(results: Iterable[Result]) -> dict[str, tuple[int, int]]:
    """For each kind, in order of appearance: how many passed, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for result in results:
        passed, total = counts.get(result.kind, (0, 0))
        counts[result.kind] = (passed + result.passed, total + 1)
    return counts


def percentile(results: Iterable[Result], share: float) -> float:
    """The time in milliseconds within which that share of the questions was answered; 0 for none."""
    times = sorted(result.seconds for result in results)
    return times[min(int(len(times) * share), len(times) - 1)] * 1000 if times else 0.0


def _result(case: Case, ask: Ask, source: Sequence[str] | None) -> Result:
    *history, question = case.turns
    begun = perf_counter()
    try:
        answer = ask(question, tuple(history))
    except QuestionError as error:
        return Result(case.id, case.kind, case.turns, (Fault("error", got=error.message),), "")
    seconds = perf_counter() - begun
    return Result(case.id, case.kind, case.turns, faults(case, answer, source), answer.answer, seconds)


def _row_faults(case: Case, answer: Answer) -> list[Fault]:
    cited = list(dict.fromkeys(citation.row for citation in answer.citations if citation.row))
    if case.exact:
        missing = [row for row in case.rows if row not in cited]
        extra = [row for row in cited if row not in case.rows and row not in case.optional]
        found = [Fault("rows_missing", expected=" ".join(missing))] if missing else []
        return found + ([Fault("rows_extra", got=" ".join(extra))] if extra else [])
    if case.within is not None:
        first = cited[: case.within]
        missing = [row for row in case.rows if row not in first]
        return [Fault("rows_within", " ".join(missing), " ".join(first))] if missing else []
    first = [row for row in cited if row not in case.optional][: len(set(case.rows))]
    if set(first) != set(case.rows):
        return [Fault("rows_first", " ".join(case.rows), " ".join(cited[:6]))]
    return []


def _quote_faults(answer: Answer, source: Sequence[str]) -> list[Fault]:
    found = []
    for citation in answer.citations:
        line = citation.locator.line
        if line is None or not 1 <= line <= len(source):
            found.append(Fault("quote_line", got=f"{citation.row} {line}"))
        elif not citation.quote or fold(citation.quote) not in fold(source[line - 1]):
            found.append(Fault("quote", got=f"{citation.row} {citation.quote[:40]}"))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EvaluationError("unreadable", path, detail=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise EvaluationError("not_utf8", path) from error


def _case(path: Path, number: int, line: str) -> Case:
    try:
        values = json.loads(line)
    except ValueError as error:
        raise EvaluationError("not_json", path, number) from error
    if not isinstance(values, dict):
        raise EvaluationError("not_json", path, number)
    for key, good in _CHECKS.items():
        if key in values and not good(values[key]):
            raise EvaluationError("wrong_value", path, number, key)
    if not values.get("turns"):
        raise EvaluationError("wrong_value", path, number, "turns")
    status = values.get("status", "answered")
    return Case(
        id=str(values.get("id", number)),
        turns=tuple(values["turns"]),
        kind=values.get("kind", ""),
        rows=tuple(values.get("rows", ())),
        optional=tuple(values.get("optional", ())),
        exact=values.get("exact", False),
        within=values.get("within"),
        text=tuple(
            tuple(wanted) if isinstance(wanted, list) else (wanted,) for wanted in values.get("text", ())
        ),
        not_text=tuple(values.get("not_text", ())),
        status=tuple(status) if isinstance(status, list) else (status,),
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "turns": _texts,
    "kind": lambda value: isinstance(value, str),
    "rows": _texts,
    "optional": _texts,
    "exact": lambda value: isinstance(value, bool),
    "within": lambda value: isinstance(value, int) and not isinstance(value, bool) and value > 0,
    "text": lambda value: (
        isinstance(value, list) and all(isinstance(item, str) or _texts(item) for item in value)
    ),
    "not_text": _texts,
    "status": lambda value: isinstance(value, str) or _texts(value),
}

"""What `keikaku evaluate` prints: the questions that fail, a table by kind, the change since another run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.cli.output import Problem, columns, write
from assistant.cli.words import say
from assistant.evaluate import (
    EvaluationError,
    Fault,
    Result,
    by_kind,
    evaluate,
    load,
    load_run,
    percentile,
)
from assistant.evaluate import compare as compare_runs
from assistant.evaluate import save as save_run
from assistant.model.answer import Answer, Table
from assistant.render.terminal.text_table import table_lines
from assistant.render.terminal.width import clip, wrap
from assistant.render.words import single
from assistant.settings import Settings
from index.store import Index


def run(
    settings: Settings,
    questions: Path,
    form: str,
    *,
    compare: Path | None,
    save: Path | None,
    source: Path | None,
) -> int:
    """Scores the questions and prints how it went, as "text" or "json"; 0 when every one passes, else 1."""
    from assistant.service import ask

    try:
        cases = load(questions)
        before = load_run(compare) if compare else None
        lines = source.read_text(encoding="utf-8").split("\n") if source else None
        with Index.open(settings.index) as index:

            def answer(question: str, history: tuple[str, ...]) -> Answer:
                return ask(index, question, history, site=settings.vocabulary)

            results = evaluate(cases, answer, lines)
        if save:
            save_run(results, save)
    except EvaluationError as error:
        raise Problem(_in_words(error)) from error
    except OSError as error:
        raise Problem(
            say("error.system", file=error.filename or "", problem=error.strerror or str(error))
        ) from error
    if form == "json":
        from assistant.render.json import written

        write(written(_to_object(results, before)))
    else:
        write("\n".join(page(results, before, columns())) + "\n")
    return 0 if all(result.passed for result in results) else 1


def _to_object(results: Sequence[Result], before: Sequence[Result] | None) -> dict[str, Any]:
    """The counts by kind, the time, every question, and what has changed since another run."""
    found: dict[str, Any] = {
        "kinds": [
            {"kind": kind, "passed": passed, "total": total}
            for kind, (passed, total) in by_kind(results).items()
        ],
        "milliseconds": {"median": percentile(results, 0.5), "most": percentile(results, 0.95)},
        "questions": [
            {
                "id": one.id,
                "turns": list(one.turns),
                "passed": one.passed,
                "faults": [_fault(fault) for fault in one.faults],
                "answer": one.answer,
            }
            for one in results
        ],
    }
    if before is not None:
        change = compare_runs(before, results)
        found["change"] = {"gained": list(change.gained), "lost": list(change.lost)}
    return found


def page(results: Sequence[Result], before: Sequence[Result] | None, width: int) -> Iterator[str]:
    """The lines to print, at most `width` columns wide."""
    for result in results:
        if not result.passed:
            yield from _failure(result, width)
            yield ""
    head, body = table_lines(_table(results), width)
    yield from (*head, *body, "")
    median, most = (f"{percentile(results, share):.1f}" for share in (0.5, 0.95))
    yield say("evaluate.latency", median=median, most=most)
    if before is not None:
        change = compare_runs(before, results)
        for key, ids in (("evaluate.gained", change.gained), ("evaluate.lost", change.lost)):
            if ids:
                yield from wrap(say(key, count=len(ids), ids=" ".join(ids)), width)
        if not change.gained and not change.lost:
            yield say("evaluate.same")


def _failure(result: Result, width: int) -> Iterator[str]:
    yield from wrap(single(f"{result.id}  {' / '.join(result.turns)}"), width)
    for fault in result.faults:
        yield from ("    " + line for line in wrap(single(_fault(fault)), width - 4))
    if result.answer:
        yield "    " + clip(say("evaluate.got", answer=single(result.answer)), width - 4)


def _fault(fault: Fault) -> str:
    return say(f"fault.{fault.code}", expected=fault.expected, got=fault.got)


def _table(results: Sequence[Result]) -> Table:
    counts = by_kind(results)
    rows = [(kind or "-", passed, total) for kind, (passed, total) in counts.items()]
    rows.append((say("evaluate.all"), sum(row[1] for row in rows), sum(row[2] for row in rows)))
    return Table(
        tuple(say(f"evaluate.{column}") for column in ("kind", "passed", "total", "share")),
        tuple(
            (kind, str(passed), str(total), f"{100 * passed / total:.1f} %") for kind, passed, total in rows
        ),
        (1, 2, 3),
    )


def _in_words(error: EvaluationError) -> str:
    problem = say(f"error.evaluation.{error.code}", detail=error.detail)
    key = "error.evaluation.line" if error.line else "error.evaluation"
    return say(key, file=error.file, line=error.line, problem=problem)

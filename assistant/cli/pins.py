"""The commands that keep answers in pages true: `keikaku pins check PAGE... [--update]`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.output import Output, Problem, data_options, put, tell, write
from assistant.cli.words import say

if TYPE_CHECKING:
    from assistant.model.answer import Answer
    from assistant.pins.pinned_page import Pinned
    from assistant.pins.pins import Pin

STANDARD_INPUT = "-"


def show_pinned(answer: Answer, out: Output, base_url: str = "") -> None:
    """Writes an answer in a format that can carry its pin, with the pin; UsageError for another format."""
    from assistant.pins.pins import FORMS, render_pinned

    if out.form not in FORMS:
        raise click.UsageError(say("pins.no_format", form=out.form, forms=", ".join(FORMS)))
    put(render_pinned(answer, out.form, base_url=base_url), out)


@click.group("pins")
def pins() -> None:
    """Keeps answers in pages true."""


@pins.command("check")
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--update", is_flag=True)
@data_options
@click.pass_context
def check(context: click.Context, pages: tuple[str, ...], update: bool, form: str) -> None:
    """Finds stale answers; leaves with 1 when some are, or can't be told."""
    from assistant.service import ask
    from assistant.settings import load
    from index.store import Index

    settings = load()
    with Index.open(settings.index) as index:

        def now(pin: Pin) -> Answer:
            return ask(index, pin.question, pin.history, site=settings.vocabulary, documents=pin.documents)

        objects: list[dict[str, Any]] | None = [] if form == "json" else None
        wrong = [_check(page, update, now, objects) for page in dict.fromkeys(pages)]
    if objects is not None:
        from assistant.render.json import written

        (_aside if update and STANDARD_INPUT in pages else write)(written(objects))
    context.exit(1 if any(wrong) else 0)


def _check(
    name: str, update: bool, now: Callable[[Pin], Answer], objects: list[dict[str, Any]] | None
) -> bool:
    """Checks one page and says what is stale in it, or puts that to `objects` where there is such a list.

    Whether something there is still wrong.
    """
    from assistant.pins.pinned_page import pinned_answers, rewritten

    shown = say("pins.standard_input") if name == STANDARD_INPUT else name
    page = _read(name, shown)
    found = pinned_answers(page)
    # A page read from standard input is written to standard output: what is said goes beside it.
    report = _aside if name == STANDARD_INPUT and update else write
    if objects is not None:
        report = _unsaid
    stale: list[tuple[Pinned, Answer]] = []
    unreadable = 0
    for one in found:
        line = page.count("\n", 0, one.start) + 1
        answer = _answer(one, now)
        if objects is not None:
            objects.append(_to_object(one, answer, name, line))
        if answer is None:
            unreadable += 1
            report(say("pins.unreadable", page=shown, line=line) + "\n")
        elif _is_stale(one, answer):
            stale.append((one, answer))
            report(_difference(one, answer, shown, line))
    if objects is None:
        tell("pins.total", page=shown, total=len(found), stale=len(stale), unreadable=unreadable)
    if update:
        _write(name, rewritten(page, stale), changed=bool(stale))
    return bool(unreadable or (stale and not update))


def _to_object(one: Pinned, answer: Answer | None, page: str, line: int) -> dict[str, Any]:
    """A pinned answer: its page and line, its question, its state, what the page says, what is true now."""
    state = "unreadable" if answer is None else "stale" if _is_stale(one, answer) else "fresh"
    return {
        "page": page,
        "line": line,
        "question": one.pin.question if one.pin else None,
        "state": state,
        "said": one.text,
        "now": one.said(answer) if answer is not None else None,
    }


def _answer(one: Pinned, now: Callable[[Pin], Answer]) -> Answer | None:
    """What is answered now; None where the pin can't be read or its question is none."""
    from assistant.model.errors import QuestionError

    if one.pin is None:
        return None
    try:
        return now(one.pin)
    except QuestionError:
        return None


def _is_stale(one: Pinned, answer: Answer) -> bool:
    from assistant.render.digest import digest

    return one.pin is not None and one.pin.digest != digest(answer)


def _difference(one: Pinned, answer: Answer, page: str, line: int) -> str:
    """What the page says and what is true now, as a unified difference."""
    question = one.pin.question if one.pin else ""
    was, now = one.text.splitlines(), one.said(answer).splitlines()
    changed = list(difflib.unified_diff(was, now, n=1, lineterm=""))[2:]
    head = say("pins.stale", page=page, line=line, question=question)
    return "\n".join([head, *changed]) + "\n"


def _read(name: str, shown: str) -> str:
    """The page as it is, line ends included; Problem where it can't be read or is not UTF-8."""
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        raise Problem(say("error.system", file=shown, problem=error.strerror or str(error))) from error
    except UnicodeDecodeError as error:
        raise Problem(say("error.system", file=shown, problem=say("error.not_text"))) from error


def _write(name: str, page: str, *, changed: bool) -> None:
    from corpus.folder.whole import write_whole

    if name == STANDARD_INPUT:
        write(page)
    elif changed:
        try:
            write_whole(Path(name), page.encode("utf-8"))
        except OSError as error:
            raise Problem(say("error.system", file=name, problem=error.strerror or str(error))) from error


def _unsaid(text: str) -> None:
    """Says nothing: what is found is written as JSON."""


def _aside(text: str) -> None:
    click.echo(text, nl=False, err=True)

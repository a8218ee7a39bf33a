"""How the command line speaks: answers on standard output, one line for an error, nothing else.

A person at a terminal gets its width and colours; a program gets 80 columns, no colours, and UTF-8.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from assistant.cli.words import say
from assistant.model.answer import Answer, Status
from assistant.render import FORMATS, render
from corpus.frozen import dataclass

if TYPE_CHECKING:
    from index.store import Index

WORKBOOK = "xlsx"
WHOLE = frozenset({"csv", WORKBOOK})
"""Formats for programs, in which a list has all its rows."""
"""The format that is no text, and goes to a file."""

_WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def text(value: str) -> str:
    """An argument that is text: bytes that are no UTF-8 reach Python as surrogates, and are refused."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise click.BadParameter(say("error.not_text"))
    return value


class Problem(click.ClickException):
    """Something wrong that is not the usage: one line, exit code 1."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where and how a command prints: the format `form`, to the file `path` if there is one.

    `named` is whether the command names the format; `bom` puts a byte order mark before CSV.
    """

    form: str = "text"
    path: Path | None = None
    named: bool = False
    bom: bool = False


def data_options(function: Decorated) -> Decorated:
    """Adds --format and --json to a command that prints something else than answers, as text or JSON."""
    named = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    return named(_JSON(function))


def _choose_json(context: click.Context, _parameter: click.Parameter, value: bool) -> bool:
    if value:
        context.params["form"] = "json"
    return value


_JSON = click.option("--json", is_flag=True, expose_value=False, callback=_choose_json)


def format_options(function: Decorated) -> Decorated:
    """Adds --format, --json, --output and --bom; the command gets them together as `out`.

    Without --format the ending of the output file says the format.
    """

    @wraps(function)
    def command(*args: Any, form: str | None, output: Path | None, bom: bool, **others: Any) -> Any:
        chosen = form or (_form_of(output) if output is not None else "text")
        if bom and chosen not in ("csv", "text"):
            raise click.UsageError(say("output.no_bom"))
        if chosen == WORKBOOK and output is None and sys.stdout.isatty():
            raise click.UsageError(say("output.to_file"))
        return function(
            *args, out=Output(chosen, output, form is not None or output is not None, bom), **others
        )

    path = click.Path(dir_okay=False, path_type=Path)
    for option in (
        click.option("--bom", is_flag=True),
        click.option("--output", "-o", type=path, metavar="FILE"),
        _JSON,
        click.option("--format", "form", type=click.Choice([*FORMATS, WORKBOOK]), metavar="FORM"),
    ):
        command = option(command)
    return command  # type: ignore[return-value]  # click gives its options to any function


def _form_of(path: Path) -> str:
    """The format that the ending of a file's name stands for; UsageError where it stands for none."""
    suffixes = {one.suffix: one.name for one in FORMATS.values()} | {".xlsx": WORKBOOK}
    for suffix in ("".join(path.suffixes[-2:]).lower(), path.suffix.lower()):
        if suffix in suffixes:
            return suffixes[suffix]
    raise click.UsageError(say("output.no_form", file=named(path)))


def show(answer: Answer, out: Output, base_url: str = "", index: Index | None = None) -> None:
    """Writes an answer in a format, and then leaves the command with 1 where nothing was found.

    Texts are named by their documents where the `index` has several; a workbook names them always.
    """
    documents = index.documents() if index is not None else ()
    if out.form == WORKBOOK:
        from assistant.render.tabular.xlsx import render as render_workbook

        put(render_workbook(answer, documents, base_url=base_url), out)
    elif out.form == "text":
        from assistant.render.terminal.text import render as render_text

        titles = {one.id: one.title for one in documents}
        to_terminal = out.path is None
        wide, paint = (columns(), colour()) if to_terminal else (80, False)
        put(render_text(answer, base_url=base_url, columns=wide, colour=paint, titles=titles), out)
    else:
        put(render(answer, out.form, base_url=base_url), out)
    if answer.status is Status.NOT_FOUND:
        click.get_current_context().exit(1)


def asked_form(answer: Answer, out: Output) -> Output:
    """The output in the format that the question names, where the command names none."""
    if out.named or not answer.table or answer.format not in ("csv", WORKBOOK):
        return out
    if answer.format == WORKBOOK:
        tell("output.workbook")
    return replace(out, form="csv")


def put(page: str | bytes, out: Output) -> None:
    """Writes a page to the output: its file, whole or not at all, or else standard output."""
    if out.bom and out.form == "csv" and isinstance(page, str):
        from assistant.render.tabular.csv import BYTE_ORDER_MARK

        page = BYTE_ORDER_MARK + page
    if out.path is None:
        write(page)
        return
    from corpus.folder.whole import write_whole

    try:
        write_whole(out.path, page.encode("utf-8") if isinstance(page, str) else page)
    except OSError as error:
        raise Problem(
            say("error.system", file=named(out.path), problem=error.strerror or str(error))
        ) from error
    tell("output.written", file=named(out.path))


def write(page: str | bytes) -> None:
    """Writes a page to standard output as it is, line ends included."""
    if isinstance(page, bytes):
        _to_stream(sys.stdout.buffer, page)
        return
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        # A pipe gets UTF-8 whatever the system's encoding; a terminal that lacks a character shows a mark.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace", newline="")
    _to_stream(stream, page)


def _to_stream(stream: Any, page: str | bytes) -> None:
    try:
        stream.write(page)
        stream.flush()
    except BrokenPipeError:
        # Whoever read the output has gone away, as `head` does. What is still buffered would raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell(key: str, **values: object) -> None:
    """Writes a message to standard error, so that standard output holds results alone."""
    click.echo(say(key, **values), err=True)


def named(path: Path) -> str:
    r"""A file as it is named in a message: on one line, bytes that are not UTF-8 as such.

    >>> named(Path(os.fsdecode(b"plan\xff.csv")))
    'plan\\xff.csv'
    """
    from assistant.render.words import single

    return single(os.fsencode(path).decode(errors="backslashreplace"))


def columns() -> int:
    """The columns to write for: the terminal's up to 100, or 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    import shutil

    return min(shutil.get_terminal_size().columns, _WIDEST)


def colour() -> bool:
    """Whether to paint: on a terminal that can, unless NO_COLOR is set (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def fail(error: click.ClickException) -> NoReturn:
    """Says what is wrong in one line and leaves with 2 for wrong usage, else 1."""
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    if isinstance(error, click.UsageError) and context is not None:
        tell("error.usage", message=message, command=context.command_path)
    else:
        tell("error", message=message)
    sys.exit(error.exit_code)

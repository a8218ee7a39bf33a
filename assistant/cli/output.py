"""How the command line speaks: answers on standard output, one line for an error, nothing else.

A person at a terminal gets its width and colours; a program gets 80 columns, no colours, and UTF-8.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from assistant.cli.words import say
from assistant.model.answer import Answer
from assistant.render import FORMATS, render

if TYPE_CHECKING:
    from index.store import Index

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


def format_options(function: Decorated) -> Decorated:
    """Adds --format and --json; the command gets the chosen name as `form`."""

    def choose(ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
        if value:
            ctx.params["form"] = "json"
        return value

    named = click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
    short = click.option("--json", is_flag=True, expose_value=False, callback=choose)
    return named(short(function))


def show(answer: Answer, form: str, base_url: str = "", index: Index | None = None) -> None:
    """Writes an answer in a format; texts are named by their documents where the `index` has several."""
    if form == "text":
        from assistant.render.text import render as render_text

        titles = {one.id: one.title for one in index.documents()} if index is not None else {}
        write(render_text(answer, base_url=base_url, columns=columns(), colour=colour(), titles=titles))
    else:
        write(render(answer, form, base_url=base_url))


def asked_form(answer: Answer, form: str) -> str:
    """The format to write an answer in: the one that its question names where the command names none."""
    named = click.get_current_context().get_parameter_source("form") is not ParameterSource.DEFAULT
    return "csv" if answer.format in ("csv", "xlsx") and answer.table and not named else form


def write(page: str) -> None:
    """Writes a page to standard output as it is, line ends included."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        # A pipe gets UTF-8 whatever the system's encoding; a terminal that lacks a character shows a mark.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace", newline="")
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


def put_words(command: click.Command, name: str = "") -> None:
    """Gives a command, its options and its subcommands their help and examples in the terminal's language."""
    command.help = command.short_help = say(f"help.{name}" if name else "help")
    examples = say(f"examples.{name or 'main'}").strip().split("\n")
    # A line of \b keeps click from joining the lines of a paragraph.
    command.epilog = "\b\n" + "\n".join([say("examples"), *(f"  {line}" for line in examples)])
    if command.add_help_option:
        # Click's own option has its help in English only.
        command.add_help_option = False
        click.help_option("-h", "--help")(command)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            named = max(parameter.opts, key=len)
            parameter.help = say(f"option.{named.lstrip('-').replace('-', '_')}")
    if isinstance(command, click.Group):
        for subname, subcommand in command.commands.items():
            put_words(subcommand, f"{name}.{subname}" if name else subname)

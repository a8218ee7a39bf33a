"""The command `keikaku`: questions, look-ups and upkeep in a terminal.

Each command imports what it needs when it runs, and the commands of other modules are imported when they are
called, so that a quick question does not wait for a server or a progress bar. All look-ups give the same
Answer as a question does, and so every format.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from assistant.cli.help import put_words
from assistant.cli.output import (
    WHOLE,
    Output,
    asked_form,
    fail,
    format_options,
    show,
    tell,
    text,
)
from assistant.cli.problems import DOMAIN, in_words
from assistant.cli.scope import kept_to, scope_options
from assistant.cli.values import offered
from assistant.cli.words import language, say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

    from assistant.answering.lookup import Desired
    from assistant.model.answer import Answer
    from assistant.model.page import Page
    from assistant.settings import Settings
    from assistant.words.lexicon import Lexicon
    from index.store import Index

_LONGEST_INPUT = 100_000
# The commands of other modules of this room, and where they are.
_ELSEWHERE = {
    "add": "assistant.cli.library:add",
    "chat": "assistant.cli.chat:chat",
    "check": "assistant.cli.manage:check",
    "completion": "assistant.cli.completion:completion",
    "diff": "assistant.cli.library:diff",
    "documents": "assistant.cli.library:documents",
    "evaluate": "assistant.cli.manage:evaluate",
    "index": "assistant.cli.manage:index_command",
    "pins": "assistant.cli.pins:pins",
    "remove": "assistant.cli.library:remove",
}
# The group of entry points by which rooms that this one does not know add commands of their own.
_GROUP = "keikaku.commands"
_COMPLETING = "_KEIKAKU_COMPLETE"
"""The variable by which a shell asks what completes a line."""


class Keikaku(click.Group):
    """The group of all commands; every error leaves as one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, of commands that are not imported yet as well."""
        return sorted({*super().list_commands(ctx), *_ELSEWHERE, *(one.name for one in _registered())})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported and given its words when it is first asked for; None for an unknown name."""
        if cmd_name not in self.commands:
            command = _load(cmd_name)
            if command is None:
                return None
            put_words(command, cmd_name)
            self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def main(self, args: Any = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override] # always leaves
        """Runs a command and leaves: 0, 1 where nothing was found or it failed, 2 for wrong usage."""
        put_words(self)
        if _COMPLETING in os.environ:
            from assistant.cli.completion import prepare

            prepare()
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except click.Abort:
            tell("error", message=say("error.interrupted"))
            sys.exit(130)
        except click.ClickException as error:
            fail(error)
        except DOMAIN as error:
            fail(click.ClickException(in_words(error)))
        sys.exit(code if isinstance(code, int) else 0)


@click.group("keikaku", cls=Keikaku, invoke_without_command=True)
@click.version_option(package_name="keikaku", prog_name="keikaku")
@click.pass_context
def cli(context: click.Context) -> None:
    """Shows its help when it is called without a command; all help is in the message file."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command()
@click.argument("question", type=text)
@click.option("--after", multiple=True, type=text, metavar="EARLIER")
@scope_options
@click.option("--explain", is_flag=True)
@click.option("--pin", is_flag=True)
@click.option("--all", "every", is_flag=True)
@format_options
def ask(
    question: str,
    after: tuple[str, ...],
    document: tuple[str, ...],
    year: tuple[int, ...],
    explain: bool,
    pin: bool,
    every: bool,
    out: Output,
) -> None:
    """Answers a question."""
    from assistant.model.answer import Language
    from assistant.service import ask as answer_to

    settings = _settings()
    if question == "-":
        question = _read_question()
    asker = Language(language())
    with _open_index(settings) as index:
        kept = kept_to(index, document, year)

        def told(page: Page) -> Answer:
            return answer_to(
                index,
                question,
                after,
                explain=explain,
                reading=explain or out.form == "json",
                site=settings.vocabulary,
                language=asker,
                page=page,
                documents=kept,
            )

        answer = told(_page(every, out))
        wanted = asked_form(answer, out)
        if wanted.form in WHOLE and out.form not in WHOLE:
            # The question itself asks for a file, which holds all rows.
            answer = told(_page(True, out))
        if pin:
            from assistant.cli.pins import show_pinned

            show_pinned(answer, out, settings.server.base_url)
        else:
            show(answer, wanted, settings.server.base_url, index)


@cli.command()
@click.argument("words", type=text, nargs=-1, required=True)
@format_options
def search(words: tuple[str, ...], out: Output) -> None:
    """Finds passages."""
    from assistant.answering.searching import search as find

    settings = _settings()
    with _open_index(settings) as index:
        answer = find(index, _lexicon(settings), " ".join(words), language())
        show(answer, out, settings.server.base_url, index)


@cli.command("show")
@click.argument(
    "names", metavar="NAME...", type=text, nargs=-1, required=True, shell_complete=offered("name")
)
@click.option("--document", type=text, metavar="ID", shell_complete=offered("id"))
@format_options
def show_command(names: tuple[str, ...], document: str | None, out: Output) -> None:
    """Shows rows, a document or what stands below a heading."""
    from assistant.answering.showing import show as find

    settings = _settings()
    with _open_index(settings) as index:
        answer = find(index, _lexicon(settings), names, language(), document)
        show(answer, out, settings.server.base_url, index)


def filter_options(function: Any) -> Any:
    """Adds the filters of `list` and `count`; the command gets them as keywords."""
    for option in reversed(
        (
            _named("--rating", "rating", "VALUE"),
            _named("--not-rating", "rating", "VALUE"),
            _named("--department", "department", "NAME"),
            _named("--section", "section", "NAME"),
            _named("--group", "group", "NAME"),
            click.option("--kpi", type=click.Choice(["missed", "met", "unknown"])),
            click.option(
                "--year",
                multiple=True,
                type=click.IntRange(1868, 2999),
                metavar="YEAR",
                shell_complete=offered("year"),
            ),
            _named("--document", "id", "ID"),
        )
    ):
        function = option(function)
    return function


def _page(every: bool, out: Output) -> Page:
    """What is told of a long list: all of it where that is asked for, or where a program is to read it."""
    from assistant.model.page import FIRST, Page

    return Page(0, None) if every or out.form in WHOLE else FIRST


def _named(option: str, kind: str, metavar: str) -> Any:
    """An option for names of one kind."""
    return click.option(option, multiple=True, type=text, metavar=metavar, shell_complete=offered(kind))


@cli.command("list")
@filter_options
@click.option("--all", "every", is_flag=True)
@click.option("--all-columns", is_flag=True)
@format_options
def list_command(out: Output, every: bool, all_columns: bool, **filters: Any) -> None:
    """Lists rows."""
    from assistant.answering.lookup import list_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = list_rows(
            index, _lexicon(settings), _desired(filters), language(), _page(every, out), whole=all_columns
        )
        show(answer, out, settings.server.base_url, index)
    if answer.table is None:
        # No row passes, which of a list is to find nothing; of a count it is a number.
        click.get_current_context().exit(1)


@cli.command()
@click.option(
    "--by", type=click.Choice(["department", "rating", "section", "group", "year", "kpi", "document"])
)
@filter_options
@format_options
def count(by: str | None, out: Output, **filters: Any) -> None:
    """Counts rows."""
    from assistant.answering.lookup import count_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = count_rows(index, _lexicon(settings), _desired(filters), language(), by or "")
        show(answer, out, settings.server.base_url, index)


def _registered() -> EntryPoints:
    """The commands of other rooms; what finds them takes 20 ms to import, and only few calls need it."""
    from importlib.metadata import entry_points

    return entry_points(group=_GROUP)


def _load(name: str) -> click.Command | None:
    """The command of another module with this name, imported."""
    command: click.Command | None = None
    if name in _ELSEWHERE:
        module, attribute = _ELSEWHERE[name].split(":")
        command = getattr(import_module(module), attribute)
    else:
        for one in _registered().select(name=name):
            command = one.load()
    return command


def _settings() -> Settings:
    from assistant.settings import load

    return load()


def _open_index(settings: Settings) -> Index:
    from index.seal import check_small_seal
    from index.store import Index

    index = Index.open(settings.index)
    check_small_seal(settings.index)
    return index


def _lexicon(settings: Settings) -> Lexicon:
    from assistant.words.lexicon import load

    return load(settings.vocabulary)


def _desired(filters: dict[str, Any]) -> Desired:
    from assistant.answering.lookup import Desired

    return Desired(**{**filters, "year": tuple(str(year) for year in filters["year"])})


def _read_question() -> str:
    """The question from standard input: all of it, its last line break left out."""
    data = sys.stdin.buffer.read(_LONGEST_INPUT)
    try:
        return data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(say("error.not_text")) from error

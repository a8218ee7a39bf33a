"""The command `keikaku`: questions, look-ups and upkeep in a terminal.

Each command imports what it needs when it runs, and the commands of other modules are imported when they are
called, so that a quick question does not wait for a server or a progress bar. All look-ups give the same
Answer as a question does, and so every format.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from assistant.cli_output import fail, format_options, put_words, show, tell, text
from assistant.cli_problems import DOMAIN, in_words
from assistant.cli_words import language, say

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.lookup import Desired
    from assistant.settings import Settings
    from index.store import Index

_LONGEST_INPUT = 100_000
# The commands of other modules, and where they are.
_ELSEWHERE = {
    "add": "assistant.cli_library:add",
    "check": "assistant.cli_manage:check",
    "diff": "assistant.cli_library:diff",
    "documents": "assistant.cli_library:documents",
    "evaluate": "assistant.cli_manage:evaluate",
    "index": "assistant.cli_manage:index_command",
    "pins": "assistant.cli_pins:pins",
    "remove": "assistant.cli_library:remove",
    "serve": "assistant.cli_manage:serve",
}


class Keikaku(click.Group):
    """The group of all commands; every error leaves as one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, of commands that are not imported yet as well."""
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported and given its words when it is first asked for; None for an unknown name."""
        if cmd_name in _ELSEWHERE and cmd_name not in self.commands:
            module, attribute = _ELSEWHERE[cmd_name].split(":")
            command: click.Command = getattr(import_module(module), attribute)
            put_words(command, cmd_name)
            self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def main(self, args: Any = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override] # always leaves
        """Runs a command and leaves: 0, 2 for wrong usage, 1 for anything else that is wrong."""
        put_words(self)
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
@click.option("--explain", is_flag=True)
@click.option("--pin", is_flag=True)
@format_options
def ask(question: str, after: tuple[str, ...], explain: bool, pin: bool, form: str) -> None:
    """Answers a question."""
    from assistant.answer import Language
    from assistant.service import ask as answer_to

    settings = _settings()
    if question == "-":
        question = _read_question()
    asker = Language(language())
    with _open_index(settings) as index:
        answer = answer_to(index, question, after, explain=explain, site=settings.vocabulary, language=asker)
        if pin:
            from assistant.cli_pins import show_pinned

            show_pinned(answer, form, settings.server.base_url)
        else:
            show(answer, form, settings.server.base_url)


@cli.command()
@click.argument("words", type=text, nargs=-1, required=True)
@format_options
def search(words: tuple[str, ...], form: str) -> None:
    """Finds passages."""
    from assistant.lookup import search_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = search_rows(index, _lexicon(settings), " ".join(words), language())
        show(answer, form, settings.server.base_url)


@cli.command("show")
@click.argument("numbers", metavar="NUMBER...", type=text, nargs=-1, required=True)
@click.option("--document", type=text, metavar="ID")
@format_options
def show_command(numbers: tuple[str, ...], document: str | None, form: str) -> None:
    """Shows rows."""
    from assistant.lookup import show_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = show_rows(index, _lexicon(settings), numbers, language(), document)
        show(answer, form, settings.server.base_url)


def filter_options(function: Any) -> Any:
    """Adds the filters of `list` and `count`; the command gets them as keywords."""
    for option in reversed(
        (
            click.option("--rating", multiple=True, type=text, metavar="VALUE"),
            click.option("--not-rating", multiple=True, type=text, metavar="VALUE"),
            click.option("--department", multiple=True, type=text, metavar="NAME"),
            click.option("--section", multiple=True, type=text, metavar="NAME"),
            click.option("--group", multiple=True, type=text, metavar="NAME"),
            click.option("--kpi", type=click.Choice(["missed", "met", "unknown"])),
            click.option("--year", multiple=True, type=click.IntRange(1868, 2999), metavar="YEAR"),
            click.option("--document", multiple=True, type=text, metavar="ID"),
        )
    ):
        function = option(function)
    return function


@cli.command("list")
@filter_options
@format_options
def list_command(form: str, **filters: Any) -> None:
    """Lists rows."""
    from assistant.lookup import list_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = list_rows(index, _lexicon(settings), _desired(filters), language())
        show(answer, form, settings.server.base_url)


@cli.command()
@click.option(
    "--by", type=click.Choice(["department", "rating", "section", "group", "year", "kpi", "document"])
)
@filter_options
@format_options
def count(by: str | None, form: str, **filters: Any) -> None:
    """Counts rows."""
    from assistant.lookup import count_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = count_rows(index, _lexicon(settings), _desired(filters), language(), by or "")
        show(answer, form, settings.server.base_url)


def main() -> NoReturn:
    """The entry point of the installed command."""
    cli.main(prog_name="keikaku")


def _settings() -> Settings:
    from assistant.settings import load

    return load()


def _open_index(settings: Settings) -> Index:
    from index.store import Index

    return Index.open(settings.index)


def _lexicon(settings: Settings) -> Lexicon:
    from assistant.lexicon import load

    return load(settings.vocabulary)


def _desired(filters: dict[str, Any]) -> Desired:
    from assistant.lookup import Desired

    return Desired(**{**filters, "year": tuple(str(year) for year in filters["year"])})


def _read_question() -> str:
    """The question from standard input: all of it, its last line break left out."""
    data = sys.stdin.buffer.read(_LONGEST_INPUT)
    try:
        return data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(say("error.not_text")) from error

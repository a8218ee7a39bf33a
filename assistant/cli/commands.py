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

from assistant.cli.output import asked_form, fail, format_options, put_words, show, tell, text
from assistant.cli.problems import DOMAIN, in_words
from assistant.cli.words import language, say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

    from assistant.answering.lookup import Desired
    from assistant.settings import Settings
    from assistant.words.lexicon import Lexicon
    from index.store import Index

_LONGEST_INPUT = 100_000
# The commands of other modules of this room, and where they are.
_ELSEWHERE = {
    "add": "assistant.cli.library:add",
    "check": "assistant.cli.manage:check",
    "diff": "assistant.cli.library:diff",
    "documents": "assistant.cli.library:documents",
    "evaluate": "assistant.cli.manage:evaluate",
    "index": "assistant.cli.manage:index_command",
    "pins": "assistant.cli.pins:pins",
    "remove": "assistant.cli.library:remove",
}
# The group of entry points by which rooms that this one does not know add commands of their own.
_GROUP = "keikaku.commands"


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
    from assistant.model.answer import Language
    from assistant.service import ask as answer_to

    settings = _settings()
    if question == "-":
        question = _read_question()
    asker = Language(language())
    with _open_index(settings) as index:
        answer = answer_to(
            index,
            question,
            after,
            explain=explain,
            reading=explain or form == "json",
            site=settings.vocabulary,
            language=asker,
        )
        if pin:
            from assistant.cli.pins import show_pinned

            show_pinned(answer, form, settings.server.base_url)
        else:
            show(answer, asked_form(answer, form), settings.server.base_url, index)


@cli.command()
@click.argument("words", type=text, nargs=-1, required=True)
@format_options
def search(words: tuple[str, ...], form: str) -> None:
    """Finds passages."""
    from assistant.answering.searching import search as find

    settings = _settings()
    with _open_index(settings) as index:
        answer = find(index, _lexicon(settings), " ".join(words), language())
        show(answer, form, settings.server.base_url, index)


@cli.command("show")
@click.argument("names", metavar="NAME...", type=text, nargs=-1, required=True)
@click.option("--document", type=text, metavar="ID")
@format_options
def show_command(names: tuple[str, ...], document: str | None, form: str) -> None:
    """Shows rows, a document or what stands below a heading."""
    from assistant.answering.showing import show as find

    settings = _settings()
    with _open_index(settings) as index:
        answer = find(index, _lexicon(settings), names, language(), document)
        show(answer, form, settings.server.base_url, index)


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
    from assistant.answering.lookup import list_rows

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
    from assistant.answering.lookup import count_rows

    settings = _settings()
    with _open_index(settings) as index:
        answer = count_rows(index, _lexicon(settings), _desired(filters), language(), by or "")
        show(answer, form, settings.server.base_url)


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
    from index.store import Index

    return Index.open(settings.index)


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

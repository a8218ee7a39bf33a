"""The command `keikaku completion`: a script by which a shell completes commands, options and values."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

from assistant.cli.output import write
from corpus.text.expressions import expression

_SPECIAL = expression(r"([\s'\"\\$`&|;<>()*?\[\]{}!#~])")


class _Bash(BashComplete):
    """Completion in bash, which puts a value on the line as it is: what it would take apart is escaped."""

    def format_completion(self, item: CompletionItem) -> str:
        value = item.value if item.type != "plain" else _SPECIAL.sub(r"\\\1", item.value)
        return f"{item.type},{value}"


def prepare() -> None:
    """Makes bash complete as above; called before the command line answers a shell."""
    add_completion_class(_Bash, "bash")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Prints the script of a shell."""
    prepare()
    kind = get_completion_class(shell)
    assert kind is not None
    root = context.find_root()
    name = root.info_name or ""
    write(kind(root.command, {}, name, f"_{name.upper()}_COMPLETE").source().strip() + "\n")

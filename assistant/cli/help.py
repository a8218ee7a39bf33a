"""Help as a terminal shows it: in its language, within its width, with examples and the exit status.

Click breaks lines between words and counts characters; Japanese has no spaces and takes two columns each.
"""

from __future__ import annotations

from collections.abc import Iterable

import click

from assistant.cli.words import messages, say
from assistant.render.terminal.layout import indented
from assistant.render.terminal.width import pad, width, wrap

_GAP = "  "


class _Page(click.HelpFormatter):
    """Texts and lists wrapped by the columns that they take."""

    def write_heading(self, heading: str) -> None:
        """A heading in the language of the terminal, where it has one."""
        key = f"heading.{heading.lower()}"
        super().write_heading(say(key) if key in messages() else heading)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is called."""
        super().write_usage(prog, args, prefix or say("heading.usage"))

    def write_text(self, text: str) -> None:
        """A paragraph; one that begins with a line of \\b keeps its lines."""
        head, *lines = text.split("\n")
        shown = lines if head == "\b" else wrap(" ".join(text.split()), self.width - self.current_indent)
        indent = " " * self.current_indent
        self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in shown))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names with what is said of them beside, or below a name that is too long."""
        listed = list(rows)
        room = min(max(width(name) for name, _ in listed), col_max)
        indent = " " * self.current_indent
        for name, told in listed:
            lines = wrap(told, self.width - self.current_indent - room - col_spacing)
            if width(name) > room:
                self.write(f"{indent}{name}\n")
                name = ""
            head = indent + pad(name, room) + " " * col_spacing
            self.write("".join(f"{line.rstrip()}\n" for line in indented(head, lines)))


class _Context(click.Context):
    """The context of every command here."""

    formatter_class = _Page


def put_words(command: click.Command, name: str = "") -> None:
    """Gives a command, its options and its subcommands their help and examples in the terminal's language."""
    command.context_class = _Context
    command.help = command.short_help = say(f"help.{name}" if name else "help")
    command.epilog = _listed(say("examples"), say(f"examples.{name or 'main'}"))
    if command.add_help_option:
        # Click's own option has its help in English only.
        command.add_help_option = False
        click.help_option("-h", "--help")(command)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            named = max(parameter.opts, key=len)
            choices = ", ".join(map(str, getattr(parameter.type, "choices", ())))
            key = named.lstrip("-").replace("-", "_")
            # What an option means to one command alone goes before what it means to all.
            own = f"option.{name}.{key}"
            parameter.help = say(own if own in messages() else f"option.{key}", choices=choices)
    if isinstance(command, click.Group):
        for subname, subcommand in command.commands.items():
            put_words(subcommand, f"{name}.{subname}" if name else subname)
    command.epilog += "\n\n" + _listed(say("exit"), say("exit.codes"))


def _listed(head: str, lines: str) -> str:
    """Lines below a head, which are kept as they are."""
    return "\b\n" + "\n".join([head, *(_GAP + line for line in lines.strip().split("\n"))])

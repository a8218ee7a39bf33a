"""The command `keikaku` in a terminal: what it understands, what it prints, and its words for both."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """The entry point of the installed command."""
    # The words of the terminal are read by others too, who have no use for the commands.
    from assistant.cli.commands import cli

    cli.main(prog_name="keikaku")

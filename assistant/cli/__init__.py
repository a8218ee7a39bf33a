"""The command `keikaku` in a terminal: what it understands, what it prints, and its words for both."""

from __future__ import annotations

import atexit
import gc
from typing import NoReturn

NEW_OBJECTS = 100_000
"""So many new objects before the next search for those that only hold each other. A start makes some hundred
thousand, as does a sum over many rows, and would search through all that is there again and again.
"""


def main() -> NoReturn:
    """The entry point of the installed command."""
    gc.set_threshold(NEW_OBJECTS)
    # What is there at the end goes with the process, and need not be searched once more.
    atexit.register(gc.freeze)
    # The words of the terminal are read by others too, who have no use for the commands.
    from assistant.cli.commands import cli

    cli.main(prog_name="keikaku")

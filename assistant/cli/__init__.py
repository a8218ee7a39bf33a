"""The command `keikaku` in a terminal: what it understands, what it prints, and its words for both."""

from __future__ import annotations

import atexit
import gc
from typing import NoReturn

# So many new objects before the next search for those that only hold each other. A start makes some hundred
# thousand, keeps nearly all of them, and would search through them again and again.
_NEW_OBJECTS = 100_000


def main() -> NoReturn:
    """The entry point of the installed command."""
    gc.set_threshold(_NEW_OBJECTS)
    # What is there at the end goes with the process, and need not be searched once more.
    atexit.register(gc.freeze)
    # The words of the terminal are read by others too, who have no use for the commands.
    from assistant.cli.commands import cli

    cli.main(prog_name="keikaku")

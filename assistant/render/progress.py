"""A progress bar for work that takes a while, drawn on standard error where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Report = Callable[[int, int, str], None]
"""Takes the steps done, the steps in all, and what is being worked on."""


@contextmanager
def progress_bar(description: str, *, quiet: bool = False) -> Iterator[Report]:
    """A function to report to while the block runs; it draws nothing when quiet or not on a terminal.

    Each title gets a bar of its own; the bars are gone at the end.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(
        *columns, console=console, transient=True, disable=quiet or not console.is_terminal
    ) as progress:

        def report(done: int, total: int, title: str) -> None:
            if title not in tasks:
                tasks[title] = progress.add_task(f"{description} {title}", total=total)
            progress.update(tasks[title], completed=done, total=total)

        yield report

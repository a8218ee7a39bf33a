"""Progress bars for work that takes a while, drawn on standard error where that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.render.terminal.width import clip, width
from assistant.render.words import single

Report = Callable[[int, int, str], None]
"""Takes the steps done, the steps in all (0 where they are not known), and what is being worked on."""
Maker = Callable[[str, str], Report]
"""Takes what is done and the unit of its steps."""
_BAR = 20
_COUNT = 16
"""Columns that a count and its unit take at most."""


@contextmanager
def progress_bar(description: str, *, quiet: bool = False) -> Iterator[Report]:
    """A function to report to while the block runs, of work of one kind; see `progress_bars`."""
    with progress_bars(quiet=quiet) as bar:
        yield bar(description, "")


@contextmanager
def progress_bars(*, quiet: bool = False) -> Iterator[Maker]:
    """Makes functions to report to while the block runs; they draw nothing when quiet or not on a terminal.

    Each title gets a bar of its own, which gives way to the next one; none is left at the end.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(_BAR),
        TextColumn("{task.fields[count]}", markup=False),
    )
    tasks: dict[tuple[str, str], TaskID] = {}
    with Progress(
        *columns, console=console, transient=True, disable=quiet or not console.is_terminal
    ) as progress:

        def bar(description: str, unit: str) -> Report:
            def report(done: int, total: int, title: str) -> None:
                known = total or None
                if (description, title) not in tasks:
                    for task in progress.tasks:
                        progress.update(task.id, visible=False)
                    room = console.width - width(f"{description} ") - _BAR - _COUNT
                    name = clip(single(title), max(room, _BAR))
                    tasks[description, title] = progress.add_task(
                        f"{description} {name}", total=known, count=""
                    )
                count = f"{done}/{total}{unit}" if known else ""
                progress.update(tasks[description, title], completed=done, total=known, count=count)

            return report

        yield bar

"""What one part of the measurement tells: how many were run, what went wrong, and the table of its kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is its heading, `how` says in a sentence what was done, `done` how much of it.

    `faults` are in words, empty where nothing went wrong; `worst` is the figure that matters most, in words.
    `head` and `lines` are a table of what was met; there may be none.
    """

    name: str
    how: str
    done: str
    faults: tuple[str, ...]
    worst: str
    head: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; the first column is text, the others are set to the right.

    >>> print(table(("a", "b"), [("x|y", "1")]))
    | a | b |
    |---|---:|
    | x/y | 1 |
    """
    rule = "|".join(["", "---", *("---:" for _ in head[1:]), ""])
    shown = [[str(cell).replace("|", "/").replace("\n", " ") for cell in line] for line in (head, *lines)]
    first, *others = ["| " + " | ".join(line) + " |" for line in shown]
    return "\n".join([first, rule, *others])


def counted(counts: Mapping[str, int]) -> str:
    """Counts in words, the most frequent first.

    >>> counted({"400": 1, "200": 3})
    '200: 3, 400: 1'
    """
    return ", ".join(f"{name}: {count}" for name, count in Counter(counts).most_common())

"""How a question was read, as a value: its sentence, and the stages by which rows were left out.

A stage is one condition in the order in which they were applied, with the number of rows that pass it and
all before it. So it is seen where a row was lost.
"""

from __future__ import annotations

from enum import StrEnum

from corpus.frozen import dataclass


class Surety(StrEnum):
    """How sure it is that the words of a question mean what they were taken for.

    What was found as it is printed is matched; a synonym, a sound, a slip or a sense is guessed; what the
    documents do not have is unread.
    """

    MATCHED = "matched"
    GUESSED = "guessed"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Choice:
    """Another value that a stage may have: as it is asked for, in words, and the rows that would pass."""

    value: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One condition: its column and value in words, and the `words` of the question where they are others.

    `rows` are those that pass this stage and the ones before; None where it leaves out no rows. `how` is a
    `How`, in words in `note` where the value was guessed. `removable` is whether a question can be asked
    without it, `choices` are what it may be instead.
    """

    column: str
    value: str
    words: str
    surety: Surety
    how: str
    rows: int | None
    note: str = ""
    removable: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading in one sentence, the number of all rows (0 where none were looked at), and the stages."""

    sentence: str
    total: int = 0
    stages: tuple[Stage, ...] = ()

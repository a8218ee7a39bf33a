"""A figure that an answer told: what a follow-up may add up, compare, or ask for of something else."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.answer import Citation
from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one row, in its unit ("" without one), with the line that told it.

    `column` is the header of the cell that it stands in, `label` and `year` are what it is of within the
    text of that cell; they are empty where the cell does not say so.
    """

    value: Decimal
    unit: str
    text: str
    line: str
    row: int
    citation: Citation
    column: str = ""
    label: str = ""
    year: int | None = None

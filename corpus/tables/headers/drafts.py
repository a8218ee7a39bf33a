"""A column on its way to its role, and what its cells are like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.document import Role
from corpus.tables.layouts.tables import Heading
from corpus.tables.ratings.ratings import LONGEST_RATING
from corpus.text.folding import compact
from corpus.text.plain import is_blank


@dataclass(slots=True)
class Draft:
    """A column while its role is being settled; `merged` counts the cells that a merged range filled.

    `is_unit` is whether its cells are the units of the figures in the column before it.
    """

    heading: Heading
    roles: tuple[Role, ...]
    parts: list[str]
    values: list[str] = field(default_factory=list)
    merged: int = 0
    role: Role = Role.OTHER
    scale: frozenset[str] = frozenset()
    is_unit: bool = False
    _filled: list[str] | None = None

    def filled(self) -> list[str]:
        """The values that say something, once all values are in."""
        if self._filled is None:
            self._filled = [value for value in self.values if not is_blank(value)]
        return self._filled

    @property
    def words(self) -> str:
        """The plain words of the header."""
        return self.heading.header.words


def folded(value: str) -> str:
    """The value for comparison; a text too long to be a rating or a name is left as it is, for speed."""
    return compact(value) if len(value) <= 4 * LONGEST_RATING else value


def mostly(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return not values or sum(test(value) for value in values) * 10 >= len(values) * 6


def has_figure(text: str) -> bool:
    return any(character.isdigit() for character in text) and len(text) <= 40


def distinct(draft: Draft) -> float:
    """Distinct values over all rows: 1 for a column with a value of its own in every row."""
    return len({folded(value) for value in draft.filled()}) / max(1, len(draft.values))

"""A stretch of the folded question."""

from __future__ import annotations

from corpus.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Positions in characters; `end` is past the last."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, start: int, end: int) -> bool:
        """True where the other stretch lies within."""
        return self.start <= start and end <= self.end

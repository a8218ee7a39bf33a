"""One condition of a sentence, with the mentions and the stretch of text that it is made of."""

from __future__ import annotations

from assistant.model.query import Condition
from corpus.frozen import dataclass
from index.filters import Facet, Filter


@dataclass(frozen=True, slots=True)
class Part:
    """A condition with the places of the mentions that it is made of, and its stretch of the text."""

    condition: Condition
    first: int
    last: int
    start: int
    end: int

    @property
    def facet(self) -> tuple[Facet, str, bool] | None:
        """What a filter is on; None for another condition."""
        one = self.condition
        return (one.facet, one.column, one.negated) if isinstance(one, Filter) else None

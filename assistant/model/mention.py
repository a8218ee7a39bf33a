"""A stretch of a question with what it may mean: the alphabet that queries are composed of."""

from __future__ import annotations

from assistant.model.query import Picked, Range
from assistant.model.question import How
from assistant.model.span import Span
from corpus.frozen import dataclass
from corpus.text.quantities import Quantity
from index.filters import Filter


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may mean something, and what it costs to take them so; lower is likelier.

    `meanings` are "kind:what" as in the vocabulary files. A mention of a value has the `filter` it stands
    for, one of a column its key, one of rows their ids, one of a figure its `quantity`, one of the numbers of
    rows their `range`, one of what cells say the rows that are `picked` by it.
    """

    span: Span
    words: str
    meanings: tuple[str, ...] = ()
    filter: Filter | None = None
    column: str = ""
    rows: tuple[int, ...] = ()
    quantity: Quantity | None = None
    range: Range | None = None
    picked: Picked | None = None
    number: int = 0
    how: How = How.EXACT
    cost: float = 1.0

    def means(self, kind: str) -> str | None:
        """What the mention says of a kind: `missed` for `state`; None if it says nothing of it."""
        for meaning in self.meanings:
            name, _, what = meaning.partition(":")
            if name == kind:
                return what or name
        return None

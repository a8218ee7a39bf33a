"""What the index has by a name of the question."""

from __future__ import annotations

from assistant.model.question import How
from assistant.model.span import Span
from corpus.frozen import dataclass
from index.records import NameKind


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the question that name something; `values` are the printed names (or numbers) they may mean.

    `column` is the key of the column of a rating, value or column; `rows` are the ids of rows named.
    """

    span: Span
    kind: NameKind
    values: tuple[str, ...]
    how: How
    column: str = ""
    rows: tuple[int, ...] = ()

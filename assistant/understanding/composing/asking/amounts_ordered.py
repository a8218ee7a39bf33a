"""The amount that rows are ordered by where none is named: 「100億円以上の事業を高い順に」."""

from __future__ import annotations

from assistant.model.query import Range, leaves
from assistant.understanding.composing.asking.given import Given


def amount_ordered(given: Given) -> str:
    """The one column of figures that rows are bound by; empty where the sentence bounds none."""
    bound = {leaf.dimension for leaf, _ in leaves(given.where) if isinstance(leaf, Range)}
    columns = {column.key for _, column in given.sentence.known.columns}
    key = next(iter(bound), "")
    return key if len(bound) == 1 and key in columns and given.numeric(key) else ""

"""Fractions that a text of a row has to state, in whatever form: 「補助率が2分の1の補助金」 for 1/2."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.query import Picked
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from corpus.document import Role
from corpus.text.fractions import find_fractions
from index.store import Index

_COST = 0.8
_TEXTS = frozenset({Role.OTHER, Role.SUMMARY, Role.RESULT, Role.COST, Role.RATE})


def fraction_mentions(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The rows in which a fraction of the question stands, as it is or as another of the same value."""
    asked = find_fractions(prepared.folded, slashed=True)
    if not asked:
        return
    keys = {column.key for _, column in known.columns if column.role in _TEXTS}
    stated: dict[int, set[object]] = {}
    columns: dict[str, None] = {}
    for stored in index.rows(index.all_ids()):
        for cell in stored.row.cells:
            for one in find_fractions(cell.text, slashed=True) if cell.key in keys else ():
                stated.setdefault(stored.id, set()).add(one.value)
                columns.setdefault(cell.key)
    for one in asked:
        rows = tuple(row for row, values in stated.items() if one.value in values)
        if rows:
            picked = Picked("fraction", one.text, rows, tuple(columns))
            span = Span(one.start, one.end)
            yield Mention(span, prepared.slice(span), ("picked",), picked=picked, cost=_COST)

"""The column of the numbers of rows, named beside a word for an order: 「IDの大きい順」, "by ID"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression

COST = 0.9
_NAMES = grammar.pattern("number_names")
_ORDERED = expression(
    rf"(?<![a-z0-9])(?P<name>{_NAMES}){grammar.pattern('joints_to_order')}?(?={grammar.pattern('number_orders')})"
    rf"|(?<![a-z]){grammar.pattern('english_number_orders')} (?P<english>{_NAMES})(?![a-z])"
)


def number_column_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The column of numbers, where all documents with one have the same."""
    keys = {column.key for _, column in known.columns if column.role is Role.NUMBER}
    if len(keys) != 1:
        return
    for match in _ORDERED.finditer(prepared.folded):
        span = Span(*match.span("name" if match["name"] else "english"))
        key = next(iter(keys))
        yield Mention(span, prepared.slice(span), (f"column:{key}",), column=key, cost=COST)

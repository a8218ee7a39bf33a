"""Entries that are bodies with a legal form, named without it: 「港福祉会」 of 「社会福祉法人港福祉会」."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.rows.tallies import tally
from index.store import Index

# As sure as a name, and longer than the words that are cut out of it.
_COST = 1.0
_SHORTEST = 3
# A column with more entries is not gone through.
_MOST = 2_000
_Body = tuple[str, str, str]


def body_mentions(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The entries of a column that have what a question says behind or before a legal form."""
    for bare, text, column in _bodies(index, known):
        start = prepared.folded.find(bare)
        while start >= 0:
            span = Span(start, start + len(bare))
            if {span.start, span.end} <= prepared.borders:
                made = Filter(Facet.VALUE, (text,), column=column)
                yield Mention(span, prepared.slice(span), ("value:value",), made, how=How.SHORT, cost=_COST)
            start = prepared.folded.find(bare, span.end)


def _bodies(index: Index, known: Catalog) -> Sequence[_Body]:
    """The bodies without their legal form, as they are printed, with their columns; found once."""
    kept: Sequence[_Body] | None = index.derived.get("assistant.bodies")
    if kept is None:
        keys = dict.fromkeys(column.key for _, column in known.columns if column.role is Role.OTHER)
        found = ((key, text) for key in keys for text in _entries(index, key))
        named = ((without_form(text), text, key) for key, text in found)
        kept = [one for one in named if len(one[0]) >= _SHORTEST]
        index.derived["assistant.bodies"] = kept
    return kept


def _entries(index: Index, key: str) -> Iterable[str]:
    known = tally(index, key)
    return known.values if known is not None and len(known.values) <= _MOST else ()


def without_form(text: str) -> str:
    """The name of a body without its legal form, folded; empty for what has none.

    >>> without_form("社会福祉法人みなと福祉会"), without_form("（株）みなと"), without_form("港湾課")
    ('みなと福祉会', 'みなと', '')
    """
    name = compact(fold(text))
    for form in map(compact, grammar.words("legal_forms")):
        if name.startswith(form) or name.endswith(form):
            return name.removeprefix(form).removesuffix(form)
    return ""

"""Words of the header of a column right behind an entry of it, which say no more than the entry does:
「公開審査で点検された事業」 of an entry 公開審査 below 点検対象.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from index.records import NameKind

_COST = 1.0
_JOINT = expression(grammar.pattern("joints_to_header_word"))


def header_word_mentions(prepared: Prepared, known: Catalog, names: Sequence[Found]) -> Iterator[Mention]:
    """Such words with the endings of their verbs, as words that say nothing."""
    for name in names:
        if name.kind is not NameKind.VALUE or not name.column:
            continue
        joint = _JOINT.match(prepared.folded, name.span.end)
        terms = {term for h in known.headers if h.column.key == name.column for term in h.terms}
        token = next((t for t in prepared.tokens if joint is not None and t.start == joint.end()), None)
        if token is not None and token.term in terms:
            span = Span(token.start, verb_end(prepared, token.end)[0])
            yield Mention(span, prepared.slice(span), ("hush",), cost=_COST)

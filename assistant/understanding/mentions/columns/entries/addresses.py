"""Places as the addresses of rows have them: 「本町にある施設」, where no column of places is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog, locates
from assistant.catalogue.headers import Header
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import pattern, words
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.find.columns import entries_holding
from index.language.tokenizer import NOMINAL, Pos
from index.store import Index

# Surer than words to look for, and no surer than a name.
_COST = 1.0
_LONGEST, _LONGEST_ADDRESS, _SHORTEST = 14, 80, 2
# So many addresses are told one by one where others have the same letters in a longer name.
_MOST = 12
_BEHIND = expression(pattern("addresses.behind"))
_THERE = expression(pattern("addresses.there"))
_NAMES = NOMINAL | {Pos.PLACE, Pos.NUMBER, Pos.PREFIX}


def address_mentions(
    index: Index, prepared: Prepared, known: Catalog, taken: Sequence[Span]
) -> Iterator[Mention]:
    """The places that a question names and addresses hold, the longest stretch of each; `taken` are the
    stretches that names cover.
    """
    key = next((header.column.key for header in known.headers if _says_where(header)), "")
    found: list[Span] = []
    for span in sorted(_stretches(prepared) if key else (), key=lambda one: one.start - one.end):
        said = prepared.folded[span.start : span.end]
        there = said.endswith(words("addresses.ends")) and _BEHIND.match(prepared.folded, span.end)
        there = there or _THERE.match(prepared.folded, span.end)
        if not there or any(span.overlaps(other) for other in (*taken, *found)):
            continue
        made = _made(index, key, compact(said)) if compact(said) not in known.row_nouns else None
        if made is not None:
            found.append(span)
            meanings = (f"value:{made.facet.value}",)
            yield Mention(span, prepared.slice(span), meanings, made, how=How.SHORT, cost=_COST)


def _says_where(header: Header) -> bool:
    """Whether a column says in words where something is."""
    named = (header.folded, *header.called)
    return (
        header.column.role is Role.OTHER
        and locates(header)
        and any(name.endswith(words("places.where_headers")) for name in named)
    )


def _stretches(prepared: Prepared) -> Iterator[Span]:
    """Runs of words that may be the name of a place."""
    tokens = prepared.tokens
    for first, token in enumerate(tokens):
        end = token.start
        for other in tokens[first:]:
            if other.start != end or other.pos not in _NAMES or other.end - token.start > _LONGEST:
                break
            end = other.end
            if end - token.start >= _SHORTEST:
                yield Span(token.start, end)


def _made(index: Index, key: str, said: str) -> Filter | None:
    """The condition that addresses are there; None where none is.

    本町 is no part of 岩本町: it begins an address, or stands behind the name of what it lies in.
    """
    held = entries_holding(index, key, said, _LONGEST_ADDRESS)
    there = [value for value in held if _begins(compact(value), said)]
    if not there:
        return None
    if len(there) == len(held):
        return Filter(Facet.HOLDS, (said,), column=key)
    return Filter(Facet.VALUE, tuple(there), column=key) if len(there) <= _MOST else None


def _begins(address: str, said: str) -> bool:
    place = address.find(said)
    while place >= 0:
        before = address[:place]
        if not before or before.endswith(words("addresses.ends")) or not before[-1].isalpha():
            return True
        place = address.find(said, place + 1)
    return False

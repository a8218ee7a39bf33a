"""How many places there are and where, in the words that ask it of places: 「何か所」, 「どこにある」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog, locates
from assistant.catalogue.headers import Header
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.place_words import pattern, words
from corpus.text.expressions import expression

# Surer than a word for rows behind a question word.
_COST = 0.85
_WHERE = expression(pattern("places.where"))
_PLACED = expression(pattern("places.placed"))


def place_count_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Such words, of documents whose rows are places; of others a text may say it."""
    if words("places.nouns")[0] not in known.row_nouns:
        return
    asked = (what + noun for what in grammar.words("what") for noun in known.row_nouns)
    for word in dict.fromkeys((*words("places.counts"), *asked)):
        for match in re.finditer(re.escape(word), prepared.folded):
            if {match.start(), match.end()} <= prepared.borders:
                yield Mention(Span(*match.span()), word, ("ask:count", "noun:row"), cost=_COST)
    key, spans = asked_where(prepared, known)
    for span in spans:
        yield Mention(span, prepared.slice(span), (f"column:{key}",), column=key, cost=_COST)


def asked_where(prepared: Prepared, known: Catalog) -> tuple[str, tuple[Span, ...]]:
    """The key of the column that says in words where places are, or where in them something stands, with the
    stretches of a question that ask for it; empty where nothing does, or no column says so.
    """
    asked = [(_PLACED, "places.placed_headers"), (_WHERE, "places.where_headers")]
    for said, headed in asked:
        located = next((header for header in known.headers if _is_headed(header, headed)), None)
        spans = tuple(Span(*match.span()) for match in said.finditer(prepared.folded))
        if located is not None and spans:
            return located.column.key, spans
    return "", ()


def _is_headed(header: Header, headed: str) -> bool:
    """Whether a column says in words where something is, and not by degrees; `headed` names its headers."""
    return locates(header) and any(name.endswith(words(headed)) for name in (header.folded, *header.called))

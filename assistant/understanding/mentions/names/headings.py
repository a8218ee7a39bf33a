"""Headings that a question says in nearly their own words: 「格差をなくすための取組」 for 「格差の是正」.

A heading that is a thing and what is done to it is named by the thing and a verb that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.predicate_words import predicates_of
from corpus.text.expressions import expression
from index.filters import Facet, Filter
from index.language.tokenizer import tokenize
from index.records import NameKind

COST = 1.1
_P = grammar.pattern
_FACETS = {NameKind.SECTION: Facet.SECTION, NameKind.GROUP: Facet.GROUP}
_JOINT = expression(rf"{_P('joints_to_done')}$")
_BEHIND = expression(_P("behind_done_to_heading"))
_SHORTEST = 3


def heading_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The headings whose thing stands before a verb that says what is done to it in them."""
    text, genitive = prepared.folded, grammar.word("genitive")
    for kind, facet in _FACETS.items():
        for name in known.names[kind]:
            thing, _, done = name.folded.rpartition(genitive)
            start = text.find(thing) if len(thing) >= _SHORTEST and done and name.folded not in text else -1
            if start < 0:
                continue
            end = _end_of_same(prepared, start + len(thing), done)
            if end:
                span, made = Span(start, end), Filter(facet, (name.text,))
                meanings = (f"value:{facet.value}",)
                yield Mention(span, prepared.slice(span), meanings, made, how=How.SYNONYM, cost=COST)


def _end_of_same(prepared: Prepared, start: int, done: str) -> int:
    """Where a verb ends that says the same as what is done, right behind a thing; 0 for none."""
    terms = tuple(token.term for token in tokenize(done))
    same = frozenset().union(*(one.words for one in predicates_of(terms)))
    for token in prepared.tokens:
        if token.start < start or not _JOINT.fullmatch(prepared.folded, start, token.start):
            continue
        behind = _BEHIND.match(prepared.folded, token.end)
        if (token.term,) in same and behind is not None:
            return behind.end()
    return 0

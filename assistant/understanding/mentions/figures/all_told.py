"""All rows added up, and how many figures are expected, which all of them are anyway: 「3つとも」.

It is used up only where there are so many (`assistant.understanding.composing.following.all_told`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.operators import Operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

COST = 0.7
_P = grammar.pattern
_ALL_TOLD = expression(
    rf"(?<![a-z])all (?:the )?(?P<english>{_P('english_numbers')}|[0-9]{{1,3}})"
    rf"(?: {_P('english_figures_told')})?(?![a-z])"
    rf"|(?P<japanese>[0-9]{{1,3}}|{_P('kanji_numbers')})(?:{_P('counters_all_told')})?{_P('all_behind_number')}"
)


_ADDED = expression(
    rf"{_P('all_added')}{_P('genitive')}?(?P<noun>[^\W\d_]{{1,6}}?)?(?P<verb>{_P('adding_up')})"
)


def added_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """That all rows are added up: 「全部の地域を足すと」, the verb for their sum."""
    for match in _ADDED.finditer(prepared.folded):
        if (
            not match["noun"]
            or match["noun"] in known.row_nouns
            or match["noun"] in grammar.words("row_nouns")
        ):
            yield Mention(Span(*match.span("verb")), match["verb"], ("figure:sum",), cost=COST)


def all_told_mentions(prepared: Prepared, words: Operators) -> Iterator[Mention]:
    """Such numbers with the words around them."""
    for match in _ALL_TOLD.finditer(prepared.folded):
        text = match["english"] or match["japanese"]
        digits = re.match(r"[0-9]+", text)
        number = int(digits.group()) if digits else words.numbers.get(text, 0)
        yield Mention(Span(*match.span()), match.group(), ("all_told", "all"), number=number, cost=COST)

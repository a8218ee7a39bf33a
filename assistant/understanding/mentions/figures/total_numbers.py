"""The number of all rows right before their noun, 「43の施策のうち」, 「44事業に占める」.

It says no more than that the rest is of the rows, and is no number that one is called by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar

COST = 0.8
_P = grammar.pattern
_NUMBER = (
    rf"(?<![0-9a-z.,/-])(?:{_P('all_of_them')})?(?P<number>[1-9][0-9]{{0,5}})"
    rf"(?:{_P('things_counted', 'bare_counters')})?(?:{_P('genitive', 'number_there_is')})?"
)
_BEHIND = _P("behind_total_rows", "share_of_whole")


def total_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Such numbers with what says that the rest is of them, as a noun for rows."""
    labels = {label for _, label in known.row_labels}
    nouns = grammar.either({*labels, *grammar.words("row_nouns"), *grammar.words("row_units")} - {""})
    form = re.compile(rf"{_NUMBER}{nouns}{_BEHIND}")
    for match in form.finditer(prepared.folded):
        if int(match["number"]) in known.totals:
            yield Mention(Span(*match.span()), match.group(), ("noun:row",), cost=COST)

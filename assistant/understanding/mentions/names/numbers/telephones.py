"""Rows by a telephone number that stands in one of their cells: 「03-1234-5678はどこ」."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import pattern
from corpus.text.expressions import expression
from index.filters import Facet, Filter
from index.records import NameKind
from index.store import Index

# Three parts, so that no number of a row is taken for one.
_NUMBER = expression(r"(?<![0-9-])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}(?![0-9-])", needs="-")
_BEHIND = expression(pattern("telephones.behind"))


def telephone_rows(index: Index, prepared: Prepared) -> Iterator[Found]:
    """The rows that have a number which the question names; nothing where no cell has it."""
    for match in _NUMBER.finditer(prepared.folded):
        rows = index.select([Filter(Facet.HOLDS, (match.group(),))])
        if rows:
            titles = tuple(stored.row.title for stored in index.rows(rows))
            behind = _BEHIND.match(prepared.folded, match.end())
            span = Span(match.start(), behind.end() if behind is not None else match.end())
            yield Found(span, NameKind.ROW, titles, How.EXACT, "", tuple(rows))

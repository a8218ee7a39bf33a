"""Entries that are named by a part of them behind their column: 「住所が本町の施設」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.find.columns import entries_holding
from index.language.tokenizer import NOMINAL
from index.records import NameKind
from index.rows.tallies import entries, tally
from index.store import Index

_P = grammar.pattern
_SAID = expression(rf"(?:{_P('cells')})?{_P('joints_to_part')}(?P<value>[^、。「」『』?？\s]{{2,30}})")
_BEHIND = expression(rf"{_P('behind_part')}|$")
# A longer entry is a text, and named by no part of it.
_LONGEST_ENTRY = 60
_SHORTEST = 2
# A column with more entries may call them by many names.
_FEW = 40
_ROLES = frozenset({Role.OTHER, Role.DEPARTMENT, Role.GROUP})
# More than a column and an entry of it that is known by itself.
_COST = 2.2


def part_mentions(
    index: Index, prepared: Prepared, known: Catalog, names: Sequence[Found]
) -> Iterator[Mention]:
    """The entry of a column that ends in what is said of it, or all that hold it.

    None where a column holds figures or texts, or where what is said is a name by itself.
    """
    taken = [name.span for name in names]
    for name in names:
        if name.kind is not NameKind.COLUMN or known.role_of(name.column) not in _ROLES:
            continue
        match = _SAID.match(prepared.folded, name.span.end)
        if match is None:
            continue
        start, end = match.span("value")
        free = min((span.start for span in taken if span.end > start), default=end)
        for stop in range(min(end, free), start + _SHORTEST - 1, -1):
            if stop not in prepared.borders or _BEHIND.match(prepared.folded, stop) is None:
                continue
            said = prepared.folded[start:stop]
            made = _made(index, name.column, said) or _absent(index, prepared, name.column, Span(start, stop))
            if made is not None:
                span = Span(name.span.start, stop)
                meanings = (f"value:{made.facet.value}",)
                yield Mention(span, prepared.slice(span), meanings, made, how=How.SHORT, cost=_COST)
                break


def _made(index: Index, key: str, said: str) -> Filter | None:
    """The condition that a part of the entries of a column makes; None where no entry has it."""
    typed = compact(said)
    known = entries(index, key)
    if known.mostly_figures or known.longest > _LONGEST_ENTRY:
        return None
    values = entries_holding(index, key, typed, _LONGEST_ENTRY)
    for test in (str.__eq__, str.endswith):
        held = tuple(value for value in values if test(compact(value), typed))
        if len(held) == 1:
            return Filter(Facet.VALUE, held, column=key)
    return Filter(Facet.HOLDS, (said,), column=key) if values else None


def _absent(index: Index, prepared: Prepared, key: str, said: Span) -> Filter | None:
    """The condition that an entry which a column of few entries lacks makes: no row passes it.

    None where words other than nouns are said, which may be of another kind.
    """
    inside = [token for token in prepared.tokens if said.start <= token.start and token.end <= said.end]
    known = tally(index, key)
    few = known is not None and 0 < len(known.values) + (known.blank > 0) <= _FEW
    words = bool(inside) and all(token.pos in NOMINAL for token in inside)
    behind = prepared.folded.startswith(grammar.words("genitive"), said.end)
    return Filter(Facet.VALUE, (prepared.slice(said),), column=key) if few and words and behind else None

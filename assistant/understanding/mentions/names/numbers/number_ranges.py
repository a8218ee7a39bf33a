"""Ranges of the numbers that rows are called by: 「IDが6510から6520まで」, "IDs from 200 up to 300".

Only where all rows are numbered by whole numbers, and the word for the number stands with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.text.folding import compact

COST = 0.7
_P = grammar.pattern
_MARK = rf"{_P('number_marks')}?"
_FIRST, _LAST = rf"(?P<first>[0-9]{{1,8}}){_MARK}", rf"(?P<last>[0-9]{{1,8}}){_MARK}"
_END = r"(?![0-9.,/-]?[0-9])"
_WITH_ENDS = rf"(?: ?\(?{_P('both_ends')}\)?)?"
# The bounds behind the word for the number, from the fullest form to the barest.
_JAPANESE = (
    rf"{_FIRST}{_P('span_joints')}{_LAST}{_END}(?:(?P<open>{_P('ends_left_out')})|{_P('ends_kept')})?{_WITH_ENDS}",
    rf"{_FIRST}(?:(?P<above>{_P('over_number')})|{_P('from_number')})、?{_LAST}{_END}"
    rf"(?:(?P<open>{_P('under_number')})|{_P('to_number')})",
    rf"{_FIRST}{_END}(?:(?P<above>{_P('over_number')})|{_P('from_number')})",
    rf"{_LAST}{_END}(?:(?P<open>{_P('under_number')})|{_P('to_number')})",
)
_ENGLISH = (
    rf"{_FIRST},? ?(?:(?P<open>{_P('english_to_before')})|{_P('english_to')}) ?{_LAST}{_END}"
    rf"(?:,? ?\(?(?:{_P('english_inclusive')}|(?P<exclusive>{_P('english_exclusive')}))\)?)?",
    rf"(?:(?P<above>{_P('english_over')})|{_P('english_from')}) {_FIRST}{_END}",
    rf"(?:(?P<open>{_P('english_under')})|{_P('english_at_most')}) {_LAST}{_END}",
    rf"{_FIRST} {_P('english_and_up')}",
    rf"{_LAST} {_P('english_and_down')}",
)


def number_range_mentions(prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """The range of the numbers of rows that a question names, as a condition; none without such numbers."""
    if not known.row_numbers:
        return
    heads = {compact(c.header) for _, c in known.columns if c.role is Role.NUMBER} | set(_HEADS)
    english = prepared.language is Language.ENGLISH
    head = rf"{grammar.either(heads)}s?" if english else grammar.either(heads)
    joint = rf"(?: {_P('english_number_joints')})* ?" if english else rf"{_P('number_joints')}? ?"
    for form in _ENGLISH if english else _JAPANESE:
        match = re.search(rf"(?<![a-z0-9]){head}{joint}{form}", prepared.folded)
        if match is not None:
            made = _range(known.row_numbers, match.groupdict())
            span = Span(*match.span())
            yield Mention(span, match.group(), ("number_range",), range=made, cost=COST)
            return


_HEADS = grammar.words("row_number_heads")


def _range(key: str, said: dict[str, str | None]) -> Range:
    """The bounds that a match states; an end is left out where a word for that stands by it."""
    first, last = said.get("first"), said.get("last")
    low = Bound(Decimal(first), said.get("above") is not None) if first else None
    past = said.get("open") is not None or said.get("exclusive") is not None
    return Range(key, low, Bound(Decimal(last), past) if last else None)

"""Bounds on a column that tells a year by the year before it: 「前年より1割以上増えた」, "up on last year".

Where such a column prints 118.9 for a year with 18.9 % more than the year before, that is more than 10 % up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.tables.cells.figures import figure_of
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.columns import some_entries
from index.store import Index

_COST = 0.6
# Ratios lie around 100, changes around 0.
_RATIO = 30
# So many entries of a column tell which.
_ENTRIES = 200
_P = grammar.pattern
_NUMBER = rf"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>{_P('units_of_change')})"
_SENSE = (
    rf"(?:(?P<ge>{_P('at_least_so_much')})|(?P<gt>{_P('more_than_so_much')})"
    rf"|(?P<lt>{_P('less_than_so_much')}))"
)
_WAY = rf"(?:(?P<up>{_P('gone_up')})|(?P<down>{_P('gone_down')}))"
_JAPANESE = expression(
    rf"{_P('year_before_said')}{_P('joints_of_year_before')}{_P('before_change')}?"
    rf"(?:{_NUMBER}{_SENSE}?{_P('before_change')}?)?{_WAY}"
)


def _as(name: str, words: str) -> str:
    """English words in a group of a name."""
    return rf"(?P<{name}>(?<![a-z]){words}(?![a-z]))"


_UP_OR_DOWN = f"(?:{_as('up', _P('english_up'))}|{_as('down', _P('english_down'))})"
_OVER, _LEAST = _as("gt", _P("english_over_change")), _as("ge", _P("english_least"))
_BELOW, _MORE = _as("lt", _P("english_under_change")), _as("more", _P("english_or_more"))
_YEAR = rf"(?:(?<![a-z]){_P('english_against')} )?{_P('english_year_before')}"
_AGAINST = rf"(?:{_YEAR}|{_P('english_by_year')})(?![a-z])"
_HOW_MUCH = rf"(?:(?:by )?(?:(?:{_OVER}|{_LEAST}|{_BELOW}) )?{_NUMBER}(?: {_MORE})?)"
_ENGLISH = (
    expression(rf"{_UP_OR_DOWN}(?: {_HOW_MUCH})? {_AGAINST}"),
    expression(rf"{_HOW_MUCH} {_UP_OR_DOWN} {_AGAINST}"),
)


def year_before_mentions(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Mention]:
    """Where it is said how a year compares to the one before, as a range of the one column that tells it."""
    forms = (_JAPANESE,) if prepared.language is Language.JAPANESE else _ENGLISH
    found = [match for form in forms for match in form.finditer(prepared.folded)]
    column = _column(index, known) if found else None
    for match in found if column is not None else ():
        made = _range(column, match) if column is not None else None
        if made is not None:
            yield Mention(Span(*match.span()), match.group(), ("bound",), range=made, cost=_COST)


def _column(index: Index, known: Catalog) -> tuple[str, Decimal] | None:
    """The key of the only such column with the figure for as much as the year before; None without one."""
    wanted = grammar.words("year_before_headers")
    keys = [
        header.column.key
        for header in known.headers
        if any(word in name for word in wanted for name in (header.folded, *header.called))
    ]
    if len(keys) != 1:
        return None
    figures = [
        value
        for one in some_entries(index, keys[0], _ENTRIES)
        if (value := figure_of(compact(one))) is not None
    ]
    if not figures:
        return None
    return keys[0], Decimal(100) if sorted(figures)[len(figures) // 2] > _RATIO else Decimal(0)


def _range(column: tuple[str, Decimal], match: re.Match[str]) -> Range | None:
    """The figures that are meant; None for a figure without a word for how it is meant."""
    key, same = column
    groups = match.groupdict()
    sign = 1 if groups["up"] else -1
    if groups["number"] is None:
        return _open(key, same, sign)
    tenths = groups["unit"] in grammar.words("tenths")
    far = same + sign * Decimal(groups["number"]) * (10 if tenths else 1)
    if groups["lt"]:
        bounds: Sequence[Decimal] = sorted((same, far))
        return Range(key, Bound(bounds[0], open=True), Bound(bounds[1], open=True))
    least = bool(groups["ge"] or groups.get("more"))
    if not (least or groups["gt"]):
        return None
    bound = Bound(far, open=not least)
    return Range(key, low=bound) if sign > 0 else Range(key, high=bound)


def _open(key: str, same: Decimal, sign: int) -> Range:
    bound = Bound(same, open=True)
    return Range(key, low=bound) if sign > 0 else Range(key, high=bound)

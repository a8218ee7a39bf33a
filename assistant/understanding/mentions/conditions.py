"""Conditions of a question as filters: names, states, blanks, years and comparisons, each turned round
where denied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.names.found import Found
from corpus.document import Role
from corpus.frozen import dataclass
from index.filters import Facet, Filter
from index.records import NameKind

_OF_SIGNS = frozenset({Role.RATING, Role.OTHER})
_FACETS = {
    NameKind.DEPARTMENT: Facet.DEPARTMENT,
    NameKind.SECTION: Facet.SECTION,
    NameKind.GROUP: Facet.GROUP,
    NameKind.DOCUMENT: Facet.DOCUMENT,
    NameKind.RATING: Facet.RATING,
    NameKind.VALUE: Facet.VALUE,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A filter with the words it comes from."""

    span: Span
    filter: Filter


def name_filters(names: Sequence[Found], columns: Sequence[Found], roles: Mapping[str, Role]) -> list[Placed]:
    """The names that are conditions; a value keeps to the column named beside it.

    `roles` are those of columns by key: a sign may be the rating of one column, and a mere entry of another.
    """
    placed = []
    for name in names:
        facet = _FACETS.get(name.kind)
        if facet is None:
            continue
        column = name.column if facet is Facet.VALUE else ""
        if facet is Facet.RATING:
            column = _nearest_column(name, [c for c in columns if roles.get(c.column) in _OF_SIGNS])
            if roles.get(column) is Role.OTHER:
                facet = Facet.VALUE
        placed.append(Placed(name.span, Filter(facet, name.values, column=column)))
    return placed


def _nearest_column(value: Found, columns: Sequence[Found]) -> str:
    """The key of the last column named before a value, or of the first behind it; empty without one."""
    before = [column for column in columns if column.span.end <= value.span.start]
    after = [column for column in columns if column.span.start >= value.span.end]
    return before[-1].column if before else after[0].column if after else ""


def deny(placed: Sequence[Placed], cues: Sequence[Cue], together: bool) -> tuple[Filter, ...]:
    """The filters with those turned round that a 「以外」 or "not" stands by.

    In Japanese it follows what it denies; in English it mostly goes before, and 「A以外」 stays itself.
    Two values of one facet are either of them, unless departments are said to work `together`.
    """
    denied: set[int] = set()
    for cue in cues:
        if cue.means("not") is None:
            continue
        behind = [p for p in placed if p.span.end <= cue.span.start]
        ahead = [p for p in placed if p.span.start >= cue.span.end]
        japanese = not cue.word.isascii()
        first, second = (behind[::-1], ahead) if japanese else (ahead, behind[::-1])
        for target in (first or second)[:1]:
            denied.update(id(one) for one in _joined_with(target, placed))
    merged: list[Filter] = []
    for one in placed:
        negated = one.filter.negated != (id(one) in denied)
        filter_ = replace(one.filter, negated=negated)
        apart = together and filter_.facet is Facet.DEPARTMENT
        merged = [*merged, filter_] if apart and filter_ not in merged else _merge(merged, filter_)
    return tuple(merged)


def _joined_with(target: Placed, placed: Sequence[Placed]) -> list[Placed]:
    """A condition with those of the same kind right before it: in 「AとB以外」 both are denied."""
    found = [target]
    for one in sorted(placed, key=lambda other: -other.span.end):
        near = 0 <= found[-1].span.start - one.span.end <= _JOINT
        if near and one.filter.facet is target.filter.facet and one is not target:
            found.append(one)
    return found


_JOINT = 2
_ORED = frozenset(
    {Facet.RATING, Facet.DEPARTMENT, Facet.SECTION, Facet.GROUP, Facet.VALUE, Facet.DOCUMENT, Facet.YEAR}
)


def _merge(filters: list[Filter], new: Filter) -> list[Filter]:
    """Two ratings are either of them: 「AとBの施策」; the same for the other facets."""
    for place, old in enumerate(filters):
        same = (old.facet, old.negated, old.column) == (new.facet, new.negated, new.column)
        if same and new.facet in _ORED:
            values = tuple(dict.fromkeys((*old.values, *new.values)))
            return [
                *filters[:place],
                replace(old, values=values),
                *filters[place + 1 :],
            ]
        if same:
            return filters
    return [*filters, new]

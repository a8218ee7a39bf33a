"""Conditions in which one value takes the place of another, or is put beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from assistant.model.query import (
    All,
    AnyOf,
    Ask,
    Condition,
    Not,
    Query,
    Range,
    Under,
    either,
    joined,
    parts_of,
)
from assistant.understanding.composing.following.before import Before
from index.filters import Facet, Filter


def denies_all(where: Condition, base: Condition | None) -> bool:
    """Whether what is denied is all that a dimension was limited to: it takes the place of that limit."""
    turned = (part.part for part in parts_of(where) if isinstance(part, Not))
    if any(part in parts_of(base) for part in turned):
        # 「0円じゃないのは」 behind those of 0円
        return True
    denied_ones = [part for part in parts_of(where) if isinstance(part, Filter)]
    limits = [part for part in parts_of(base) if isinstance(part, Filter) and not part.negated]
    return any(
        (one.facet, one.column) == (other.facet, other.column) and set(other.values) <= set(one.values)
        for one in denied_ones
        for other in limits
    )


def is_of_group(where: Condition, before: Query) -> bool:
    """Whether some of the groups just told are named, and no more: 「Bのは」 behind the numbers by rating."""
    facet = before.by.partition(":")[0] if before.ask is Ask.GROUPS else ""
    return bool(facet) and all(
        isinstance(one, Filter) and not one.negated and facet in (one.facet.value, one.column)
        for one in parts_of(where)
    )


def only_denies(where: Condition) -> bool:
    return all(
        isinstance(part, Not)
        or (
            isinstance(part, Filter)
            and part.negated
            and part.facet not in (Facet.KPI, Facet.BLANK, Facet.ROLE_BLANK)
        )
        for part in parts_of(where)
    )


def widened(before: Before, own: Query) -> Query | None:
    """The query before with a value more: 「A評価も含めると？」."""
    if before.query is None or own.where is None:
        return None
    where = before.query.where
    parts = list(parts_of(where))
    for place, part in enumerate(parts):
        merged = _merged(part, own.where)
        if merged is not None:
            parts[place] = merged
            return replace(before.query, where=joined(*parts))
    return replace(before.query, where=either(where, own.where) if where is not None else None)


def _merged(part: Condition, new: Condition) -> Condition | None:
    """Two filters on one dimension as one on the values of both; None for others."""
    if not isinstance(part, Filter) or not isinstance(new, Filter):
        return None
    if (part.facet, part.column, part.negated) != (new.facet, new.column, new.negated):
        return None
    return replace(part, values=tuple(dict.fromkeys((*part.values, *new.values))))


def with_new(where: Condition | None, new: Condition) -> Condition | None:
    """A condition with its parts on the same dimensions replaced by new ones, which otherwise are added."""
    new = joined(*(_of_column_before(part, where) for part in parts_of(new))) or new
    dimensions = {dimension for part in parts_of(new) for dimension in _dimensions(part)}
    kept = [part for part in parts_of(where) if not _overlap(_dimensions(part), dimensions)]
    return joined(*kept, new)


def _overlap(some: frozenset[str], others: Collection[str]) -> bool:
    """Whether two conditions are on one dimension; two ratings are where either names no column."""
    ratings = [{one for one in side if one.startswith(_RATING)} for side in (some, others)]
    return not some.isdisjoint(others) or (all(ratings) and any(_RATING in side for side in ratings))


_RATING = f"{Facet.RATING.value}:"


def _of_column_before(new: Condition, where: Condition | None) -> Condition:
    """A rating of which no column is named is of that which was spoken of: 「所見がAは」「Bは？」."""
    keyed = {p.column for p in parts_of(where) if isinstance(p, Filter) and p.facet is Facet.RATING}
    if not isinstance(new, Filter) or new.facet is not Facet.RATING or new.column or len(keyed) != 1:
        return new
    return replace(new, column=keyed.pop())


def _dimensions(part: Condition) -> frozenset[str]:
    """What a condition is on; two that share one replace each other."""
    if isinstance(part, Filter):
        return frozenset({f"{part.facet.value}:{part.column}"})
    if isinstance(part, Under):
        return frozenset({"under"})
    if isinstance(part, Range):
        return frozenset({f"range:{part.dimension}"})
    if isinstance(part, (All, AnyOf)):
        return frozenset().union(*(_dimensions(one) for one in part.parts))
    if isinstance(part, Not):
        return _dimensions(part.part)
    return frozenset()

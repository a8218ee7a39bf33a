"""A query in one short line, for tables of cases: `ranking rate min first 1 where rating=A`."""

from __future__ import annotations

from assistant.model.query import (
    Above,
    All,
    Among,
    Ask,
    Begins,
    Bound,
    Compared,
    Condition,
    Not,
    OfKind,
    Query,
    Range,
    Stated,
    Titled,
    Top,
    Topic,
    Under,
)
from assistant.words.grammar import words
from index.filters import Facet, Filter
from index.store import Index


def printed(query: Query | None, index: Index) -> str:
    """The query with everything that it says; "none" for no query."""
    if query is None:
        return "none"
    words = [query.ask.value]
    words += [query.thing] if query.thing != "row" else []
    words += [f"by {query.by}"] if query.by else []
    words += [one for one in (query.aggregate, *query.further, query.measure, query.direction) if one]
    words += [f"first {query.first}"] if query.first else []
    words += [f"nth {query.nth}"] if query.nth else []
    words += [f"mean {query.mean}"] if query.mean else []
    words += [f"having {told(query.having, index)}"] if query.having else []
    words += [" vs ".join(told(side, index) for side in query.sides)] if query.sides else []
    words += [f"that {told(query.claim, index)}"] if query.claim else []
    words += [f"where {told(query.where, index)}"] if query.where else []
    words += [f"of {told(query.base, index)}"] if query.base else []
    words += [f"showing {', '.join(query.shown)}"] if query.shown else []
    assert query.yes_no == (query.ask is Ask.CLAIM)
    return " ".join(words)


def told(condition: Condition, index: Index, inside: bool = False) -> str:
    """A condition; one with parts stands in brackets within another."""
    if isinstance(condition, Filter):
        return _filter(condition)
    if isinstance(condition, Range):
        return _range(condition)
    if isinstance(condition, Among):
        return f"row {'+'.join(stored.row.number for stored in index.rows(condition.rows))}"
    if isinstance(condition, Topic):
        return f"topic({' in '.join((condition.text, *condition.within))})"
    if isinstance(condition, Stated):
        return f"stated({condition.year})"
    if isinstance(condition, Begins):
        return f"{condition.column}{'$' if condition.at_end else '^'}={condition.words}"
    if isinstance(condition, (OfKind, Under, Above)):
        said = "+".join(condition.offices) if isinstance(condition, Under) else condition.words
        return f"{type(condition).__name__.lower()}({said})"
    if isinstance(condition, (Compared, Titled, Top)):
        return _of_rows(condition, index)
    if isinstance(condition, Not):
        return f"not({told(condition.part, index)})"
    joint = " and " if isinstance(condition, All) else " or "
    text = joint.join(told(part, index, True) for part in condition.parts)
    return f"({text})" if inside else text


def _of_rows(condition: Compared | Titled | Top, index: Index) -> str:
    if isinstance(condition, Compared):
        return f"{condition.column} {condition.sense} {condition.other}"
    if isinstance(condition, Titled):
        return f"titled({condition.words})"
    within = f" where {told(condition.where, index)}" if condition.where else ""
    place = f" nth {condition.nth}" if condition.nth else ""
    return f"top({condition.by} {condition.measure} {condition.direction}{place}{within})"


def _filter(one: Filter) -> str:
    name = one.column if one.facet is Facet.VALUE else one.facet.value
    if one.values == words("dashes"):
        return f"{'other than' if one.negated else 'only'} a dash under {name}"
    column = f"[{one.column}]" if one.column and one.facet is not Facet.VALUE else ""
    year = f"@{one.year}" if one.year else ""
    if not one.values:
        return f"{'no ' if one.negated else ''}{name}{column}{year}"
    return f"{name}{column}{year}{'!=' if one.negated else '='}{'/'.join(one.values)}"


def _range(one: Range) -> str:
    low, high = one.low, one.high
    if one.free:
        return f"{one.dimension}[{one.unit}]"
    if low is not None and low == high:
        return f"{one.dimension}={low.value:f}{one.unit}"
    above = _bound(low, ">", one.unit) if low else ""
    below = _bound(high, "<", one.unit) if high else ""
    return f"{one.dimension}{above}{below}"


def _bound(bound: Bound, sign: str, unit: str) -> str:
    return f"{sign}{'' if bound.open else '='}{bound.value:f}{unit}"

"""Follow-ups: a question that hangs on the one before is a rewrite of that one's query.

It narrows it, widens it, replaces one of its values, orders it anew, or asks another thing of its rows.
Limits stay until they are replaced, over as many turns as there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model.mention import Mention
from assistant.model.query import (
    All,
    Among,
    AnyOf,
    Ask,
    Condition,
    Not,
    Query,
    Range,
    denied,
    either,
    joined,
    parts_of,
)
from assistant.model.question import Field
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.sentence import SILENT
from assistant.words import grammar
from index.filters import Facet, Filter


@dataclass(frozen=True, slots=True)
class Before:
    """What a follow-up hangs on: the query before it (None where it had none), its rows, and the query before
    that one.
    """

    query: Query | None
    rows: tuple[int, ...]
    earlier: Query | None = None
    departments: tuple[str, ...] = ()


def rewritten(compiled: Compiled, before: Before) -> Query | None:
    """The query of a question in its conversation; None where it stands by itself, or is no query."""
    own = compiled.query
    telling = _telling(compiled)
    placed = _other_place(telling, before)
    if placed is not None:
        return placed
    others = _of_their_department(telling) and _names_rows(telling)
    if own is None or (_points_at_one(telling, own, before) and not others):
        return None
    if _adds_two_before(telling, own, before):
        return _either_before(own, before)
    if _compares_two_before(own, before):
        return _of_two_before(own, before)
    if _of_their_department(telling) and before.departments and (own.where or _names_rows(telling)):
        return replace(own, where=joined(Filter(Facet.DEPARTMENT, before.departments), own.where))
    base = _base(before)
    if before.query is None and before.rows and own.where and _means(telling, "follow", "narrow"):
        # The one row before, which no query was of: 「その中に廃止のものは」 asks of it alone.
        base = Among(before.rows)
    if base is None and before.query is None:
        return None
    referring = _means(telling, "also") or _means(telling, "rest") or _narrows(telling)
    if referring:
        return _referring(telling, own, before, base)
    query = before.query
    if query is not None and _orders_groups(telling, own, query):
        return replace(query, direction=own.direction, first=own.first, nth=own.nth)
    return None if _stands_alone(telling, own) else _elliptic(own, before, base)


def _referring(
    telling: Sequence[Mention], own: Query, before: Before, base: Condition | None
) -> Query | None:
    """A question that refers to the rows before: those and more, all but those, or some of those."""
    if _means(telling, "also") and own.where is not None:
        return _widened(before, own)
    if _means(telling, "rest") and base is not None:
        rest = own.where is None
        return replace(own, where=denied(base)) if rest else _on(own, before, base)
    return _on(own, before, base) if _narrows(telling) else None


def _other_place(telling: Sequence[Mention], before: Before) -> Query | None:
    """Another place of the order before: 「2番目は」; None where more than that is said."""
    query = before.query
    if query is None or query.ask not in (Ask.RANKING, Ask.GROUPS) or not (query.first == 1 or query.nth):
        return None
    places = [m for m in telling if m.means("rank") or m.means("next")]
    if len(places) != 1 or any(m is not places[0] and not m.means("noun") for m in telling):
        return None
    place = places[0].number if places[0].means("rank") else (query.nth or query.first) + 1
    return replace(query, first=0, nth=place)


def _orders_groups(telling: Sequence[Mention], own: Query, before: Query) -> bool:
    """Whether the groups before are ordered by their numbers: 「一番多いのは」 behind 「課ごとの件数は」."""
    if before.ask is not Ask.GROUPS or own.ask is not Ask.RANKING:
        return False
    return own.where is None and not any(m.means("field") or m.column or m.means("noun") for m in telling)


def _denies_all(where: Condition, base: Condition | None) -> bool:
    """Whether what is denied is all that a dimension was limited to: it takes the place of that limit."""
    denied_ones = [part for part in parts_of(where) if isinstance(part, Filter)]
    limits = [part for part in parts_of(base) if isinstance(part, Filter) and not part.negated]
    return any(
        (one.facet, one.column) == (other.facet, other.column) and set(other.values) <= set(one.values)
        for one in denied_ones
        for other in limits
    )


def _elliptic(own: Query, before: Before, base: Condition | None) -> Query | None:
    """A question that says only what is other than in the one before: a value, an order, what is asked."""
    if own.where is None:
        return _asked_again(own, before, base)
    if _only_denies(own.where):
        if _denies_all(own.where, base):
            return replace(own, where=_with(base, own.where))
        return _on(own, before, base)
    if before.query is None:
        return None
    if own.ask is Ask.ROWS and not own.shown:
        return replace(before.query, where=_with(before.query.where, own.where))
    if own.ask in (Ask.COUNT, Ask.RANKING, Ask.AGGREGATE, Ask.SHARE):
        return replace(own, where=_with(before.query.where, own.where))
    return None


def _compares_two_before(own: Query, before: Before) -> bool:
    """Whether the last two answers are compared: 「どっちが多い？」, or a gap between two numbers."""
    if own.ask is Ask.COMPARISON:
        return not own.sides
    return own.where is None and own.shown == (Field.GAP,) and _counted_twice(before)


def _adds_two_before(telling: Sequence[Mention], own: Query, before: Before) -> bool:
    """Whether the rows of the last two answers are counted together: 「合わせると何件」."""
    if own.ask is not Ask.COUNT or own.where is not None or not _means(telling, "both_before"):
        return False
    return all(one is not None and one.where is not None for one in (before.query, before.earlier))


def _either_before(own: Query, before: Before) -> Query | None:
    wheres = [
        one.where for one in (before.earlier, before.query) if one is not None and one.where is not None
    ]
    return replace(own, where=either(*wheres))


def _telling(compiled: Compiled) -> tuple[Mention, ...]:
    return tuple(m for m in compiled.mentions if not all(meaning in SILENT for meaning in m.meanings))


def _means(telling: Sequence[Mention], kind: str, what: str | None = None) -> bool:
    return any((said := m.means(kind)) is not None and what in (None, said) for m in telling)


def _points_at_one(telling: Sequence[Mention], own: Query, before: Before) -> bool:
    """Whether one row before is meant: by its place (「3番目の担当課は」), or as the only one there was."""
    ordered = any(_means(telling, kind) for kind in ("most", "degree", "order", "superlative"))
    if _means(telling, "rank") and not ordered:
        return True
    return len(before.rows) == 1 and _means(telling, "follow", "pointer") and own.ask is Ask.ROWS


def _of_their_department(telling: Sequence[Mention]) -> bool:
    """Whether the department of the row before is meant: 「その課のB評価は」."""
    return _means(telling, "follow", "pointer") and any(
        m.means("noun") == "department" or m.means("level") for m in telling
    )


def _narrows(telling: Sequence[Mention]) -> bool:
    narrow = _means(telling, "follow", "narrow") or _means(telling, "which")
    pointed = _means(telling, "follow", "pointer") or any(
        m.words.startswith(grammar.words("each_alone")) for m in telling
    )
    only = _means(telling, "only") and not _means(telling, "noun", "row")
    pronoun = _means(telling, "pronoun") and not any(
        m.means("noun") == "row" and not m.means("pronoun") for m in telling
    )
    return narrow or only or (pointed and not _names_rows(telling)) or (pronoun and _means(telling, "only"))


def _names_rows(telling: Sequence[Mention]) -> bool:
    """Whether rows are named anew: 「施策」, "measures"."""
    return any(m.means("noun") == "row" and not m.means("pronoun") for m in telling)


def _stands_alone(telling: Sequence[Mention], own: Query) -> bool:
    """Whether a question says for itself what it ranges over."""
    if _names_rows(telling):
        return True
    groups = any(m.means("noun") in ("department", "section", "group") for m in telling)
    return groups and own.ask in (Ask.GROUPS, Ask.COUNT) and own.where is not None


def _base(before: Before) -> Condition | None:
    """The condition that the rows before are those of; the rows themselves where it was an order of them."""
    if (
        before.query is None
        or before.query.ask in (Ask.RANKING, Ask.CLAIM, Ask.COMPARISON)
        or (before.query.ask is Ask.GROUPS and (before.query.first or before.query.having))
    ):
        return Among(before.rows) if len(before.rows) > 1 else None
    return before.query.where


def _on(own: Query, before: Before, base: Condition | None) -> Query | None:
    """The question asked of the rows before."""
    if base is None and not (before.query is not None and before.query.where is None):
        return None
    return replace(own, where=joined(base, own.where))


def _widened(before: Before, own: Query) -> Query | None:
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


def _asked_again(own: Query, before: Before, base: Condition | None) -> Query | None:
    """Another thing asked of the same rows: their number, an order, a mean, further fields."""
    asks = own.ask is not Ask.ROWS or bool(own.shown)
    if not asks or (base is None and before.query is None) or len(before.rows) == 1:
        return None
    if own.ask is Ask.COUNT and own.thing == "row" and before.query is not None:
        return replace(own, where=before.query.where)
    return replace(own, where=base)


def _only_denies(where: Condition) -> bool:
    return all(
        isinstance(part, Not)
        or (
            isinstance(part, Filter)
            and part.negated
            and part.facet not in (Facet.KPI, Facet.BLANK, Facet.ROLE_BLANK)
        )
        for part in parts_of(where)
    )


def _with(where: Condition | None, new: Condition) -> Condition | None:
    """A condition with its parts on the same dimensions replaced by new ones, which otherwise are added."""
    dimensions = {dimension for part in parts_of(new) for dimension in _dimensions(part)}
    kept = [part for part in parts_of(where) if not _dimensions(part) & dimensions]
    return joined(*kept, new)


def _dimensions(part: Condition) -> frozenset[str]:
    """What a condition is on; two that share one replace each other."""
    if isinstance(part, Filter):
        return frozenset({f"{part.facet.value}:{part.column}"})
    if isinstance(part, Range):
        return frozenset({f"range:{part.dimension}"})
    if isinstance(part, (All, AnyOf)):
        return frozenset().union(*(_dimensions(one) for one in part.parts))
    if isinstance(part, Not):
        return _dimensions(part.part)
    return frozenset()


def _counted_twice(before: Before) -> bool:
    """Whether the last two answers were numbers of rows."""
    return all(one is not None and one.ask is Ask.COUNT for one in (before.query, before.earlier))


def _of_two_before(own: Query, before: Before) -> Query | None:
    """Which of the last two answers has more, or by how much."""
    one, other = before.earlier, before.query
    if one is None or other is None or one.where is None or other.where is None:
        return None
    direction = own.direction if own.ask is Ask.COMPARISON else "difference"
    sides = (one.where, other.where)
    return Query(Ask.COMPARISON, sides=sides, measure=own.measure, direction=direction)

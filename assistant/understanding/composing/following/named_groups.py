"""Numbers that were told one by one, of groups that differ in one entry, as the groups that they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.query import Ask, Condition, Query, joined, parts_of
from index.filters import Facet, Filter

_BY = {
    Facet.DEPARTMENT: "department",
    Facet.SECTION: "section",
    Facet.GROUP: "group",
    Facet.RATING: "rating",
    Facet.KPI_STATE: "kpi_state",
}
# Of two numbers it is told which is more (`assistant.understanding.composing.following.combining`).
_FEWEST = 3


def named_groups(query: Query, chain: Sequence[Query]) -> Query | None:
    """The groups of a tally, 「A課とB課は何件ずつ」, or of several questions that differ in one entry; None
    where there are none.
    """
    if query.ask is Ask.TALLY:
        return _of_sides(query.sides, query.where, query.thing)
    if (
        len(chain) < _FEWEST
        or any(one.ask not in (Ask.COUNT, Ask.ROWS) for one in chain)
        or query != chain[-1]
    ):
        return None
    common = set(parts_of(chain[0].where)).intersection(*(parts_of(one.where) for one in chain[1:]))
    apart = [joined(*(part for part in parts_of(one.where) if part not in common)) for one in chain]
    limits = joined(*(part for part in parts_of(query.where) if part in common))
    return _of_sides([one for one in apart if one is not None], limits, query.thing)


def _of_sides(sides: Sequence[Condition], where: Condition | None, thing: str) -> Query | None:
    entries = [one for one in sides if isinstance(one, Filter) and not one.negated and len(one.values) == 1]
    if len(entries) != len(sides) or len({(one.facet, one.column) for one in entries}) != 1:
        return None
    first = entries[0]
    by = first.column if first.facet is Facet.VALUE else _BY.get(first.facet, "")
    if not by or thing not in ("row", "kpi"):
        return None
    values = tuple(dict.fromkeys(value for one in entries for value in one.values))
    together = replace(first, values=values)
    return Query(
        Ask.GROUPS, where=joined(where, together), by=by, measure="kpi_count" if thing == "kpi" else "count"
    )


def named_values(query: Query) -> tuple[str, ...]:
    """The groups that a condition on what a query groups by names; none where it names one alone."""
    for part in parts_of(query.where):
        if isinstance(part, Filter) and not part.negated and len(part.values) > 1:
            by = part.column if part.facet is Facet.VALUE else _BY.get(part.facet, "")
            if by == query.by:
                return part.values
    return ()

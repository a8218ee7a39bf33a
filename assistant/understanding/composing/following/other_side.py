"""The other side of what the rows before had in common: 「ない方は」, 「その逆は何件」, "those without".

It is that of the condition added last which may be so or not: whether something is there, or a yes or no. The
opposite of several conditions at once is asked of nothing that they say; then there is none. Sides are also
the rows that were left out and those that were taken away: 「残りの平均は」, 「除いた方の評価は」.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.model.query import Ask, Condition, Not, Query, denied, joined, parts_of
from assistant.understanding.composing.following.before import (
    Before,
    has_taken_away,
    rest_of,
    rows_before,
    together,
)
from assistant.understanding.sides import PARTS_MEANT, OtherSide, other_side
from assistant.words import grammar
from corpus.document import KpiState
from corpus.text.folding import fold
from index.filters import Facet, Filter

_KINDS = {
    "department": (Facet.DEPARTMENT,),
    "rating": (Facet.RATING,),
    "section": (Facet.SECTION, Facet.GROUP),
}
_SCOPE = frozenset({Facet.YEAR, Facet.DOCUMENT})
_PRESENT = frozenset({Facet.KPI, Facet.ACTUAL_FIGURE})
_BLANK = frozenset({Facet.BLANK, Facet.ROLE_BLANK})
_STATES = {KpiState.MET.value: KpiState.MISSED.value, KpiState.MISSED.value: KpiState.MET.value}
Values = Callable[[str], Sequence[str]]


def _same(said: OtherSide, before: Before) -> Condition | None:
    """The one limit of a kind that the rows before had: their bureau, rating or section; None for several."""
    parts = parts_of(before.query.where) if before.query is not None else ()
    named = [p for p in parts if isinstance(p, Filter) and not p.negated]
    facets = _KINDS[said.kind]
    called = [p for p in named if p.facet is Facet.VALUE and all(v.endswith(said.words) for v in p.values)]
    found = called or [p for p in named if p.facet in facets]
    return found[0] if len(found) == 1 else None


def turned(said: OtherSide, before: Before, values: Values) -> Condition | None:
    """The condition before with the side that is meant; None where there is no telling which part is meant.

    `values` are the entries of a column.
    """
    query = before.query
    if said.side == "same":
        return _same(said, before)
    if said.side in PARTS_MEANT:
        return _of_part(said.side, before)
    parts = parts_of(query.where) if query is not None else ()
    earlier = parts_of(before.earlier.where) if before.earlier is not None else ()
    among = [part for part in parts if not (isinstance(part, Filter) and part.facet in _SCOPE)]
    added = [part for part in among if part not in earlier] if set(earlier) <= set(parts) else []
    added = added or among
    chosen = _chosen(said.side, added, among)
    if not chosen:
        return None
    wanted = {"lacks": False, "has": True}.get(said.side)
    return joined(*(_flipped(part, wanted, values) if part in chosen else part for part in parts))


def _of_part(side: str, before: Before) -> Condition | None:
    """The rows that were left out, are left, were taken away, or are of neither of the last two answers."""
    query, base = before.query, rows_before(before)
    if side == "neither":
        two = before.chain[-2:]
        where = together(two) if len(two) == 2 else None
        common = [part for part in parts_of(two[0].where) if part in parts_of(two[1].where)] if where else []
        return joined(*common, denied(where)) if where is not None else None
    if query is None or base is None:
        return None
    if side == "removed":
        return rest_of(before, base) if before.removed and before.earlier else _taken_away(before)
    one = query.first == 1 or query.nth
    one = query.first == 1 or query.nth
    if one or (side == "left" and not (has_taken_away(before) or before.kept)):
        # There is no telling what the one in a place was left out of, or whether what passed is left.
        return None
    kept = side == "left" or (side == "rest" and has_taken_away(before))
    return base if kept else rest_of(before, base)


def _taken_away(before: Before) -> Condition | None:
    """The rows that one denial took away from a list told earlier; None where none did."""
    parts = parts_of(before.query.where) if before.query is not None else ()
    denials = [part for part in parts if isinstance(part, Not) or (isinstance(part, Filter) and part.negated)]
    others = joined(*(part for part in parts if part not in denials))
    if len(denials) != 1 or not any(one.where == others for one in before.lists):
        return None
    return joined(others, denied(denials[0]))


def part_of_nothing(folded: str, before: Before) -> str:
    """The words for rows that were taken away, for two answers or for a limit, where there were none of them;
    else empty.
    """
    said = other_side(folded)
    if said is not None and said.side in ("removed", "neither"):
        return "" if _of_part(said.side, before) is not None else said.words
    listed = before.query is not None and before.query.ask in _LISTED and len(before.rows) > 1
    if said is None or said.side != "same" or not listed:
        return ""
    return "" if _same(said, before) is not None else said.words


_LISTED = (Ask.ROWS, Ask.COUNT, Ask.AGGREGATE)


def _chosen(side: str, added: Sequence[Condition], among: Sequence[Condition]) -> Sequence[Condition]:
    """The parts that are turned: that of presence named last, the only one, or those of both kinds."""
    if side in ("lacks", "has"):
        polar = [part for part in (*among, *added) if _says(part) is not None]
        return polar[-1:]
    if len(added) == 1:
        return added
    polar = [part for part in added if _says(part) is not None]
    mixed = {_says(part) for part in polar} == {True, False}
    return polar if len(polar) == 1 or mixed else ()


def _says(part: Condition) -> bool | None:
    """Whether a condition says that something is there, or yes; None where it says neither."""
    if not isinstance(part, Filter):
        return None
    if part.facet in _PRESENT:
        return not part.negated
    if part.facet in _BLANK:
        return part.negated
    if part.facet is not Facet.VALUE or len(part.values) != 1:
        return None
    yes = _is_yes(part.values[0])
    return yes if yes is None or not part.negated else not yes


def _is_yes(value: str) -> bool | None:
    """Whether an entry says yes or no, by its end; None where it says neither."""
    text = fold(value).strip()
    if text.endswith(grammar.words("no_entries")):
        return False
    return True if text.endswith(grammar.words("yes_entries")) else None


def _flipped(part: Condition, wanted: bool | None, values: Values) -> Condition:
    """A condition turned round, or to the side that is wanted."""
    if wanted is not None and _says(part) is wanted:
        return part
    if (
        isinstance(part, Filter)
        and part.facet is Facet.KPI_STATE
        and len(part.values) == 1
        and not part.negated
    ):
        state = _STATES.get(part.values[0])
        return replace(part, values=(state,)) if state is not None else denied(part)
    if not isinstance(part, Filter) or part.facet is not Facet.VALUE or part.negated:
        return denied(part)
    yes = _is_yes(part.values[0])
    others = [value for value in values(part.column) if value and _is_yes(value) is (not yes)]
    return replace(part, values=(others[0],)) if yes is not None and len(others) == 1 else denied(part)


def of_groups_by_side(said: OtherSide, query: Query, values: Values) -> Condition | None:
    """The rows of the one group told that says yes, or no: 「なしの方は」 behind numbers of 有 and 無."""
    if query.ask is not Ask.GROUPS or said.side not in ("lacks", "has"):
        return None
    found = [value for value in values(query.by) if value and _is_yes(value) is (said.side == "has")]
    return Filter(Facet.VALUE, (found[0],), column=query.by) if len(found) == 1 else None


def asked_of_side(said: OtherSide, own: Query | None, before: Query, where: Condition) -> Query:
    """What is asked of the rows of a side: the same as before, or what the rest of the question asks."""
    if own is not None:
        counted = own.ask is Ask.ROWS and not own.shown and before.ask in (Ask.COUNT, Ask.AGGREGATE)
        asked = before if said.side == "same" and counted else own
        return replace(asked, where=joined(where, own.where))
    if said.counts:
        return Query(Ask.COUNT, where=where)
    if before.ask in (Ask.COUNT, Ask.AGGREGATE, Ask.SHARE, Ask.RANKING):
        return replace(before, where=where)
    return Query(
        Ask.ROWS, thing=before.thing if before.ask is Ask.ROWS else "row", where=where, shown=before.shown
    )

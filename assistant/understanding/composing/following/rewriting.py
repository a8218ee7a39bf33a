"""Follow-ups: a question that hangs on the one before is a rewrite of that one's query.

It narrows it, widens it, replaces one of its values, orders it anew, or asks another thing of its rows.
Limits stay until they are replaced, over as many turns as there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import (
    Among,
    Ask,
    Condition,
    Query,
    Range,
    Top,
    denied,
    joined,
    leaves,
    parts_of,
)
from assistant.model.question import Field
from assistant.understanding.composing.asking.given import FIGURE_FIELDS
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.conditions.ranges import SHARES
from assistant.understanding.composing.following.asked_alike import limited_alike, measured_as_before
from assistant.understanding.composing.following.before import (
    Before,
    is_order,
    list_before,
    narrowed_from,
    rest_of,
    rows_before,
)
from assistant.understanding.composing.following.combining import combined
from assistant.understanding.composing.following.hanging import (
    by_place,
    counts_all,
    is_added,
    is_the_row_before,
    means,
    means_others,
    means_rest,
    names_rows,
    narrows,
    narrows_those_before,
    of_their_department,
    stands_alone,
    telling_of,
    with_what_is_named,
    words_left,
)
from assistant.understanding.composing.following.order_before import set_of_one
from assistant.understanding.composing.following.replacing import (
    denies_all,
    is_of_group,
    only_denies,
    widened,
    with_new,
)
from index.filters import Facet, Filter


def rewritten(compiled: Compiled, before: Before) -> Query | None:
    """The query of a question in its conversation; None where it stands by itself, or is no query."""
    own = compiled.query
    telling = telling_of(compiled)
    again = _again(compiled, telling, before)
    if again is not None:
        return again
    lists = names_rows(telling) or means(telling, "ask", "list")
    others = of_their_department(telling) and lists
    if own is None or (
        (by_place(compiled, before) or is_the_row_before(telling, own, before)) and not others
    ):
        return None
    if own.ask is Ask.COMPARISON and not own.sides:
        return None
    plain = with_what_is_named(telling, own)
    own = measured_as_before(telling, plain, before.query)
    if own is not plain and before.query is not None and before.query.ask is Ask.RANKING:
        return own
    if of_their_department(telling) and before.departments and (own.where or lists):
        return replace(own, where=joined(Filter(Facet.DEPARTMENT, before.departments), own.where))
    base = _base_of(own, telling, before)
    if base is None and before.query is None:
        return None
    if means(telling, "instead") and own.where is not None:
        return _elliptic(telling, own, before, base)
    if is_added(compiled, before) or means_rest(telling, own, before) or _points(telling, before):
        return _referring(telling, own, before, base)
    query = before.query
    if query is not None and _orders_groups(telling, own, query):
        return replace(query, direction=own.direction, first=own.first, nth=own.nth)
    return None if stands_alone(telling, own) else _elliptic(telling, own, before, base)


def _again(compiled: Compiled, telling: Sequence[Mention], before: Before) -> Query | None:
    """Another place of the order before, an earlier list, the last answers together, or all rows."""
    own = compiled.query
    if own is not None and own.where is None and counts_all(telling, own):
        return own
    if own is not None and own.where is None and own.ask is Ask.ROWS and means_others(compiled):
        return _of_others(before, next((level for m in telling if (level := m.means("level"))), ""))
    if _asks_by_how_many(compiled, telling, before):
        return replace(before.query, direction="difference") if before.query is not None else None
    moved = _other_place(telling, before) or _gone_back(telling, own, before) or _of_their_top(own, before)
    return moved or combined(compiled, telling, before)


def _asks_by_how_many(compiled: Compiled, telling: Sequence[Mention], before: Before) -> bool:
    """Whether the difference of two sides just compared is asked for: 「何件の差ですか」."""
    query = before.query
    if query is None or query.ask is not Ask.COMPARISON or not means(telling, "difference"):
        return False
    return not words_left(compiled) and all(
        m.means("difference") is not None or m.means("wanted") is not None for m in telling
    )


def _of_others(before: Before, level: str) -> Query | None:
    """The query before of all departments, or those of a level, but the one it was limited to; None where it
    was to none.
    """
    query = before.query
    parts = parts_of(query.where) if query is not None else ()
    named = [p for p in parts if isinstance(p, Filter) and not p.negated]
    limits = [p for p in named if p.facet is Facet.DEPARTMENT or (level and p.column == level)]
    if query is None or len(limits) != 1:
        return None
    return replace(query, where=joined(*(denied(p) if p in limits else p for p in parts)))


def _points(telling: Sequence[Mention], before: Before) -> bool:
    return narrows(telling) or _of_told_group(telling, before)


def _referring(
    telling: Sequence[Mention], own: Query, before: Before, base: Condition | None
) -> Query | None:
    """A question that refers to the rows before: those and more, all but those, or some of those."""
    added = means(telling, "also") and not (narrows_those_before(telling) or means(telling, "which"))
    if own.where is not None and not means(telling, "rest") and (added or not narrows(telling)):
        return widened(before, own)
    if means_rest(telling, own, before) and base is not None:
        asked = replace(own, shown=()) if own.shown == (Field.GAP,) else own
        if before.removed or (own.where is not None and only_denies(own.where)):
            return _on(asked, before, base)
        return replace(asked, where=joined(rest_of(before, base), own.where))
    if not _points(telling, before):
        return None
    limited = limited_alike(telling, own, before.query)
    if limited is not None:
        return limited
    again = own.where is not None and not means(telling, "ask", "list")
    summed = before.query is not None and before.query.ask is Ask.AGGREGATE
    return _on(_counted_alike(own, before) if again and summed else own, before, base)


def _gone_back(telling: Sequence[Mention], own: Query | None, before: Before) -> Query | None:
    """An earlier list once more: 「さっきの一覧に戻って」; None where more than that is said."""
    if own is None or own.where is not None or own.shown or own.ask is not Ask.ROWS:
        return None
    if means(telling, "again"):
        return before.query
    if not means(telling, "back"):
        return None
    return list_before(before, means(telling, "back", "first"))


def _other_place(telling: Sequence[Mention], before: Before) -> Query | None:
    """Another place of the order before: 「2番目は」; None where more than that is said."""
    query = before.query
    if query is None or not (query.ask is Ask.GROUPS or (query.ask is Ask.RANKING and _is_one(query))):
        return None
    places = [m for m in telling if m.means("rank") or (m.means("next") and _is_one(query))]
    others = [m for m in telling if m not in places and not _asks_which(m) and not _opens(m)]
    if len(places) != 1 or others:
        return None
    if query.ask is Ask.GROUPS and not query.direction:
        query = replace(query, direction="max")
    place = places[0].number if places[0].means("rank") else (query.nth or query.first) + 1
    return replace(query, first=0, nth=place)


def _is_one(query: Query) -> bool:
    return query.first == 1 or query.nth > 0


def _opens(mention: Mention) -> bool:
    """Whether a word but leads from the answer before to the question: 「じゃあ2番目は」."""
    return mention.span.start == 0 and mention.means("follow") == "switch"


def _asks_which(mention: Mention) -> bool:
    return any(mention.means(kind) for kind in ("noun", "ask")) and not mention.means("field")


def _orders_groups(telling: Sequence[Mention], own: Query, before: Query) -> bool:
    """Whether the groups before are ordered by their numbers: 「一番多いのは」 behind 「課ごとの件数は」."""
    if before.ask is not Ask.GROUPS or own.ask is not Ask.RANKING:
        return False
    if own.measure not in ("count", Field.RATE, before.measure):
        # 「一番安いのは」 orders by money, and by no number of rows.
        return False
    return own.where is None and not any(m.means("field") or m.column or m.means("noun") for m in telling)


def _elliptic(telling: Sequence[Mention], own: Query, before: Before, base: Condition | None) -> Query | None:
    """A question that says only what is other than in the one before: a value, an order, what is asked."""
    if own.where is None:
        return _asked_again(telling, own, before, base)
    where = _measured_alike(telling, own.where, before)
    own = replace(own, where=where)
    if only_denies(where):
        own = own if means(telling, "ask", "list") else _counted_alike(own, before)
        if denies_all(where, base):
            return replace(own, where=with_new(base, where))
        return _on(own, before, base)
    if before.query is None:
        return None
    if own.ask is Ask.ROWS and not own.shown:
        if is_of_group(where, before.query) or (_lists(telling) and not is_order(before.query)):
            return replace(own, where=with_new(before.query.where, where))
        return replace(before.query, where=with_new(before.query.where, where))
    if own.ask in (Ask.COUNT, Ask.RANKING, Ask.AGGREGATE, Ask.SHARE):
        return replace(own, where=with_new(before.query.where, where))
    return None


def _lists(telling: Sequence[Mention]) -> bool:
    """Whether rows are to be listed: 「A評価のものを見せて」."""
    return means(telling, "ask", "list") and not means(telling, "which")


def _counted_alike(own: Query, before: Before) -> Query:
    """The question with the number, the figure or the groups that were asked for before: 「A課以外は？」."""
    query = before.query
    if query is None or own.ask is not Ask.ROWS or own.shown:
        return own
    groups = query.ask is Ask.GROUPS and not (query.first or query.nth or query.having)
    if query.ask not in (Ask.COUNT, Ask.AGGREGATE) and not groups:
        return own
    return replace(query, where=own.where)


def _measured_alike(telling: Sequence[Mention], where: Condition, before: Before) -> Condition:
    """Bounds of which no dimension is named are of the one that was bound before: 「90以上だと」."""
    query = before.query
    bound = [part for part in parts_of(query.where if query else None) if isinstance(part, Range)]
    named = any(m.means("field") or m.means("noun") or m.column for m in telling)
    if not isinstance(where, Range) or named or len(bound) != 1:
        return where
    same = bound[0].unit if where.unit in ("", bound[0].unit) and bound[0].unit in SHARES else where.unit
    return replace(where, dimension=bound[0].dimension, unit=same)


def _of_told_group(telling: Sequence[Mention], before: Before) -> bool:
    """Whether rows of the one group that was told are asked for: 「そこの施策は」."""
    query = before.query
    placed = query is not None and query.ask is Ask.GROUPS and (query.first == 1 or query.nth > 0)
    return placed and means(telling, "follow", "pointer") and names_rows(telling)


def _of_their_top(own: Query | None, before: Before) -> Query | None:
    """The rows of the group that has the most of those counted before: 「一番多い分野の施策は」 behind the
    numbers of each; None for another question.
    """
    earlier = before.query
    tops = [part for part in parts_of(own.where if own else None) if isinstance(part, Top)]
    if (
        own is None
        or earlier is None
        or earlier.ask is not Ask.GROUPS
        or len(tops) != 1
        or earlier.where is None
    ):
        return None
    if tops[0].where is not None or tops[0].by != earlier.by or own.where != tops[0]:
        return None
    return replace(own, where=joined(replace(tops[0], where=earlier.where), earlier.where))


def _base_of(own: Query, telling: Sequence[Mention], before: Before) -> Condition | None:
    """The condition of the rows that a question is of, where it is one of those before."""
    one_before = before.query is None and before.answered and bool(before.rows)
    if one_before and own.where and narrows_those_before(telling):
        # The one row before, which no query was of: 「その中に廃止のものは」 asks of it alone.
        return Among(before.rows)
    base = rows_before(before)
    if (
        isinstance(base, Among)
        and before.query is not None
        and (own.thing == "kpi" or own.ask in _OF_FIGURES)
    ):
        # Of rows that are told by some of their indicators, the others are none of those before.
        base = joined(base, *(part for part in parts_of(before.query.where) if _is_of_indicators(part)))
    return set_of_one(own, before) if base is None and narrows_those_before(telling) else base


_OF_FIGURES = (Ask.AGGREGATE, Ask.RANKING)


def _is_of_indicators(part: Condition) -> bool:
    """Whether a condition says which of the indicators of a row are meant."""
    return any(
        leaf.dimension in FIGURE_FIELDS
        if isinstance(leaf, Range)
        else isinstance(leaf, Filter) and leaf.facet is Facet.KPI_STATE
        for leaf, _ in leaves(part)
    )


_COUNTED = (Ask.ROWS, Ask.COUNT)


def _on(own: Query, before: Before, base: Condition | None) -> Query | None:
    """The question asked of the rows before."""
    if base is None and not (before.query is not None and before.query.where is None):
        return None
    return replace(own, where=joined(base, own.where))


def _asked_again(
    telling: Sequence[Mention], own: Query, before: Before, base: Condition | None
) -> Query | None:
    """Another thing asked of the same rows: their number, an order, a mean, further fields."""
    if (same := set_of_one(own, before)) is not None:
        return replace(own, where=same)
    asks = own.ask is not Ask.ROWS or bool(own.shown)
    query = before.query
    if own.shown and query is not None and query.ask is Ask.ROWS and means(telling, "also"):
        return replace(own, where=base, shown=tuple(dict.fromkeys((*query.shown, *own.shown))))
    if own.ask is Ask.SHARE and own.base is None and query is not None and (among := narrowed_from(before)):
        return replace(own, where=query.where, base=among)
    if own.ask is Ask.AGGREGATE and base is not None and query is not None and query.ask in _COUNTED:
        # Also of the only row of a list.
        return replace(own, where=base)
    if not asks or (base is None and query is None) or len(before.rows) == 1:
        return None
    if own.ask is Ask.COUNT and own.thing == "row" and before.query is not None:
        return replace(own, where=before.query.where)
    return replace(own, where=base)

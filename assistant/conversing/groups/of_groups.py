"""Follow-ups on the groups that were told before: some of them kept, their order, or those without an entry.

A place is counted in the order of the answer, under the limits that the groups had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.queries.running import group_filter
from assistant.answering.queries.wording import label
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import unit_of
from assistant.conversing.groups.told_groups import (
    ToldGroups,
    is_of_other_order,
    names_other_rows,
    with_their_noun,
    without_their_number,
)
from assistant.model.mention import Mention
from assistant.model.query import Ask, Query, Range, Topic, either, joined, leaves
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.group_words import (
    Placed,
    is_of_groups,
    is_place,
    kept_so,
    placed_by,
    reversed_bounds,
    says_only,
    tightened,
)
from assistant.understanding.composing.following.hanging import end_named, means, telling_of, words_left
from assistant.understanding.composing.following.replacing import is_of_group
from assistant.words import grammar
from corpus.document import Role
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter


def asked_of_groups(told: ToldGroups, compiled: Compiled) -> Query | None:
    """The groups told, narrowed or in another order; None for a question that says anything else."""
    query = told.query
    telling = without_their_number(told, with_their_noun(told, telling_of(compiled)))
    if not telling or not says_only(telling, query) or not _all_read(told, compiled):
        return None
    if any(is_of_other_order(m, query) for m in telling):
        return None
    if names_other_rows(telling, query) or (told.named and not _is_of_numbers(telling, query)):
        return None
    placed = placed_by([m for m in telling if is_place(m)])
    bounds = _bounds(told, compiled, telling)
    if bounds is not None:
        kept = tightened(query.having, bounds) if means(telling, "follow", "narrow") else bounds
        if query.first > 1 or query.mean:
            return None
        return replace(query, having=kept, first=0, nth=0, direction=placed.direction or query.direction)
    if any(m.quantity is not None for m in telling):
        return _firsts(told, telling, placed)
    if means(telling, "not") or not any(is_place(m) for m in telling):
        return None
    return _placed(told, placed)


def _placed(told: ToldGroups, placed: Placed) -> Query | None:
    query = told.query
    direction = placed.direction or query.direction or "max"
    if placed.first > 1 and placed.direction == "max" and query.direction:
        # The upper ones of an order are its first.
        direction = query.direction
    if query.first > 1 and (placed.nth or placed.first == 1):
        # Of the first few alone: the place that the group has among all.
        values = told.at(replace(placed, direction=direction))
        place = next((at for at, (value, _) in enumerate(told.groups, 1) if value in values), 0)
        return replace(query, first=0, nth=place) if place else None
    if query.first > 1 and placed.first > query.first:
        return None
    return replace(query, direction=direction, first=placed.first, nth=placed.nth)


def _firsts(told: ToldGroups, telling: Sequence[Mention], placed: Placed) -> Query | None:
    """So many of the first: 「上から3つだけでいい」; None where a number says anything else."""
    counted = [m.quantity for m in telling if m.quantity is not None]
    counters = grammar.word_set("loose_counters", "bare_counters")
    ends = means(telling, "from_top") or means(telling, "from_end") or means(telling, "order")
    if len(counted) != 1 or not ends or counted[0].unit not in counters or means(telling, "not"):
        return None
    wanted = replace(placed, first=int(counted[0].value), nth=0)
    end = end_named(telling)
    if end and told.query.first < 2:
        return replace(told.query, direction=end, first=wanted.first, nth=0)
    return _placed(told, wanted)


def _bounds(told: ToldGroups, compiled: Compiled, telling: Sequence[Mention]) -> Range | None:
    """What the groups are kept by; with a denial what it leaves over."""
    query = told.query
    figure = next((m for m in telling if m.quantity is not None), None)
    behind = compiled.prepared.folded[figure.span.end :] if figure is not None else ""
    headed = unit_of(label(told.desk, query.measure)) if query.aggregate else ""
    bounds = kept_so(query, telling, headed, behind)
    if bounds is None or not means(telling, "not"):
        return bounds
    if bounds.low is None or bounds.high is None:
        return reversed_bounds(bounds)
    exact = bounds.low.value
    if all(figure >= exact for _, figure in told.groups):
        return replace(bounds, low=replace(bounds.low, open=True), high=None)
    if all(figure <= exact for _, figure in told.groups):
        return replace(bounds, high=replace(bounds.high, open=True), low=None)
    return None


def _all_read(told: ToldGroups, compiled: Compiled) -> bool:
    """Whether every word of a question is read, or one of the header that the groups stand under."""
    where = compiled.query.where if compiled.query is not None else None
    topics = [leaf.text for leaf, _ in leaves(where) if isinstance(leaf, Topic)]
    header = compact(fold(label(told.desk, told.query.by)))
    return all(compact(word) in header for word in (*words_left(compiled), *topics))


def _is_of_numbers(telling: Sequence[Mention], query: Query) -> bool:
    """Whether it is said that numbers are compared, by 「多い」 or by naming the groups."""
    said = any(word in m.words for m in telling if is_place(m) for word in grammar.words("degrees_of_number"))
    return said or any(is_of_groups(m, query.by) and not m.means("pronoun") for m in telling)


def blank_group(told: ToldGroups, compiled: Compiled) -> Query | None:
    """The rows that are of none of the groups told: 「空欄のものを全部」; None where more is said."""
    telling, by = telling_of(compiled), told.query.by
    blank = [m for m in telling if m.means("blank") and not m.column]
    rest = [m for m in telling if m not in blank]
    if not blank or words_left(compiled) or not says_only(rest, told.query) or any(map(is_place, rest)):
        return None
    if any(m.quantity is not None or m.means("not") or m.means("field") for m in rest):
        return None
    counted = any(m.means("wanted") or m.means("ask") == "count" for m in rest)
    roles = {"department": Role.DEPARTMENT.value, "rating": Role.RATING.value}
    keys = {column.key for _, column in catalog(told.desk.index).columns}
    none = Filter(Facet.ROLE_BLANK, (roles[by],)) if by in roles else Filter(Facet.BLANK, (by,))
    if by not in roles and by not in keys:
        return None
    return Query(Ask.COUNT if counted else Ask.ROWS, where=joined(told.query.where, none))


def total_of_groups(told: ToldGroups, compiled: Compiled) -> Query | None:
    """The groups told, or some of them, taken together: 「合計は」, 「A課とB課の合計は」, 「上位3課では」.

    None for any other question, and where their figures do not add up.
    """
    query = told.query
    telling = with_their_noun(told, telling_of(compiled))
    named = [m.filter for m in telling if m.filter is not None]
    sums = [m for m in telling if _sums(m) or (len(named) > 1 and m.means("also"))]
    beside = [m for m in telling if m not in sums and m.filter is None and not _is_beside_sum(m, query)]
    adds = query.measure in _COUNTED if not query.aggregate else query.aggregate == "sum"
    if not sums or beside or words_left(compiled) or not adds:
        return None
    values = _values_meant(told, [m for m in telling if is_place(m)], telling)
    if values is None or (named and (values or not all(is_of_group(one, query) for one in named))):
        return None
    group = either(*named) if named else group_filter(told.desk, query.by, values) if values else None
    where = joined(query.where, group)
    if query.aggregate:
        return Query(Ask.AGGREGATE, where=where, measure=query.measure, aggregate="sum")
    return Query(Ask.COUNT, thing=_COUNTED[query.measure], where=where)


def _sums(mention: Mention) -> bool:
    return (
        "sum" in (mention.means("figure"), mention.means("ask")) or mention.means("both_before") is not None
    )


_COUNTED = {"count": "row", "kpi_count": "kpi"}
_BESIDE_SUM = ("wanted", "all", "follow", "pronoun", "only", "or", "together", "figure")


def _is_beside_sum(mention: Mention, query: Query) -> bool:
    if mention.quantity is not None or is_place(mention) or is_of_groups(mention, query.by):
        return True
    measured = bool(query.aggregate) and mention.column == query.measure
    return measured or any(mention.means(kind) is not None for kind in _BESIDE_SUM)


def _values_meant(
    told: ToldGroups, places: Sequence[Mention], telling: Sequence[Mention]
) -> tuple[str, ...] | None:
    """The groups that are summed: the first or last few, those that were kept, or all, for which there are no
    values. None where a number of them is said that there is not.
    """
    counted = [m.quantity for m in telling if m.quantity is not None]
    placed = placed_by(places)
    if counted and places:
        placed = replace(placed, first=int(counted[0].value), direction=end_named(telling))
    elif counted and (len(counted) > 1 or counted[0].value != len(told.groups)):
        return None
    if placed.first > 1 or placed.nth:
        few = told.at(placed)
        return few if few and placed.first <= len(told.groups) else None
    return told.pointed_at()

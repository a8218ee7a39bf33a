"""Follow-ups on the groups that were told before: some of them kept, their order, or the rows of one.

The groups are those of the answer, in its order: a place is counted in that, and what stands there is named
by its value, under the limits that the groups had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.desk import Desk
from assistant.answering.queries.measuring import counts_of
from assistant.answering.queries.running import group_filter
from assistant.answering.queries.telling import answer_query
from assistant.answering.queries.wording import group_name, label
from assistant.catalogue.catalog import catalog
from assistant.catalogue.figures import unit_of
from assistant.catalogue.offices import unit_of_level
from assistant.model.mention import Mention
from assistant.model.query import OF_EACH, Ask, Query, Range, Topic, joined, leaves
from assistant.model.span import Span
from assistant.room import Room
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.conditions.ranges import sense_of
from assistant.understanding.composing.following.groups_told import (
    Placed,
    is_of_groups,
    is_place,
    kept_so,
    place_run,
    placed_by,
    reversed_bounds,
    says_only,
    tightened,
)
from assistant.understanding.composing.following.hanging import means, telling_of, words_left
from assistant.understanding.composing.following.named_groups import named_groups, named_values
from assistant.understanding.composing.following.replacing import with_new
from assistant.understanding.context import Focus
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter

_FIGURE = expression(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")

_IN_GROUP = expression(
    rf"(?<![a-z]){grammar.pattern('english_in_group')} (?:{grammar.pattern('english_determiners')} )?$"
)


@dataclass(frozen=True, slots=True)
class ToldGroups:
    """The groups that the answer before told: the query of all of them, and each with its figure, in order.

    `named` are those that several answers told one by one.
    """

    desk: Desk
    query: Query
    groups: tuple[tuple[str, Decimal], ...]
    named: bool = False

    def at(self, placed: Placed) -> tuple[str, ...]:
        """The values of the groups in a place, those level with it among them; none where there is none."""
        told = self.groups
        if placed.direction:
            told = tuple(sorted(told, key=lambda one: one[1], reverse=placed.direction != "min"))
        if placed.first > 1:
            return tuple(value for value, _ in told[: placed.first])
        place = placed.nth or 1
        if not 0 < place <= len(told):
            return ()
        return tuple(value for value, figure in told if figure == told[place - 1][1])

    def pointed_at(self) -> tuple[str, ...]:
        """The values of the groups that a pointer means: the one that was told, or those that were kept."""
        query = self.query
        if query.first == 1 or query.nth:
            return self.at(Placed(query.direction, nth=query.nth or 1))
        limited = query.having is not None or query.first > 1 or query.mean or len(self.groups) == 1
        return tuple(value for value, _ in self.groups) if limited else ()


def groups_told(room: Room, focus: Focus | None) -> ToldGroups | None:
    """The groups of the answer before; None where it told none."""
    query = focus.question.query if focus is not None and focus.answered else None
    if focus is None or query is None:
        return None
    groups = query if query.ask is Ask.GROUPS else named_groups(query, focus.chain)
    if groups is None or groups.sides or groups.behind or groups.aggregate == OF_EACH:
        return None
    every = replace(groups, nth=0, first=groups.first if groups.first > 1 else 0)
    desk = Desk(room.index, room.lexicon, replace(focus.question, query=every, by=every.by), room.enough)
    table = answer_query(desk).table
    if table is None:
        return None
    known = [value for value, _ in counts_of(desk, every.by, None) if value]
    # A group that was named may have no row at all.
    values = {group_name(desk, every.by, value): value for value in (*named_values(every), *known)}
    column = 2 if every.measure == "share" else 1
    told = ((values[line[0]], _figure(line[column])) for line in table.rows if line[0] in values)
    found = tuple((value, figure) for value, figure in told if figure is not None)
    return ToldGroups(desk, groups, found, groups is not query) if found else None


def _figure(text: str) -> Decimal | None:
    match = _FIGURE.search(text)
    return Decimal(match.group().replace(",", "")) if match is not None else None


def asked_of_groups(told: ToldGroups, compiled: Compiled) -> Query | None:
    """The groups told, narrowed or in another order; None for a question that says anything else."""
    query = told.query
    telling = _without_their_number(told, _with_their_noun(told, telling_of(compiled)))
    if not telling or not says_only(telling, query) or not _all_read(told, compiled):
        return None
    if any(_is_of_other_order(m, query) for m in telling):
        return None
    if _names_rows(telling, query) or (told.named and not _is_of_numbers(telling, query)):
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
    return _placed(told, replace(placed, first=int(counted[0].value), nth=0))


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


def _with_their_noun(told: ToldGroups, telling: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, with a word of the header that the groups stand under as their noun: 「分野」."""
    known = catalog(told.desk.index)
    by = told.query.by
    if by not in ("group", "section"):
        return tuple(telling)
    headers = known.group_headers if by == "group" else frozenset[str]()

    def is_header(mention: Mention) -> bool:
        other = mention.means("noun") in ("section", "group") or mention.means("field") in (
            "section",
            "group",
        )
        return other and any(compact(fold(mention.words)) in compact(header) for header in headers)

    return tuple(replace(m, meanings=(f"noun:{by}",)) if is_header(m) else m for m in telling)


def _without_their_number(told: ToldGroups, telling: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions without the number of the groups themselves, right before their noun: 「3つの局で」."""
    number = len(told.groups)

    def counts_them(place: int) -> bool:
        quantity = telling[place].quantity
        counters = grammar.word_set("loose_counters", "bare_counters")
        if quantity is None or quantity.value != number or quantity.unit not in counters:
            return False
        behind = telling[place + 1] if place + 1 < len(telling) else None
        pointed = place > 0 and telling[place - 1].means("follow") is not None
        if behind is None or sense_of(behind) or behind.means("only"):
            return False
        return pointed or is_of_groups(behind, told.query.by) or behind.means("follow") is not None

    return tuple(m for place, m in enumerate(telling) if not counts_them(place))


def _all_read(told: ToldGroups, compiled: Compiled) -> bool:
    """Whether every word of a question is read, or one of the header that the groups stand under."""
    where = compiled.query.where if compiled.query is not None else None
    topics = [leaf.text for leaf, _ in leaves(where) if isinstance(leaf, Topic)]
    header = compact(fold(label(told.desk, told.query.by)))
    return all(compact(word) in header for word in (*words_left(compiled), *topics))


def _names_rows(telling: Sequence[Mention], query: Query) -> bool:
    return any(
        m.means("noun") == "row" and not m.means("pronoun") and not is_of_groups(m, query.by) for m in telling
    )


def _is_of_other_order(mention: Mention, query: Query) -> bool:
    """Whether an order is of money, of years or of how good something is, and numbers were told."""
    if not is_place(mention) or query.aggregate:
        return False
    other = grammar.word_set("degrees_of_money", "degrees_of_quality")
    return mention.means("by_years") is not None or any(word in mention.words for word in other)


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


def with_group_named(
    told: ToldGroups, prepared: Prepared, telling: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The mentions, with the name of the group that is meant by its place where its rows are asked for."""
    japanese = not prepared.folded.isascii()
    run = _run(told, _with_their_noun(told, telling), japanese)
    if run is None:
        return telling
    start, end = run
    said = telling[start:end]
    if any(_is_of_other_order(m, told.query) for m in said):
        return telling
    rest = (*telling[:start], *telling[end:])
    if not _asks_of_rows(told, prepared, rest, said):
        return telling
    placed = placed_by([m for m in said if is_place(m)])
    values = told.at(placed) if any(is_place(m) for m in said) else told.pointed_at()
    counted = any(m.means("wanted") or m.means("ask") == "count" for m in rest)
    level = len(values) > 1 and any(is_place(m) for m in said)
    # Several bureaus are all their departments, which are better said to be the rows before.
    of_rows = len(values) > 1 and not level and unit_of_level(told.query.by)
    if not values or (level and counted) or of_rows:
        return telling
    span = Span(said[0].span.start, said[-1].span.end)
    made: Filter = group_filter(told.desk, told.query.by, values)
    words = prepared.folded[span.start : span.end]
    named = Mention(span, words, (f"value:{made.facet.value}",), made)
    ahead = telling[:start]
    while ahead and ahead[-1].means("follow"):
        ahead = ahead[:-1]
    return (*ahead, named, *telling[end:])


def _run(told: ToldGroups, telling: Sequence[Mention], japanese: bool) -> tuple[int, int] | None:
    """Where a group is meant by its place, or those that were told by a pointer: 「その課」."""
    run = place_run(telling, told.query.by, japanese)
    if run is not None or not told.pointed_at():
        return run
    for place in range(1, len(telling)):
        noun = is_of_groups(telling[place], told.query.by) and not telling[place].means("pronoun")
        if noun and telling[place - 1].means("follow") == "pointer":
            return place - 1, place + 1
    return None


def _asks_of_rows(
    told: ToldGroups, prepared: Prepared, rest: Sequence[Mention], said: Sequence[Mention]
) -> bool:
    """Whether more is asked than which group it is: its rows, their number under a condition, a figure."""
    if _names_rows(rest, told.query) or _IN_GROUP.search(prepared.folded[: said[0].span.start]):
        return True
    if any(m.filter or m.picked or m.range or m.column or m.means("each") or m.means("field") for m in rest):
        return True
    behind = prepared.folded[said[-1].span.end :].startswith(grammar.words("behind_group_of_rows"))
    return behind or (means(rest, "ask", "list") and means(rest, "all"))


def of_group_named(told: ToldGroups, compiled: Compiled) -> Query | None:
    """The query of a question in which a group was named by its place, under the limits of the groups."""
    own = compiled.query
    if own is None:
        return None
    return replace(own, where=with_new(told.query.where, own.where) if own.where else told.query.where)

"""Follow-ups on the rows of one group that was told before, by its place or a pointer: 「一番少ない課の」.

The group is named by its value, under the limits that the groups had, and the question is read on from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.queries.running import group_filter
from assistant.catalogue.offices import unit_of_level
from assistant.conversing.groups.told_groups import (
    ToldGroups,
    is_of_other_order,
    names_other_rows,
    with_their_noun,
)
from assistant.model.mention import Mention
from assistant.model.query import Query, parts_of
from assistant.model.span import Span
from assistant.understanding.composing.compiling import Compiled
from assistant.understanding.composing.following.group_words import (
    is_of_groups,
    is_place,
    place_run,
    placed_by,
)
from assistant.understanding.composing.following.hanging import means, telling_of, words_left
from assistant.understanding.composing.following.replacing import with_new
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from index.filters import Filter

_IN_GROUP = expression(
    rf"(?<![a-z]){grammar.pattern('english_in_group')} (?:{grammar.pattern('english_determiners')} )?$"
)


def another_group(told: ToldGroups, compiled: Compiled, asked: Query) -> Query | None:
    """What was asked of one of the groups, of another by its place: 「2番目に少ない局だと」; None where more
    is said, or that was asked of no group.
    """
    telling = with_their_noun(told, telling_of(compiled))
    run = place_run(telling, told.query.by, not compiled.prepared.folded.isascii())
    if run is None or words_left(compiled):
        return None
    said, rest = telling[run[0] : run[1]], (*telling[: run[0]], *telling[run[1] :])
    if any(not (m.means("follow") or m.means("hush") or m.means("only")) for m in rest):
        return None
    values = told.at(placed_by([m for m in said if is_place(m)]))
    if not values or any(is_of_other_order(m, told.query) for m in said):
        return None
    group = group_filter(told.desk, told.query.by, values)
    parts = [one for one in parts_of(asked.where) if isinstance(one, Filter) and not one.negated]
    of_one = any((one.facet, one.column) == (group.facet, group.column) for one in parts)
    return replace(asked, where=with_new(asked.where, group)) if of_one else None


def with_group_named(
    told: ToldGroups, prepared: Prepared, telling: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The mentions, with the name of the group that is meant by its place where its rows are asked for."""
    japanese = not prepared.folded.isascii()
    run = _run(told, with_their_noun(told, telling), japanese)
    if run is None:
        return telling
    start, end = run
    said = telling[start:end]
    if any(is_of_other_order(m, told.query) for m in said):
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
        pointed = telling[place - 1].means("follow") == "pointer"
        figure = telling[place].quantity
        if pointed and figure is not None and figure.value == len(told.groups):
            # 「この3課の」, 「この3つの課の」
            after = place + 1
            if figure.unit in grammar.words("placed_nouns"):
                return place - 1, after
            if after < len(telling) and is_of_groups(telling[after], told.query.by):
                return place - 1, after + 1
        noun = is_of_groups(telling[place], told.query.by) and not telling[place].means("pronoun")
        if noun and pointed:
            return place - 1, place + 1
    return None


def _asks_of_rows(
    told: ToldGroups, prepared: Prepared, rest: Sequence[Mention], said: Sequence[Mention]
) -> bool:
    """Whether more is asked than which group it is: its rows, their number under a condition, a figure."""
    if names_other_rows(rest, told.query) or _IN_GROUP.search(prepared.folded[: said[0].span.start]):
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

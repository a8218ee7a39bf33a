"""The groups that the answer before told, in its order, and what a follow-up calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.desk import Desk
from assistant.answering.queries.measuring import counts_of
from assistant.answering.queries.telling import answer_query
from assistant.answering.queries.wording import group_name
from assistant.catalogue.catalog import catalog
from assistant.model.mention import Mention
from assistant.model.query import OF_EACH, Ask, Query
from assistant.room import Room
from assistant.understanding.composing.conditions.ranges import sense_of
from assistant.understanding.composing.following.group_words import (
    Placed,
    is_of_groups,
    is_place,
)
from assistant.understanding.composing.following.named_groups import named_groups, named_values
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

_FIGURE = expression(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")


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


def with_their_noun(told: ToldGroups, telling: Sequence[Mention]) -> tuple[Mention, ...]:
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


def without_their_number(told: ToldGroups, telling: Sequence[Mention]) -> tuple[Mention, ...]:
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


def names_other_rows(telling: Sequence[Mention], query: Query) -> bool:
    return any(
        m.means("noun") == "row" and not m.means("pronoun") and not is_of_groups(m, query.by) for m in telling
    )


def is_of_other_order(mention: Mention, query: Query) -> bool:
    """Whether an order is of money, of years or of how good something is, and numbers were told."""
    if not is_place(mention) or query.aggregate:
        return False
    other = grammar.word_set("degrees_of_money", "degrees_of_quality")
    return mention.means("by_years") is not None or any(word in mention.words for word in other)

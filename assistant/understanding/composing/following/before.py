"""What a follow-up hangs on: the queries and rows of the turns before it, and what a turn leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import (
    All,
    Among,
    Ask,
    Condition,
    Not,
    Query,
    Range,
    Top,
    denied,
    either,
    joined,
    parts_of,
)
from corpus.frozen import dataclass
from index.filters import Filter

# So many queries are kept to be put together, and so many lists to go back to.
_MOST = 8

_COUNTED = frozenset({Ask.ROWS, Ask.COUNT})
_LISTS = frozenset({Ask.ROWS, Ask.COUNT, Ask.RANKING})


@dataclass(frozen=True, slots=True)
class Before:
    """What a follow-up hangs on.

    `query` is the one before it (None where it had none), `rows` its rows, `earlier` the query before that
    one and `earlier_rows` its rows. `chain` are the latest queries that differ in one value alone, `lists`
    those of which there were several rows, both with the newest last. `answered` is whether the rows are
    those of an answer, and not what stands near to a question that had none; `removed` whether some rows were
    just taken away, `kept` whether they are all that was to be kept, `ordered` whether the latest list was an
    order.
    """

    query: Query | None
    rows: tuple[int, ...]
    earlier: Query | None = None
    departments: tuple[str, ...] = ()
    chain: tuple[Query, ...] = ()
    lists: tuple[Query, ...] = ()
    answered: bool = True
    removed: bool = False
    kept: bool = False
    earlier_rows: tuple[int, ...] = ()
    ordered: bool = False


def behind(before: Before, query: Query, rows: tuple[int, ...], mentions: Sequence[Mention]) -> Before:
    """What stands behind a turn that had a query with these rows, made of these mentions."""
    return Before(
        query,
        rows,
        before.query,
        removed=removes(mentions),
        kept=keeps(mentions),
        ordered=is_order(query),
        chain=chained(before.chain, query),
        lists=listed(before.lists, query, rows),
    )


def rows_before(before: Before) -> Condition | None:
    """The condition that the rows before are those of; the rows themselves where it was an order of them."""
    query = before.query
    if query is None:
        return _rows_alone(before)
    placed = query.ask is Ask.GROUPS and (query.first == 1 or query.nth)
    if placed and query.measure in ("count", "kpi_count") and not query.having:
        # Of an order of groups, the rows of the one that was told.
        top = Top(query.by, query.where, query.measure, query.direction or "max", query.nth)
        return joined(top, query.where)
    groups = query.ask is Ask.GROUPS and (query.first or query.having)
    if query.ask in _CHOSEN or groups or (query.ask is Ask.ROWS and query.first):
        return _rows_alone(before)
    return query.where


_CHOSEN = (Ask.RANKING, Ask.CLAIM, Ask.COMPARISON)


def _rows_alone(before: Before) -> Condition | None:
    return Among(before.rows) if len(before.rows) > 1 else None


def rest_of(before: Before, base: Condition) -> Condition | None:
    """The rows that the condition before leaves out, of those that it was put to."""
    if isinstance(base, Among):
        return _rest_of_few(before, base)
    earlier = parts_of(before.earlier.where) if before.earlier is not None else ()
    added = [part for part in parts_of(base) if part not in earlier]
    if not earlier or len(added) + len(earlier) != len(parts_of(base)):
        return denied(base)
    narrowed = joined(*added)
    if narrowed is None:
        return denied(base)
    # Of a list that was told, a row without the figure is left out as well.
    left_out = Not(All((narrowed,))) if isinstance(narrowed, Range) else denied(narrowed)
    return joined(*earlier, left_out)


def _rest_of_few(before: Before, base: Among) -> Condition | None:
    """The others of the order of which these rows were the first few, or of the list they are from."""
    others = tuple(row for row in before.earlier_rows if row not in before.rows)
    query = before.query
    if (query is None or query.ask is not Ask.RANKING) and 0 < len(others) < len(before.earlier_rows):
        return Among(others)
    queries = [one for one in (query, *reversed(before.lists)) if one is not None]
    order = next((one for one in queries if one.ask is Ask.RANKING and one.first), None)
    return joined(order.where, denied(base)) if order is not None else denied(base)


def narrowed_from(before: Before) -> Condition | None:
    """The condition of the rows that those before are some of; None where they were narrowed from none."""
    earlier = parts_of(before.earlier.where) if before.earlier is not None else ()
    parts = parts_of(before.query.where) if before.query is not None else ()
    return joined(*earlier) if earlier and set(earlier) < set(parts) else None


def has_taken_away(before: Before) -> bool:
    """Whether the rows before are what was left of those before them, where some were taken away."""
    earlier = parts_of(before.earlier.where) if before.earlier is not None else ()
    parts = parts_of(before.query.where) if before.query is not None else ()
    return before.removed or any(_is_turned(part, earlier) for part in parts)


def _is_turned(part: Condition, earlier: Sequence[Condition]) -> bool:
    return part not in earlier and (isinstance(part, Not) or denied(part) in earlier)


def removes(mentions: Sequence[Mention]) -> bool:
    """Whether a question takes rows away: 「観光課は外して」."""
    return any(mention.means("not") for mention in mentions)


def keeps(mentions: Sequence[Mention]) -> bool:
    """Whether a question says that the rows are all that is to be kept: 「観光課だけ残して」."""
    return any(mention.means("only") for mention in mentions)


def is_order(query: Query) -> bool:
    """Whether rows are told in an order, and several of them."""
    return query.ask is Ask.RANKING and query.first != 1 and not query.nth


def chained(chain: tuple[Query, ...], query: Query | None) -> tuple[Query, ...]:
    """The queries that may be put together behind one more: 「A課は何件」「B課は？」.

    What was made of them leaves them as they are, so that both their sum and their difference can be asked.
    """
    if query is None:
        return ()
    if query.ask is Ask.COMPARISON or _is_made_of(query, chain):
        return chain
    return (*chain, query)[-_MOST:] if chain and _are_alike(chain[-1], query) else (query,)


def listed(lists: tuple[Query, ...], query: Query | None, rows: tuple[int, ...]) -> tuple[Query, ...]:
    """The lists that one can go back to, behind one more query."""
    if query is None or query.ask not in _LISTS or len(rows) < 2:
        return lists
    return (*(one for one in lists if one != query), query)[-_MOST:]


def list_before(before: Before, first: bool) -> Query | None:
    """The list to go back to: the first of all, or the latest one before; None where there is none."""
    earlier = [one for one in before.lists if one != before.query]
    return (earlier[0] if first else earlier[-1]) if earlier else None


def together(chain: tuple[Query, ...]) -> Condition | None:
    """The rows of any of the queries; None where one of them has no condition."""
    wheres = [one.where for one in chain if one.where is not None]
    return either(*wheres) if wheres and len(wheres) == len(chain) else None


def _is_made_of(query: Query, chain: tuple[Query, ...]) -> bool:
    return any(together(chain[start:]) == query.where for start in range(len(chain) - 1))


def _are_alike(one: Query, other: Query) -> bool:
    """Whether two queries ask the same of other rows, of which neither are some of the other's."""
    if one.where is None or other.where is None:
        return False
    wanted = replace(other, where=one.where, shown=one.shown)
    if one.ask in _COUNTED and other.ask in _COUNTED:
        wanted = replace(wanted, ask=one.ask)
    return wanted == one and are_apart(one, other)


def are_apart(one: Query, other: Query) -> bool:
    """Whether neither query is of some of the other's rows."""
    parts, others = set(parts_of(one.where)), set(parts_of(other.where))
    return not (parts <= others or others <= parts or _share_values(parts - others, others - parts))


def _share_values(some: Collection[Condition], others: Collection[Condition]) -> bool:
    """Whether conditions on one dimension have a value in common: 支援局, and 支援局 with another."""
    filters = [one for one in others if isinstance(one, Filter) and not one.negated]
    return any(
        (one.facet, one.column) == (other.facet, other.column) and bool(set(one.values) & set(other.values))
        for one in some
        if isinstance(one, Filter) and not one.negated
        for other in filters
    )

"""A question as a query: which rows, under which conditions, and what is asked of those that pass.

Conditions are a tree. Its leaves are the filters of the index and the tests that need more than a filter:
a figure within bounds, a topic, rows named before, the group with the most. Every operator works on every
dimension alike, so that nothing has to be told apart by hand which can be combined with what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from assistant.model.question import Field, Word
from corpus.frozen import dataclass
from index.filters import Filter


class Ask(StrEnum):
    """What is asked of the rows that pass."""

    ROWS = "rows"
    COUNT = "count"
    TALLY = "tally"
    SHARE = "share"
    AGGREGATE = "aggregate"
    RANKING = "ranking"
    GROUPS = "groups"
    COMPARISON = "comparison"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range; an `open` one is not part of it."""

    value: Decimal
    open: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A figure of a dimension within bounds; an end that is None is free. Equal bounds ask for just that.

    With both ends free it asks that there is a figure, in the unit where one is named.
    """

    dimension: str
    low: Bound | None = None
    high: Bound | None = None
    unit: str = ""

    @property
    def free(self) -> bool:
        """Whether any figure will do."""
        return self.low is None and self.high is None

    def holds(self, value: Decimal) -> bool:
        """Whether a figure, in the unit of the range, lies within.

        >>> Range("rate", Bound(Decimal(80)), Bound(Decimal(100), open=True)).holds(Decimal(100))
        False
        """
        low, high = self.low, self.high
        if low is not None and (value < low.value or (low.open and value == low.value)):
            return False
        return high is None or value < high.value or (not high.open and value == high.value)


_CHANGE = "change:"


def change(column: str, before: str) -> str:
    """The measure of rows by how much more they have in one column than in another."""
    return f"{_CHANGE}{column} {before}"


def changed_columns(measure: str) -> tuple[str, str] | None:
    """The two columns whose difference a measure is; None where it is anything else.

    >>> changed_columns(change("cost_2", "cost")), changed_columns("count")
    (('cost_2', 'cost'), None)
    """
    if not measure.startswith(_CHANGE):
        return None
    column, _, before = measure.removeprefix(_CHANGE).partition(" ")
    return column, before


_DISTINCT = "distinct:"


def distinct(thing: str) -> str:
    """The measure of groups by how many different names of a thing they have: 課 by 局."""
    return _DISTINCT + thing


def counted_names(measure: str) -> str:
    """The thing whose different names a measure counts; empty where it counts anything else.

    >>> counted_names(distinct("section")), counted_names("count")
    ('section', '')
    """
    return measure.removeprefix(_DISTINCT) if measure.startswith(_DISTINCT) else ""


# The figure that a group has, of which nothing says how it is made of those of its rows.
OF_EACH = "each"
# Groups that have none of the rows.
NO_ROWS = Range("row_count", Bound(Decimal(0)), Bound(Decimal(0)))


def bounded_figure(having: Range | None) -> str:
    """The figure of their rows that groups are kept by; empty where they are kept by how many they have.

    >>> bounded_figure(Range("cost", Bound(Decimal(1)))), bounded_figure(NO_ROWS)
    ('cost', '')
    """
    return "" if having is None or having.dimension in _NUMBERS else having.dimension


_NUMBERS = frozenset({"row_count", "row_share", "kpi_count"})


@dataclass(frozen=True, slots=True)
class Among:
    """Rows that an earlier answer was about, by their ids."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Rows that speak of something, in words that no dimension has; in one of the fields named, if any is."""

    words: tuple[Word, ...]
    text: str
    within: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Titled:
    """Rows whose title has these words in it."""

    words: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """Rows whose own name ends in these words: 「小学校」 of schools."""

    words: str


@dataclass(frozen=True, slots=True)
class Under:
    """Offices that stand below one of those named, at any depth."""

    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Above:
    """Offices below which one stands whose name ends in these words."""

    words: str


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows whose cells say what some words of a question mean: that a place is open on Sundays, or that a
    cell holds two telephone numbers.

    `kind` is what they mean, `words` those that tell it, `rows` the ids of the rows that pass, `columns` the
    keys of the columns that say it. A row whose cells say nothing of it does not pass.
    """

    kind: str
    words: str
    rows: tuple[int, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begins:
    """Rows whose cell in a column begins with these words, or with `at_end` ends with them; their title where
    `column` is empty.
    """

    column: str
    words: str
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows whose cell in one column is so to that in another: more ("gt"), less ("lt"), alike ("eq"), not
    alike ("ne"). A row that lacks one of them does not pass.
    """

    column: str
    other: str
    sense: str


@dataclass(frozen=True, slots=True)
class Stated:
    """Rows of an entry that say of a year that it comes about then, in one of the words for it."""

    entry: Filter
    year: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Top:
    """Rows of the group of `by` that has the most (or the fewest) rows, or indicators, under a condition.

    With `nth` those of the group in that place.
    """

    by: str
    where: Condition | None
    measure: str
    direction: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class All:
    """Rows that pass every part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Rows that pass one of the parts or more."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Rows that do not pass."""

    part: Condition


Placed: TypeAlias = OfKind | Under | Above | Picked
Leaf: TypeAlias = Filter | Range | Among | Topic | Titled | Placed | Begins | Compared | Stated | Top
Condition: TypeAlias = Leaf | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, of which things, under which condition; None is no condition.

    `thing` is what is listed or counted: "row", "kpi", or the key of a dimension whose values are. `shown`
    are the fields and column keys told of each row. `measure` is the figure that is aggregated or ordered by,
    `aggregate` how ("sum", "mean", "median", "max", "min"), `further` in which other ways at once,
    `direction` the order ("max" first, "min" first, "nearest", "farthest"), `first` how many of an order (0
    for all), `nth` which one of it. Groups are by `by`, kept by `having`. A comparison and a tally are of
    `sides`, a claim is `claim`. `base` is what a share is of, `behind` the group right behind which the
    wanted one stands. Groups with `sides` are those that have more of the first than of the second (fewer
    for "min"). `mean` keeps what lies so ("gt", "ge", "lt", "le") to the mean.
    `yes_no` is whether the question can be answered by yes or no.
    """

    ask: Ask
    thing: str = "row"
    where: Condition | None = None
    shown: tuple[Field | str, ...] = ()
    measure: str = ""
    aggregate: str = ""
    further: tuple[str, ...] = ()
    direction: str = ""
    first: int = 0
    nth: int = 0
    by: str = ""
    having: Range | None = None
    sides: tuple[Condition, ...] = ()
    claim: Condition | None = None
    base: Condition | None = None
    behind: str = ""
    mean: str = ""
    yes_no: bool = False


def joined(*parts: Condition | None) -> Condition | None:
    """All the conditions together, flat; None for none.

    >>> joined(None, Among((1,)), None)
    Among(rows=(1,))
    """
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All) else [] if part is None else [part])
    flat = list(dict.fromkeys(flat))
    return All(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def either(*parts: Condition) -> Condition:
    """Any of the conditions, flat."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, AnyOf) else [part])
    flat = list(dict.fromkeys(flat))
    return AnyOf(tuple(flat)) if len(flat) > 1 else flat[0]


def denied(part: Condition) -> Condition:
    """The rows that a condition leaves out; what is denied twice is itself."""
    if isinstance(part, Not):
        return part.part
    if isinstance(part, Filter):
        return replace(part, negated=not part.negated)
    return Not(part)


def leaves(condition: Condition | None) -> Iterator[tuple[Leaf, bool]]:
    """The leaves of a condition in order, each with whether a denial stands over it."""
    if condition is None:
        return
    if isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from ((leaf, not over) for leaf, over in leaves(condition.part))
    else:
        yield condition, False


def parts_of(condition: Condition | None) -> tuple[Condition, ...]:
    """The conditions that all have to hold; empty for none."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, All) else (condition,)


def topics_of(query: Query | None) -> tuple[str, ...]:
    """The words of a query that no dimension has; where no row holds them, they mean another thing."""
    where = query.where if query is not None else None
    return tuple(leaf.text for leaf, _ in leaves(where) if isinstance(leaf, Topic))

"""What a follow-up says of the groups that were told before: which of them are kept, their order, a place.

「2件以上の課だけ残して」, 「少ない順に」, 「この中で2番目に多いのは」, "only those with three or more".
It is read of the words alone; what else a question says makes it one of the rows of a group
(`assistant.conversing.groups.group_meant`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.catalogue.figures import in_unit
from assistant.model.mention import Mention
from assistant.model.query import Bound, Query, Range, counted_names
from assistant.understanding.composing.conditions.ranges import SHARES, sense_of
from assistant.understanding.composing.sentence import thing_of
from assistant.understanding.mentions.operators import operators
from assistant.words import grammar
from corpus.frozen import dataclass

_PLACES = ("superlative", "most", "degree", "rank", "first", "order", "from_top", "from_end", "next")
_BESIDE = frozenset(
    {
        "follow", "only", "which", "all", "pronoun", "hush", "wanted", "format", "has", "present", "does",
        "from_top", "from_end", "exactly", "plain", "several",
    }
)  # fmt: skip
_ASKS = frozenset({"list", "who", "count", "what"})
_COUNTERS = grammar.word_set("loose_counters", "bare_counters", "row_units", "row_counters")
_NUMBERS = {"kpi_count": "kpi_count", "share": "row_share"}
_OF_ROWS = grammar.word_set("row_units", "row_counters")
_YEN = grammar.words("yen")
_NAMED_BY = {"department": "department", "section": "section", "group": "group", "rating": "rating"}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where in an order: its direction ("" where none is said), so many of the first, or the one in a
    place.
    """

    direction: str = ""
    first: int = 0
    nth: int = 0


def is_of_groups(mention: Mention, by: str) -> bool:
    """Whether a mention is a noun for groups of a dimension: of just that, or of groups of any kind."""
    if mention.words in grammar.words("groups_of_any_kind"):
        return True
    if mention.means("pronoun") and mention.means("noun") == "row":
        return True
    level = mention.means("level")
    if level or mention.column:
        return by in (level, mention.column)
    said = mention.means("noun") or mention.means("field") or ""
    if said == "department":
        return by == "department" or (
            by not in _NAMED_BY and mention.words in grammar.words("placed_departments")
        )
    return _NAMED_BY.get(said, "") == by


def is_place(mention: Mention) -> bool:
    """Whether a mention says where in an order something stands, or which end of it."""
    return any(mention.means(kind) is not None for kind in _PLACES) and mention.filter is None


def placed_by(mentions: Sequence[Mention]) -> Placed:
    """The place that some mentions say."""
    order = next((m.means("order") for m in mentions if m.means("order") in ("asc", "desc")), None)
    most = next((m.means("most") for m in mentions if m.means("most") in ("max", "min")), None)
    degree = next((m.means("degree") for m in mentions if m.means("degree") in ("max", "min")), None)
    rank = next((m.number for m in mentions if m.means("rank")), 0)
    first = next((m.number for m in mentions if m.means("first")), 0)
    strong = most is not None or (degree is not None and any(m.means("superlative") for m in mentions))
    direction = {"asc": "min", "desc": "max"}.get(order or "", degree or most or "")
    direction = "min" if any(m.means("from_end") for m in mentions) else direction
    single = strong and not order and not first
    return Placed(direction, first or (1 if single and not rank else 0), rank)


def says_only(telling: Sequence[Mention], query: Query) -> bool:
    """Whether a question says no more than which of the groups told, or in which order."""
    return all(_is_beside(mention, query) for mention in telling)


def _is_beside(mention: Mention, query: Query) -> bool:
    if mention.filter is not None or mention.rows or mention.picked is not None or mention.range is not None:
        return False
    if is_place(mention) or mention.quantity is not None or sense_of(mention) or _more_or_less(mention):
        return True
    if mention.means("not"):
        return True
    if is_of_groups(mention, query.by) or mention.column == query.measure:
        return True
    if query.aggregate and mention.means("figure") == query.aggregate:
        return True
    if mention.means("ask") in _ASKS and not mention.column:
        return True
    kinds = {meaning.partition(":")[0] for meaning in mention.meanings}
    return bool(kinds & _BESIDE)


def kept_so(query: Query, telling: Sequence[Mention], headed: str, behind: str) -> Range | None:
    """The bounds that a question sets to the number or the figure of each group; None where it sets none.

    `headed` is the unit of the column whose figure it is, `behind` the text behind the figure.
    """
    figures = [place for place, m in enumerate(telling) if m.quantity is not None]
    if not figures and any(m.means("several") for m in telling) and query.measure in ("count", "kpi_count"):
        return Range(_NUMBERS.get(query.measure, "row_count"), low=Bound(Decimal(2)))
    if len(figures) != 1:
        return None
    at = figures[0]
    quantity, sense = telling[at].quantity, _sense(telling, at, behind)
    if quantity is None or not sense:
        return None
    value = _value(query, quantity.value, quantity.unit, headed)
    if value is None:
        return None
    low = Bound(value, sense == "gt") if sense in ("ge", "gt", "eq") else None
    high = Bound(value, sense == "lt") if sense in ("le", "lt", "eq") else None
    if query.aggregate:
        return Range(query.measure, low, high, headed)
    dimension = _NUMBERS.get(query.measure, "row_count")
    counted = quantity.unit in _OF_ROWS and not counted_names(query.measure)
    unit = grammar.words("row_counters")[0] if counted else ""
    return Range(dimension, low, high, "%" if dimension == "row_share" else unit)


def _value(query: Query, value: Decimal, unit: str, headed: str) -> Decimal | None:
    """A bound in the unit of what it is set to; None where it is of something else."""
    if query.aggregate:
        if unit.endswith(_YEN) or (unit and unit not in _COUNTERS):
            return in_unit(value, unit, headed)
        return value if unit == "" else None
    if query.measure == "share":
        return value if unit in SHARES else None
    return value if unit in _COUNTERS else None


def _sense(telling: Sequence[Mention], at: int, behind: str) -> str:
    """How a figure bounds: "ge", "gt", "le", "lt", or "eq" for just so much; empty for no bound."""
    own = telling[at].means("than")
    if own:
        return own
    near = [telling[place] for place in (at + 1, at - 1) if 0 <= place < len(telling)]
    said = next((sense for one in near if (sense := sense_of(one) or _more_or_less(one))), "")
    if said:
        return said
    exactly = telling[at].means("exactly") or any(one.means("exactly") for one in near)
    said_of = behind.startswith((*grammar.words("no_more_than"), *grammar.words("just_so_many")))
    return "eq" if exactly or said_of or _is_of_those(telling, at, behind) else ""


def _is_of_those(telling: Sequence[Mention], at: int, behind: str) -> bool:
    """Whether a number stands right before the groups that have it: 「1件のところ」, 「2件の課」."""
    genitive = next((word for word in grammar.words("genitive") if behind.startswith(word)), "")
    if not genitive:
        return False
    text, after = behind.removeprefix(genitive), at + 1
    noun = after < len(telling) and text.startswith(telling[after].words) and _is_noun(telling[after])
    return noun or text.startswith(grammar.words("groups_of_any_kind"))


def _is_noun(mention: Mention) -> bool:
    return thing_of(mention) not in ("", "row", "kpi") or mention.means("noun") not in (None, "row")


def _more_or_less(mention: Mention) -> str:
    """How 「より多い」 or 「より低い」 bounds; empty for another word."""
    if mention.means("more_than") is None:
        return ""
    degree = next((end for word, end in operators().degrees.items() if mention.words.endswith(word)), "")
    return {"max": "gt", "min": "lt"}.get(degree, "")


def tightened(before: Range | None, new: Range) -> Range:
    """Both bounds at once, where groups that were kept are narrowed further."""
    if before is None or (before.dimension, before.unit) != (new.dimension, new.unit):
        return new
    lows = [one for one in (before.low, new.low) if one is not None]
    highs = [one for one in (before.high, new.high) if one is not None]
    return replace(
        new,
        low=max(lows, key=lambda one: (one.value, one.open)) if lows else None,
        high=min(highs, key=lambda one: (one.value, not one.open)) if highs else None,
    )


def reversed_bounds(one: Range) -> Range | None:
    """The groups that bounds leave out, as bounds themselves; None where those lie on both sides."""
    if one.low is not None and one.high is None:
        return replace(one, low=None, high=Bound(one.low.value, not one.low.open))
    if one.high is not None and one.low is None:
        return replace(one, high=None, low=Bound(one.high.value, not one.high.open))
    return None


def place_run(telling: Sequence[Mention], by: str, japanese: bool) -> tuple[int, int] | None:
    """Where a group is meant by its place, from one mention up to before another: 「一番少ない区分」,
    "the largest one", "the department with the fewest"; None where none is.
    """
    for end, mention in enumerate(telling):
        if not is_of_groups(mention, by):
            continue
        if japanese or not _with_place(telling, end):
            start = end
            while start and (is_place(telling[start - 1]) or telling[start - 1].means("superlative")):
                start -= 1
            if start < end:
                return start, end + 1
        else:
            last = _with_place(telling, end)
            return end, last + 1
    return None


def _with_place(telling: Sequence[Mention], noun: int) -> int:
    """The last mention of an English "with the fewest projects" behind a noun; 0 for none."""
    place = noun + 1
    if place < len(telling) and telling[place].means("has") and place + 1 < len(telling):
        place += 1
        if is_place(telling[place]):
            rows = place + 1
            counted = rows < len(telling) and thing_of(telling[rows]) == "row"
            return rows if counted else place
    return 0

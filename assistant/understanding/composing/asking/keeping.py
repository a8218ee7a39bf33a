"""What groups are kept by: a number of their rows or indicators, a share of them, none of them, the mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from assistant.model.query import NO_ROWS, Condition, Range, denied, either, joined
from assistant.understanding.composing.asking.given import Given, is_percent
from assistant.understanding.composing.asking.orders import counts_kpis
from assistant.understanding.composing.conditions.joining import is_behind_lacked, join_parts
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.conditions.wholly import claimed_of_all, together
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar
from corpus.frozen import dataclass
from index.filters import Facet, Filter


@dataclass(frozen=True, slots=True)
class Kept:
    """What groups are kept by, the conditions on the rows that are counted, what of them is counted ("count",
    "kpi_count", "share"), and the rows among which groups that have none are looked for.
    """

    having: Range | None
    parts: tuple[Part, ...]
    counted: str
    base: Condition | None = None


def kept_by(given: Given, head: int) -> Kept:
    """What the groups of a place are kept by; `having` is None where nothing keeps them."""
    sentence = given.sentence
    if given.having is not None and given.having.dimension == "row_share":
        sentence.take(*sentence.places("ask", "share"))
        return Kept(given.having, given.parts, "share")
    if given.having is not None:
        return Kept(given.having, given.parts, _counted(given))
    claimed = claimed_of_all(given, head)
    if claimed:
        return _all_of_them(given, claimed)
    none = _none_of_them(given, head)
    if none is not None:
        return none
    of_kpis = next((p for p in given.parts if _numbers_kpis(p.condition)), None)
    if of_kpis is not None and isinstance(of_kpis.condition, Range):
        rest = tuple(part for part in given.parts if part is not of_kpis)
        return Kept(of_kpis.condition, rest, "kpi_count")
    return Kept(None, given.parts, _counted(given))


def _numbers_kpis(condition: Condition) -> bool:
    """Whether it is a number of indicators, which groups have too: 「KPIを3つ以上持つ分野」."""
    return isinstance(condition, Range) and condition.dimension == "kpi_count"


def _counted(given: Given) -> str:
    return "kpi_count" if counts_kpis(given.sentence) else counted_or_share(given)


def counted_or_share(given: Given) -> str:
    """Whether rows are counted, or which share of each group they are: 「B評価の割合が一番高い課は」."""
    share = given.sentence.first("ask", "share")
    percent = [p for p in given.sentence.places("wanted") if is_percent(given.sentence, p)]
    if share is None or not given.parts:
        return "count"
    given.sentence.take(share, *percent)
    return "share"


def _none_of_them(given: Given, head: int) -> Kept | None:
    """Groups that have none of the rows: 「B評価がない課」, 「KPIを持たない分野」."""
    sentence = given.sentence
    none = sentence.first("none")
    if none is not None and none < head and given.parts:
        sentence.take(none)
        return _without(given, given.parts[-1], given.parts[-1])
    for place in (*sentence.places("lacks"), *sentence.places("denied"), *sentence.places("blank")):
        lacked = next((part for part in given.parts if is_behind_lacked(sentence, part, place)), None)
        if lacked is not None and _belongs(sentence, place, head):
            sentence.take(place)
            return _without_any(given, lacked)
    kpis = sentence.first("field", "kpi")
    for place in (*sentence.places("denied"), *sentence.places("lacks")):
        if kpis is not None and kpis == place - 1 and _belongs(sentence, place, head):
            # 「KPIを持たない分野」
            sentence.take(kpis, place)
            return Kept(replace(NO_ROWS, dimension="kpi_count"), given.parts, "kpi_count", given.where)
    for part in given.parts:
        one = part.condition
        lacks = isinstance(one, Filter) and one.facet is Facet.KPI and one.negated
        if lacks and not _speaks_of_rows(sentence, part, head):
            return _without(given, part, replace(part, condition=denied(one)))
    return None


def _all_of_them(given: Given, claimed: tuple[Part, ...]) -> Kept:
    """Groups that have none of the rows that a claim of all is denied of: 「施策がすべてA評価の課」."""
    claim = together(claimed)
    denial = replace(claim, condition=denied(claim.condition))
    others = tuple(part for part in given.parts if part not in claimed)
    return Kept(NO_ROWS, (*others, denial), "count", join_parts(given.sentence, others))


def _belongs(sentence: Sentence, place: int, head: int) -> bool:
    """Whether what is lacking is lacking to the groups: in Japanese they stand behind."""
    return place < head or not sentence.japanese


def _speaks_of_rows(sentence: Sentence, part: Part, head: int) -> bool:
    """Whether rows are named between a condition and the groups, so that the rows lack it and not they."""
    between = range(part.last + 1, head) if part.last < head else range(head + 1, part.first)
    return any(sentence[place].means("noun") == "row" for place in between)


def _without_any(given: Given, lacked: Part) -> Kept:
    """Groups that have none of several rows, each of which is named: 「AもBも持たない課」."""
    also = [part for part in given.parts if part.last < lacked.first and _goes_on(given.sentence, part)]
    if not also:
        return _without(given, lacked, lacked)
    others = tuple(part for part in given.parts if part is not lacked and part not in also)
    either_of = replace(lacked, condition=either(*(part.condition for part in (*also, lacked))))
    return Kept(NO_ROWS, (*others, either_of), "count", join_parts(given.sentence, others))


def _goes_on(sentence: Sentence, part: Part) -> bool:
    """Whether a 「も」 stands behind a condition, or behind the rows that it is one on."""
    end = part.end
    for noun in sentence.mentions:
        gap = sentence.between(end, noun.span.start).strip(_MARKS) if noun.span.start >= end else None
        if noun.means("noun") == "row" and gap in grammar.words("genitives"):
            end = noun.span.end
            break
    behind = sentence.between(end, len(sentence.prepared.folded)).lstrip(_MARKS)
    return behind.startswith(grammar.words("both_at_once"))


_MARKS = "「」『』 "


def _without(given: Given, lacked: Part, instead: Part) -> Kept:
    others = tuple(part for part in given.parts if part is not lacked)
    counted = tuple(instead if part is lacked else part for part in given.parts)
    return Kept(NO_ROWS, counted, "count", join_parts(given.sentence, others))


def values_apart(given: Given, by: str) -> Condition | None:
    """The condition of rows of which each of several values is counted by groups of something else, as in
    「分野ごとのAとBの件数」; None where no values are told apart.
    """
    told = [part for part in given.parts if _is_told_apart(part.condition, by)]
    # A condition on one value of another kind holds for all.
    numbers = Counter(value[0] for value in {(p.facet, v) for p in told for v in _values(p.condition)})
    several = [facet for facet, number in numbers.items() if 1 < number <= _MOST_APART]
    if len(several) != 1:
        return None
    alike = [part for part in told if part.facet == several[0]]
    values = dict.fromkeys(value for part in alike for value in _values(part.condition))
    facet = alike[0].facet[0] if alike[0].facet is not None else None
    named = [m for m in given.sentence.mentions if m.filter is not None and m.filter.facet is facet]
    gaps = [given.sentence.between(a.span.end, b.span.start).strip() for a, b in pairwise(named)]
    if len(named) != len(values) or not all(one.endswith(grammar.words("joints_of_apart")) for one in gaps):
        return None
    rest = [part for part in given.parts if part not in alike]
    whole = replace(alike[0].condition, values=tuple(values))  # type: ignore[arg-type]  # a filter, as is alike
    return joined(whole, join_parts(given.sentence, rest))


_MOST_APART = 6


def _is_told_apart(condition: Condition, by: str) -> bool:
    told = isinstance(condition, Filter) and not condition.negated
    return told and isinstance(condition, Filter) and _APART.get(condition.facet, by) != by


def _values(condition: Condition) -> tuple[str, ...]:
    return condition.values if isinstance(condition, Filter) else ()


_APART = {Facet.RATING: "rating", Facet.DEPARTMENT: "department", Facet.SECTION: "section"}

"""What a sentence asks of the rows that pass its conditions: one rule a kind of ask, the surest first.

A rule looks at what no condition was made of, takes what it needs, and returns the query without its
conditions; the first that applies decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.model.mention import Mention
from assistant.model.query import Among, Ask, Bound, Condition, Query, Range, Top, joined
from assistant.model.question import Field
from assistant.understanding.composing.predicates import Part, join_parts, stands_behind
from assistant.understanding.composing.sentence import Sentence, cost_column, dimension_of, thing_of
from index.filters import Filter

_FIGURE_FIELDS = (Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL, Field.PROGRESS)
_GROUPS = frozenset({"department", "section", "group", "year", "document", "rating"})


@dataclass(frozen=True, slots=True)
class Given:
    """A sentence with its conditions, what columns are figures, the figure that was spoken of before, and the rows
    that its free words compare.
    """

    sentence: Sentence
    parts: tuple[Part, ...]
    having: Range | None
    numeric: Callable[[str], bool]
    lent: str = ""
    sides: tuple[Condition, ...] = ()

    @property
    def where(self) -> Condition | None:
        """All conditions of the sentence."""
        return join_parts(self.sentence, self.parts)


def ask_of(given: Given) -> Query | None:
    """The query of a sentence; None where it asks nothing of rows."""
    for rule in (
        _comparison,
        _claim,
        _groups_by_each,
        _nested,
        _of_groups,
        _aggregate,
        _ranking,
        _share,
        _count,
        _rows,
    ):
        used = frozenset(given.sentence.used)
        query = rule(given)
        if query is not None:
            return query
        given.sentence.restore(used)
    return None


# ---------------------------------------------------------------- which of two, all of them


def _comparison(given: Given) -> Query | None:
    """Which of two has more, or by how much: 「AとBではどちらが多い」, "how many more A than B"."""
    sentence = given.sentence
    which, difference = sentence.first("which"), sentence.first("difference")
    gap = sentence.first("field", Field.GAP.value)
    than = any(word in sentence.prepared.folded for word in (" than ", "より"))
    if which is None and difference is None and not (gap is not None and than):
        if not (than and sentence.first("degree") is not None and _two_values(given)):
            return None
        difference = sentence.first("degree")
    named = (given.sides, given.parts) if given.sides else None
    sided = named or _two_values(given) or _two_rows(sentence)
    if sided is None and (which is None or given.parts):
        return None
    sides, rest = sided or ((), given.parts)
    measure = _measure(given)
    direction = _direction(sentence) or "max"
    sentence.take(
        which,
        difference,
        gap,
        *sentence.places("order"),
        *sentence.places("noun"),
        *sentence.places("ask"),
        *sentence.places("wanted"),
    )
    return Query(
        Ask.COMPARISON,
        where=join_parts(sentence, rest),
        sides=sides,
        measure=measure,
        direction=direction if which is not None else "difference",
    )


def _two_values(given: Given) -> tuple[tuple[Condition, ...], tuple[Part, ...]] | None:
    """The two values of one dimension that are compared, with the other conditions."""
    for part in given.parts:
        one = part.condition
        if isinstance(one, Filter) and not one.negated and len(one.values) == 2:
            sides = tuple(replace(one, values=(value,)) for value in one.values)
            return sides, tuple(other for other in given.parts if other is not part)
    for part in given.parts:
        for other in given.parts:
            if part is not other and part.facet == other.facet is not None:
                rest = tuple(one for one in given.parts if one not in (part, other))
                return (part.condition, other.condition), rest
    return None


def _two_rows(sentence: Sentence) -> tuple[tuple[Condition, ...], tuple[Part, ...]] | None:
    rows = [place for place, mention in enumerate(sentence.mentions) if mention.rows]
    if len(rows) != 2:
        return None
    sentence.take(*rows)
    return tuple(Among(sentence[place].rows) for place in rows), ()


def _claim(given: Given) -> Query | None:
    """Whether all of some rows are so: 「…は全部B評価ですか」, "are all … rated B?"."""
    sentence = given.sentence
    every = sentence.first("all")
    if every is None or not given.parts or not _is_yes_no(sentence):
        return None
    if sentence.first("ask", "count") is not None or sentence.first("wanted") is not None:
        return None
    if sentence.japanese:
        split = sentence[every].span.start
        about = tuple(part for part in given.parts if part.start < split)
        claim = tuple(part for part in given.parts if part.start >= split)
    else:
        about, claim = given.parts[:-1], given.parts[-1:]
    if not claim:
        return None
    sentence.take(every, *sentence.places("noun"), *sentence.places("all"), *sentence.places("ask", "list"))
    return Query(Ask.CLAIM, where=join_parts(sentence, about), claim=join_parts(sentence, claim), yes_no=True)


_YES_NO = (
    "いい",
    "よい",
    "ますよね",
    "ですか",
    "でしょうか",
    "ますか",
    "か",
    "の",
    "なの",
    "だよね",
    "ですよね",
    "かな",
    "んですか",
)


def _is_yes_no(sentence: Sentence) -> bool:
    """Whether the question can be answered by yes or no."""
    text = sentence.prepared.folded.rstrip("?？。 ")
    if sentence.japanese:
        return text.endswith(_YES_NO)
    return text.startswith(("is ", "are ", "do ", "does ", "did ", "have ", "has ", "was ", "were "))


# ---------------------------------------------------------------- groups


def _groups_by_each(given: Given) -> Query | None:
    """A figure for each group: 「課ごとの件数」, 「評価ごとの平均達成率」, "by department"."""
    sentence = given.sentence
    for place in [*sentence.places("each"), *sentence.places("ask", "breakdown")]:
        by_place = _grouped_by(sentence, place)
        by = thing_of(sentence[by_place]) if by_place is not None else ""
        if by in ("", "row", "kpi"):
            continue
        sentence.take(place, by_place)
        return _of_each(given, by)
    return None


_BEFORE = ("ごと", "別", "毎", "単位")


def _grouped_by(sentence: Sentence, place: int) -> int | None:
    word = sentence[place].words

    def fits(mention: Mention) -> bool:
        return thing_of(mention) not in ("", "row", "kpi")

    if word.startswith("それぞれ"):
        return None
    if word.startswith(_BEFORE) or (not word.isascii() and word != "各"):
        near = sentence.before(place, fits)
        return (
            near
            if near is not None and near >= place - 1
            else sentence.after(place, fits)
            if word == "内訳"
            else near
        )
    return sentence.after(place, fits)


def _of_each(given: Given, by: str) -> Query:
    """The query for groups by a dimension: how many rows, indicators, or which figure of them."""
    sentence = given.sentence
    aggregate = _taken_aggregate(sentence)
    measure = _measure(given)
    direction = _direction(sentence)
    first, nth = _firsts(sentence)
    counted = "kpi_count" if _counts_kpis(sentence) else "count"
    if measure and not aggregate:
        aggregate = "mean" if not direction else direction
    _take_nouns(sentence)
    return Query(
        Ask.GROUPS,
        where=given.where,
        by=by,
        having=given.having,
        measure=measure or counted,
        aggregate=aggregate if measure else "",
        direction=direction,
        first=first,
        nth=nth,
    )


def _nested(given: Given) -> Query | None:
    """The rows of the group that has the most: 「未達が一番多い課の、その未達の施策はどれ」."""
    sentence = given.sentence
    strong = _superlative(sentence)
    if strong is None:
        return None
    group = _group_of(sentence, strong)
    if group is None:
        return None
    rows = sentence.after(
        max(group, strong) if sentence.japanese else _behind_counted(sentence, strong),
        lambda mention: mention.means("noun") == "row" or mention.means("ask") == "list",
    )
    if rows is None:
        return None
    edge = sentence[group].span.start
    before = tuple(part for part in given.parts if part.start < edge)
    behind = tuple(part for part in given.parts if part.start > edge)
    counted = "kpi_count" if _counts_kpis(sentence, edge) and not before else "count"
    direction = _direction(sentence) or "max"
    top = Top(thing_of(sentence[group]), join_parts(sentence, before), counted, direction)
    sentence.take(strong, group)
    shown = _shown(sentence)
    _take_nouns(sentence)
    again = join_parts(sentence, behind) if behind else top.where
    return Query(Ask.ROWS, where=joined(top, again), shown=shown)


def _group_of(sentence: Sentence, strong: int) -> int | None:
    """The group that has the most: right behind the superlative; in English before its "with the most"."""
    if sentence.japanese:
        group = sentence.after(strong, lambda mention: thing_of(mention) not in ("", "row", "kpi"))
        return group if group is not None and group <= strong + 1 else None
    group = sentence.before(strong, lambda mention: thing_of(mention) not in ("", "row", "kpi"))
    return (
        group
        if group is not None
        and " with " in sentence.between(sentence[group].span.end - 1, sentence[strong].span.start + 1)
        else None
    )


def _behind_counted(sentence: Sentence, strong: int) -> int:
    """The place of what there are most of, behind an English superlative: "the most projects"."""
    counted = sentence.after(strong, lambda mention: mention.means("noun") == "row")
    return counted if counted is not None else strong


def _of_groups(given: Given) -> Query | None:
    """Departments, sections or the like themselves: how many, which of them, or the one with the most."""
    sentence = given.sentence
    head = _head(sentence)
    if head is None or thing_of(sentence[head]) in ("row", ""):
        return None
    thing = thing_of(sentence[head])
    strong, direction = _superlative(sentence), _direction(sentence)
    first, nth = _firsts(sentence)
    count = _is_count(sentence)
    distinct = sentence.first("distinct")
    if thing == "kpi":
        return None
    sentence.take(head, distinct)
    for other in sentence.places("field", Field.DEPARTMENT.value):
        sentence.take(other)
    having = given.having or _none_of_them(given, head)
    if strong is not None or direction or having is not None:
        aggregate = _taken_aggregate(sentence)
        measure = _measure(given) if aggregate else ""
        counted = "kpi_count" if _counts_kpis(sentence) else "count"
        _take_nouns(sentence)
        ranked = strong is not None or bool(direction)
        return Query(
            Ask.GROUPS,
            where=given.where,
            by=thing,
            having=having,
            measure=measure or counted,
            aggregate=aggregate,
            direction=direction or ("max" if strong is not None else ""),
            first=first or (1 if ranked and not nth and having is None else 0),
            nth=nth,
        )
    if count or distinct is not None:
        _take_nouns(sentence)
        return Query(Ask.COUNT, thing=thing, where=given.where)
    if not given.parts:
        return None
    _take_nouns(sentence)
    return Query(Ask.GROUPS, where=given.where, by=thing, measure="count")


def _is_counted(sentence: Sentence, place: int) -> bool:
    """Whether a noun is what there are many of: the KPIs of 「どの分野にKPIが多いですか」."""
    after = place + 1
    if after >= len(sentence) or not sentence.japanese:
        return False
    behind = (
        sentence[after].means("degree")
        or sentence[after].means("most")
        or sentence[after].means("superlative")
    )
    return bool(behind) and sentence.gap(place, after).startswith(("が", "は", "も", "の数", "数"))


def _none_of_them(given: Given, head: int) -> Range | None:
    """Groups that have none of the rows: 「B評価がない課」. None where nothing is lacking."""
    sentence = given.sentence
    for place in (*sentence.places("lacks"), *sentence.places("denied")):
        if place < head and any(stands_behind(sentence, part, place) for part in given.parts):
            sentence.take(place)
            return Range("row_count", Bound(Decimal(0)), Bound(Decimal(0)))
    return None


def _head(sentence: Sentence) -> int | None:
    """The noun that says what is asked for: the last in Japanese, the first in English."""
    nouns = [
        place
        for place in sentence.unused()
        if sentence[place].means("noun") not in (None, "document")
        or sentence[place].means("level")
        or sentence[place].means("field") in ("kpi", "section", "group")
    ]
    nouns = [place for place in nouns if not _is_counted(sentence, place)] or nouns
    if not nouns:
        distinct = sentence.first("distinct")
        columns = [p for p in sentence.unused() if sentence[p].column]
        return columns[-1] if distinct is not None and columns else None
    if not sentence.japanese:
        return nouns[0]
    last = nouns[-1]
    before = last - 1
    if before >= 0 and sentence[last].means("field"):
        joint = sentence.between(sentence[before].span.end, sentence[last].span.start).strip()
        bare = not joint and sentence[before].means("noun") == "row"
        owned = joint.startswith(("の", "、", "と")) or sentence[before].means("each") or bare
        rows = [place for place in range(last) if sentence[place].means("noun") == "row"]
        if rows and owned and not _superlative(sentence):
            return rows[-1] if rows[-1] not in sentence.used else None
    return last


# ---------------------------------------------------------------- figures


def _aggregate(given: Given) -> Query | None:
    """A sum, a mean, a median, the largest or smallest figure."""
    sentence = given.sentence
    place = sentence.first("figure")
    if place is None:
        return None
    what = sentence[place].means("figure") or ""
    measure = _measure(given) or given.lent
    if not measure:
        return None
    sentence.take(place)
    thing = "kpi" if sentence.first("field", "kpi") is not None else "row"
    _take_nouns(sentence)
    sentence.take(*sentence.places("wanted"), *sentence.places("ask"), *sentence.places("most"))
    return Query(Ask.AGGREGATE, thing=thing, where=given.where, measure=measure, aggregate=what)


def _ranking(given: Given) -> Query | None:
    """Rows or indicators in the order of a figure: the first, the second, the first three, or all."""
    sentence = given.sentence
    strong = _superlative(sentence)
    orders = [p for kind in ("order", "from_end", "from_top") for p in sentence.places(kind)]
    first, nth = _firsts(sentence)
    if strong is None and not orders and not first and not nth:
        return None
    measure = _measure(given) or _counted_measure(sentence)
    direction = _direction(sentence)
    if not measure and not direction:
        return None
    if not measure and not sentence.known.has_kpis:
        return None
    if not first and not nth and not orders:
        first = 1
    counted = [p for p in sentence.unused() if sentence[p].quantity is not None]
    if orders and counted:
        first = int(sentence[counted[0]].quantity.value)  # type: ignore[union-attr]  # chosen by its quantity
        sentence.take(counted[0])
    _take_nouns(sentence)
    sentence.take(
        *sentence.places("ask", "list"), *sentence.places("ask", "progress"), *sentence.places("ask", "who")
    )
    shown = tuple(one for one in _shown(sentence) if one not in _FIGURE_FIELDS and one is not Field.KPI)
    return Query(
        Ask.RANKING,
        where=given.where,
        measure=measure or Field.RATE.value,
        direction=direction or "max",
        first=first,
        nth=nth,
        shown=shown,
    )


def _superlative(sentence: Sentence) -> int | None:
    """The place of a superlative, with its second half taken."""
    place = sentence.first("most")
    if place is not None:
        return place
    place = sentence.first("superlative")
    if place is None:
        return None
    return place if _degree(sentence) is not None else None


def _degree(sentence: Sentence) -> int | None:
    return next(
        (
            p
            for p in range(len(sentence))
            if sentence[p].means("degree") or sentence[p].means("beyond") or sentence[p].means("short")
        ),
        None,
    )


def _direction(sentence: Sentence) -> str:
    """Which end of an order comes first; what says so is taken."""
    asc, desc = sentence.first("order", "asc"), sentence.first("order", "desc")
    strong, degree = sentence.first("most"), _degree(sentence)
    from_end = sentence.first("from_end")
    beyond, short = sentence.first("beyond"), sentence.first("short")
    sentence.take(asc, desc, strong, degree, from_end, beyond, short)
    sentence.take(sentence.first("superlative"), sentence.first("from_top"))
    said = ""
    if asc is not None:
        said = "min"
    elif desc is not None:
        said = "max"
    elif strong is not None:
        said = sentence[strong].means("most") or ""
        if degree is not None and said == "max" and sentence[degree].means("degree") in ("min", "nearest"):
            said = sentence[degree].means("degree") or ""
    elif degree is not None:
        said = sentence[degree].means("degree") or ("max" if sentence[degree].means("beyond") else "min")
    if short is not None and degree is not None:
        said = "min"
    if from_end is not None and said != "min":
        return "min"
    return said


def _firsts(sentence: Sentence) -> tuple[int, int]:
    """How many of an order, and which place in it; 0 for either where none is said."""
    first, rank = sentence.first("first"), sentence.first("rank")
    sentence.take(first, rank)
    return (
        sentence[first].number if first is not None else 0,
        sentence[rank].number if rank is not None else 0,
    )


def _taken_aggregate(sentence: Sentence) -> str:
    place = sentence.first("figure")
    sentence.take(place)
    return (sentence[place].means("figure") or "") if place is not None else ""


def _measure(given: Given) -> str:
    """The figure that is ordered or aggregated by; what names it is taken. Empty where none is named."""
    sentence = given.sentence
    nearest = any(
        mention.means("degree") in ("nearest", "farthest")
        or mention.means("beyond")
        or mention.means("short")
        for mention in sentence.mentions
    )
    for place in sentence.unused():
        mention = sentence[place]
        what = mention.means("field")
        column = mention.column
        if column and given.numeric(column):
            sentence.take(place)
            return column
        if what == Field.COST and cost_column(sentence, place):
            sentence.take(place)
            return cost_column(sentence, place)
        if what in _FIGURE_FIELDS:
            sentence.take(place)
            kpi = sentence.first("field", "kpi")
            if kpi is not None and kpi < place:
                sentence.take(kpi)
            if nearest and what in (Field.TARGET, Field.PROGRESS):
                return Field.RATE.value
            return Field.RATE.value if what == Field.PROGRESS else str(what)
    return ""


def _counts_kpis(sentence: Sentence, before: int | None = None) -> bool:
    """Whether indicators are counted, not rows: 「KPIの数が」, 「KPIが一番多い」."""
    for place in sentence.places("field", "kpi"):
        if before is not None and sentence[place].span.start > before:
            continue
        gap = sentence.between(sentence[place].span.end, len(sentence.prepared.folded))
        if gap.startswith(("が", "の数", "数", "の件数", "件数", "の多", "s ", " ", "は")) or not gap:
            sentence.take(place)
            return True
    return False


def _counted_measure(sentence: Sentence) -> str:
    """A number of things of a row that rows are ordered by: 「KPIが一番多い施策」, 「担当課が最も多い施策」."""
    if _counts_kpis(sentence):
        return "kpi_count"
    for place in sentence.unused():
        mention = sentence[place]
        if mention.means("field") == "department" or mention.means("noun") == "department":
            gap = sentence.between(mention.span.end, mention.span.end + 3)
            if gap.startswith(("が", "の数", "数")):
                sentence.take(place)
                return "department_count"
    return ""


# ---------------------------------------------------------------- rows and their number


def _share(given: Given) -> Query | None:
    sentence = given.sentence
    share = sentence.first("ask", "share")
    percent = next(
        (
            p
            for p in sentence.places("wanted")
            if sentence[p].words in ("何%", "何パーセント", "何割", "what percent", "what percentage")
        ),
        None,
    )
    if percent is None:
        percent = next(
            (
                p
                for p in sentence.places("ask", "quantity")
                if "%" in sentence[p].words or "percent" in sentence[p].words
            ),
            None,
        )
    if (share is None and percent is None) or not given.parts:
        return None
    if any(place for place in sentence.places("field") if sentence[place].means("field") in _FIGURE_FIELDS):
        return None
    sentence.take(share, percent, *sentence.places("share_of"), *sentence.places("all"))
    base: Condition | None = None
    about = given.parts
    narrow = sentence.first("follow", "narrow") if sentence.first("share_of") is None else None
    if narrow is None:
        narrow = sentence.first("only")
    edge = sentence[narrow].span.start if narrow is not None else None
    of_whole = [
        p
        for p in range(len(sentence))
        if sentence[p].means("share_of") and sentence[p].words in ("に占める", "のうちの")
    ]
    if of_whole:
        edge = sentence[of_whole[0]].span.start
    if edge is not None:
        inside = tuple(part for part in given.parts if part.start < edge)
        if inside and len(inside) < len(given.parts):
            base = join_parts(sentence, inside)
            sentence.take(narrow)
    _take_nouns(sentence)
    return Query(Ask.SHARE, where=join_parts(sentence, about), base=base)


def _is_count(sentence: Sentence) -> bool:
    """Whether a number of things is asked for; what says so is taken."""
    counts = [*sentence.places("ask", "count"), *sentence.places("wanted")]
    counts = [
        p
        for p in counts
        if sentence[p].words
        not in ("何人", "何名", "いくら", "何円", "何回", "how much", "何%", "何パーセント", "何割")
    ]
    if not counts:
        return False
    sentence.take(
        *counts,
        *(p for p in sentence.places("figure", "sum")),
        *sentence.places("all"),
        *sentence.places("distinct"),
    )
    return True


def _count(given: Given) -> Query | None:
    sentence = given.sentence
    if not _is_count(sentence):
        return None
    head = _head(sentence)
    thing = thing_of(sentence[head]) if head is not None else "row"
    if head is None and sentence.first("field", "kpi") is not None:
        thing = "kpi"
    sentence.take(*sentence.places("field", "kpi"))
    _take_nouns(sentence)
    return Query(Ask.COUNT, thing=thing or "row", where=given.where)


def _rows(given: Given) -> Query | None:
    sentence = given.sentence
    head = _head(sentence)
    thing = "kpi" if head is not None and thing_of(sentence[head]) == "kpi" else "row"
    if thing == "kpi":
        sentence.take(head)
    _take_nouns(sentence)
    sentence.take(*sentence.places("ask", "list"), *sentence.places("all"), *sentence.places("each"))
    sentence.take(*sentence.places("which"))
    return Query(
        Ask.ROWS, thing=thing, where=given.where, shown=_shown(sentence), yes_no=_asks_for_any(sentence)
    )


def _asks_for_any(sentence: Sentence) -> bool:
    """Whether it is asked if there are any: 「…はありますか」, "are there any …"."""
    text = sentence.prepared.folded.rstrip("?？。 ")
    if sentence.japanese:
        return text.endswith(_ANY)
    return text.startswith(("are there", "is there", "do any", "does any", "have any"))


_ANY = (
    "ありますか",
    "あります",
    "あるか",
    "ありますでしょうか",
    "ある",
    "あるの",
    "いますか",
    "あったりする",
    "存在しますか",
    "あるんですか",
)


def _take_nouns(sentence: Sentence) -> None:
    sentence.take(*sentence.places("noun", "row"))


def _shown(sentence: Sentence) -> tuple[Field | str, ...]:
    """What is asked of each row beside the conditions, in the order in which it is named."""
    shown: dict[Field | str, None] = {}
    for place in list(sentence.unused()):
        dimension = dimension_of(sentence[place])
        if dimension is not None:
            sentence.take(place)
            shown[dimension] = None
    return tuple(shown)


def shown_of(sentence: Sentence) -> Sequence[Field | str]:
    """The fields and columns that a sentence asks for; marks their mentions as used."""
    return _shown(sentence)

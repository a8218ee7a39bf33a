"""Groups: a figure for each, those that have enough, the one that has the most, and its rows."""

from __future__ import annotations

from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import NO_ROWS, OF_EACH, Ask, Query, Top, bounded_figure, joined
from assistant.model.question import Field
from assistant.understanding.composing.asking.given import (
    Given,
    figure_lacked,
    head_of,
    is_of_groups,
    names_figure,
    names_several,
    narrowed_behind,
    shown_of,
    superlative_of,
    take_nouns,
    takes_count,
    tells_rows,
)
from assistant.understanding.composing.asking.keeping import counted_or_share, kept_by, values_apart
from assistant.understanding.composing.asking.means import amount_of_groups, mean_sense, told_beside
from assistant.understanding.composing.asking.names_counted import names_counted
from assistant.understanding.composing.asking.orders import (
    counts_kpis,
    direction_of,
    firsts_of,
    measure_of,
    taken_aggregate,
)
from assistant.understanding.composing.beside_rows import counts_beside
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.sentence import Sentence, thing_of
from assistant.words import grammar
from index.filters import Facet, Filter


def ask_behind(given: Given) -> Query | None:
    """The group right behind a named one: 「情報政策課の次に施策が多いのは」."""
    sentence = given.sentence
    place = sentence.first("behind")
    named = next((part for part in given.parts if place is not None and part.last == place - 1), None)
    one = named.condition if named is not None else None
    if place is None or not isinstance(one, Filter) or len(one.values) != 1 or one.facet not in _GROUPED:
        return None
    rest = [part for part in given.parts if part is not named]
    sentence.take(place, *sentence.places("ask"), *sentence.places("wanted"))
    names = names_counted(sentence, _GROUPED[one.facet])
    direction = direction_of(sentence) or "max"
    counted = names or ("kpi_count" if counts_kpis(sentence) else "count")
    take_nouns(sentence)
    sentence.take(*sentence.places("noun"), *sentence.places("field", Field.DEPARTMENT.value))
    where = join_parts(sentence, rest)
    return Query(
        Ask.GROUPS,
        where=where,
        by=_GROUPED[one.facet],
        measure=counted,
        direction=direction,
        behind=one.values[0],
    )


_GROUPED = {
    Facet.DEPARTMENT: "department",
    Facet.SECTION: "section",
    Facet.GROUP: "group",
    Facet.RATING: "rating",
}


def _of_values(given: Given, place: int) -> str:
    """The dimension whose values are told apart by a それぞれ right behind them: 「AとBそれぞれ何件」."""
    for part in given.parts:
        one = part.condition
        if (
            isinstance(one, Filter)
            and len(one.values) > 1
            and one.facet in _GROUPED
            and part.last == place - 1
        ):
            return _GROUPED[one.facet]
    return ""


def asks_each_group(sentence: Sentence) -> bool:
    """Whether a figure is asked of every group of something."""
    groups = (_grouped_by(sentence, place) for place in sentence.places("each"))
    return any(one is not None and thing_of(sentence[one]) not in ("", "row", "kpi") for one in groups)


def ask_each(given: Given) -> Query | None:
    """A figure for each group: 「課ごとの件数」, 「評価ごとの平均達成率」, "by department"."""
    sentence = given.sentence
    one = sentence.first("each_one")
    if one is not None and thing_of(sentence[one]) not in ("", "row", "kpi"):
        sentence.take(one)
        return _of_each(given, thing_of(sentence[one]))
    of_groups = any(is_of_groups(sentence, place) for place in sentence.places("each"))
    for place in [*sentence.places("each"), *sentence.places("ask", "breakdown")]:
        by_values = "" if of_groups else _of_values(given, place)
        if by_values and takes_count(sentence):
            sentence.take(place)
            return _of_each(given, by_values)
        by_place = _grouped_by(sentence, place)
        by = thing_of(sentence[by_place]) if by_place is not None else ""
        if by_place is None and sentence[place].means("ask") == "breakdown" and _takes_states(sentence):
            by = "kpi_state"
        if by in ("", "row", "kpi"):
            continue
        sentence.take(place, by_place)
        return _of_each(given, by)
    return None


def _takes_states(sentence: Sentence) -> bool:
    """Whether it is how far indicators came that is told apart; what says so is taken."""
    told = [p for p in sentence.unused() if _is_progress(sentence[p])]
    sentence.take(*told, *(sentence.places("field", "kpi") if told else ()))
    return bool(told)


def _is_progress(mention: Mention) -> bool:
    return mention.means("field") in (Field.ACTUAL, Field.PROGRESS) or mention.means("ask") == "progress"


def _grouped_by(sentence: Sentence, place: int) -> int | None:
    word = sentence[place].words

    def fits(mention: Mention) -> bool:
        return thing_of(mention) not in ("", "row", "kpi")

    if word.startswith(grammar.words("each_alone")):
        behind = sentence.after(place, fits)
        if not _asks_for_figures(sentence):
            # 「それぞれの担当課は」 asks for that of each row.
            return None
        before = place - 1
        if before >= 0 and fits(sentence[before]) and not sentence.gap(before, place):
            return before
        return behind if behind == place + 1 and sentence.near(place, behind) else None
    if word.startswith(grammar.words("each_behind")) or (
        not word.isascii() and word not in grammar.words("each_before")
    ):
        near = sentence.before(place, fits)
        return (
            near
            if near is not None and near >= place - 1
            else sentence.after(place, fits)
            if word in grammar.words("each_either_side")
            else near
        )
    return _behind_each(sentence, place)


def _asks_for_figures(sentence: Sentence) -> bool:
    """Whether a number, a share or a figure is asked for."""
    kinds = (("ask", "count"), ("ask", "share"), ("wanted", None), ("figure", None))
    return any(sentence.first(kind, what) is not None for kind, what in kinds)


def _behind_each(sentence: Sentence, place: int) -> int | None:
    """The head of the phrase behind an "each": no group where it is a row ("for each B-rated measure")."""
    head: int | None = None
    for behind in range(place + 1, len(sentence)):
        if head is not None and sentence.gap(behind - 1, behind) not in grammar.words("joints_of_each"):
            break
        if thing_of(sentence[behind]) and behind not in sentence.used:
            head = behind
        elif thing_of(sentence[behind]) == "row":
            return None
    return head if head is not None and thing_of(sentence[head]) not in ("row", "kpi") else None


def _of_each(given: Given, by: str) -> Query:
    """The query for groups by a dimension: how many rows, indicators, or which figure of them."""
    sentence = given.sentence
    mean = mean_sense(sentence)
    names = names_counted(sentence, by)
    aggregate = taken_aggregate(sentence)
    measure = bounded_figure(given.having) or measure_of(given)
    direction = direction_of(sentence)
    first, nth = firsts_of(sentence)
    # Of what the groups themselves are named by, each is whole.
    named = len(given.parts) == 1 and names_several(given)
    rows = "count" if named else counted_or_share(given)
    counted = names or ("kpi_count" if counts_kpis(sentence) else rows)
    measure = measure or amount_of_groups(sentence, aggregate, counted)
    sentence.take(*(sentence.places("ask", "count") if names else ()))
    if measure and not aggregate:
        # Of a group nothing is nearest.
        aggregate = direction if direction in ("max", "min") else "mean"
    if not measure and aggregate == "sum":
        # 「合計件数」 is a number of rows like any other.
        aggregate = ""
    # The share of all is told beside the number of every group, and of no choice of them.
    every = given.having is None and not (nth or mean or first > 1 or names_several(given))
    share = sentence.first("ask", "share") if every and (measure or counted) == "count" else None
    beside = told_beside(sentence) if measure and not mean else ()
    sentence.take(share)
    take_nouns(sentence)
    sentence.take(*sentence.places("which"))
    ordered = bool(given.having or nth or mean or first or share or direction or aggregate)
    apart = values_apart(given, by) if (measure or counted) == "count" and not ordered else None
    return Query(
        Ask.GROUPS,
        where=apart or given.where,
        by=by,
        having=given.having,
        measure=measure or counted,
        further=("apart",) if apart is not None else beside if share is None else ("share",),
        aggregate=aggregate,
        direction=direction,
        first=first,
        nth=nth,
        mean=mean,
    )


def ask_nested(given: Given) -> Query | None:
    """The rows of the group that has the most: 「未達が一番多い課の、その未達の施策はどれ」."""
    sentence = given.sentence
    strong = superlative_of(sentence)
    strong = _rank_of(sentence) if strong is None else strong
    if strong is None:
        return None
    group = _group_of(sentence, strong)
    if group is None or given.numeric(thing_of(sentence[group])):
        # What has figures is no name of groups: 「一番IDが大きい事業」.
        return None
    rows = sentence.after(
        max(group, strong) if sentence.japanese else _behind_counted(sentence, strong),
        lambda mention: mention.means("noun") == "row" or mention.means("ask") == "list",
    )
    if rows is None and not sentence.japanese:
        # "the measures of the department with the most measures"
        rows = sentence.before(group, lambda mention: mention.means("noun") == "row")
    narrowed = narrowed_behind(given, group) if rows is None else None
    if rows is None and narrowed is None:
        return None
    edge = sentence[group].span.start
    names = names_counted(sentence, thing_of(sentence[group]))
    before = tuple(part for part in given.parts if part.start < edge)
    behind = tuple(part for part in given.parts if part.start > edge)
    counted = names or ("kpi_count" if counts_kpis(sentence, edge) and not before else "count")
    direction = direction_of(sentence) or "max"
    nth = firsts_of(sentence)[1]
    top = Top(thing_of(sentence[group]), join_parts(sentence, before), counted, direction, nth)
    sentence.take(strong, group, narrowed)
    counts_them = narrowed is not None and takes_count(sentence)
    shown = shown_of(sentence)
    take_nouns(sentence)
    again = join_parts(sentence, behind) if behind else top.where
    if counts_them:
        return Query(Ask.COUNT, where=joined(top, again))
    return Query(Ask.ROWS, where=joined(top, again), shown=shown)


def _rank_of(sentence: Sentence) -> int | None:
    """A place in an order with the adjective that the order is of, the later of the two: 「2番目に多い」."""
    rank = sentence.first("rank")
    degree = sentence.first("degree")
    if rank is None or (
        degree is None and not sentence[rank].words.endswith(grammar.words("place_of_order"))
    ):
        return None
    return rank if degree is None else max(rank, degree)


def _group_of(sentence: Sentence, strong: int) -> int | None:
    """The group that has the most: right behind the superlative; in English before its "with the most"."""
    if sentence.japanese:
        group = sentence.after(strong, lambda mention: thing_of(mention) not in ("", "row", "kpi"))
        return group if group is not None and group <= strong + 1 else None
    group = sentence.before(strong, lambda mention: thing_of(mention) not in ("", "row", "kpi"))
    if group is None:
        return None
    between = sentence.between(sentence[group].span.end - 1, sentence[strong].span.start + 1)
    return group if f" {grammar.word('english_having')} " in between else None


def _behind_counted(sentence: Sentence, strong: int) -> int:
    """The place of what there are most of, behind an English superlative: "the most projects"."""
    counted = sentence.after(strong, lambda mention: mention.means("noun") == "row")
    return counted if counted is not None else strong


def ask_groups(given: Given) -> Query | None:
    """Departments, sections or the like themselves: how many, which of them, or the one with the most."""
    sentence = given.sentence
    head = _head_of_groups(given)
    if (
        head is None
        or thing_of(sentence[head]) in ("row", "kpi", "")
        or sentence.first("by_years") is not None
    ):
        # Nothing is oldest of the numbers of rows.
        return None
    if figure_lacked(sentence):
        # 「人件費が一番大きい局」 has the most of no rows.
        return None
    thing = thing_of(sentence[head])
    ordered = sentence.places("order")
    mean = mean_sense(sentence)
    names = names_counted(sentence, thing)
    strong, direction = superlative_of(sentence), direction_of(sentence)
    sentence.take(*ordered, *(sentence.places("present") if mean else ()))
    placed = _is_placed(given)
    first, nth = firsts_of(sentence)
    rows = counts_beside(sentence)
    sentence.take(*rows)
    # The sum that groups are kept by is none of how many there are.
    bounded = taken_aggregate(sentence) if bounded_figure(given.having) else ""
    count = takes_count(sentence)
    distinct = sentence.first("distinct")
    sentence.take(head, distinct, *sentence.places("field", Field.DEPARTMENT.value))
    kept = kept_by(given, head)
    if kept.counted == "kpi_count":
        sentence.take(*sentence.places("field", Field.KPI.value))
    if names and kept.counted == "count":
        kept = replace(kept, counted=names)
    if strong is not None or direction or kept.having is not None or mean or placed:
        aggregate = bounded or taken_aggregate(sentence)
        # What they have the most of may be a figure of theirs: 「収入額が一番多い税目」.
        measured = bool(aggregate) or (kept.having is None and names_figure(given))
        measure = bounded_figure(kept.having) or (measure_of(given) if measured else "")
        measure = measure or amount_of_groups(sentence, aggregate, kept.counted)
        aggregate = aggregate or (OF_EACH if measure else "")
        take_nouns(sentence)
        ranked = strong is not None or (bool(direction) and not ordered)
        return Query(
            Ask.GROUPS,
            where=join_parts(sentence, kept.parts),
            by=thing,
            having=kept.having,
            measure=measure or kept.counted,
            aggregate=aggregate,
            direction=direction or ("max" if strong is not None or nth else ""),
            first=first or (1 if ranked and not nth and kept.having is None and not mean else 0),
            nth=nth,
            base=kept.base,
            further=("rows",) if rows and kept.having == NO_ROWS else (),
            mean=mean,
        )
    if count or distinct is not None:
        take_nouns(sentence)
        return Query(Ask.COUNT, thing=thing, where=given.where)
    if not given.parts:
        return None
    named = any(mention.means("noun") == "row" for mention in sentence.mentions)
    take_nouns(sentence)
    if named and not rows and given.where == Filter(Facet.BLANK, (thing,), negated=True):
        # 「室まで書いてある事業と、その室の名前」: what stands there of each row.
        sentence.take(*(p for p in sentence.unused() if thing_of(sentence[p]) == thing))
        return Query(Ask.ROWS, where=given.where, shown=(thing,))
    if thing in sentence.known.levels.values():
        # 「政策局の課を教えて」: the names themselves.
        sentence.take(*sentence.places("ask", "list"))
        return Query(Ask.COUNT, thing=thing, where=given.where)
    return Query(Ask.GROUPS, where=given.where, by=thing, measure="count")


def _is_placed(given: Given) -> bool:
    """Whether a place in the order of their numbers is all that is said of groups: 「2位の課」.

    Behind another question it is a place among its rows, as 「3番目の担当課」 is.
    """
    sentence = given.sentence
    rank = sentence.first("rank")
    if rank is None or given.follows:
        return False
    return sentence[rank].words.endswith(grammar.words("place_of_order")) or _asks_for_figures(sentence)


def _head_of_groups(given: Given) -> int | None:
    """The groups that are asked for: the head of the sentence, or what stands before the rows that they have
    so many of (「課のうち、施策を5件以上持つのは」); a column only with a superlative or a number of rows.
    """
    sentence = given.sentence
    head = head_of(sentence)
    columns = [p for p in sentence.unused() if sentence[p].column and not given.numeric(sentence[p].column)]
    if given.having is not None and head is not None and thing_of(sentence[head]) == "row":
        ahead = sentence.before(head, lambda mention: thing_of(mention) not in ("", "row", "kpi"))
        # 「事業が3件以下の施策分野」
        return next((p for p in columns if p > head), None) if ahead is None else ahead
    strong = superlative_of(sentence) is not None
    if head is None and (strong or given.having is not None):
        return next(iter(columns), None)
    if strong and head is not None and thing_of(sentence[head]) == "row":
        return next((p for p in columns if p > head and tells_rows(sentence, p)), head)
    return head

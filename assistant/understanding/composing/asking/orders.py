"""Figures that are made of many, and rows in the order of one: sums and means, the highest, the second, the
first three."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.figures import unit_of
from assistant.model.query import Ask, Condition, Query, Range, joined, leaves
from assistant.model.question import Field
from assistant.understanding.composing.asking.given import (
    FIGURE_FIELDS,
    Given,
    degree_of,
    figure_lacked,
    head_of,
    is_percent,
    ordering_first,
    shown_of,
    superlative_of,
    take_nouns,
    takes_count,
)
from assistant.understanding.composing.asking.in_place import in_their_order
from assistant.understanding.composing.asking.means import ends_of_both, mean_sense, of_money, says_money
from assistant.understanding.composing.asking.order_of_years import year_measure
from assistant.understanding.composing.sentence import Sentence, cost_column, counts, only_cost
from assistant.words import grammar
from corpus.document import Role


def ask_aggregate(given: Given) -> Query | None:
    """A sum, a mean, a median, the largest or smallest figure, or several of these: 「合計と平均」."""
    sentence = given.sentence
    places = sentence.places("figure")
    ends = sentence.places("most") if places else ends_of_both(sentence)
    said = (sentence[place].means("figure") or sentence[place].means("most") for place in (*places, *ends))
    ways = tuple(dict.fromkeys(way for way in said if way in _WAYS))
    if not ways:
        return None
    measure = (
        measure_of(given)
        or _counted_of_rows(sentence, ways)
        or given.lent
        or sentence.known.sole_amount
        or _money(sentence, ways)
        or of_money(sentence)
    )
    if not measure:
        return None
    if "sum" in ways and (share := _share_of_sum(given)):
        sentence.take(*places, *share)
        return Query(Ask.SHARE, where=given.where, measure=measure)
    sentence.take(*places, *ends)
    kpis = sentence.places("field", "kpi")
    thing = "kpi" if kpis else "row"
    take_nouns(sentence)
    sentence.take(*kpis, *sentence.places("wanted"), *sentence.places("ask"), *sentence.places("most"))
    return Query(
        Ask.AGGREGATE, thing=thing, where=given.where, measure=measure, aggregate=ways[0], further=ways[1:]
    )


def _share_of_sum(given: Given) -> list[int]:
    """The places that ask which share of all a sum is: 「合計は全体の何%」, 「総額に占める割合」."""
    sentence = given.sentence
    percent = [p for p in sentence.places("wanted") if is_percent(sentence, p)]
    whole = sentence.places("share_of")
    if given.parts or given.follows:
        shares = sentence.places("ask", "share")
        sums = [place for place, mention in enumerate(sentence.mentions) if mention.means("figure") == "sum"]
        percent += shares if whole else ()
        if not sentence.japanese and any(share + 1 in sums for share in shares):
            # "which share of the total cost"
            return shares
    return [*percent, *whole] if percent and whole else []


def _counted_of_rows(sentence: Sentence, ways: Sequence[str]) -> str:
    """A number of things that each row has, where a mean or an end of it is asked for: 「担当課数の平均」."""
    return "" if "sum" in ways else _counted_measure(sentence)


_WAYS = ("sum", "mean", "median", "max", "min")


def _money(sentence: Sentence, ways: Sequence[str]) -> str:
    """The only amounts of money, of which a sum is made where nothing else is named: 「合計はいくら」."""
    asked = any(sentence[p].words in grammar.words("how_much") for p in sentence.places("wanted"))
    asked = asked or any(m.words in grammar.words("sums_of_money") for m in sentence.mentions)
    number = any(counts(mention) for mention in sentence.mentions)
    plain = "sum" in ways and not number
    return only_cost(sentence) if asked or plain else ""


def ask_number_and_money(given: Given) -> Query | None:
    """How many rows there are and what they cost together, which the sum says: 「何件で、いくらですか」."""
    sentence = given.sentence
    wanted = sentence.places("wanted")
    fields = [p for p in sentence.places("field", Field.COST.value) if p not in sentence.used]
    said = (*grammar.words("how_much"), *(grammar.words("english_how_much") if fields else ()))
    money = [p for p in wanted if sentence[p].words in said]
    numbers = [p for p in range(len(sentence)) if counts(sentence[p])]
    if not money or not numbers or given.where is None:
        return None
    named = (cost_column(sentence, p) for p in fields)
    measure = next(filter(None, named), "") or only_cost(sentence) or _only_money(sentence)
    if not measure:
        return None
    take_nouns(sentence)
    sentence.take(*wanted, *numbers, *sentence.places("field", Field.COST.value), *sentence.places("figure"))
    sentence.take(*sentence.places("follow", "pointer"))
    return Query(Ask.AGGREGATE, where=given.where, measure=measure, aggregate="sum")


def _only_money(sentence: Sentence) -> str:
    """The key of the one column whose header counts in yen; empty where there are several or none."""
    yen = grammar.words("yen")
    keys = {column.key for _, column in sentence.known.columns if unit_of(column.header).endswith(yen)}
    return keys.pop() if len(keys) == 1 else ""


def ask_whole(given: Given) -> Query | None:
    """The figure of all rows together: 「全体の貸出冊数は」, which is their sum or is printed."""
    sentence = given.sentence
    columns = [p for p in sentence.unused() if sentence[p].column and given.numeric(sentence[p].column)]
    if len(columns) != 1 or not sentence.japanese or any(m.means("noun") == "row" for m in sentence.mentions):
        return None
    start = sentence[columns[0]].span.start
    ahead, whole = sentence.between(0, start), grammar.words("before_whole")
    if not (ahead.endswith(whole) or ahead.startswith(whole)) or head_of(sentence) is not None:
        return None
    if any(
        sentence.first(kind) is not None
        for kind in ("superlative", "most", "degree", "each", "figure", "rank")
    ):
        return None
    sentence.take(*columns, *sentence.places("all"), *sentence.places("wanted"), *sentence.places("share_of"))
    return Query(Ask.AGGREGATE, where=given.where, measure=sentence[columns[0]].column, aggregate="sum")


def ask_beside_mean(given: Given) -> Query | None:
    """Rows or indicators whose figure lies so to the mean of all: 「達成率が平均以上の施策」."""
    sentence = given.sentence
    head = head_of(sentence)
    of_kpis = head is not None and sentence[head].means("field") == "kpi"
    sense = mean_sense(sentence)
    measure = measure_of(given) if sense else ""
    if not measure:
        return None
    thing = "kpi" if of_kpis and measure in FIGURE_FIELDS else "row"
    take_nouns(sentence)
    for kind in ("degree", "has", "present"):
        sentence.take(*sentence.places(kind))
    sentence.take(*sentence.places("field", "kpi"), *sentence.places("ask", "list"))
    takes_count(sentence)
    return Query(
        Ask.RANKING,
        thing=thing,
        where=given.where,
        measure=measure,
        direction="min" if sense in ("le", "lt") else "max",
        mean=sense,
    )


def ask_ranking(given: Given) -> Query | None:
    """Rows or indicators in the order of a figure: the first, the second, the first three, or all."""
    sentence = given.sentence
    strong = superlative_of(sentence)
    orders = [p for kind in ("order", "from_end", "from_top") for p in sentence.places(kind)]
    by_years = sentence.first("by_years") is not None
    points = sentence.first("points") is not None
    direction = direction_of(sentence) if strong is not None or orders or sentence.first("rank") else ""
    first, nth = firsts_of(sentence)
    if strong is None and not orders and not first and not nth:
        return None
    measure = year_measure(given) if by_years else ""
    if by_years and not measure:
        return None
    measure = measure or measure_of(given) or of_money(sentence)
    measure = measure or _bound_measure(given) or _counted_measure(sentence) or _lent_measure(given)
    direction = direction or direction_of(sentence)
    if not measure and sentence.first("field", Field.RATING.value) is not None:
        # The best rating is no figure.
        return None
    if not measure and (says_money(sentence) or _names_cost(sentence)):
        # Money that no column holds is no rate.
        return None
    numbered = strong is not None and strong > 0 and sentence[strong - 1].means("ask") == "count"
    if not measure and (figure_lacked(sentence) or (numbered and sentence.japanese)):
        # What no column holds is no rate either.
        return None
    if not measure and not direction:
        return in_their_order(given, orders)
    if not measure and not sentence.known.has_kpis:
        return None
    if not first and not nth and not orders:
        first = 1
    sentence.take(*orders)
    counted = [p for p in sentence.unused() if sentence[p].quantity is not None]
    if orders and counted:
        first = int(sentence[counted[0]].quantity.value)  # type: ignore[union-attr]  # chosen by its quantity
        sentence.take(counted[0])
    of_kpis = measure in FIGURE_FIELDS or not measure
    thing = "kpi" if of_kpis and sentence.first("field", "kpi") is not None else "row"
    take_nouns(sentence)
    sentence.take(
        *sentence.places("ask", "list"), *sentence.places("ask", "progress"), *sentence.places("ask", "who")
    )
    shown = tuple(one for one in shown_of(sentence) if one not in FIGURE_FIELDS and one is not Field.KPI)
    return Query(
        Ask.RANKING,
        thing=thing,
        where=_of_rates(given.where) if points and measure == Field.GAP else given.where,
        measure=measure or Field.RATE.value,
        direction=direction or _plain_direction(sentence, measure),
        first=first,
        nth=nth,
        shown=shown,
    )


def _names_cost(sentence: Sentence) -> bool:
    return any(sentence[place].means("field") == Field.COST for place in sentence.unused())


def _plain_direction(sentence: Sentence, measure: str) -> str:
    """Which end comes first where it is not said: the first number, but the largest figure."""
    return "min" if sentence.known.role_of(measure) is Role.NUMBER else "max"


def _of_rates(where: Condition | None) -> Condition | None:
    """The condition, kept to targets in percent, of which alone a gap is one of points."""
    units = (leaf for leaf, _ in leaves(where) if isinstance(leaf, Range))
    if any(one.dimension == Field.TARGET and one.unit for one in units):
        return where
    return joined(where, Range(Field.TARGET.value, unit=grammar.words("percents")[0]))


def _lent_measure(given: Given) -> str:
    """The figure spoken of before, where only an order is said (「多い順に」, 「一番高いのは」); else the
    only figure that rows have.
    """
    others = (given.sentence[place] for place in given.sentence.unused())
    named = any(one.column or one.means("field") or one.means("noun") or one.filter for one in others)
    return given.sentence.known.sole_amount if named else given.lent or given.sentence.known.sole_amount


def direction_of(sentence: Sentence) -> str:
    """Which end of an order comes first; what says so is taken."""
    asc, desc = sentence.first("order", "asc"), sentence.first("order", "desc")
    strong, degree = sentence.first("most"), degree_of(sentence)
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


def firsts_of(sentence: Sentence) -> tuple[int, int]:
    """How many of an order, and which place in it; 0 for either where none is said."""
    # Which of an order come last is not told.
    first = next(
        (p for p, m in enumerate(sentence.mentions) if m.means("first") and m.means("lasts") is None), None
    )
    counted = _counted_behind_order(sentence) if first is None else None
    if counted is not None:
        sentence.take(counted)
        return int(sentence[counted].quantity.value), 0  # type: ignore[union-attr]  # chosen by its quantity
    rank = next((p for p in range(len(sentence)) if sentence[p].means("rank")), None)
    sentence.take(first, rank)
    return (
        sentence[first].number if first is not None else 0,
        sentence[rank].number if rank is not None else 0,
    )


def _counted_behind_order(sentence: Sentence) -> int | None:
    """The number of things wanted that stands right behind an order: 「多い順に3つの部署」."""
    for place in range(1, len(sentence)):
        figure = sentence[place].quantity is not None and place not in sentence.used
        if figure and sentence[place - 1].means("order") and sentence.near(place - 1, place):
            return place
    return None


def taken_aggregate(sentence: Sentence) -> str:
    place = sentence.first("figure")
    sentence.take(place)
    return (sentence[place].means("figure") or "") if place is not None else ""


def measure_of(given: Given) -> str:
    """The figure that is ordered or aggregated by; what names it is taken. Empty where none is named."""
    sentence = given.sentence
    nearest = any(
        mention.means("most") in ("nearest", "farthest")
        or mention.means("degree") in ("nearest", "farthest")
        or mention.means("beyond")
        or mention.means("short")
        for mention in sentence.mentions
    )
    gap = (*sentence.places("field", Field.GAP.value), *sentence.places("points")) if nearest else ()
    gap = gap or _largest_gap(sentence)
    if gap:
        sentence.take(*gap, *sentence.places("field", Field.TARGET.value))
        return Field.GAP.value
    for place in ordering_first(sentence):
        mention = sentence[place]
        what = mention.means("field")
        column = mention.column
        if column and given.numeric(column):
            sentence.take(place)
            return column
        if what == Field.COST and cost_column(sentence, place):
            sentence.take(place)
            return cost_column(sentence, place)
        if what in FIGURE_FIELDS:
            sentence.take(place)
            kpi = sentence.first("field", "kpi")
            if kpi is not None and kpi < place:
                sentence.take(kpi)
            if nearest and what in (Field.TARGET, Field.PROGRESS):
                return Field.RATE.value
            return Field.RATE.value if what == Field.PROGRESS else str(what)
    return ""


def _largest_gap(sentence: Sentence) -> tuple[int, ...]:
    """The places of what is said to be the largest distance: 「開きが最大」; empty for another figure."""
    ends = [p for p, m in enumerate(sentence.mentions) if m.means("most") or m.means("superlative")]
    gaps = sentence.places("field", Field.GAP.value)
    if not any(end - 2 <= gap < end for gap in gaps for end in ends):
        return ()
    return (*gaps, *sentence.places("field", Field.ACTUAL.value), *sentence.places("points"))


def counts_kpis(sentence: Sentence, before: int | None = None) -> bool:
    """Whether indicators are counted, not rows: 「KPIの数が」, 「KPIが一番多い」."""
    for place in sentence.places("field", "kpi"):
        if before is not None and sentence[place].span.start > before:
            continue
        gap = sentence.between(sentence[place].span.end, len(sentence.prepared.folded))
        if gap.startswith(grammar.words("behind_counted_indicators")) or not gap:
            sentence.take(place)
            return True
    return False


def _bound_measure(given: Given) -> str:
    """The one figure that bounds what is put in order: "KPIs below 80 percent, lowest first"."""
    sentence = given.sentence
    amounts = {one.dimension for one, _ in leaves(given.where) if isinstance(one, Range)}
    if len(amounts) == 1 and given.numeric(amount := amounts.pop()):
        return amount
    if sentence.first("field", "kpi") is None or any(m.means("noun") == "row" for m in sentence.mentions):
        return ""
    bound = {one.dimension for part in given.parts if isinstance(one := part.condition, Range)}
    return bound.pop() if len(bound) == 1 and bound <= set(FIGURE_FIELDS) else ""


def _counted_measure(sentence: Sentence) -> str:
    """A number of things of a row that rows are ordered by: 「KPIが一番多い施策」."""
    counted = sentence.first("counts")
    if counted is not None:
        sentence.take(counted)
        return sentence[counted].means("counts") or ""
    if counts_kpis(sentence):
        return "kpi_count"
    for place in sentence.unused():
        mention = sentence[place]
        if mention.means("field") == "department" or mention.means("noun") == "department":
            gap = sentence.between(mention.span.end, mention.span.end + 3)
            if gap.startswith(grammar.words("behind_counted_departments")):
                sentence.take(place)
                return "department_count"
    return ""

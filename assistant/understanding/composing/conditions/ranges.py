"""Figures of a question as ranges of a dimension: 80%以上100%未満, 50%から90%, 目標の2倍以上."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.catalogue.figures import in_unit, unit_of
from assistant.catalogue.people import unit_of_people
from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence, cost_column, only_cost, thing_of
from assistant.words import grammar
from corpus.document import KpiState, Role

_PERCENT = grammar.word_set("percents")
_TENTHS = grammar.word_set("tenths")
SHARES = _PERCENT | _TENTHS
_TIMES = grammar.word_set("times")
_LOOSE = grammar.word_set("loose_counters")
_OF_DEPARTMENTS = grammar.word_set("department.counted", "department_counters")
FIGURES = (Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL)
_REACHES = grammar.word_set("joints_to_comparison")
_SPANS = grammar.word_set("span_joints")


def range_at(sentence: Sentence, place: int) -> tuple[Range, int] | None:
    """The range that the figure at a place begins, with the last place it takes up; None where the figure
    is compared with nothing. Marks what it is made of as used.
    """
    bounds = _span(sentence, place) or _single(sentence, place)
    if bounds is None:
        return None
    figure = sentence[place].quantity
    bare = figure is not None and not figure.unit and "exactly" in sentence[place].meanings
    if bare and place and sentence[place - 1].filter is not None:
        # 「Bがゼロの分野」: a number of what is named, and no figure of a row.
        return None
    low, high, last = bounds
    following = _next_figure(sentence, last)
    if following is not None:
        other = _single(sentence, following)
        if other is not None and (low is None) != (other[0] is None):
            low, high, last = low or other[0], high or other[1], other[2]
            sentence.take(following)
    sentence.take(place, last)
    assert figure is not None
    unit = figure.unit
    dimension = _dimension(sentence, place, last, unit)
    known = sentence.known
    if not unit and (dimension in known.year_columns or known.role_of(dimension) is Role.YEAR):
        # 「実施年度が2022以外」
        unit = grammar.word("fiscal_year")
    made = Range(dimension, low, high, unit)
    if _of_target(sentence, place):
        sentence.take(sentence.before(place, lambda mention: mention.means("field") == Field.ACTUAL))
    made = _in_its_unit(made, unit, _of_target(sentence, place))
    headed = headed_unit(sentence, dimension)
    if made.unit in _LOOSE and headed not in SHARES and in_unit(Decimal(1), made.unit, headed) is None:
        # 「10個」 of what the header counts in 台.
        made = replace(made, unit="")
    return made, last


def _next_figure(sentence: Sentence, last: int) -> int | None:
    """The figure that may bound the same range from the other side; None where anything else stands between.

    English has the comparing word before it: "at least 80 % but less than 100 %".
    """
    following = sentence.after(last, lambda mention: mention.quantity is not None)
    if following is None or following > last + 2:
        return None
    between = sentence.gap(last, last + 1)
    if following == last + 2 and (sentence.japanese or not sense_of(sentence[last + 1])):
        return None
    return following if between in grammar.words("joints_of_bounds") else None


def _bound(mention: Mention, open_: bool = False) -> Bound:
    assert mention.quantity is not None
    return Bound(mention.quantity.value, open_)


def _span(sentence: Sentence, place: int) -> tuple[Bound | None, Bound | None, int] | None:
    """Two figures with a から between them."""
    other = sentence.after(place, lambda mention: mention.quantity is not None)
    if other is None or sentence.gap(place, other) not in _SPANS:
        return None
    sentence.take(place, other)
    if place > 0 and sentence[place - 1].means("between"):
        sentence.take(place - 1)
    return _bound(sentence[place]), _bound(sentence[other]), other


def _single(sentence: Sentence, place: int) -> tuple[Bound | None, Bound | None, int] | None:
    """One figure with the word that compares it, behind it or before it."""
    mention = sentence[place]
    own = mention.means("than")
    if own:
        return (*_bounds(mention, own), place)
    if mention.means("exactly") and not sentence.japanese:
        return _bound(mention), _bound(mention), place
    behind, ahead = place + 1, place - 1
    if behind < len(sentence) and sentence.gap(place, behind) in _REACHES:
        sense = sense_of(sentence[behind])
        if sense:
            sentence.take(behind)
            # 「3本以下しかない」
            return (*_bounds(mention, sense), _no_more(sentence, behind) or behind)
        only = sentence[behind].means("only") and sentence.gap(place, behind) == ""
        if sentence[behind].means("exactly") or only:
            sentence.take(behind)
            return _bound(mention), _bound(mention), behind
    if ahead >= 0 and sentence.gap(ahead, place) in grammar.words("articles"):
        if sentence[ahead].means("exactly"):
            sentence.take(ahead)
            return _bound(mention), _bound(mention), place
        sense = sense_of(sentence[ahead]) if sentence[ahead].words.isascii() else ""
        if sense:
            sentence.take(ahead)
            return (*_bounds(mention, sense), place)
    if mention.means("exactly") or _is_said_of(sentence, place):
        return _bound(mention), _bound(mention), place
    last = _no_more(sentence, place)
    return (_bound(mention), _bound(mention), last) if last is not None else None


def sense_of(mention: Mention) -> str:
    """How a word compares: "ge", "gt", "le" or "lt"; empty for one that does not."""
    than = mention.means("than")
    if than:
        return than
    if mention.means("beyond"):
        return "gt"
    if mention.means("state"):
        # 「目標の8割にも届いていない」
        return "lt" if mention.means("state") == KpiState.MISSED else "ge"
    return "lt" if mention.means("short") else ""


def _bounds(mention: Mention, sense: str) -> tuple[Bound | None, Bound | None]:
    bound = _bound(mention, sense in ("gt", "lt"))
    return (bound, None) if sense in ("ge", "gt") else (None, bound)


def _is_said_of(sentence: Sentence, place: int) -> bool:
    """Whether a figure without a comparing word is said of the dimension before it: 「KPIが2つある施策」."""
    if not sentence.japanese:
        behind = place + 1
        return behind < len(sentence) and _thing(sentence[behind]) in ("kpi", "department")
    if _numbers_departments(sentence, place) or _is_amount_of_rows(sentence, place):
        return True
    if place == 0:
        return False
    dimension = is_figured(sentence[place - 1]) or _thing(sentence[place - 1]) in ("kpi", "department")
    text = sentence.between(sentence[place].span.end, len(sentence.prepared.folded))
    return (
        dimension
        and sentence.gap(place - 1, place) in grammar.words("joints_to_figure")
        and text.startswith(grammar.words("behind_figure"))
    )


def _is_amount_of_rows(sentence: Sentence, place: int) -> bool:
    """Whether an amount stands right before the rows that have it, or what it is said by: 「0円の事業」,
    「0円でない事業」, 「0円なのに」.
    """
    figure, behind = sentence[place].quantity, place + 1
    if figure is None or not figure.unit.endswith(grammar.words("yen")):
        return False
    text = sentence.between(figure.end, len(sentence.prepared.folded))
    if text.startswith(grammar.words("behind_plain_amount")):
        # 「0円なのに」, 「0円を除いて」
        return bool(sentence.known.sole_amount or only_cost(sentence))
    if behind >= len(sentence):
        return False
    of_it = sentence.gap(place, behind) in grammar.words("genitive")
    return of_it and thing_of(sentence[behind]) == "row"


def _no_more(sentence: Sentence, place: int) -> int | None:
    """The last place of what says that there are no more than so many, which is taken: 「1件しかない」,
    「一つしかぶら下がっていない」; None where nothing does.
    """
    end = sentence[place].span.end
    text = sentence.between(end, len(sentence.prepared.folded))
    said = max((word for word in grammar.words("no_more_than") if text.startswith(word)), key=len, default="")
    if not said and text.startswith(grammar.words("only_so_many")):
        said = text[: _end_of_denial(sentence, place) - end]
    if not said:
        return None
    taken = [p for p, m in enumerate(sentence.mentions) if end <= m.span.start < end + len(said)]
    sentence.take(*taken)
    return max(taken, default=place)


def _end_of_denial(sentence: Sentence, place: int) -> int:
    """Where the denied verb behind 「しか」 ends, rows named before it or not; 0 without one."""
    for behind in range(place + 1, min(place + 3, len(sentence))):
        mention = sentence[behind]
        if mention.means("denied") or mention.means("lacks"):
            return mention.span.end
        if mention.means("noun") != "row":
            break
    return 0


def _numbers_departments(sentence: Sentence, place: int) -> bool:
    """Whether a figure numbers the departments that do something: 「三つの課が担当している」."""
    figure = sentence[place].quantity
    behind = place + 1
    if figure is None or behind >= len(sentence):
        return False
    named = _thing(sentence[behind]) == "department" and sentence.gap(place, behind) in grammar.words(
        "genitive"
    )
    text = sentence.between(sentence[place].span.end, len(sentence.prepared.folded))
    of_them = named and figure.unit in _LOOSE and figure.unit not in grammar.words("row_counters")
    return of_them or (
        figure.unit in _OF_DEPARTMENTS and text.startswith(grammar.words("behind_department_count"))
    )


def _take_target_behind(sentence: Sentence, last: int) -> None:
    """Uses up the target that an English share is of: "below 80 percent of their target"."""
    behind = last + 1
    while behind < len(sentence) and (sentence[behind].means("hush") or sentence[behind].means("follow")):
        behind += 1
    if not sentence.japanese and behind < len(sentence) and sentence[behind].means("field") == Field.TARGET:
        sentence.take(behind)


_OF_IT = (grammar.word("genitive"), *grammar.words("against_target"))


def _thing(mention: Mention) -> str:
    """What is numbered; 課 is a department also where it has a column of its own."""
    return "department" if mention.means("noun") == "department" else thing_of(mention)


def is_figured(mention: Mention) -> bool:
    return mention.means("field") in FIGURES or bool(mention.column) or mention.means("field") == Field.COST


def _dimension(sentence: Sentence, place: int, last: int, unit: str) -> str:
    """The dimension that a figure is of: what stands before it, or what its unit counts."""
    if _is_of_shares(sentence, place, unit):
        return "row_share"
    before = sentence.before(place, lambda m: is_figured(m) or bool(thing_of(m)))
    if before is not None and is_figured(sentence[before]):
        sentence.take(before)
        also = sentence.before(before, lambda m: m.means("field") == Field.KPI)
        if also is not None and also == before - 1:
            sentence.take(also)
        what = sentence[before].means("field")
        of_it = sentence.between(sentence[before].span.end, sentence[place].span.start) in _OF_IT
        if what == Field.TARGET and unit in SHARES and of_it:
            # 「目標の8割」 and 「目標に対して8割」 are shares of the target.
            return Field.RATE.value
        if what == Field.TARGET and _is_beyond(sentence, last):
            return Field.ACTUAL.value
        if what == Field.COST and not sentence[before].column:
            return cost_column(sentence, before) or str(what)
        return sentence[before].column or str(what)
    if unit in _PERCENT or unit in _TENTHS:
        _take_target_behind(sentence, last)
        return Field.RATE.value
    if unit.endswith(grammar.words("yen")) and (amount := sentence.known.sole_amount or only_cost(sentence)):
        return amount
    counted = _counted(sentence, place, last, unit, before)
    return (_column_of(sentence, unit) or counted) if counted == Field.ACTUAL else counted


def _column_of(sentence: Sentence, unit: str) -> str:
    """The one column that is headed as a number of what a figure counts: 病床数 of 「200床以上」."""
    ends = tuple(f"{unit}{number}" for number in grammar.words("number_of_things")) if unit else ()
    headed = {column.key for _, column in sentence.known.columns if ends and column.header.endswith(ends)}
    return headed.pop() if len(headed) == 1 else ""


def _counted(sentence: Sentence, place: int, last: int, unit: str, before: int | None) -> str:
    """What a figure counts that has no dimension: departments, indicators, rows, or else a result."""
    thing = _thing(sentence[before]) if before is not None else ""
    if thing == "kpi" and before == place - 1 and unit in _LOOSE and sentence.near(place - 1, place):
        # 「KPIを2つ以上持つ課」
        sentence.take(before)
        return "kpi_count"
    behind = _named_behind(sentence, last)
    counted = _thing(sentence[behind]) if behind is not None and behind not in sentence.used else ""
    if not sentence.japanese and counted == "row":
        return "row_count"
    if not sentence.japanese and counted == "department" and thing == "row":
        sentence.take(behind)
        return "department_count"
    other = thing != "department" or unit in grammar.words("row_counters")
    if (
        (counted == "department" or _is_group(sentence, behind))
        and other
        and _is_asked(sentence, behind, unit)
    ):
        return "row_count"
    if unit in _OF_DEPARTMENTS or (unit in _LOOSE and "department" in (thing, counted) and thing != "row"):
        sentence.take(before if thing == "department" else None)
        if counted == "department" and unit not in _OF_DEPARTMENTS and thing != "department":
            sentence.take(behind)
        return "department_count"
    if counted == "kpi" and unit in _LOOSE:
        sentence.take(behind)
        return "kpi_count"
    if thing == "kpi" and unit in _LOOSE and before is not None and place - before <= 2:
        sentence.take(before)
        return "kpi_count"
    of_rows = unit in _ROWS or ("row" in (thing, counted) and unit in _LOOSE)
    return "row_count" if of_rows else Field.ACTUAL.value


def _named_behind(sentence: Sentence, last: int) -> int | None:
    """What is named behind a figure, with no more than a verb between: 「3件以上に出てくる課」."""
    for place in range(last + 1, min(last + 3, len(sentence))):
        mention = sentence[place]
        if not any(mention.means(kind) for kind in ("has", "present")) and mention.means("ask") != "search":
            return place
    return None


def _is_of_shares(sentence: Sentence, place: int, unit: str) -> bool:
    """Whether a figure is the share of a group's rows: 「半数以上」, 「割合が10%以上の課」."""
    if sentence[place].means("half"):
        return True
    share = sentence.before(place, lambda mention: mention.means("ask") == "share")
    return unit in SHARES and share is not None and sentence.gap(share, place) in grammar.words("joints")


def _is_group(sentence: Sentence, place: int | None) -> bool:
    """Whether a mention names groups of rows: departments of a level, sections, entries of a column."""
    return place is not None and thing_of(sentence[place]) not in ("", "row", "kpi")


_ROWS = grammar.word_set("row_units")


def _is_asked(sentence: Sentence, place: int | None, unit: str) -> bool:
    """Whether departments are what is asked for, so that a figure before them counts their rows:
    「B評価が2件以上ある課」.
    """
    if place is None or not sentence.japanese or unit not in _LOOSE:
        return False
    nouns = [p for p in range(place + 1, len(sentence)) if sentence[p].means("noun") == "row"]
    before = sentence[place - 1]
    # 「3本以下しかない分野」
    no_more = place - 1 in sentence.used and (before.means("denied") or before.means("lacks"))
    return not nouns and bool(
        no_more
        or unit in grammar.words("row_counters")
        or sentence.gap(place - 1, place) not in grammar.words("genitives")
    )


def _is_beyond(sentence: Sentence, last: int) -> bool:
    return bool(sentence[last].means("beyond") or sentence[last].means("short"))


def _of_target(sentence: Sentence, place: int) -> bool:
    """Whether the figure is a multiple of the target."""
    figure = sentence[place].quantity
    return figure is not None and figure.unit in _TIMES


def _in_its_unit(made: Range, unit: str, of_target: bool) -> Range:
    """The range in the unit of its dimension: 2倍 of a target are 200 % of it, 3割 are 30 %."""
    if of_target:
        return _scaled(replace(made, dimension=Field.RATE.value), Decimal(100))
    if unit in _TENTHS:
        return _scaled(made, Decimal(10))
    if made.dimension in ("kpi_count", "department_count") or (
        made.dimension == "row_count" and unit in grammar.words("bare_counters")
    ):
        return replace(made, unit="")
    return replace(made, unit="%") if unit in _PERCENT else made


def _scaled(made: Range, factor: Decimal) -> Range:
    low = replace(made.low, value=made.low.value * factor) if made.low else None
    high = replace(made.high, value=made.high.value * factor) if made.high else None
    return replace(made, low=low, high=high, unit="%")


def headed_unit(sentence: Sentence, key: str) -> str:
    """The unit that the header of a column states, or says by what it counts; empty for none."""
    header = next((column.header for _, column in sentence.known.columns if column.key == key), "")
    return unit_of(header) or unit_of_people(header)

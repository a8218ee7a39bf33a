"""The conditions of a sentence: values, states, ranges, what is there and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.query import Begins, Bound, Condition, Not, Range, Stated, Titled, either, joined
from assistant.model.question import Field, How
from assistant.understanding.composing.beside_columns import compared_at
from assistant.understanding.composing.joining import deny_and_group, without_years_of
from assistant.understanding.composing.part import Part
from assistant.understanding.composing.presence import KPI_FIELDS, presence
from assistant.understanding.composing.ranges import range_at
from assistant.understanding.composing.sentence import JOINTS, Sentence, dimension_of, thing_of
from assistant.understanding.composing.sharing import numbered, with_no_others, without_looser
from assistant.understanding.composing.targets import OF_TARGETS, is_of_targets, of_target, targets_of_year
from assistant.understanding.composing.totals import take_total
from assistant.understanding.mentions.operators import operators
from assistant.words import grammar
from assistant.words.predicate_words import synonyms
from assistant.words.scales import beside
from corpus.document import KpiState, Role
from corpus.text.dates import find_dates
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.records import NameKind

_OF_SIGNS = frozenset({Role.RATING, Role.OTHER})


def find_parts(sentence: Sentence) -> tuple[tuple[Part, ...], Range | None]:
    """The conditions from left to right, and the range that groups are kept by (None for none)."""
    parts: list[Part] = []
    having: Range | None = None
    take_total(sentence)
    for place in range(len(sentence)):
        if place in sentence.used:
            continue
        condition, last = _found(sentence, place)
        if condition is None:
            continue
        sentence.take(place)
        if isinstance(condition, Range) and condition.dimension in _OF_GROUPS:
            having = condition
        else:
            parts.append(_part(sentence, condition, place, last))
    parts.sort(key=lambda part: part.start)
    _take_having(sentence, parts)
    if having is not None:
        # 「10件以上の事業を持っている課」
        sentence.take(*(p for kind in ("has", "present", "does") for p in sentence.places(kind)))
    if any(_is_filled_in(part.condition) for part in parts):
        sentence.take(*sentence.places("no_dashes"))
    parts = with_no_others(sentence, parts)
    if any(part.facet and part.facet[0] is Facet.DEPARTMENT for part in parts):
        # 「人事課が担当する」 names the department only to say what it does.
        sentence.take(*sentence.places("does"))
    return without_looser(without_years_of(deny_and_group(sentence, parts))), having


def _is_filled_in(condition: Condition) -> bool:
    """Whether cells are wanted that say something, which one with a dash alone does not."""
    blank = isinstance(condition, Filter) and condition.facet in (Facet.BLANK, Facet.ROLE_BLANK)
    return blank and isinstance(condition, Filter) and condition.negated


# What only groups have, and so keeps them.
_OF_GROUPS = frozenset({"row_count", "row_share"})


def _found(sentence: Sentence, place: int) -> tuple[Condition | None, int]:
    """The condition that begins at a place, with the last place of it; None for none."""
    if sentence.japanese and is_of_targets(sentence, place):
        return targets_of_year(sentence, place) or (_condition(sentence, place), place)
    compared = compared_at(sentence, place)
    if compared is not None:
        return compared
    if sentence[place].quantity is None:
        return _condition(sentence, place), place
    if _is_definite(sentence, place):
        sentence.take(place)
        return None, place
    found = None if _is_first(sentence, place) else range_at(sentence, place)
    return found or (None, place)


def _take_having(sentence: Sentence, parts: Sequence[Part]) -> None:
    """Uses up a "having" whose object is a condition already: 「B評価のある分野」."""
    for place in (*sentence.places("has"), *sentence.places("present")):
        behind = [part for part in parts if part.first > place]
        ahead = [part for part in parts if part.last < place]
        near = behind[:1] if sentence[place].words.isascii() else ahead[-1:]
        if near and abs((near[0].first if behind[:1] == near else near[0].last) - place) <= _REACH:
            sentence.take(place)


# A "having" and its object stand so many mentions apart at most, for the noun between them.
_REACH = 3


def _is_definite(sentence: Sentence, place: int) -> bool:
    """Whether a figure counts things that are known in English, which an answer tells anyway: "the five"."""
    figure, behind = sentence[place], place + 1
    if sentence.japanese or behind >= len(sentence) or thing_of(sentence[behind]) in ("", "row"):
        # How many rows there are in all is taken only where it is so.
        return False
    definite = sentence.between(0, figure.span.start).endswith(grammar.words("english_definite"))
    return definite and sentence.gap(place, behind) == ""


def _is_first(sentence: Sentence, place: int) -> bool:
    """Whether a figure says how many of an order are wanted: 「高い順に3件」."""
    before = place - 1
    ordered = before >= 0 and any(sentence[before].means(kind) for kind in ("order", "from_end", "from_top"))
    return ordered and sentence.near(before, place)


def _part(sentence: Sentence, condition: Condition, first: int, last: int) -> Part:
    start, end = sentence[first].span.start, max(sentence[first].span.end, sentence[last].span.end)
    for near in (first - 1, last + 1):
        if (
            near in sentence.used
            and 0 <= near < len(sentence)
            and sentence.near(*sorted((near, first if near < first else last)))
        ):
            start, end = min(start, sentence[near].span.start), max(end, sentence[near].span.end)
    return Part(condition, first, last, *sentence.with_marks(start, end))


def _condition(sentence: Sentence, place: int) -> Condition | None:
    mention = sentence[place]
    if mention.range is not None:
        return mention.range
    if mention.filter is not None and mention.means("ends_in"):
        words = synonyms(mention.filter.values[0])
        return joined(mention.filter, Stated(mention.filter, mention.number, words))
    if mention.filter is not None:
        return _in_any_year(sentence, _value(sentence, place, mention.filter))
    passed = _past_a_target(sentence, place)
    if passed is not None:
        return passed
    if mention.means("state") and not _is_measured(sentence, place):
        return _state(sentence, place, mention)
    if any(mention.means(kind) for kind in OF_TARGETS):
        return of_target(sentence, place)
    if mention.means("titled") or mention.means("untitled"):
        sentence.take(*sentence.places("field", Field.NAME.value))
        titled = either(*(Titled(words) for words in mention.words.split("\n")))
        return titled if mention.means("titled") else Not(titled)
    if mention.means("row") and len(mention.rows) > 1 and _is_over_rows(sentence):
        return Titled(mention.words)
    if mention.means("begins") or mention.means("ends"):
        return _beginning(sentence, place)
    return numbered(sentence, place) or presence(sentence, place)


def _is_over_rows(sentence: Sentence) -> bool:
    """Whether rows are made one figure of, counted or put in order, so that those of one name are a group."""
    kinds = ("figure", "most", "superlative", "order", "wanted", "degree", "rank", "first")
    return any(sentence.first(kind) is not None for kind in kinds) or bool(sentence.places("ask", "count"))


def _beginning(sentence: Sentence, place: int) -> Begins | None:
    """Words that the cells of the column named beside begin or end with."""
    for near in (place - 1, place + 1):
        if not 0 <= near < len(sentence) or near in sentence.used:
            continue
        named = dimension_of(sentence[near])
        role = named.value if isinstance(named, Field) else ""
        keys = [column.key for _, column in sentence.known.columns if column.role.value == role]
        key = sentence[near].column or next(iter(keys), "")
        if key and sentence.gap(*sorted((near, place))) in JOINTS:
            sentence.take(near)
            return Begins(key, sentence[place].words, bool(sentence[place].means("ends")))
    return None


def _in_any_year(sentence: Sentence, one: Filter) -> Condition:
    """An entry of the schedule, which may stand under any of its years where the question names none."""
    known = sentence.known
    yearly = one.facet is Facet.VALUE and known.role_of(one.column) is Role.SCHEDULE
    if not yearly or find_dates(sentence.prepared.folded):
        return one
    keys = dict.fromkeys(column.key for _, column in known.columns if column.role is Role.SCHEDULE)
    return either(*(replace(one, column=key) for key in keys))


def _is_measured(sentence: Sentence, place: int) -> bool:
    """Whether a state is what a superlative is about: 「目標を一番大きく上回っている」."""
    strong = sentence.first("superlative")
    return (
        strong is not None
        and strong < place
        and bool(sentence[place].means("beyond") or sentence[place].means("short"))
    )


def _value(sentence: Sentence, place: int, one: Filter) -> Filter:
    """A value, kept to the column named beside it, whose name it uses up."""
    for near in (place - 1, place + 1):
        if not 0 <= near < len(sentence) or near in sentence.used:
            continue
        gap = sentence.gap(*sorted((near, place)))
        if gap not in (JOINTS if near < place else _BEHIND):
            continue
        column = _column_beside(sentence, near, place, one)
        if column is not None:
            return column
        if _says_what(sentence, near, place, one):
            sentence.take(near)
    if place and sentence[place - 1].means("than") and sentence[place - 1].words in grammar.words("in_cell"):
        # "under the Support Bureau" compares nothing.
        sentence.take(place - 1)
    denied = not sentence.japanese and place > 1 and sentence[place - 1].means("not")
    if denied and one.facet is Facet.RATING and sentence[place - 2].means("field") == Field.RATING:
        # "rated neither A nor B"
        sentence.take(place - 2)
    if one.facet is Facet.RATING:
        one = _on_scale(sentence, place, one)
        years = (p for p in sentence.places("rating_year") if sentence[p].number == one.year)
        sentence.take(*years)
    if not sentence.japanese and one.facet in (Facet.SECTION, Facet.GROUP):
        # "in the section on …", "belongs to the section about …"
        earlier = (p for p in (place - 1, place - 2) if p >= 0)
        sentence.take(*(p for p in earlier if sentence[p].means("noun") == "section"))
    return one


def _on_scale(sentence: Sentence, place: int, one: Filter) -> Filter:
    """A rating and those above or below it, by the known scales: 「A評価以上」."""
    behind = place + 1
    while behind in sentence.used and sentence[behind].means("field") == Field.RATING:
        behind += 1
    if behind >= len(sentence) or not sentence.japanese:
        return one
    gap, short = sentence.gap(behind - 1, behind), bool(sentence[behind].means("short"))
    if gap not in (grammar.words("rating_reached") if short else ("",)):
        return one
    sense = "lt" if short else sentence[behind].means("than")
    values = beside(sentence.known.scale, one.values[0], sense) if sense and len(one.values) == 1 else ()
    if not values:
        return one
    sentence.take(behind)
    return replace(one, values=values)


# What joins a value to the dimension behind it.
_BEHIND = grammar.word_set("joints_behind_value")


def _column_beside(sentence: Sentence, near: int, place: int, one: Filter) -> Filter | None:
    """A rating kept to the column whose name stands beside it, or an entry of several columns to the one
    right before it; None where none does that has the value.
    """
    key = sentence[near].column
    role = sentence.known.role_of(key)
    if one.facet is Facet.VALUE and key not in ("", one.column) and near < place:
        if role is not Role.OTHER or not _is_held(sentence.known, key, one.values):
            return None
        sentence.take(near)
        return replace(one, column=key)
    if one.facet is not Facet.RATING or not key or role not in _OF_SIGNS:
        return None
    if near > place and not _is_bare(sentence, near):
        return None
    sentence.take(near)
    if not _is_held(sentence.known, key, one.values):
        return None
    return replace(one, facet=Facet.VALUE if role is Role.OTHER else one.facet, column=key)


def _says_what(sentence: Sentence, near: int, place: int, one: Filter) -> bool:
    """Whether a dimension is named only to say what the value beside it is: 「B評価」, 「…の分野」."""
    other = sentence[near]
    what = other.means("field")
    if one.facet is Facet.RATING:
        return what == Field.RATING or (_is_of_legend(sentence, place) and what in KPI_FIELDS)
    if one.facet is Facet.VALUE:
        scheduled = what == Field.SCHEDULE and sentence.known.role_of(one.column) is Role.SCHEDULE
        return scheduled or (bool(other.column) and other.column == one.column)
    if one.facet in (Facet.SECTION, Facet.GROUP):
        return other.means("noun") in ("section", "group")
    if one.facet is Facet.DEPARTMENT and other.means("noun") == "department" and near > place:
        # "the Crisis Management Division"
        return not sentence.japanese
    if one.facet is Facet.DEPARTMENT and other.column and near < place:
        # 「課が家庭福祉課」
        return sentence.known.role_of(other.column) is Role.DEPARTMENT
    if one.facet is Facet.DEPARTMENT and what == Field.DEPARTMENT:
        office = near > place and sentence.gap(place, near) in grammar.words("joints_of_office")
        behind = office or (near > place and other.means("does") is not None)
        return behind or (near < place and sentence.gap(near, place) in grammar.words("joints_of_charge"))
    return False


def _is_held(known: Catalog, key: str, values: Sequence[str]) -> bool:
    """Whether a column has any of the values in it."""
    wanted = {compact(value) for value in values}
    rated = any(key in known.ratings.get(value, ()) for value in wanted)
    return rated or any(name.ref == key and name.folded in wanted for name in known.names[NameKind.VALUE])


def _is_of_legend(sentence: Sentence, place: int) -> bool:
    """Whether a rating is named by a word of the documents' key to it."""
    return sentence[place].how is How.SYNONYM


def _is_bare(sentence: Sentence, place: int) -> bool:
    """Whether a column is named as that of the value right before it: 「一部改善の所見が」."""
    return place == len(sentence) - 1 or sentence.gap(place, place + 1) not in grammar.words("joins_another")


_STATED = grammar.word_set("joints", "possessives")


def _is_of_an_indicator(sentence: Sentence, place: int) -> bool:
    """Whether a state is said of one indicator, so that one will do: 「目標を上回ったKPIを持つ施策」."""
    joined = sentence.gap(place, place + 1) in grammar.words("joints_to_indicator")
    return joined and sentence[place + 1].means("field") == Field.KPI and bool(sentence.places("noun", "row"))


def _state(sentence: Sentence, place: int, mention: Mention) -> Condition:
    behind = place + 1
    if behind < len(sentence) and sentence[behind].means("follow") and not sentence.japanese:
        # "missed their targets"
        behind += 1
    for near in (place - 1, behind):
        if 0 <= near < len(sentence) and near not in sentence.used:
            what = sentence[near].means("field")
            beside = near < place or not sentence.japanese
            if (
                what in (Field.KPI, Field.TARGET)
                and beside
                and sentence.gap(*sorted((near, place))) in _STATED
            ):
                sentence.take(near)
    state = KpiState(mention.means("state") or "")
    if state is KpiState.MET and _is_beyond(sentence, mention):
        return Range(Field.RATE.value, low=Bound(Decimal(100), open=True), unit="%")
    behind = place + 1
    if state is KpiState.MET and behind < len(sentence) and _is_of_an_indicator(sentence, place):
        sentence.take(behind)
        return Range(Field.RATE.value, low=Bound(Decimal(100)), unit="%")
    return Filter(Facet.KPI_STATE, (state.value,))


def _past_a_target(sentence: Sentence, place: int) -> Condition | None:
    """Rows that left a target behind, or fell short of one, where that is said by the word at a place."""
    mention = sentence[place]
    if mention.means("beyond") and _beyond_a_target(sentence, place):
        return Range(Field.RATE.value, low=Bound(Decimal(100), open=True), unit="%")
    if mention.means("short") and not mention.means("state") and _below_a_target(sentence):
        return Filter(Facet.KPI_STATE, (KpiState.MISSED.value,))
    return None


def _beyond_a_target(sentence: Sentence, place: int) -> bool:
    """Whether rows whose target was left behind are meant: 「目標を2023年度で超えている施策」."""
    figures = any(m.quantity is not None or m.range is not None for m in sentence.mentions)
    compared = any(sentence.first(kind) is not None for kind in ("superlative", "degree", "most", "order"))
    if figures or compared or sentence.first("noun", "row") is None:
        return False
    years = (p for p in range(place - 1, -1, -1) if not _is_year(sentence[p]))
    target = next(years, None)
    if target is None or sentence[target].means("field") != Field.TARGET:
        return False
    sentence.take(target)
    return True


def _below_a_target(sentence: Sentence) -> bool:
    """Whether rows that fell short of a target are meant: 「目標のうち…まだ下回っている施策」."""
    figures = any(m.quantity is not None or m.range is not None for m in sentence.mentions)
    compared = any(sentence.first(kind) is not None for kind in ("superlative", "degree", "most", "order"))
    targets = any(m.means("field") == Field.TARGET for m in sentence.mentions)
    others = any(
        m.means("field") in (Field.ACTUAL, Field.RATE, Field.COST) or m.column for m in sentence.mentions
    )
    return targets and not (figures or compared or others) and sentence.first("noun", "row") is not None


def _is_year(mention: Mention) -> bool:
    return mention.means("value") == "year" or mention.means("hush") is not None


def _is_beyond(sentence: Sentence, mention: Mention) -> bool:
    """Whether a target was left behind, not just met: 「目標を上回った」."""
    table = operators().words[sentence.prepared.language]
    words = mention.words
    for reached in grammar.words("before_reaching"):
        words = words.removeprefix(reached)
    return "beyond" in table.get(words, ())

"""The conditions of a sentence: values, states, ranges, what is there and what is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.catalogue.figures import in_unit
from assistant.model.mention import Mention
from assistant.model.query import (
    Above,
    Begins,
    Condition,
    Not,
    OfKind,
    Range,
    Stated,
    Titled,
    Under,
    either,
    joined,
)
from assistant.model.question import Field
from assistant.understanding.composing.beside_rows import beside_rows
from assistant.understanding.composing.conditions.beside_columns import compared_at
from assistant.understanding.composing.conditions.joining import deny_and_group, without_years_of
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.conditions.presence import presence
from assistant.understanding.composing.conditions.ranges import (
    FIGURES,
    headed_unit,
    is_figured,
    range_at,
    sense_of,
)
from assistant.understanding.composing.conditions.sharing import numbered, with_no_others, without_looser
from assistant.understanding.composing.conditions.states import past_a_target, state_at
from assistant.understanding.composing.conditions.targets import (
    OF_TARGETS,
    is_of_targets,
    of_target,
    targets_of_year,
)
from assistant.understanding.composing.conditions.totals import take_total
from assistant.understanding.composing.conditions.values import value_at
from assistant.understanding.composing.sentence import JOINTS, Sentence, dimension_of, thing_of
from assistant.words import grammar
from assistant.words.predicate_words import synonyms
from corpus.document import Role
from corpus.text.dates import find_dates
from corpus.text.folding import compact
from index.filters import Facet, Filter


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
        if isinstance(condition, Range) and (
            condition.dimension in _OF_GROUPS or _bounds_a_figure(sentence, place, condition)
        ):
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
        beside = beside_rows(sentence)
        sentence.take(*(p for p in sentence.places("does") if p not in beside))
    return without_looser(without_years_of(deny_and_group(sentence, parts))), having


def _is_filled_in(condition: Condition) -> bool:
    """Whether cells are wanted that say something, which one with a dash alone does not."""
    blank = isinstance(condition, Filter) and condition.facet in (Facet.BLANK, Facet.ROLE_BLANK)
    return blank and isinstance(condition, Filter) and condition.negated


def _bounds_a_figure(sentence: Sentence, place: int, made: Range) -> bool:
    """Whether what lies within bounds is a figure that groups have of their rows, named right before: the sum
    of 「合計が100億円以上の分野」, "sections with a total over 1 billion yen".
    """
    keys = {column.key for _, column in sentence.known.columns}
    if made.dimension != Field.RATE and made.dimension not in keys:
        return False
    before = place - 1
    while before >= 0 and (sense_of(sentence[before]) or is_figured(sentence[before])):
        before -= 1
    return before >= 0 and before not in sentence.used and sentence[before].means("figure") is not None


# What only groups have, and so keeps them.
_OF_GROUPS = frozenset({"row_count", "row_share"})


def _found(sentence: Sentence, place: int) -> tuple[Condition | None, int]:
    """The condition that begins at a place, with the last place of it; None for none."""
    if sentence.japanese and is_of_targets(sentence, place):
        return targets_of_year(sentence, place) or (_condition(sentence, place), place)
    compared = compared_at(sentence, place)
    if compared is not None:
        return compared
    if sentence[place].means("of_kind") and _ends_entry_before(sentence, place):
        sentence.take(place)
        return None, place
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


def _ends_entry_before(sentence: Sentence, place: int) -> bool:
    """Whether a noun is the end of the entry named before it: 「割引や減免の制度」 for 割引・減免制度."""
    named = sentence[place - 1].filter if place else None
    if named is None or sentence.gap(place - 1, place) not in ("", *grammar.words("genitives")):
        return False
    return compact("".join(named.values)).endswith(compact(sentence[place].words))


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
    if mention.range is not None or mention.picked is not None:
        return mention.range or mention.picked
    if mention.filter is not None and mention.means("ends_in"):
        words = synonyms(mention.filter.values[0])
        return joined(mention.filter, Stated(mention.filter, mention.number, words))
    if mention.filter is not None:
        return _in_any_year(sentence, value_at(sentence, place, mention.filter))
    passed = past_a_target(sentence, place)
    if passed is not None:
        return passed
    if mention.means("state") and not _is_measured(sentence, place):
        return state_at(sentence, place, mention)
    if any(mention.means(kind) for kind in OF_TARGETS):
        return of_target(sentence, place)
    named = _by_name(sentence, mention)
    if named is not None:
        return named
    if mention.means("row") and _is_over_rows(sentence, mention):
        rows = [p for p in range(len(sentence)) if sentence[p].means("row") and p not in sentence.used]
        sentence.take(*rows)
        return either(*(Titled(sentence[row].words) for row in rows))
    if mention.means("begins") or mention.means("ends"):
        return _beginning(sentence, place)
    return numbered(sentence, place) or presence(sentence, place)


def _by_name(sentence: Sentence, mention: Mention) -> Condition | None:
    """What is said of the names of rows, or of where an office stands; None for another mention."""
    if mention.means("titled") or mention.means("untitled"):
        sentence.take(*sentence.places("field", Field.NAME.value))
        titled = either(*(Titled(words) for words in mention.words.split("\n")))
        return titled if mention.means("titled") else Not(titled)
    if mention.means("of_kind"):
        return OfKind(mention.words)
    if mention.means("under"):
        return Under((mention.words,))
    above = mention.means("above")
    if above is None:
        return None
    return Not(Above(mention.words)) if above == "none" else Above(mention.words)


def _is_over_rows(sentence: Sentence, mention: Mention) -> bool:
    """Whether rows are made one figure of, counted or put in order, so that those of one name are a group;
    of rows that are named one by one a sum is made.
    """
    named = sum(other.means("row") is not None for other in sentence.mentions)
    if len(mention.rows) < 2:
        return named > 1 and sentence.first("figure", "sum") is not None
    kinds = ("figure", "most", "superlative", "order", "wanted", "degree", "rank", "first")
    return any(sentence.first(kind) is not None for kind in kinds) or bool(sentence.places("ask", "count"))


def _beginning(sentence: Sentence, place: int) -> Begins | None:
    """Words that the cells of the column named beside begin or end with, or the names of rows."""
    at_end = bool(sentence[place].means("ends"))
    for near in (place - 1, place + 1):
        if not 0 <= near < len(sentence) or near in sentence.used:
            continue
        named = dimension_of(sentence[near])
        role = named.value if isinstance(named, Field) else ""
        keys = [column.key for _, column in sentence.known.columns if column.role.value == role]
        key = sentence[near].column or ("" if named is Field.NAME else next(iter(keys), ""))
        by_name = bool(key) or named is Field.NAME
        if by_name and sentence.gap(*sorted((near, place))) in JOINTS:
            sentence.take(near)
            return Begins(key, sentence[place].words, at_end)
    return Begins("", sentence[place].words, at_end) if _is_of_names(sentence, place) else None


def _is_of_names(sentence: Sentence, place: int) -> bool:
    """Whether names of rows begin or end so: 「名前が『～の推進』で終わる」, 「『システム』で終わる施策」."""
    span, text = sentence[place].span, sentence.prepared.folded
    before = text[: span.start].rstrip()
    names = grammar.words("names_of_rows")
    if any(before.endswith(f"{word}{mark}") for word in names for mark in JOINTS):
        return True
    behind = place + 1
    of_rows = behind < len(sentence) and sentence[behind].means("noun") == "row"
    return of_rows and not sentence.gap(place, behind)


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


def without_figures(
    sentence: Sentence, parts: Sequence[Part], numeric: Callable[[str], bool]
) -> tuple[str, ...]:
    """The words of bounds on what has no figures in the documents, such as costs where none are printed.

    No row is within such bounds, and none is said to lie outside.
    """
    unstated = [part for part in parts if _is_unstated(sentence, part.condition, numeric)]
    return tuple(
        mention.words
        for mention in sentence.mentions
        if any(part.start <= mention.span.start < part.end for part in unstated)
    )


def _is_unstated(sentence: Sentence, one: Condition, numeric: Callable[[str], bool]) -> bool:
    columns = {column.key: column.role.value for _, column in sentence.known.columns}
    if not isinstance(one, Range):
        return False
    if one.dimension in _OF_INDICATORS:
        return not sentence.known.has_kpis and one.dimension not in columns.values()
    if one.dimension in columns:
        headed = headed_unit(sentence, one.dimension)
        return not numeric(one.dimension) or in_unit(Decimal(1), one.unit, headed) is None
    return one.dimension == Field.COST


_OF_INDICATORS = frozenset(field.value for field in FIGURES)

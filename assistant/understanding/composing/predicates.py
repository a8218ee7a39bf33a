"""The conditions of a sentence: values, states, ranges, what is there and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.query import Bound, Condition, Range
from assistant.model.question import Field, How
from assistant.understanding.composing.joining import deny_and_group, without_years_of
from assistant.understanding.composing.part import Part
from assistant.understanding.composing.ranges import range_at
from assistant.understanding.composing.sentence import JOINTS, Sentence, dimension_of
from corpus.document import KpiState, Role
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.records import NameKind

_OF_SIGNS = frozenset({Role.RATING, Role.OTHER})


def find_parts(sentence: Sentence) -> tuple[tuple[Part, ...], Range | None]:
    """The conditions from left to right, and the range that groups are kept by (None for none)."""
    parts: list[Part] = []
    having: Range | None = None
    for place in range(len(sentence)):
        if place in sentence.used:
            continue
        if sentence[place].quantity is not None and not _is_first(sentence, place):
            found = range_at(sentence, place)
            if found is not None and found[0].dimension == "row_count":
                having = found[0]
            elif found is not None:
                parts.append(_part(sentence, found[0], place, found[1]))
            continue
        condition = _condition(sentence, place)
        if condition is not None:
            sentence.take(place)
            parts.append(_part(sentence, condition, place, place))
    parts.sort(key=lambda part: part.start)
    if any(part.facet and part.facet[0] is Facet.DEPARTMENT for part in parts):
        # 「人事課が担当する」 names the department only to say what it does.
        sentence.take(*sentence.places("does"))
    return without_years_of(deny_and_group(sentence, parts)), having


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
    return Part(condition, first, last, start, end)


def _condition(sentence: Sentence, place: int) -> Condition | None:
    mention = sentence[place]
    if mention.filter is not None:
        return _value(sentence, place, mention.filter)
    if mention.means("state") and not _is_measured(sentence, place):
        return _state(sentence, place, mention)
    if mention.means("several"):
        _take_departments(sentence, place)
        return Range("department_count", low=Bound(Decimal(2)))
    if mention.means("alone"):
        _take_departments(sentence, place)
        return Range("department_count", Bound(Decimal(1)), Bound(Decimal(1)))
    if mention.means("has") or mention.means("present"):
        return _there(sentence, place, True)
    if mention.means("lacks") or mention.means("blank"):
        return _there(sentence, place, False)
    if mention.means("flag"):
        return _said(sentence, mention.column, True)
    return None


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
    if not sentence.japanese and one.facet in (Facet.SECTION, Facet.GROUP):
        # "in the section on …", "belongs to the section about …"
        earlier = (p for p in (place - 1, place - 2) if p >= 0)
        sentence.take(*(p for p in earlier if sentence[p].means("noun") == "section"))
    return one


# What joins a value to the dimension behind it.
_BEHIND = frozenset({"", "の", "-", "が", "を", "と"})


def _column_beside(sentence: Sentence, near: int, place: int, one: Filter) -> Filter | None:
    """A rating kept to the column whose name stands beside it; None where none does that has the value."""
    key = sentence[near].column
    role = sentence.known.role_of(key)
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
        return what == Field.RATING or (_is_of_legend(sentence, place) and what in _KPI_FIELDS)
    if one.facet is Facet.VALUE:
        return bool(other.column) and other.column == one.column
    if one.facet in (Facet.SECTION, Facet.GROUP):
        return other.means("noun") in ("section", "group")
    if one.facet is Facet.DEPARTMENT and what == Field.DEPARTMENT:
        behind = near > place and other.means("does") is not None
        return behind or (near < place and sentence.gap(near, place) in ("が", "は", "=", "", "by"))
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
    return place == len(sentence) - 1 or sentence.gap(place, place + 1) not in ("と",)


_OWNED = frozenset({"their", "its"})
_STATED = JOINTS | _OWNED | {"the"}


def _state(sentence: Sentence, place: int, mention: Mention) -> Filter:
    # "missed their KPI": the word between refers to the rows themselves.
    owned = place + 1 < len(sentence) and sentence[place + 1].words in _OWNED
    for near in (place - 1, place + 1 + owned):
        if 0 <= near < len(sentence) and near not in sentence.used:
            what = sentence[near].means("field")
            beside = near < place or not sentence.japanese
            if (
                what in (Field.KPI, Field.TARGET)
                and beside
                and sentence.gap(*sorted((near, place))) in _STATED
            ):
                sentence.take(near)
    return Filter(Facet.KPI_STATE, (KpiState(mention.means("state") or "").value,))


def _take_departments(sentence: Sentence, place: int) -> None:
    """Uses up the word for departments beside a 「複数」 or "more than one", and that for being in charge."""
    for near in (place - 1, place + 1):
        if 0 <= near < len(sentence) and (
            sentence[near].means("noun") == "department" or sentence[near].means("field") == "department"
        ):
            sentence.take(near)
            break
    for other in sentence.places("does"):
        sentence.take(other)


_KPI_FIELDS = frozenset({Field.KPI, Field.TARGET})


def _there(sentence: Sentence, place: int, there: bool) -> Condition | None:
    """Whether a cell, an indicator or a figure is there, of the dimension beside the word."""
    own = dimension_of(sentence[place])
    near = place if own is not None else _beside(sentence, place)
    if near is None:
        return None
    mention = sentence[near]
    dimension = dimension_of(mention) or mention.means("level")
    if there and dimension in _FIGURES and any(m.quantity is not None for m in sentence.mentions):
        # "have an achievement rate of 80%": the figure says more than that there is one.
        sentence.take(place)
        return None
    sentence.take(near)
    if dimension in _KPI_FIELDS:
        return Filter(Facet.KPI, (), not there)
    if dimension is Field.ACTUAL and sentence.known.has_kpis:
        return Filter(Facet.ACTUAL_FIGURE, (), not there)
    if isinstance(dimension, Field):
        return Filter(Facet.ROLE_BLANK, (dimension.value,), there)
    return _said(sentence, str(dimension), there)


def _said(sentence: Sentence, key: str, there: bool) -> Filter:
    """Whether a column says yes or no, or ticks a row; where it says neither, whether its cell is blank."""
    yes, no = _answers(sentence, key)
    if yes:
        return Filter(Facet.VALUE, yes, not there, column=key)
    if no and not there:
        return Filter(Facet.VALUE, no, column=key)
    return Filter(Facet.BLANK, (key,), there)


def _answers(sentence: Sentence, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The entries of a column that say yes, and those that say no, where it says nothing else."""
    entries = {name.text: name.folded for name in sentence.known.names[NameKind.VALUE] if name.ref == key}
    yes = tuple(text for text, folded in entries.items() if folded in sentence.lexicon.yes)
    no = tuple(text for text, folded in entries.items() if folded in sentence.lexicon.no)
    return (yes, no) if len(yes) + len(no) == len(entries) else ((), ())


def _beside(sentence: Sentence, place: int) -> int | None:
    """The dimension that is there or not: right before the word in Japanese, right behind it in English."""

    def fits(mention: Mention) -> bool:
        dimension = dimension_of(mention)
        if mention.means("level"):
            return True
        if dimension is None:
            return False
        return not isinstance(dimension, Field) or dimension in _KPI_FIELDS or dimension.value in _ROLES

    japanese = not sentence[place].words.isascii()
    near = sentence.before(place, fits) if japanese else sentence.after(place, fits)
    return near if near is not None and abs(near - place) <= 2 else None


_ROLES = frozenset(role.value for role in Role)
_FIGURES = frozenset({Field.RATE, Field.GAP, Field.TARGET, Field.ACTUAL})

"""The conditions of a sentence: values, states, ranges, what is there and what is not, each turned round where
denied, and joined by and and or.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.query import Bound, Condition, Not, Range, denied, either, joined
from assistant.model.question import Field, How
from assistant.understanding.composing.ranges import range_at
from assistant.understanding.composing.sentence import JOINTS, Sentence, dimension_of
from corpus.document import KpiState, Role
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.records import NameKind

_ORED = frozenset(
    {Facet.RATING, Facet.DEPARTMENT, Facet.SECTION, Facet.GROUP, Facet.VALUE, Facet.DOCUMENT, Facet.YEAR}
)
_OR = re.compile(r"^(?:評価|ランク|判定)?(?:とか|か(?![らなつ]))|または|又は|もしくは|あるいは")
_TOGETHER = re.compile(r"^(?:評価|ランク)?(?:と|や|・|、|/|,|&|and|及び|および|or|か|でも|も|nor)?(?:、)?$")
_OF_SIGNS = frozenset({Role.RATING, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Part:
    """A condition with the places of the mentions that it is made of, and its stretch of the text."""

    condition: Condition
    first: int
    last: int
    start: int
    end: int

    @property
    def facet(self) -> tuple[Facet, str, bool] | None:
        """What a filter is on; None for another condition."""
        one = self.condition
        return (one.facet, one.column, one.negated) if isinstance(one, Filter) else None


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
    return without_years_of(_denied(sentence, parts)), having


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
        other = sentence[near]
        gap = sentence.gap(*sorted((near, place)))
        if gap not in JOINTS or (near > place and gap not in ("", "の", "-", "が", "を", "と")):
            continue
        if one.facet is Facet.RATING and other.column:
            role = sentence.known.role_of(other.column)
            if role in _OF_SIGNS and (near < place or _is_bare(sentence, near)):
                sentence.take(near)
                if not _is_held(sentence.known, other.column, one.values):
                    continue
                facet = Facet.VALUE if role is Role.OTHER else one.facet
                return replace(one, facet=facet, column=other.column)
        if one.facet is Facet.RATING and other.means("field") == Field.RATING:
            sentence.take(near)
        if one.facet is Facet.VALUE and other.column == one.column and other.column:
            sentence.take(near)
        if one.facet in (Facet.SECTION, Facet.GROUP) and other.means("noun") in ("section", "group"):
            sentence.take(near)
        of_department = other.means("field") == Field.DEPARTMENT and (near < place or other.means("does"))
        if (
            one.facet is Facet.RATING
            and _is_of_legend(sentence, place)
            and other.means("field") in _KPI_FIELDS
        ):
            sentence.take(near)
        if (
            one.facet is Facet.DEPARTMENT
            and of_department
            and (near > place or gap in ("が", "は", "=", "", "by"))
        ):
            sentence.take(near)
    if not sentence.japanese and one.facet in (Facet.SECTION, Facet.GROUP):
        # "in the section on …", "belongs to the section about …"
        sentence.take(
            *(p for p in (place - 1, place - 2) if p >= 0 and sentence[p].means("noun") == "section")
        )
    return one


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


def _state(sentence: Sentence, place: int, mention: Mention) -> Filter:
    for near in (place - 1, place + 1):
        if 0 <= near < len(sentence) and near not in sentence.used:
            what = sentence[near].means("field")
            if (
                what in (Field.KPI, Field.TARGET)
                and sentence.gap(*sorted((near, place))) in JOINTS
                and near < place
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


# ---------------------------------------------------------------- denial and joining


def _denied(sentence: Sentence, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with those turned round that a 「以外」 or "not" stands by, joined ones as one."""
    found = _grouped(sentence, list(parts))
    for place in _denials(sentence, found):
        japanese = not sentence[place].words.isascii()
        behind = [part for part in found if part.last < place]
        ahead = [part for part in found if part.first > place]
        target = (behind[-1:] or ahead[:1]) if japanese else (ahead[:1] or behind[-1:])
        if not target:
            continue
        sentence.take(place)
        at = found.index(target[0])
        span = sentence[place].span
        if at > 0 and japanese and _are_alike(sentence, found[at - 1], target[0]):
            found[at - 1] = replace(found[at - 1], condition=denied(found[at - 1].condition))
        found[at] = replace(
            target[0],
            condition=denied(target[0].condition),
            start=min(target[0].start, span.start),
            end=max(target[0].end, span.end),
        )
    return tuple(found)


def _grouped(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """Values of one dimension that stand side by side as one condition on any of them, or on all of them."""
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if last is not None:
            part = _of_same_column(last, part)
        if last is None or last.facet is None or last.facet != part.facet or last.facet[0] not in _ORED:
            found.append(part)
            continue
        gap = sentence.between(last.end, part.start).strip()
        operators = [p for p in range(last.last + 1, part.first) if p not in sentence.used]
        plain = all(sentence[p].means("or") or sentence[p].means("not") for p in operators)
        for p in operators:
            gap = gap.replace(sentence[p].words, "", 1).strip()
        one, other = last.condition, part.condition
        denying = any(sentence[p].means("not") and not _starts_second(sentence, p) for p in operators)
        if (
            denying
            or not plain
            or not _TOGETHER.match(gap)
            or not isinstance(one, Filter)
            or not isinstance(other, Filter)
        ):
            found.append(part)
            continue
        if _are_both(sentence, last, part):
            found.append(part)
            continue
        sentence.take(*(p for p in operators if sentence[p].means("or")))
        values = tuple(dict.fromkeys((*one.values, *other.values)))
        found[-1] = replace(last, condition=replace(one, values=values), last=part.last, end=part.end)
    return found


_NONE = re.compile(r"(?:一|1|ひと)(?:件|つ)も")


def _denials(sentence: Sentence, parts: Sequence[Part]) -> list[int]:
    """The places of what denies: a word that does, and one that says a cell is blank right behind a value."""
    if _of_groups(sentence):
        none = _NONE.search(sentence.prepared.folded)
        return [p for p in sentence.places("not") if not (none and sentence[p].means("denied"))]
    blanks = [
        place
        for kind in ("blank", "lacks")
        for place in sentence.places(kind)
        if any(stands_behind(sentence, part, place) for part in parts)
    ]
    return sorted((*sentence.places("not"), *blanks))


def stands_behind(sentence: Sentence, part: Part, place: int) -> bool:
    """Whether a mention stands right behind a condition, with no more than a particle between them."""
    start = sentence[place].span.start
    gap = _NONE.sub("", sentence.between(part.end, start)).strip()
    return part.end <= start and gap in ("", "が", "は", "も", "を", "に", "で")


def _of_groups(sentence: Sentence) -> bool:
    """Whether departments or the like are asked for, so that what they lack is no condition on rows."""
    last = next((m for m in reversed(sentence.mentions) if m.means("noun")), None)
    return last is not None and last.means("noun") in ("department", "section", "group")


def _of_same_column(last: Part, part: Part) -> Part:
    """A rating behind one whose column is named is of that column too: 「所見がAでもBでもない」."""
    one, other = last.condition, part.condition
    if not isinstance(one, Filter) or not isinstance(other, Filter):
        return part
    if one.facet is other.facet and one.column and not other.column and 0 <= part.start - last.end <= _NEXT:
        return replace(part, condition=replace(other, column=one.column))
    return part


# Two values are told in one breath where no more than a joint of so many characters stands between them.
_NEXT = 5


def _starts_second(sentence: Sentence, place: int) -> bool:
    """Whether a denial between two values is the "nor" of a "neither": then both are denied together."""
    if sentence[place].words in ("nor", "or"):
        sentence.take(place)
        return True
    return False


def _are_both(sentence: Sentence, one: Part, other: Part) -> bool:
    """Whether a row has to have both values: 「AもBも担当している」, "both A and B", "together"."""
    if one.facet is None or one.facet[0] not in (Facet.DEPARTMENT, Facet.VALUE):
        return False
    text = sentence.prepared.folded
    marked = text[one.end : one.end + 1] == "も" and text[other.end : other.end + 1] == "も"
    together = sentence.first("together")
    sentence.take(together)
    return marked or together is not None


def without_years_of(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without the years that a rating is already kept to."""
    filters = {part: part.condition for part in parts if isinstance(part.condition, Filter)}
    years = {str(one.year) for one in filters.values() if one.year}
    return tuple(
        part
        for part in parts
        if part not in filters
        or filters[part].facet is not Facet.YEAR
        or not set(filters[part].values) <= years
    )


def _are_alike(sentence: Sentence, one: Part, other: Part) -> bool:
    """Whether two conditions stand in one 「AもBも」, and so are denied together."""
    text = sentence.prepared.folded
    return one.facet == other.facet is not None and (
        text[one.end : one.end + 1] == "も" and text[other.end : other.end + 1] == "も"
    )


def join_parts(sentence: Sentence, parts: Sequence[Part]) -> Condition | None:
    """All parts together; those with an or between them as one. None for no part."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _is_or(sentence, groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return joined(*(either(*(part.condition for part in group)) for group in groups))


def _is_or(sentence: Sentence, one: Part, other: Part) -> bool:
    operators = [
        place
        for place in range(one.last + 1, other.first)
        if sentence[place].means("or") and place not in sentence.used
    ]
    gap = sentence.between(one.end, other.start).strip()
    if operators or _OR.search(gap):
        sentence.take(*operators)
        return True
    return False


def both_negative(condition: Condition) -> bool:
    """Whether a condition only leaves rows out."""
    return isinstance(condition, Not) or (isinstance(condition, Filter) and condition.negated)

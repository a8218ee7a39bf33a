"""How the conditions of a sentence hang together: what is denied, which are alternatives, which are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Condition, Stated, denied, either, joined, leaves
from assistant.model.span import Span
from assistant.understanding.composing.beside_rows import counts_beside
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.conditions.sharing import NOT_SEVERAL, SEVERAL
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar
from corpus.text.expressions import expression
from index.filters import Facet, Filter

_ORED = frozenset(
    {Facet.RATING, Facet.DEPARTMENT, Facet.SECTION, Facet.GROUP, Facet.VALUE, Facet.DOCUMENT, Facet.YEAR}
)
_OR = expression(
    rf"^{grammar.pattern('rating_nouns')}?(?:{grammar.pattern('or_listing')}|{grammar.pattern('or_particles')}"
    rf"(?!{grammar.pattern('or_particle_goes_on')}))|{grammar.pattern('ors')}"
)
_TOGETHER = expression(rf"^{grammar.pattern('rating_words')}?{grammar.pattern('together')}?(?:、)?$")


def deny_and_group(sentence: Sentence, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with those turned round that a 「以外」 or "not" stands by, joined ones as one."""
    found = _grouped(sentence, list(parts))
    for place in _denials(sentence, found):
        japanese = not sentence[place].words.isascii()
        behind = [part for part in found if part.last < place]
        ahead = [part for part in found if part.first > place]
        # An English "except" takes away what follows; where that was not read, it takes nothing.
        excepts = not japanese and sentence[place].words in grammar.words("english_exceptions")
        target = (behind[-1:] or ahead[:1]) if japanese else (ahead[:1] or behind[-1:])
        target = ahead[:1] if excepts else target
        span = sentence[place].span
        if not target or not sentence.is_covered(*_between(target[0], span)):
            continue
        sentence.take(place)
        at = found.index(target[0])
        before = at - 1
        while before >= 0 and japanese and _are_alike(sentence, found[before], found[before + 1], place):
            found[before] = replace(found[before], condition=_denied(found[before].condition))
            before -= 1
        found[at] = replace(
            target[0],
            condition=_with_others(sentence, place, target[0].condition) or _denied(target[0].condition),
            start=min(target[0].start, span.start),
            end=max(target[0].end, span.end),
        )
    return tuple(found)


def _with_others(sentence: Sentence, place: int, condition: Condition) -> Condition | None:
    """That other departments have a part beside the one that is named: 「A課以外の課も担当している」."""
    behind = place + 1
    if (
        not isinstance(condition, Filter)
        or condition.facet is not Facet.DEPARTMENT
        or behind >= len(sentence)
    ):
        return None
    noun = sentence[behind]
    also = sentence.between(noun.span.end, len(sentence.prepared.folded)).startswith(
        grammar.words("both_at_once")
    )
    if noun.means("noun") != "department" or not also or not sentence.near(place, behind):
        return None
    sentence.take(behind)
    return joined(condition, SEVERAL)


def _between(part: Part, span: Span) -> tuple[int, int]:
    return (part.end, span.start) if part.end <= span.start else (span.end, part.start)


def _denied(condition: Condition) -> Condition:
    """A condition turned round; a state of indicators only among rows that have any."""
    if condition == SEVERAL:
        return NOT_SEVERAL
    turned = denied(condition)
    if isinstance(condition, Filter) and condition.facet is Facet.KPI_STATE and not condition.negated:
        return joined(Filter(Facet.KPI), turned) or turned
    return turned


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
        owned = sentence.gap(last.last, part.first) in grammar.words("genitive")
        within = _within(one, other) if owned else None
        if within is not None:
            found[-1] = replace(last, condition=within, last=part.last, end=part.end)
            continue
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


def _within(one: Condition, other: Condition) -> Filter | None:
    """The departments of a name in an office, of 「健康福祉局の障害福祉課」; None for other values."""
    if not isinstance(one, Filter) or not isinstance(other, Filter) or one.facet is not Facet.DEPARTMENT:
        return None
    shared = tuple(value for value in other.values if value in one.values)
    return replace(other, values=shared) if shared and one.negated is other.negated else None


_NONE = expression(grammar.pattern("ones") + grammar.pattern("ones_counted") + grammar.pattern("not_even"))


def _denials(sentence: Sentence, parts: Sequence[Part]) -> list[int]:
    """The places of what denies: a word that does, and one that says a cell is blank right behind a value."""
    if _of_groups(sentence):
        none = _NONE.search(sentence.prepared.folded)
        return [
            p
            for p in sentence.places("not")
            if not (
                sentence[p].means("denied")
                and (none or any(is_behind_lacked(sentence, part, p) for part in parts))
            )
        ]
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
    return part.end <= start and gap in grammar.words("joints_to_denial")


def is_behind_lacked(sentence: Sentence, part: Part, place: int) -> bool:
    """Whether a word that denies stands behind what groups lack, with its noun: 「終了予定の事業がない」."""
    start = sentence[place].span.start
    if not sentence.japanese:
        return place < part.first and part.first - place <= _NEAR_LACKED
    if part.end > start:
        return False
    gap = _NONE.sub("", sentence.between(part.end, start))
    for noun in (m for m in sentence.mentions if m.means("noun") == "row" or m.means("hush")):
        if part.end <= noun.span.start and noun.span.end <= start:
            gap = gap.replace(noun.words, "", 1)
    return all(character in grammar.words("joints_to_lacked") for character in gap.strip())


# In English the noun may stand between: "no measures that are rated B".
_NEAR_LACKED = 3


def _of_groups(sentence: Sentence) -> bool:
    """Whether departments or the like are asked for, so that what they lack is no condition on rows."""
    beside = counts_beside(sentence)
    nouns = [
        m for p, m in enumerate(sentence.mentions) if p not in beside and (m.means("noun") or _asks_which(m))
    ]
    return bool(nouns) and (nouns[-1].means("noun") in _GROUPS or _asks_which(nouns[-1]))


_GROUPS = ("department", "section", "group")


def _asks_which(mention: Mention) -> bool:
    """Whether groups are asked for in one word with their noun: 「分野はどれ」."""
    return mention.means("field") in _GROUPS and mention.means("noun") is None and mention.filter is None


def _of_same_column(last: Part, part: Part) -> Part:
    """A rating behind one whose column is named is of that column too: 「所見がAでもBでもない」."""
    one, other = last.condition, part.condition
    if not isinstance(one, Filter) or not isinstance(other, Filter):
        return part
    if one.facet is other.facet and one.column and not other.column and 0 <= part.start - last.end <= _NEXT:
        return replace(part, condition=replace(other, column=one.column))
    return part


# Two values are told in one breath where no more than a joint of so many characters stands between them.
_NEXT = 9


def _starts_second(sentence: Sentence, place: int) -> bool:
    """Whether a denial between two values is the "nor" of a "neither": then both are denied together."""
    if sentence[place].words in grammar.words("second_denials"):
        sentence.take(place)
        return True
    return False


def _are_both(sentence: Sentence, one: Part, other: Part) -> bool:
    """Whether a row has to have both values: 「AもBも担当している」, "both A and B", "together"."""
    if one.facet is None or one.facet[0] not in (Facet.DEPARTMENT, Facet.VALUE):
        return False
    text = sentence.prepared.folded
    also = grammar.words("both_at_once")
    marked = text.startswith(also, one.end) and text.startswith(also, other.end)
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


def _are_alike(sentence: Sentence, one: Part, other: Part, denial: int) -> bool:
    """Whether two conditions stand in one 「AもBも」 or 「AでもBでも」, and so are denied together.

    Those of two dimensions only in a 「でも…でもない」: 「重点でも補助ありでもない」.
    """
    text = sentence.prepared.folded
    said = sentence[denial].words
    both = grammar.words("both")
    marked = text.startswith(both, one.end) and (text.startswith(both, other.end) or said.startswith(both))
    if not marked or one.last >= other.first:
        return False
    same = one.facet == other.facet is not None
    both = grammar.words("both_of_two_dimensions")
    return same or (text.startswith(both, one.end) and said.startswith(both))


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
    operators = [place for place in range(one.last + 1, other.first) if sentence[place].means("or")]
    gap = sentence.between(one.end, other.start).strip()
    if operators or _OR.search(gap):
        sentence.take(*operators)
        return True
    # A row ends but once: 「令和5年度末で終わるのと令和6年度末で終わるの」.
    return bool(_ends(one) and _ends(other) and _ends(one) != _ends(other))


def _ends(part: Part) -> set[int]:
    """The years in which a condition says that rows end."""
    return {leaf.year for leaf, _ in leaves(part.condition) if isinstance(leaf, Stated)}

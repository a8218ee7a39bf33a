"""How many departments a row is of: one alone, several, the one named and no other, or others beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.model.mention import Mention
from assistant.model.query import Bound, Range
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.sentence import Sentence, thing_of
from assistant.words import grammar
from index.filters import Facet

_ONE = Bound(Decimal(1))
ALONE = Range("department_count", _ONE, _ONE)
SEVERAL = Range("department_count", low=Bound(Decimal(2)))
ANY = Range("department_count", low=_ONE)
NOT_SEVERAL = Range("department_count", high=_ONE)
_QUOTES = "「」『』“”\"'"


def numbered(sentence: Sentence, place: int) -> Range | None:
    """What a mention says of the number of departments; None where it says nothing of it."""
    mention = sentence[place]
    if (mention.means("shared") or mention.means("several") or mention.means("others")) and (
        also := _also_before(sentence, place) or _also_behind(sentence, place)
    ):
        # "including those it shares" takes none away, nor does 「ほかの課と一緒のも入れて」.
        sentence.take(*also)
        return None if sentence.first("each") is None else ANY
    if mention.means("several"):
        return _several(sentence, place)
    if mention.means("alone"):
        _take_departments(sentence, place)
        return ALONE
    if mention.means("others") and _beside_its_own(sentence, place):
        sentence.take(*(near for near in _around(sentence, place) if sentence[near].means("together")))
        beside = [p for p in sentence.places("not") if sentence[p].words in grammar.words("beside_it")]
        sentence.take(*(p for p in beside if p < place))
        _take_charge(sentence)
        return SEVERAL
    if mention.means("shared") and _stands_for_itself(sentence, place):
        _take_departments(sentence, place)
        return SEVERAL
    return None


def _also_before(sentence: Sentence, place: int) -> list[int]:
    """The places from an English "including" on, with no more than pronouns between; empty for none."""
    before = place - 1
    while before >= 0 and any(sentence[before].means(kind) for kind in ("follow", "shared", "has")):
        before -= 1
    named = before >= 0 and not sentence.japanese and sentence[before].means("also")
    return list(range(before, place + 1)) if named else []


def _also_behind(sentence: Sentence, place: int) -> list[int]:
    """The places up to 「も含めて」, with no more than a word for rows or for working together between."""
    behind = place + 1
    while behind < len(sentence) and (
        sentence[behind].means("together")
        or sentence[behind].means("hush")
        or thing_of(sentence[behind]) == "row"
    ):
        behind += 1
    named = behind < len(sentence) and sentence.japanese and sentence[behind].means("also")
    return list(range(place, behind + 1)) if named else []


def _beside_its_own(sentence: Sentence, place: int) -> bool:
    """Whether other departments are told of beside the row's own: not 「ほかの課が担当する」 alone."""
    joined = sentence[place].words.endswith(grammar.words("with_others")) or not sentence.japanese
    return joined or any(departments_in(mention) for mention in sentence.mentions[:place])


def _around(sentence: Sentence, place: int) -> list[int]:
    """The places that stand beside one with no more than a word without meaning between."""
    near = (place + 1, place + 2) if sentence.japanese else (place - 1, place - 2)
    return [one for one in near if 0 <= one < len(sentence) and one not in sentence.used]


def _stands_for_itself(sentence: Sentence, place: int) -> bool:
    """Whether a word for working together says that a row has several departments: not 「共同研究」, nor
    beside two departments that are named, nor beside the others that are meant.
    """
    mention = sentence[place]
    if any(other.means("others") for other in sentence.mentions):
        return False
    if sum(len(departments_in(other)) for other in sentence.mentions) > 1:
        return False
    behind = sentence.between(mention.span.end, len(sentence.prepared.folded))
    return not sentence.japanese or not behind or behind.startswith(grammar.words("behind_shared"))


def departments_in(mention: Mention) -> tuple[str, ...]:
    """The departments that a mention names."""
    one = mention.filter
    return one.values if one is not None and one.facet is Facet.DEPARTMENT else ()


def _several(sentence: Sentence, place: int) -> Range:
    """More than one department, or more than one of the indicators named right behind the word."""
    behind = place + 1
    counted = thing_of(sentence[behind]) if behind < len(sentence) else ""
    if counted == "kpi" and sentence.gap(place, behind) in grammar.words("genitives"):
        sentence.take(behind)
        return Range("kpi_count", low=Bound(Decimal(2)))
    if counted == "row" and not sentence.japanese and sentence.first("noun", "department") is not None:
        return Range("row_count", low=Bound(Decimal(2)))
    _take_departments(sentence, place)
    return SEVERAL


def _take_departments(sentence: Sentence, place: int) -> None:
    """Uses up the word for departments beside a 「複数」 or "more than one", and that for being in charge."""
    for near in (place - 1, place + 1):
        if 0 <= near < len(sentence) and (
            sentence[near].means("noun") == "department" or sentence[near].means("field") == "department"
        ):
            sentence.take(near)
            break
    _take_charge(sentence)


def _take_charge(sentence: Sentence) -> None:
    sentence.take(*sentence.places("does"))


def with_no_others(sentence: Sentence, parts: Sequence[Part]) -> list[Part]:
    """The conditions with those that 「観光課だけが担当する」 makes: that department, and no other."""
    made: list[Part] = []
    for part in parts:
        made.append(part)
        if part.facet is None or part.facet[0] is not Facet.DEPARTMENT:
            continue
        only = next((p for p in (part.last + 1, part.first - 1) if _is_sole(sentence, part, p)), None)
        if only is not None:
            sentence.take(only)
            made.append(replace(part, condition=ALONE))
    return made


def _is_sole(sentence: Sentence, part: Part, place: int) -> bool:
    """Whether an "only" beside a department says that no other has a part in it."""
    if not 0 <= place < len(sentence) or place in sentence.used or not sentence[place].means("only"):
        return False
    span = sentence[place].span
    if sentence.japanese:
        behind = sentence.between(span.end, span.end + 4).lstrip(_QUOTES)
        before = sentence.between(part.end, span.start) if part.end <= span.start else "?"
        return not before.strip(_QUOTES) and behind.startswith(grammar.words("sole_behind"))
    return sentence.between(span.end, part.start).strip() in grammar.words("sole_english")


def without_looser(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without those that say less of the number of departments than another one does."""
    alone = any(part.condition == ALONE for part in parts)
    return tuple(part for part in parts if not (alone and part.condition == NOT_SEVERAL))

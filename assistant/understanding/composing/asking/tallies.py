"""Several numbers asked for at once: 「AとBはそれぞれ何件」, "how many have a KPI, how many of them B"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.model.query import Ask, Condition, Query, Range, joined
from assistant.understanding.composing.asking.given import (
    Given,
    head_of,
    is_of_groups,
    take_nouns,
    takes_count,
)
from assistant.understanding.composing.asking.groupings import asks_each_group
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.sentence import Sentence, counts, thing_of
from assistant.words import grammar
from index.filters import Facet, Filter


def ask_tally(given: Given) -> Query | None:
    """The numbers of rows, or of indicators, under each of several conditions; None for one number alone."""
    sentence = given.sentence
    places = counts_asked(sentence)
    if not places or asks_each_group(sentence):
        return None
    tally = _of_severalcounts_asked(given, places) or _of_alternatives(given)
    if tally is None:
        return None
    where, sides = tally
    if len(set(sides)) < len(sides) or any("ask:share" in m.meanings for m in sentence.mentions):
        # One number said twice, or a share beside the numbers: more is asked than a number of each.
        return None
    head = head_of(sentence)
    thing = "kpi" if head is not None and thing_of(sentence[head]) == "kpi" else "row"
    if not takes_count(sentence):
        return None
    sentence.take(*sentence.places("each"), *sentence.places("follow", "narrow"), *sentence.places("or"))
    sentence.take(*sentence.places("field", "kpi") if thing == "kpi" else ())
    take_nouns(sentence)
    return Query(Ask.TALLY, thing=thing, where=where, sides=sides)


def number_of_nothing(sentence: Sentence, parts: Sequence[Part]) -> int | None:
    """The place of a word for a further number of which nothing is said that a condition was made of, as in
    "how many have a KPI and how many do not"; None where there is no such.
    """
    places = counts_asked(sentence)
    for at in range(1, len(places)):
        if any(is_of(sentence, part, places, 0) for part in parts):
            first, last = sorted((places[at - 1], places[at]))
            apart = sentence.between(sentence[first].span.end, sentence[last].span.start)
            said = any(is_of(sentence, part, places, at) for part in parts)
            if not said and len(apart) >= _APART:
                return places[at]
    return None


# Two words that ask for one number stand nearer than this, in characters: 「件数は何件」.
_APART = 4


def counts_asked(sentence: Sentence) -> list[int]:
    """The places of the words that ask for a number, one for each number."""
    return [place for place in sentence.unused() if counts(sentence[place])]


def _of_severalcounts_asked(
    given: Given, counts: Sequence[int]
) -> tuple[Condition | None, tuple[Condition, ...]] | None:
    """A condition for each word that asks for a number: 「Aは何件、そのうち未達は何件」."""
    sentence = given.sentence
    segments = [
        [part for part in given.parts if is_of(sentence, part, counts, at)] for at in range(len(counts))
    ]
    if len(counts) < 2 or not all(segments):
        return None
    sides: list[Condition] = []
    for at, segment in enumerate(segments):
        own = join_parts(sentence, [*_carried(segments[0], segment), *segment])
        assert own is not None
        sides.append((joined(sides[-1], own) or own) if at and _narrows(sentence, counts, at) else own)
    return None, tuple(sides)


def _carried(first: Sequence[Part], segment: Sequence[Part]) -> list[Part]:
    """The conditions of the first number that hold for another that only replaces one of them:
    「観光課のA評価は何件、B評価は何件」.
    """
    own = {_dimension(part.condition) for part in segment}
    rest = [part for part in first if _dimension(part.condition) not in own]
    return rest if len(rest) < len(first) and segment is not first else []


def is_of(sentence: Sentence, part: Part, counts: Sequence[int], at: int) -> bool:
    """Whether a condition is that of a number: before the word for it in Japanese, behind it in English."""
    if sentence.japanese:
        return (at == 0 or part.first > counts[at - 1]) and part.last < counts[at]
    return part.first > counts[at] and (at + 1 == len(counts) or part.last < counts[at + 1])


def _narrows(sentence: Sentence, counts: Sequence[int], at: int) -> bool:
    """Whether a number is of those counted right before it: 「うち」, "of those"."""
    first, last = (counts[at - 1], counts[at]) if sentence.japanese else (counts[at], len(sentence))
    return any(first < place < last for place in sentence.places("follow", "narrow"))


def _of_alternatives(given: Given) -> tuple[Condition | None, tuple[Condition, ...]] | None:
    """The conditions of one dimension that an "each" tells apart, and the condition that all are under."""
    sentence = given.sentence
    places = sentence.places("each")
    each = [p for p in places if sentence[p].words in grammar.words("each_of_those_named")]
    if not each or any(is_of_groups(sentence, p) for p in places if p not in each):
        return None
    named = [part for part in given.parts if _dimension(part.condition) is not None]
    last = named[-1] if named else None
    alike = [p for p in named if last is not None and _dimension(p.condition) == _dimension(last.condition)]
    sides = [side for part in alike for side in _sides(part.condition)]
    if len(sides) < 2:
        return None
    return join_parts(sentence, [part for part in given.parts if part not in alike]), tuple(sides)


def _sides(condition: Condition) -> list[Condition]:
    """The conditions that one on several values is made of."""
    if not isinstance(condition, Filter) or condition.negated or len(condition.values) < 2:
        return [condition]
    return [replace(condition, values=(value,)) for value in condition.values]


def _dimension(condition: Condition) -> tuple[str, str] | None:
    """What a condition is on, whatever it says of it; None for what is no dimension."""
    if isinstance(condition, Range):
        return condition.dimension, ""
    if isinstance(condition, Filter):
        blank = condition.facet in (Facet.BLANK, Facet.ROLE_BLANK)
        return condition.facet.value, condition.values[0] if blank else condition.column
    return None

"""Which of two has more, and whether all of some rows are so."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.model.mention import Mention
from assistant.model.query import Among, Ask, Condition, Query, denied
from assistant.model.question import Field
from assistant.understanding.composing.asking.given import Given, asks_for_any, degree_of, head_of, is_yes_no
from assistant.understanding.composing.asking.orders import direction_of, measure_of, taken_aggregate
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.conditions.part import Part
from assistant.understanding.composing.sentence import Sentence, counts, only_cost, thing_of
from assistant.words import grammar
from corpus.text.expressions import expression
from index.filters import Facet, Filter


def ask_versus(given: Given) -> Query | None:
    """Groups that have more of one thing than of another: 「A評価がB評価より多い課は」."""
    sentence = given.sentence
    head = head_of(sentence)
    sided = two_values(given)
    if head is None or sided is None or thing_of(sentence[head]) in ("", "row", "kpi"):
        return None
    if sentence.first("which") is not None or sentence.first("difference") is not None:
        return None
    sides, rest = sided
    ordered = _with_the_lesser_last(given, sides)
    more = sentence.first("more_than")
    more = degree_of(sentence) if more is None else more
    english = _more_in_english(given, ordered[0]) if ordered is not None else ""
    if ordered is None or (more is None and not english):
        return None
    fewer = english in grammar.words("english_fewer") or (more is not None and _says_fewer(sentence[more]))
    sentence.take(head, more, *sentence.places("noun"), *sentence.places("ask"), *sentence.places("degree"))
    sentence.take(*sentence.places("has"), *sentence.places("present"))
    return Query(
        Ask.GROUPS,
        where=join_parts(sentence, rest),
        by=thing_of(sentence[head]),
        measure="count",
        sides=ordered,
        direction="min" if fewer else "max",
    )


def _says_fewer(mention: Mention) -> bool:
    return mention.words.endswith(grammar.words("fewer_than")) or mention.means("degree") == "min"


def _more_in_english(given: Given, side: Condition) -> str:
    """The "more" or "fewer" right before the first of two; empty without one, and in Japanese."""
    text = given.sentence.prepared.folded
    for start, _ in _stretches(given, side):
        before = text[:start].rstrip().rpartition(" ")[2]
        if before in grammar.words("english_more"):
            return before
    return ""


def _with_the_lesser_last(given: Given, sides: tuple[Condition, ...]) -> tuple[Condition, ...] | None:
    """The two sides with that last which the other is compared with (「Bより」, "than B"); None where neither
    is.
    """
    sentence = given.sentence
    text = sentence.prepared.folded
    behind = re.compile(rf"{grammar.pattern('behind_value')}?{grammar.pattern('less_than')}")
    for place, side in enumerate(sides):
        for start, end in _stretches(given, side):
            lesser = (
                behind.match(text, end) is not None
                if sentence.japanese
                else text[:start].rstrip().endswith(grammar.words("english_less_than"))
            )
            if lesser:
                return (sides[1 - place], side)
    return None


def _stretches(given: Given, side: Condition) -> list[tuple[int, int]]:
    """Where a side stands in the text: its part, or the value where two values are one part."""
    found = [(part.start, part.end) for part in given.parts if part.condition == side]
    if found or not isinstance(side, Filter):
        return found
    spans = (
        m.span for m in given.sentence.mentions if m.filter is not None and m.filter.values == side.values
    )
    return [(span.start, span.end) for span in spans]


def ask_comparison(given: Given) -> Query | None:
    """Which of two has more, or by how much: 「AとBではどちらが多い」, "how many more A than B"."""
    sentence = given.sentence
    which, difference = sentence.first("which"), sentence.first("difference")
    gap = sentence.first("field", Field.GAP.value)
    counted = gap is not None and sentence[gap].words in grammar.words("by_how_many")
    of_figures = sentence.first("figure") is not None or not sentence.known.has_kpis
    if gap is not None and (counted or of_figures) and two_values(given):
        # "and by how many", 「総額はどっちがどれだけ多い」: of what is counted or added, not from a target.
        sentence.take(gap)
        gap = None
    than = any(word in sentence.prepared.folded for word in grammar.words("than"))
    chooses = which is not None or _chooses(given)
    if not chooses and difference is None and not (gap is not None and than):
        if not (than and sentence.first("degree") is not None and two_values(given)):
            return None
        difference = sentence.first("degree")
    named = (given.sides, given.parts) if given.sides else None
    sided = named or two_values(given) or opposites(given) or _two_rows(sentence)
    placed = any(sentence.first(kind) is not None for kind in ("rank", "each", "from_end"))
    if sided is None and ((not chooses and difference is None) or given.parts or placed):
        return None
    sides, rest = sided or ((), given.parts)
    aggregate = taken_aggregate(sentence)
    share = sentence.places("ask", "share") if rest and sides else []
    amount = sentence.known.sole_amount or (only_cost(sentence) if aggregate else "")
    number = any(counts(mention) for mention in sentence.mentions)
    measure = "share" if share else measure_of(given) or ("" if number else amount)
    direction = direction_of(sentence) or "max"
    sentence.take(
        *share,
        which,
        difference,
        gap,
        *sentence.places("order"),
        *sentence.places("noun"),
        *sentence.places("ask"),
        *sentence.places("wanted"),
    )
    return Query(
        Ask.COMPARISON,
        where=join_parts(sentence, rest),
        sides=sides,
        measure=measure,
        aggregate=aggregate if measure else "",
        direction=direction if chooses else "difference",
    )


def _chooses(given: Given) -> bool:
    """Whether English asks which of two has more: "does A or B have more …", "which has more …, A or B"."""
    sentence = given.sentence
    text = sentence.prepared.folded
    if sentence.japanese or not text.startswith(grammar.words("choice_starts")):
        return False
    more = any(mention.words in grammar.words("choice_degrees") for mention in sentence.mentions)
    compared = more or _DEGREE_ALONE.search(text)
    return bool(compared) and f" {grammar.word('english_or')} " in text and two_values(given) is not None


_DEGREE_ALONE = expression(
    rf"(?<![a-z]){grammar.pattern('choice_degrees_alone')}(?![a-z])"
    rf"(?! {grammar.pattern('english_less_than')})"
)


def two_values(given: Given) -> tuple[tuple[Condition, ...], tuple[Part, ...]] | None:
    """The two values of one dimension that are compared, with the other conditions."""
    for part in given.parts:
        one = part.condition
        if isinstance(one, Filter) and not one.negated and len(one.values) == 2:
            sides = tuple(replace(one, values=(value,)) for value in one.values)
            return sides, tuple(other for other in given.parts if other is not part)
        if isinstance(one, Filter) and not one.negated and len(pair := _named_within(given, one)) == 2:
            return pair, tuple(other for other in given.parts if other is not part)
    for part in given.parts:
        for other in given.parts:
            if part is not other and part.facet == other.facet is not None:
                rest = tuple(one for one in given.parts if one not in (part, other))
                return (part.condition, other.condition), rest
    return None


def _named_within(given: Given, whole: Filter) -> tuple[Condition, ...]:
    """The conditions that words of their own are for and that make up one of several values: 市民税, which is
    two entries of a column, and 固定資産税.
    """
    named = [m.filter for m in given.sentence.mentions if m.filter is not None]
    inside = [one for one in named if one.facet is whole.facet and one.column == whole.column]
    every = {value for one in inside for value in one.values}
    return tuple(dict.fromkeys(inside)) if every == set(whole.values) else ()


def opposites(given: Given) -> tuple[tuple[Condition, ...], tuple[Part, ...]] | None:
    """A condition and its denial as the two sides: 「KPIのある施策とない施策」, "with and without a KPI"."""
    sentence = given.sentence
    for part in given.parts:
        for other in given.parts:
            if other is not part and other.condition == denied(part.condition):
                rest = tuple(one for one in given.parts if one not in (part, other))
                return (part.condition, other.condition), rest
    place = sentence.first("opposite")
    before = [part for part in given.parts if place is not None and part.last < place]
    if place is None or not before:
        return None
    sentence.take(place)
    one = before[-1]
    return (one.condition, denied(one.condition)), tuple(part for part in given.parts if part is not one)


def _two_rows(sentence: Sentence) -> tuple[tuple[Condition, ...], tuple[Part, ...]] | None:
    rows = [place for place, mention in enumerate(sentence.mentions) if mention.rows]
    if len(rows) != 2:
        return None
    sentence.take(*rows)
    return tuple(Among(sentence[place].rows) for place in rows), ()


def ask_claim(given: Given) -> Query | None:
    """Whether all of some rows are so: 「…は全部B評価ですか」, "are all … rated B?"."""
    sentence = given.sentence
    every = sentence.first("all")
    if every is None or not given.parts or not is_yes_no(sentence):
        return None
    if asks_for_any(sentence) and any(
        thing_of(m) not in ("", "row", "kpi", "rating") for m in sentence.mentions
    ):
        # 「施策がすべてA評価の分野はありますか」 asks for groups.
        return None
    if sentence.first("ask", "count") is not None or sentence.first("wanted") is not None:
        return None
    if sentence.japanese:
        split = sentence[every].span.start
        about = tuple(part for part in given.parts if part.start < split)
        claim = tuple(part for part in given.parts if part.start >= split)
    else:
        about, claim = given.parts[:-1], given.parts[-1:]
    if not claim:
        return None
    sentence.take(*sentence.places("field", "kpi"))
    about_kpis = not about and any(mention.means("field") == "kpi" for mention in sentence.mentions)
    sentence.take(every, *sentence.places("noun"), *sentence.places("all"), *sentence.places("ask", "list"))
    return Query(
        Ask.CLAIM,
        where=Filter(Facet.KPI) if about_kpis else join_parts(sentence, about),
        claim=join_parts(sentence, claim),
        yes_no=True,
    )

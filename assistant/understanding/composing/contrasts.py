"""Which of two has more, and whether all of some rows are so."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.model.query import Among, Ask, Condition, Query
from assistant.model.question import Field
from assistant.understanding.composing.given import Given, is_yes_no
from assistant.understanding.composing.joining import join_parts
from assistant.understanding.composing.orders import direction_of, measure_of, taken_aggregate
from assistant.understanding.composing.part import Part
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar
from index.filters import Facet, Filter


def ask_comparison(given: Given) -> Query | None:
    """Which of two has more, or by how much: 「AとBではどちらが多い」, "how many more A than B"."""
    sentence = given.sentence
    which, difference = sentence.first("which"), sentence.first("difference")
    gap = sentence.first("field", Field.GAP.value)
    than = any(word in sentence.prepared.folded for word in grammar.words("than"))
    chooses = which is not None or _chooses(given)
    if not chooses and difference is None and not (gap is not None and than):
        if not (than and sentence.first("degree") is not None and _two_values(given)):
            return None
        difference = sentence.first("degree")
    named = (given.sides, given.parts) if given.sides else None
    sided = named or _two_values(given) or _two_rows(sentence)
    if sided is None and ((not chooses and difference is None) or given.parts):
        return None
    sides, rest = sided or ((), given.parts)
    aggregate = taken_aggregate(sentence)
    measure = measure_of(given)
    direction = direction_of(sentence) or "max"
    sentence.take(
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
    compared = more or re.search(
        rf"(?<![a-z]){grammar.pattern('choice_degrees_alone')}(?![a-z])(?! than)", text
    )
    return bool(compared) and " or " in text and _two_values(given) is not None


def _two_values(given: Given) -> tuple[tuple[Condition, ...], tuple[Part, ...]] | None:
    """The two values of one dimension that are compared, with the other conditions."""
    for part in given.parts:
        one = part.condition
        if isinstance(one, Filter) and not one.negated and len(one.values) == 2:
            sides = tuple(replace(one, values=(value,)) for value in one.values)
            return sides, tuple(other for other in given.parts if other is not part)
    for part in given.parts:
        for other in given.parts:
            if part is not other and part.facet == other.facet is not None:
                rest = tuple(one for one in given.parts if one not in (part, other))
                return (part.condition, other.condition), rest
    return None


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

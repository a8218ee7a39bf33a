"""Shares or several numbers of each of two: 「AとBのB評価の割合はそれぞれ」."""

from __future__ import annotations

from assistant.model.query import Ask, Condition, Query, joined
from assistant.understanding.composing.asking.contrasts import opposites, two_values
from assistant.understanding.composing.asking.given import Given, is_percent, take_nouns
from assistant.understanding.composing.asking.groupings import asks_each_group
from assistant.understanding.composing.asking.tallies import counts_asked, is_of
from assistant.understanding.composing.conditions.joining import join_parts
from assistant.understanding.composing.conditions.part import Part
from assistant.words import grammar


def ask_each_of_two(given: Given) -> Query | None:
    """The share that some rows are of each of two, or several numbers of each; None for another question."""
    sentence = given.sentence
    each = [p for p in sentence.places("each") if sentence[p].words in grammar.words("each_of_those_named")]
    each = [] if asks_each_group(sentence) else each
    sided = opposites(given) or two_values(given) if each else None
    if sided is None or sided[0][0] == sided[0][1]:
        return None
    sides, rest = sided
    shares = [
        p for p in range(len(sentence)) if "ask:share" in sentence[p].meanings or is_percent(sentence, p)
    ]
    query = _shares(sides, rest) if shares else _numbers(given, sides, rest)
    if query is None:
        return None
    sentence.take(*each, *shares, *sentence.places("follow"), *sentence.places("wanted"))
    sentence.take(*sentence.places("ask", "count"), *sentence.places("does"))
    take_nouns(sentence)
    return query


def _shares(sides: tuple[Condition, ...], rest: tuple[Part, ...]) -> Query | None:
    where = joined(*dict.fromkeys(part.condition for part in rest))
    if where is None:
        return None
    return Query(Ask.COMPARISON, where=where, sides=sides, measure="share", direction="each")


def _numbers(given: Given, sides: tuple[Condition, ...], rest: tuple[Part, ...]) -> Query | None:
    """Several numbers of each side, by what is said before the word for each (in English behind it)."""
    sentence = given.sentence
    counts = counts_asked(sentence)
    of_each = [
        join_parts(sentence, [part for part in rest if is_of(sentence, part, counts, at)])
        for at in range(len(counts))
    ]
    if len(counts) < 2 or len(set(of_each)) < len(of_each):
        return None
    told = tuple(joined(side, condition) for side in sides for condition in of_each)
    return Query(Ask.TALLY, sides=tuple(one for one in told if one is not None))

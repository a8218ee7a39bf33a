"""Names that are counted by group: how many 課 each 局 has, and which has the most of them."""

from __future__ import annotations

from assistant.model.query import Ask, Query, distinct
from assistant.model.question import Field
from assistant.understanding.composing.asking.given import Given, take_nouns
from assistant.understanding.composing.beside_rows import groups_listed
from assistant.understanding.composing.sentence import Sentence, thing_of
from assistant.words import grammar

_NOT_NAMED = frozenset({"", "row", "kpi", "document", "year"})


def names_counted(sentence: Sentence, by: str) -> str:
    """The measure of the names that are counted in groups of a dimension; what says so is taken.

    Empty where rows or indicators are counted: of 「局ごとの課の数」 those of 課, of 「局ごとの件数」 none.
    """
    for place in sentence.unused():
        thing = thing_of(sentence[place])
        level = sentence[place].means("level") is not None
        if thing in _NOT_NAMED or thing == by or not (level or _is_noun(sentence, place)):
            continue
        if _is_counted(sentence, place):
            sentence.take(place)
            return distinct(thing)
    return ""


def _is_noun(sentence: Sentence, place: int) -> bool:
    return sentence[place].means("noun") in ("department", "section", "group")


def _is_counted(sentence: Sentence, place: int) -> bool:
    """Whether it is said of what a mention names how many there are, or where there are most."""
    if not sentence.japanese:
        return place > 0 and _asks_how_many(sentence, place - 1)
    behind = place + 1
    if behind >= len(sentence):
        return False
    end = sentence[place].span.end
    text = sentence.prepared.folded[end:]
    most = any(sentence[behind].means(kind) for kind in ("degree", "most", "superlative"))
    if most:
        return text.startswith(grammar.words("behind_counted"))
    return _asks_how_many(sentence, behind) and sentence.near(place, behind)


def _asks_how_many(sentence: Sentence, place: int) -> bool:
    return "ask:count" in sentence[place].meanings or sentence[place].means("wanted") is not None


def ask_names_of_groups(given: Given) -> Query | None:
    """The names of groups that there are, with how many: 「どんな室があるの」."""
    sentence = given.sentence
    place = groups_listed(sentence)
    if place is None or place in sentence.used:
        return None
    thing = thing_of(sentence[place])
    sentence.take(place, *sentence.places("field", Field.NAME.value), *sentence.places("all"))
    sentence.take(*sentence.places("ask"), *sentence.places("has"), *sentence.places("present"))
    take_nouns(sentence)
    return Query(Ask.COUNT, thing=thing, where=given.where)

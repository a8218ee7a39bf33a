"""Whether every group has some rows: 「どの課もB評価がありますか」."""

from __future__ import annotations

from assistant.model.query import NO_ROWS, Ask, Query
from assistant.understanding.composing.asking.given import Given
from assistant.words import grammar


def ask_every_group(given: Given) -> Query | None:
    """Whether every group has such rows, told by those that have none: 「どの課もB評価がありますか」."""
    sentence = given.sentence
    every = sentence.first("every_group")
    denied = any(mention.means("denied") or mention.means("none") for mention in sentence.mentions)
    if every is None or not given.parts or denied:
        return None
    noun = _inside_every(sentence[every].words)
    level = sentence.known.level(noun)
    meanings = sentence.lexicon.cues["ja"].get(noun, ())
    thing = next((m.removeprefix("noun:") for m in meanings if m in _NOUNS_OF_GROUPS), "")
    if not (level or thing):
        return None
    sentence.take(every, *sentence.places("noun"), *sentence.places("all"), *sentence.places("does"))
    sentence.take(*sentence.places("has"), *sentence.places("present"))
    return Query(Ask.GROUPS, where=given.where, by=level or thing, having=NO_ROWS, measure="count")


def _inside_every(words: str) -> str:
    """The noun of 「どの課も」."""
    for before in grammar.words("every_before"):
        words = words.removeprefix(before)
    for behind in grammar.words("every_behind"):
        words = words.removesuffix(behind)
    return words


_NOUNS_OF_GROUPS = frozenset({"noun:department", "noun:section", "noun:group"})

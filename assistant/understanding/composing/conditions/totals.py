"""The number of all rows, said with a question to remind of it: 「43件のうち」, "of the 43 measures"."""

from __future__ import annotations

from assistant.understanding.composing.sentence import Sentence, thing_of
from assistant.words import grammar

_ROW_UNITS = grammar.word_set("row_units", "things_counted", "loose_counters")


def take_total(sentence: Sentence) -> None:
    """Uses up a figure that is but the number of all rows, with what says that the rest is of them.

    A figure that is not that number stays, and so does the question of what it is.
    """
    for place in sentence.places("amount"):
        figure = sentence[place].quantity
        if figure is None or figure.value not in sentence.known.totals or figure.unit not in _ROW_UNITS:
            continue
        if _is_told_of(sentence, place):
            sentence.take(place)
            behind = place + 1
            if behind < len(sentence) and thing_of(sentence[behind]) == "row":
                sentence.take(behind)
                behind += 1
            if sentence.japanese and behind < len(sentence) and _narrows(sentence, behind):
                sentence.take(behind)


def _narrows(sentence: Sentence, place: int) -> bool:
    """Whether a 「のうち」 stands right behind the rows that were numbered."""
    return sentence[place].means("follow") == "narrow" and not sentence.gap(place - 1, place)


def _is_told_of(sentence: Sentence, place: int) -> bool:
    """Whether the words around a number say that what is asked is of that many."""
    span = sentence[place].span
    behind = sentence.between(span.end, len(sentence.prepared.folded))
    if sentence.japanese:
        if sentence.between(0, span.start).endswith(grammar.words("total_behind")):
            return True
        return behind.startswith(grammar.words("behind_total"))
    before = sentence.between(0, span.start).rstrip()
    return before.endswith(grammar.words("before_total"))

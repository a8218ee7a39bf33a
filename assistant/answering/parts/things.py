"""The figure or date of a sentence that a question asks for, among those that it holds.

The figure belongs to the weightiest word of the question that stands in the sentence: the nearest one,
commas and
full stops between them counting as a distance. What is a threshold, a range, a target or a rate is no
answer to how many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, marks
from assistant.model.question import Expects, Question, Word
from corpus.text.dates import find_dates
from corpus.text.quantities import find_quantities
from index.find.search import SegmentHit

# What a stop or comma between a word and a figure costs, in characters, and what it helps to follow the word.
_STOP = 15
_FOLLOWS = 4
_STOPS = re.compile(r"[。、，,;；]")
_THRESHOLD = re.compile(r"\s*(?:以上|以下|未満|以内|超|を超え)")
_RANGE = re.compile(r"[0-9]\s*[~～〜-]\s*$")
_AIMED_AT = re.compile(r"(?:目標|定員|予定|上限)[^。、,]{0,12}$")
_RATES = frozenset({"%", "パーセント", "ポイント"})
# 「一人1台」 counts nobody.
_IDIOMS = frozenset({"一人", "1人", "1つ", "一つ", "ひとつ"})

Thing = tuple[int, int, str]


def things_in(desk: Desk, hit: SegmentHit) -> tuple[str, ...]:
    """What a segment holds of the kind asked for, the likeliest first; empty where a name is asked for."""
    question = desk.question
    if question.expects is Expects.DATE:
        things = [(date.start, date.end, date.text) for date in find_dates(hit.text)]
        return _nearest(hit.text, things, question, last=True)
    if question.expects is Expects.QUANTITY:
        return _nearest(hit.text, _quantities(hit.text, question), question, last=False)
    return ()


def _quantities(text: str, question: Question) -> list[Thing]:
    found = [
        (quantity.start, quantity.end, quantity.text)
        for quantity in find_quantities(text)
        if quantity.text not in _IDIOMS
        and not _RANGE.search(text[: quantity.start])
        and (
            _fits(quantity.unit, question.units)
            if question.units
            else quantity.unit not in _RATES or not _counts(question)
        )
    ]
    plain = [thing for thing in found if not _THRESHOLD.match(text[thing[1] :])]
    reached = [thing for thing in plain if not _AIMED_AT.search(text[: thing[0]])]
    return reached or plain or found


def _counts(question: Question) -> bool:
    return any(cue.means("ask") == "count" for cue in question.cues)


def _fits(unit: str, units: Sequence[str]) -> bool:
    return unit in units or any(len(u) > 1 and (u in unit or unit in u) for u in units if unit)


def _nearest(text: str, things: Sequence[Thing], question: Question, last: bool) -> tuple[str, ...]:
    """The things by their distance to the weightiest word of the subject that stands in the text."""
    places = _places(text, question.subject)

    def distance(thing: Thing) -> tuple[float, int]:
        start, end, _ = thing
        gaps = [_gap(text, start, end, a, b) for a, b in places]
        return (min(gaps, default=0.0), -start if last else start)

    return tuple(thing[2] for thing in sorted(things, key=distance))


def _gap(text: str, start: int, end: int, word_start: int, word_end: int) -> float:
    if start >= word_end:
        between = text[word_end:start]
        return len(between) + _STOP * len(_STOPS.findall(between)) - _FOLLOWS
    between = text[end:word_start]
    return len(between) + _STOP * len(_STOPS.findall(between))


def _places(text: str, words: Sequence[Word]) -> Sequence[tuple[int, int]]:
    """Where the weightiest of the words that stand in the text does; those that are counted come last."""
    ordered = sorted(words, key=lambda word: (word.head, -word.weight))
    for word in ordered:
        found = marks(text, [word]) if word.weight > 0 else ()
        if found:
            return found
    return marks(text, words)

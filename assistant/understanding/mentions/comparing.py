"""Comparisons with a figure: of a KPI (達成率が80%未満), or of the number of departments
(担当課が三つある).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.model.question import Comparison, Field
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Comparator
from corpus.text.quantities import Quantity, find_quantities

_COMPARATORS = {
    "ge": (Comparator.AT_LEAST, False),
    "gt": (Comparator.AT_LEAST, True),
    "le": (Comparator.AT_MOST, False),
    "lt": (Comparator.AT_MOST, True),
}
# How far a figure may stand from its comparing word, in characters.
_REACH = 12
_FIGURES = (Field.RATE, Field.GAP, Field.ACTUAL, Field.TARGET)
_PERCENT = grammar.word_set("percents")
_NUMBER = re.compile(
    r"([0-9]+|[一二三四五六]|one|two|three|four|five)(?=つ|個|課|部署| (?:or more )?departments?| divisions?)"
)
_WORDS = {
    w: n
    for n, words in enumerate(("one 一", "two 二", "three 三", "four 四", "five 五"), 1)
    for w in words.split()
}


def compare(
    prepared: Prepared, cues: Sequence[Cue], fields: Sequence[Field]
) -> tuple[Comparison | None, tuple[Span, ...]]:
    """The comparison in a question with the words it takes up; None where nothing is compared with a
    figure.
    """
    of_departments = Field.DEPARTMENT in fields or any(cue.means("noun") == "department" for cue in cues)
    if of_departments:
        found, spans = _departments(prepared, cues)
        if found is not None:
            return found, spans
    for cue in cues:
        what = cue.means("than")
        if what is None:
            continue
        for quantity in find_quantities(prepared.folded):
            if max(quantity.start - cue.span.end, cue.span.start - quantity.end) <= _REACH:
                return _figure(quantity, what, fields), (cue.span, Span(quantity.start, quantity.end))
    return None, ()


def _figure(quantity: Quantity, what: str, fields: Sequence[Field]) -> Comparison:
    figure = next((figure for figure in _FIGURES if figure in fields), None)
    if figure is None:
        figure = Field.RATE if quantity.unit in _PERCENT else Field.ACTUAL
    sense, strict = _COMPARATORS[what]
    unit = "" if quantity.unit in _PERCENT else quantity.unit
    return Comparison(figure, sense, strict, quantity.value, unit)


def _departments(prepared: Prepared, cues: Sequence[Cue]) -> tuple[Comparison | None, tuple[Span, ...]]:
    """A condition on how many departments a row has: several, one alone, or a number of them."""
    for cue in cues:
        if cue.means("alone"):
            return _count(Comparator.EXACTLY, False, 1), (cue.span,)
        if cue.means("several"):
            return _count(Comparator.AT_LEAST, False, 2), (cue.span,)
    match = _NUMBER.search(prepared.folded)
    if match is None:
        return None, ()
    number = _WORDS.get(match.group(1)) or int(match.group(1))
    span = Span(*match.span())
    for cue in cues:
        what = cue.means("than")
        if what is not None and max(span.start - cue.span.end, cue.span.start - span.end) <= _REACH:
            sense, strict = _COMPARATORS[what]
            return _count(sense, strict, number), (cue.span, span)
    return _count(Comparator.EXACTLY, False, number), (span,)


def _count(sense: Comparator, strict: bool, number: int) -> Comparison:
    return Comparison(Field.DEPARTMENT, sense, strict, Decimal(number), "")

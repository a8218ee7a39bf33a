"""The words of a comparison with a figure (達成率が80%未満, 担当課が三つある), which are of no subject."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.question import Field
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.text.expressions import expression
from corpus.text.quantities import find_quantities

# How far a figure may stand from its comparing word, in characters.
_REACH = 12
_NUMBER = expression(
    rf"(?:[0-9]+|{grammar.pattern('kanji_numbers', 'english_numbers')})"
    rf"(?={grammar.pattern('department_figures')})"
)


def compared(prepared: Prepared, cues: Sequence[Cue], fields: Sequence[Field]) -> tuple[Span, ...]:
    """The comparing word and its figure, or what says how many departments there are; empty for neither."""
    of_departments = Field.DEPARTMENT in fields or any(cue.means("noun") == "department" for cue in cues)
    spans = _departments(prepared, cues) if of_departments else ()
    if spans:
        return spans
    for cue in cues:
        for quantity in find_quantities(prepared.folded) if cue.means("than") else ():
            figure = Span(quantity.start, quantity.end)
            if _reaches(cue.span, figure):
                return (cue.span, figure)
    return ()


def comparing_words(lexicon: Lexicon) -> dict[str, str]:
    """The Japanese words that compare a figure, each with how: "ge", "gt", "le" or "lt"."""
    cues = lexicon.cues["ja"].items()
    senses = ((word, meaning.partition(":")) for word, meanings in cues for meaning in meanings)
    return {word: sense for word, (kind, _, sense) in senses if kind == "than"}


def _departments(prepared: Prepared, cues: Sequence[Cue]) -> tuple[Span, ...]:
    several = next((cue for cue in cues if cue.means("alone") or cue.means("several")), None)
    if several is not None:
        return (several.span,)
    match = _NUMBER.search(prepared.folded)
    if match is None:
        return ()
    number = Span(*match.span())
    than = next((cue.span for cue in cues if cue.means("than") and _reaches(cue.span, number)), None)
    return (number,) if than is None else (than, number)


def _reaches(word: Span, figure: Span) -> bool:
    return max(figure.start - word.end, word.start - figure.end) <= _REACH

"""Whether a question asks for a sum, mean or difference of figures, and whether a sentence states it."""

from __future__ import annotations

from assistant.answering.texts.sought import Form, Sought
from assistant.words import fact_words
from corpus.frozen import dataclass
from corpus.text.folding import fold
from index.language.tokenizer import tokenize


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What is to be reckoned: the word that asks for it, and the words by which a text states it."""

    word: str
    stated: frozenset[str]


# By what each is asked for, and by what a text states it.
_FAMILIES = (
    (("sums",), ("sums", "totals")),
    (("means",), ("means", "each_of")),
    (("parts_apart",), ("apart", "points")),
)


def reckoned(looked_for: Sought) -> Reckoned | None:
    """What a question wants reckoned from figures; None where it asks for one that may stand there."""
    if looked_for.form is not Form.QUANTITY:
        return None
    folded = looked_for.question.folded
    tokens = tokenize(folded)
    for asked, stated in _FAMILIES:
        words = {word for kind in asked for word in fact_words.words(kind)}
        said = next((one.surface for one in tokens if one.term in words or one.surface in words), "")
        said = said or next((word for word in sorted(words, key=len, reverse=True) if word in folded), "")
        if said:
            return Reckoned(said, frozenset(word for kind in stated for word in fact_words.words(kind)))
    return None


def states(what: Reckoned, text: str) -> bool:
    """Whether a sentence says what the figures come to."""
    return any(not what.stated.isdisjoint((one.surface, one.term)) for one in tokenize(fold(text)))

"""Whether a question asks for a sum, mean or difference of figures, and whether a sentence states it."""

from __future__ import annotations

from assistant.answering.texts.sought import Form, Sought
from assistant.words import fact_words
from corpus.text.folding import fold
from index.language.tokenizer import tokenize

# By what each is asked for, and by what a text states it.
_FAMILIES = (
    (("sums",), ("sums", "totals")),
    (("means",), ("means", "each_of")),
    (("parts_apart",), ("apart", "points")),
)


def reckons(looked_for: Sought) -> str:
    """The word by which a figure is asked for that is reckoned from others; empty where none is."""
    if looked_for.form is not Form.QUANTITY:
        return ""
    folded = looked_for.question.folded
    terms = {token.surface: token.term for token in tokenize(folded)}
    for asked, _ in _FAMILIES:
        words = {word for kind in asked for word in fact_words.words(kind)}
        for surface, term in terms.items():
            if term in words or surface in words:
                return surface
        if said := next((word for word in sorted(words, key=len, reverse=True) if word in folded), ""):
            return said
    return ""


def is_reckoned(looked_for: Sought, text: str) -> bool:
    """Whether a sentence states what the figures come to, in a word of the family that is asked for."""
    word = reckons(looked_for)
    tokens = tokenize(fold(text))
    printed = {form for token in tokens for form in (token.surface, token.term)}
    for asked, stated in _FAMILIES:
        if any(word in fact_words.words(kind) or _term(word) in fact_words.words(kind) for kind in asked):
            return any(said in printed for kind in stated for said in fact_words.words(kind))
    return True


def _term(word: str) -> str:
    tokens = tokenize(word)
    return tokens[0].term if len(tokens) == 1 else word

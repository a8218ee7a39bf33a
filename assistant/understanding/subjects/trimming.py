"""What is left of the subject's words once columns, conditions and unknown verbs are taken off it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog
from assistant.model.question import Word
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared

_UNKNOWN_ENGLISH = 0.4


def subject_proper(
    words: tuple[Word, ...], conditional: bool, fielded: bool = False
) -> tuple[tuple[Word, ...], bool]:
    """The words that make a subject: beside conditions or fields verbs make none (「人事課が関わる施策」).

    Light words count only where there is nothing else to go by.
    """
    if conditional or fielded or any(word.weight > 0 and not word.light for word in words):
        words = tuple(replace(word, weight=0.0) if word.light else word for word in words)
    if conditional and not any(word.noun and word.weight > 0 for word in words):
        return (), False
    if fielded and not any(_names(word) and word.weight > 0 for word in words):
        return (), False
    if not any(word.weight > 0 for word in words):
        return (), False
    return words, sum(word.weight for word in words) > 0


def _names(word: Word) -> bool:
    """Whether a word may name something by itself: a noun, a number or a date, and no verb."""
    return word.noun or any(sign.isdecimal() for sign in word.surface)


def eased(prepared: Prepared, word: Word) -> Word:
    """An English word that is not known weighs less where a field names what is asked; it may be any verb."""
    unknown = not word.terms and word.surface.isascii() and not prepared.cased[word.span.start].isupper()
    return replace(word, weight=word.weight * _UNKNOWN_ENGLISH) if unknown else word


def as_typed(prepared: Prepared, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with what was typed for them and before them, which a follow-up takes along."""
    found: list[Word] = []
    end = 0
    for word in words:
        gap = prepared.folded[end : word.span.start] if found else ""
        found.append(replace(word, typed=prepared.slice(word.span), gap=gap))
        end = word.span.end
    return tuple(found)


def without_headers(known: Catalog, names: Sequence[Found], words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words less those that belong to the name of a column whose value is a condition
    (外部有識者の書面点検).
    """
    keys = {name.column for name in names if name.column}
    terms = {term for header in known.headers if header.column.key in keys for term in header.terms}
    return tuple(word for word in words if not (word.terms and word.terms[0] in terms)) if terms else words

"""How well a sentence answers: told plainly, told as near with the words that it lacks, or not at all.

Plainly where it holds most of the words by weight and all years, numbers and names; as near where it holds
half of them, or stands far out among all others.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.kinds.near import is_english_name
from assistant.answering.texts.sentences.finding import Statement
from assistant.answering.texts.sentences.meanings import is_meaning
from assistant.answering.texts.sought import Form, Sought
from assistant.model.answer import Language
from assistant.model.question import How, Word
from assistant.words import text_words
from corpus.text.expressions import expression
from index.language.tokenizer import Pos, tokenize

PLAINLY = 0.72
"""The share of the words, by weight, that must be held to be told plainly."""
_NEAR = 0.5
_KNOWN = 0.35
# Less will do for a sentence that is so much better than all others, with so many nouns.
_LEAST = 0.4
_APART = 0.12
_NOUNS = 3
_TRANSLATED = 2
_ORDINAL = expression("[0-9]{1,2}")
# Further statements are shown that come this close to the best.
_CLOSE = 0.88
_SHOWN = 2


def near_enough(looked_for: Sought) -> float:
    """The share of the words that a sentence must hold to be told as near."""
    # What no document has tells nothing of where the rest stands.
    known = sum(word.weight for word in looked_for.words if word.terms)
    return max(_KNOWN, min(_NEAR, known * PLAINLY))


def is_told(looked_for: Sought, one: Statement, enough: float) -> bool:
    """Whether a sentence holds enough of the words, and every year, number and name among them.

    As near it is told without the number of a heading or item, which may stand far above (重点対策①の目標).
    """
    missing = [looked_for.words[place] for place in one.missing]
    if enough < PLAINLY:
        missing = [word for word in missing if not _ORDINAL.fullmatch(word.surface)]
    if looked_for.question.language is Language.ENGLISH:
        sure = one.says if looked_for.form is Form.MEANING else _holds_nouns(looked_for, one)
        return sure and one.coverage >= enough and not any(map(is_english_name, missing))
    if looked_for.form is Form.MEANING and enough >= PLAINLY and not (one.says or is_meaning(one.text)):
        # What only speaks of a thing does not say what it is.
        return False
    return one.coverage >= enough and not any(map(_must_stand, missing))


def standing_out(looked_for: Sought, fitting: Sequence[Statement]) -> Statement | None:
    """The best sentence where it is far better than the next and has several nouns; None where none is."""
    if not fitting or fitting[0].row_id is not None:
        return None
    best = fitting[0]
    words = looked_for.words
    nouns = {place for place, word in enumerate(words) if word.noun and not word.light}
    held = nouns - best.missing
    others = [one.score for one in fitting[1:] if one.text != best.text]
    margin = best.score - max(others, default=0.0)
    apart = margin >= _APART and len(held) >= _NOUNS
    return best if apart and is_told(looked_for, best, _LEAST) else None


def lacks(looked_for: Sought, one: Statement) -> bool:
    """Whether a noun of the question, or a verb that tells much, stands nowhere near a sentence."""
    words = [looked_for.words[place] for place in unsaid(looked_for, one)]
    said = {place for place in looked_for.asked if text_words.said_by(looked_for.words[place].surface)}
    kinds = {looked_for.words[place].surface for place in said}
    return any(word.surface not in kinds and not word.light and word.noun for word in words)


def unsaid(looked_for: Sought, one: Statement) -> frozenset[int]:
    """The words that a sentence has not, or has only in what plans may print for them."""
    guessed = (place for place, word in enumerate(looked_for.words) if word.how is How.RELATED and word.noun)
    return one.missing.union(guessed)


def close_to(looked_for: Sought, best: Statement, found: Sequence[Statement]) -> list[Statement]:
    """Further sentences that answer nearly as well, where the form does not ask for one thing."""
    one_thing = looked_for.form in (Form.DATE, Form.QUANTITY)
    kept = [
        one
        for one in found
        if one is not best
        and one.text.strip() != best.text.strip()
        and one.coverage >= PLAINLY
        and one.score >= best.score * _CLOSE
    ]
    return kept[: 1 if one_thing else _SHOWN]


def _holds_nouns(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence has several nouns of a question: a translation of one alone is a guess."""
    words = looked_for.words
    held = [p for p, word in enumerate(words) if word.noun and not word.light and p not in one.missing]
    return len(held) >= _TRANSLATED


def _must_stand(word: Word) -> bool:
    """Whether a word is a year, a number or a name: a text without it speaks of another."""
    (token, *rest) = tokenize(word.surface) or (None,)
    named = token is not None and not rest and token.pos in (Pos.DATE, Pos.NUMBER, Pos.PLACE, Pos.PROPER)
    return named or (word.surface.isascii() and word.surface.isalnum())

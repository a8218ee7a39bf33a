"""How well a sentence answers: told plainly, told as near with the words that it lacks, or not at all.

Plainly where it holds most of the words by weight and all years, numbers and names; as near where it holds
what the question is about, if not all that is said of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.kinds.degrees.near import is_english_name
from assistant.answering.texts.lists.marks import is_under_named
from assistant.answering.texts.sentences.finding import Statement
from assistant.answering.texts.sentences.meanings import is_meaning
from assistant.answering.texts.sought import Form, Sought
from assistant.model.answer import Language
from assistant.model.question import How, Word
from assistant.understanding.subjects.heads import runs
from assistant.words import grammar, text_words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.tokenizer import Pos, tokenize

PLAINLY = 0.72
"""The share of the words, by weight, that must be held to be told plainly."""
# To be told as near it has to hold so much, with so many nouns, or one that weighs so much.
_NEAR = 0.33
_FEWEST = 2
_ALONE = 0.25
_TRANSLATED = 2
_ORDINAL = expression("[0-9]{1,2}")
_COUNTS_NOTHING = expression(r"[ぁ-ん\W]|$")
# Further statements are shown that come this close to the best.
_CLOSE = 0.88
_SHOWN = 2


def is_near(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence is worth telling as near: it has the topic, and nothing named is missing.

    Of what is asked for by name it has at least a part, if it is no mere kind of thing (団体, 理由).
    """
    words = looked_for.words
    missing = [words[place] for place in one.missing if not _is_ordinal(looked_for, words[place])]
    if not one.formed or one.heads or one.coverage < _NEAR or not _says_more(looked_for, one):
        return False
    if looked_for.question.language is Language.ENGLISH:
        if any(map(is_english_name, missing)):
            return False
    elif any(map(_must_stand, missing)):
        return False
    return _has_asked(looked_for, one) and _has_topic(looked_for, one)


def _says_more(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence is more than a name: it says something, or is what is asked for by name."""
    named = any(compact(word.surface) in compact(fold(one.text)) for word in _asked(looked_for))
    labelled = is_under_named(one.text, looked_for.question.folded)
    return one.says_of or named or labelled or looked_for.form is Form.LIST


def _asked(looked_for: Sought) -> list[Word]:
    return [looked_for.words[place] for place in sorted(looked_for.asked | looked_for.kinds)]


def _is_ordinal(looked_for: Sought, word: Word) -> bool:
    """Whether a word is the number of a heading or item, which may stand far above: 重点対策①の目標."""
    behind = looked_for.question.folded[word.span.end :]
    return _ORDINAL.fullmatch(word.surface) is not None and _COUNTS_NOTHING.match(behind) is not None


def _has_asked(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence has at least half of what is asked for, and not only what may be meant by it.

    A compound that ends in a letter which is nowhere (支給日) is missing, unless its figure or date is there.
    """
    words = looked_for.words
    asked = sorted(place for place in looked_for.asked if words[place].noun)
    alone = len(asked) == 1 and words[asked[0]].light
    named = [p for p in asked if not alone and not is_said_otherwise(words[p]) and len(words[p].surface) > 1]
    unsure = unsaid(looked_for, one) if one.coverage < PLAINLY else one.missing
    held = sum(words[place].weight for place in named if place not in unsure)
    last = asked[-1] if len(asked) > 1 else None
    cut_off = last is not None and len(words[last].surface) == 1 and last in one.missing
    if last is not None and cut_off and not one.things and not is_said_otherwise(words[last]):
        return False
    return 2 * held >= sum(words[place].weight for place in named) or _has_all_known(looked_for, one)


def _has_all_known(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence has every noun that the documents have, where what is asked for by name is none.

    「収支は赤字？」: no text has 赤字, and the one that says all else is what is meant.
    """
    words = looked_for.words
    if looked_for.form in (Form.DATE, Form.QUANTITY):
        # A figure that stands there is of another thing.
        return False
    nouns = [place for place, word in enumerate(words) if word.noun and not word.light]
    if any(words[place].surface in _PARTICULARS for place in looked_for.asked):
        return False
    strange = [place for place in nouns if not words[place].terms]
    known = [place for place in nouns if words[place].terms and len(words[place].surface) > 1]
    if len(known) < _FEWEST or not set(strange) & looked_for.asked:
        return False
    return not any(place in one.missing or words[place].how is How.RELATED for place in known)


# A password or a telephone number is there or not.
_PARTICULARS = grammar.word_set("particulars", "identifiers")


def _has_topic(looked_for: Sought, one: Statement) -> bool:
    """Whether a sentence has a compound or word of the question whole, or several parts of such."""
    words = looked_for.words
    topics = [[place for place in run if words[place].noun] for run in runs(words)]
    whole = [
        run
        for run in topics
        if run and all(p not in one.missing for p in run if len(words[p].surface) > 1 or len(run) == 1)
    ]
    telling = [run for run in whole if len(run) > 1 or not is_kind(words[run[0]])]
    weight = sum(words[place].weight for run in telling for place in run)
    return weight >= _ALONE or len(telling) >= _FEWEST


def is_said_otherwise(word: Word) -> bool:
    """Whether a word names a kind of thing, which a text says by naming one of it."""
    return bool(text_words.said_by(word.surface))


def is_kind(word: Word) -> bool:
    """Whether a word says little of what a question is about."""
    return word.light or is_said_otherwise(word)


def is_told(looked_for: Sought, one: Statement, enough: float) -> bool:
    """Whether a sentence holds enough of the words, and every year, number and name among them."""
    missing = [looked_for.words[place] for place in one.missing]
    if not _says_more(looked_for, one):
        return False
    if looked_for.question.language is Language.ENGLISH:
        sure = one.says if looked_for.form is Form.MEANING else _holds_nouns(looked_for, one)
        return sure and one.coverage >= enough and not any(map(is_english_name, missing))
    if looked_for.form is Form.MEANING and enough >= PLAINLY and not (one.says or is_meaning(one.text)):
        # What only speaks of a thing does not say what it is.
        return False
    if looked_for.form is Form.LIST and not one.holds:
        # What only stands somewhere below a heading is none of a list that the heading may name.
        return False
    return one.coverage >= enough and not any(map(_must_stand, missing))


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
    """Whether a word is a year, a number, a name or denies one: a text without it speaks of another."""
    if word.light:
        return False
    if word.surface in grammar.words("denying_prefixes"):
        return True
    (token, *rest) = tokenize(word.surface) or (None,)
    named = token is not None and not rest and token.pos in (Pos.DATE, Pos.NUMBER, Pos.PLACE, Pos.PROPER)
    return named or (word.surface.isascii() and word.surface.isalnum())

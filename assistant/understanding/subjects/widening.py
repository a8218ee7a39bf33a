"""A question's words with those that are near to them in meaning, for when its own words have failed.

Nouns get the related words of the thesaurus, verbs those of their predicate, and words of both kinds what
plans print for what people say; an English word those of its translations. What is found that way is a guess
and told as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.model.answer import Language
from assistant.model.question import How, Question, Word
from assistant.understanding.subjects.heads import asked_words
from assistant.words import grammar
from assistant.words.english import bases
from assistant.words.lexicon import Lexicon
from assistant.words.predicate_words import predicates_of
from assistant.words.weights import factor, rarity
from corpus.text.expressions import expression
from index.find.everyday import everyday, is_kind, spoken
from index.find.thesaurus import Source, alternatives
from index.language.tokenizer import Pos, Token, content, tokenize
from index.store import Index


def widened(index: Index, question: Question) -> tuple[Word, ...]:
    """The words of the subject, each with the terms near in meaning that the documents have.

    A word that the documents lack weighs as the most common of those does.
    """
    tokens = {(token.start, token.end): token for token in tokenize(question.folded)}
    return tuple(
        _with(index, word, tuple(_related(index, word, token)), token)
        for word in question.subject
        for token in (tokens.get((word.span.start, word.span.end)),)
    )


def as_plans_say(index: Index, question: Question, lexicon: Lexicon) -> tuple[Word, ...]:
    """The words as `widened` gives them, with what plans print for them as well."""
    kinds = _kinds_asked(index, question, lexicon)
    if question.language is Language.ENGLISH:
        return tuple(
            _of_kind(index, word, lexicon)
            if word in kinds
            else _with(index, word, tuple(_translated(index, word, lexicon)))
            for word in question.subject
        )
    told = spoken(tokenize(question.folded))
    said = [(told[a.start].start, told[a.end - 1].end, a.term) for a in everyday(index, told)]
    tokens = {(token.start, token.end): token for token in told}
    spans = {word.span for word in kinds}
    return tuple(
        _of_kind(index, word, lexicon)
        if word.span in spans
        else _with(index, word, tuple(_said(word, said)), tokens.get((word.span.start, word.span.end)))
        for word in widened(index, question)
    )


def lacks_kind(index: Index, question: Question, lexicon: Lexicon) -> bool:
    """Whether it is asked what there is of a kind of which the documents name nothing: 「どんな果物」."""
    return any(not _of_kind(index, word, lexicon).terms for word in _kinds_asked(index, question, lexicon))


def _is_listed(index: Index, word: Word, lexicon: Lexicon) -> bool:
    return any(is_kind(index, spoken(tokenize(name))) for name in _names(word, lexicon))


def _names(word: Word, lexicon: Lexicon) -> tuple[str, ...]:
    base = next((one for one in bases(word.surface, lexicon) if one in lexicon.glossary), "")
    return lexicon.glossary.get(base, ()) or (word.surface,)


def _kinds_asked(index: Index, question: Question, lexicon: Lexicon) -> tuple[Word, ...]:
    """The words for kinds of which it is asked what there is, 「どんな野菜」, and that the documents lack."""
    asked = asked_words(question)
    starts = {match.end() for match in _WHICH_OF.finditer(question.folded)}
    return tuple(
        word
        for word in question.subject
        if (word in asked or word.span.start in starts)
        and not (word.terms and word.how is How.EXACT)
        and _is_listed(index, word, lexicon)
    )


_WHICH_OF = expression(rf"{grammar.pattern('which_of_kind')}|\b{grammar.pattern('english_which_of_kind')} ")


def _of_kind(index: Index, word: Word, lexicon: Lexicon) -> Word:
    """A word for a kind as what there is of it in the documents."""
    names = _names(word, lexicon)
    found = (one for name in names for one in everyday(index, spoken(tokenize(name)), Source.KIND))
    return _with(index, replace(word, terms=()), tuple(one.term for one in found))


def _said(word: Word, said: list[tuple[int, int, str]]) -> list[str]:
    """What plans print for the phrases that a word stands in."""
    return [term for start, end, term in said if word.span.start < end and start < word.span.end]


def _related(index: Index, word: Word, token: Token | None) -> list[str]:
    if token is None or token.surface != word.surface or not any(letter.isalpha() for letter in word.surface):
        return []
    near = [one.term for one in alternatives(index, [token], related=True)] if word.noun else []
    for predicate in predicates_of((token.term,)):
        near += sorted(" ".join(terms) for terms in predicate.words)
    return near


def _translated(index: Index, word: Word, lexicon: Lexicon) -> Iterator[str]:
    """What plans may have for the translations of an English word beside those themselves."""
    base = next((one for one in bases(word.surface, lexicon) if one in lexicon.glossary), "")
    for phrase in lexicon.glossary.get(base, ()):
        tokens = content(tokenize(phrase))
        told = spoken(tokenize(phrase))
        near = alternatives(index, tokens, related=True)
        yield from (one.term for one in near if one.start == 0 and one.end == len(tokens))
        yield from (one.term for one in everyday(index, told) if one.start == 0 and one.end == len(told))


def _with(index: Index, word: Word, near: tuple[str, ...], token: Token | None = None) -> Word:
    """The word with the terms of others that the documents have."""
    parts = index.frequency(part for term in near for part in term.split())
    standing = {term: min(parts.get(part, 0) for part in term.split()) for term in near}
    terms = tuple(dict.fromkeys((*word.terms, *(term for term in near if standing[term]))))
    if terms == word.terms:
        return word
    weight = word.weight
    if not word.terms:
        share = factor(token.pos if token is not None else Pos.NOUN)
        weight = rarity(index, max(standing.values())) * share
        weight = min(weight, word.weight) if word.weight else weight
    return replace(word, terms=terms, how=How.RELATED, weight=weight)

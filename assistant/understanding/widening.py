"""A question's words with those that are near to them in meaning, for when its own words have failed.

Nouns get the related words of the thesaurus, verbs those of their predicate. What is found that way is a
guess and told as one.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.model.question import How, Question, Word
from assistant.words.predicate_words import predicates_of
from assistant.words.weights import factor, rarity
from index.find.thesaurus import alternatives
from index.language.tokenizer import Token, tokenize
from index.store import Index


def widened(index: Index, question: Question) -> tuple[Word, ...]:
    """The words of the subject, each with the terms near in meaning that the documents have.

    A word that the documents lack weighs as the most common of those does.
    """
    tokens = {(token.start, token.end): token for token in tokenize(question.folded)}
    return tuple(
        _widened(index, word, tokens.get((word.span.start, word.span.end))) for word in question.subject
    )


def _widened(index: Index, word: Word, token: Token | None) -> Word:
    if token is None or token.surface != word.surface or not any(letter.isalpha() for letter in word.surface):
        return word
    near = [one.term for one in alternatives(index, [token], related=True)] if word.noun else []
    for predicate in predicates_of((token.term,)):
        near += sorted(" ".join(terms) for terms in predicate.words)
    parts = index.frequency(part for term in near for part in term.split())
    standing = {term: min(parts.get(part, 0) for part in term.split()) for term in near}
    terms = tuple(dict.fromkeys((*word.terms, *(term for term in near if standing[term]))))
    if terms == word.terms:
        return word
    weight = word.weight
    if not word.terms:
        weight = rarity(index, max(standing.values())) * factor(token.pos)
        weight = min(weight, word.weight) if word.weight else weight
    return replace(word, terms=terms, how=How.RELATED, weight=weight)

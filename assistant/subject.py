"""The subject of a question: its content words, each in the forms that the index knows it by.

A word that stands in the corpus is never replaced by another; its synonyms are looked for beside it. A word
that the corpus lacks is looked for as a synonym, by its sound, then by its spelling, and what was taken is
said. Numbers are never corrected.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Language
from assistant.cues import Span
from assistant.english import EnglishWord, english_words
from assistant.lexicon import Lexicon
from assistant.prepared import Prepared
from assistant.question import How, Word
from index.compounds import compounds
from index.store import Index
from index.tokenizer import Pos, Token, content, index_terms, tokenize

_FACTORS = {
    Pos.VERB: 0.5,
    Pos.ADJECTIVE: 0.6,
    Pos.ADVERB: 0.3,
    Pos.SUFFIX: 0.25,
    Pos.PREFIX: 0.4,
    Pos.COUNTER: 0.6,
    Pos.NUMBER: 0.6,
}
_NOUNS = frozenset({Pos.NOUN, Pos.PROPER, Pos.PLACE, Pos.COUNTER, Pos.SUFFIX, Pos.PREFIX})


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed and what it was taken for, to be said in the answer."""

    typed: str
    taken: str
    how: How


def subject_words(
    index: Index, prepared: Prepared, taken: Sequence[Span], lexicon: Lexicon
) -> tuple[tuple[Word, ...], tuple[Correction, ...]]:
    """The words of the subject outside the spans already understood, and the corrections made to them."""
    free = [token for token in prepared.tokens if not _inside(token, taken)]
    words: list[Word] = []
    corrections: list[Correction] = []
    if prepared.language is Language.ENGLISH:
        latin = [t for t in free if t.surface.isascii()]
        free = [t for t in free if not t.surface.isascii()]
        english = english_words(prepared.folded, [*taken, *(Span(t.start, t.end) for t in free)], lexicon)
        for word in english:
            words.extend(_english(index, word, latin, lexicon))
    for run in _runs(content(free), prepared.folded):
        found, corrected = _japanese(index, run, prepared, lexicon)
        words.extend(found)
        corrections.extend(corrected)
    words.sort(key=lambda word: (word.span.start, word.span.end))
    return tuple(words), tuple(corrections)


def _inside(token: Token, taken: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in taken)


def _runs(tokens: Iterable[Token], text: str) -> list[list[Token]]:
    """Neighbouring nouns together (電子|決済), every other word by itself."""
    runs: list[list[Token]] = []
    for token in tokens:
        last = runs[-1][-1] if runs else None
        joined = (
            last is not None
            and text[last.end : token.start] in ("", "ー", "-")
            and last.pos in _NOUNS
            and token.pos in _NOUNS
        )
        if joined:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _japanese(
    index: Index, run: Sequence[Token], prepared: Prepared, lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    """The words of a run of nouns (or of one other word), corrected as a whole where the corpus lacks it."""
    from index.thesaurus import alternatives

    frequency = index.frequency(token.term for token in run)
    whole = prepared.folded[run[0].start : run[-1].end]
    others: list[list[str]] = [[] for _ in run]
    for alternative in alternatives(index, run):
        for place in range(alternative.start, alternative.end):
            others[place].append(alternative.term)
    if not all(others) and _correctable(run) and not _stands(index, run, whole, frequency):
        taken = _correct_whole(index, run, whole, frequency)
        if taken is not None:
            return _respelt(index, run, whole, taken, lexicon)
    words: list[Word] = []
    corrections: list[Correction] = []
    for token, terms in zip(run, others, strict=True):
        found, corrected = _single(index, token, terms, frequency, lexicon)
        words.extend(found)
        corrections.extend(corrected)
    return words, corrections


def _correctable(run: Sequence[Token]) -> bool:
    return all(token.pos not in (Pos.NUMBER, Pos.DATE) for token in run)


def _stands(index: Index, run: Sequence[Token], whole: str, frequency: dict[str, int]) -> bool:
    """Whether the corpus has the run as it is typed; a single word by its term, several as a compound."""
    if len(run) == 1:
        return run[0].term in frequency
    return all(token.term in frequency for token in run) and bool(compounds(index, [whole]))


def _correct_whole(
    index: Index, run: Sequence[Token], whole: str, frequency: dict[str, int]
) -> Correction | None:
    """The corpus's own spelling of the run. Where all its words stand in the corpus only the sound may decide."""
    from index.fuzzy import correct

    known = all(token.term in frequency for token in run)
    if len(run) > 1 and known and any(token.pos not in (Pos.NOUN, Pos.PROPER) for token in run):
        return None
    for correction in correct(index, whole):
        if not known or correction.how.value == "reading":
            return Correction(whole, correction.printed, How(correction.how.value))
    return None


def _respelt(
    index: Index, run: Sequence[Token], whole: str, taken: Correction, lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    span = Span(run[0].start, run[-1].end)
    tokens = content(tokenize(taken.taken))
    frequency = index.frequency(token.term for token in tokens)
    words = [
        Word(
            span,
            whole,
            (token.term,) if token.term in frequency else (),
            taken.how,
            weight(index, token, frequency, lexicon),
            noun=token.pos in _NOUNS,
            corrected=token.surface,
        )
        for token in tokens
    ]
    return words, [taken]


def _single(
    index: Index, token: Token, others: Sequence[str], frequency: dict[str, int], lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    span = Span(token.start, token.end)
    noun = token.pos in _NOUNS
    if token.term in frequency:
        value = weight(index, token, frequency, lexicon)
        return [Word(span, token.surface, (token.term, *others), How.EXACT, value, noun)], []
    if others:
        counts = index.frequency(part for other in others for part in other.split())
        value = _weight(index, max(counts.values(), default=0)) * _FACTORS.get(token.pos, 1.0)
        return [Word(span, token.surface, tuple(others), How.SYNONYM, value, noun)], []
    if _correctable([token]) and len(token.surface) > 1:
        from index.fuzzy import correct

        for correction in correct(index, token.surface):
            taken = Correction(token.surface, correction.printed, How(correction.how.value))
            return _respelt(index, [token], token.surface, taken, lexicon)
    value = 0.0 if token.term in lexicon.generic else _weight(index, 0) * _FACTORS.get(token.pos, 1.0)
    return [Word(span, token.surface, (), How.UNKNOWN, value, noun)], []


def weight(index: Index, token: Token, frequency: dict[str, int], lexicon: Lexicon) -> float:
    """How much a word tells rows apart: its inverse document frequency, less for verbs, 0 for generic words."""
    if token.term in lexicon.generic or token.surface in lexicon.generic:
        return 0.0
    return _weight(index, frequency.get(token.term, 0)) * _FACTORS.get(token.pos, 1.0)


def _weight(index: Index, rows: int) -> float:
    total = index.row_total()
    return math.log(1 + (max(total - rows, 0) + 0.5) / (rows + 0.5))


def _english(index: Index, word: EnglishWord, latin: Sequence[Token], lexicon: Lexicon) -> list[Word]:
    """An English word by the glossary, or by itself where the corpus prints it (MaaS), or by its synonyms."""
    from index.thesaurus import expand

    printed = [t for t in latin if word.span.start <= t.start and t.end <= word.span.end]
    terms: dict[str, How] = {}
    own = " ".join(token.term for token in content(printed))
    if own and all(part in index.frequency(own.split()) for part in own.split()):
        terms[own] = How.EXACT
    for phrase in word.japanese:
        parts = index_terms(phrase)
        if parts and len(index.frequency(parts)) == len(set(parts)):
            terms.setdefault(" ".join(parts), How.GLOSSARY)
    if not terms and len(printed) == 1:
        terms.update(dict.fromkeys(expand(index, printed[0]), How.SYNONYM))
    generic = bool(word.japanese) and word.japanese[0] in lexicon.generic
    if word.base in lexicon.generic or generic:
        value = 0.0
    elif not terms:
        return _unmatched(index, word, lexicon)
    else:
        counts = [min(index.frequency(t.split()).values(), default=0) for t in terms]
        value = _weight(index, max(counts))
    how = next(iter(terms.values()), How.UNKNOWN)
    return [Word(word.span, word.text, tuple(terms), how, value)]


def _unmatched(index: Index, word: EnglishWord, lexicon: Lexicon) -> list[Word]:
    """A word whose translations the corpus lacks as a whole; parts of the first that it has still count."""
    for phrase in word.japanese[:1]:
        tokens = content(tokenize(phrase))
        frequency = index.frequency(token.term for token in tokens)
        if len(tokens) > 1 and frequency:
            return [
                Word(
                    word.span,
                    word.text,
                    (token.term,) if token.term in frequency else (),
                    How.GLOSSARY,
                    weight(index, token, frequency, lexicon),
                )
                for token in tokens
            ]
    return [Word(word.span, word.text, (), How.UNKNOWN, _weight(index, 0))]

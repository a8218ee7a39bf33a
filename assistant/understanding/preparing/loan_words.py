"""Words typed in the wrong letters: loan words in hiragana (いんすた), and nouns half in kana (ほん訳).

Sudachi cuts such words into small words that say nothing, so that they would be passed over. A run of
hiragana is read as the katakana word that it sounds as, where the documents have it or the word lists do, or
its long vowels show it to be one; a noun half in kana as the one word of the documents that has its kanji in
their place and sounds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.text.expressions import expression
from index.language.kana import katakana, reading_key
from index.language.sounds import listed_loans, printed_with, spellings
from index.language.tokenizer import NOMINAL, Pos, Token
from index.store import Index

_RUN = expression("[ぁ-ゖー]{3,}")
_KATAKANA = expression("[ァ-ヺー]{3,}")
_IN_LATIN = expression("[A-Za-z][A-Za-z0-9-]+")
_MIXED = expression(
    "(?P<kana>[ぁ-ゖー]+)(?P<kanji>[一-鿿々]{1,3})|(?P<first>[一-鿿々]{1,3})(?P<rest>[ぁ-ゖー]+)"
)
_AFTER = grammar.word_set("particles_in_kana")
# Long vowels and small ones stand in loan words; up to a particle that is part of few of them.
_MARKED = expression(
    rf"(?!{grammar.pattern('exclamations')})(?=[ぁ-ゖー]{{1,8}}?[{grammar.characters('loan_vowels')}])[ぁ-ゖー]{{4,}}?"
    rf"(?={grammar.pattern('ends_loan_words')}|[^ぁ-ゖー]|$)"
)
_SHORTEST, _LONGEST = 3, 14
_WHOLE = NOMINAL | {Pos.VERB, Pos.ADJECTIVE, Pos.ADVERB, Pos.PRONOUN, Pos.PARTICLE}


def loan_words(index: Index, prepared: Prepared, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """The loan words that are typed in hiragana, each with how it is written."""
    text = prepared.folded
    spans = [span for match in _RUN.finditer(text) for span in _stretches(prepared, match, lexicon)]
    if not spans:
        return
    sounds = {span: reading_key(text[span.start : span.end]) for span in spans}
    found = spellings(index, set(sounds.values()))
    listed = listed_loans(index)
    end = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        spelling = found.get(sounds[span], "")
        if not (_KATAKANA.fullmatch(spelling) or _IN_LATIN.fullmatch(spelling)):
            spelling = listed.get(katakana(text[span.start : span.end]), "")
        if spelling and span.start >= end:
            yield span, spelling
            end = span.end
    for match in _RUN.finditer(text):
        loan = _MARKED.match(text, max(match.start(), end), match.end())
        if loan is not None and _is_unread(prepared, loan, lexicon):
            # Whatever it is, it is a word, and must not be passed over.
            yield Span(*loan.span()), katakana(loan.group())


def _is_unread(prepared: Prepared, loan: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a stretch with the marks of a loan word is no word of the dictionary as typed."""
    whole = any((token.start, token.end) == loan.span() for token in prepared.tokens)
    return not whole and loan.group() not in lexicon.cues["ja"] and loan.group() not in lexicon.adverbs


def _stretches(prepared: Prepared, run: re.Match[str], lexicon: Lexicon) -> Iterator[Span]:
    """The parts of a run of hiragana that may be a word: at its start or behind a particle, up to another."""
    text = prepared.folded
    whole = {(token.start, token.end) for token in prepared.tokens if token.pos in _WHOLE}
    for start in range(run.start(), run.end() - _SHORTEST + 1):
        if start > run.start() and text[start - 1] not in _AFTER:
            continue
        for end in range(start + _SHORTEST, min(run.end(), start + _LONGEST) + 1):
            word = text[start:end]
            ends = end == run.end() or text[end] in _AFTER
            known = (start, end) in whole or word in lexicon.cues["ja"] or word in lexicon.closed
            if ends and not known and word not in lexicon.adverbs:
                yield Span(start, end)


def half_in_kana(index: Index, prepared: Prepared) -> Iterator[tuple[Span, str]]:
    """The nouns of the documents that are typed half in kana, each with how it is printed."""
    halves = [half for match in _MIXED.finditer(prepared.folded) for half in _halves(prepared, match)]
    unknown = _unknown(index, prepared) if halves else []
    end = 0
    for span, kana, kanji in halves:
        if span.start < end or not any(t.start < span.end and span.start < t.end for t in unknown):
            continue
        first = prepared.folded.startswith(kana, span.start)
        printed = printed_with(index, reading_key(kana), kanji, first)
        if printed:
            yield span, printed
            end = span.end


def _unknown(index: Index, prepared: Prepared) -> list[Token]:
    """The words that no text has."""
    telling = [token for token in prepared.tokens if token.pos in NOMINAL or token.pos is Pos.VERB]
    frequency = index.frequency(token.term for token in telling)
    return [token for token in telling if token.term not in frequency]


def _halves(prepared: Prepared, match: re.Match[str]) -> Iterator[tuple[Span, str, str]]:
    """Kana and kanji side by side that are words of their own as typed, the longest kana first."""
    starts = {token.start for token in prepared.tokens if token.pos not in _SMALL}
    text = prepared.folded
    first = match["kana"] is not None
    border = match.start("kanji") if first else match.start("rest")
    if border not in {token.start for token in prepared.tokens}:
        return
    for size in range(_MOST_KANA, 1, -1):
        start, end = (border - size, match.end()) if first else (match.start(), border + size)
        kana = text[start:border] if first else text[border:end]
        inside = match.start() <= start and end <= match.end()
        if not inside or (start if first else border) not in starts:
            continue
        if first or text[end : end + 1] in _AFTER or not _HIRAGANA.match(text[end : end + 1]):
            yield Span(start, end), kana, text[border:end] if first else text[start:border]


_MOST_KANA = 4
_HIRAGANA = expression("[ぁ-ゖー]")
_SMALL = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL})

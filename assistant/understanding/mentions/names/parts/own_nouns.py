"""The nouns by which the documents themselves call their rows: 路線 where a column is headed 路線名."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.answer import Language
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import bases, english_words
from assistant.words.lexicon import Lexicon
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.language.tokenizer import Pos, index_terms, tokenize

_MEANINGS = ("noun:row",)
_NOUNS = frozenset({Pos.NOUN, Pos.PROPER, Pos.SUFFIX, Pos.COUNTER})


def row_nouns(prepared: Prepared, known: Catalog, lexicon: Lexicon, taken: Sequence[Span]) -> Iterator[Cue]:
    """The stretches of a question that are such a noun, or behind 「どの」 its beginning or end.

    None that is a cue word of the language itself, or lies in a span that is taken.
    """
    if prepared.language is Language.ENGLISH:
        yield from _english(prepared, known, lexicon, taken)
    text = prepared.folded
    words = lexicon.cues["ja"]
    found: list[Span] = []
    for noun in sorted(known.row_nouns.keys() - words.keys(), key=len, reverse=True):
        start = text.find(noun)
        while start >= 0:
            span = Span(start, start + len(noun))
            whole = {span.start, span.end} <= prepared.borders
            whole = whole and (len(noun) > 1 or _stands_alone(prepared, span))
            if whole and not any(span.overlaps(other) for other in (*taken, *found)):
                found.append(span)
                yield Cue(span, noun, _MEANINGS)
            start = text.find(noun, start + 1)
    behind = {token.start: token for token in prepared.tokens}
    # 支払い is 支払 in other letters.
    spelt = {
        terms[0]
        for noun in known.row_nouns
        if len(terms := index_terms(noun)) == 1 == len(tokenize(noun)) and len(noun) > 1
    }
    for token in prepared.tokens:
        span = Span(token.start, token.end)
        goes_on = token.end in behind and behind[token.end].pos in _NOUNS
        if goes_on or token.surface in words or token.pos not in _NOUNS:
            continue
        which = text[: token.start].endswith(grammar.words("asking_which"))
        meant = token.term in spelt or (which and _is_part(token.surface, known))
        if meant and not any(span.overlaps(other) for other in (*taken, *found)):
            yield Cue(span, token.surface, _MEANINGS)


def _english(prepared: Prepared, known: Catalog, lexicon: Lexicon, taken: Sequence[Span]) -> Iterator[Cue]:
    """English words that are such a noun or mean one: "facilities" of 施設, "libraries" of libraryName."""
    for word in english_words(prepared.folded, taken, lexicon):
        if any(base in lexicon.cues["en"] for base in (word.text, word.base)):
            continue
        own = any(base in known.row_nouns for base in bases(word.text, lexicon))
        if own or any(compact(phrase) in known.row_nouns for phrase in word.japanese):
            yield Cue(word.span, word.text, _MEANINGS)


def of_kind(known: Catalog, noun: str) -> Filter | None:
    """That rows have their name in the column that a noun is of; None where all have it in one column."""
    key = known.row_nouns.get(compact(noun), "")
    return Filter(Facet.BLANK, (key,), negated=True) if key else None


def _stands_alone(prepared: Prepared, span: Span) -> bool:
    """Whether a noun of one letter is a word by itself, as 目 of a budget, and no part of 「3番目」."""
    before = next((token for token in prepared.tokens if token.end == span.start), None)
    behind = next((token for token in prepared.tokens if token.start == span.end), None)
    counted = before is not None and before.pos in (*_NOUNS, Pos.NUMBER)
    return not counted and (behind is None or behind.pos not in _NOUNS)


def _is_part(word: str, known: Catalog) -> bool:
    return any(noun.startswith(word) or noun.endswith(word) for noun in known.row_nouns)

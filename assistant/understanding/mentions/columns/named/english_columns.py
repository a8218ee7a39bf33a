"""Columns that a question in English names: by words that translate those of the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.headers import Header
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import EnglishWord, english_words
from assistant.words.lexicon import Lexicon
from corpus.document import Role
from corpus.text.folding import compact
from index.language.tokenizer import index_terms

COST = 1.2
_FIGURED = frozenset({Role.OTHER, Role.COST})
_NAMED = frozenset({Role.OTHER, Role.RATING})
_LONGEST = 3


def english_column_mentions(
    prepared: Prepared, known: Catalog, lexicon: Lexicon, taken: Sequence[Span]
) -> Iterator[Mention]:
    """The best column for each stretch of neighbouring words that all translate words of its header.

    The last word of the header, which says what the column holds, has to be among them.
    """
    if prepared.language is not Language.ENGLISH:
        return
    words = english_words(prepared.folded, taken, lexicon)
    meant = [_terms(word) for word in words]
    headers = [header for header in known.headers if header.column.role in _NAMED and header.terms]
    yield from _owned(prepared, words, meant, headers)
    yield from _called(prepared, words, known)
    for start in range(len(words)):
        for size in range(min(_LONGEST, len(words) - start), 0, -1):
            some = words[start : start + size]
            side_by_side = all(two.span.start - one.span.end == 1 for one, two in pairwise(some))
            header = _best(headers, meant[start : start + size]) if side_by_side else None
            if header is not None and not _asks_otherwise(some[-1], header, lexicon):
                span = Span(words[start].span.start, words[start + size - 1].span.end)
                yield _mention(prepared, span, header)
                break


def _called(prepared: Prepared, words: Sequence[EnglishWord], known: Catalog) -> Iterator[Mention]:
    """Columns with an English header that a word names in Japanese: "collection rate" of incomeRate."""
    for word in words:
        meant = {compact(phrase) for phrase in word.japanese}
        fits = [h for h in known.headers if h.column.role in _FIGURED and meant & set(h.called)]
        if fits:
            yield _mention(prepared, word.span, fits[0])


def _owned(
    prepared: Prepared,
    words: Sequence[EnglishWord],
    meant: Sequence[frozenset[str]],
    headers: Sequence[Header],
) -> Iterator[Mention]:
    """Columns whose last word stands first: "the finding of the review team", "findings by the experts"."""
    for head in range(len(words) - 1):
        gap = prepared.folded[words[head].span.end : words[head + 1].span.start].strip()
        if gap not in grammar.words("english_owned_by"):
            continue
        for size in range(min(_LONGEST, len(words) - head - 1), 0, -1):
            owner = words[head + 1 : head + 1 + size]
            side_by_side = all(two.span.start - one.span.end == 1 for one, two in pairwise(owner))
            ends = [one for one in headers if one.terms[-1] in meant[head]]
            header = _best(ends, meant[head : head + 1 + size]) if side_by_side else None
            if header is not None:
                span = Span(words[head].span.start, owner[-1].span.end)
                yield _mention(prepared, span, header)
                break


def _mention(prepared: Prepared, span: Span, header: Header) -> Mention:
    role = ("field:rating",) if header.column.role is Role.RATING else ()
    key = header.column.key
    meanings = (f"column:{key}", *role)
    return Mention(span, prepared.slice(span), meanings, column=key, how=How.GLOSSARY, cost=COST)


def _asks_otherwise(word: EnglishWord, header: Header, lexicon: Lexicon) -> bool:
    """Whether the last word asks for another part of a row than the header is of: a rate is no rating."""
    fields = {m.partition(":")[2] for m in lexicon.cues["en"].get(word.text, ()) if m.startswith("field:")}
    return bool(fields) and header.column.role.value not in fields


def _terms(word: EnglishWord) -> frozenset[str]:
    return frozenset(term for phrase in word.japanese for term in index_terms(phrase))


def _best(headers: Sequence[Header], meant: Sequence[frozenset[str]]) -> Header | None:
    """The header of a rating, else the shortest, that has a word for each of the words, its last included."""
    fits = [
        header
        for header in headers
        if all(terms & set(header.terms) for terms in meant)
        and any(header.terms[-1] in terms for terms in meant)
    ]
    return min(fits, key=lambda one: (one.column.role is not Role.RATING, len(one.terms))) if fits else None

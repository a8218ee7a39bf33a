"""Columns of figures by what is said instead of their names: 「何人来ましたか」 of 来館者数."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.english_headers import words_of
from assistant.catalogue.headers import Header
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.ordered import orders
from assistant.understanding.prepared import Prepared
from assistant.words.deeds import Deed, deeds, nouns, qualities
from corpus.document import Role
from corpus.text.expressions import expression
from index.language.tokenizer import Pos, Token
from index.records import NameKind
from index.rows.tallies import entries
from index.store import Index

_ROLES = frozenset({Role.OTHER, Role.COST})
# Each half of an adjective is cheaper than the whole as a degree, a year or an order.
_HALF = 0.4
_BRACKET = expression(r"\((?P<inside>[^()]{2,40})\)")


def deed_columns(index: Index, known: Catalog, prepared: Prepared) -> Iterator[Found]:
    """The columns that deeds of a question mean, with their verbs and what stands around them.

    None where the question names a column of figures itself, but for one in brackets behind the deed.
    """
    headers = _figured(index, known)
    if not headers:
        return
    yield from _spelt(prepared, headers)
    named = any(_stands(prepared, header) for header in headers)
    for deed, span in _said(prepared):
        glossed = _bracketed(prepared, span, headers)
        header = _meant(headers, deed.headers) if glossed is None and not named else None
        if glossed is not None:
            yield _found(*glossed)
        elif header is not None and (not deed.of or any(word in prepared.folded for word in deed.of)):
            yield _found(span, header)


def _found(span: Span, header: Header) -> Found:
    return Found(span, NameKind.COLUMN, (header.column.header,), How.SYNONYM, header.column.key)


def _figured(index: Index, known: Catalog) -> list[Header]:
    """The headers over figures of rows that have neither indicators nor a part of a date below."""
    some = [h for h in known.headers if h.column.role in _ROLES and h.column.key not in known.date_parts]
    return [header for header in some if entries(index, header.column.key).mostly_figures]


def _stands(prepared: Prepared, header: Header) -> bool:
    names = (header.folded, *header.called)
    return any(len(name) > 1 and name in prepared.folded.replace(" ", "") for name in names)


def _meant(headers: Sequence[Header], words: Sequence[str]) -> Header | None:
    """The one header that is called by the first of the words that any is called by, else ends in it; of
    several years the latest.
    """
    for fits in (_is_called, _ends):
        for word in words:
            found = [header for header in headers if fits(header, word)]
            if len({header.words for header in found}) == 1:
                return max(found, key=lambda header: header.year or 0)
            if found:
                return None
    return None


def _is_called(header: Header, word: str) -> bool:
    return word == header.folded or word == header.words or word in header.called


def _ends(header: Header, word: str) -> bool:
    return header.folded.endswith(word) or header.words.endswith(word)


def _said(prepared: Prepared) -> Iterator[tuple[Deed, Span]]:
    """The deeds of a question with their stretches."""
    if prepared.language is Language.ENGLISH:
        for deed in deeds():
            for phrase in deed.english:
                for match in re.finditer(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", prepared.folded):
                    yield deed, Span(*match.span())
        return
    for place, token in enumerate(prepared.tokens):
        if token.pos not in (Pos.VERB, Pos.NOUN):
            continue
        for deed in deeds():
            size = max((len(verb) for verb in deed.verbs if _begins(prepared.tokens, place, verb)), default=0)
            if not size:
                continue
            end, denied = verb_end(prepared, prepared.tokens[place + size - 1].end)
            if denied == deed.denied:
                yield deed, _widened(prepared, Span(token.start, end))


def _begins(tokens: Sequence[Token], place: int, verb: Sequence[str]) -> bool:
    some = tokens[place : place + len(verb)]
    side_by_side = all(one.end == two.start for one, two in pairwise(some))
    return side_by_side and [token.term for token in some] == list(verb)


def _widened(prepared: Prepared, span: Span) -> Span:
    """A deed with what adds nothing before it and what it is said of: 「まだ払われていない税金」."""
    text, start, end = prepared.folded, span.start, span.end
    while before := next((w for w in nouns("before") if text.endswith(w, 0, start)), ""):
        start -= len(before)
    fits = (w for w in nouns("behind") if text.startswith(w, end) and end + len(w) in prepared.borders)
    return Span(start, end + len(next(fits, "")))


def _bracketed(prepared: Prepared, span: Span, headers: Sequence[Header]) -> tuple[Span, Header] | None:
    """The column that stands in brackets behind a deed, with the stretch of both."""
    match = _BRACKET.match(prepared.folded, span.end)
    match = match or _BRACKET.match(prepared.folded, span.end + 1)
    inside = match["inside"].replace(" ", "") if match is not None else ""
    spelt = inside.replace("-", "")
    fits = [h for h in headers if inside and (_is_called(h, inside) or spelt == h.folded)]
    if match is None or len({header.column.key for header in fits}) != 1:
        return None
    return Span(span.start, match.end()), fits[0]


def _spelt(prepared: Prepared, headers: Sequence[Header]) -> Iterator[Found]:
    """English headers as their words are written apart: "non-payment deficit" of nonPaymentDeficit."""
    for header in headers:
        words = words_of(header.column.header)
        if len(words) > 1:
            joined = r"[ \-_]?".join(map(re.escape, words))
            for match in re.finditer(rf"(?<![a-z]){joined}(?![a-z])", prepared.folded):
                yield Found(
                    Span(*match.span()),
                    NameKind.COLUMN,
                    (header.column.header,),
                    How.SHORT,
                    header.column.key,
                )


def quality_mentions(
    index: Index, prepared: Prepared, known: Catalog, named: Container[str]
) -> Iterator[Mention]:
    """Adjectives that mean a column where something is put in order (「一番広い」): the column, and which end
    of it is the most.

    `named` are the keys of the columns that the question names; with one of figures an adjective is a degree.
    """
    headers = _figured(index, known)
    if not headers or any(header.column.key in named for header in headers):
        return
    if prepared.language is Language.ENGLISH:
        yield from _english_qualities(prepared, headers)
        return
    if not orders(prepared):
        return
    for token in prepared.tokens:
        for quality in qualities():
            header = _meant(headers, quality.headers) if token.term in quality.words else None
            if header is None:
                continue
            end, denied = verb_end(prepared, token.end)
            middle = max(token.start + 1, min(token.end, end) - 1)
            if not denied:
                yield _of_column(prepared, Span(token.start, middle), header)
                words = prepared.folded[middle:end]
                yield Mention(Span(middle, end), words, (f"degree:{quality.most}",), cost=_HALF)


def _english_qualities(prepared: Prepared, headers: Sequence[Header]) -> Iterator[Mention]:
    for quality in qualities():
        header = _meant(headers, quality.headers)
        for phrase in quality.english if header is not None else ():
            match = re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", prepared.folded)
            if match is not None and header is not None:
                middle = match.end() - 1
                yield _of_column(prepared, Span(match.start(), middle), header)
                words = prepared.folded[middle : match.end()]
                yield Mention(Span(middle, match.end()), words, (f"most:{quality.most}",), cost=_HALF)


def _of_column(prepared: Prepared, span: Span, header: Header) -> Mention:
    key = header.column.key
    words = prepared.slice(span)
    return Mention(span, words, (f"column:{key}",), column=key, how=How.SYNONYM, cost=_HALF)

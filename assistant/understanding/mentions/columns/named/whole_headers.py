"""Columns that a question names by all the words of a long header, whatever joins them.

「外部有識者による点検の所見」 names 「外部有識者による点検ー所見」.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.document import Role
from index.language.tokenizer import CONTENT, Pos, Token
from index.records import NameKind

_NAMED = frozenset({Role.OTHER, Role.RATING, Role.ISSUES, Role.RESULT, Role.COST})
_FEWEST = 4
_JOINTS = grammar.word_set("header_joints")
_BETWEEN = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL})


def with_whole_headers(prepared: Prepared, known: Catalog, names: Sequence[Found]) -> tuple[Found, ...]:
    """The names, with the columns whose whole header is said in the place of what lies within it."""
    whole = _whole_headers(prepared, known)
    kept = [name for name in names if not any(one.span.overlaps(name.span) for one in whole)]
    return (*kept, *whole)


def _whole_headers(prepared: Prepared, known: Catalog) -> list[Found]:
    words = [token for token in prepared.tokens if token.pos in CONTENT]
    terms = [token.term for token in words]
    said = frozenset(terms)
    found: list[Found] = []
    for header in known.headers:
        size = len(header.terms)
        if size < _FEWEST or header.column.role not in _NAMED or not said.issuperset(header.terms):
            continue
        for start in range(len(terms) - size + 1):
            if tuple(terms[start : start + size]) == header.terms:
                span = Span(words[start].start, words[start + size - 1].end)
                if _is_one(prepared.tokens, span):
                    column = header.column
                    found.append(Found(span, NameKind.COLUMN, (column.header,), How.EXACT, column=column.key))
    return _longest(found)


def _is_one(tokens: Sequence[Token], span: Span) -> bool:
    """Whether no more than small words stand between the words of a stretch."""
    inside = [t for t in tokens if span.start <= t.start and t.end <= span.end]
    return all(t.pos in CONTENT or t.pos in _BETWEEN or t.surface in _JOINTS for t in inside)


def _longest(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.span.start - one.span.end):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return kept

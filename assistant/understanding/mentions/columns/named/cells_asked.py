"""Which rows and columns are meant where rows are called by a part of their name: 「大浜の東、燃えるごみ」.

Told apart are the words that call the rows, those that say where they are, and those of the column; a column
has to say what is asked for, days of いつ and figures of how many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.catalogue.catalog import catalog, locates
from assistant.catalogue.headers import Header
from assistant.model.answer import Language
from assistant.model.span import Span
from assistant.understanding.mentions.columns.named.columns_meant import ColumnsMeant, columns_meant
from assistant.understanding.mentions.columns.named.everyday_words import (
    SaidWord,
    english_said,
    held,
    said_words,
)
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from assistant.words.place_words import pattern, words
from corpus.document import Role, Row
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.kana import katakana
from index.language.tokenizer import CONTENT, NOMINAL, Token
from index.store import Index

_ASKED = frozenset({Role.OTHER, Role.COST})
_WHEN = expression(pattern("cells_asked.when"))
_DAYS = expression(pattern("cells_asked.days"))
_HOW_MANY = expression(
    rf"{grammar.pattern('what')}(?:{pattern('cells_asked.counted')})|{pattern('cells_asked.many')}"
)
_FIGURE = expression(r"[0-9]")

Rows = Mapping[int, Row]


def cells_meant(
    index: Index, lexicon: Lexicon, prepared: Prepared, rows: Rows, span: Span | None
) -> tuple[Rows, ColumnsMeant]:
    """Those of some rows that stand where the question says, and the columns that it means of them; `span` is
    the stretch that calls the rows.
    """
    documents = {row.document for row in rows.values()}
    keys = {column.key for one in documents for column in index.columns(one)}
    columns = [header for header in catalog(index).headers if header.column.key in keys]
    headers = [header for header in columns if header.column.role in _ASKED]
    said = _said(index, lexicon, prepared, span, headers)
    kept, said = _placed(rows, said, columns)
    called = [one.title for one in index.documents() if one.id in documents]
    called += [header.column.header for header in columns if header.column.role is Role.NAME]
    names = katakana(compact(fold(" ".join(called))))
    meant = columns_meant(said, headers, names)
    if not meant.columns and (parts := _joined(prepared, said)):
        each = [columns_meant(part, headers, names) for part in parts]
        both = tuple(dict.fromkeys(header for one in each for header in one.columns))
        meant = replace(meant, columns=both if all(one.columns for one in each) else ())
    fit = tuple(header for header in meant.columns if _fits(prepared, header, kept))
    return kept, replace(meant, columns=fit)


def _joined(prepared: Prepared, said: Sequence[SaidWord]) -> list[list[SaidWord]]:
    """The words in the parts that a particle joins, 「缶と瓶」; empty where none does."""
    parts: list[list[SaidWord]] = []
    end = 0
    for word in said:
        joined = prepared.folded[end : word.span.start].endswith(grammar.words("joints_of_labels"))
        if not parts or joined:
            parts.append([])
        parts[-1].append(word)
        end = word.span.end
    return parts if len(parts) > 1 else []


def _said(
    index: Index, lexicon: Lexicon, prepared: Prepared, span: Span | None, headers: Sequence[Header]
) -> tuple[SaidWord, ...]:
    """The words that may tell which column is meant, outside the stretch that calls the rows."""
    if prepared.language is Language.ENGLISH:
        taken = () if span is None else (span,)
        silent = {*lexicon.generic, *words("english_passed"), *words("cells_asked.english")}
        return english_said(prepared, taken, silent, lexicon)
    outside = [token for token in prepared.tokens if token.pos in CONTENT and not _within(token, span)]
    telling = {token for token in outside if _tells(lexicon, prepared, token)}
    found = said_words(index, outside, telling, prepared.tokens, headers)
    return tuple(
        replace(one, needed=False) if _is_counted(prepared, one.span.start) else one for one in found
    )


def _within(token: Token, span: Span | None) -> bool:
    return span is not None and span.start < token.end and token.start < span.end


def _tells(lexicon: Lexicon, prepared: Prepared, token: Token) -> bool:
    """Whether a token may tell which column is meant; a word of every such question does so only at the end
    of a compound, 設置日.
    """
    if {token.surface, token.term}.isdisjoint(lexicon.generic | set(words("cells_asked.silent"))):
        return bool(token.surface.strip())
    before = next((one for one in prepared.tokens if one.end == token.start), None)
    ends = before is not None and before.pos in NOMINAL and not _is_counted(prepared, token.start)
    silent = before is not None and before.surface in words("cells_asked.silent")
    return ends and not silent and token.surface in words("cells_asked.heads")


def _is_counted(prepared: Prepared, start: int) -> bool:
    """Whether a word is what 何 asks the number of, or of which kind: 何床, 何曜."""
    return prepared.folded.endswith(grammar.words("what"), 0, start)


def _placed(
    rows: Rows, said: Sequence[SaidWord], columns: Sequence[Header]
) -> tuple[Rows, tuple[SaidWord, ...]]:
    """The rows whose address has the words that no header holds, with the other words; all where none has."""
    located = {header.column.key for header in columns if locates(header)}
    kept = rows
    left: list[SaidWord] = []
    for word in said:
        there = {
            key: row
            for key, row in kept.items()
            if any(cell.key in located and word.text in fold(cell.text) for cell in row.cells)
        }
        if word.needed and there and not any(held(word, header) for header in columns):
            kept = there
        else:
            left.append(word)
    return kept, tuple(left)


def _fits(prepared: Prepared, header: Header, rows: Rows) -> bool:
    """Whether the cells of a column are what is asked for: days of when, figures of how many."""
    cells = [fold(cell.text) for row in rows.values() for cell in row.cells if cell.key == header.column.key]
    filled = [text for text in cells if text.strip()]
    if not filled:
        return True
    if _WHEN.search(prepared.folded):
        return any(_DAYS.search(text) for text in filled)
    return not _HOW_MANY.search(prepared.folded) or any(_FIGURE.search(text) for text in filled)

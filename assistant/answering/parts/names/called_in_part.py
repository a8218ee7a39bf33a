"""Rows that a question calls by a part of their name that no other row has: 「うみかぜ」."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.answer import Language
from assistant.model.question import Question
from assistant.model.span import Span
from assistant.room import Room
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.language.kana import is_kana
from index.language.tokenizer import CONTENT, NOMINAL
from index.records import NameKind
from index.store import Index

_MOST = 5
_SHORTEST, _SHORTEST_KANA = 2, 3
_SHORTEST_SPELT = 4
_LONGEST = 40
_ENTRIES = {NameKind.VALUE: Facet.VALUE, NameKind.GROUP: Facet.GROUP}
_WORD = expression(r"[a-z][a-z'-]*")
_HIRAGANA = expression("[ぁ-ゖー]+")


def rows_called(
    index: Index,
    prepared: Prepared,
    question: Question,
    taken: Sequence[Span],
    confined: Sequence[int] | None,
    most: int = 5,
) -> tuple[tuple[int, ...], Span | None]:
    """The rows that are named in whole or in part, or by their entry in a column, with the stretch that names
    them; else the one row that is spoken of.
    """
    linked = [link for link in question.links if link.kind == "row"]
    if question.rows and linked:
        return question.rows[:_MOST], Span(linked[0].span.start, linked[-1].span.end)
    rows, span = called_in_part(index, prepared, taken)
    if span is not None:
        rows = _of_entry(index, prepared, span) or rows
    if rows or span is not None:
        return (rows, span) if len(rows) <= most else ((), None)
    return (tuple(confined), None) if confined is not None and len(confined) == 1 else ((), None)


def _of_entry(index: Index, prepared: Prepared, span: Span) -> tuple[int, ...]:
    """The rows of an entry that is called just so, of which the names of some are but a part."""
    names = index.names_exact([compact(prepared.folded[span.start : span.end])])
    made = [
        Filter(_ENTRIES[one.kind], (one.text,), column=one.ref if one.kind is NameKind.VALUE else "")
        for one in names
        if one.kind in _ENTRIES
    ]
    return index.select(made[:1]) if made else ()


def names_another(room: Room, prepared: Prepared, rows: Sequence[int], taken: Sequence[Span]) -> bool:
    """Whether a noun is left that is neither a word for times, people or rows nor one that the rows or
    headers have: the car park of a place has hours of its own.
    """
    held = compact(fold(" ".join(_texts(room.index, rows))))
    for token in prepared.tokens:
        if any(span.start < token.end and token.start < span.end for span in taken):
            continue
        if token.surface.isascii():
            english = prepared.language is Language.ENGLISH and _WORD.fullmatch(token.surface)
            if english and token.surface not in words("english_passed"):
                return True
            continue
        general = token.surface in room.lexicon.generic or token.surface in words("for_nouns")
        nominal = token.pos in NOMINAL and not general and token.surface not in room.lexicon.cues["ja"]
        if nominal and compact(token.surface) not in held:
            return True
    return False


def _texts(index: Index, rows: Sequence[int]) -> list[str]:
    headers = [column.header for one in index.documents() for column in index.columns(one.id)]
    titles = [one.title for one in index.documents()]
    return [*headers, *titles, *(stored.row.title for stored in index.rows(rows))]


def called_in_part(
    index: Index, prepared: Prepared, taken: Sequence[Span]
) -> tuple[tuple[int, ...], Span | None]:
    """The ids of the rows, with the stretch that calls them; none where no name or more than a few have it.

    The longest stretch of whole words outside `taken` that a name has in it is meant, the first of those that
    are as long.
    """
    names = [(name.folded, name.row_id) for name in index.names((NameKind.ROW,)) if name.row_id is not None]
    every = "\n".join(text for text, _ in names)
    for span in sorted(_stretches(prepared, taken), key=lambda one: one.start - one.end):
        said = compact(prepared.folded[span.start : span.end])
        short = _SHORTEST_KANA if is_kana(said) else _SHORTEST
        if len(said) < short or said.isascii() or said not in every:
            continue
        rows = tuple(dict.fromkeys(row for text, row in names if said in text))
        whole = tuple(dict.fromkeys(row for text, row in names if said == text))
        found = whole or rows
        return found, span
    return (), None


def _stretches(prepared: Prepared, taken: Sequence[Span]) -> list[Span]:
    """The stretches from one content word to another with nothing taken between."""
    words = [token for token in prepared.tokens if token.pos in CONTENT and token.surface.strip()]
    found: list[Span] = []
    for first in range(len(words)):
        for last in range(first, len(words)):
            span = Span(words[first].start, words[last].end)
            if span.end - span.start > _LONGEST or any(span.overlaps(other) for other in taken):
                break
            found.append(span)
    spelt = (Span(start, end) for start in prepared.borders for end in _ends(prepared.folded, start))
    return [*found, *(span for span in spelt if not any(span.overlaps(other) for other in taken))]


def _ends(folded: str, start: int) -> range:
    """Where a name in hiragana may end that begins at a place, which the dictionary cuts anywhere."""
    run = _HIRAGANA.match(folded, start)
    end = min(run.end(), start + _LONGEST) if run is not None else start
    return range(start + _SHORTEST_SPELT, end + 1)

"""Rows that a question calls by a part of their name that no other row has: 「うみかぜ」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.model.answer import Language
from assistant.model.question import Question
from assistant.model.span import Span
from assistant.room import Room
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.place_words import words
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.filters import Facet, Filter
from index.language.kana import is_kana
from index.language.tokenizer import CONTENT, NOMINAL, Token
from index.records import NameKind
from index.store import Index
from index.work import spend

_MOST = 5
_SHORTEST, _SHORTEST_KANA = 2, 3
_SHORTEST_SPELT = 4
_SHORTEST_LATIN = 3
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
    return next(each_called(index, prepared, taken), ((), None))


def each_called(
    index: Index, prepared: Prepared, taken: Sequence[Span], *, in_parts: bool = False
) -> Iterator[tuple[tuple[int, ...], Span]]:
    """The rows of each stretch that names have in them, the longest stretch first; of rows that it is the
    whole name of, else `in_parts` of those that it is the end of, only these.

    `in_parts` a name may have the words of a stretch in their order with more between: 「大浜の東」 of
    大浜町字東.
    """
    names = [(name.folded, name.row_id) for name in index.names((NameKind.ROW,)) if name.row_id is not None]
    every = "\n".join(text for text, _ in names)
    for span in sorted(_stretches(prepared, taken, in_parts), key=lambda one: one.start - one.end):
        said = compact(prepared.folded[span.start : span.end])
        short = _SHORTEST_KANA if is_kana(said) else _SHORTEST
        if len(said) < short or (said.isascii() and not (in_parts and len(said) >= _SHORTEST_LATIN)):
            continue
        spend(len(names) // _NAMES_A_STEP)
        found = _named(names, said) if said in every else ()
        if not found and in_parts:
            found = _named_by_parts(names, every, [one.surface for one in _words_of(prepared, span)])
        elif found and in_parts:
            found = _ending(names, said, found)
        if found:
            yield found, span


def _named(names: Sequence[tuple[str, int]], said: str) -> tuple[int, ...]:
    """The rows whose name a text is, else those whose names have it."""
    rows = tuple(dict.fromkeys(row for text, row in names if said in text))
    whole = tuple(dict.fromkeys(row for text, row in names if said == text))
    return whole or rows


def _ending(names: Sequence[tuple[str, int]], said: str, found: tuple[int, ...]) -> tuple[int, ...]:
    """Of some rows those whose names end so, where any does."""
    ends = {row for text, row in names if text.endswith(said)}
    return tuple(row for row in found if row in ends) or found


def _named_by_parts(names: Sequence[tuple[str, int]], every: str, words: Sequence[str]) -> tuple[int, ...]:
    """The rows whose names have some words in their order, those first that end with the last of them."""
    parts = [compact(word) for word in words]
    if len(parts) < _PARTS or not all(part in every for part in parts):
        return ()
    whole = tuple(dict.fromkeys(row for text, row in names if text == "".join(parts)))
    held = [(text, row) for text, row in names if not whole and _in_order(text, parts)]
    return whole or _ending(held, parts[-1], tuple(dict.fromkeys(row for _, row in held)))


def _in_order(text: str, parts: Sequence[str]) -> bool:
    place = 0
    for part in parts:
        place = text.find(part, place) + len(part)
        if place < len(part):
            return False
    return True


_PARTS = 2
_NAMES_A_STEP = 500


def _words_of(prepared: Prepared, span: Span) -> list[Token]:
    return [t for t in prepared.tokens if t.pos in CONTENT and span.start <= t.start and t.end <= span.end]


def _stretches(prepared: Prepared, taken: Sequence[Span], in_parts: bool) -> list[Span]:
    """The stretches from one content word to another with nothing taken between, and `in_parts` no more than
    particles that join names.
    """
    words = [token for token in prepared.tokens if token.pos in CONTENT and token.surface.strip()]
    found: list[Span] = []
    for first in range(len(words)):
        for last in range(first, len(words)):
            span = Span(words[first].start, words[last].end)
            if span.end - span.start > _LONGEST or any(span.overlaps(other) for other in taken):
                break
            if in_parts and last > first:
                gap = prepared.folded[words[last - 1].end : words[last].start]
                if gap.strip() not in _JOINTS:
                    break
            found.append(span)
    spelt = (Span(start, end) for start in prepared.borders for end in _ends(prepared.folded, start))
    return [*found, *(span for span in spelt if not any(span.overlaps(other) for other in taken))]


_JOINTS = grammar.word_set("joints_of_names_in_parts")


def _ends(folded: str, start: int) -> range:
    """Where a name in hiragana may end that begins at a place, which the dictionary cuts anywhere."""
    run = _HIRAGANA.match(folded, start)
    end = min(run.end(), start + _LONGEST) if run is not None else start
    return range(start + _SHORTEST_SPELT, end + 1)

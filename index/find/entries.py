"""Which whole rows and passages hold the words of a question: one full-text line for each, its names apart.

A passage is found by what stands in any of its sentences and in the headings above it; a row by all of its
cells. Ranking is FTS5's BM25 with names weighing more, as in `index.find.search`, whose phrases it shares.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from corpus.frozen import dataclass
from index.find.search import SegmentHit
from index.find.sentences import sentences_of
from index.find.words import SearchWord, any_of, clean, matched_in, quoted
from index.records import PASSAGE, StoredPassage, stored_passage
from index.schema import FIRST_TEXT
from index.store import Index
from index.work import spend

# What a word counts in the names or headings of an entry, against one in its text.
_NAMED = 4.0
_STEPS = 4
_SEARCHED_A_STEP = 60
_READ_A_STEP = 4
# Up to so many entries, texts are read whole for a piece of them.
_READ_WHOLE = 30_000


@dataclass(frozen=True, slots=True)
class EntryHit:
    """A row or a passage with at least one of the words; a larger `score` is better.

    `named` are the positions of the words that stand in its names or headings, `matched` of those in its
    text. One of `row_id` and `passage_id` is None.
    """

    row_id: int | None
    passage_id: int | None
    score: float
    named: frozenset[int]
    matched: frozenset[int]


def entries_matching(
    index: Index,
    words: Sequence[SearchWord],
    limit: int = 20,
    *,
    documents: Collection[str] | None = None,
    passages: bool = False,
) -> tuple[EntryHit, ...]:
    """The best rows and passages for the words, best first; empty where none holds any.

    `documents` keeps to some documents, `passages` to passages.
    """
    cleaned = clean(words)
    if passages and index.entry_total() == index.row_total():
        return ()
    expression = any_of(index, cleaned, index.entry_total())
    if not expression or limit < 1:
        return ()
    spend(_STEPS + index.entry_total() // _SEARCHED_A_STEP)
    parameters: list[object] = [expression]
    kept = ""
    if passages:
        kept += f" AND rowid > {FIRST_TEXT}"
    if documents is not None:
        kept += " AND rowid IN (SELECT id FROM entries WHERE document IN (SELECT value FROM json_each(?)))"
        parameters.append(json.dumps(list(documents)))
    best = (
        f"SELECT rowid AS id, -bm25(entries_fts, {_NAMED}, {_NAMED}, 1.0) AS score FROM entries_fts"
        f" WHERE entries_fts MATCH ?{kept} ORDER BY score DESC, rowid LIMIT ?"
    )
    lines = index.read(
        f"SELECT e.row_id, e.passage_id, b.score, e.names || ' ' || e.placed, e.tokens FROM ({best}) b"
        " JOIN entries e ON e.id = b.id ORDER BY b.score DESC, e.id",
        [*parameters, limit],
    )
    return tuple(
        EntryHit(row_id, passage_id, score, matched_in(cleaned, names), matched_in(cleaned, tokens))
        for row_id, passage_id, score, names, tokens in lines
    )


def passages_saying(
    index: Index, words: Sequence[SearchWord], pieces: Collection[str], limit: int
) -> tuple[int, ...]:
    """The passages that hold all of the words and one of the pieces as printed, in printed order.

    Behind them come those that stand right under a heading which holds one.
    """
    terms = [word.terms[0] for word in clean(words) if word.terms]
    if not terms or not pieces:
        return ()
    spend(_STEPS + index.entry_total() // _SEARCHED_A_STEP)
    lines = index.read(
        "SELECT p.id FROM entries_fts f JOIN entries e ON e.id = f.rowid"
        " JOIN passages p ON p.id = e.passage_id"
        " WHERE f.entries_fts MATCH ?"
        " AND EXISTS (SELECT 1 FROM json_each(?) j"
        " WHERE instr(p.text || char(10) || coalesce(json_extract(p.headings, '$[#-1]'), ''), j.value))"
        " ORDER BY NOT EXISTS (SELECT 1 FROM json_each(?) j WHERE instr(p.text, j.value)), p.id LIMIT ?",
        (" AND ".join(map(quoted, terms)), *[json.dumps(list(pieces))] * 2, limit),
    )
    return tuple(key for (key,) in lines)


def passages_printing(index: Index, pieces: Sequence[str], limit: int) -> tuple[int, ...]:
    """The passages with one of the pieces as printed, in printed order; empty for a large index.

    The dictionary takes one compound apart in several ways (地域|脱炭|素, 脱|炭素); as printed it is one.
    """
    if not pieces or index.entry_total() > _READ_WHOLE:
        return ()
    spend(_STEPS + index.entry_total() // _SEARCHED_A_STEP)
    lines = index.read(
        "SELECT id FROM passages p"
        " WHERE EXISTS (SELECT 1 FROM json_each(?) j WHERE instr(p.text, j.value)) ORDER BY id LIMIT ?",
        (json.dumps(list(pieces)), limit),
    )
    return tuple(key for (key,) in lines)


def passages_by_id(index: Index, ids: Collection[int]) -> dict[int, StoredPassage]:
    """The passages with these ids; ids that the index lacks are left out."""
    spend(1 + len(ids) // _READ_A_STEP)
    lines = index.read(
        f"SELECT {PASSAGE} FROM passages WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {line[0]: stored_passage(line) for line in lines}


def neighbours(
    index: Index, ids: Collection[int], before: int, after: int
) -> dict[int, tuple[tuple[int, ...], tuple[int, ...]]]:
    """The ids of the passages that stand before and behind each, in printed order, at most so many."""
    spend(1 + len(ids) // _READ_A_STEP)
    lines = index.read(
        "SELECT p.id, n.id, n.position < p.position FROM passages p"
        " JOIN passages n ON n.document = p.document AND n.id != p.id"
        " AND n.position BETWEEN p.position - ? AND p.position + ?"
        " WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id, n.position",
        (before, after, json.dumps(list(ids))),
    )
    found: dict[int, tuple[list[int], list[int]]] = {key: ([], []) for key in ids}
    for key, other, is_before in lines:
        found[key][0 if is_before else 1].append(other)
    return {key: (tuple(above), tuple(below)) for key, (above, below) in found.items()}


def passage_sentences(
    index: Index, words: Sequence[SearchWord], ids: Collection[int]
) -> dict[int, list[SegmentHit]]:
    """The sentences of each of some passages in printed order, with the words that stand in each."""
    spend(1 + len(ids) // _READ_A_STEP)
    cleaned = clean(words)
    lines = index.read(
        'SELECT passage_id, id, role, "column", text, start, tokens FROM segments'
        " WHERE passage_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    )
    found: dict[int, list[SegmentHit]] = {key: [] for key in ids}
    for key, segment_id, role, column, text, start, tokens in lines:
        matched = matched_in(cleaned, tokens)
        found[key].append(SegmentHit(None, None, key, segment_id, role, column, text, start, 0.0, matched))
    return found


def best_sentences(
    index: Index, words: Sequence[SearchWord], hits: Sequence[EntryHit]
) -> tuple[SegmentHit | None, ...]:
    """For each entry its sentence with most of the words, the first of several; None where none holds any.

    Of a row any of its cells may hold it, the name too.
    """
    rows = [hit.row_id for hit in hits if hit.row_id is not None]
    cleaned = clean(words)
    of_row: dict[int | None, list[SegmentHit]] = {}
    for one in sentences_of(index, cleaned, rows) if rows else ():
        of_row.setdefault(one.row_id, []).append(one)
    of_passage = passage_sentences(
        index, cleaned, [hit.passage_id for hit in hits if hit.passage_id is not None]
    )
    found = (
        of_row.get(hit.row_id, []) if hit.passage_id is None else of_passage[hit.passage_id] for hit in hits
    )
    best = (max(some, key=lambda one: len(one.matched), default=None) for some in found)
    return tuple(one if one is not None and one.matched else None for one in best)

"""Full-text search over segments: which sentences and clauses, and which rows, hold the words of a question.

Ranking is FTS5's BM25 over Sudachi terms, with neighbouring words added as phrases. Words that stand in
over a tenth of a large corpus would make SQLite read most of it for little gain; where rarer words are
given they only count within phrases. Both follow measurements on 4,442 public questions over 13,448 Japanese
paragraphs, where phrases brought the right paragraph first in 90.6 % instead of 89.3 %.

Nothing a person typed becomes FTS5 syntax: every term is a quoted string.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from corpus.frozen import dataclass
from index.find.words import SearchWord, Weighing, any_of, clean, padded, quoted, standing, stored
from index.language.kana import reading_key
from index.records import Line
from index.store import Index
from index.work import spend

# The work of a search: its least, the rows searched and the words compared with segments in one step.
_STEPS = 4
_SEARCHED_A_STEP = 60
_HELD_A_STEP = 200
# So many of the best segments are read, though fewer may be asked for.
_AT_ONCE = 320
# The sentences of so few rows are all read.
_FEW_ROWS = 60


@dataclass(frozen=True, slots=True)
class SegmentHit:
    """A segment with at least one of the words; `matched` are the positions of those that stand in it.

    `text` is verbatim, from `start` on in its cell or passage. `row_id` is None for a passage, `cell_id`
    where no cell of the row holds the text (a group printed for many rows). A larger `score` is better.
    """

    row_id: int | None
    cell_id: int | None
    passage_id: int | None
    segment_id: int
    role: str
    column: str
    text: str
    start: int
    score: float
    matched: frozenset[int]


def search(
    index: Index,
    words: Sequence[SearchWord],
    *,
    limit: int = 50,
    ids: Collection[int] | None = None,
    roles: Collection[str] | None = None,
) -> tuple[SegmentHit, ...]:
    """The best segments for the words, best first; empty when none stands in the corpus.

    `ids` keeps to some rows, `roles` to some roles ("passage" for texts outside tables).
    """
    cleaned = clean(words)
    expression = any_of(index, cleaned, index.row_total())
    if not expression or limit < 1:
        return ()
    if ids is not None and len(ids) <= _FEW_ROWS:
        return _of_rows(index, cleaned, limit, ids, roles)
    spend(_STEPS + index.row_total() // _SEARCHED_A_STEP + len(cleaned) * limit // _HELD_A_STEP)
    # Segments are read where they are among the best, or where only what they say keeps them.
    best = "SELECT rowid, rank FROM segments_fts f WHERE f.segments_fts MATCH ?"
    parameters: list[object] = [expression]
    if ids is not None:
        best += (
            " AND (SELECT row_id FROM segments s WHERE s.id = f.rowid) IN (SELECT value FROM json_each(?))"
        )
        parameters.append(json.dumps(list(ids)))
    if roles is not None:
        best += " AND (SELECT role FROM segments s WHERE s.id = f.rowid) IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(list(roles)))

    def make() -> tuple[list[Line], int]:
        read = index.read(
            f"SELECT {_SEGMENT}, -f.rank, s.tokens FROM ({best} ORDER BY f.rank, f.rowid LIMIT ?) f"
            " JOIN segments s ON s.id = f.rowid ORDER BY f.rank, s.id",
            [*parameters, max(limit, _AT_ONCE)],
        )
        return read, 500 * len(read)

    # What one question looks for is looked for by several parts of its answer.
    key = ("search", max(limit, _AT_ONCE), *map(str, parameters))
    lines = index.searches.get(key, make)[:limit]
    terms = padded(cleaned)
    return tuple(_hit(line, standing(terms, line[9])) for line in lines)


def _of_rows(
    index: Index, words: Sequence[SearchWord], limit: int, ids: Collection[int], roles: Collection[str] | None
) -> tuple[SegmentHit, ...]:
    """The best of all segments of a few rows."""
    spend(1 + len(ids))
    weighing = Weighing(index, words)
    lines = index.read(
        f"SELECT {_SEGMENT}, 0.0, s.tokens FROM segments s"
        " WHERE s.row_id IN (SELECT value FROM json_each(?)) ORDER BY s.id",
        (json.dumps(list(ids)),),
    )
    found = []
    for line in lines:
        held = weighing.held(line[9])
        score = weighing.score(held, line[9]) if held and (roles is None or line[4] in roles) else 0.0
        if score > 0:
            found.append(_hit((*line[:8], score), held))
    found.sort(key=lambda hit: -hit.score)
    return tuple(found[:limit])


_SEGMENT = 's.row_id, s.cell_id, s.passage_id, s.id, s.role, s."column", s.text, s.start'


def _hit(line: Line, matched: frozenset[int]) -> SegmentHit:
    row_id, cell_id, passage_id, segment_id, role, column, text, start, score = line[:9]
    return SegmentHit(row_id, cell_id, passage_id, segment_id, role, column, text, start, score, matched)


def search_reading(index: Index, kana: str, limit: int = 20) -> tuple[SegmentHit, ...]:
    """The segments that sound as the kana does somewhere, the shortest first; `matched` is empty.

    For words typed in kana, which cannot be cut into words reliably. Kana of one or two syllables are only
    looked for in what rows, groups, departments and KPIs are called.
    """
    key = reading_key(kana)
    if not key or limit < 1:
        return ()
    spend(_STEPS + index.row_total() // _SEARCHED_A_STEP)
    sql = (
        f"SELECT {_SEGMENT}, 1.0 * length(?1) / length(s.reading) FROM segments s WHERE instr(s.reading, ?1)"
    )
    if len(key) < 3:
        where = " AND s.role IN ('name', 'group', 'department', 'kpi')"
        parameters: tuple[object, ...] = (key, limit)
    else:
        where = " AND s.id IN (SELECT rowid FROM readings_fts WHERE readings_fts MATCH ?3)"
        parameters = (key, limit, trigrams(key))
    lines = index.read(f"{sql}{where} ORDER BY length(s.reading), s.id LIMIT ?2", parameters)
    return tuple(_hit(line, frozenset()) for line in lines)


def trigrams(key: str, joined_by: str = " AND ") -> str:
    """The FTS5 expression for the three-character pieces of a reading key of three characters or more.

    >>> trigrams("ジンジカ")
    '"ジンジ" AND "ンジカ"'
    """
    pieces = dict.fromkeys(key[place : place + 3] for place in range(len(key) - 2))
    return joined_by.join(f'"{piece}"' for piece in pieces)


def stands(index: Index, terms: Sequence[str]) -> bool:
    """Whether the terms stand side by side somewhere in the corpus; False for no terms."""
    spend(2)
    phrase = stored(" ".join(terms))
    if not phrase:
        return False

    def make() -> tuple[bool, int]:
        sql = "SELECT 1 FROM segments_fts WHERE segments_fts MATCH ? LIMIT 1"
        return bool(index.read(sql, (quoted(phrase),))), 300

    return index.searches.get(("stands", phrase), make)


def segments_by_id(
    index: Index, scores: Mapping[int, float], words: Sequence[SearchWord]
) -> dict[int, SegmentHit]:
    """The segments with some ids, with the score that each is given."""
    terms = padded(clean(words))
    lines = index.read(
        f"SELECT {_SEGMENT}, 0.0, s.tokens FROM segments s WHERE s.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(scores)),),
    )
    return {line[3]: _hit((*line[:8], scores[line[3]]), standing(terms, line[9])) for line in lines}

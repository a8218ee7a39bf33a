"""All sentences and clauses of some rows, in order, with the words of a question that stand in each."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from index.find.search import SegmentHit
from index.find.words import SearchWord, matched_in
from index.records import Line
from index.store import Index


def sentences_of(index: Index, words: Sequence[SearchWord], ids: Collection[int]) -> tuple[SegmentHit, ...]:
    """The segments of the rows `ids` in printed order, whether they hold a word or not; `score` is 0."""
    lines = index.read(
        'SELECT row_id, cell_id, passage_id, id, role, "column", text, start, 0.0, tokens FROM segments'
        " WHERE row_id IN (SELECT value FROM json_each(?)) ORDER BY row_id, id",
        (json.dumps(list(ids)),),
    )
    return tuple(_hit(line, matched_in(words, line[-1])) for line in lines)


def _hit(line: Line, matched: frozenset[int]) -> SegmentHit:
    row_id, cell_id, passage_id, segment_id, role, column, text, start, score, _ = line
    return SegmentHit(row_id, cell_id, passage_id, segment_id, role, column, text, start, score, matched)

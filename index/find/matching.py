"""Which rows hold the words of a question, and how well each does: whole rows are found, then judged.

Where enough rows hold all of the words, no others are looked at: first those that are called so, then those
with all words in one sentence, then those with them anywhere. So it costs what the rarest word costs, however
many rows there are. Where few rows hold all words, the sentences with any of them are ranked, as
`index.find.search` does.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from corpus.frozen import dataclass
from index.find.search import SegmentHit, search, segments_by_id
from index.find.words import SearchWord, Weighing, clean, every_of, quoted, telling
from index.rows.row_set import RowSet
from index.store import Index
from index.work import spend

# So many rows are judged for each that is asked for.
_JUDGED = 3
_HIT_BYTES = 900
# So many words may lack one of them, and from so many rows with any on they do.
_FEWEST, _MOST = 3, 8
_RANKED = 5_000


@dataclass(frozen=True, slots=True)
class RowHit:
    """A row with at least one of the words; `matched` and `by_role` tell which stand in it, and in what role.

    `best` is its segment with the best score.
    """

    row_id: int
    score: float
    matched: frozenset[int]
    by_role: Mapping[str, frozenset[int]]
    best: SegmentHit


def rows_matching(
    index: Index, words: Sequence[SearchWord], limit: int = 20, *, ids: Collection[int] | None = None
) -> tuple[RowHit, ...]:
    """The best rows for the words, best first; empty when none stands in a row. `ids` keeps to some rows.

    A row's score is that of its best segment, and for each word that it holds anywhere the word's rarity,
    once more if the row is called so: a row about a thing comes before one that mentions it.
    """
    cleaned = clean(words)
    within = None if ids is None else RowSet.of(ids)

    def make() -> tuple[tuple[RowHit, ...], int]:
        found = _matching(index, cleaned, limit, within)
        return found, 500 + _HIT_BYTES * len(found)

    # Several parts of an answer look for the same.
    return index.searches.get(("rows", cleaned, limit, within), make)


def _matching(
    index: Index, words: Sequence[SearchWord], limit: int, within: RowSet | None
) -> tuple[RowHit, ...]:
    full = _full(index, words, limit, within)
    if full:
        return hits_of(index, words, full)[:limit]
    best: dict[int, SegmentHit] = {}
    for hit in search(index, words, limit=max(8 * limit, 80), ids=within):
        # SQLite folds a few letters that Python does not: what matches no word is no hit.
        if hit.row_id is not None and hit.matched:
            best.setdefault(hit.row_id, hit)
    weighing = Weighing(index, words)
    roles, _ = _sentences(index, weighing, best)
    ranked = _ranked(weighing, roles, {key: hit.score for key, hit in best.items()})
    return tuple(_hit(one, roles, best[one[1]]) for one in ranked[:limit])


def hits_of(index: Index, words: Sequence[SearchWord], ids: Collection[int]) -> tuple[RowHit, ...]:
    """Those of some rows that hold any of the words, best first."""
    weighing = Weighing(index, clean(words))
    roles, best = _sentences(index, weighing, ids)
    ranked = _ranked(weighing, roles, {key: score for key, (score, _) in best.items()})
    segments = segments_by_id(index, {best[key][1]: best[key][0] for _, key in ranked}, words)
    return tuple(_hit(one, roles, segments[best[one[1]][1]]) for one in ranked)


def _full(index: Index, words: Sequence[SearchWord], limit: int, within: RowSet | None) -> tuple[int, ...]:
    """Rows that hold all words of the corpus, the likeliest first; empty where they are less than `limit`."""
    known = held_anywhere(index, words)
    everywhere = index.every_row() if within is None else within
    full = every = rows_holding(index, known) & everywhere
    if len(every) < limit and _are_in_many(index, known):
        every = rows_holding(index, known, but=1) & everywhere
    most = _JUDGED * limit
    if len(every) < limit:
        return ()
    if len(every) <= most:
        return tuple(every)
    chosen = dict.fromkeys((*full[:most], *(_called(index, known, every=True) & every)[:most]))
    if len(chosen) < most:
        chosen.update(dict.fromkeys((_called(index, known, every=False) & every)[:limit]))
        chosen.update(dict.fromkeys(key for key in _in_one_sentence(index, known, most) if key in every))
    if len(chosen) < most:
        chosen.update(dict.fromkeys(every[:most]))
    return tuple(chosen)[:most]


def held_anywhere(index: Index, words: Iterable[SearchWord]) -> tuple[SearchWord, ...]:
    """The words of which a term stands in the corpus."""
    known = tuple(words)
    frequency = index.frequency(part for word in known for term in word.terms for part in term.split())
    return tuple(
        word for word in known if any(all(part in frequency for part in term.split()) for term in word.terms)
    )


def _are_in_many(index: Index, words: Sequence[SearchWord]) -> bool:
    """Whether there are several words, and so many rows with any of them that they are better not ranked."""
    if not _FEWEST <= len(words) <= _MOST:
        return False
    return sum(index.frequency(term for word in words for term in word.terms).values()) > _RANKED


def rows_holding(index: Index, words: Sequence[SearchWord], *, but: int = 0) -> RowSet:
    """The rows that hold every one of the words, anywhere, or all `but` so many; none for no words."""
    cleaned = [word for word in clean(words) if word.terms]
    held = [every_of(some) for some in combinations(cleaned, len(cleaned) - but)]
    either = " OR ".join(f"({every})" for every in held if every)
    return _entries_with(index, f"{{names tokens}} : ({either})") if either else RowSet()


def _called(index: Index, words: Sequence[SearchWord], *, every: bool) -> RowSet:
    """The rows that have every one of the words, or one that tells rows apart, in what they are called."""
    if every:
        return _entries_with(index, f"names : ({every_of(words)})")
    kept = [words[place] for place in telling(index, words, index.row_total())]
    either = " OR ".join(dict.fromkeys(quoted(term) for word in kept for term in word.terms))
    return _entries_with(index, f"names : ({either})")


def _entries_with(index: Index, expression: str) -> RowSet:
    """The rows whose entries match an FTS5 expression."""

    def make() -> tuple[RowSet, int]:
        sql = "SELECT rowid FROM entries_fts WHERE entries_fts MATCH ? AND rowid <= ?"
        found = RowSet.of(key for (key,) in index.read(sql, (expression, index.last_row())))
        return found, index.last_row() // 8 + 200

    spend(4)
    return index.kept.get(("entries", expression), make)


def rows_saying(index: Index, words: Sequence[SearchWord]) -> RowSet:
    """The rows that hold every one of the words that the corpus has, in one sentence."""
    known = held_anywhere(index, clean(words))
    return RowSet.of(_in_one_sentence(index, known, -1)) if known else RowSet()


def _in_one_sentence(index: Index, words: Sequence[SearchWord], most: int) -> list[int]:
    """The first rows, in document order, that have all words in one sentence."""
    lines = index.read(
        "SELECT s.row_id FROM segments_fts f JOIN segments s ON s.id = f.rowid"
        " WHERE f.segments_fts MATCH ? AND s.row_id IS NOT NULL LIMIT ?",
        (every_of(words), most),
    )
    return [key for (key,) in lines]


def held_in_row(index: Index, words: Sequence[SearchWord], row_id: int) -> frozenset[int]:
    """The positions of the words that stand anywhere in a row."""
    roles, _ = _sentences(index, Weighing(index, clean(words)), [row_id])
    return frozenset().union(*roles.get(row_id, {}).values())


_Roles = dict[int, dict[str, frozenset[int]]]


def _sentences(
    index: Index, weighing: Weighing, ids: Collection[int]
) -> tuple[_Roles, dict[int, tuple[float, int]]]:
    """Which words stand in which role of each row, and the score and id of the best segment of each."""
    spend(len(ids) * (1 + len(weighing.rarity) // 8))
    roles: _Roles = {}
    best: dict[int, tuple[float, int]] = {}
    sql = "SELECT row_id, role, id, tokens FROM segments WHERE row_id IN (SELECT value FROM json_each(?))"
    for row_id, role, segment_id, tokens in index.read(f"{sql} ORDER BY id", (json.dumps(list(ids)),)):
        held = weighing.held(tokens)
        if not held:
            continue
        of_row = roles.setdefault(row_id, {})
        of_row[role] = of_row.get(role, frozenset()) | held
        score = weighing.score(held, tokens)
        if row_id not in best or score > best[row_id][0]:
            best[row_id] = (score, segment_id)
    return roles, best


def _ranked(weighing: Weighing, roles: _Roles, scores: Mapping[int, float]) -> list[tuple[float, int]]:
    """The rows, each with its score, best first."""
    rarity = weighing.rarity
    found = []
    for row_id, score in scores.items():
        by_role = roles[row_id]
        held = frozenset().union(*by_role.values())
        named = by_role.get("name", frozenset()) | by_role.get("kpi", frozenset())
        more = sum(rarity[place] for place in held) + sum(rarity[place] for place in named)
        found.append((score + more, row_id))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _hit(ranked: tuple[float, int], roles: _Roles, best: SegmentHit) -> RowHit:
    score, row_id = ranked
    return RowHit(row_id, score, frozenset().union(*roles[row_id].values()), roles[row_id], best)

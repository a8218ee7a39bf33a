"""Which rows a subject in free words is about, and how much of the subject each of them covers.

The index finds candidates by BM25; here they are judged: a row must hold the words that tell rows apart, and
what a row is called counts for more than what it mentions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assistant.model.question import Word
from corpus.frozen import dataclass
from corpus.text.folding import compact
from index.find.matching import RowHit, hits_of, rows_holding, rows_matching
from index.find.row_names import called
from index.find.search import SegmentHit, search
from index.find.words import SearchWord
from index.store import Index

# How much a word counts by where it stands. A row is about what it is called; a summary says what it does;
# the
# rest mentions. Chosen on tests/questions (see docs/refusal.md).
_ROLE_WEIGHTS = {"name": 1.0, "kpi": 0.95, "group": 0.55, "summary": 0.75, "result": 0.7, "actual": 0.7}
_OTHER_ROLE = 0.6
_CANDIDATES = 40
# The share of a subject that a row, or a sentence with its row, must hold to answer; see docs/refusal.md.
ENOUGH = 0.62
_PHRASE = 0.35
_SCORE_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be meant. `coverage` is the weight of the subject's words that it holds, of all (0 to
    1); `standing` also counts where they stand. `missing` are the words it lacks.
    """

    row_id: int
    standing: float
    coverage: float
    missing: tuple[Word, ...]
    hit: RowHit


def search_words(words: Sequence[Word]) -> tuple[SearchWord, ...]:
    """The words as the index searches for them; unknown ones keep their place and find nothing."""
    return tuple(SearchWord(word.terms) for word in words)


def candidates(
    index: Index, words: Sequence[Word], ids: Collection[int] | None = None, limit: int = _CANDIDATES
) -> tuple[Candidate, ...]:
    """The rows that hold any of the words, the most likely meant first; empty when none does."""
    if not any(word.terms for word in words):
        return ()
    return _judged(index, words, rows_matching(index, search_words(words), limit, ids=ids))


def rows_speaking_of(index: Index, words: Sequence[Word], least: float) -> Sequence[int]:
    """The rows that hold all words that weigh so much that no row without them holds the share `least`.

    All rows where each word may be missing.
    """
    total = sum(word.weight for word in words)
    needed = [word for word in words if word.weight > (1 - least) * total]
    if not needed:
        return index.every_row()
    return rows_holding(index, search_words(needed)) if all(word.terms for word in needed) else ()


def candidates_of(index: Index, words: Sequence[Word], ids: Collection[int]) -> tuple[Candidate, ...]:
    """Those of some rows that hold any of the words, the most likely meant first."""
    return _judged(index, words, hits_of(index, search_words(words), ids))


def _judged(index: Index, words: Sequence[Word], hits: Sequence[RowHit]) -> tuple[Candidate, ...]:
    names = called(index, [hit.row_id for hit in hits])
    judged = [_judge(hit, names[hit.row_id], words) for hit in hits]
    judged.sort(key=lambda one: (-one.standing, one.row_id))
    return _fullest_first(judged, words)


def _fullest_first(judged: Sequence[Candidate], words: Sequence[Word]) -> tuple[Candidate, ...]:
    """The candidates, those first that have all telling words in one sentence where the best lacks some."""
    telling = {place for place, word in enumerate(words) if word.weight > 0}
    if not judged or not judged[0].missing:
        return tuple(judged)
    full = [one for one in judged if telling <= one.hit.best.matched]
    return (*full, *(one for one in judged if one not in full))


def _judge(hit: RowHit, called: Sequence[str], words: Sequence[Word]) -> Candidate:
    total = sum(word.weight for word in words) or 1.0
    held = sum(word.weight for place, word in enumerate(words) if place in hit.matched)
    placed = sum(
        word.weight * place_weight(hit.by_role, place)
        for place, word in enumerate(words)
        if place in hit.matched
    )
    standing = placed / total + _PHRASE * _phrase(called, words) + _SCORE_SHARE * hit.score / total
    missing = tuple(word for place, word in enumerate(words) if place not in hit.matched and word.weight > 0)
    return Candidate(hit.row_id, standing, held / total, missing, hit)


def place_weight(by_role: Mapping[str, frozenset[int]], place: int) -> float:
    """How much a word counts by where in a row it stands."""
    return max(_ROLE_WEIGHTS.get(role, _OTHER_ROLE) for role, places in by_role.items() if place in places)


def _phrase(called: Sequence[str], words: Sequence[Word]) -> float:
    """The weight of the longest run of neighbouring words that a name of a row has as typed, 0 to 1."""
    names = [compact(name) for name in called]
    total = sum(word.weight for word in words) or 1.0
    best = 0.0
    for first in range(len(words)):
        typed = ""
        weight = 0.0
        for place in range(first, len(words)):
            if place > first and words[place].span.start > words[place - 1].span.end:
                break
            typed += compact(words[place].corrected or words[place].surface)
            weight += words[place].weight
            if not typed:
                continue
            if not any(typed in name for name in names):
                break
            best = max(best, weight)
    return best / total


def segments(
    index: Index, words: Sequence[Word], ids: Collection[int] | None = None, limit: int = 60
) -> tuple[SegmentHit, ...]:
    """The sentences and clauses that hold any of the words, best first."""
    return search(index, search_words(words), limit=limit, ids=ids)

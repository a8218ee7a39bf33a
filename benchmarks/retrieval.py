"""How early free search finds the row that a question is about: whole entries against single sentences.

Run `python -m benchmarks.retrieval`. The questions are those of tests/questions about one row of the shipped
document; only their words are searched for, nothing of them is understood. Printed are the mean reciprocal
rank of that row among the first ten, and how often it comes first.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.refusal import ASKED, cases
from corpus.folder.library import shipped
from index.build.build import build
from index.find.entries import entries_matching
from index.find.search import search
from index.find.words import SearchWord
from index.language.tokenizer import content, terms_of, tokenize
from index.store import Index

_FIRST = 10
_MANY = 200

Ranking = Callable[[Index, str], Sequence[int | None]]


def words_of(question: str) -> tuple[SearchWord, ...]:
    """The content words of a question as the index searches for them."""
    return tuple(SearchWord(tuple(terms_of([token]))) for token in content(tokenize(question)))


def by_entries(index: Index, question: str) -> Sequence[int | None]:
    """The rows by their whole texts, names weighing more."""
    return [hit.row_id for hit in entries_matching(index, words_of(question), _FIRST)]


def by_sentences(index: Index, question: str) -> Sequence[int | None]:
    """The rows by their best sentence."""
    hits = search(index, words_of(question), limit=_MANY)
    return list(dict.fromkeys(hit.row_id for hit in hits))[:_FIRST]


def measure(index: Index, asked: Sequence[tuple[str, int]], ranking: Ranking) -> tuple[float, float]:
    """The mean reciprocal rank of the right rows, and the share that comes first."""
    places = []
    for question, row in asked:
        found = ranking(index, question)
        places.append(found.index(row) + 1 if row in found else 0)
    reciprocal = sum(1 / place for place in places if place)
    return reciprocal / len(places), sum(place == 1 for place in places) / len(places)


def main() -> int:
    """Prints a line for each way of ranking."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "index.sqlite"
        build(shipped(), target)
        with Index.open(target) as index:
            asked = []
            for case in cases(ASKED):
                numbers = [number for number in case.rows if not case.turns[1:]]
                if len(numbers) == 1 and (found := index.row_by_number(numbers[0])):
                    asked.append((case.turns[0], found[0].id))
            print(f"{len(asked)} questions about one row of {index.row_total()}")
            for name, ranking in (("entries", by_entries), ("sentences", by_sentences)):
                mean, first = measure(index, asked, ranking)
                print(f"{name:10} MRR {mean:.3f}, first {first:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

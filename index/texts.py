"""The texts of a document in their order, to be read through: how many, their headings, a stretch of them."""

from __future__ import annotations

import json
from functools import lru_cache

from corpus.document import Locator
from corpus.frozen import dataclass
from index.records import PASSAGE, PLACE, StoredPassage, stored_passage
from index.store import Index


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a passage stands: its number in the document, the headings above it, its place in the file."""

    number: int
    headings: tuple[str, ...]
    locator: Locator


def text_totals(index: Index) -> dict[str, int]:
    """The number of passages of each document that has any, by the document's id."""
    return dict(index.read("SELECT document, count(*) FROM passages GROUP BY document"))


def text_places(index: Index, document: str) -> tuple[TextPlace, ...]:
    """The places of all passages of a document in printed order; empty where it has none."""
    lines = index.read(
        f"SELECT position + 1, headings, {PLACE} FROM passages WHERE document = ? ORDER BY position",
        (document,),
    )
    return tuple(TextPlace(number, _path(headings), Locator(*place)) for number, headings, *place in lines)


def texts_between(index: Index, document: str, first: int, last: int) -> tuple[StoredPassage, ...]:
    """The passages of a document with the numbers `first` to `last`; those that it lacks are left out."""
    lines = index.read(
        f"SELECT {PASSAGE} FROM passages WHERE document = ? AND position BETWEEN ? AND ? ORDER BY position",
        (document, first - 1, last - 1),
    )
    return tuple(stored_passage(line) for line in lines)


@lru_cache(maxsize=1_000)
def _path(headings: str) -> tuple[str, ...]:
    """The headings of a passage; neighbours mostly share theirs."""
    return tuple(json.loads(headings))

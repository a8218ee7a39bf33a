"""The headings of the texts, each with its place among those above it and the texts right under it."""

from __future__ import annotations

import json

from corpus.frozen import dataclass
from index.records import PASSAGE, StoredPassage, stored_passage
from index.store import Index
from index.work import spend

# Up to so many rows and texts, the headings are read whole.
_READ_WHOLE = 30_000
_READ_A_STEP = 40


@dataclass(frozen=True, slots=True)
class Outlined:
    """A heading with those above it (outermost first), and the id of the first text under it."""

    document: str
    above: tuple[str, ...]
    heading: str
    passage: int

    @property
    def path(self) -> tuple[str, ...]:
        """The heading behind those above it, as the texts right under it have them."""
        return (*self.above, self.heading)


def outline(index: Index) -> tuple[Outlined, ...]:
    """The headings in printed order, each once; empty for a large index. Read once."""
    kept: tuple[Outlined, ...] | None = index.derived.get("find.outline")
    if kept is None:
        kept = index.derived["find.outline"] = _read(index)
    spend(1 + len(kept) // _READ_A_STEP)
    return kept


def _read(index: Index) -> tuple[Outlined, ...]:
    if index.entry_total() > _READ_WHOLE:
        return ()
    lines = index.read(
        "SELECT document, headings, min(id) FROM passages GROUP BY document, headings ORDER BY min(id)"
    )
    found: dict[tuple[str, tuple[str, ...]], Outlined] = {}
    for document, headings, passage in lines:
        path = tuple(json.loads(headings))
        for depth in range(len(path)):
            one = Outlined(document, path[:depth], path[depth], passage)
            found.setdefault((document, one.path), one)
    return tuple(found.values())


def texts_under(index: Index, one: Outlined) -> tuple[StoredPassage, ...]:
    """The texts right under a heading, in printed order."""
    lines = index.read(
        f"SELECT {PASSAGE} FROM passages WHERE document = ? AND headings = ? ORDER BY position",
        (one.document, json.dumps(list(one.path), ensure_ascii=False)),
    )
    spend(1 + len(lines) // _READ_A_STEP)
    return tuple(stored_passage(line) for line in lines)

"""Entries that may be named by a part of them, found by how they begin and end.

An index may have thousands of entries, and a question hundreds of stretches that may be the end of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.frozen import dataclass
from index.records import Name

_Sorted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Names in their order, and their places sorted by their folded texts and by these from behind."""

    names: tuple[Name, ...]
    forward: _Sorted
    backward: _Sorted

    def by_part(self, part: str) -> Name | None:
        """The one entry that begins or ends with a part of it and is at most twice (behind: thrice) as long.

        None where no entry does, or entries of several texts.
        """
        found: dict[int, Name] = {}
        for place in (*self._ending(part), *self._beginning(part)):
            name = self.names[place]
            if name.folded != part:
                found[place] = name
        texts = {name.text for name in found.values()}
        return found[min(found)] if len(texts) == 1 else None

    def _beginning(self, part: str) -> Iterator[int]:
        return (place for length, place in _starting(self.forward, part) if len(part) * 2 >= length)

    def _ending(self, part: str) -> Iterator[int]:
        return (place for length, place in _starting(self.backward, part[::-1]) if len(part) * 3 >= length)


def by_parts(names: Sequence[Name]) -> Entries:
    """The names as entries."""
    return Entries(
        tuple(names),
        tuple(sorted((name.folded, place) for place, name in enumerate(names))),
        tuple(sorted((name.folded[::-1], place) for place, name in enumerate(names))),
    )


def _starting(texts: _Sorted, part: str) -> Iterator[tuple[int, int]]:
    """Length and place of each of the sorted texts that begin with a part."""
    for at in range(bisect_left(texts, (part, -1)), len(texts)):
        text, place = texts[at]
        if not text.startswith(part):
            break
        yield len(text), place

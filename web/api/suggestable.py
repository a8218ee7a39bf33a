"""The names of an index, put in order once so that a key does not have to look at each of them.

Names that begin with what is typed are found by halving; those that hold it within, by one search through all
of them joined. A search ends when it has enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from corpus.frozen import dataclass
from index.find.row_names import names_beginning
from index.records import Name, NameKind
from index.store import NAMED_ROWS, Index

# Kinds in the order in which equally good ones are offered.
KINDS = (NameKind.DEPARTMENT, NameKind.ROW, NameKind.KPI, NameKind.GROUP)
_MOST_LENGTH = 60
# So many names that fit alike are looked at for the best of them.
_MOST = 400
_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of names by which they are looked up: sorted with their places, and joined in their order."""

    sorted_keys: tuple[str, ...]
    places: tuple[int, ...]
    joined: str
    starts: tuple[int, ...]

    def beginning(self, typed: str) -> Iterator[int]:
        """The places of names whose key begins with what is typed."""
        first = bisect_left(self.sorted_keys, typed)
        for at in range(first, len(self.sorted_keys)):
            if not self.sorted_keys[at].startswith(typed):
                return
            yield self.places[at]

    def holding(self, typed: str) -> Iterator[int]:
        """The places of names whose key holds what is typed, in their order."""
        found = self.joined.find(typed)
        while found >= 0:
            place = bisect_right(self.starts, found) - 1
            yield place
            end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.joined)
            found = self.joined.find(typed, end)


@dataclass(frozen=True, slots=True)
class Suggestable:
    """The names that may be suggested, each text once, the best kind and the shortest first."""

    names: tuple[Name, ...]
    written: _Keys
    sounding: _Keys
    numbers: _Keys

    def matching(self, typed: str, sound: str, limit: int) -> list[Name]:
        """At most `limit` names: as written, by number, by sound; at their start before within them."""
        searches: list[Callable[[], Iterable[int]]] = [
            lambda: (*self.written.beginning(typed), *self.numbers.beginning(typed)),
            lambda: self.sounding.beginning(sound) if sound else (),
            lambda: self.written.holding(typed) if len(typed) > 1 else (),
            lambda: self.sounding.holding(sound) if len(sound) > 1 else (),
        ]
        found: dict[int, None] = {}
        for search in searches:
            best = sorted(place for place, _ in zip(search(), range(_MOST), strict=False))
            found.update(dict.fromkeys(place for place in best if self.names[place].folded != typed))
            if len(found) >= limit:
                break
        return [self.names[place] for place in list(found)[:limit]]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The same of an index that has more names of rows than are held: these are looked up as they begin."""

    index: Index
    held: Suggestable

    def matching(self, typed: str, sound: str, limit: int) -> list[Name]:
        """At most `limit` names, those that are held first."""
        found = self.held.matching(typed, sound, limit)
        if len(found) < limit:
            more = names_beginning(self.index, KINDS, typed, sound, limit)
            found += [name for name in more if name not in found and name.folded != typed]
        return found[:limit]


def suggestable(index: Index) -> Suggestable | LookedUp:
    """The names of an index, to be made once for it."""
    held = _held(index)
    return LookedUp(index, held) if index.row_total() > NAMED_ROWS else held


def _held(index: Index) -> Suggestable:
    named: dict[str, Name] = {}
    for name in index.names(KINDS):
        known = named.get(name.text)
        if len(name.text) <= _MOST_LENGTH and (known is None or _order(name) < _order(known)):
            named[name.text] = name
    names = tuple(sorted(named.values(), key=_order))
    return Suggestable(
        names,
        _keys([name.folded for name in names]),
        _keys([name.reading for name in names]),
        _keys([name.ref if name.kind is NameKind.ROW else "" for name in names]),
    )


def _order(name: Name) -> tuple[int, int]:
    return KINDS.index(name.kind), len(name.text)


def _keys(keys: list[str]) -> _Keys:
    order = sorted((key, place) for place, key in enumerate(keys) if key)
    starts, at = [], 0
    for key in keys:
        starts.append(at)
        at += len(key) + len(_BREAK)
    return _Keys(
        tuple(key for key, _ in order), tuple(place for _, place in order), _BREAK.join(keys), tuple(starts)
    )

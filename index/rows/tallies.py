"""Which rows have each value of a facet or a column, as the build found it: read, and not looked for anew."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.frozen import dataclass
from corpus.tables.cells.figures import figure_of
from corpus.text.folding import compact
from index.filters import Facet
from index.rows.row_set import RowSet

if TYPE_CHECKING:
    from index.store import Index


@dataclass(frozen=True, slots=True)
class Entries:
    """What the values of a column are like: how many different ones (no more than 20,000 of a document are
    told apart), how many of them are figures, the characters of the longest, whether all are whole numbers,
    whether one has several lines, and whether they are ratings.
    """

    count: int
    figures: int
    longest: int
    whole: bool
    lined: bool
    rated: bool

    @property
    def mostly_figures(self) -> bool:
        """Whether most of the values are figures."""
        return 2 * self.figures > self.count


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one value: how many, the id of the first, and their packed bits, each from an id on."""

    count: int
    first: int
    packed: tuple[tuple[int, bytes], ...]


class Tally:
    """The values of a facet or column with their rows."""

    def __init__(self, index: Index, place: tuple[str, str], values: Mapping[str, Listed]) -> None:
        self._index = index
        self._place = place
        self.values = values

    def rows(self, values: Iterable[str]) -> RowSet:
        """The rows that have any of some values as printed."""
        found = RowSet()
        for value in values:
            listed = self.values.get(value)
            if listed is not None:
                found |= self._unpacked(value, listed)
        return found

    def folded(self, values: Iterable[str]) -> RowSet:
        """The rows that have any of some values, compared without white space, width and case."""
        return self.rows(printed for value in values for printed in self._by_folded.get(compact(value), ()))

    def documents(self, folded: str) -> frozenset[int]:
        """The documents with a row that has a value, folded so, by the id of the first row of each."""
        printed = self._by_folded.get(folded, ())
        return frozenset(first for value in printed for first, _ in self.values[value].packed)

    def folded_elsewhere(self, folded: str, documents: Collection[int]) -> RowSet:
        """The rows that have a value, folded so, in other documents than those with some first rows."""
        bits = 0
        for printed in self._by_folded.get(folded, ()):
            for first, packed in self.values[printed].packed:
                if first not in documents:
                    bits |= int.from_bytes(zlib.decompress(packed), "little") << first
        return RowSet(bits)

    @cached_property
    def blank(self) -> int:
        """How many rows of the index have no value."""
        return self._index.row_total() - len(self.rows(self.values))

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for value in self.values:
            found.setdefault(compact(value), []).append(value)
        return found

    def _unpacked(self, value: str, listed: Listed) -> RowSet:
        def make() -> tuple[RowSet, int]:
            bits = 0
            for first, packed in listed.packed:
                bits |= int.from_bytes(zlib.decompress(packed), "little") << first
            return RowSet(bits), bits.bit_length() // 8 + 100

        return self._index.kept.get(("bits", *self._place, value), make)


def tally(index: Index, by: Facet | str) -> Tally | None:
    """The values of a facet, or of the column with a key; None where there are too many to be listed."""
    kind, name = _place(by)

    def make() -> tuple[Tally | None, int]:
        where = "WHERE kind = ? AND name = ?"
        ((listed,),) = index.read(f"SELECT min(listed) FROM dimensions {where}", (kind, name))
        if listed == 0:
            return None, 100
        starts = index.first_rows()
        found: dict[str, list[tuple[int, int, int, bytes]]] = {}
        sql = f"SELECT document, value, rows, first, bits FROM tallies {where}"
        for document, value, rows, first, bits in index.read(sql, (kind, name)):
            start = starts[document]
            found.setdefault(value, []).append((start + first, start, rows, bits))
        values = {value: _listed(sorted(lines)) for value, lines in found.items()}
        size = sum(len(bits) + 200 for lines in found.values() for *_, bits in lines)
        return Tally(index, (kind, name), values), size + 1_000

    return index.kept.get(("tally", kind, name), make)


def rated_columns(index: Index) -> tuple[str, ...]:
    """The keys of the columns of ratings."""
    return tuple(_rated(index))


def wholly_rated(index: Index, key: str) -> bool:
    """Whether the column with a key is one of ratings in all documents that have it."""
    return _rated(index).get(key, False)


def _rated(index: Index) -> Mapping[str, bool]:
    """The keys of the columns of ratings, each with whether it is one in all documents."""

    def make() -> tuple[Mapping[str, bool], int]:
        sql = (
            "SELECT name, min(rated) FROM dimensions WHERE kind = 'column'"
            " GROUP BY name HAVING max(rated) ORDER BY name"
        )
        return {key: bool(wholly) for key, wholly in index.read(sql)}, 200

    return index.kept.get(("rated columns",), make)


def entries(index: Index, key: str) -> Entries:
    """What the values of the column with a key, or of the ratings with one, are like."""

    def make() -> tuple[Entries, int]:
        sql = (
            "SELECT count(*), total(entries), total(figures), max(longest), min(whole), max(lined),"
            " max(rated) FROM dimensions WHERE kind = 'column' AND name = ?"
        )
        ((documents, count, figures, longest, whole, lined, rated),) = index.read(sql, (key,))
        known = tally(index, key) if documents > 1 else None
        if known is not None:
            # Documents that share values count each once.
            count, figures = len(known.values), sum(figure_of(v) is not None for v in known.values)
        flags = (bool(whole or whole is None), bool(lined), bool(rated))
        return Entries(int(count), int(figures), longest or 0, *flags), 200

    return index.kept.get(("entries", key), make)


def _place(by: Facet | str) -> tuple[str, str]:
    return ("facet", by.value) if isinstance(by, Facet) else ("column", by)


def _listed(lines: list[tuple[int, int, int, bytes]]) -> Listed:
    """The lines of one value, one a document, as the first row of each with where its bits begin."""
    packed = tuple((start, bits) for _, start, _, bits in lines)
    return Listed(sum(rows for _, _, rows, _ in lines), lines[0][0], packed)

"""Which rows of a document have each value of a facet or a column, gathered while they are written.

What a question asks of all rows is then read as sets of bits and not looked for row by row. A facet or column
of very many values is described but not listed.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.document import Document, Rating, Row
from corpus.tables.cells.figures import figure_of
from index.filters import Facet

Line = tuple[object, ...]

MOST = 2_000
"""Values of a facet or column that are listed; one of more is told by its description alone."""

# So many different values of a column decide what it holds.
_DESCRIBED = 10 * MOST


@dataclass
class _Tally:
    """One facet or column so far: the places of the rows with each value, and what the values are like."""

    places: dict[str, array[int]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    listed: bool = True
    entries: int = 0
    figures: int = 0
    longest: int = 0
    whole: bool = True
    lined: bool = False
    rated: bool = False

    def add(self, value: str, place: int) -> None:
        """Counts the value of one row; a blank one says nothing."""
        known = self.places.get(value)
        if known is not None:
            known.append(place)
            return
        key = hash(value)
        if not value or key in self.seen:
            return
        if self.listed:
            self.places[value] = array("I", [place])
            if len(self.places) > MOST:
                self.listed = False
                self.places.clear()
        if len(self.seen) < _DESCRIBED:
            self.seen.add(key)
            self._describe(value)

    def _describe(self, value: str) -> None:
        self.entries += 1
        self.figures += figure_of(value) is not None
        self.longest = max(self.longest, len(value))
        self.whole = self.whole and value.isdecimal()
        self.lined = self.lined or "\n" in value


class Tallies:
    """What is gathered of the rows of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._facets: dict[Facet, _Tally] = {}
        self._columns: dict[str, _Tally] = {}

    def add(self, row: Row, place: int, own: Rating | None, state: str) -> None:
        """Gathers one row in its place, from 0, with its own rating and the state of its indicators, empty
        for none.
        """
        year = self._document.fiscal_year if row.year is None else row.year
        for facet, values in (
            (Facet.RATING, () if own is None else (own.value,)),
            (Facet.DEPARTMENT, row.departments),
            (Facet.SECTION, (row.section,)),
            (Facet.GROUP, (row.group,)),
            (Facet.YEAR, () if year is None else (str(year),)),
            (Facet.KPI_STATE, (state,)),
        ):
            _add(self._facets.setdefault(facet, _Tally()), values, place)
        held: dict[str, list[str]] = {}
        for cell in row.cells:
            held.setdefault(cell.key, []).append(cell.text.strip(" "))
        rated = {rating.key for rating in row.ratings}
        for key in rated:
            held[key] = [rating.value for rating in row.ratings if rating.key == key]
        for key, texts in held.items():
            tally = self._columns.setdefault(key, _Tally())
            tally.rated = tally.rated or key in rated
            _add(tally, texts, place)

    def lines(self) -> Iterator[tuple[str, Line]]:
        """The lines of the tables `dimensions` and `tallies`, each with the name of its table."""
        for facet, tally in self._facets.items():
            yield from self._lines("facet", facet.value, tally)
        for key, tally in self._columns.items():
            yield from self._lines("column", key, tally)

    def _lines(self, kind: str, name: str, tally: _Tally) -> Iterator[tuple[str, Line]]:
        key = (self._document.id, kind, name)
        what = (tally.entries, tally.figures, tally.longest)
        flags = (tally.whole, tally.lined, tally.rated, tally.listed)
        yield "dimensions", (*key, *what, *map(int, flags))
        for value, places in tally.places.items():
            yield "tallies", (*key, value, len(places), places[0], _bits(places))


def _add(tally: _Tally, values: Iterable[str], place: int) -> None:
    for value in dict.fromkeys(values):
        tally.add(value, place)


def _bits(places: array[int]) -> bytes:
    buffer = bytearray(places[-1] // 8 + 1)
    for place in places:
        buffer[place >> 3] |= 1 << (place & 7)
    return zlib.compress(buffer, 1)

"""The headings of a document in their order, each with its place and with how much stands below it.

A document keeps no list of headings: every text and row knows those above it. The labels of a table's rows
and columns stand among them too, behind the headings that all cells of the table share; they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from corpus.document import Locator, Passage, Row
from corpus.frozen import dataclass

Path = tuple[str, ...]
_FEWEST = 4
"""An outline of fewer lines goes one level deeper, even where not all of that level has room."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading by its `path`, outermost first. `locator` is that of the first text or row below it.

    `texts` are the paragraphs, `cells` those of tables without records, `rows` the records below it, at any
    depth.
    """

    path: Path
    locator: Locator
    texts: int
    cells: int
    rows: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with the headings that it stands below, without the document's title and labels of tables."""

    passage: Passage
    path: Path
    in_table: bool


def outline(title: str, passages: Sequence[Passage], rows: Sequence[Row]) -> tuple[Entry, ...]:
    """All headings, each behind the one that it stands below; empty where there are none.

    `title` is the document's: a heading that only repeats it is none.
    """
    placed = placed_below(title, passages)
    items = [(one.path, one.passage.locator, (not one.in_table, one.in_table, False)) for one in placed]
    items += [(_above(row, title), row.locator, (False, False, True)) for row in rows]
    counts: dict[Path, list[int]] = {}
    first: dict[Path, Locator] = {}
    for path, locator, kinds in _in_order(items):
        for depth in range(1, len(path) + 1):
            first.setdefault(path[:depth], locator)
            held = counts.setdefault(path[:depth], [0, 0, 0])
            for place, counted in enumerate(kinds):
                held[place] += counted
    return tuple(Entry(path, first[path], *counts[path]) for path in _nested(first))


def placed_below(title: str, passages: Sequence[Passage]) -> tuple[Placed, ...]:
    """The passages in their order, each with its headings."""
    lines: dict[int | None, int] = {}
    for passage in passages:
        lines[passage.locator.line] = lines.get(passage.locator.line, 0) + 1

    def table_of(passage: Passage) -> tuple[object, ...] | None:
        place = passage.locator
        # Cells that are told by their line alone share it with the others of their row.
        if place.row is None and place.cell is None and (place.line is None or lines[place.line] < 2):
            return None
        return place.sheet, place.page, place.table

    found: list[Placed] = []
    # A sheet of a workbook is a heading by itself.
    known: set[Path] = {(), *((one.locator.sheet,) for one in passages if one.locator.sheet)}
    for table, group in groupby(passages, table_of):
        some = list(group)
        shared = _shared(some, known) if table is not None else None
        for passage in some:
            headings = passage.headings if shared is None else shared
            known.update(headings[:depth] for depth in range(1, len(headings) + 1))
            found.append(Placed(passage, _without(headings, title), table is not None))
    return tuple(found)


def shortened(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """At most so many of the headings: all levels that have room, the outermost first."""
    deepest = max((len(one.path) for one in entries), default=0)
    kept: list[Entry] = []
    for depth in range(1, deepest + 1):
        level = [one for one in entries if len(one.path) <= depth]
        if len(level) > most:
            return tuple(kept if len(kept) >= _FEWEST else level[:most])
        kept = level
    return tuple(kept)


def pages_of(locators: Iterable[Locator]) -> int:
    """The last page that anything stands on; 0 where places have no pages."""
    return max((locator.page or 0 for locator in locators), default=0)


def _shared(cells: Sequence[Passage], known: set[Path]) -> Path:
    """The headings of a table: those that all of its cells share, or that texts before it had."""
    paths = [cell.headings for cell in cells]
    depth = 0
    while depth < min(map(len, paths)) and len({path[depth] for path in paths}) == 1:
        depth += 1
    path = paths[0][:depth]
    if len({(cell.locator.row, cell.locator.cell, cell.locator.line) for cell in cells}) > 1:
        return path
    # A single row: its label can't be told from a heading, unless that was there before.
    return next(path[:length] for length in range(depth, -1, -1) if path[:length] in known)


def _above(row: Row, title: str) -> Path:
    group = " ".join(filter(None, (row.group_number, row.group)))
    return _without(tuple(dict.fromkeys(filter(None, (row.section, group)))), title)


def _without(path: Path, title: str) -> Path:
    return tuple(heading for heading in path if heading and heading != title)


_Item = tuple[Path, Locator, tuple[bool, bool, bool]]


def _in_order(items: Sequence[_Item]) -> Sequence[_Item]:
    """The items by page or by line where all have one, else texts before rows, as they come."""
    places = [locator for _, locator, _ in items]
    if all(place.page is not None for place in places):
        return sorted(items, key=lambda item: item[1].page or 0)
    if all(place.line is not None for place in places):
        return sorted(items, key=lambda item: item[1].line or 0)
    return items


def _nested(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths so that each stands right behind the one above it, in the order in which they come."""
    below: dict[Path, list[Path]] = {}
    for path in paths:
        below.setdefault(path[:-1], []).append(path)

    def walk(path: Path) -> Iterator[Path]:
        for one in below.get(path, ()):
            yield one
            yield from walk(one)

    return walk(())

"""The ledger of two documents: every change as one entry, with both rows, the field, and both texts in words.

What `keikaku diff` prints, the page and the API all come from here, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from assistant.answering.desk import Desk
from assistant.answering.editions.comparison import (
    Comparison,
    Direction,
    KpiChange,
    PlanYears,
    RowPair,
    compared,
)
from assistant.answering.editions.years import rating_text, year_name
from assistant.answering.parts.figures.indicators import actual_text, target_text
from corpus.document import Kpi, Row
from corpus.frozen import dataclass
from corpus.text.folding import compact
from index.records import DocumentInfo


class EntryKind(StrEnum):
    """What differs. `STATE` is whether an indicator meets its target, where its figures read the same."""

    RATING = "rating"
    TARGET = "target"
    ACTUAL = "actual"
    STATE = "state"
    DEPARTMENT = "department"
    RENAMED = "renamed"
    ADDED = "added"
    REMOVED = "removed"


FIGURES = (EntryKind.TARGET, EntryKind.ACTUAL, EntryKind.STATE)
"""What differs in an indicator."""
ALONE = (EntryKind.ADDED, EntryKind.REMOVED)
"""The kinds of entries with one row: of the later document, of the earlier one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: its row in either document (None where that has none) and what either says.

    `label` is the kind in words; `item` the rating column or the indicator, empty where the kind says it all.
    `old` and `new` are as printed, or say that nothing is stated. `direction` is that of a rating, None for
    other kinds.
    """

    kind: EntryKind
    label: str
    before: Row | None
    after: Row | None
    item: str
    old: str
    new: str
    direction: Direction | None = None

    @property
    def row(self) -> Row:
        """The row by which the change is named: the later one, unless that is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("an entry is about at least one row")
        return found


@dataclass(frozen=True, slots=True)
class Ledger:
    """Two documents with all that differs, in the order ratings, figures, departments, names, new, gone.

    `names` are what the two are called beside each other: their years, or else their titles.
    """

    years: PlanYears
    names: tuple[str, str]
    found: Comparison
    entries: tuple[Entry, ...]

    @property
    def before(self) -> DocumentInfo:
        """The document that is compared."""
        return self.years.before

    @property
    def after(self) -> DocumentInfo:
        """The document that it is compared with."""
        return self.years.after

    @property
    def changed(self) -> int:
        """How many rows of both documents have at least one entry."""
        return len({id(entry.after) for entry in self.entries if entry.before and entry.after})

    def of(self, *kinds: EntryKind) -> Iterator[Entry]:
        """The entries of some kinds, in their order."""
        return (entry for entry in self.entries if entry.kind in kinds)


def ledger(desk: Desk, before: str, after: str) -> Ledger:
    """The ledger of two documents, given by their ids."""
    found = compared(desk.index, before, after)
    years = PlanYears(desk.documents[before], desk.documents[after])
    names = (year_name(desk, years, 0), year_name(desk, years, 1))
    return Ledger(years, names, found, tuple(_entries(desk, found)))


def _entries(desk: Desk, found: Comparison) -> Iterator[Entry]:
    for rated in found.ratings:
        column = "".join(rated.column.split("\n"))
        texts = rating_text(desk, rated.before), rating_text(desk, rated.after)
        yield _entry(desk, EntryKind.RATING, rated.pair, column, texts, rated.direction)
    for measured in found.kpis:
        yield from _figures(desk, measured)
    for moved in found.departments:
        texts = _departments(desk, moved.before), _departments(desk, moved.after)
        yield _entry(desk, EntryKind.DEPARTMENT, moved.pair, "", texts)
    for pair in found.renamed:
        yield _entry(desk, EntryKind.RENAMED, pair, "", (pair.before.title, pair.after.title))
    new, gone = (desk.say(f"changes.kind.{kind.value}") for kind in ALONE)
    for row in found.added:
        yield Entry(EntryKind.ADDED, new, None, row, "", "", row.title)
    for row in found.removed:
        yield Entry(EntryKind.REMOVED, gone, row, None, "", row.title, "")


def _entry(
    desk: Desk,
    kind: EntryKind,
    pair: RowPair,
    item: str,
    texts: tuple[str, str],
    direction: Direction | None = None,
) -> Entry:
    label = desk.say(f"changes.kind.{kind.value}")
    return Entry(kind, label, pair.before, pair.after, item, *texts, direction)


def _figures(desk: Desk, change: KpiChange) -> Iterator[Entry]:
    """The parts of an indicator that read otherwise; its state where target and actual read the same."""
    name = next(kpi.name for kpi in (change.after, change.before) if kpi is not None)
    said = False
    for kind, text in ((EntryKind.TARGET, target_text), (EntryKind.ACTUAL, actual_text)):
        texts = _said(desk, change.before, text), _said(desk, change.after, text)
        if compact(texts[0]) != compact(texts[1]):
            said = True
            yield _entry(desk, kind, change.pair, name, texts)
    if not said:
        texts = _said(desk, change.before, _state_text), _said(desk, change.after, _state_text)
        yield _entry(desk, EntryKind.STATE, change.pair, name, texts)


def _said(desk: Desk, kpi: Kpi | None, text: Callable[[Desk, Kpi], str]) -> str:
    return text(desk, kpi) if kpi is not None else desk.say("changes.blank")


def _state_text(desk: Desk, kpi: Kpi) -> str:
    return desk.say(f"kpi.state.{kpi.state.value}")


def _departments(desk: Desk, names: tuple[str, ...]) -> str:
    return desk.say("condition.separator").join(names) or desk.say("changes.blank")

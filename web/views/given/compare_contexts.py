"""What the template of the comparison is given: two documents, counts, changed rows. See `contexts`."""

from __future__ import annotations

from corpus.frozen import dataclass
from web.views.given.contexts import Link
from web.views.marks import Segment


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """One entry of a drop-down of documents: its id, its label, whether it is chosen."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the two documents. `name` is what it is called beside the other: its year, or else its title.

    `title` is empty where the name says it already; `url` opens the document.
    """

    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Tally:
    """One number of the comparison with what it counts. `url` shows those rows alone, empty where it can't.

    `chosen` says that they are what the page shows.
    """

    value: str
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One field of a changed row in both documents, each text cut at what differs.

    `rating` fields are shown as badges; `direction` is "up" or "down" for a rating that rose or fell, with
    `moved` the words for it, and both are empty otherwise.
    """

    field: str
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    rating: bool
    direction: str
    moved: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of both documents with what changed in it; `old_row` and `new_row` lead to its two sources."""

    title: str
    old_row: Link
    new_row: Link
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class RowList:
    """Rows that only one document has, under a heading. `count` is the number of all of them."""

    heading: str
    count: int
    rows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two documents compared: one page of the rows that are shown.

    `note` says what is unusual, in words, or is empty. `tallies` are the counts of rows, then those of what
    changed in them. `changed_count` is the number of all changed rows that the chosen tally lets through,
    `changed` those on this page, `heading` what they are; `alone` are the rows without a partner. The rows
    `first` to `last` of `total` are shown; `all_url` shows every kind of them and is empty where that is so.
    `previous` and `following` are the addresses of the neighbouring pages or empty; `swap_url` compares the
    other way round, `csv_url` and `excel_url` have every change as a file and are empty where there is none.
    """

    before: SideView
    after: SideView
    note: str
    tallies: tuple[tuple[Tally, ...], tuple[Tally, ...]]
    heading: str
    changed: tuple[ChangedRow, ...]
    changed_count: int
    alone: tuple[RowList, ...]
    first: int
    last: int
    total: int
    all_url: str
    previous: str
    following: str
    swap_url: str
    csv_url: str
    excel_url: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The page `/compare`. `earlier` and `later` are the drop-downs of its form, empty without two documents.

    `problem` says in words why nothing is compared, and is empty where something is or may be chosen.
    """

    earlier: tuple[DocumentChoice, ...]
    later: tuple[DocumentChoice, ...]
    problem: str
    comparison: ComparisonView | None

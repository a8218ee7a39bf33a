"""A ledger of two documents as its page shows it: counts that narrow, changed rows, rows of one alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import url_for

from assistant.answering.editions.comparison import Direction
from assistant.answering.editions.ledger import ALONE, FIGURES, Entry, EntryKind, Ledger
from corpus.document import Row
from corpus.frozen import dataclass
from web.messages import Messages
from web.views.documents.revision import revised
from web.views.given.compare_contexts import ChangedRow, ChangeView, ComparisonView, RowList, SideView, Tally
from web.views.given.contexts import Link
from web.views.marks import segments

ROWS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page may be narrowed to: entries of these kinds, of this direction where one is given."""

    kinds: tuple[EntryKind, ...]
    direction: Direction | None = None

    def has(self, entry: Entry) -> bool:
        return entry.kind in self.kinds and self.direction in (None, entry.direction)


# By the value of the parameter `show`, in the order in which they are counted.
SHOWN: Mapping[str, _Shown] = {
    "changed": _Shown(tuple(kind for kind in EntryKind if kind not in ALONE)),
    "ratings": _Shown((EntryKind.RATING,)),
    "fallen": _Shown((EntryKind.RATING,), Direction.DOWN),
    "risen": _Shown((EntryKind.RATING,), Direction.UP),
    "figures": _Shown(FIGURES),
    "departments": _Shown((EntryKind.DEPARTMENT,)),
    "names": _Shown((EntryKind.RENAMED,)),
    "added": _Shown((EntryKind.ADDED,)),
    "removed": _Shown((EntryKind.REMOVED,)),
}
_OF_ROWS = ("changed", "added", "removed")


def comparison_view(ledger: Ledger, show: str, page: int, text: Messages) -> ComparisonView:
    """One page of a comparison, narrowed to a key of `SHOWN` or, with "", to nothing."""
    address: dict[str, Any] = {"from": ledger.before.id, "to": ledger.after.id}
    swapped: dict[str, Any] = {"from": ledger.after.id, "to": ledger.before.id}
    rows = _rows(ledger, show)
    first = (min(page, max(-(-len(rows) // ROWS_A_PAGE), 1)) - 1) * ROWS_A_PAGE
    here = rows[first : first + ROWS_A_PAGE]
    changed = [entries for entries in here if entries[0].kind not in ALONE]

    def neighbour(place: int) -> str:
        narrowed: dict[str, Any] = {"show": show} if show else {}
        return url_for("compare.compare", **address, **narrowed, page=place // ROWS_A_PAGE + 1)

    return ComparisonView(
        before=_side(ledger, 0),
        after=_side(ledger, 1),
        note=_note(ledger, text),
        tallies=_tallies(ledger, show, address, text),
        heading=_label(ledger, show or "changed", text),
        changed=tuple(_changed_row(entries, text) for entries in changed),
        changed_count=sum(entries[0].kind not in ALONE for entries in rows),
        alone=tuple(_alone(ledger, rows, here, text)),
        first=first + 1,
        last=first + len(here),
        total=len(rows),
        all_url=url_for("compare.compare", **address) if show else "",
        previous=neighbour(first - ROWS_A_PAGE) if first else "",
        following=neighbour(first + ROWS_A_PAGE) if first + ROWS_A_PAGE < len(rows) else "",
        swap_url=url_for("compare.compare", **swapped),
        csv_url=url_for("compare.compare_file", suffix="csv", **address) if ledger.entries else "",
        excel_url=url_for("compare.compare_file", suffix="xlsx", **address) if ledger.entries else "",
    )


def _rows(ledger: Ledger, show: str) -> list[list[Entry]]:
    """The entries by their row, in the order of the ledger: all of a row that has one to be shown."""
    rows: dict[int, list[Entry]] = {}
    for entry in ledger.entries:
        rows.setdefault(id(entry.row), []).append(entry)
    if not show:
        return list(rows.values())
    return [entries for entries in rows.values() if any(SHOWN[show].has(entry) for entry in entries)]


def _side(ledger: Ledger, side: int) -> SideView:
    info, name = (ledger.before, ledger.after)[side], ledger.names[side]
    title = info.title if name != info.title else ""
    return SideView(name, title, url_for("tables.table", document=info.id))


def _note(ledger: Ledger, text: Messages) -> str:
    if not ledger.found.pairs:
        return text("compare.no_match")
    return "" if ledger.entries else text("compare.no_change", count=len(ledger.found.pairs))


def _tallies(
    ledger: Ledger, show: str, address: Mapping[str, Any], text: Messages
) -> tuple[tuple[Tally, ...], tuple[Tally, ...]]:
    """The counts of rows, and those of what changed in them that are not 0."""
    counts = _counts(ledger)

    def tally(key: str) -> Tally:
        url = url_for("compare.compare", **address, show=key) if counts[key] else ""
        return Tally(f"{counts[key]:,}", _label(ledger, key, text), url, show == key)

    matched = Tally(f"{len(ledger.found.pairs):,}", text("compare.matched"), "", chosen=False)
    kinds = tuple(tally(key) for key in counts if key not in _OF_ROWS and counts[key])
    return (matched, *(tally(key) for key in _OF_ROWS)), kinds


def _counts(ledger: Ledger) -> dict[str, int]:
    """How many there are of each key of `SHOWN`."""
    found = ledger.found
    return {
        "changed": ledger.changed,
        "ratings": len(found.ratings),
        "fallen": found.fallen,
        "risen": found.risen,
        "figures": len(found.kpis),
        "departments": len(found.departments),
        "names": len(found.renamed),
        "added": len(found.added),
        "removed": len(found.removed),
    }


def _label(ledger: Ledger, key: str, text: Messages) -> str:
    before, after = ledger.names
    labels = {
        "changed": text("compare.changed"),
        "ratings": text("compare.ratings"),
        "fallen": text("compare.fallen"),
        "risen": text("compare.risen"),
        "figures": text("compare.figures"),
        "departments": text("compare.departments"),
        "names": text("compare.names"),
        "added": text("compare.only", name=after),
        "removed": text("compare.only", name=before),
    }
    return labels[key]


def _changed_row(entries: Sequence[Entry], text: Messages) -> ChangedRow:
    before, after = entries[0].before, entries[0].after
    if before is None or after is None:
        raise ValueError("a changed row is in both documents")
    return ChangedRow(
        title=after.title,
        old_row=Link(text("compare.row", number=before.number), _url(before)),
        new_row=Link(text("compare.row", number=after.number), _url(after)),
        changes=tuple(_change(entry, text) for entry in entries),
    )


def _change(entry: Entry, text: Messages) -> ChangeView:
    moved = {Direction.UP: "compare.up", Direction.DOWN: "compare.down"}.get(
        entry.direction or Direction.UNKNOWN, ""
    )
    rating = entry.kind is EntryKind.RATING
    whole = segments(entry.old, ()), segments(entry.new, ())
    old, new = whole if rating else revised(entry.old, entry.new)
    # An indicator without a name of its own is called like its row.
    item = "" if entry.item == entry.row.title else entry.item
    return ChangeView(
        field=entry.item if rating else f"{item} {entry.label}".strip(),
        old=old,
        new=new,
        rating=rating,
        direction=entry.direction.value if moved and entry.direction else "",
        moved=text(moved) if moved else "",
    )


def _alone(
    ledger: Ledger, rows: Sequence[Sequence[Entry]], here: Sequence[Sequence[Entry]], text: Messages
) -> Iterator[RowList]:
    for kind in ALONE:
        links = tuple(_link(entries[0].row) for entries in here if entries[0].kind is kind)
        if links:
            count = sum(entries[0].kind is kind for entries in rows)
            yield RowList(_label(ledger, kind.value, text), count, links)


def _link(row: Row) -> Link:
    return Link(f"{row.number} {row.title}".strip(), _url(row))


def _url(row: Row) -> str:
    return url_for("tables.row", document=row.document, number=row.number)

"""When the places of a table are open, as its columns print it: times or spans by day, days, days closed.

The columns are known by words of their headers and by what most of their cells hold. A cell that says more
than spans and days (seasons, exceptions) is quoted, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.words.place_words import pattern, words
from corpus.document import Cell, Column, Role, Row
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import fold
from corpus.text.times import Time, find_time_spans, find_times
from corpus.text.weekdays import HOLIDAY, Weekdays, find_weekdays
from index.store import Index

START, END, SPAN, DAYS, CLOSED, NOTE = "start", "end", "span", "days", "closed", "notes"
EVERY = range(HOLIDAY + 1)
_MOST = 0.6
_BRACKETS = expression(r"[(（【][^()（）【】]*[)）】]")
_SEASON = expression(rf"[0-9]\s?{pattern('months')}")
_NOTHING = frozenset(("", *words("no_hours")))


@dataclass(frozen=True, slots=True)
class HoursColumn:
    """A column that says when places are open: what its cells say, and of which days (of all where empty)."""

    key: str
    kind: str
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Slot:
    """From when until when a place is open; None where that is not said."""

    opens: Time | None
    closes: Time | None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open: its slots by day, empty for a day on which it is closed; a day that is missing
    is not spoken of. `any_day` are the slots of days that are not said, `cells` what it was read from.
    `unclear` is whether a cell says more than could be read.
    """

    days: Mapping[int, tuple[Slot, ...]]
    open_days: frozenset[int]
    any_day: tuple[Slot, ...]
    cells: tuple[Cell, ...]
    unclear: bool

    def is_open(self, day: int) -> bool | None:
        """Whether it is open on a day; None where that is not said."""
        if day in self.open_days:
            return True
        return False if day in self.days else None

    def slots(self, days: Sequence[int]) -> tuple[Slot, ...]:
        """The slots of some days, or of any where none is named, each once."""
        some = [slot for day in days or EVERY for slot in self.days.get(day, ())]
        return tuple(dict.fromkeys((*some, *(() if some else self.any_day))))


def hours_columns(index: Index) -> tuple[HoursColumn, ...]:
    """The columns of all documents that say when places are open; empty where none gives days or times."""
    kept: tuple[HoursColumn, ...] | None = index.derived.get("assistant.opening.columns")
    if kept is None:
        every = (column for one in index.documents() for column in index.columns(one.id))
        found = [made for column in every if (made := _column(index, column)) is not None]
        telling = any(one.kind != NOTE for one in found)
        kept = tuple(dict.fromkeys(found)) if telling else ()
        index.derived["assistant.opening.columns"] = kept
    return kept


def _column(index: Index, column: Column) -> HoursColumn | None:
    header = fold(column.header)
    named = {kind for kind in _KINDS if any(word in header for word in words(f"headers.{kind}"))}
    days = frozenset(day for group in find_weekdays(header) for day in group.days)
    if column.role not in _ROLES or not (named or days):
        return None
    values = [fold(value) for value, _ in index.count_by(column.key) if fold(value).strip() not in _NOTHING]
    kind = _kind(named, bool(days), values) if values else ""
    return HoursColumn(column.key, kind, days) if kind else None


_KINDS = (CLOSED, START, END, SPAN, DAYS, NOTE)
_ROLES = frozenset({Role.OTHER, Role.SCHEDULE, Role.RATING, Role.RESULT, Role.SUMMARY})


def _kind(named: set[str], of_days: bool, values: Sequence[str]) -> str:
    """What most cells say, of what the header may mean; empty for another column."""
    spans = sum(bool(find_time_spans(value)) for value in values)
    times = sum(len(find_times(value)) == 1 for value in values)
    weekdays = sum(bool(find_weekdays(value)) for value in values)
    most = len(values) * _MOST
    if CLOSED in named and weekdays and not spans:
        return CLOSED
    if times >= most and len({START, END} & named) == 1:
        return START if START in named else END
    if spans >= most and (named & {SPAN, START, DAYS} or of_days):
        return SPAN
    if weekdays >= most and DAYS in named:
        return DAYS
    return NOTE if NOTE in named and (weekdays or spans) else ""


def hours_of(index: Index, row: Row) -> Hours:
    """When the place of a row is open, as its cells say; nothing is said where they are blank."""
    columns = {one.key: one for one in hours_columns(index)}
    told = [(columns[cell.key], cell) for cell in row.cells if cell.key in columns]
    said = [(column, cell, fold(cell.text).strip()) for column, cell in told]
    full = [(column, cell, text) for column, cell, text in said if text not in _NOTHING]
    by_day, any_day = _timed(full)
    spoken, unclear = _spoken(full)
    days: dict[int, tuple[Slot, ...]] = dict(by_day)
    open_days = set(by_day)
    if by_day:
        # A day whose cells are blank beside those of others has no hours.
        headed = {day for column in columns.values() for day in column.days}
        days |= dict.fromkeys(headed - set(by_day), ())
    for day, slots in spoken.items():
        days[day] = slots
        open_days.add(day)
    listed, closed, told_closed = _listed(full)
    if spoken and not by_day:
        days |= {day: () for day in range(HOLIDAY) if day not in spoken}
    elif not by_day and listed:
        days |= {day: any_day if day in listed else () for day in range(HOLIDAY)}
        open_days |= listed
    elif not by_day and told_closed:
        days |= {day: any_day for day in range(HOLIDAY) if day not in closed}
        open_days |= set(range(HOLIDAY)) - closed
    if any(column.kind == NOTE and _shut_on_holidays(text) for column, _, text in full):
        closed = closed | {HOLIDAY}
    days |= dict.fromkeys(closed, ())
    cells = tuple(cell for column, cell, text in said if text and (text not in _NOTHING or column.days))
    return Hours(days, frozenset(open_days - closed), any_day, cells if full else (), unclear)


def _timed(
    full: Sequence[tuple[HoursColumn, Cell, str]],
) -> tuple[dict[int, tuple[Slot, ...]], tuple[Slot, ...]]:
    """The slots of columns of times, and of spans that are of certain days: by day, and of no day."""
    by_day: dict[int, list[Slot]] = {}
    starts: dict[frozenset[int], Time] = {}
    ends: dict[frozenset[int], Time] = {}
    for column, _, text in full:
        if column.kind in (START, END) and (times := find_times(text)):
            (starts if column.kind == START else ends)[column.days] = times[0]
        elif column.kind == SPAN and column.days:
            for day in column.days:
                by_day.setdefault(day, []).extend(Slot(s.opens, s.closes) for s in find_time_spans(text))
    for days in {**starts, **ends}:
        for day in days:
            by_day.setdefault(day, []).append(Slot(starts.get(days), ends.get(days)))
    none: frozenset[int] = frozenset()
    single = (Slot(starts.get(none), ends.get(none)),) if none in starts or none in ends else ()
    plain = [
        Slot(s.opens, s.closes)
        for column, _, text in full
        if _is_plain(column, text)
        for s in find_time_spans(text)
    ]
    return {day: tuple(slots) for day, slots in by_day.items()}, (*single, *plain)


def _is_plain(column: HoursColumn, text: str) -> bool:
    """Whether a cell is of spans without days or seasons."""
    return column.kind == SPAN and not (column.days or find_weekdays(text) or _SEASON.search(text))


def _spoken(full: Sequence[tuple[HoursColumn, Cell, str]]) -> tuple[dict[int, tuple[Slot, ...]], bool]:
    """The slots by day of cells that name days before their spans, and whether any says more than that."""
    found: dict[int, list[Slot]] = {}
    unclear = False
    for column, _, text in full:
        groups = find_weekdays(text) if column.kind == SPAN and not column.days else ()
        if column.kind == SPAN and _SEASON.search(text):
            unclear = True
            continue
        if not groups:
            continue
        spans = find_time_spans(text)
        if (
            not spans
            or groups[0].start > spans[0].start
            or any(group.some for group in groups)
            or _excepts(text)
        ):
            unclear = True
            continue
        for place, span in enumerate(spans):
            after = spans[place - 1].end if place else 0
            own = [group for group in groups if after <= group.start < span.start] or _last(
                groups, span.start
            )
            for day in {day for group in own for day in group.days}:
                found.setdefault(day, []).append(Slot(span.opens, span.closes))
    return {day: tuple(slots) for day, slots in found.items()}, unclear


def _last(groups: Sequence[Weekdays], before: int) -> list[Weekdays]:
    return [group for group in groups if group.start < before][-1:]


def _excepts(text: str) -> bool:
    return any(word in text for word in words("except"))


def _shut_on_holidays(note: str) -> bool:
    """Whether a note says of holidays alone that the place is shut on them: 「祝日を除く」."""
    groups = [group for group in find_weekdays(note) if group.days == {HOLIDAY}]
    return any(note.startswith(words("shut_behind"), group.end) for group in groups)


def _listed(full: Sequence[tuple[HoursColumn, Cell, str]]) -> tuple[set[int], set[int], bool]:
    """The days that places are said to be open on, those they are said to be closed on, and whether any cell
    speaks of the latter."""
    listed: set[int] = set()
    closed: set[int] = set()
    told = False
    for column, _, text in full:
        bare = _BRACKETS.sub("", text)
        groups = find_weekdays(bare)
        days = {day for group in groups if not group.some for day in group.days}
        if column.kind == DAYS and not _excepts(bare):
            listed |= days
        elif column.kind == CLOSED:
            closed |= days
            told = told or bool(groups) or any(word in bare for word in words("none_closed"))
    return listed, closed, told


def all_hours(index: Index) -> Iterator[tuple[int, Hours]]:
    """The hours of every row, by its id; nothing where no column says any."""
    kept: tuple[tuple[int, Hours], ...] | None = index.derived.get("assistant.opening.hours")
    if kept is None:
        rows = index.rows(index.all_ids()) if hours_columns(index) else ()
        kept = tuple((stored.id, hours_of(index, stored.row)) for stored in rows)
        index.derived["assistant.opening.hours"] = kept
    return iter(kept)

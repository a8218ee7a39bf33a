"""When the place of a row is open: until when, from when, on which days, and whether on the day asked for.

It is read from the columns of hours (`assistant.catalogue.opening`), and each cell that it stands on is
quoted: also what a note adds, which may say more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.parts.names.called_in_part import names_another, rows_called
from assistant.catalogue.opening import CLOSED, NOTE, Hours, HoursColumn, Slot, hours_columns, hours_of
from assistant.model.answer import Reason, Status
from assistant.model.question import Question
from assistant.model.span import Span
from assistant.room import Room
from assistant.understanding.hours_asked import HoursAsked, hours_asked
from assistant.understanding.mentions.columns.dates.opening_hours import passes
from assistant.understanding.prepared import Prepared, prepare
from assistant.words import grammar
from corpus.document import Cell, Row
from corpus.text.expressions import expression
from corpus.text.folding import fold
from corpus.text.times import find_times
from corpus.text.weekdays import HOLIDAY, find_weekdays

_WORD = expression(r"[a-z][a-z'-]*")
_WEEK = range(HOLIDAY)


def asks_for_hours(room: Room, text: str) -> bool:
    """Whether a question asks for hours, of documents with columns of them."""
    return bool(hours_columns(room.index)) and hours_asked(prepare(text)) is not None


def answer_hours(room: Room, text: str, question: Question, confined: Sequence[int] | None) -> Outcome | None:
    """The hours of the rows that a question names, or of those `confined` to; None where it asks for none, or
    names something else.
    """
    prepared = prepare(text, question.language)
    asked = hours_asked(prepared)
    if asked is None or len(question.columns) > 1:
        # The day and the time are two columns.
        return None
    rows, span = rows_called(room.index, prepared, question, asked.spans, confined, _LISTED)
    if len(rows) > 1 and asked.wants in ("open", "shut") and not _is_topic(prepared, asked, span):
        # Which of several are open is a list.
        return None
    taken = (*asked.spans, *((span,) if span is not None else ()))
    if not rows or names_another(room, prepared, rows, taken):
        return None
    desk = Desk(room.index, room.lexicon, question, room.enough)
    told = [_told(desk, desk.row(row), asked) for row in rows]
    return replace(told[0] if len(told) == 1 else _listed(desk, rows, told), rows=rows)


_LISTED = 60


def _is_topic(prepared: Prepared, asked: HoursAsked, span: Span | None) -> bool:
    """Whether it is asked of each of some places whether it is open, so that they stand before the day."""
    first = min((one.start for one in asked.moments), default=0)
    topic = span is not None and prepared.folded.startswith(grammar.words("topic_particles"), span.end)
    return topic and span is not None and span.end <= first


def _listed(desk: Desk, rows: Sequence[int], told: Sequence[Outcome]) -> Outcome:
    """The first lines of several places, each behind the name of its own."""
    found = [one.status is Status.ANSWERED for one in told]
    lines = [
        desk.say("list.item", number=row.number, title=f"{row.title}: {first}")
        for row, first in zip(desk.rows(rows), (one.text.split("\n")[0] for one in told), strict=True)
    ]
    cited = tuple(
        citation for one in told for citation in one.citations[: _CITED if len(told) <= _FULL else 1]
    )
    status = Status.ANSWERED if any(found) else Status.NOT_FOUND
    return Outcome("\n".join(lines), status, None if any(found) else Reason.NOT_STATED, cited)


_FULL, _CITED = 5, 4
_FEW = 2


def _told(desk: Desk, row: Row, asked: HoursAsked) -> Outcome:
    hours = hours_of(desk.index, row)
    cells = _cells(desk, hours, asked)
    first = _first(desk, hours, asked)
    if not cells:
        what = desk.say(f"hours.what.{asked.wants}")
        text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=what)
        return Outcome(text, Status.NOT_FOUND, Reason.NOT_STATED, (cite_title(row),))
    lines = [first or desk.say("hours.printed")]
    for cell in cells:
        if not (_column_of(desk, cell).days and first):
            label = cell.column.replace("\n", "")
            values = {"quote": cell.text.strip(), "number": row.number, "title": row.title, "label": label}
            lines.append(desk.say("fact.line", **values))
    return Outcome("\n".join(lines), citations=tuple(cite(row, cell) for cell in cells))


def _column_of(desk: Desk, cell: Cell) -> HoursColumn:
    return next(one for one in hours_columns(desk.index) if one.key == cell.key)


def _cells(desk: Desk, hours: Hours, asked: HoursAsked) -> list[Cell]:
    """The cells that the answer stands on: of those of single days each text but once, and of notes those
    that speak of days or times.
    """
    found: dict[object, Cell] = {}
    for cell in hours.cells:
        column = _column_of(desk, cell)
        spoken = fold(cell.text)
        if column.kind == NOTE and not (find_weekdays(spoken) or find_times(spoken)):
            continue
        if asked.days and column.days and not column.days & set(asked.days):
            continue
        found.setdefault((column.kind, spoken) if column.days else cell, cell)
    kept = list(found.values())
    closed = [cell for cell in kept if _column_of(desk, cell).kind in (CLOSED, NOTE)]
    return closed if asked.wants == "closing_days" and closed else kept


def _first(desk: Desk, hours: Hours, asked: HoursAsked) -> str:
    """The first line: yes or no, the time, or the days; empty where only the cells say it."""
    if asked.wants in ("open", "shut"):
        return _polar(desk, hours, asked)
    if asked.wants == "closing_days":
        printed = [cell.text.strip() for cell in hours.cells if _column_of(desk, cell).kind == CLOSED]
        if printed:
            return desk.say("hours.shut", days=desk.say("hours.and").join(printed))
        shut = [day for day in range(HOLIDAY + 1) if hours.is_open(day) is False]
        return desk.say("hours.shut", days=_days(desk, shut)) if shut and hours.open_days else ""
    if hours.unclear:
        return ""
    if asked.wants == "days_open":
        return desk.say("hours.open", days=_days(desk, sorted(hours.open_days))) if hours.open_days else ""
    shut = [day for day in asked.days if hours.is_open(day) is False]
    if asked.days and len(shut) == len(asked.days):
        return desk.say("hours.none", days=_days(desk, shut)) + _when(desk, hours, "hours", ())
    return _when(desk, hours, asked.wants, asked.days)


def _polar(desk: Desk, hours: Hours, asked: HoursAsked) -> str:
    days = asked.days
    known = all(hours.is_open(day) is not None for day in days) if days else bool(hours.slots(()))
    if not known or (hours.unclear and any(not one.days for one in asked.moments)):
        return desk.say("hours.unsaid") if days else ""
    is_open = passes(hours, asked.moments, False)
    yes = is_open != (asked.wants == "shut")
    told = _when(desk, hours, "hours", days if is_open else ())
    shut = [day for day in days if hours.is_open(day) is False]
    state = desk.say("hours.none", days=_days(desk, shut)) if shut else ""
    return desk.say("hours.yes" if yes else "hours.no") + state + told


def _when(desk: Desk, hours: Hours, wants: str, days: Sequence[int]) -> str:
    """The times of the days, those that are alike together; empty where none is printed."""
    groups: dict[str, list[int]] = {}
    for day in days or sorted(hours.open_days):
        text = _slots(desk, hours.days.get(day, ()), wants)
        if text:
            groups.setdefault(text, []).append(day)
    if not groups:
        text = _slots(desk, hours.any_day, wants)
        return desk.say(f"hours.{wants}", value=text) if text else ""
    if len(groups) == 1 and not days and len(hours.open_days) == len(set(_WEEK) & set(hours.days)):
        return desk.say(f"hours.{wants}", value=next(iter(groups)))
    parts = [desk.say("hours.part", days=_days(desk, some), value=text) for text, some in groups.items()]
    return desk.say(f"hours.{wants}", value=desk.say("hours.and").join(parts))


def _slots(desk: Desk, slots: Sequence[Slot], wants: str) -> str:
    """The times of some slots, as printed: when the first opens, when the last closes, or each whole."""
    starts = [slot.opens for slot in slots if slot.opens is not None]
    ends = [slot.closes for slot in slots if slot.closes is not None]
    if wants == "until":
        return max(ends, key=lambda one: one.minutes).text if ends else ""
    if wants == "from":
        return min(starts, key=lambda one: one.minutes).text if starts else ""
    spans = [
        desk.say(
            "hours.span",
            opens=slot.opens.text if slot.opens else "",
            closes=slot.closes.text if slot.closes else "",
        )
        for slot in slots
        if slot.opens or slot.closes
    ]
    return desk.say("hours.and").join(dict.fromkeys(spans))


def _days(desk: Desk, days: Sequence[int]) -> str:
    """Days in words, three and more in a row from the first to the last: 月～金・日."""
    names = desk.say("hours.days").split(" ")
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1 and day != HOLIDAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        if len(run) > _FEW:
            parts.append(desk.say("hours.run", first=names[run[0]], last=names[run[-1]]))
        else:
            parts += [names[day] for day in run]
    return desk.say("hours.joint").join(parts)

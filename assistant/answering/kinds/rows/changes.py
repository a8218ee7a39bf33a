"""What changed from one year to the other: the ratings that moved, and one row in both years.

Each change is cited in both years; figures are quoted, and a difference shows what it is of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.editions.comparison import (
    Direction,
    KpiChange,
    PlanYears,
    RatingChange,
    RowPair,
    compared,
    match_kpis,
    plans,
)
from assistant.answering.editions.years import (
    document_name,
    one_year,
    rating_citations,
    rating_line,
    rating_text,
    unique,
    year_name,
)
from assistant.answering.parts.showing.values import quantity, value_of
from assistant.model.answer import Citation, Table
from assistant.model.question import Field
from corpus.document import Row
from corpus.text.folding import compact


def answer_rating_changes(
    desk: Desk,
    from_value: str = "",
    to_value: str = "",
    direction: str = "",
    years: Sequence[PlanYears] | None = None,
) -> Outcome:
    """The rows whose rating changed from a value, to a value, or in a direction ("up" or "down").

    An empty condition does not count, nor does the direction where both values are given. `years` are the
    pairs of documents that are looked at, all of `plans` by default.
    """
    pairs = plans(desk.index) if years is None else tuple(years)
    if not pairs:
        return one_year(desk)
    stated = "" if from_value and to_value else direction
    blocks: list[str] = []
    changes: list[tuple[PlanYears, RatingChange]] = []
    notes: list[str] = []
    for pair in pairs:
        moved = compared(desk.index, pair.before.id, pair.after.id).ratings
        some = [one for one in moved if _wanted(one, from_value, to_value, stated)]
        changes += [(pair, one) for one in some]
        blocks.append(_changed_head(desk, pair, some, _how(desk, from_value, to_value, stated)))
        blocks += [rating_line(desk, one) for one in some]
        unordered = sum(
            one.direction is Direction.UNKNOWN and bool(one.before and one.after) for one in moved
        )
        if stated and unordered:
            notes.append(desk.say("changes.unordered", count=unordered))
    return Outcome(
        "\n".join(blocks),
        citations=unique(chain.from_iterable(rating_citations(one) for _, one in changes)),
        table=_changed_table(desk, changes),
        notes=tuple(dict.fromkeys(notes)),
        highlights=tuple(dict.fromkeys(_count_word(desk, changes, pair) for pair in pairs)),
        rows=_ids(desk, [one.pair.after for _, one in changes]),
    )


def answer_row_change(desk: Desk, ids: Sequence[int], field: Field | None = None) -> Outcome:
    """How rows changed from one year to the other, in one field or (None) in ratings and indicators.

    A row may be given by its id in either year. What only one year has is said, and cited there.
    """
    if not plans(desk.index):
        return one_year(desk)
    parts: list[Outcome] = []
    seen: set[tuple[str, str]] = set()
    for row in desk.rows(ids):
        pair, years = _counterpart(desk, row)
        if years is None:
            continue
        key = (years.after.id, (pair.after if pair else row).number)
        if key not in seen:
            seen.add(key)
            parts.append(_row_change(desk, pair, years, field) if pair else _without(desk, row, years))
    if not parts:
        return one_year(desk)
    return Outcome(
        "\n".join(part.text for part in parts),
        citations=unique(chain.from_iterable(part.citations for part in parts)),
        notes=tuple(dict.fromkeys(chain.from_iterable(part.notes for part in parts))),
        highlights=tuple(chain.from_iterable(part.highlights for part in parts)),
        rows=tuple(ids),
    )


# Ratings that moved


def _wanted(change: RatingChange, from_value: str, to_value: str, direction: str) -> bool:
    values = (change.before.value if change.before else "", change.after.value if change.after else "")
    for wanted, value in zip((from_value, to_value), values, strict=True):
        if wanted and compact(wanted) != compact(value):
            return False
    return not direction or change.direction == direction


def _how(desk: Desk, from_value: str, to_value: str, direction: str) -> str:
    if from_value and to_value:
        return desk.say("changed.how.from_to", old=from_value, new=to_value)
    suffix = f".{direction}" if direction else ""
    if from_value:
        return desk.say(f"changed.how.from{suffix}", old=from_value)
    if to_value:
        return desk.say(f"changed.how.to{suffix}", new=to_value)
    return desk.say(f"changed.how{suffix or '.any'}")


def _changed_head(desk: Desk, years: PlanYears, changes: Sequence[RatingChange], how: str) -> str:
    count = len({change.pair.after.number for change in changes})
    return desk.say(
        "changed.head" if changes else "changed.none",
        before=document_name(desk, years, 0),
        after=document_name(desk, years, 1),
        how=how,
        noun=desk.noun(many=count != 1),
        count=count,
    )


def _count_word(desk: Desk, changes: Sequence[tuple[PlanYears, RatingChange]], years: PlanYears) -> str:
    count = len({change.pair.after.number for own, change in changes if own == years})
    return desk.say("count.figure", count=count)


def _changed_table(desk: Desk, changes: Sequence[tuple[PlanYears, RatingChange]]) -> Table | None:
    """One line a change; the years stand in the headers where all are of one pair, else in a column."""
    if not changes:
        return None
    pairs = list(dict.fromkeys(years for years, _ in changes))
    several = len({change.column for _, change in changes}) > 1
    columns = [desk.say("field.number"), desk.row_label() or desk.say("field.name")]
    columns += [desk.say("changes.column.item")] if several else []
    if len(pairs) == 1:
        columns += [year_name(desk, pairs[0], 0), year_name(desk, pairs[0], 1)]
    else:
        columns += [desk.say("changes.column.change"), desk.say("noun.document")]
    lines = []
    for years, change in changes:
        row = change.pair.after
        values = [rating_text(desk, change.before), rating_text(desk, change.after)]
        cells = [row.number, row.title] + (["".join(change.column.split("\n"))] if several else [])
        cells += values if len(pairs) == 1 else [" → ".join(values), years.after.title]
        lines.append(tuple(cells))
    return Table(tuple(columns), tuple(lines))


# One row


def _counterpart(desk: Desk, row: Row) -> tuple[RowPair | None, PlanYears | None]:
    """The row in both years, and which years: those that end with its document before those that begin so."""
    own = [years for years in plans(desk.index) if row.document in (years.before.id, years.after.id)]
    own.sort(key=lambda years: years.after.id != row.document)
    for years in own:
        for pair in compared(desk.index, years.before.id, years.after.id).pairs:
            if row in (pair.before, pair.after):
                return pair, years
    return None, own[0] if own else None


def _row_change(desk: Desk, pair: RowPair, years: PlanYears, field: Field | None) -> Outcome:
    before, after = year_name(desk, years, 0), year_name(desk, years, 1)
    row = pair.after
    lines = [desk.say("change.row", number=row.number, title=row.title, before=before, after=after)]
    citations: list[Citation] = []
    notes: list[str] = []
    highlights: list[str] = []
    for asked in _fields(pair, field):
        values = [value_of(desk, one, asked) for one in (pair.before, pair.after)]
        label = desk.say(f"field.{asked.value}")
        if compact(values[0].short) == compact(values[1].short):
            lines.append(desk.say("change.same", field=label))
        elif max(len(value.short) for value in values) <= 60:
            shorts = {"before": values[0].short, "after": values[1].short}
            lines.append(desk.say("change.other", field=label, **shorts))
        lines += [
            desk.say("change.side", year=year, text=value.text)
            for year, value in zip((before, after), values, strict=True)
        ]
        citations += [*values[1].citations, *values[0].citations]
        notes += [note for value in values for note in value.notes]
        highlights += [word for value in values for word in value.highlights]
        if asked in (Field.ACTUAL, Field.RESULT, Field.PROGRESS):
            lines += _differences(desk, pair)
    if pair.before.number != pair.after.number:
        notes.append(desk.say("change.renumbered", before=before, old=pair.before.number))
    return Outcome(
        "\n".join(lines), citations=unique(citations), notes=tuple(notes), highlights=tuple(highlights)
    )


def _fields(pair: RowPair, field: Field | None) -> tuple[Field, ...]:
    if field is not None:
        return (field,)
    rated = (Field.RATING,) if pair.before.ratings or pair.after.ratings else ()
    measured = (Field.PROGRESS,) if pair.before.kpis or pair.after.kpis else ()
    return (*rated, *measured) or (Field.RESULT,)


def _differences(desk: Desk, pair: RowPair) -> list[str]:
    """The later actual less the earlier one, of each indicator that has both as figures."""
    lines = []
    for before, after in match_kpis(pair.before.kpis, pair.after.kpis):
        change = KpiChange(pair, before, after)
        difference = change.difference
        if difference is None or before is None or after is None or not (before.actual and after.actual):
            continue
        unit = after.actual.unit
        lines.append(
            desk.say(
                "changes.difference",
                name=after.name,
                difference=("+" if difference > 0 else "") + quantity(difference, unit),
                before=quantity(before.actual.value, unit),
                after=quantity(after.actual.value, unit),
            )
        )
    return lines


def _without(desk: Desk, row: Row, years: PlanYears) -> Outcome:
    """A row that one year lacks."""
    other = 0 if row.document == years.after.id else 1
    text = desk.say(
        "change.without", number=row.number, title=row.title, other=document_name(desk, years, other)
    )
    return Outcome(text, citations=(cite_title(row),))


def _ids(desk: Desk, rows: Sequence[Row]) -> tuple[int, ...]:
    """The ids of rows in the index, each once."""
    found = [stored.id for row in rows for stored in desk.index.row_by_number(row.number, row.document)]
    return tuple(dict.fromkeys(found))

"""The rows that pass a condition: its filters by the index, its figures, topics and groups by their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from assistant.answering.desk import Desk
from assistant.answering.evidence import candidates_of, rows_speaking_of, search_words
from assistant.answering.kinds.rows.passages import relevant
from assistant.answering.parts.dates.stated import stating_cells
from assistant.answering.parts.figures.compared import is_so
from assistant.answering.parts.names.offices import called_or_placed
from assistant.answering.queries.measuring import COUNTED, FACETS, measured, number_of, rows_within, same_unit
from assistant.catalogue.catalog import catalog
from assistant.catalogue.offices import outer_office, unit_of_level
from assistant.model.query import (
    Above,
    All,
    Among,
    AnyOf,
    Begins,
    Compared,
    Condition,
    Not,
    OfKind,
    Picked,
    Range,
    Stated,
    Titled,
    Top,
    Topic,
    Under,
)
from assistant.model.question import Field
from corpus.document import Role
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.find.matching import rows_saying
from index.find.row_names import rows_called_with
from index.find.search import search
from index.records import NameKind
from index.rows.row_set import RowSet

# So few rows are held by their ids alone.
_LISTED_BY_ID = 500
# Rows are listed by a topic only where they hold nearly all of it.
_LISTED = 0.8
_NEAR = 0.9
# Of more rows that hold all words, those are listed that have them in one sentence.
_JUDGED = 2_000


def passing(desk: Desk, condition: Condition | None) -> Sequence[int]:
    """The ids of the rows that pass, in document order; of all rows for None."""
    found = desk.index.every_row() if condition is None else _passing(desk, condition)
    return tuple(found) if len(found) <= _LISTED_BY_ID else found


def _passing(desk: Desk, condition: Condition) -> RowSet:
    if isinstance(condition, Filter):
        return _filtered(desk, condition)
    if isinstance(condition, All):
        found = _passing(desk, condition.parts[0])
        for part in condition.parts[1:]:
            found &= _passing(desk, part)
        return found
    if isinstance(condition, AnyOf):
        return reduce(or_, (_passing(desk, part) for part in condition.parts))
    if isinstance(condition, Not):
        return _denied(desk, condition.part)
    if isinstance(condition, Range):
        return rows_within(desk, condition)
    if isinstance(condition, (Among, Picked)):
        return RowSet.of(condition.rows)
    if isinstance(condition, (OfKind, Under, Above)):
        return RowSet.of(called_or_placed(desk, condition))
    return _of_texts(desk, condition)


def _of_texts(desk: Desk, condition: Titled | Begins | Compared | Stated | Top | Topic) -> RowSet:
    """The rows that pass by what their title, their cells or those of their group say."""
    if isinstance(condition, Compared):
        keys = [Filter(Facet.BLANK, (key,), negated=True) for key in (condition.column, condition.other)]
        return RowSet.of(
            one.id for one in desk.index.rows(desk.index.passing(keys)) if is_so(one.row, condition)
        )
    if isinstance(condition, Titled):
        return rows_called_with(desk.index, condition.words)
    if isinstance(condition, Begins):
        return _beginning(desk, condition)
    if isinstance(condition, Stated):
        ids = desk.index.select([condition.entry])
        stated = (i for i, row in zip(ids, desk.rows(ids), strict=True) if stating_cells(row, condition))
        return RowSet.of(stated)
    if isinstance(condition, Top):
        return _of_top(desk, condition)
    return _about(desk, condition)


def _comparable(desk: Desk, condition: Condition) -> RowSet:
    """The rows that a condition can be denied of: of a figure those that have one, else all."""
    if isinstance(condition, Range) and condition.dimension not in COUNTED:
        return rows_within(desk, Range(condition.dimension))
    return desk.index.every_row()


def _filtered(desk: Desk, one: Filter) -> RowSet:
    """The rows that pass a filter; a cell that says 「特に無し」, 「なし」 or a dash counts as blank."""
    if one.facet in (Facet.ROLE_BLANK, Facet.BLANK):
        return _blank(desk, one)
    if one.facet in (Facet.HOLDS, Facet.ROLE_HOLDS) and one.negated and one.column:
        return desk.index.passing([one, _of_documents_with(desk, one)])
    return desk.index.passing([one])


def _of_documents_with(desk: Desk, one: Filter) -> Filter:
    """The rows of the documents that have the column, or one of the role, that a filter names."""
    by_role = one.facet is Facet.ROLE_HOLDS
    columns = catalog(desk.index).columns
    found = {d for d, column in columns if one.column == (column.role.value if by_role else column.key)}
    return Filter(Facet.DOCUMENT, tuple(sorted(found)))


def _blank(desk: Desk, one: Filter) -> RowSet:
    roles = {Role(value) for value in one.values} if one.facet is Facet.ROLE_BLANK else set()
    keys = (
        list(one.values)
        if one.facet is Facet.BLANK
        else [column.key for _, column in catalog(desk.index).columns if column.role in roles]
    )
    blank = desk.index.passing([Filter(one.facet, one.values)])
    for key in dict.fromkeys(keys):
        blank |= desk.index.passing([Filter(Facet.VALUE, desk.lexicon.nothing, column=key)])
    if not one.negated:
        return blank
    having = {document for document, column in catalog(desk.index).columns if column.key in keys}
    there = desk.index.passing([Filter(Facet.DOCUMENT, tuple(sorted(having)))]) - blank
    if Role.DEPARTMENT in roles:
        # Departments may be printed elsewhere than in a column of their own.
        names = tuple(name.text for name in catalog(desk.index).names[NameKind.DEPARTMENT])
        there |= desk.index.passing([Filter(Facet.DEPARTMENT, names)])
    return there


def _denied(desk: Desk, part: Condition) -> RowSet:
    """The rows that a condition leaves out, of those that it can be denied of."""
    if isinstance(part, Range) and part.free:
        return _of_other_unit(desk, part)
    if isinstance(part, OfKind):
        return _comparable(desk, part) - RowSet.of(called_or_placed(desk, part, denied=True))
    return _comparable(desk, part) - _passing(desk, part)


def _of_other_unit(desk: Desk, asked: Range) -> RowSet:
    """The rows of which an indicator has a figure in another unit than the one that is denied."""
    found = measured(desk, None, asked.dimension)
    return RowSet.of(one.row_id for one in found if not same_unit(asked.unit, one.unit))


def _beginning(desk: Desk, asked: Begins) -> RowSet:
    """The rows with a cell that begins with the words, or ends with them, but for marks around it; without a
    column those of such a title.
    """
    wanted = compact(asked.words).strip(_MARKS) or compact(asked.words)

    def fits(text: str) -> bool:
        folded = compact(text).strip(_MARKS)
        return folded.endswith(wanted) if asked.at_end else folded.startswith(wanted)

    if not asked.column:
        called = desk.index.rows(rows_called_with(desk.index, wanted))
        return RowSet.of(one.id for one in called if fits(one.row.title))
    held = tuple(value for value, _ in desk.index.count_by(asked.column) if fits(value))
    found = desk.index.passing([Filter(Facet.VALUE, held, column=asked.column)]) if held else RowSet()
    # A longer text is no entry that is counted.
    prose = desk.index.passing([Filter(Facet.HOLDS, (asked.words,), column=asked.column)]) - found
    return found | RowSet.of(
        one.id
        for one in desk.index.rows(prose)
        if any(cell.key == asked.column and fits(cell.text) for cell in one.row.cells)
    )


_MARKS = "・。、.,"


def _about(desk: Desk, topic: Topic) -> RowSet:
    if topic.within:
        return _standing_within(desk, topic)
    words = topic.words
    every = RowSet.of(rows_speaking_of(desk.index, words, 1.0))
    if sum(word.weight > 0 for word in words) == 1:
        # Where a single word stands decides nothing; of several, rows with them far apart speak of others.
        return every
    if len(every) > _JUDGED:
        return rows_saying(desk.index, search_words(words))
    likely = rows_speaking_of(desk.index, words, _NEAR if every else _LISTED * _NEAR)
    ranked = candidates_of(desk.index, words, likely)
    return RowSet.of(one.row_id for one in relevant(ranked, _LISTED, share=_NEAR))


def _standing_within(desk: Desk, topic: Topic) -> RowSet:
    """The rows that hold all the words in one of the fields: 「課題に「周知」が出てくる施策」."""
    roles = {role for field in topic.within for role in (field.value, *_ALSO.get(field, ()))}
    wanted = {place for place, word in enumerate(topic.words) if word.weight > 0}
    hits = search(desk.index, search_words(topic.words), limit=_HITS, roles=roles)
    return RowSet.of(hit.row_id for hit in hits if hit.row_id is not None and wanted <= hit.matched)


_HITS = 10_000
_ALSO = {Field.ACTUAL: (Role.RESULT.value,), Field.RESULT: (Role.RESULT.value, Role.ACTUAL.value)}


def _of_top(desk: Desk, top: Top) -> RowSet:
    values = top_values(desk, top)
    return desk.index.passing([group_filter(desk, top.by, values)]) if values else RowSet()


def top_values(desk: Desk, top: Top) -> tuple[str, ...]:
    """The groups that have the most of what is counted, or the fewest; several where they are level."""
    counts = number_of(desk, top.by, passing(desk, top.where), top.measure)
    named = [(value, count) for value, count in counts if value]
    if not named:
        return ()
    ordered = sorted((count for _, count in named), reverse=top.direction != "min")
    if top.nth > len(ordered):
        return ()
    best = ordered[max(top.nth - 1, 0)]
    return tuple(value for value, count in named if count == best)


def group_filter(desk: Desk, by: str, values: Iterable[str]) -> Filter:
    """The rows of some groups of a dimension."""
    if unit := unit_of_level(by):
        wanted = set(values)
        every = (name for name, _ in desk.index.count_by(Facet.DEPARTMENT))
        return Filter(Facet.DEPARTMENT, tuple(name for name in every if outer_office(name, unit) in wanted))
    facet = FACETS.get(by)
    return Filter(facet, tuple(values)) if facet else Filter(Facet.VALUE, tuple(values), column=by)

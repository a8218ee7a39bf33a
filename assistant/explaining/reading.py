"""How a question was read, as a value: the sentence, and every stage with the rows that pass it.

The numbers are those of the query that was run: each part of its condition is put to the same index by the
same rules, one after the other, and no text is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import and_

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.queries.wording import label, range_in_words
from assistant.explaining.narrowing import kept_behind, passing_parts
from assistant.explaining.parts import Part, Place, parts, words_of
from assistant.explaining.sentence import sentence
from assistant.explaining.stages import choices, documents_of, named
from assistant.model.answer import Status
from assistant.model.query import Ask, parts_of
from assistant.model.question import How
from assistant.model.reading import Choice, Reading, Stage, Surety
from assistant.understanding.composing.following.scope import scope_of
from corpus.text.folding import compact
from index.filters import Filter
from index.rows.row_set import RowSet

_GUESSES = frozenset({How.READING, How.SYNONYM, How.GLOSSARY, How.FUZZY, How.RELATED})
# Other rows that are offered where words were taken for one.
_OTHERS = 5
_WORTH = 0.5
_LOOKED_AT = 12
_NAMED = 2


def reading(desk: Desk, outcome: Outcome) -> Reading:
    """How the question on the desk was read, in the desk's language; no sentence for small talk."""
    found = parts(desk, outcome)
    told = sentence(desk, outcome, found)
    looked_at = bool(found) or desk.question.query is not None
    return Reading(told, desk.index.row_total() if looked_at else 0, _stages(desk, outcome, found))


def _stages(desk: Desk, outcome: Outcome, found: Sequence[Part]) -> tuple[Stage, ...]:
    passed = passing_parts(desk, found)
    stages = []
    for place, kept in enumerate(kept_behind(desk, outcome, found, passed)):
        part = found[place]
        rows = None if kept is None else len(kept)
        if part.condition is not None and part.place is not Place.HAVING:
            others = choices(desk, part, _others(desk, passed, place)) if place in passed else ()
            stages.append(_condition(desk, part, rows, others))
        elif part.place is Place.SCOPE:
            every = documents_of(desk, _others(desk, passed, place))
            number = desk.say("stage.all_documents", count=len(desk.documents))
            stages.append(_stage(desk, part, (label(desk, "document"), number), None, every))
        elif part.place is Place.ROWS:
            stages.append(_rows(desk, outcome, part, rows))
        else:
            stages.append(_stage(desk, part, _called(desk, outcome, part), rows))
    return tuple(stages)


def _others(desk: Desk, passed: dict[int, RowSet], place: int) -> RowSet:
    """The rows that pass all parts of the condition but one."""
    others = (ids for other, ids in passed.items() if other != place)
    return reduce(and_, others, desk.index.every_row())


def _condition(desk: Desk, part: Part, rows: int | None, others: tuple[Choice, ...]) -> Stage:
    """A condition as a stage; one that no word says was taken over, or is that of the documents chosen or of
    the newest edition.
    """
    assert part.condition is not None
    column, value = named(desk, part.condition)
    if is_scope(desk, part):
        value = desk.say("stage.chosen" if desk.scope else "stage.newest", value=value)
    return _stage(desk, part, (column, value), rows, others)


def is_scope(desk: Desk, part: Part) -> bool:
    """Whether a condition is that of the documents chosen or of the newest editions, which a question that
    names none is kept to.
    """
    one, scope = part.condition, scope_of(desk.index, desk.scope)
    if not isinstance(one, Filter) or part.spans or scope is None:
        return False
    return one.facet is scope.facet and set(one.values) == set(scope.values)


def is_removable(desk: Desk, part: Part) -> bool:
    """Whether a question can be asked without a part: its words can be left out, or all of it said anew."""
    if part.place is Place.UNREAD:
        # What else is said must make a question of its own.
        return bool(part.spans and (desk.question.filters or desk.question.rows))
    query = desk.question.query
    if query is not None and query.ask is Ask.SHARE and part.condition not in parts_of(query.base):
        return False
    anew = query is not None and query.ask in (Ask.ROWS, Ask.COUNT) and not is_scope(desk, part)
    return part.place is Place.WHERE and (bool(part.spans) or anew)


def _rows(desk: Desk, outcome: Outcome, part: Part, count: int | None) -> Stage:
    """The rows that words name: by title where they are few, else by their number."""
    few = len(outcome.rows) <= _NAMED
    value = desk.say("condition.separator").join(desk.head(row) for row in desk.rows(outcome.rows[:_NAMED]))
    if not part.spans:
        number = desk.say("count.figure", count=len(outcome.rows))
        return _stage(desk, part, (desk.say("stage.before"), value if few else number), count)
    if not outcome.rows or not few or outcome.status is not Status.ANSWERED:
        text = (desk.say("stage.text"), desk.say("reading.words", words=part.words))
        return _stage(desk, replace(part, words=""), text, count)
    column = desk.row_label() or desk.say("field.name")
    return _stage(desk, part, (column, value), count, _other_rows(desk, outcome))


def _other_rows(desk: Desk, outcome: Outcome) -> tuple[Choice, ...]:
    """Other rows that the words may mean, the likeliest first, each by its title."""
    words = words_of(desk.question)
    if len(outcome.rows) != 1 or not words:
        return ()
    ranked = candidates(desk.index, words, limit=_LOOKED_AT)
    least = ranked[0].standing * _WORTH if ranked else 0.0
    likely = [one.row_id for one in ranked if one.standing >= least and one.row_id not in outcome.rows]
    rows = desk.rows(likely[:_OTHERS])
    return tuple(Choice(row.number or row.title, desk.head(row), 1) for row in rows if row.title)


def _called(desk: Desk, outcome: Outcome, part: Part) -> tuple[str, str]:
    """The column and the value of the figure that rows must have, of groups kept, or of an unread word."""
    query = desk.question.query
    if part.place is Place.UNREAD or query is None:
        used = outcome.status is Status.ANSWERED
        return desk.say("stage.unused" if used else "stage.unread"), part.words
    if part.place is Place.HAVING and query.having is not None:
        return desk.say("stage.kept", by=label(desk, query.by)), range_in_words(desk, query.having)
    return label(desk, query.measure), desk.say("stage.figure")


def _says_other(part: Part, value: str, surety: Surety) -> bool:
    """Whether the words of a part are a name for its value, and not the value itself."""
    if compact(value) in compact(part.words):
        return False
    one = part.condition
    named = isinstance(one, Filter) and not one.negated and len(one.values) == 1
    return surety is Surety.GUESSED or named or part.place is Place.ROWS


def _stage(
    desk: Desk, part: Part, called: tuple[str, str], rows: int | None, others: tuple[Choice, ...] = ()
) -> Stage:
    """`called` are the column and the value."""
    surety = Surety.GUESSED if part.how in _GUESSES else Surety.MATCHED
    if part.place is Place.UNREAD:
        surety = Surety.UNREAD
    column, value = called
    return Stage(
        column=column,
        value=value,
        words=part.words if _says_other(part, value, surety) else "",
        surety=surety,
        how=part.how.value,
        rows=rows,
        note=desk.say(f"how.{part.how.value}") if surety is Surety.GUESSED else "",
        removable=is_removable(desk, part),
        choices=others,
    )

"""A question asked otherwise: with another value in the place of one, or without one of its conditions.

The words are changed where they stand, and the new question is read; it is given only where it comes to the
query that is wanted. Where no change of the words does, the whole of it is said anew from its query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import candidates
from assistant.answering.parts.showing.conditions import condition_words
from assistant.answering.queries.wording import bare, label
from assistant.asking import answered
from assistant.compiling import compiled_in
from assistant.conversing.turns import EARLIER, answering
from assistant.explaining.parts import Part, Place, parts, words_of
from assistant.explaining.reading import is_removable
from assistant.explaining.sentence import things
from assistant.explaining.stages import changed, has_value, is_changeable, told_value
from assistant.model.answer import Language, Status
from assistant.model.query import Among, Ask, Condition, Query, joined, parts_of
from assistant.model.question import How, Question
from assistant.room import Room
from assistant.understanding.accounting import unused
from assistant.understanding.composing.following.scope import in_scope
from assistant.understanding.context import Focus
from corpus.frozen import dataclass
from index.filters import Facet, Filter
from index.language.tokenizer import Pos, tokenize
from index.work import Work, WorkSpent, bounded

# Words around a condition that may go with it, on either side.
_AROUND = 4
# Wordings that are read at most.
_TRIED = 24
_MARKS = "、, "
_ENDS = "?？。. "
_BY_NAME = frozenset({How.EXACT, How.NORMALISED, How.SHORT, How.FUZZY, How.READING})
_LOOSE = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL})


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was read and answered in its conversation: what that was about, its questions."""

    room: Room
    read: Question
    outcome: Outcome
    focus: Focus | None
    earlier: tuple[str, ...] = ()

    def desk(self) -> Desk:
        """The question on the desk, in its own language."""
        return Desk(
            self.room.index, self.room.lexicon, self.read, self.room.enough, scope=self.room.documents
        )


@dataclass(frozen=True, slots=True)
class Reworded:
    """A question asked otherwise; `alone` where it does not follow the conversation before it."""

    question: str
    alone: bool = False


def reworded(turn: Turn, stage: int, value: str | None) -> Reworded | None:
    """The question with `value` in the stage of that number (from 0), or without the stage for None.

    None where there is no such stage, or no wording comes to what is wanted.
    """
    found = parts(turn.desk(), turn.outcome)
    if not 0 <= stage < len(found):
        return None
    part = found[stage]
    try:
        if part.place is Place.ROWS and value is not None:
            return _with_row(turn, part, value)
        if part.place is Place.UNREAD and value is None:
            return _without_word(turn, part)
        if part.place is Place.SCOPE and value is not None:
            return _within(turn, part, value)
        if part.place is not Place.WHERE or part.condition is None:
            return None
        if value is None:
            return _without(turn, part) if is_removable(turn.desk(), part) else None
        return _with_value(turn, part, value)
    except WorkSpent:
        return None


def _within(turn: Turn, part: Part, document: str) -> Reworded | None:
    """The question kept to one document, where none is named."""
    query, one = turn.read.query, Filter(Facet.DOCUMENT, (document,))
    if query is None or document not in turn.desk().documents:
        return None
    wanted = replace(query, where=joined(one, query.where))
    return _first_by_query(turn, _replaced(turn, part, one), wanted)


def _with_value(turn: Turn, part: Part, value: str) -> Reworded | None:
    """The question with another value of the same column."""
    one = part.condition
    if not isinstance(one, Filter) or not is_changeable(one) or not has_value(turn.desk(), one, value):
        return None
    instead = changed(one, value)
    wordings = _replaced(turn, part, instead)
    if turn.read.query is None:
        filters = tuple(instead if other == one else other for other in turn.read.filters)
        return _first_by_filters(turn, wordings, filters)
    return _first_by_query(turn, wordings, _with_part(turn.read.query, one, instead))


def _without(turn: Turn, part: Part) -> Reworded | None:
    """The question without a condition."""
    assert part.condition is not None
    if turn.read.query is None:
        filters = tuple(one for one in turn.read.filters if one != part.condition)
        return _first_by_filters(turn, _cut(turn, part), filters)
    wanted = _with_part(turn.read.query, part.condition, None)
    alone = isinstance(part.condition, Among)
    wordings = (_text(turn.read), *_cut(turn, part)) if alone else _cut(turn, part)
    return _first_by_query(turn, wordings, wanted, alone=alone)


def _with_part(query: Query, part: Condition, instead: Condition | None) -> Query:
    """The query with another condition in the place of one, in what a share is taken of as well."""

    def changed_in(condition: Condition | None) -> Condition | None:
        return joined(*(instead if one == part else one for one in parts_of(condition)))

    return replace(query, where=changed_in(query.where), base=changed_in(query.base))


def _first_by_query(
    turn: Turn, wordings: Sequence[str] | Iterator[str], wanted: Query, *, alone: bool = False
) -> Reworded | None:
    """The first wording that comes to a query; `alone` leaves the conversation before it."""
    focus = None if alone else turn.focus
    target = _as_compared(_in_scope(turn.room, turn.read, wanted))
    for text in islice(wordings, _TRIED):
        if _comes_to(turn.room, text, focus, target):
            return Reworded(text, alone)
    anew = _anew(turn.desk(), wanted)
    for apart in (alone,) if alone or turn.focus is None else (False, True):
        if anew and _comes_to(turn.room, anew, None if apart else turn.focus, target):
            return Reworded(anew, apart)
    return None


def _comes_to(room: Room, text: str, focus: Focus | None, target: object) -> bool:
    with bounded(Work(EARLIER + answering(room.index))):
        compiled, asked = compiled_in(room, text, focus)
    if asked is None or asked.query is None or compiled.unused:
        return False
    return _as_compared(_in_scope(room, asked, asked.query)) == target


def _in_scope(room: Room, question: Question, query: Query) -> Query:
    """The query kept to the documents of the room where it names none."""
    kept = in_scope(room.index, replace(question, query=query), room.documents).query
    assert kept is not None
    return kept


def _as_compared(query: Query) -> tuple[Query, frozenset[Condition]]:
    """A query with its conditions in no order."""
    return replace(query, where=None), frozenset(parts_of(query.where))


def _first_by_filters(
    turn: Turn, wordings: Sequence[str] | Iterator[str], filters: Sequence[Filter]
) -> Reworded | None:
    """The first wording of a question about texts or one row that keeps to some filters."""
    for text in islice(wordings, _TRIED):
        read, _ = _answered(turn, text)
        if set(read.filters) == set(filters) and read.kind is turn.read.kind and read.query is None:
            return Reworded(text)
    return None


def _without_word(turn: Turn, part: Part) -> Reworded | None:
    """The question without a word that was not read."""
    before = set(unused(turn.read))
    for text in islice(_cut(turn, part), _TRIED):
        read, outcome = _answered(turn, text)
        if outcome.status is Status.ANSWERED and set(unused(read)) <= before - {part.words}:
            return Reworded(text)
    return None


def _with_row(turn: Turn, part: Part, value: str) -> Reworded | None:
    """The question about another row, called by its title or else by its number; where the row has nothing
    of what is asked, all that it states.
    """
    desk = turn.desk()
    ranked = candidates(turn.room.index, words_of(turn.read))
    for row in desk.rows([one.row_id for one in ranked]):
        if value not in (row.number, row.title):
            continue
        names = [name for name in (row.title, row.number) if name]
        wordings = [_at(turn.read, part, name) for name in names] if part.spans else []
        for text in (*wordings, *(desk.say("suggest.text", subject=name) for name in names)):
            read, outcome = _answered(turn, text)
            told = {desk.row(row_id) for row_id in outcome.rows} == {row}
            if told and (text not in wordings or _asks_the_same(read, turn.read)):
                return Reworded(text)
    return None


def _asks_the_same(one: Question, other: Question) -> bool:
    return (one.kind, one.fields, one.columns) == (other.kind, other.fields, other.columns)


def _answered(turn: Turn, text: str) -> tuple[Question, Outcome]:
    return answered(turn.room, text, turn.focus, turn.earlier)


def _text(question: Question) -> str:
    """The question as it was read, with its capitals and the mark at its end."""
    text = question.cased or question.folded
    mark = question.text.strip()[-1:]
    return text[:-1] + mark if text[-1:] == "?" and mark in _ENDS else text


def _at(question: Question, part: Part, name: str) -> str:
    """The question with a name in the place of all the words of a part."""
    text = _text(question)
    return text[: part.spans[0].start] + name + text[part.spans[-1].end :]


def _replaced(turn: Turn, part: Part, instead: Filter) -> Iterator[str]:
    """The wordings in which another value may stand for the words of a part, the shortest first."""
    desk = turn.desk()
    told = condition_words(desk, instead)
    (value,) = instead.values
    phrases = (told, bare(told).strip())
    if not part.spans:
        yield from _beside(turn.read, told)
        return
    names = (value, told_value(desk, instead, value))
    # In the place of what only means a value, the value alone may read as something else.
    for name in (*names, *phrases) if part.how in _BY_NAME else (*phrases, *names):
        yield _at(turn.read, part, name)
    for start, end in _stretches(turn.read, part):
        for phrase in phrases:
            yield _text(turn.read)[:start] + phrase.strip() + _text(turn.read)[end:]


def _beside(question: Question, told: str) -> Iterator[str]:
    """The wordings that add a condition to what is asked: before it in Japanese, behind it in English."""
    text = _text(question)
    asked = text.rstrip(_ENDS)
    yield told + text if question.language is Language.JAPANESE else asked + told + text[len(asked) :]


def _cut(turn: Turn, part: Part) -> Iterator[str]:
    """The question without the words of a part, and without more and more of what stands around them; what
    would leave a particle with nothing before it is no question.
    """
    text = _text(turn.read)
    for start, end in _stretches(turn.read, part) if part.spans else ():
        left, right = text[:start].rstrip(_MARKS), text[end:].lstrip(_MARKS)
        if _is_whole(turn.room, left, right):
            yield f"{left} {right}".strip() if _spaced(left, right) else left + right


def _spaced(left: str, right: str) -> bool:
    """Whether two words of English meet."""
    return left[-1:].isascii() and right[:1].isascii() and right[:1].isalnum()


def _is_whole(room: Room, left: str, right: str) -> bool:
    """Whether what is left of a question reads on where something was cut out of it."""
    if not (left + right).strip(_ENDS):
        return False
    before, behind = tokenize(left)[-1:], tokenize(right)[:1]
    loose = bool(behind) and behind[0].pos in _LOOSE and not right.startswith(tuple(_ENDS))
    ended = not right.strip(_ENDS)
    if loose and (not before or before[0].pos in _LOOSE):
        return False
    return not (ended and before and before[0].surface.casefold() in room.lexicon.stop)


def _stretches(question: Question, part: Part) -> Iterator[tuple[int, int]]:
    """The stretch of a part, wider and wider by the words on its right and its left."""
    text = _text(question)
    first, last = part.spans[0].start, max(span.end for span in part.spans)
    tokens = tokenize(text)
    starts = [first, *reversed([token.start for token in tokens if token.start < first][-_AROUND:])]
    ends = [last, *[token.end for token in tokens if token.end > last][:_AROUND]]
    places = ((i + j, i, j) for i in range(len(starts)) for j in range(len(ends)))
    for _, left, right in sorted(places):
        yield starts[left], ends[right]


def _anew(desk: Desk, query: Query) -> str:
    """The whole question in the words of its query; empty where it asks for more than rows or a number."""
    if query.ask not in (Ask.ROWS, Ask.COUNT) or query.yes_no:
        return ""
    said = things(desk, query)
    if query.ask is Ask.COUNT:
        return desk.say("reworded.count", things=said)
    if not query.shown:
        return desk.say("reworded.rows", things=said)
    fields = desk.say("condition.separator").join(label(desk, one) for one in query.shown)
    return desk.say("reworded.fields", things=said, fields=fields)

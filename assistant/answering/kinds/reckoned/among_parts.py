"""One of the parts that a text gives figures of, two of them apart, or several together.

「一番人が集まった講座は」 is the part with the largest figure, 「AとBの差は」 the difference of two and
「AとB合わせて」 their sum. Where it is asked so and the text has no such parts, nothing is answered: their
total is none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates, search_words
from assistant.answering.parts.figures.labels import Labelled, labelled
from assistant.answering.parts.figures.parallel import joined_things
from assistant.answering.parts.figures.text_parts import TextPart, is_total, rows_of_parts, stands_for
from assistant.answering.parts.showing.values import quantity
from assistant.answering.refusal import refuse_unused
from assistant.model.question import Expects, Field, Question
from assistant.words import grammar
from assistant.words.fact_words import pattern, words
from corpus.document import Cell, Role, Row
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.matching import held_in_row

_ROWS = 3
# Rows that hold so little less of a question may be meant as well.
_LEVEL = 0.1
_TEXTS = frozenset({Role.RESULT, Role.ACTUAL, Role.SUMMARY, Role.ISSUES, Role.OTHER})
_MOST = expression(
    rf"{pattern('strongest')}[^、。?？]{{0,10}}?{pattern('more_of_parts')}|{pattern('most_at_once')}"
)
_LEAST = expression(
    rf"{pattern('strongest')}[^、。?？]{{0,10}}?{pattern('fewer_of_parts')}|{pattern('least_at_once')}"
)
_APART = expression(pattern("parts_apart"))
_WHICH = expression(pattern("of_two"))
_SUMS = expression(pattern("sums", "every"))
# The noun behind the most or the least, not a counter that asks.
_NOUN = expression(rf"[ぁ-ゟ]{{0,4}}(?P<noun>(?!{pattern('counts')})[㐀-鿿々ァ-ヺー]{{2,}})")


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of parts with the row and the cell that it stands in."""

    row_id: int
    row: Row
    cell: Cell
    parts: tuple[TextPart, ...]


def answer_among_parts(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """What is asked of the parts of one text; None where nothing is asked of parts."""
    question = desk.question
    text = question.folded
    if question.expects is Expects.DATE or set(question.fields) - {Field.GAP, Field.ACTUAL, Field.RESULT}:
        return None
    most, least = bool(_MOST.search(text)), bool(_LEAST.search(text))
    apart, which, sums = bool(_APART.search(text)), bool(_WHICH.search(text)), bool(_SUMS.search(text))
    if not (most or least or apart or which or sums):
        return None
    for found in _rows_of_parts(desk, ids):
        named = _named(question, found)
        if named is None:
            continue
        told = _told(desk, found, named, (most, least, apart, which, sums))
        if told is not None:
            return told
    if most and least and apart:
        return refuse_unused(desk, [match.group() for one in (_MOST, _LEAST) if (match := one.search(text))])
    return None


def _named(question: Question, found: _Found) -> list[TextPart] | None:
    """The parts that a question names, also by the beginning of a name; None where it joins another thing."""
    named = {one.name for one in found.parts if stands_for(one, found.parts, question.folded)}
    title = compact(fold(found.row.title))
    for forms in joined_things(question):
        meant = [one.name for one in found.parts if any(form in fold(one.name) for form in forms)]
        if len(meant) == 1:
            named.add(meant[0])
        elif not any(compact(form) in title for form in forms) and not named & set(meant):
            return None
    return [one for one in found.parts if one.name in named]


def _told(
    desk: Desk, found: _Found, named: Sequence[TextPart], asked: tuple[bool, bool, bool, bool, bool]
) -> Outcome | None:
    most, least, apart, which, sums = asked
    ordered = sorted(found.parts, key=lambda one: -one.figure.value)
    if (most or least) and len(named) < 2:
        if not _is_meant(desk, found) or not _is_whole(found) or not _is_asked_of(desk.question, found.parts):
            return None
        if most and least:
            return _difference(desk, found, ordered[0], ordered[-1]) if apart else None
        end = ordered[0] if most else ordered[-1]
        level = [one for one in ordered if one.figure.value == end.figure.value]
        return _line(desk, found, [_called(one) for one in level], end.figure.text) if not apart else None
    alone = not named and sums and desk.question.units and _is_meant(desk, found)
    if alone and _is_whole(found, alone=True):
        return _sum(desk, found, found.parts)
    if len(named) < 2:
        return None
    if len(named) == 2 and (apart or which):
        more, less = sorted(named, key=lambda one: -one.figure.value)
        return _difference(desk, found, more, less, which)
    return _sum(desk, found, named) if sums else None


def _rows_of_parts(desk: Desk, ids: Sequence[int] | None) -> Iterator[_Found]:
    """The rows of parts in the texts of the row that the question is about, in a unit that it asks for."""
    question = desk.question
    meant = question.rows[:1] or tuple(
        one.row_id for one in candidates(desk.index, question.subject, ids)[:_ROWS]
    )
    for row_id in meant:
        row = desk.row(row_id)
        cells = [cell for cell in row.cells if cell.role in _TEXTS]
        for cell in cells:
            for parts in rows_of_parts(cell.text):
                if _fits(question, parts[0].figure) and _holds_all(desk, row_id):
                    yield _Found(row_id, row, cell, parts)


def _fits(question: Question, figure: Labelled) -> bool:
    return not question.units or figure.unit in question.units


def _holds_all(desk: Desk, row_id: int) -> bool:
    """Whether the row has all telling nouns of the question, so that no other figures are meant."""
    subject = desk.question.subject
    held = held_in_row(desk.index, search_words(subject), row_id)
    free = {*words("of_parts"), *grammar.words("number_nouns")}
    return all(
        place in held or not word.noun or word.light or word.weight <= 0 or word.surface in free
        for place, word in enumerate(subject)
    )


def _is_whole(found: _Found, alone: bool = False) -> bool:
    """Whether no other figure of the row in their unit may be a part above the largest, or below the least;
    with `alone` whether there is no other at all.
    """
    values = [one.figure.value for one in found.parts]
    own = {one.figure.text for one in found.parts}
    for cell in found.row.cells:
        for one in labelled(cell.text) if cell.role in _TEXTS else ():
            other = one.unit == found.parts[0].figure.unit and not one.aimed and one.text not in own
            beyond = one.value < min(values) or (one.value > max(values) and not is_total(one))
            if other and (alone or beyond):
                return False
    return True


def _is_meant(desk: Desk, found: _Found) -> bool:
    """Whether the row is named, or the only one that holds about as much of the question."""
    question = desk.question
    if question.rows:
        return found.row_id in question.rows
    ranked = candidates(desk.index, question.subject)
    best = max((one.coverage for one in ranked), default=0.0)
    level = [one.row_id for one in ranked if one.coverage >= best - _LEVEL]
    return best >= desk.enough and level == [found.row_id]


def _is_asked_of(question: Question, parts: Sequence[TextPart]) -> bool:
    """Whether what the most is asked of, if that is said, is what the parts are: 「一番多い講座」."""
    for match in (_MOST.search(question.folded), _LEAST.search(question.folded)):
        noun = _NOUN.match(question.folded, match.end()) if match is not None else None
        if noun is not None and not any(one.name.endswith(noun["noun"]) for one in parts):
            return False
    return True


def _called(part: TextPart) -> str:
    return f"{part.name} {part.figure.text}"


def _difference(desk: Desk, found: _Found, more: TextPart, less: TextPart, which: bool = False) -> Outcome:
    value = quantity(more.figure.value - less.figure.value, more.figure.unit)
    if which and more.figure.value == less.figure.value:
        return _outcome(desk, found, desk.say("fact.same", value=more.figure.text), more.figure.text)
    told = desk.say("fact.difference", value=value, whole=_called(more), part=_called(less))
    head = [desk.say("fact.more", name=more.name, value=more.figure.text)] if which else []
    return _outcome(desk, found, "\n".join([*head, told]), value)


def _sum(desk: Desk, found: _Found, named: Sequence[TextPart]) -> Outcome:
    value = quantity(sum((one.figure.value for one in named), Decimal(0)), named[0].figure.unit)
    return _outcome(
        desk,
        found,
        desk.say("fact.sum", value=value, terms=" + ".join(one.figure.text for one in named)),
        value,
    )


def _line(desk: Desk, found: _Found, called: Sequence[str], value: str) -> Outcome:
    return _outcome(desk, found, desk.say("fact.each", value=desk.say("fact.and").join(called)), value)


def _outcome(desk: Desk, found: _Found, told: str, value: str) -> Outcome:
    quote, row = found.cell.text.strip(), found.row
    label = found.cell.column.replace("\n", "")
    line = desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label)
    citations = (cite(row, found.cell, quote, desk.question.subject),)
    return Outcome(f"{told}\n{line}", citations=citations, highlights=(value,), rows=(found.row_id,))

"""A sentence that asks twice, answered twice: each part by itself, the second about the row of the first.

A part that is cut short (「前の年は？」) is asked with what the first part asks. Where the first has no
answer, or they are about two rows, neither is given; where the row does not state the second, that is said
behind the first, unless the sentence as a whole comes to more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.desk import Outcome
from assistant.model.answer import Reason, Status
from assistant.model.question import Question
from assistant.understanding.context import Focus
from assistant.words import grammar
from corpus.text.dates import find_dates
from corpus.text.expressions import expression

Asked = tuple[Question, Outcome]


def answer_both(
    parts: Sequence[str],
    text: str,
    turn: Callable[[str, Focus | None], Asked],
    within: Callable[[str, Sequence[int]], Asked],
    behind: Callable[[Question, Outcome], Focus],
    focus: Focus | None,
    say: Callable[[str, Question], str],
) -> Asked | None:
    """The answers to both parts joined; None where the sentence is to be answered as a whole.

    `turn` asks a part in its conversation, `within` asks it of some rows alone, `say` tells that a part is
    not stated, in the language of a question.
    """
    first, one = turn(parts[0], focus)
    if one.status is Status.NOT_FOUND or len(one.rows) != 1:
        return None
    refused = False
    for said in _readings(*parts):
        for question, other in (turn(said, behind(first, one)), within(said, one.rows)):
            told = other.status is Status.ANSWERED and other.rows == one.rows
            if told and (other.text != one.text or said != parts[1]):
                return replace(question, text=text), joined(first, one, other)
            # What only repeats the first answer, or is of another row, says nothing of what is asked.
            beside = other.status is Status.ANSWERED and question.weight > 0
            refused = refused or ((other.reason in _UNSTATED or beside) and _asks_more(question))
    surely = first.expects is not None or bool(first.fields or first.columns)
    if not refused or not surely or one.reason is Reason.NEAR or first.query is not None:
        return None
    whole, instead = turn(text, focus)
    if instead.status is Status.ANSWERED and not set(instead.citations) <= set(one.citations):
        return whole, instead
    return replace(first, text=text), replace(one, text=f"{one.text}\n{say(parts[1], first)}")


_UNSTATED = frozenset({Reason.NOT_STATED, Reason.NOT_IN_DOCUMENTS, Reason.BLANK})


def _asks_more(question: Question) -> bool:
    """Whether a part asks for something by name, and is no mere "do you know"."""
    return question.weight > 0 or bool(question.fields or question.columns)


def _readings(first: str, second: str) -> Iterator[str]:
    """What the second part may say: itself, or with what it leaves to the first part."""
    asked = next(_ASKED.finditer(first), None)
    topic = _TOPIC.match(first)
    head = topic.group() if topic is not None else ""
    if _SHORT.search(second) is not None and asked is not None:
        dates = [date for date in find_dates(first) if date.month is None]
        before = any(word in second for word in grammar.words("year_before"))
        if before and dates:
            year = grammar.words("fiscal_year")[0]
            yield f"{first[: dates[-1].start]}{dates[-1].year - 1}{year}{first[dates[-1].end :]}"
            return
        yield f"{head}{second.rstrip('?？。')}{asked.group()}"
    yield second
    whole = _AMONG.match(second)
    if whole is not None:
        yield second[whole.end() :]
    if head:
        yield f"{head.rstrip('、')}、{second}"


_SHORT = expression(rf"{grammar.pattern('elliptic_ends')}[?？。]*$")
_ASKED = expression(rf"{grammar.pattern('what')}[^、,・。?？ぁ-ゟ]{{1,6}}|{grammar.pattern('how_many')}")
# 「そのうち」 points at the row of the first part, which the second keeps to.
_AMONG = expression(grammar.pattern("among"))
# What a sentence is about stands before its first stop or the particle of its topic.
_TOPIC = expression(rf"^.{{2,}}?(?:、|{grammar.pattern('topic_marks')})")


def joined(first: Question, one: Outcome, other: Outcome) -> Outcome:
    """The answers to two questions as one, what both tell told once; near where one of them is."""
    near = Reason.NEAR if Reason.NEAR in (one.reason, other.reason) else other.reason
    return replace(
        other,
        reason=near,
        text="\n".join(dict.fromkeys(f"{one.text}\n{other.text}".split("\n"))),
        citations=tuple(dict.fromkeys((*one.citations, *other.citations))),
        notes=tuple(dict.fromkeys((*first.notes, *one.notes, *other.notes))),
        highlights=(*one.highlights, *other.highlights),
        gauges=tuple(dict.fromkeys((*one.gauges, *other.gauges))),
    )

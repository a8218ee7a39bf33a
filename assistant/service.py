"""Asking: the one door to the assistant. An answer is a pure function of index, question and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer import Answer, Status, Step
from assistant.answers.desk import Desk, Outcome
from assistant.answers.dispatch import answer_question
from assistant.answers.involved import refuse_involved
from assistant.answers.suggestions import suggest
from assistant.clauses import clauses
from assistant.context import Focus, in_context
from assistant.evidence import ENOUGH, candidates
from assistant.language import detect
from assistant.lexicon import Lexicon, load
from assistant.prepared import clean
from assistant.question import Kind, Question
from assistant.turns import NEWEST, answering, behind, following, newest, read
from corpus.folding import fold
from index.store import Index
from index.work import Work, WorkSpent, bounded

MOST_EARLIER = 20
"""Earlier questions that are followed; a longer conversation goes on with the newest of them."""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a question is asked: of which index, in which words, and how much of it has to be found."""

    index: Index
    lexicon: Lexicon
    enough: float


def ask(
    index: Index,
    question: str,
    history: Sequence[str] = (),
    *,
    explain: bool = False,
    site: tuple[Path, ...] = (),
    enough: float = ENOUGH,
) -> Answer:
    """The answer to a question that follows the earlier questions of `history`, oldest first.

    `site` are vocabulary files of the site, added to the shipped ones; `enough` is the share of a subject
    that must be found for an answer (docs/refusal.md says how it was chosen). Of more than 20 earlier
    questions the newest are followed. A question that would take too much work is refused by an answer that
    says so. QuestionError for a question that is empty, over 500 characters or not text.
    """
    lexicon = load(site)
    kept = tuple(history[-MOST_EARLIER:])
    text, *earlier = [clean(one, lexicon) for one in (question, *kept)]
    room = _Room(index, lexicon, enough)
    try:
        read, outcome = _answered(room, text, _followed(room, earlier))
    except WorkSpent:
        read = Question(text, fold(text), detect(text), Kind.SEARCH)
        outcome = refuse_involved(Desk(index, lexicon, read))
    return Answer(
        question=question,
        history=kept,
        language=read.language,
        status=outcome.status,
        answer=outcome.text,
        reason=outcome.reason,
        citations=outcome.citations,
        table=outcome.table,
        notes=tuple(dict.fromkeys((*read.notes, *outcome.notes))),
        suggestions=outcome.suggestions or suggest(Desk(index, lexicon, read), outcome),
        highlights=tuple(dict.fromkeys(h for h in outcome.highlights if h and h in outcome.text)),
        gauges=outcome.gauges,
        bars=outcome.bars,
        explanation=explanation(read, outcome) if explain else (),
    )


def _followed(room: _Room, earlier: Sequence[str]) -> Focus | None:
    """What the conversation is about behind its earlier questions, or the newest where all take too much."""

    def make(question: Question, before: Focus | None) -> Focus:
        read, outcome = _turn(room, question, before, brief=True)
        return _focus(room, read, outcome)

    readings = newest(room.index, earlier, room.lexicon)
    # The last of them alone never takes more than is left.
    for some in (readings, readings[-NEWEST:], readings[-1:]):
        focus: Focus | None = None
        left = following(room.index)
        for reading in some:
            standing = behind(room.index, reading, focus, (room.lexicon.site, room.enough), make)
            left -= standing.steps
            focus = standing.focus
            if left < 0:
                break
        else:
            return focus
    return None


def _answered(room: _Room, text: str, focus: Focus | None) -> tuple[Question, Outcome]:
    """The question as read with its answer; WorkSpent where they take more work than a question may."""
    parts = [_read(room, part) for part in clauses(text)]
    with bounded(Work(answering(room.index))):
        both = _each_clause(room, text, parts, focus) if len(parts) > 1 else None
    if both is not None:
        return both
    whole = _read(room, text)
    with bounded(Work(answering(room.index))):
        return _turn(room, whole, focus)


def _read(room: _Room, text: str) -> Question:
    question = read(room.index, text, room.lexicon).question
    if question is None:
        raise WorkSpent
    return question


def _each_clause(
    room: _Room, text: str, parts: Sequence[Question], focus: Focus | None
) -> tuple[Question, Outcome] | None:
    """The answers to both parts of a sentence that asks twice, joined; None where either has none."""
    first, answered = _turn(room, parts[0], focus)
    if answered.status is Status.NOT_FOUND or len(answered.rows) != 1:
        return None
    read, second = _turn(room, parts[1], _focus(room, first, answered))
    if second.status is Status.NOT_FOUND or second.rows != answered.rows:
        return None
    joined = replace(
        second,
        text="\n".join(dict.fromkeys(f"{answered.text}\n{second.text}".split("\n"))),
        citations=tuple(dict.fromkeys((*answered.citations, *second.citations))),
        notes=tuple(dict.fromkeys((*first.notes, *answered.notes, *second.notes))),
        highlights=(*answered.highlights, *second.highlights),
        gauges=tuple(dict.fromkeys((*answered.gauges, *second.gauges))),
    )
    return replace(read, text=text), joined


def _turn(
    room: _Room, question: Question, focus: Focus | None, *, brief: bool = False
) -> tuple[Question, Outcome]:
    read, confined = in_context(question, focus)
    desk = Desk(room.index, room.lexicon, read, room.enough, brief)
    if confined is None and focus is not None and _is_of(room.index, read, focus.rows):
        confined = focus.rows
    outcome = answer_question(desk, confined)
    if confined is not None and outcome.status is Status.NOT_FOUND and read.weight > 0:
        # What the rows before do not hold may be a new subject after all.
        afresh = answer_question(desk, None)
        if afresh.status is Status.ANSWERED:
            return read, afresh
    return read, outcome


def _is_of(index: Index, read: Question, rows: Sequence[int]) -> bool:
    """Whether a fact is asked for that one of the rows before holds all words of: 「講座には何名来た」."""
    if (
        read.kind is not Kind.FACT
        or not 0 < len(rows) <= _FEW
        or read.rows
        or read.filters
        or read.weight == 0
    ):
        return False
    held = candidates(index, read.subject, rows, limit=1)
    return bool(held) and held[0].coverage > _ALL


_ALL = 0.99
_FEW = 3


def _focus(room: _Room, read: Question, outcome: Outcome) -> Focus:
    rows = Desk(room.index, room.lexicon, read).rows(outcome.rows) if len(outcome.rows) == 1 else ()
    return Focus(read, outcome.rows, rows[0].departments if rows else ())


def explanation(read: Question, outcome: Outcome) -> tuple[Step, ...]:
    """How the question was read: language, kind, names, conditions, words, and the rows considered."""
    steps = [Step("kind", read.kind.value), *read.steps]
    steps += [
        Step("link", f"{link.words} → {link.kind} {link.name} ({link.how.value})") for link in read.links
    ]
    steps += [
        Step("condition", f"{'not ' if f.negated else ''}{f.facet.value} {f.column} = {', '.join(f.values)}")
        for f in read.filters
    ]
    if read.fields or read.columns:
        steps.append(Step("fields", ", ".join([*(field.value for field in read.fields), *read.columns])))
    if read.expects is not None:
        steps.append(Step("expects", f"{read.expects.value} {', '.join(read.units)}".strip()))
    if read.denial is not None:
        steps.append(Step("denial", f"{read.denial.reason.value}: {read.denial.what}"))
    steps.append(Step("follow", read.follow.value))
    steps.append(Step("rows", ", ".join(dict.fromkeys(c.row for c in outcome.citations if c.row))))
    return tuple(steps)

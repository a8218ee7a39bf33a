"""Asking: the one door to the assistant. An answer is a pure function of index, question and history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.bounds import with_bounds_told
from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import ENOUGH
from assistant.answering.forms import in_form
from assistant.answering.kinds.involved import refuse_involved
from assistant.answering.parts.showing.conditions import header
from assistant.answering.queries.wording import range_in_words, where_in_words
from assistant.answering.suggestions import suggest
from assistant.asking import answered
from assistant.conversation import followed
from assistant.conversing.turns import EARLIER, answering
from assistant.model.answer import Answer, Language, Step
from assistant.model.page import FIRST, Page
from assistant.model.question import Kind, Question
from assistant.model.reading import Reading
from assistant.room import Room
from assistant.understanding.accounting import understood, unused
from assistant.understanding.prepared import clean
from assistant.understanding.preparing.preamble import without_trail
from assistant.understanding.preparing.spoken import as_written
from assistant.words.language import detect
from assistant.words.lexicon import load
from corpus.text.folding import fold
from index.store import Index
from index.work import Work, WorkSpent, bounded

if TYPE_CHECKING:
    from assistant.explaining.rewording import Reworded
    from assistant.model.record import Record

MOST_EARLIER = 20
"""Earlier questions that are followed; a longer conversation goes on with the newest of them."""


def ask(
    index: Index,
    question: str,
    history: Sequence[str] = (),
    *,
    explain: bool = False,
    reading: bool = False,
    site: tuple[Path, ...] = (),
    enough: float = ENOUGH,
    language: Language | None = None,
    page: Page = FIRST,
    page_language: Language | None = None,
    documents: tuple[str, ...] = (),
) -> Answer:
    """The answer to a question that follows the earlier questions of `history`, oldest first.

    `site` are vocabulary files of the site, added to the shipped ones; `enough` is the share of a subject
    that must be found for an answer (docs/refusal.md says how it was chosen); `language` is that of whoever
    asks, for a bare word that is of none. `page` is the part of a long list that is told. With `reading` the
    answer says how the question was read, in the `page_language`, that of the page it stands on, else in its
    own. `documents` are the ids of those to keep to where the question names none; none for the newest
    edition of each plan. Of more than 20 earlier questions the newest are followed. A question that would
    take too much work is refused by an answer that says so. QuestionError for a question that is empty, over
    500 characters or not text.
    """
    kept = tuple(history[-MOST_EARLIER:])
    desk, outcome = _asked(Room(index, load(site), enough, language, page, documents), question, kept)
    return _told(desk, outcome, question, kept, explain=explain, reading=reading, page_language=page_language)


def ask_on_record(
    index: Index,
    question: str,
    history: Sequence[str] = (),
    *,
    site: tuple[Path, ...] = (),
    language: Language | None = None,
    page_language: Language | None = None,
    documents: tuple[str, ...] = (),
) -> Record:
    """The answer with all that it stands on, to be filed; asked as by `ask`."""
    from assistant.explaining.record import record

    kept = tuple(history[-MOST_EARLIER:])
    room = Room(index, load(site), ENOUGH, language, documents=documents)
    desk, outcome = _asked(room, question, kept)
    answer = _told(desk, outcome, question, kept, explain=False, reading=True, page_language=page_language)
    return record(_on_page(desk, page_language), outcome, answer)


def _asked(room: Room, question: str, history: Sequence[str]) -> tuple[Desk, Outcome]:
    """The question on a desk, with what came of it."""
    text, earlier = _cleaned(room, question, history)
    try:
        read, outcome = answered(room, text, followed(room, earlier), earlier)
    except WorkSpent:
        read = Question(text, fold(text), room.language or detect(text), Kind.SEARCH)
        outcome = refuse_involved(Desk(room.index, room.lexicon, read))
    desk = Desk(room.index, room.lexicon, read, scope=room.documents)
    return desk, with_bounds_told(desk, outcome)


def _told(
    desk: Desk,
    outcome: Outcome,
    question: str,
    history: tuple[str, ...],
    *,
    explain: bool,
    reading: bool,
    page_language: Language | None,
) -> Answer:
    read = desk.question
    answer = Answer(
        question=question,
        history=history,
        language=read.language,
        status=outcome.status,
        answer=outcome.text,
        reason=outcome.reason,
        citations=outcome.citations,
        table=outcome.table,
        notes=tuple(dict.fromkeys((*read.notes, *outcome.notes))),
        suggestions=outcome.suggestions or suggest(desk, outcome),
        highlights=tuple(dict.fromkeys(h for h in outcome.highlights if h and h in outcome.text)),
        gauges=outcome.gauges,
        bars=outcome.bars,
        understood=understood(read, lambda name: _label(desk, name), _only_row(desk, outcome)),
        unused=unused(read),
        format=read.format,
        explanation=explanation(desk, read, outcome) if explain else (),
        shown=outcome.shown,
        reading=_reading(_on_page(desk, page_language), outcome) if reading else None,
        documents=desk.scope,
    )
    return in_form(answer, desk.say)


def _on_page(desk: Desk, language: Language | None) -> Desk:
    """The desk with the question in the language of a page, so that what is said of it is."""
    return replace(desk, question=replace(desk.question, language=language)) if language is not None else desk


def _cleaned(room: Room, question: str, history: Sequence[str]) -> tuple[str, list[str]]:
    """The question and the earlier ones as they are read; QuestionError where one can't be."""
    said = (question, *history)
    text, *earlier = [without_trail(as_written(clean(one, room.lexicon))) for one in said]
    return text, earlier


def ask_otherwise(
    index: Index,
    question: str,
    history: Sequence[str],
    stage: int,
    value: str | None,
    *,
    site: tuple[Path, ...] = (),
    language: Language | None = None,
    documents: tuple[str, ...] = (),
) -> Reworded | None:
    """The question with another value in a stage of its reading, or without that stage for None.

    None where no wording comes to what is wanted. QuestionError as for `ask`.
    """
    from assistant.explaining.rewording import Turn, reworded

    room = Room(index, load(site), ENOUGH, language, documents=documents)
    text, earlier = _cleaned(room, question, history[-MOST_EARLIER:])
    try:
        focus = followed(room, earlier)
        read, outcome = answered(room, text, focus, earlier)
    except WorkSpent:
        return None
    return reworded(Turn(room, read, outcome, focus, tuple(earlier)), stage, value)


def _reading(desk: Desk, outcome: Outcome) -> Reading:
    """How the question was read; without a sentence where telling it would take too much work."""
    # Imported where it is asked for, so that a quick answer does not wait for it.
    from assistant.explaining.reading import reading

    with bounded(Work(EARLIER + answering(desk.index))):
        try:
            return reading(desk, outcome)
        except WorkSpent:
            return Reading("")


def _only_row(desk: Desk, outcome: Outcome) -> str:
    """The title of the row that an answer is about; empty where there are several or none."""
    return desk.row(outcome.rows[0]).title if len(outcome.rows) == 1 else ""


def _label(desk: Desk, name: str) -> str:
    """What a field, a noun, a state or a column is called in an answer; the name itself where it has no
    words.
    """
    for kind in ("field", "noun", "kpi.state"):
        if f"{kind}.{name}" in desk.lexicon.messages:
            return desk.say(f"{kind}.{name}")
    return header(desk, name)


def explanation(desk: Desk, read: Question, outcome: Outcome) -> tuple[Step, ...]:
    """How the question was read: language, kind, names, conditions, words, and the rows considered."""
    steps = [Step("kind", read.kind.value), *read.steps, *_of_query(desk, read)]
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
    if unused(read):
        steps.append(Step("unused", ", ".join(unused(read))))
    if read.query is None:
        steps.append(Step("follow", read.follow.value))
    steps.append(Step("rows", ", ".join(dict.fromkeys(c.row for c in outcome.citations if c.row))))
    return tuple(steps)


def _of_query(desk: Desk, read: Question) -> Iterator[Step]:
    """The parts of the query that a question was compiled to: what is asked, and each condition as read."""
    query = read.query
    if query is None:
        return
    told = (f"{m.words} [{', '.join(m.meanings)}]" for m in read.mentions if m.meanings)
    yield Step("cues", "; ".join(told))
    yield Step("ask", query.ask.value)
    for name in ("thing", "measure", "aggregate", "by", "direction"):
        value = getattr(query, name)
        if value:
            yield Step(name, _label(desk, value) if name in ("measure", "by") else value)
    yield from (Step(name, str(getattr(query, name))) for name in ("first", "nth") if getattr(query, name))
    if query.having is not None:
        yield Step("having", range_in_words(desk, query.having))
    for name, condition in (
        ("where", query.where),
        ("claim", query.claim),
        ("of", query.base),
        *(("side", side) for side in query.sides),
    ):
        if condition is not None:
            yield Step(name, where_in_words(desk, condition).strip())

"""Asking: the one door to the assistant. An answer is a pure function of index, question and history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.answering.desk import Desk, Outcome
from assistant.answering.evidence import ENOUGH
from assistant.answering.forms import in_form
from assistant.answering.kinds.involved import refuse_involved
from assistant.answering.parts.conditions import header
from assistant.answering.queries.wording import range_in_words, where_in_words
from assistant.answering.suggestions import suggest
from assistant.asking import answered
from assistant.conversation import followed
from assistant.model.answer import Answer, Language, Step
from assistant.model.page import FIRST, Page
from assistant.model.question import Kind, Question
from assistant.room import Room
from assistant.understanding.accounting import understood, unused
from assistant.understanding.prepared import clean
from assistant.understanding.preparing.preamble import without_trail
from assistant.understanding.preparing.spoken import as_written
from assistant.words.language import detect
from assistant.words.lexicon import load
from corpus.text.folding import fold
from index.store import Index
from index.work import WorkSpent

MOST_EARLIER = 20
"""Earlier questions that are followed; a longer conversation goes on with the newest of them."""


def ask(
    index: Index,
    question: str,
    history: Sequence[str] = (),
    *,
    explain: bool = False,
    site: tuple[Path, ...] = (),
    enough: float = ENOUGH,
    language: Language | None = None,
    page: Page = FIRST,
) -> Answer:
    """The answer to a question that follows the earlier questions of `history`, oldest first.

    `site` are vocabulary files of the site, added to the shipped ones; `enough` is the share of a subject
    that must be found for an answer (docs/refusal.md says how it was chosen); `language` is that of whoever
    asks, for a bare word that is of none; `page` is the part of a long list that is told. Of more than 20
    earlier questions the newest are followed. A question that would take too much work is refused by an
    answer that says so. QuestionError for a question that is empty, over 500 characters or not text.
    """
    lexicon = load(site)
    kept = tuple(history[-MOST_EARLIER:])
    text, *earlier = [without_trail(as_written(clean(one, lexicon))) for one in (question, *kept)]
    room = Room(index, lexicon, enough, language, page)
    try:
        read, outcome = answered(room, text, followed(room, earlier), earlier)
    except WorkSpent:
        read = Question(text, fold(text), language or detect(text), Kind.SEARCH)
        outcome = refuse_involved(Desk(index, lexicon, read))
    desk = Desk(index, lexicon, read)
    answer = Answer(
        question=question,
        history=kept,
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
    )
    return in_form(answer, desk.say)


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

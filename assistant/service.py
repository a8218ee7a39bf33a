"""Asking: the one door to the assistant. An answer is a pure function of index, question and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer import Answer, Status, Step
from assistant.answers.desk import Desk, Outcome
from assistant.answers.dispatch import answer_question
from assistant.answers.suggestions import suggest
from assistant.clauses import clauses
from assistant.context import Focus, in_context
from assistant.errors import QuestionError
from assistant.evidence import ENOUGH, candidates
from assistant.fact_words import words
from assistant.lexicon import Lexicon, load
from assistant.question import Expects, Kind, Question
from assistant.reading import understand
from index.store import Index
from index.tokenizer import tokenize

MOST_EARLIER = 20


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
    that
    must be found for an answer (docs/refusal.md says how it was chosen). QuestionError for a question that is
    empty, over 500 characters or not text, and for over 20 earlier ones.
    """
    lexicon = load(site)
    if len(history) > MOST_EARLIER:
        message = lexicon.message("error.too_many", "ja", limit=MOST_EARLIER)
        raise QuestionError("history_too_long", message)
    focus: Focus | None = None
    for earlier in history:
        read, outcome = _turn(index, earlier, focus, lexicon, enough)
        focus = _focus(index, lexicon, read, outcome)
    both = _each_clause(index, question, focus, lexicon, enough)
    read, outcome = both or _turn(index, question, focus, lexicon, enough)
    desk = Desk(index, lexicon, read)
    return Answer(
        question=question,
        history=tuple(history),
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
        explanation=explanation(read, outcome) if explain else (),
    )


def _each_clause(
    index: Index, text: str, focus: Focus | None, lexicon: Lexicon, enough: float
) -> tuple[Question, Outcome] | None:
    """The answers to both parts of a sentence that asks twice, joined; None where either has none."""
    parts = clauses(text)
    if len(parts) == 1:
        return None
    first, answered = _turn(index, parts[0], focus, lexicon, enough)
    if answered.status is Status.NOT_FOUND or len(answered.rows) != 1:
        return None
    read, second = _turn(index, parts[1], _focus(index, lexicon, first, answered), lexicon, enough)
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
    index: Index, text: str, focus: Focus | None, lexicon: Lexicon, enough: float
) -> tuple[Question, Outcome]:
    read, confined = in_context(understand(index, text, lexicon), focus)
    desk = Desk(index, lexicon, read, enough)
    if confined is None and focus is not None and _is_of(index, read, focus.rows):
        confined = focus.rows
    outcome = answer_question(desk, confined)
    if confined is None and focus is not None and _is_elliptic(read, focus.rows):
        confined = focus.rows
        outcome = answer_question(desk, confined)
        if outcome.status is Status.NOT_FOUND:
            return read, outcome
    if confined is not None and outcome.status is Status.NOT_FOUND and read.weight > 0:
        # What the rows before do not hold may be a new subject after all.
        afresh = answer_question(desk, None)
        if afresh.status is Status.ANSWERED:
            return read, afresh
    if outcome.status is Status.NOT_FOUND:
        # Imported late: it is met by few questions, and brings the encoder's module along.
        from assistant.answers.near import answer_near

        outcome = answer_near(desk, confined, outcome) or outcome
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


def _is_elliptic(read: Question, rows: Sequence[int]) -> bool:
    """Whether a figure is asked for of what was just spoken of: 「実際に何人の職員がやったの」.

    It has one noun at most, which the counter counts, no topic, and a verb that stands for another.
    """
    nouns = [word for word in read.subject if word.noun and word.weight > 0]
    return (
        read.kind is Kind.FACT
        and read.expects is Expects.QUANTITY
        and 0 < len(rows) <= _FEW
        and len(nouns) <= 1
        and not (read.rows or read.filters)
        and any(token.term in words("stand_ins") for token in tokenize(read.folded))
        and "は" not in read.folded
    )


_ALL = 0.99
_FEW = 3


def _focus(index: Index, lexicon: Lexicon, read: Question, outcome: Outcome) -> Focus:
    rows = Desk(index, lexicon, read).rows(outcome.rows) if len(outcome.rows) == 1 else ()
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

"""Asking: the one door to the assistant. An answer is a pure function of index, question and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answering.desk import Desk, Outcome
from assistant.answering.dispatch import answer_question
from assistant.answering.evidence import ENOUGH, candidates
from assistant.answering.kinds.talking import answer_talk
from assistant.answering.parts.conditions import header
from assistant.answering.queries.telling import answer_query
from assistant.answering.refusal import refuse_unused
from assistant.answering.suggestions import suggest
from assistant.model.answer import Answer, Language, Status, Step
from assistant.model.errors import QuestionError
from assistant.model.query import Topic, leaves
from assistant.model.question import Expects, Kind, Question
from assistant.understanding.accounting import understood, unused
from assistant.understanding.clauses import clauses
from assistant.understanding.composing.compiling import (
    Compiled,
    compile_question,
    over_rows,
    unused_operators,
)
from assistant.understanding.composing.questioning import as_question
from assistant.understanding.composing.rewriting import Before, rewritten
from assistant.understanding.composing.scope import of_newest
from assistant.understanding.context import Focus, in_context
from assistant.understanding.prepared import clean
from assistant.understanding.preparing.preamble import lead
from assistant.understanding.preparing.ready import Ready, make_ready, readings
from assistant.understanding.preparing.talk import COURTESIES, Talk, talk, without_greeting
from assistant.understanding.reading import understand
from assistant.words.fact_words import words
from assistant.words.lexicon import Lexicon, load
from index.language.tokenizer import tokenize
from index.store import Index

MOST_EARLIER = 20


def ask(
    index: Index,
    question: str,
    history: Sequence[str] = (),
    *,
    explain: bool = False,
    site: tuple[Path, ...] = (),
    enough: float = ENOUGH,
    language: Language | None = None,
) -> Answer:
    """The answer to a question that follows the earlier questions of `history`, oldest first.

    `site` are vocabulary files of the site, added to the shipped ones; `enough` is the share of a subject
    that must be found for an answer (docs/refusal.md says how it was chosen); `language` is that of whoever
    asks, for a bare word that is of none. QuestionError for a question that is empty, over 500 characters or
    not text, and for over 20 earlier ones.
    """
    lexicon = load(site)
    if len(history) > MOST_EARLIER:
        message = lexicon.message("error.too_many", "ja", limit=MOST_EARLIER)
        raise QuestionError("history_too_long", message)
    focus: Focus | None = None
    for earlier in history:
        read, outcome = _turn(index, earlier, focus, lexicon, enough, language)
        # Thanks and small talk change nothing: a follow-up goes on from the turn before them.
        focus = focus if read.kind is Kind.TALK else _focus(index, lexicon, read, outcome, focus)
    both = _each_clause(index, question, focus, lexicon, enough, language)
    read, outcome = both or _turn(index, question, focus, lexicon, enough, language)
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
        understood=understood(read, lambda name: _label(desk, name), _only_row(desk, outcome)),
        unused=unused(read),
        format=read.format,
        explanation=explanation(read, outcome) if explain else (),
    )


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


def _each_clause(
    index: Index, text: str, focus: Focus | None, lexicon: Lexicon, enough: float, language: Language | None
) -> tuple[Question, Outcome] | None:
    """The answers to both parts of a sentence that asks twice, joined; None where either has none."""
    parts = clauses(text)
    if len(parts) == 1:
        return None
    first, answered = _turn(index, parts[0], focus, lexicon, enough, language)
    if answered.status is Status.NOT_FOUND or len(answered.rows) != 1:
        return None
    after = _focus(index, lexicon, first, answered, None)
    read, second = _turn(index, parts[1], after, lexicon, enough, language)
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
    index: Index, text: str, focus: Focus | None, lexicon: Lexicon, enough: float, language: Language | None
) -> tuple[Question, Outcome]:
    said = _small_talk(clean(text, lexicon), focus, lexicon, language)
    if said is not None:
        spoken = Question(text, text, said.language, Kind.TALK)
        return spoken, answer_talk(Desk(index, lexicon, spoken, enough), said.kind, _answers)
    compiled, asked = _compiled(index, text, focus, lexicon, language)
    if asked is not None and asked.query is not None:
        asked = of_newest(index, asked)
        outcome = answer_query(Desk(index, lexicon, asked, enough))
        if outcome.rows or not _is_topical(asked):
            return asked, outcome
    read = understand(index, text, lexicon, language, following=focus is not None)
    read, confined = in_context(read, focus)
    read = of_newest(index, read) if confined is None else read
    desk = Desk(index, lexicon, read, enough)
    if confined is None and focus is not None and _is_of(index, read, focus.rows):
        confined = focus.rows
    outcome = answer_question(desk, confined)
    passed_over = unused_operators(compiled)
    if passed_over and outcome.status is Status.ANSWERED and read.kind in _OVER_ROWS:
        return read, refuse_unused(desk, passed_over)
    if confined is None and focus is not None and _is_elliptic(read, focus.rows):
        return read, answer_question(desk, focus.rows)
    return read, _elsewhere(desk, confined, outcome)


def _elsewhere(desk: Desk, confined: Sequence[int] | None, outcome: Outcome) -> Outcome:
    """The answer; where there is none, that of all rows for a follow-up, or of a row that is near."""
    if outcome.status is not Status.NOT_FOUND:
        return outcome
    if confined is not None and desk.question.weight > 0:
        # What the rows before do not hold may be a new subject after all.
        afresh = answer_question(desk, None)
        if afresh.status is Status.ANSWERED:
            return afresh
    # Imported late: it is met by few questions, and brings the encoder's module along.
    from assistant.answering.kinds.near import answer_near

    return answer_near(desk, confined, outcome) or outcome


def _compiled(
    index: Index, text: str, focus: Focus | None, lexicon: Lexicon, hint: Language | None
) -> tuple[Compiled, Question | None]:
    """What the question was compiled to, and the question with its query, where it is one over rows."""
    before = _before(focus)
    for said in readings(clean(text, lexicon), lexicon):
        ready = make_ready(index, said, lexicon, hint)
        compiled = compile_question(index, ready.prepared, lexicon, before.query)
        query = rewritten(compiled, before)
        if query is None and over_rows(compiled):
            query = compiled.query
        if query is not None:
            asked = as_question(compiled, query, _notes(compiled, ready, lexicon))
            return compiled, replace(asked, text=text, language=ready.language)
    return compiled, None


def _notes(compiled: Compiled, ready: Ready, lexicon: Lexicon) -> tuple[str, ...]:
    """What is to be said of how a question was read: words that played no part, and corrections."""
    unused = dict.fromkeys(compiled.unused)
    return (
        *(lexicon.message("note.unused", ready.language, word=word) for word in unused),
        *(
            lexicon.message("note.corrected", ready.language, typed=one.typed, taken=one.taken)
            for one in ready.corrections
        ),
    )


def _is_topical(asked: Question) -> bool:
    """Whether a query has words that no dimension has; where no row holds them, they mean another thing."""
    return asked.query is not None and any(isinstance(leaf, Topic) for leaf, _ in leaves(asked.query.where))


def _before(focus: Focus | None) -> Before:
    if focus is None:
        return Before(None, ())
    earlier = focus.before.question.query if focus.before is not None else None
    return Before(focus.question.query, focus.rows, earlier, focus.departments)


def _small_talk(text: str, focus: Focus | None, lexicon: Lexicon, language: Language | None) -> Talk | None:
    """The small talk that a text is, or that stands behind what leads up to it, if that asks something."""
    said = talk(text, lexicon, opening=focus is None, hint=language)
    if said is not None:
        return said
    before, asked = lead(without_greeting(text, lexicon), lexicon)
    behind = talk(asked, lexicon, opening=focus is None, hint=language) if before else None
    return behind if behind is not None and behind.kind not in COURTESIES else None


def _answers(desk: Desk, question: str) -> bool:
    """Whether a question would be answered if it were asked."""
    read = understand(desk.index, question, desk.lexicon)
    return answer_question(Desk(desk.index, desk.lexicon, read, desk.enough), None).status is Status.ANSWERED


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


# Kinds of answers over many rows: a figure or operator that none of them used would make them wrong.
_OVER_ROWS = frozenset({Kind.LIST, Kind.COUNT, Kind.BREAKDOWN, Kind.EXTREME, Kind.TOTAL})


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


def _focus(index: Index, lexicon: Lexicon, read: Question, outcome: Outcome, before: Focus | None) -> Focus:
    rows = Desk(index, lexicon, read).rows(outcome.rows) if len(outcome.rows) == 1 else ()
    return Focus(
        read,
        outcome.rows,
        rows[0].departments if rows else (),
        replace(before, before=None) if before else None,
    )


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

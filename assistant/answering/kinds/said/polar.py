"""Yes-no questions, answered as such: はい or いいえ by the sentence that says so, quoted below.

A sentence decides only where it names what is asked of the subject (or says it in a word of the same group)
and, with what its row is called, every word that tells the subject. Where it leaves the matter open, or only
plans it, that is said instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import Candidate, candidates
from assistant.answering.kinds.figures.fact import Sentence, find_sentences
from assistant.answering.parts.showing.cells import cell_of
from assistant.answering.refusal import is_of_another, speaks_of_another
from assistant.model.answer import Language, Status
from assistant.model.question import Field, Kind, Question, Word
from assistant.understanding.mentions.polar_questions import Polar, polar
from assistant.understanding.mentions.predicates import Said, said_by_noun, said_of
from assistant.words.predicate_words import table
from corpus.document import KpiState, Role
from corpus.text.dates import find_dates
from corpus.text.folding import fold
from corpus.text.quantities import find_quantities

_ROWS = 3
# A row that says so comes before a better one that does not, if it stands this near.
_NEAR = 0.8
_SHOWN = 3
# What was done stands in these; a summary and a target only say what is meant to be.
_DONE = frozenset({Role.RESULT.value, Role.ACTUAL.value, Role.ISSUES.value, Role.OTHER.value})
_NAMES = frozenset({Role.NAME.value, Role.KPI.value, Role.GROUP.value})


def answer_polar(desk: Desk, ids: Sequence[int] | None) -> Outcome | None:
    """Whether it is so, by the sentence that says it; None where no sentence does, or nothing is asked so."""
    question = desk.question
    asked = polar(question.folded) if question.language is Language.JAPANESE else None
    if asked is None or question.expects is not None:
        return None
    subject = _subject(question, asked)
    if not subject and not ids:
        return None
    sought = replace(desk, question=replace(question, kind=Kind.FACT, subject=subject or question.subject))
    ranked = candidates(desk.index, sought.question.subject, ids)[:_ROWS]
    if not ranked or speaks_of_another(question) or is_of_another(question, ranked[0]):
        return None
    ranked = tuple(one for one in ranked if one.standing >= ranked[0].standing * _NEAR)
    done = [one for one in find_sentences(sought, ranked) if one.hit.role in _DONE]
    told = [(one, said) for one in done if (said := _said(asked, one.hit.text)) is not None]
    if asked.by_noun and (not told or _lacks(told[0][0], ranked[0], subject)):
        return None
    if not told and done and subject and not ranked[0].missing:
        # The row is found, but says neither: what was done there is nearer than what it is meant to do.
        return _told(desk, [(one, Said.PENDING) for one in done], "open")
    if not told:
        return None
    best, said = told[0]
    candidate = next(one for one in ranked if one.row_id == best.row_id)
    lacking = bool(subject) and _lacks(best, candidate, subject)
    lacking = lacking or _has_other_figures(question, best.hit.text)
    return _told(desk, told, _key(asked, said, lacking))


def _has_other_figures(question: Question, text: str) -> bool:
    """Whether a figure or date of the question does not stand in a sentence: 「30部署で行ったか」."""
    folded = fold(text)
    amounts = {(one.value, one.unit) for one in find_quantities(folded)}
    dates = {(one.year, one.month) for one in find_dates(folded)}
    asked = [(one.value, one.unit) for one in find_quantities(question.folded)]
    when = [(one.year, one.month) for one in find_dates(question.folded)]
    return any(one not in amounts for one in asked) or any(one not in dates for one in when)


def _said(asked: Polar, text: str) -> Said | None:
    return said_by_noun(asked.terms[0], text) if asked.by_noun else said_of(asked.groups, text)


def _subject(question: Question, asked: Polar) -> tuple[Word, ...]:
    """The words of the subject without the verb that is asked about."""
    return tuple(word for word in question.subject if not _is_asked(word, asked))


def _is_asked(word: Word, asked: Polar) -> bool:
    return bool(set(asked.terms) & set(word.terms)) or (not word.terms and not word.noun)


def _told(desk: Desk, told: Sequence[tuple[Sentence, Said]], key: str) -> Outcome:
    best = told[0][0]
    row = desk.row(best.row_id)
    lines = [desk.say(f"polar.{key}")]
    citations = []
    for one in _shown([one for one, _ in told if one.row_id == best.row_id]):
        cell = cell_of(row, one.hit)
        label = cell.column.replace("\n", "") if cell is not None else desk.say("field.name")
        quote = one.hit.text.strip()
        lines.append(desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label))
        if cell is not None:
            citations.append(cite(row, cell, quote if quote in cell.text else "", desk.question.subject))
    return Outcome("\n".join(lines), citations=tuple(dict.fromkeys(citations)), rows=(best.row_id,))


def _shown(told: Sequence[Sentence]) -> list[Sentence]:
    """The best sentence, the best of each other cell (what was done, then what is left), then others."""
    roles = {one.hit.role: one for one in reversed(told)}
    first = [one for one in told if roles[one.hit.role] is one]
    return [*first, *(one for one in told if one not in first)][:_SHOWN]


def _key(asked: Polar, said: Said, lacking: bool) -> str:
    """The key of the first line: yes, no, pending or open."""
    if asked.denied or lacking:
        return "open"
    if said is Said.PENDING:
        return "pending" if asked.done else "planned"
    return "yes" if said is Said.YES else "no"


def _lacks(best: Sentence, candidate: Candidate, words: Sequence[Word]) -> bool:
    """Whether neither the sentence nor what its row is called holds a word that tells the subject."""
    named = frozenset().union(*(places for role, places in candidate.hit.by_role.items() if role in _NAMES))
    return any(
        word.weight > 0 and not word.light and place not in best.hit.matched | named
        for place, word in enumerate(words)
    )


def with_progress(desk: Desk, outcome: Outcome) -> Outcome:
    """The answer about a KPI under はい or いいえ, where the question asks whether its target was met."""
    question = desk.question
    if (
        outcome.status is not Status.ANSWERED
        or question.fields != (Field.PROGRESS,)
        or len(outcome.rows) != 1
        or question.language is not Language.JAPANESE
    ):
        return outcome
    asked = polar(question.folded)
    states = {gauge.state for gauge in outcome.gauges}
    if asked is None or asked.denied or len(states) != 1 or states & {KpiState.UNKNOWN}:
        return outcome
    met = states == {KpiState.MET}
    if met and asked.terms in table().beyond:
        met = all(gauge.actual != gauge.target for gauge in outcome.gauges)
    fell_short = any(cue.means("state") == "missed" or cue.means("short") for cue in question.cues)
    first = desk.say("polar.progress.no" if met is fell_short else "polar.progress.yes")
    return replace(outcome, text=f"{first}{outcome.text}")

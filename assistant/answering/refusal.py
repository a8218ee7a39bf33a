"""Honest refusals: what was looked for, why it is not answered, and what would be."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite_title
from assistant.answering.evidence import Candidate
from assistant.answering.parts.showing.conditions import topic
from assistant.answering.suggestions import suggestions_for
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Language, Reason, Status
from assistant.model.question import Denial, Question, Word
from assistant.understanding.subjects.heads import runs
from index.find.semantic import similar

_NEAREST = 3
# From this share of the subject on, a row counts as found although it does not state what was asked.
_FOUND = 0.4


def refuse_denied(desk: Desk, denial: Denial) -> Outcome:
    """A refusal because something named does not exist: a row, a rating, a department, a year."""
    known = _known(desk, denial.reason)
    undated = denial.reason is Reason.NO_SUCH_YEAR and not known
    key = f"refusal.{denial.reason.value}" + (".undated" if undated else "")
    text = desk.say(key, what=denial.what, known=known)
    return Outcome(text, Status.NOT_FOUND, denial.reason)


def _known(desk: Desk, reason: Reason) -> str:
    names = catalog(desk.index)
    separator = desk.say("condition.separator")
    if reason is Reason.NO_SUCH_YEAR:
        return separator.join(desk.say("year.fiscal", year=year) for year in names.years)
    return separator.join(names.scale)


def refuse_subject(desk: Desk, ranked: Sequence[Candidate]) -> Outcome:
    """A refusal because the subject is not in the documents, or a row of it does not state what was asked."""
    question = desk.question
    what = topic(desk) or question.text
    best = ranked[0] if ranked else None
    if best is not None and best.coverage >= _FOUND and best.missing:
        row = desk.row(best.row_id)
        missing = _missing(desk, best) or question.sought or what
        text = desk.say("refusal.not_stated", number=row.number, title=row.title, what=missing)
        return Outcome(
            text,
            Status.NOT_FOUND,
            Reason.NOT_STATED,
            citations=(cite_title(row),),
            rows=(best.row_id,),
        )
    if best is not None and best.coverage >= 0.999:
        row = desk.row(best.row_id)
        text = desk.say(
            "refusal.not_stated", number=row.number, title=row.title, what=question.sought or what
        )
        return Outcome(
            text, Status.NOT_FOUND, Reason.NOT_STATED, citations=(cite_title(row),), rows=(best.row_id,)
        )
    text = desk.say("refusal.not_in_documents", what=what)
    near = desk.rows(_nearest(desk, ranked))
    return Outcome(text, Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS, suggestions=suggestions_for(desk, near))


def speaks_of_another(question: Question) -> bool:
    """Whether the subject has a noun that the documents do not know at all, such as another city.

    An English word may be unknown only for want of a translation, and so decides nothing by itself.
    """
    return any(
        word.noun and not word.terms and word.weight > 0 and (not word.surface.isascii() or _is_name(word))
        for word in question.subject
    )


def _is_name(word: Word) -> bool:
    """Whether an English word is written as a name within the sentence: Fukuoka, Toyota."""
    return word.span.start > 0 and word.typed[:1].isupper() and not word.typed.isupper()


def is_of_another(question: Question, candidate: Candidate, heads_only: bool = False) -> bool:
    """Whether a row lacks part of a compound that it otherwise has: 防災アプリ is not 公式アプリ.

    With `heads_only` just the last noun of a compound decides: 開庁時間 is not 開庁.
    """
    words = question.subject
    held = candidate.hit.matched
    for run in runs(words):
        telling = [place for place in run if words[place].weight > 0 and words[place].noun]
        if len(telling) < 2 or not any(place in held for place in telling):
            continue
        if any(
            place not in held and words[place].terms for place in (telling[-1:] if heads_only else telling)
        ):
            return True
    return False


def _nearest(desk: Desk, ranked: Sequence[Candidate]) -> tuple[int, ...]:
    """The rows to suggest: by their words, and for a question in English by its sense too, if it can be
    told.
    """
    by_words = [candidate.row_id for candidate in ranked[:_NEAREST]]
    if desk.question.language is not Language.ENGLISH:
        return tuple(by_words)
    by_sense = [one.row_id for one in similar(desk.index, desk.question.text, limit=_NEAREST)]
    return tuple(dict.fromkeys((*by_sense, *by_words)))[:_NEAREST]


def _missing(desk: Desk, candidate: Candidate) -> str:
    separator = "・" if desk.question.language == "ja" else ", "
    return separator.join(dict.fromkeys(word.surface for word in candidate.missing))


def refuse_unused(desk: Desk, words: Sequence[str]) -> Outcome:
    """A refusal of a question over rows that names the figures and operators no reading could use."""
    what = (
        "」「".join(dict.fromkeys(words))
        if desk.question.language == "ja"
        else "”, “".join(dict.fromkeys(words))
    )
    return Outcome(desk.say("refusal.unused", what=what), Status.NOT_FOUND, Reason.NOT_UNDERSTOOD)


def or_without_figure(desk: Desk, lacked: str, outcome: Outcome) -> Outcome:
    """The answer, or a refusal that names the figure of no column where an order of rows is one of such."""
    answered = outcome.status is Status.ANSWERED and outcome.reason is None
    if answered or not lacked or not desk.index.row_total():
        return outcome
    said = desk.say("ranking.none", label=lacked, conditions="", noun=desk.noun())
    return Outcome(said, Status.NOT_FOUND, Reason.BLANK)


def refuse_without_rows(desk: Desk) -> Outcome:
    """A refusal of a question about the rows before where the question before had no answer."""
    return Outcome(desk.say("refusal.no_rows_before"), Status.NOT_FOUND, Reason.NOT_UNDERSTOOD)


def refuse_among(desk: Desk, count: int) -> Outcome:
    """A refusal where none of the rows before states what is asked for among them."""
    what = topic(desk) or desk.question.text
    return Outcome(desk.say("refusal.among", count=count, what=what), Status.NOT_FOUND, Reason.NOT_STATED)


def refuse_unread(desk: Desk) -> Outcome:
    """A refusal of a question that names nothing to look for, or only a kind of thing that no row states."""
    if desk.question.sought and desk.question.units:
        text = desk.say("refusal.not_in_documents", what=desk.question.sought)
        return Outcome(text, Status.NOT_FOUND, Reason.NOT_IN_DOCUMENTS)
    return Outcome(desk.say("refusal.not_understood"), Status.NOT_FOUND, Reason.NOT_UNDERSTOOD)

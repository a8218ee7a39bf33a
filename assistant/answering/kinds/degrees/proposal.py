"""Rows proposed by their sense, for a question whose own words have failed: told as near, never plainly.

The encoder, where it is installed, and the words that plans print for what people say propose rows; both must
speak for a row. What a statement of its own would have to answer (who, where, how much, by what steps, whose
telephone number) is never proposed, nor what asks for a thing that the row lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.dispatch import answer_question
from assistant.answering.evidence import candidates, place_weight, search_words
from assistant.answering.kinds.rows.passages import TEXT_ROLES
from assistant.answering.kinds.said.reason import because_of
from assistant.answering.parts.names.particulars import asks_rows, is_particular
from assistant.answering.parts.showing.cells import cell_of
from assistant.model.answer import Reason, Status
from assistant.model.question import Field, Kind, Question, Word
from assistant.understanding.subjects.heads import asked_words, runs
from corpus.frozen import dataclass
from index.filters import Facet
from index.find.matching import held_in_row
from index.find.search import SegmentHit
from index.find.semantic import similar
from index.find.sentences import sentences_of
from index.find.words import matched_in
from index.language.tokenizer import index_terms

# What must speak for a row: the share of the weight of the words that it holds, and its similarity with it.
_HELD = 0.4
_ENOUGH = 0.7
# A word that was only found by what plans print for it.
_GUESSED = 0.7
_LEAST_TELLING = 0.8
# Others are shown that come this near to the best.
_CLOSE = 0.85
_SHOWN = 3
_MEANT = 20
_NAMED = 0.3


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row with what speaks for it; `missing` are the words of which it has not even one near in meaning."""

    row_id: int
    score: float
    held: float
    missing: tuple[Word, ...]
    strange: tuple[Word, ...]


def proposed(desk: Desk, wide: Question, confined: Sequence[int] | None) -> tuple[Proposed, ...]:
    """The rows that may be meant, the likeliest first; none where nothing speaks for any.

    `wide` is the question with what plans print for its words.
    """
    conditions = any(one.facet is not Facet.DOCUMENT for one in wide.filters)
    if conditions or wide.expects is not None or is_particular(wide.folded, wide.language):
        return ()
    # With what is asked for in no document, or nothing known, no row can be near: the encoder stays unread.
    hopeless = any(word.weight > 0 and not word.terms for word in _asked(wide))
    if hopeless or not any(word.terms and word.weight > 0 for word in wide.subject):
        return ()
    ranked = [one for one in _ranked(desk, wide, confined) if _may_be_meant(wide, one)]
    least = max(_ENOUGH, ranked[0].score * _CLOSE) if ranked else 0.0
    return tuple(one for one in ranked[:_SHOWN] if one.score >= least)


def tell_proposed(desk: Desk, wide: Question, shown: Sequence[Proposed]) -> Outcome | None:
    """The rows, each with its best sentence, or what the first states in the fields asked for."""
    if not shown:
        return None
    if (wide.fields or wide.columns) and not asks_rows(wide.folded):
        return _fields(desk, shown[0])
    if wide.kind is Kind.REASON and (because := _because(desk, wide, shown[0])) is not None:
        return because
    best = {one.row_id: _sentence(desk, wide, one) for one in shown}
    lines, citations = [], []
    for one in shown:
        row, hit = desk.row(one.row_id), best[one.row_id]
        quote, cell = (hit.text.strip(), cell_of(row, hit)) if hit is not None else (row.title, None)
        lines.append(desk.say("search.item", number=row.number, title=row.title, quote=quote))
        inside = quote if cell is not None and quote in cell.text else ""
        citations.append(cite(row, cell, inside, wide.subject) if cell is not None else cite_title(row))
    found = Outcome("\n".join(lines), citations=tuple(citations), rows=tuple(one.row_id for one in shown))
    return as_near(desk, shown[0].strange, found)


def _because(desk: Desk, wide: Question, best: Proposed) -> Outcome | None:
    """The sentence of the best row that gives the reason asked for."""
    told = because_of(desk, best.row_id, desk.row(best.row_id), wide.subject)
    if told is None:
        return None
    line, citation = told
    return as_near(desk, best.strange, Outcome(line, citations=(citation,), rows=(best.row_id,)))


def _sentence(desk: Desk, wide: Question, one: Proposed) -> SegmentHit | None:
    """The sentence of the row with most of the words; those that the row's name has say little of it."""
    words = search_words(wide.subject)
    named = matched_in(words, " ".join(index_terms(desk.row(one.row_id).title)))
    weights = [word.weight * (_NAMED if place in named else 1.0) for place, word in enumerate(wide.subject)]
    hits = [hit for hit in sentences_of(desk.index, words, (one.row_id,)) if hit.role in TEXT_ROLES]
    return max(hits, key=lambda hit: sum(weights[place] for place in hit.matched), default=None)


def as_near(desk: Desk, strange: Sequence[Word], found: Outcome) -> Outcome:
    """The answer under a line that says which words are not in it."""
    known = {word.surface for word in desk.question.subject if word.terms}
    key = "near.elsewhere" if any(word.surface in known for word in strange) else "near.unknown"
    nouns = [word for word in strange if word.noun] or strange
    words = dict.fromkeys(word.typed or word.surface for word in nouns)
    quoted = "".join(desk.say("near.word", word=word) for word in words)
    head = desk.say(key, words=quoted) if words else desk.say("near.guessed")
    return replace(found, text=f"{head}\n{found.text}", reason=Reason.NEAR)


def _ranked(desk: Desk, wide: Question, confined: Sequence[int] | None) -> list[Proposed]:
    """Rows that hold any of the words, those for which most speaks first."""
    meant = similar(desk.index, desk.question.text, limit=_MEANT, ids=confined)
    likeness = {one.row_id: one.similarity for one in meant}
    own = search_words(desk.question.subject)
    total = sum(word.weight for word in wide.subject) or 1.0
    found = []
    for candidate in candidates(desk.index, wide.subject, confined)[:_MEANT]:
        itself = held_in_row(desk.index, own, candidate.row_id)
        weights = [
            (place, word.weight * (1.0 if place in itself else _GUESSED) / total)
            for place, word in enumerate(wide.subject)
            if place in candidate.hit.matched
        ]
        held = sum(weight for _, weight in weights)
        placed = sum(weight * place_weight(candidate.hit.by_role, place) for place, weight in weights)
        strange = tuple(w for place, w in enumerate(wide.subject) if w.weight > 0 and place not in itself)
        score = (held + placed) / 2 + likeness.get(candidate.row_id, 0.0)
        found.append(Proposed(candidate.row_id, score, held, candidate.missing, strange))
    return sorted(found, key=lambda one: (-one.score, one.row_id))


def _may_be_meant(wide: Question, one: Proposed) -> bool:
    """Whether a row holds enough, a noun that tells, what is asked for, and no other thing than is named."""
    words = wide.subject
    held = [word for word in words if word.weight > 0 and word not in one.missing]
    tells = any(w.noun and w.weight >= _LEAST_TELLING and not w.light for w in held)
    asked = _asked(wide)
    if one.held < _HELD or not tells or any(word in asked for word in one.missing):
        return False
    return not any(_is_another([words[place] for place in run], one) for run in runs(words))


def _asked(wide: Question) -> tuple[Word, ...]:
    """The words of what is asked for; none where rows are, of which they say something."""
    return () if asks_rows(wide.folded) else asked_words(wide)


def _is_another(run: Sequence[Word], one: Proposed) -> bool:
    """Whether of a compound the documents know one part alone (生成|AI)."""
    telling = [word for word in run if word.weight > 0 and word.noun]
    return any(not w.terms for w in telling) and any(w.terms and w not in one.strange for w in telling)


def _fields(desk: Desk, best: Proposed) -> Outcome | None:
    """What the row states in the fields asked for; no sum of money, which is of nothing else."""
    if Field.COST in desk.question.fields:
        return None
    asked = replace(desk.question, rows=(best.row_id,), subject=())
    found = answer_question(replace(desk, question=asked), (best.row_id,))
    return as_near(desk, best.strange, found) if found.status is Status.ANSWERED else None

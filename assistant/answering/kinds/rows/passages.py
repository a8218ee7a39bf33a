"""Free search: the rows that speak of a subject, each with its best sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome, cite, cite_title
from assistant.answering.evidence import Candidate, candidates, search_words
from assistant.answering.kinds.figures.fact import ROLES
from assistant.answering.kinds.rows.record import answer_fields
from assistant.answering.parts.showing.cells import cell_of
from assistant.answering.parts.showing.conditions import topic
from assistant.answering.refusal import is_of_another, refuse_subject, speaks_of_another
from assistant.model.answer import Table
from assistant.model.question import Field, Follow, Kind, Word
from assistant.words import grammar
from assistant.words.predicate_words import asks_in_words
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.quantities import find_quantities
from index.find.search import SegmentHit, search

_SHOWN = 10
_NAMED = 0.99
# A sentence says more of a row than its name does.
_NAME_SHARE = 0.45
_AHEAD = 1.1
_CLOSE = 0.5
_STANDS_OUT = 0.8
_TEXTS = (Role.SUMMARY, Role.RESULT, Role.KPI, Role.ISSUES, Role.ACTUAL, Role.OTHER)


def answer_search(desk: Desk, ids: Sequence[int] | None) -> Outcome:
    """The rows that hold the subject, best first; a refusal where none holds enough of it."""
    ranked = either(desk, ids)
    kept = relevant(ranked, desk.enough)[:_SHOWN]
    other = bool(kept and kept[0].missing) and is_of_another(desk.question, kept[0], heads_only=True)
    other = other or (asks_in_words(desk.question.folded) and speaks_of_another(desk.question))
    if not kept or other or any(word.head and word.weight > 0 for word in kept[0].missing):
        return refuse_subject(desk, ranked)
    words = desk.question.subject
    if kept[0].hit.best.role == Role.KPI.value and kept[0].coverage >= _NAMED:
        # The words are an indicator's name, and its figures what is wanted of it.
        asked = replace(desk.question, kind=Kind.FIELD, fields=(Field.KPI,))
        answer = answer_fields(Desk(desk.index, desk.lexicon, asked), (kept[0].row_id,))
        if len(kept) == 1 or kept[0].standing > kept[1].standing * _AHEAD:
            return answer
    best = _best_segments(desk, [candidate.row_id for candidate in kept])
    lines = [desk.say("search.head", words=topic(desk))]
    citations = []
    table = []
    for candidate in kept:
        row = desk.row(candidate.row_id)
        hit = best.get(candidate.row_id, candidate.hit.best)
        quote, cell = hit.text.strip(), cell_of(row, hit)
        lines.append(desk.say("search.item", number=row.number, title=row.title, quote=quote))
        citation = cite(row, cell, quote if quote in cell.text else "", words) if cell else cite_title(row)
        citations.append(citation)
        table.append((row.number, row.title, quote))
    label = desk.row_label() or desk.say("field.name")
    narrowed = ids is not None and desk.question.follow is Follow.NARROW
    return Outcome(
        "\n".join(lines),
        citations=tuple(citations),
        table=Table((desk.say("field.number"), label, desk.say("field.other")), tuple(table)),
        # A follow-up is about those that stand out; about all where those of a list were asked for.
        rows=tuple(c.row_id for c in kept if narrowed or c.standing >= kept[0].standing * _STANDS_OUT),
    )


# What joins two subjects of a list, each of which will do; 「・」 and brackets stand inside names as well.
_OR = expression(rf"{grammar.pattern('any_of')}|\b{grammar.pattern('english_or')}\b|[・(（]")


def either(desk: Desk, ids: Sequence[int] | None, limit: int = 40) -> tuple[Candidate, ...]:
    """The candidates for the subject; where it is 「AやB」, those for either, rows about both first."""
    words = desk.question.subject
    ranked = candidates(desk.index, words, ids, limit)
    groups: list[list[Word]] = [[]]
    for word in words:
        if groups[-1] and _OR.search(word.gap):
            groups.append([])
        groups[-1].append(word)
    least = _SIDE * sum(word.weight for word in words)
    if len(groups) < 2 or any(sum(word.weight for word in group) <= least for group in groups):
        return ranked
    best = {candidate.row_id: candidate for candidate in ranked}
    for group in groups:
        for candidate in candidates(desk.index, group, ids, limit):
            other = best.get(candidate.row_id)
            if other is None or candidate.coverage > other.coverage:
                standing = max(candidate.standing * _HALF, other.standing if other is not None else 0.0)
                best[candidate.row_id] = replace(candidate, standing=standing, missing=())
    return tuple(sorted(best.values(), key=lambda one: (-one.standing, one.row_id)))


# A row about one of two things stands below one about both.
_HALF = 0.8
# What tells so little of the whole is no thing of its own: 国 of 「国や自治体の建物の太陽光パネル」.
_SIDE = 0.15


def relevant(ranked: Sequence[Candidate], enough: float, share: float = 0.6) -> tuple[Candidate, ...]:
    """The candidates near the best, in order, if any holds enough of the subject; `share` is of the most
    held.
    """
    if not any(candidate.coverage >= enough for candidate in ranked):
        return ()
    top = ranked[0].standing
    full = max(candidate.coverage for candidate in ranked)
    return tuple(c for c in ranked if c.standing >= top * _CLOSE and c.coverage >= full * share)


def _best_segments(desk: Desk, ids: Sequence[int]) -> dict[int, SegmentHit]:
    """For each row its segment with most of the subject, running text before names."""
    hits = search(desk.index, search_words(desk.question.subject), limit=200, ids=ids)
    words = desk.question.subject
    figures = [one.text for one in find_quantities(desk.question.folded)]
    held_by = {row_id: _in_name(desk, row_id) for row_id in ids}
    best: dict[int, tuple[float, SegmentHit]] = {}
    for hit in hits:
        if hit.row_id is None:
            continue
        named = held_by[hit.row_id]
        held = sum(words[place].weight * (_OF_NAME if place in named else 1.0) for place in hit.matched)
        held += (
            _FIGURED * desk.question.weight
            if any(figure in compact(fold(hit.text)) for figure in figures)
            else 0.0
        )
        held *= 1.0 if hit.role in TEXT_ROLES else _NAME_SHARE
        # Of two that hold as much, what was done comes before what was meant to be.
        held += ROLES.get(hit.role, 0.0)
        if hit.row_id not in best or held > best[hit.row_id][0]:
            best[hit.row_id] = (held, hit)
    return {row_id: hit for row_id, (_, hit) in best.items()}


def _in_name(desk: Desk, row_id: int) -> frozenset[int]:
    """The places of the words that a row is called by, of which any of its sentences may speak."""
    name = compact(fold(desk.row(row_id).title))
    words = desk.question.subject
    return frozenset(
        place
        for place, word in enumerate(words)
        if any(form and compact(form) in name for form in (word.surface, *word.terms))
    )


# Of a sentence those words count most that its row is not called by, and a figure that the question has.
_OF_NAME = 0.5
_FIGURED = 0.5
TEXT_ROLES = frozenset(role.value for role in _TEXTS)

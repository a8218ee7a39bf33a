"""Rows by a figure that only their text states: 「執行率が40%未満の事業」, where no column is of that rate.

A figure counts that stands behind what it is of in the same clause, in the unit asked for. The rows that hold
the words alone are no answer: without a fitting figure the question is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import segments
from assistant.answering.kinds.rows.passages import TEXT_ROLES
from assistant.answering.parts.figures.counted import clause_before, run_around
from assistant.answering.parts.figures.labels import labelled
from assistant.answering.parts.showing.cells import cell_of
from assistant.answering.queries.wording import range_in_words
from assistant.answering.refusal import refuse_unused
from assistant.model.query import Query, Range, Topic, leaves
from assistant.model.question import Field
from assistant.words import grammar
from corpus.text.folding import compact, fold
from index.find.search import SegmentHit

# Sentences that are looked at.
_MOST = 300


def answer_ranged(desk: Desk, query: Query | None) -> Outcome | None:
    """The rows whose text states such a figure, each with its sentence; None where none was asked for."""
    found = list(leaves(query.where)) if query is not None else []
    ranges = [leaf for leaf, denied in found if isinstance(leaf, Range) and not denied and not leaf.free]
    topics = [leaf for leaf, denied in found if isinstance(leaf, Topic) and not denied]
    if len(found) != 2 or len(ranges) != 1 or len(topics) != 1:
        return None
    asked, topic = ranges[0], topics[0]
    noun = run_around(desk.question.folded, topic.words[0].span.start)
    if not noun.endswith(grammar.words("number_nouns")):
        return None
    unit = asked.unit or ("%" if asked.dimension == Field.RATE else "")
    told = f"{noun} {range_in_words(desk, asked)}"
    best: dict[int, SegmentHit] = {}
    for hit in sorted(segments(desk.index, topic.words, limit=_MOST), key=lambda one: one.segment_id):
        stated = hit.role in TEXT_ROLES and any(map(asked.holds, _figures(hit.text, noun, unit)))
        if stated and hit.row_id is not None:
            best.setdefault(hit.row_id, hit)
    return _told(desk, best, told) if best else refuse_unused(desk, (told,))


def _figures(text: str, noun: str, unit: str) -> Iterator[Decimal]:
    """The figures of a text in a unit that are of a noun, as it stands before them."""
    for figure in labelled(text):
        fits = fold(figure.unit) == unit or {unit, fold(figure.unit)} <= grammar.word_set("percents")
        if fits and not figure.aimed and compact(noun) in compact(fold(clause_before(text[: figure.start]))):
            yield figure.value


def _told(desk: Desk, best: dict[int, SegmentHit], told: str) -> Outcome:
    lines = [desk.say("ranged.head", words=told, count=len(best), noun=desk.noun())]
    citations = []
    for row_id, hit in best.items():
        row, quote, cell = desk.row(row_id), hit.text.strip(), cell_of(desk.row(row_id), hit)
        lines.append(desk.say("search.item", number=row.number, title=row.title, quote=quote))
        if cell is not None:
            citations.append(cite(row, cell, quote if quote in cell.text else "", desk.question.subject))
    return Outcome("\n".join(lines), citations=tuple(citations), rows=tuple(best))

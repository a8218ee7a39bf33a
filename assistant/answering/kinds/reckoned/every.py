"""All people of the things that a question joins, added over one cell: 「研修と訓練、全部で何人」."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates
from assistant.answering.parts.figures.labels import Labelled
from assistant.answering.parts.figures.parallel import asks_every, of_every
from assistant.answering.parts.showing.values import quantity
from assistant.answering.refusal import speaks_of_another
from corpus.document import Cell
from index.find.search import SegmentHit
from index.find.sentences import sentences_of


def answer_every(desk: Desk, ids: Sequence[int]) -> Outcome | None:
    """The sum with its terms and the sentence of each; None where it is not asked, or no cell has several."""
    if not asks_every(desk.question) or speaks_of_another(desk.question):
        return None
    named = ids[:1] or [one.row_id for one in candidates(desk.index, desk.question.subject)[:1]]
    if not named:
        return None
    row, hits = desk.row(named[0]), sentences_of(desk.index, (), named)
    best: tuple[Cell, list[tuple[SegmentHit, Labelled]]] | None = None
    for cell in row.cells:
        own = [hit for hit in hits if hit.role == cell.role.value and hit.text.strip() in cell.text]
        terms = of_every(desk.question, [hit.text for hit in own], tuple(desk.lexicon.people))
        if best is None or len(terms) > len(best[1]):
            best = (cell, [(own[place], one) for place, one in terms])
    if best is None or not best[1]:
        return None
    cell, found = best
    total = quantity(sum((one.value for _, one in found), Decimal(0)), found[0][1].unit)
    lines = [desk.say("fact.sum", value=total, terms=" + ".join(one.text for _, one in found))]
    label = cell.column.replace("\n", "")
    citations = []
    for hit, _ in found:
        quote = hit.text.strip()
        lines.append(desk.say("fact.line", quote=quote, number=row.number, title=row.title, label=label))
        citations.append(cite(row, cell, quote, desk.question.subject))
    return Outcome("\n".join(lines), citations=tuple(citations), highlights=(total,), rows=tuple(named))

"""Meanings: a rating by the document's own key, a term by the sentence that explains it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome, cite
from assistant.answering.evidence import candidates, search_words
from assistant.answering.kinds.rows.passages import answer_search
from assistant.answering.parts.figures.tallies import tally_citations
from assistant.answering.parts.showing.cells import cell_of
from assistant.answering.parts.showing.conditions import topic
from assistant.answering.parts.showing.values import value_of
from assistant.model.answer import Citation
from assistant.model.question import Field
from assistant.words.fact_words import pattern
from corpus.document import Cell, Legend, Row
from corpus.text.folding import fold
from index.filters import Facet
from index.find.search import search


def answer_meaning(desk: Desk, ids: Sequence[int] | None) -> Outcome:
    """What a rating or a term means by the document's words; a search where nothing explains it."""
    explained = (Facet.RATING, Facet.VALUE)
    ratings = [value for one in desk.question.filters if one.facet in explained for value in one.values]
    if ratings or (Field.RATING in desk.question.fields and not desk.question.subject):
        found = _ratings(desk, ratings)
        if found is not None:
            return found
    term = _term(desk)
    if term is not None:
        return term
    ranked = candidates(desk.index, desk.question.subject, ids)
    if ranked and ranked[0].coverage > 0.99 and "name" in ranked[0].hit.by_role:
        row = desk.row(ranked[0].row_id)
        value = value_of(desk, row, Field.SUMMARY)
        if not value.blank:
            head = desk.say("meaning.title", number=row.number, title=row.title)
            return Outcome(f"{head}\n{value.text}", citations=value.citations, rows=(ranked[0].row_id,))
    return answer_search(desk, ids)


def _ratings(desk: Desk, wanted: Sequence[str]) -> Outcome | None:
    lines: list[str] = []
    citations: list[Citation] = []
    for document in desk.documents:
        for legend in desk.index.legend(document):
            if wanted and legend.value not in wanted:
                continue
            lines.append(_meaning(desk, legend))
            citations.extend(tally_citations(desk, document, legend.value))
    if not lines:
        return None
    if len(lines) > 1:
        lines.insert(0, desk.say("meaning.rating.legend"))
    return Outcome("\n".join(lines), citations=tuple(citations))


def _meaning(desk: Desk, legend: Legend) -> str:
    if legend.count is None:
        return desk.say("value.rating.meaning", value=legend.value, meaning=legend.meaning)
    count = desk.say("meaning.rows", count=legend.count)
    return desk.say("meaning.rating", value=legend.value, meaning=legend.meaning, count=count)


def _term(desk: Desk) -> Outcome | None:
    """The sentences that explain the subject: 「PMH:…」, 「※PMH …」, 「…であるPMH」, 「PMH(…)」."""
    terms = dict.fromkeys(filter(None, (fold(topic(desk)), _as_asked(desk))))
    if not terms:
        return None
    explained: list[tuple[int, Row, Cell, str]] = []
    hits = search(desk.index, search_words(desk.question.subject), limit=100)
    for hit in hits:
        if hit.row_id is None:
            continue
        ranks = [rank for term in terms if (rank := _explains(fold(hit.text), term)) is not None]
        row = desk.row(hit.row_id)
        cell = cell_of(row, hit)
        if ranks and cell is not None:
            explained.append((min(ranks), row, cell, _with_next(cell, hit.text.strip())))
    if not explained:
        return None
    explained.sort(key=lambda one: one[0])
    _, row, cell, quote = explained[0]
    lines = [
        desk.say("meaning.term", term=topic(desk)),
        desk.say(
            "fact.line", quote=quote, number=row.number, title=row.title, label=cell.column.replace("\n", "")
        ),
    ]
    row_ids = tuple(stored.id for stored in desk.index.row_by_number(row.number, row.document))
    return Outcome("\n".join(lines), citations=(cite(row, cell, quote, desk.question.subject),), rows=row_ids)


def _as_asked(desk: Desk) -> str:
    """The words of the subject with what stands between them: 「IDとアクセス管理」."""
    spans = [word.span for word in desk.question.subject]
    return desk.question.folded[spans[0].start : spans[-1].end] if spans else ""


def _explains(text: str, term: str) -> int | None:
    """How surely a sentence explains a term, 0 the surest; None where it only uses it."""
    name = re.escape(term)
    for rank, form in enumerate(_PATTERNS):
        if re.search(form.replace("TERM", name), text):
            return rank
    return None


_DEFINING = pattern("defining", "shortened_behind")
_PATTERNS = (
    r"^[※* ]*TERM ?[:=] ?\S",
    r"※ ?TERM\S{0,2} \S",
    rf"TERM{pattern('defined')}、?.{{2,}}(?:{_DEFINING}|{pattern('being')}。?$)",
    rf"{pattern('shortened')}\S{{0,4}}TERM|TERM\S{{0,10}}{pattern('shortened_behind')}",
    rf"{pattern('describing')}[^、。]{{0,20}}{pattern('being')}TERM",
    r"TERM ?\([^)]{6,}\)",
)


def _with_next(cell: Cell, quote: str) -> str:
    """The sentence with the one behind it, where that still belongs to the explanation."""
    at = cell.text.find(quote)
    if at < 0:
        return quote
    rest = cell.text[at + len(quote) :]
    match = re.match(r"[^。※○■●・【]{4,}。", rest)
    if quote.endswith("。") and match is not None and len(quote) < 60:
        return quote + match.group()
    return quote

"""Printed sums of groups: an amount for 民生費 beside those of its items, told, compared, or as a share.

A row that adds up others is no record but a text: its figure stands under the header of its label, the label,
and its own header. 「いちばん大きい款は」 asks for the largest of them, 「民生費は全体の何割」 for its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome, cite_text
from assistant.answering.evidence import search_words
from assistant.answering.kinds.rows.counting import percentage
from assistant.answering.parts.showing.values import quantity
from assistant.answering.texts.sought import Sought
from assistant.answering.texts.tables.compared_cells import side_asked
from assistant.answering.texts.wanted import names_group
from assistant.catalogue.figures import unit_of
from assistant.model.answer import Citation
from assistant.model.question import Expects, Field
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.frozen import dataclass
from corpus.tables.cells.figures import figure_of
from corpus.text.folding import compact, fold
from index.find.entries import entries_matching, neighbours, passages_by_id
from index.language.tokenizer import index_terms
from index.records import NameKind, StoredPassage

_ENTRIES = 60
# The sums of one table stand this near to each other.
_AROUND = 300
_LEVELS = 3
_SHARES = frozenset({"share"})
# What a question says of shares and their whole, and no sum is called.
_UNSAID = frozenset((*words("figures_asked"), *words("wholes")))


@dataclass(frozen=True, slots=True)
class _Sum:
    """One printed sum: of what kind it is (款), its label, its value with the unit of its header."""

    kind: str
    label: str
    header: str
    value: Decimal
    unit: str
    cell: StoredPassage

    @property
    def told(self) -> str:
        """The value with its unit."""
        return quantity(self.value, self.unit)


def names_sums(desk: Desk) -> bool:
    """Whether a question may be about the printed sum of a group: it names one, and asks for figures."""
    return names_group(desk) and (_asks_amount(desk) or _asks_share(desk) or side_asked(desk) is not None)


def answer_sums(desk: Desk, looked_for: Sought) -> Outcome | None:
    """What is asked of the printed sums of groups; None where none is named, nor the kind of them."""
    tables = _tables(desk, looked_for)
    if not tables:
        return None
    asked = compact(desk.question.folded)
    named = [one for table in tables for one in table if compact(fold(one.label)) in asked]
    named = [one for one in named if not any(_is_part(one, other) for other in named)]
    most = side_asked(desk)
    if len(named) == 2 and most is not None and named[0].unit == named[1].unit:
        return _two(desk, named, most)
    of_kind = [table for table in tables if compact(fold(table[0].kind)) in asked and len(table) > 1]
    if not named and most is not None and of_kind:
        return _joined([_outermost(desk, table, most) for table in _of_place(of_kind, asked)])
    if len(named) != 1 or not _is_only_of(looked_for, named[0]):
        return None
    (one,) = named
    if _asks_share(desk):
        return _joined([_share(desk, one, next(table for table in tables if one in table))])
    return _joined([_told(desk, one)]) if _asks_amount(desk) and most is None else None


def _asks_share(desk: Desk) -> bool:
    """Whether a share is asked for."""
    query = desk.question.query
    return any(cue.means("ask") in _SHARES for cue in desk.question.cues) or (
        query is not None and query.ask.value in _SHARES
    )


def _asks_amount(desk: Desk) -> bool:
    """Whether an amount is asked for: by how much it is, or by a name for amounts."""
    question = desk.question
    how_much = any(word in question.folded for word in grammar.words("how_much"))
    return how_much or question.expects is Expects.QUANTITY or Field.COST in question.fields


def _tables(desk: Desk, looked_for: Sought) -> list[list[_Sum]]:
    """The sums of each table of which one has words of the question, in printed order."""
    hits = entries_matching(desk.index, search_words(looked_for.words), _ENTRIES, passages=True)
    found = passages_by_id(desk.index, [hit.passage_id for hit in hits if hit.passage_id is not None])
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    tables: list[list[_Sum]] = []
    for stored in found.values():
        headings = stored.passage.headings
        if len(headings) < _LEVELS or (key := _table_of(stored)) in seen or not _is_group(desk, headings[-2]):
            continue
        seen.add(key)
        around = neighbours(desk.index, [stored.id], _AROUND, _AROUND)[stored.id]
        near = passages_by_id(desk.index, [*around[0], stored.id, *around[1]])
        own = sorted(
            (one for one in near.values() if len(one.passage.headings) >= _LEVELS and _table_of(one) == key),
            key=lambda one: one.number,
        )
        sums = [_sum(one) for one in own]
        tables.append([one for one in sums if one is not None])
    return [table for table in tables if table]


def _table_of(stored: StoredPassage) -> tuple[str, tuple[str, ...], str]:
    headings = stored.passage.headings
    return stored.document, headings[:-2], headings[-1]


def _is_group(desk: Desk, label: str) -> bool:
    """Whether rows belong to a group of this name."""
    return any(name.kind is NameKind.GROUP for name in desk.index.names_exact({compact(label)}))


def _sum(stored: StoredPassage) -> _Sum | None:
    *_, kind, label, header = stored.passage.headings
    value = figure_of(stored.passage.text)
    return None if value is None else _Sum(kind, label, header, value, unit_of(header), stored)


def _is_part(one: _Sum, other: _Sum) -> bool:
    """Whether a label only stands within a longer one that is named."""
    mine, longer = compact(fold(one.label)), compact(fold(other.label))
    return mine != longer and mine in longer


def _of_place(tables: Sequence[list[_Sum]], asked: str) -> Sequence[list[_Sum]]:
    """The tables that stand under a heading of the question, where some do."""
    placed = [
        table
        for table in tables
        if any(compact(fold(heading)) in asked for heading in table[0].cell.passage.headings[:-_LEVELS])
    ]
    return placed or tables


def _is_only_of(looked_for: Sought, one: _Sum) -> bool:
    """Whether the nouns of a question are those of a sum, of where it stands, or say how it is asked."""
    said = {term for heading in one.cell.passage.headings for term in index_terms(heading)}
    cued = [cue.span for cue in looked_for.question.cues]
    return all(
        not word.noun
        or word.light
        or word.surface in _UNSAID
        or said.intersection(word.terms)
        or any(span.start <= word.span.start and word.span.end <= span.end for span in cued)
        for word in looked_for.words
    )


def _told(desk: Desk, one: _Sum) -> Outcome:
    text = desk.say(
        "cell.head", label=desk.say("cell.label", name=one.label, column=one.header), value=one.told
    )
    return Outcome(text, citations=_cited(desk, [one]), highlights=(one.told,))


def _two(desk: Desk, named: Sequence[_Sum], most: str) -> Outcome:
    """Which of two is larger, or smaller, and how far they are apart."""
    less, more = sorted(named, key=lambda one: one.value)
    best, other = (more, less) if most == "max" else (less, more)
    key = "comparison.larger" if most == "max" else "comparison.smaller"
    said = {"label": best.header, "one": best.label, "other": other.label, "value": best.told}
    if less.value == more.value:
        text = desk.say("comparison.same", **said)
    else:
        text = desk.say(key, than=other.told, **said)
        gap = quantity(more.value - less.value, more.unit)
        apart = desk.say("comparison.difference.figures", more=more.told, less=less.told, value=gap)
        text = f"{text}\n{apart}"
    return Outcome(text, citations=_cited(desk, [best, other]), highlights=(best.label, best.told))


def _outermost(desk: Desk, table: Sequence[_Sum], most: str) -> Outcome:
    """The largest or smallest of a table, with its share of all where that is asked for."""
    values = [one.value for one in table]
    outermost = max(values) if most == "max" else min(values)
    found = [one for one in table if one.value == outermost]
    labels = desk.say("condition.separator").join(one.label for one in found)
    place = desk.say("condition.separator").join(table[0].cell.passage.headings[-_LEVELS - 1 : -2])
    name = desk.say("cell.label", name=place, column=found[0].header)
    key = "cell.most" if most == "max" else "cell.least"
    text = desk.say(key, name=name, label=labels, value=found[0].told, count=len(table))
    told = Outcome(text, citations=_cited(desk, found), highlights=(labels, found[0].told))
    if not _asks_share(desk) or len(found) > 1:
        return told
    share = _share(desk, found[0], table)
    return replace(told, text=f"{text}\n{share.text}", highlights=(*told.highlights, *share.highlights))


def _share(desk: Desk, one: _Sum, table: Sequence[_Sum]) -> Outcome:
    """What part of all sums of its table one is, with the division in the open."""
    whole = sum((other.value for other in table), Decimal(0))
    share = percentage(one.value, whole) if whole else "0"
    text = desk.say(
        "share.amount",
        label=one.header,
        name=one.label,
        count=1,
        share=share,
        part=one.told,
        whole=quantity(whole, one.unit),
    )
    return Outcome(text, citations=_cited(desk, [one]), highlights=(f"{share} %",))


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        "\n".join(one.text for one in outcomes),
        citations=tuple(cited for one in outcomes for cited in one.citations),
        highlights=tuple(text for one in outcomes for text in one.highlights),
    )


def _cited(desk: Desk, sums: Sequence[_Sum]) -> tuple[Citation, ...]:
    return tuple(
        cite_text(one.cell, desk.documents[one.cell.document].title, one.cell.passage.text, (), labels=2)
        for one in sums
    )

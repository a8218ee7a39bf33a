"""Counts, shares and breakdowns, each with what was counted and the sum in the open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.showing.conditions import header, in_words, name_of_groups, proof
from assistant.answering.parts.showing.notes import inferred_notes, state_notes, tally_notes
from assistant.answering.parts.showing.paged import page_note, page_of
from assistant.answering.parts.showing.tables import list_table
from assistant.answering.queries.measuring import FACETS, counts_of
from assistant.catalogue.catalog import catalog
from assistant.model.answer import Bar, Reason, Status, Table
from assistant.model.question import Field
from corpus.document import KpiState
from index.filters import Facet


def answer_count(desk: Desk, ids: Sequence[int], base: int) -> Outcome:
    """How many rows meet the conditions; `base` is the number of rows of which a share is taken.

    A count of departments, sections, groups or KPIs counts those of the rows in `ids`.
    """
    question = desk.question
    if question.counted != "row":
        return _count_things(desk, ids)
    told, shown = page_of(desk, ids)
    rows = desk.rows(told)
    conditions = in_words(desk)
    noun = desk.noun(many=len(ids) != 1)
    if not ids:
        text = desk.say("list.none", conditions=conditions, noun=noun)
    else:
        text = desk.say("list.head", conditions=conditions or desk.say("list.all"), noun=noun, count=len(ids))
    lines = [text]
    if conditions and base:
        share = percentage(len(ids), base)
        lines.append(desk.say("count.of_total", share=share, count=len(ids), total=base))
    elif len(ids) == desk.index.row_total() and (groups := _groups(desk)):
        label = desk.lexicon.message("noun.group", question.language)
        lines[0] = desk.say("count.groups", noun=noun, count=len(ids), group=label, groups=groups)
    cited = rows if conditions or len(ids) < desk.index.row_total() else ()
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for row in cited for c in proof(desk, row))),
        table=list_table(desk, rows) if conditions and rows else None,
        notes=(
            *(page_note(desk, shown) if cited else ()),
            *inferred_notes(desk, ids),
            *state_notes(desk, ids),
            *tally_notes(desk, len(ids)),
        ),
        highlights=(desk.say("count.figure", count=len(ids)),),
        rows=ids,
        shown=shown if cited else None,
    )


def answer_share(desk: Desk, ids: Sequence[int], base: int) -> Outcome:
    """The share of the rows that meet the conditions, in percent, with the division shown."""
    counted = answer_count(desk, ids, base)
    share = percentage(len(ids), base)
    head = desk.say(
        "count.share",
        conditions=in_words(desk),
        noun=desk.noun(),
        share=share,
        count=len(ids),
        total=base,
    )
    return Outcome(
        head,
        citations=counted.citations,
        table=counted.table,
        notes=counted.notes,
        highlights=(f"{share} %",),
        rows=counted.rows,
        shown=counted.shown,
    )


def percentage(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Part of whole in percent, to one decimal; 0 of nothing.

    >>> percentage(37, 43)
    Decimal('86.0')
    """
    if whole == 0:
        return Decimal("0.0")
    return (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _groups(desk: Desk) -> int:
    """The number of groups when the question names no condition, else 0."""
    if desk.question.filters:
        return 0
    return len([value for value, _ in desk.index.count_by(Facet.GROUP) if value])


def _count_things(desk: Desk, ids: Sequence[int]) -> Outcome:
    question = desk.question
    if question.counted == "kpi":
        return _count_kpis(desk, ids)
    facet = FACETS[question.counted]
    counts = [(value, count) for value, count in desk.index.count_by(facet, ids) if value]
    noun = desk.say(f"noun.{question.counted}")
    key = (
        "count.things"
        if question.language == "ja" and question.counted != "department"
        else "count.departments"
    )
    text = desk.say(key, noun=in_words(desk) + noun if question.language == "ja" else noun, count=len(counts))
    table = Table((noun, desk.noun()), tuple((value, str(count)) for value, count in counts), (1,))
    lines = [text, *(desk.say("breakdown.item", label=value, count=count) for value, count in counts)]
    return Outcome("\n".join(lines), table=table, highlights=(str(len(counts)),), rows=ids)


def _count_kpis(desk: Desk, ids: Sequence[int]) -> Outcome:
    states = [v for one in desk.question.filters if one.facet is Facet.KPI_STATE for v in one.values]
    rows = [row for row in desk.rows(ids) if desk.kpis(row)]
    kpis = [kpi for row in rows for kpi in desk.kpis(row) if not states or kpi.state.value in states]
    key = "count.kpis.state" if states else "count.kpis"
    state = desk.say("condition.separator").join(desk.say(f"kpi.state.{one}") for one in states)
    text = desk.say(key, count=len(kpis), rows=len(rows), noun=desk.noun(), state=state)
    parts = []
    for state in KpiState if not states else ():
        count = sum(kpi.state is state for kpi in kpis)
        parts.append(desk.say("breakdown.item", label=desk.say(f"kpi.state.{state.value}"), count=count))
    citations = tuple(dict.fromkeys(c for row in rows for c in proof(desk, row)))
    return Outcome(
        "\n".join([text, *parts]), citations=citations, highlights=(str(len(kpis)),), rows=tuple(ids)
    )


def answer_breakdown(desk: Desk, ids: Sequence[int]) -> Outcome:
    """The number of rows by a facet or a column, with the most and the fewest named first if asked for."""
    question = desk.question
    counts = counts_of(desk, question.by, ids)
    label = _by_label(desk)
    if not any(value for value, _ in counts):
        text = desk.say("value.no_column", label=label)
        return Outcome(text, Status.NOT_FOUND, Reason.BLANK, rows=tuple(ids))
    blank = desk.say("breakdown.blank")
    named = [(_value_label(desk, value) or blank, count) for value, count in counts]
    if question.direction in ("max", "min") and question.query is not None and not question.query.first:
        # 「多い順に」
        named.sort(key=lambda one: one[1], reverse=question.direction == "max")
    conditions = in_words(desk)
    noun = desk.noun()
    lines = []
    if question.direction in ("max", "min"):
        lines.append(_most(desk, [one for one in named if one[0] != blank]))
    lines.append(
        desk.say(
            "breakdown.head",
            by=label,
            noun=noun,
            conditions=f"{conditions}{noun}、" if conditions and question.language == "ja" else conditions,
            total=len(ids),
        )
    )
    shares = _shares(desk, named, len(ids))
    lines += [
        desk.say("breakdown.item", label=value, count=count)
        + (desk.say("breakdown.share", share=share) if share else "")
        for (value, count), share in zip(named, shares, strict=True)
    ]
    total = sum(count for _, count in counts)
    notes = list(state_notes(desk, ids))
    if total > len(ids):
        notes.append(desk.say("breakdown.several", noun=noun, sum=total, total=len(ids)))
    if question.by == "rating":
        notes += inferred_notes(desk, ids)
    shown = [value for value, _ in _top(named, question.direction)] if question.direction else []
    return Outcome(
        "\n".join(lines),
        table=_breakdown(label, noun, named, shares),
        notes=tuple(notes),
        # Bars would hide the shares, which stand in the table.
        bars=() if any(shares) else tuple(Bar(value, count) for value, count in named),
        highlights=tuple(shown),
        rows=ids,
    )


def _shares(desk: Desk, named: Sequence[tuple[str, int]], total: int) -> tuple[str, ...]:
    """The share of all rows that each group is, where it is asked for beside the number; else empty ones."""
    query = desk.question.query
    asked = query is not None and "share" in query.further
    return tuple(str(percentage(count, total)) if asked and total else "" for _, count in named)


def _breakdown(label: str, noun: str, named: Sequence[tuple[str, int]], shares: Sequence[str]) -> Table:
    if not any(shares):
        return Table((label, noun), tuple((value, str(count)) for value, count in named), (1,))
    lines = zip(named, shares, strict=True)
    return Table(
        (label, noun, "%"), tuple((value, str(count), share) for (value, count), share in lines), (1, 2)
    )


_NAMED = {"department", "section", "rating", "year"}


def _by_label(desk: Desk) -> str:
    if desk.question.by == Field.GROUP:
        return name_of_groups(desk)
    if desk.question.by in _NAMED:
        return desk.say(f"field.{desk.question.by}")
    if desk.question.by == "kpi_state":
        return desk.say("field.progress")
    if desk.question.by == "document":
        return desk.say("noun.document")
    return header(desk, desk.question.by)


def _value_label(desk: Desk, value: str) -> str:
    if desk.question.by == "document" and value in desk.documents:
        return desk.documents[value].title
    if desk.question.by == "kpi_state" and value:
        return desk.say(f"kpi.state.{value}")
    if desk.question.by == "kpi_state":
        return desk.say("condition.kpi.not").strip()
    return value + (catalog(desk.index).date_parts.get(desk.question.by, "") if value.isdecimal() else "")


def _top(named: Sequence[tuple[str, int]], direction: str) -> list[tuple[str, int]]:
    counts = [count for _, count in named]
    if not counts:
        return []
    best = max(counts) if direction == "max" else min(counts)
    return [(value, count) for value, count in named if count == best]


def _most(desk: Desk, named: Sequence[tuple[str, int]]) -> str:
    top = _top(named, desk.question.direction)
    if not top:
        return desk.say("extreme.none")
    key = "breakdown.most" if desk.question.direction == "max" else "breakdown.least"
    label = desk.say("condition.separator").join(value for value, _ in top)
    return desk.say(key, label=label, count=top[0][1])

"""The share that rows have of the sum of all amounts, with the division in the open: 民生費は全体の何%."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.kinds.rows.counting import percentage
from assistant.answering.queries.figures.aggregates import told
from assistant.answering.queries.figures.rankings import evidence
from assistant.answering.queries.figures.totals_apart import left_out_note, without_totals
from assistant.answering.queries.measuring import Measured, measured, shown_of
from assistant.answering.queries.wording import label, where_in_words
from assistant.model.answer import Reason, Status
from assistant.model.query import Among, Query, joined, parts_of

_NAMED = 4


def tell_amount_share(desk: Desk, query: Query, ids: Sequence[int]) -> Outcome:
    """The amounts of the rows divided by those of all, totals apart; a refusal where they have none."""
    every, totals = without_totals(desk, measured(desk, None, query.measure))
    wanted = set(ids)
    part = [one for one in every if one.row_id in wanted]
    whole = sum((one.value for one in every), Decimal(0))
    units = {one.unit for one in every}
    if not part or whole == 0 or len(units) > 1:
        text = desk.say("value.no_column", label=label(desk, query.measure))
        return Outcome(text, Status.NOT_FOUND, Reason.BLANK, rows=tuple(ids))
    unit = units.pop()
    amount = sum((one.value for one in part), Decimal(0))
    cited = shown_of(desk, part)
    named = _named(desk, query, part)
    share = percentage(amount, whole)
    text = desk.say(
        "share.amount",
        label=label(desk, query.measure),
        name=named,
        count=len(part),
        share=share,
        part=told(amount, unit),
        whole=told(whole, unit),
    )
    return Outcome(
        text,
        citations=tuple(dict.fromkeys(c for one in cited for c in evidence(one))),
        notes=left_out_note(desk, totals),
        highlights=(f"{share} %",),
        rows=tuple(ids),
    )


def _named(desk: Desk, query: Query, part: Sequence[Measured]) -> str:
    """What rows are called: by their condition and how many they are, or by their titles."""
    others = joined(*(one for one in parts_of(query.where) if not isinstance(one, Among)))
    conditions = where_in_words(desk, others)
    if len(parts_of(query.where)) == 1 and others is not None:
        return desk.say("share.amount.rows", conditions=conditions, noun=desk.noun(), count=len(part))
    titles = dict.fromkeys(one.row.title for one in shown_of(desk, part))
    names = desk.say("condition.separator").join(list(titles)[:_NAMED])
    if others is None:
        return names
    return desk.say("share.amount.rows", conditions=conditions, noun=names, count=len(part))

"""A figure and whether its target was met, asked in one sentence: "How many came, and was the target met?".

The figure is told first, then how the indicator that it is of came out; where the row has no indicator, what
the sentence that states the figure says of the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.figures.indicators import chosen_kpis
from assistant.answering.parts.showing.value import Value, joined
from assistant.answering.parts.showing.values import progress_of
from assistant.model.answer import Status
from assistant.understanding.mentions.polar_questions import polar
from assistant.understanding.mentions.predicates import Said, said_of
from assistant.words import grammar
from corpus.document import Kpi, Row
from corpus.text.folding import fold
from corpus.text.quantities import find_quantities


def with_target(desk: Desk, told: Outcome, asked: str) -> Outcome | None:
    """What was told, with whether its target was met; None where it is no figure of one row.

    `asked` is the part of the sentence that asks for it, named where the row says nothing of a target.
    """
    if told.status is not Status.ANSWERED or told.reason is not None or len(told.rows) != 1:
        return None
    row = desk.row(told.rows[0])
    first, *rest = told.text.split("\n")
    if not (kpis := _meant(desk, row, first)):
        said = _said_in_text(rest)
        line = desk.say("twofold.not_stated", what=asked) if said is None else desk.say(f"polar.{said}")
        lines = [first, *rest, line] if said is None else [first, line, *rest]
        return replace(told, text="\n".join(lines))
    value: Value = joined([progress_of(desk, row, kpi) for kpi in kpis])
    return replace(
        told,
        text="\n".join((first, *value.text.split("\n"), *rest)),
        citations=tuple(dict.fromkeys((*told.citations, *value.citations))),
        notes=tuple(dict.fromkeys((*told.notes, *value.notes))),
        gauges=value.gauges,
    )


def _meant(desk: Desk, row: Row, told: str) -> Sequence[Kpi]:
    """The indicators that have the figure told, or else those that the question means."""
    figures = {one.value for one in find_quantities(fold(told))}
    kpis = desk.kpis(row)
    own = [kpi for kpi in kpis if kpi.actual is not None and kpi.actual.value in figures]
    return own or (chosen_kpis(desk, row) if kpis else ())


def _said_in_text(lines: Sequence[str]) -> str | None:
    """Whether a quoted sentence says that its target was met: the key of a yes or a no."""
    asked = polar(grammar.word("asks_whether_met"))
    for line in lines:
        said = said_of(asked.groups, line) if asked is not None else None
        if said in (Said.YES, Said.NO) and any(word in line for word in grammar.words("targets_asked")):
            return "yes" if said is Said.YES else "no"
    return None

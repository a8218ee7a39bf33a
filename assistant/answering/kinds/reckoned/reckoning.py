"""What is computed from the figures that the last answers told: their sum, mean, difference or ratio.

The figures are shown with the computing, and cited where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.desk import Desk, Outcome
from assistant.answering.parts.showing.values import quantity
from assistant.model.answer import Reason, Status
from assistant.model.told import Told
from assistant.words import grammar

_TWO_PLACES = Decimal("0.01")


def answer_reckoning(desk: Desk, what: str, told: Sequence[Told]) -> Outcome | None:
    """The sum, mean, difference or ratio ("sum", "mean", "difference", "ratio"), or which of two is more
    ("max", "min"); None where the figures do not allow it.
    """
    if len(told) < 2:
        return None
    share = told[-1].unit in grammar.word_set("percents", "tenths")
    if what in ("sum", "mean"):
        return None if share and what == "sum" else _of_all(desk, what, told)
    return _of_two(desk, what, told[-2], told[-1])


def _of_all(desk: Desk, what: str, told: Sequence[Told]) -> Outcome:
    unit = told[-1].unit
    total = sum((one.value for one in told), Decimal(0))
    terms = " + ".join(one.text for one in told)
    if what == "sum":
        value = quantity(total, unit)
        return _outcome(desk, desk.say("reckoned.sum", value=value, terms=terms), value, told)
    value = quantity(_rounded(total / len(told)), unit)
    return _outcome(desk, desk.say("reckoned.mean", value=value, terms=terms, count=len(told)), value, told)


def _of_two(desk: Desk, what: str, one: Told, other: Told) -> Outcome | None:
    more, less = (one, other) if one.value >= other.value else (other, one)
    points = desk.say("reckoned.points") if one.unit in grammar.word_set("percents") else one.unit
    said = {"more": more.text, "less": less.text}
    named = {"one": _named(desk, more, less), "other": _named(desk, less, more)}
    if what == "ratio":
        if less.value == 0:
            return None
        value = quantity(_rounded(more.value / less.value), grammar.words("times")[0])
        return _outcome(desk, desk.say("reckoned.ratio", value=value, **said, **named), value, (one, other))
    value = quantity(more.value - less.value, points)
    if what == "difference" or more.value == less.value:
        return _outcome(desk, desk.say("reckoned.difference", value=value, **said), value, (one, other))
    return _outcome(desk, desk.say(f"reckoned.{what}", value=value, **named), value, (one, other))


def _named(desk: Desk, one: Told, other: Told) -> str:
    """A figure with what tells it from the other: its label, its row, or its year."""
    rows = desk.row(one.row).title if one.row != other.row else ""
    dated = one.year is not None and one.year != other.year
    year = desk.say("reckoned.year", year=one.year) if dated else ""
    told_apart = one.label != other.label and min(len(one.label), len(other.label)) > 1
    label = one.label if told_apart else rows or year
    return desk.say("reckoned.named", label=label, value=one.text).strip() if label else one.text


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_TWO_PLACES, ROUND_HALF_UP)


def _outcome(desk: Desk, head: str, value: str, told: Sequence[Told]) -> Outcome:
    lines = dict.fromkeys(desk.say("reckoned.item", line=one.line) for one in told)
    cited = {(one.row, one.citation.quote): one.citation for one in told}
    return Outcome(
        "\n".join((head, *lines)),
        citations=tuple(cited.values()),
        highlights=(value,),
        rows=tuple(dict.fromkeys(one.row for one in told)),
    )


def refuse_reckoning(desk: Desk, told: Sequence[Told]) -> Outcome:
    """A refusal where the figures can't be put together, with what they are."""
    figures = desk.say("condition.separator").join(one.text for one in told)
    return Outcome(desk.say("reckoned.none", figures=figures), Status.NOT_FOUND, Reason.NOT_STATED)

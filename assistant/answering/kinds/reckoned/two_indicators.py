"""The figures of two indicators called by their names, and which is higher: 「AとB、達成率はどちらが高い」.

Both figures are told. Where it is asked so and only one of the two is known, nothing is answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk, Outcome
from assistant.answering.queries.comparisons import difference
from assistant.answering.queries.figures.rankings import evidence, shown, sum_of
from assistant.answering.queries.measuring import Measured, measured
from assistant.answering.queries.wording import label
from assistant.answering.refusal import refuse_unused
from assistant.model.answer import Status, Table
from assistant.model.mention import Mention
from assistant.model.query import Ask, Query
from assistant.model.question import Field, Kind
from assistant.words import grammar
from assistant.words.fact_words import words
from corpus.text.folding import compact
from index.records import Name, NameKind
from index.store import Index

_FIGURES = frozenset({Field.RATE, Field.ACTUAL, Field.TARGET})
_SHORTEST = 3


def answer_two_indicators(desk: Desk, mentions: Sequence[Mention]) -> Outcome | None:
    """Both figures, the higher one first where that is asked; None for another question."""
    asked = [field for field in desk.question.fields if field in _FIGURES]
    choice = _choice(desk, mentions)
    each = [m.words for m in mentions if m.words.startswith(grammar.words("each_alone"))]
    if len(asked) != 1 or not (choice or each):
        return None
    sides = _sides(desk, asked[0])
    if len(sides) < 2 and not (sides and choice):
        return None
    if len(sides) != 2 or (choice and len({one.unit for one in sides}) > 1):
        return refuse_unused(desk, choice or each)
    if not choice:
        return _each(desk, asked[0], sides)
    return _told(desk, asked[0], sides, any(m.means("degree") == "min" for m in mentions))


def tells_one_of_two(desk: Desk, mentions: Sequence[Mention], outcome: Outcome) -> Sequence[str]:
    """The words by which one of two is asked for, where the figure of but one was found."""
    question = desk.question
    one = outcome.status is Status.ANSWERED and question.kind is Kind.FIELD and len(outcome.rows) == 1
    figures = [field for field in question.fields if field in _FIGURES]
    return _choice(desk, mentions) if one and len(figures) == 1 else ()


def _choice(desk: Desk, mentions: Sequence[Mention]) -> list[str]:
    """The words by which one of two is asked for; empty where none is."""
    which = [m.words for m in mentions if m.means("which") is not None]
    degrees = [m.words for m in mentions if m.means("degree") is not None]
    return [*which, *degrees] if degrees and (which or _chooses(desk)) else []


def _chooses(desk: Desk) -> bool:
    """Whether English asks which of two: "which has the higher rate, A or B"."""
    folded = desk.question.folded
    return any(word in folded for word in words("english_which_of_two")) and words("english_or")[0] in folded


def _sides(desk: Desk, field: Field) -> list[Measured]:
    """The figures of the indicators that the question calls by their names, or by their row."""
    found: list[Measured] = []
    text = compact(desk.question.folded)
    for name in _names(desk.index):
        if name.folded not in text:
            continue
        text = text.replace(name.folded, " ")
        figures = measured(desk, [name.row_id] if name.row_id is not None else [], field.value)
        own = [one for one in figures if one.kpi is not None and compact(one.kpi.name) == name.folded]
        own = own or (figures if len(figures) == 1 else [])
        found += own[:1]
    return found


def _names(index: Index) -> tuple[Name, ...]:
    """The names of indicators and of the rows that have some, the longest first; read once."""
    kept: tuple[Name, ...] | None = index.derived.get("assistant.indicator_names")
    if kept is None:
        names = {
            (name.folded, name.row_id): name
            for name in index.names((NameKind.KPI, NameKind.ROW))
            if len(name.folded) >= _SHORTEST
        }
        kept = tuple(sorted(names.values(), key=lambda name: -len(name.folded)))
        index.derived["assistant.indicator_names"] = kept
    return kept


def _called(one: Measured) -> str:
    return one.kpi.name if one.kpi is not None else one.row.title


def _each(desk: Desk, field: Field, sides: Sequence[Measured]) -> Outcome:
    """Each of the figures with what it is of."""
    items = [desk.say("fact.each.item", label=_called(one), value=shown(one)) for one in sides]
    sums = (sum_of(desk, Query(Ask.COMPARISON, measure=field.value), one) for one in sides)
    head = f"{label(desk, field.value)}: {desk.say('fact.each', value=desk.say('fact.and').join(items))}"
    return _outcome(desk, field, sides, [head, *(line for line in sums if line)])


def _told(desk: Desk, field: Field, sides: Sequence[Measured], lower: bool) -> Outcome:
    first, second = sorted(sides, key=lambda one: one.value, reverse=not lower)
    said = {
        "label": label(desk, field.value),
        "one": _called(first),
        "other": _called(second),
        "value": shown(first),
        "than": shown(second),
    }
    key = "same" if first.value == second.value else "smaller" if lower else "larger"
    sums = (sum_of(desk, Query(Ask.COMPARISON, measure=field.value), one) for one in sides)
    head = desk.say(f"comparison.{key}", **said)
    return _outcome(desk, field, sides, [head, *difference(desk, sides), *(line for line in sums if line)])


def _outcome(desk: Desk, field: Field, sides: Sequence[Measured], lines: Sequence[str]) -> Outcome:
    return Outcome(
        "\n".join(lines),
        citations=tuple(dict.fromkeys(c for one in sides for c in evidence(one))),
        table=Table(
            (desk.say("comparison.side"), label(desk, field.value)),
            tuple((_called(one), shown(one)) for one in sides),
            (1,),
        ),
        highlights=tuple(shown(one) for one in sides),
        rows=tuple(dict.fromkeys(one.row_id for one in sides)),
    )

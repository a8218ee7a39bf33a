"""What is said of the targets of indicators: when they are due, and in what unit they are stated."""

from __future__ import annotations

from decimal import Decimal

from assistant.model.query import Bound, Range
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar


def term(sentence: Sentence, place: int) -> Range | None:
    """When a target is due: every year, or in the fiscal year named beside the word; None for no year."""
    inside = range(len(sentence))
    targets = [
        p for p in (place - 1, place + 1) if p in inside and sentence[p].means("field") == Field.TARGET
    ]
    if sentence[place].means("every_year"):
        sentence.take(*targets)
        return Range("every_year", low=Bound(Decimal(1)))
    near = [p for p in (place - 1, place + 1, place - 2) if p in inside and p not in sentence.used]
    year = next((p for p in near if sentence[p].means("due_year")), None)
    if year is None:
        return None
    behind = year + 1
    if behind < len(sentence) and sentence[behind].means("field") == Field.TARGET:
        # 「期限が2024年度の目標」
        targets.append(behind)
    sentence.take(year, *targets)
    due = Bound(Decimal(sentence[year].number))
    return Range("due", due, due)


def term_of_target(sentence: Sentence, place: int) -> Range | None:
    """The year of a target that was met or not: 「2024年度の目標を2023年度に達成した施策」."""
    target = place + 1
    behind = sentence[target] if target < len(sentence) else None
    # 「2024年度の目標を上回っている」 is a state in one mention.
    reached = behind is not None and behind.words.startswith(grammar.words("before_reaching"))
    beside = behind is not None and (behind.means("field") == Field.TARGET or reached)
    told = any(m.means("state") or m.means("noun") == "row" for m in sentence.mentions)
    named = any(mention.means("due") for mention in sentence.mentions)
    if not beside or not told or named or sentence.gap(place, target) not in grammar.words("genitives"):
        return None
    sentence.take(place, None if reached else target)
    due = Bound(Decimal(sentence[place].number))
    return Range("due", due, due)


def target_unit(sentence: Sentence, place: int) -> Range:
    """Targets of a unit, whatever their figure: 「％の目標」, "a percentage target".

    The word for the target is used up, but not one for the indicators that are asked for: 「件数の指標は」.
    """
    sentence.take(*sentence.places("has"), *_targets(sentence, place))
    return Range(Field.TARGET.value, unit=sentence[place].means("target_unit") or "")


def _targets(sentence: Sentence, place: int) -> list[int]:
    """The words for targets or indicators beside that of their unit."""
    found = []
    for near in (place - 1, place + 1):
        if not 0 <= near < len(sentence):
            continue
        what = sentence[near].means("field")
        goes_on = near + 1 < len(sentence) and sentence[near + 1].means("field") == Field.KPI
        if what == Field.TARGET or (
            what == Field.KPI and (near < place or goes_on or _is_what(sentence, place))
        ):
            found.append(near)
    return found


def _is_what(sentence: Sentence, place: int) -> bool:
    """Whether a unit is what indicators are in: 「割合がKPIになっている」, and no "percentage KPIs"."""
    return sentence[place].words.endswith(grammar.words("unit_is_target"))

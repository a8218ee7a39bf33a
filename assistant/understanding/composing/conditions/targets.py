"""What is said of the targets of indicators: when they are due, and in what unit they are stated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.model.mention import Mention
from assistant.model.query import Bound, Condition, Not, Range, either
from assistant.model.question import Field
from assistant.understanding.composing.sentence import Sentence
from assistant.words import grammar
from index.filters import Facet

OF_TARGETS = ("due", "every_year", "target_unit", "other_unit")


def of_target(sentence: Sentence, place: int) -> Condition | None:
    """When targets are due, or in what unit they are stated, by the word at a place."""
    if sentence[place].means("target_unit"):
        return target_unit(sentence, place)
    if sentence[place].means("other_unit"):
        return other_unit(sentence, place)
    return term(sentence, place)


def term(sentence: Sentence, place: int) -> Condition | None:
    """When a target is due: every year, or in a fiscal year named beside the word; None for no year."""
    inside = range(len(sentence))
    targets = [
        p for p in (place - 1, place + 1) if p in inside and sentence[p].means("field") == Field.TARGET
    ]
    beside = [p for p in (place - 1, place + 1) if p in inside]
    if sentence[place].means("every_year"):
        sentence.take(*targets, *(p for p in beside if sentence[p].means("due")))
        return Range("every_year", low=Bound(Decimal(1)))
    every = next((p for p in beside if sentence[p].means("every_year")), None)
    if every is not None:
        # 「期限が毎年度のKPI」
        sentence.take(every, *targets)
        return Range("every_year", low=Bound(Decimal(1)))
    near = [p for p in (place - 1, place + 1, place - 2) if p in inside and p not in sentence.used]
    year = next((p for p in near if sentence[p].means("due_year")), None)
    if year is None:
        return None
    years, last = [year], year
    while year > place and (another := _another_year(sentence, last)) is not None:
        # 「期限が2022年度か2023年度」
        years.append(another)
        last = another
    if last + 1 < len(sentence) and sentence[last + 1].means("field") == Field.TARGET:
        # 「期限が2024年度の目標」
        targets.append(last + 1)
    sentence.take(*range(year, last + 1), *targets)
    return _due_in(sentence, years)


def says_when_due(mentions: Sequence[Mention]) -> bool:
    """Whether targets are said to be due in one year, or in every one."""
    return any(one.means("due_year") or one.means("every_year") for one in mentions)


def targets_of_year(sentence: Sentence, place: int) -> tuple[Condition, int] | None:
    """Targets due in a year, of which it is said how far they came: 「2024年度末の目標を達成した施策」.

    Several years are named in one breath; the word for targets is left to what is said of them. With the
    last place that says when they are due.
    """
    years, last = [place], place
    while (behind := _another_year(sentence, last)) is not None:
        years.append(behind)
        last = behind
    target = last + 1
    if target < len(sentence) and sentence[target].means("due"):
        last, target = target, target + 1
    if not _is_told_of(sentence, target) or not sentence.near(last, target):
        return None
    sentence.take(*range(place, target))
    return _due_in(sentence, years), last


def _due_in(sentence: Sentence, years: Sequence[int]) -> Condition:
    dues = {Bound(Decimal(_year_of(sentence[year]))) for year in years}
    return either(*(Range("due", due, due) for due in sorted(dues, key=lambda due: due.value)))


def is_of_targets(sentence: Sentence, place: int) -> bool:
    """Whether a year may be that of targets: one by itself, or joined to one that is."""
    if sentence[place].means("due_year"):
        return True
    one = sentence[place].filter
    return one is not None and one.facet is Facet.YEAR and _another_year(sentence, place) is not None


def _year_of(mention: Mention) -> int:
    return int(mention.filter.values[0]) if mention.filter is not None else mention.number


def _another_year(sentence: Sentence, place: int) -> int | None:
    """The place of a year that stands behind another with a word for or between."""
    behind = place + 2 if place + 1 < len(sentence) and sentence[place + 1].means("or") else place + 1
    if behind >= len(sentence) or sentence[behind].means("due_year") is None:
        return None
    joined = behind == place + 2 or sentence.gap(place, behind) in grammar.words("together")
    return behind if joined else None


def _is_told_of(sentence: Sentence, target: int) -> bool:
    """Whether targets are named at a place, and behind them how far they came, of rows."""
    behind = target + 1
    rows = any(mention.means("noun") == "row" for mention in sentence.mentions)
    if _is_of_gap(sentence, target):
        return True
    if target < len(sentence) and sentence[target].means("state"):
        # 「目標に届いていない」 is one word for both.
        return rows and sentence[target].words.startswith(grammar.words("target_before_state"))
    while behind < len(sentence) and _says_of_what(sentence[behind]):
        behind += 1
    if behind >= len(sentence) or sentence[target].means("field") != Field.TARGET:
        return False
    return rows and any(sentence[behind].means(kind) for kind in ("state", "has", "present"))


def _is_of_gap(sentence: Sentence, target: int) -> bool:
    """Whether targets are named whose distance is told: 「2024年度末の目標と2023年度の実績の開きが」."""
    behind = target + 1
    if target >= len(sentence) or sentence[target].means("field") not in (Field.TARGET, Field.GAP):
        return False
    while behind < len(sentence) and _says_of_what(sentence[behind]):
        behind += 1
    last = behind < len(sentence) and sentence[behind].means("field") == Field.GAP
    return last or sentence[target].means("field") == Field.GAP


def _says_of_what(mention: Mention) -> bool:
    """Whether a mention says by which figure a target was met: 「目標を2023年度の実績で達成している」."""
    of_year = mention.filter is not None and mention.filter.facet is Facet.YEAR
    return of_year or mention.means("field") == Field.ACTUAL


def target_unit(sentence: Sentence, place: int) -> Range:
    """Targets of a unit, whatever their figure: 「％の目標」, "a percentage target".

    The word for the target is used up, but not one for the indicators that are asked for: 「件数の指標は」.
    """
    sentence.take(*sentence.places("has"), *_targets(sentence, place))
    return Range(Field.TARGET.value, unit=sentence[place].means("target_unit") or "")


def other_unit(sentence: Sentence, place: int) -> Condition:
    """Targets of any unit but the one named: 「％以外の目標」."""
    sentence.take(*sentence.places("has"), *_targets(sentence, place))
    return Not(Range(Field.TARGET.value, unit=sentence[place].means("other_unit") or ""))


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

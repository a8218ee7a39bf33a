"""Reads what an indicator aims at, and compares figures: units that count the same, bounds, years.

A target in words alone has no value, and an event (運用開始) has none either; `is_event` tells the two apart.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from corpus.document import Actual, Comparator, KpiState, Target
from corpus.records.statements import bare_figure
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.numerals import number
from corpus.text.quantities import Quantity, find_quantities
from corpus.words import vocabulary

# Up to the last figure.
_BEHIND_FIGURE = expression(r"^.*[0-9０-９]", re.DOTALL)


def read_target(text: str, name: str = "", *, due: int | None = None) -> Target:
    """The target that `text` states for the indicator `name`; `due` where another column says the year.

    >>> target = read_target("2024年度末:累計 40,000件")
    >>> target.value, target.unit, target.due, target.cumulative
    (Decimal('40000'), '件', 2024, True)
    >>> read_target("研修を毎年度2回以上実施").every_year, read_target("2024年度運用開始").value
    (True, None)
    """
    words = vocabulary("indicators")
    years = [fiscal_year(mention) for mention in find_dates(text)]
    quantity = _target_quantity(text)
    value, unit = (quantity.value, quantity.unit) if quantity else (_bare(text), "")
    return Target(
        text=text,
        value=value,
        unit=unit,
        comparator=_comparator(text, name, quantity),
        due=years[-1] if years else due,
        every_year=_any(words["every_year"], text),
        cumulative=_any(words["cumulative"], text),
    )


def _target_quantity(text: str) -> Quantity | None:
    """The figure with a bound (以上) behind it, or the first one."""
    quantities = find_quantities(text)
    words = vocabulary("indicators")
    bounds = (*words["at_least"], *words["at_most"])
    bounded = [quantity for quantity in quantities if text[quantity.end :].lstrip().startswith(bounds)]
    return next(iter(bounded or quantities), None)


def _bare(text: str) -> Decimal | None:
    figure = bare_figure(text)
    return number(figure) if figure else None


def _comparator(text: str, name: str, quantity: Quantity | None) -> Comparator:
    words = vocabulary("indicators")
    behind = text[quantity.end :] if quantity else _BEHIND_FIGURE.sub("", text)
    if is_change(text):
        return Comparator.AT_LEAST
    if behind.lstrip().startswith(tuple(words["at_least"])):
        return Comparator.AT_LEAST
    if behind.lstrip().startswith(tuple(words["at_most"])):
        return Comparator.AT_MOST
    if _any(words["exactly"], text):
        return Comparator.EXACTLY
    lower = compact(name).endswith(tuple(words["lower_is_better"]))
    lower = lower or (is_reduction(name) and _any(words["level"], text))
    none = (quantity.value if quantity else _bare(text)) == 0
    return Comparator.AT_MOST if lower or none else Comparator.AT_LEAST


def is_reduction(name: str) -> bool:
    """Whether an indicator is called a reduction: its figure may be the level, or by how much it falls.

    >>> is_reduction("時間外勤務の縮減"), is_reduction("削減率")
    (True, False)
    """
    return compact(name).endswith(tuple(vocabulary("indicators")["reduction"]))


def tells_direction(target: Target, name: str) -> bool:
    """Whether it is sure that the figure is to be reached, or not to be exceeded.

    >>> [tells_direction(read_target(text), "苦情の削減") for text in ("10件", "10件削減", "10件以下")]
    [False, True, True]
    """
    if target.comparator is not Comparator.AT_LEAST or not is_reduction(name):
        return True
    return is_change(target.text) or "以上" in target.text


def is_change(text: str) -> bool:
    """Whether the figure is by how much something changes, not what it comes to.

    >>> is_change("10%削減"), is_change("定員を200人増やす"), is_change("100件に削減"), is_change("累計33件")
    (True, True, False, False)
    """
    change = tuple(vocabulary("indicators")["change"])
    return any(text[quantity.end :].lstrip(" のを").startswith(change) for quantity in find_quantities(text))


def same_unit(left: str, right: str) -> bool:
    """Whether two units count the same: 人 and 名; one of 「講座・教室」 and 講座.

    >>> same_unit("人", "名"), same_unit("講座・教室", "講座"), same_unit("件", "人")
    (True, True, False)
    """
    groups = _unit_groups()
    lefts = {groups.get(piece, piece) for piece in re.split("[・/]", left)}
    return not lefts.isdisjoint(groups.get(piece, piece) for piece in re.split("[・/]", right))


@cache
def _unit_groups() -> dict[str, str]:
    return {unit: group[0] for group in vocabulary("indicators")["same_units"] for unit in group}


def is_event(target: Target) -> bool:
    """Whether the target is a thing to be done, not a figure or a wish in words.

    >>> is_event(read_target("2023年度までに実施")), is_event(read_target("多くの市民の保有を目指す"))
    (True, False)
    """
    return target.value is None and event_words(target.text) != ()


def event_words(text: str) -> tuple[str, ...]:
    """The events that the text ends in, the longest first: 「2024年度運用開始」 gives 運用開始 and 開始."""
    bare = re.sub(r"(?:する|した|の?予定|済み?|[。．)）\s])+$", "", text)
    events = sorted(vocabulary("indicators")["events"], key=len, reverse=True)
    return tuple(event for event in events if bare.endswith(event))


def is_done(text: str, events: tuple[str, ...]) -> bool:
    """Whether the text says that one of the events has happened, and nothing that takes it back.

    >>> is_done("一般公開を開始した。", ("公開",)), is_done("公開を検討した。", ("公開",))
    (True, False)
    """
    words = vocabulary("indicators")
    if _any(words["not_done"], text):
        return False
    for event in events:
        for match in re.finditer(re.escape(event), text):
            behind = text[match.end() : match.end() + 12].split("。")[0]
            if any(done in behind for done in words["done"]):
                return True
    return False


def judge(target: Target | None, actual: Actual | None) -> KpiState:
    """Whether the actual meets the target, by figures of the same unit alone; else UNKNOWN."""
    if target is None or actual is None or target.value is None or actual.value is None:
        return KpiState.UNKNOWN
    if target.unit and actual.unit and not same_unit(target.unit, actual.unit):
        return KpiState.UNKNOWN
    if target.cumulative and is_yearly(actual.text):
        return KpiState.UNKNOWN
    if is_change(target.text) != is_change(actual.text):
        return KpiState.UNKNOWN
    return KpiState.MET if _meets(target, target.value, actual.value) else KpiState.MISSED


def _meets(target: Target, aim: Decimal, value: Decimal) -> bool:
    if target.comparator is Comparator.AT_MOST:
        return value < aim if "未満" in target.text else value <= aim
    if target.comparator is Comparator.EXACTLY:
        return value == aim
    return value >= aim


def is_yearly(text: str) -> bool:
    """Whether a result is said to be one year's: it can't be held against a target counted from the start."""
    words = vocabulary("indicators")
    return _any(words["yearly"], text) and not _any(words["total"], text)


def _any(words: list[str], text: str) -> bool:
    return any(word in text for word in words)

"""Indicators that stand inside cells: their targets, and the results that speak to them.

A result is matched to its indicator by name, by unit, and by being the only one; where these leave a choice
there is no figure and the state is unknown. A result without the label is taken only from a sentence that
names what the indicator counts, a total for a target counted from the start, or a figure that is itself
called the KPI's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from corpus.document import Actual, Kpi, KpiState, Locator, Target
from corpus.frozen import dataclass
from corpus.records.statements import bare_figure, split_name, split_sentences, split_statements
from corpus.records.targets import (
    event_words,
    is_done,
    is_event,
    judge,
    read_target,
    same_unit,
    tells_direction,
)
from corpus.text.dates import find_dates, fiscal_year
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.numerals import number
from corpus.text.quantities import Quantity, find_quantities
from corpus.words import vocabulary

# Names that agree less than this are taken for one another only where there is no choice.
_ALIKE = 0.45
_HARDLY = 0.2
# A baseline behind the name: 「受講者数 50人(R4) → 80人」.
_BASELINE = expression(
    r"^(?P<name>.*?\S)[\s:：]+(?P<figure>\S*[0-9０-９][^\s(（]*(?:\s*[(（][^)）]*[)）])?)$", re.DOTALL
)
_BEFORE = expression(
    r"([㐀-鿿々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]+)(?:は|が|を|も|:|：|\s|\(|（|に|で)*(?:計|延べ|のべ|累計|累積|約|総数|合計|全|\s)*$"
)
_CALLED = expression("kpi(?:の)?(?:達成状況|実績|達成)")


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator, and the name that its labelled result goes by; empty where there is no such result."""

    kpi: Kpi
    result_name: str = ""


def read_kpis(
    texts: Sequence[tuple[str, Locator]], labelled: Sequence[str], prose: Sequence[str], year: int | None
) -> tuple[Reading, ...]:
    """The indicators of one row, in printed order.

    `texts` are the parts that state indicators, `labelled` those that state their results, `prose` the other
    texts that report results; `year` is the fiscal year of the results.
    """
    stated = [_stated(text, locator) for part, locator in texts for text in split_statements(part)]
    statements = [statement for part in labelled for statement in split_statements(part)]
    matches = match_statements(stated, statements)
    return tuple(
        _reading(kpi, None if match is None else statements[match], bool(labelled), prose, year)
        for kpi, match in zip(stated, matches, strict=True)
    )


def _stated(text: str, locator: Locator) -> Kpi:
    """The indicator as its row states it, without a result."""
    name, aim = split_name(text)
    baseline = None
    printed = _BASELINE.match(name)
    if printed and find_quantities(printed["figure"]) and aim and "→" in text:
        name = printed["name"]
        baseline = _figure(printed["figure"], printed["figure"], None, None)
    target = read_target(aim, name) if aim else None
    return Kpi(name, text, target, None, KpiState.UNKNOWN, locator, baseline)


def _reading(
    kpi: Kpi, statement: str | None, labelled: bool, prose: Sequence[str], year: int | None
) -> Reading:
    if statement is not None:
        return Reading(_judged(kpi, read_actual(statement, kpi, year)), split_name(statement)[0])
    # Where other results carry the label, one without it is a remark, not this indicator's result.
    actual = None if labelled else find_unlabelled(prose, kpi, year)
    return Reading(_judged(kpi, actual))


def _judged(kpi: Kpi, actual: Actual | None) -> Kpi:
    sure = kpi.target is None or tells_direction(kpi.target, kpi.name)
    state = judge(kpi.target, actual) if sure else KpiState.UNKNOWN
    if kpi.target is not None and actual is not None and is_event(kpi.target):
        done = is_done(actual.text, (*event_words(kpi.target.text), *event_words(kpi.name)))
        state = KpiState.MET if done else KpiState.UNKNOWN
    return replace(kpi, actual=actual, state=state)


def likeness(left: str, right: str) -> float:
    """How alike two names are, from 0 to 1, whatever stands in brackets.

    >>> likeness("公開件数", "公開件数"), round(likeness("推奨データの公開", "標準データ(旧推奨)の公開"), 2)
    (1.0, 0.75)
    """
    bare = [compact(re.sub(r"[(（][^)）]*[)）]", "", name)) for name in (left, right)]
    return SequenceMatcher(None, bare[0], bare[1], autojunk=False).ratio()


def match_statements(kpis: Sequence[Kpi], statements: Sequence[str]) -> tuple[int | None, ...]:
    """For each indicator the index of the statement of its result, None where none is surely its own."""
    scored = sorted(
        (
            (likeness(kpi.name, split_name(statement)[0]), -place, -index)
            for place, kpi in enumerate(kpis)
            for index, statement in enumerate(statements)
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for score, minus_place, minus_index in scored:
        place, index = -minus_place, -minus_index
        if score >= _ALIKE and place not in found and index not in found.values():
            found[place] = index
    return _with_leftovers(found, kpis, statements)


def _with_leftovers(
    found: dict[int, int], kpis: Sequence[Kpi], statements: Sequence[str]
) -> tuple[int | None, ...]:
    """Joins one indicator and one statement that are left over, if their figures can be compared."""
    places = [place for place in range(len(kpis)) if place not in found]
    rest = [index for index in range(len(statements)) if index not in found.values()]
    if len(places) == 1 and rest:
        target = kpis[places[0]].target
        fitting = [index for index in rest if target and _compatible(statements[index], target)]
        alone = (
            len(kpis) == 1 or likeness(kpis[places[0]].name, split_name(statements[rest[0]])[0]) >= _HARDLY
        )
        if len(rest) == 1 and alone and (fitting or len(kpis) == 1):
            found[places[0]] = rest[0]
        elif len(fitting) == 1 and len(kpis) == 1:
            found[places[0]] = fitting[0]
    return tuple(found.get(place) for place in range(len(kpis)))


def _compatible(text: str, target: Target) -> list[Quantity]:
    """The quantities of a text whose unit is the target's."""
    return [quantity for quantity in find_quantities(text) if same_unit(quantity.unit, target.unit)]


def read_actual(statement: str, kpi: Kpi, year: int | None) -> Actual:
    """The labelled result: the figure in the target's unit, None where there is none or no telling which.

    A figure that is part of the name (「500件以上の手続の割合」) is not the result's.
    """
    target = kpi.target
    name, said = split_name(statement)
    offset = statement.rfind(said) if said else 0
    quantities = find_quantities(statement[offset:])
    if target is not None and target.unit:
        quantities = _sure(statement[offset:], _compatible(statement[offset:], target))
    elif target is not None and target.value is not None and len(quantities) != 1:
        return _bare_actual(statement, said, year)
    elif len(quantities) > 1:
        quantities = ()
    if not quantities:
        return Actual(statement, year=_year(statement, None, year))
    return _figure(statement, said or name, quantities[0], year)


def _sure(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Of several figures in one unit the one outside brackets, or the one called a total; else none."""
    if len({quantity.value for quantity in quantities}) < 2:
        return tuple(quantities)
    outside = [item for item in quantities if text[: item.start].count("(") == text[: item.start].count(")")]
    outside = [item for item in outside if text[: item.start].count("（") == text[: item.start].count("）")]
    if len(outside) == 1:
        return tuple(outside)
    totals = vocabulary("indicators")["total"]
    called = [item for item in quantities if text[: item.start].rstrip().endswith((*totals, "計"))]
    return tuple(called) if len(called) == 1 else ()


def _bare_actual(statement: str, said: str, year: int | None) -> Actual:
    figure = bare_figure(said)
    return Actual(statement, number(figure) if figure else None, "", _year(statement, None, year))


def _figure(text: str, said: str, quantity: Quantity | None, year: int | None) -> Actual:
    if quantity is None:
        quantity = next(iter(find_quantities(said)), None)
    value: Decimal | None = quantity.value if quantity else None
    return Actual(text, value, quantity.unit if quantity else "", _year(text, quantity, year))


def _year(text: str, quantity: Quantity | None, default: int | None) -> int | None:
    """The fiscal year of a figure: the last date before it, else a 時点 behind it, else the default."""
    mentions = find_dates(text)
    if quantity is not None:
        at = text.find(quantity.text)
        before = [mention for mention in mentions if mention.end <= at]
        behind = [mention for mention in mentions if text[mention.end :].startswith(("時点", "現在", "末"))]
        mentions = tuple(before[-1:] or behind[:1])
    return fiscal_year(mentions[-1]) if mentions else default


def find_unlabelled(prose: Sequence[str], kpi: Kpi, year: int | None) -> Actual | None:
    """The result of an indicator in prose without the label; None where it is not surely this indicator's."""
    sentences = [sentence for text in prose for sentence in split_sentences(text)]
    if kpi.target is not None and is_event(kpi.target):
        return _unlabelled_event(sentences, kpi, year)
    for evidence in (_is_called, _names, _counts_same):
        found = [
            (sentence, quantity)
            for sentence in sentences
            for quantity in _candidates(sentence, kpi)
            if evidence(sentence, quantity, kpi)
        ]
        if len({quantity.value for _, quantity in found}) == 1:
            sentence, quantity = found[0]
            return replace(_figure(sentence, sentence, quantity, year), labelled=False)
        if found:
            return None
    return None


def _candidates(sentence: str, kpi: Kpi) -> Sequence[Quantity]:
    if kpi.target is not None and kpi.target.value is not None:
        return _compatible(sentence, kpi.target)
    rate = compact(kpi.name).endswith(("率", "割合"))
    return [quantity for quantity in find_quantities(sentence) if (quantity.unit == "%") is rate]


def _is_called(sentence: str, _: Quantity, __: Kpi) -> bool:
    """Whether the sentence says that its figure is the KPI's."""
    return _CALLED.search(compact(sentence)) is not None


def _names(sentence: str, quantity: Quantity, kpi: Kpi) -> bool:
    """Whether the indicator's name stands before the figure."""
    name = compact(kpi.name)
    return len(name) >= 4 and name in compact(sentence[: sentence.find(quantity.text)])


def _counts_same(sentence: str, quantity: Quantity, kpi: Kpi) -> bool:
    """Whether the word before the figure is in the indicator's name, or calls a total that the target is."""
    if kpi.target is None or kpi.target.value is None:
        return False
    before = _BEFORE.search(sentence[: quantity.start])
    if before is None:
        return False
    word = compact(before[1])
    words = vocabulary("indicators")
    if kpi.target.cumulative:
        return any(total in sentence[max(0, before.start()) : quantity.start] for total in words["total"])
    told = word not in words["generic"] and len(word) >= 2
    return told and word.removesuffix("数") in compact(kpi.name)


def _unlabelled_event(sentences: Sequence[str], kpi: Kpi, year: int | None) -> Actual | None:
    """The sentence that says the event has happened: it names the thing, and what was done with it."""
    assert kpi.target is not None
    events = (*event_words(kpi.target.text), *event_words(kpi.name))
    thing = compact(kpi.name)
    for event in event_words(kpi.name)[:1]:
        thing = thing.removesuffix(compact(event)).removesuffix("の") or thing
    for sentence in sentences:
        if thing in compact(sentence) and is_done(sentence, events):
            return Actual(sentence, year=_year(sentence, None, year), labelled=False)
    return None

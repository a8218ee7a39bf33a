"""The figures of a sentence with what each is of: the label before it, its year, and whether it is aimed at.

「令和３年度は70,729件、令和４年度は65,380件」 are two figures of one series, told apart by their years, and
「小学校で1.7ポイント、中学校で2.9ポイント」 two that are told apart by their labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.words import grammar
from assistant.words.fact_words import pattern, words
from corpus.frozen import dataclass
from corpus.text.dates import DateMention, find_dates
from corpus.text.expressions import expression
from corpus.text.fractions import Fraction, find_fractions
from corpus.text.numerals import FIGURE, narrow, number
from corpus.text.quantities import Quantity, find_quantities

_STOPS = expression(r"[。、，,；;・(（「」)）【】\s]")
_LONGEST_LABEL = 30


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure at a place of a text. `label` is what stands before it in its phrase, without its year."""

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    label: str
    year: int | None
    aimed: bool

    @property
    def total(self) -> bool:
        """Whether the label says that the figure is a sum of others."""
        return any(word in self.label for word in (*words("totals"), *words("sums")))


def labelled(text: str) -> tuple[Labelled, ...]:
    """The figures of a text in order, each with its label.

    >>> [(f.label, f.year, f.text) for f in labelled("令和３年度は70,729件、令和４年度は65,380件の実績")]
    [('', 2021, '70,729件'), ('', 2022, '65,380件')]
    >>> [(f.label, f.text, f.aimed) for f in labelled("小学校で1.7ポイント、中学校で2.9ポイント(定員15名)")]
    [('小学校', '1.7ポイント', False), ('中学校', '2.9ポイント', False), ('定員', '15名', True)]
    >>> [(f.year, f.text) for f in labelled("(R3:1,360→R4:1,462自治体)、(令和4年度:144)")]
    [(2021, '1,360'), (2022, '1,462自治体'), (2022, '144')]
    """
    dates = find_dates(text)
    found: list[Labelled] = []
    end = 0
    for quantity in _figures(text, dates):
        stops = [match.end() for match in _STOPS.finditer(text, end, quantity.start)]
        if stops and not text[stops[-1] : quantity.start].strip():
            stops.pop()
        start = max([end, quantity.start - _LONGEST_LABEL, *stops[-1:]])
        inside = [date for date in dates if start <= date.start and date.end <= quantity.start]
        label = text[inside[-1].end if inside else start : quantity.start]
        behind = _aim_behind().match(text, quantity.end)
        aimed = behind is not None or any(word in label for word in words("aims"))
        year = inside[-1].year if inside else None
        found.append(
            Labelled(
                quantity.start, quantity.end, quantity.text, quantity.value, quantity.unit,
                _stripped(label), year, aimed,
            )
        )  # fmt: skip
        end = quantity.end
    return tuple(found)


def _figures(text: str, dates: Sequence[DateMention]) -> list[Quantity]:
    """The quantities of a text, those behind a year and a colon (「R3:1,360→R4:1,462自治体」) among them.

    A figure there may stand without a unit; and one that is only bounded has that of the noun behind it.
    """
    colons = [date.end for date in dates if text[date.end : date.end + 1] in _COLONS]
    spaced = list(text)
    for place in colons:
        spaced[place] = " "
    fractions = find_fractions(text)
    found = [Quantity(one.start, one.end, one.value, "", one.text) for one in fractions]
    found += [q for q in find_quantities("".join(spaced)) if not any(_overlaps(q, one) for one in fractions)]
    narrowed = narrow(text)
    bare = [match for place in colons if (match := _BARE.match(narrowed, place + 1)) is not None]
    for match in [*bare, *_bounded().finditer(narrowed)]:
        start, end = match.span("figure")
        value = number(match["figure"])
        if value is None or any(one.start <= start < one.end for one in found):
            continue
        unit = match.groupdict().get("unit") or ""
        end = match.end("unit") if unit else end
        found.append(Quantity(start, end, value, unit, text[start:end]))
    return _with_unit_behind(text, sorted(found, key=lambda one: one.start))


def _overlaps(quantity: Quantity, fraction: Fraction) -> bool:
    return quantity.start < fraction.end and fraction.start < quantity.end


def _with_unit_behind(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, one before an arrow in the unit of that behind it: 「R3:1,360→R4:1,462自治体」."""
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if not one.unit and text.startswith(_ARROWS, one.end):
            found[place] = replace(one, unit=other.unit)
    return found


_ARROWS = ("→", "⇒", "➡")


_COLONS = (":", "：")
_BARE = expression(rf" ?(?P<figure>{FIGURE})(?=[、,)）→。;；]|$)")


@cache
def _bounded() -> re.Pattern[str]:
    """「1000以上の団体」."""
    return re.compile(
        rf"(?<![0-9a-z.,{grammar.characters('number_prefix')}])(?P<figure>{FIGURE}){grammar.pattern('thresholds')}"
        rf"{grammar.pattern('genitive')}(?P<unit>(?:(?!{pattern('and_others')})[㐀-鿿々]){{1,4}}|[ァ-ヺー]+)"
    )


@cache
def _aim_behind() -> re.Pattern[str]:
    """「75%(目標)」, 「50人以上を目標に」; not 「1件、目標2件」, whose next figure is the target."""
    return re.compile(
        rf"{pattern('bounds_of_aims')}?(?:{pattern('joints_to_aim')}|[(（])?{pattern('aims')}"
        rf"(?![^。、)）]{{0,3}}[0-9０-９])"
        rf"|{pattern('figure_aimed')}[^。、0-9０-９]{{0,12}}{grammar.pattern('genitive')}{pattern('aims')}"
        rf"{pattern('made_an_aim')}"
    )


def _stripped(label: str) -> str:
    """A label without what joins it to its figure."""
    before = None
    while label != before:
        before = label
        label = label.strip(" 　、，,・")
        for word in words("between"):
            label = label.removesuffix(word)
    label = _HEADER.sub("", label)
    return _TELLING.sub("", label) if not any(word in label for word in words("totals")) else label


# Of 「部門別応募数:一般部門」 the label is what the header is of.
_HEADER = expression(r"^.*[:：](?=.)")
# Of 「割合が小学校」 the label is what follows the particle.
_TELLING = expression(r"^.*[ぁ-ゟ](?=[^ぁ-ゟ]{2,}$)")


def series_of(text: str, figures: Sequence[Labelled], one: Labelled) -> tuple[Labelled, ...]:
    """The figures in the unit of one that stand in its sentence, if all are dated or none is."""
    return tuple(
        other
        for other in figures
        if other.unit == one.unit
        and (other.year is None) == (one.year is None)
        and "。" not in text[min(one.end, other.end) : max(one.start, other.start)]
    )

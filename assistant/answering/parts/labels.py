"""The figures of a sentence with what each is of: the label before it, its year, and whether it is aimed at.

「令和３年度は70,729件、令和４年度は65,380件」 are two figures of one series, told apart by their years, and
「小学校で1.7ポイント、中学校で2.9ポイント」 two that are told apart by their labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.words.fact_words import words
from corpus.text.dates import find_dates
from corpus.text.quantities import find_quantities

_STOPS = re.compile(r"[。、，,；;・(（「」)）【】\s]")
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
    """
    dates = find_dates(text)
    found: list[Labelled] = []
    end = 0
    for quantity in find_quantities(text):
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


@cache
def _aim_behind() -> re.Pattern[str]:
    """「75%(目標)」, 「50人以上を目標に」; not 「1件、目標2件」, whose next figure is the target."""
    aims = "|".join(words("aims"))
    return re.compile(
        rf"(?:以上|以下|程度)?(?:を|とする|という|の|[(（])?(?:{aims})(?![^。、)）]{{0,3}}[0-9０-９])"
    )


def _stripped(label: str) -> str:
    """A label without what joins it to its figure."""
    before = None
    while label != before:
        before = label
        label = label.strip(" 　、，,・")
        for word in words("between"):
            label = label.removesuffix(word)
    return _TELLING.sub("", label) if not any(word in label for word in words("totals")) else label


# Of 「割合が小学校」 the label is what follows the particle.
_TELLING = re.compile(r"^.*[ぁ-ゟ](?=[^ぁ-ゟ]{2,}$)")


def series_of(text: str, figures: Sequence[Labelled], one: Labelled) -> tuple[Labelled, ...]:
    """The figures in the unit of one that stand in its sentence, if all are dated or none is."""
    return tuple(
        other
        for other in figures
        if other.unit == one.unit
        and (other.year is None) == (one.year is None)
        and "。" not in text[min(one.end, other.end) : max(one.start, other.start)]
    )

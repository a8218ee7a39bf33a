"""Cells that are lists of figures, each behind its label: 「蔵書数（冊）＝8,120／貸出率＝30.3％」.

A cell is such a list only as a whole: where anything is left over beside the pairs it is read as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank, tidy
from corpus.text.quantities import fold_unit
from corpus.words import vocabulary

_LONGEST = 1_000
_LONGEST_NAME = 80
_SIGNS = ("＝", "=", "：", ":")
_BULLETS = "・･●○■□◆◇▪•"
_OPENING, _CLOSING = "(（[［【「", ")）]］】」"
_FIGURE = expression(
    r"\s*[約+＋△▲－-]?\s?[0-9０-９][0-9０-９,，.．]*(?:[兆億万千百][0-9０-９,，.．]*)*"
    r"(?:[^\s、，,;；／/｜|＝=：:(（【0-9０-９・･]|[・･](?![^、，,;；／/｜|\n]{1,80}?[＝=：:])|[/／](?=[月年日人回]\b)"
    r"|(?<=[mｍ])[2-3２-３²³]){0,10}(?:\s*[(（][^)）\n]{0,20}[)）])*(?:以上|以下|未満|超)?"
)
_NOTHING = expression(r"\s*[^\s、，,;；／/｜|＝=：:0-9０-９]{1,12}")
_BETWEEN = expression(rf"\s*[、，,;；／/｜|]\s*|\s+(?:[{_BULLETS}]\s*)?|[{_BULLETS}]|(?=【)|$")
# 「【活動指標】講座＝4回」: what stands in front is the kind of the figures behind it.
_KIND = expression(r"^【[^】]*】\s*")
_LAST_BRACKET = expression(r"\s*[(（]\s*(?:単位\s*[:：]?\s*)?([^()（）]{1,8})[)）]\s*$")

_LETTERS = expression("[a-z]{1,2}[0-9]?")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its figure, both verbatim; `unit` is that in the label's last brackets, else empty.

    `label` is the name as printed, `text` the whole pair. `figure` is empty where there is said to be none.
    """

    name: str
    figure: str
    unit: str
    label: str
    text: str


def unpack_pairs(text: str) -> tuple[Pair, ...]:
    """The pairs of a cell that holds nothing else, in their order; empty for any other cell.

    >>> [(pair.name, pair.figure, pair.unit) for pair in unpack_pairs("蔵書数（冊）＝8,120／貸出率＝30.3％")]
    [('蔵書数', '8,120', '冊'), ('貸出率', '30.3％', '')]
    >>> [(pair.name, pair.figure) for pair in unpack_pairs("活動: 講座＝4回・広報誌＝12回　成果: データなし")]
    [('講座', '4回'), ('広報誌', '12回')]
    >>> unpack_pairs("参加者：12人。来年度も続ける。"), unpack_pairs("受付：9時から17時まで")
    ((), ())
    """
    if len(text) > _LONGEST or "。" in text or "//" in text or not any(sign in text for sign in _SIGNS):
        return ()
    pairs: list[Pair] = []
    place = 0
    while text[place:].strip():
        read = _pair(text, place)
        if read is None:
            return ()
        pair, place = read
        pairs.append(pair)
    return tuple(pair for pair in pairs if pair.figure)


def _pair(text: str, start: int) -> tuple[Pair, int] | None:
    """The pair that begins at `start`, and where what divides it from the next one ends; None for none."""
    signs = [*_outside(text, start), len(text)]
    for place, following in pairwise(signs):
        name = _KIND.sub("", text[start:place].strip(" \u3000\n\t" + _BULLETS))
        if compact(name) in _labels():
            return None
        told = _FIGURE.match(text, place + 1) or _NOTHING.match(text, place + 1)
        behind = _BETWEEN.match(text, told.end()) if told else None
        if told is not None and behind is not None and _tells(name, said := told[0].strip()):
            bare, unit = _without_unit(name)
            figure = said if any(map(str.isdigit, said)) else ""
            return Pair(bare, figure, unit, tidy(name), text[start : told.end()].strip()), behind.end()
        # 「活動指標: 講座＝4回」: the first sign stands behind the kind of what follows.
        if following == len(text) or text[place] not in "：:" or not _names(name):
            return None
        start = place + 1
    return None


def _tells(name: str, said: str) -> bool:
    """Whether a text is a figure that a name is of, or says that there is none; a date is no figure."""
    if not _names(name) or find_dates(name[-1:] + said):
        return False
    return any(map(str.isdigit, said)) or is_blank(said) or compact(said).endswith(_nothing())


def _outside(text: str, start: int) -> Iterator[int]:
    """The places of the signs behind `start` that stand in no brackets."""
    depth = 0
    for place in range(start, len(text)):
        letter = text[place]
        # Brackets of one width are often closed by those of the other.
        depth = depth + (letter in _OPENING) - (letter in _CLOSING and depth > 0)
        if not depth and letter in _SIGNS:
            yield place


def _names(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and re.search(r"[^\W\d_]{2,}", text) is not None


@cache
def _nothing() -> tuple[str, ...]:
    return tuple(vocabulary("indicators")["nothing"])


def _without_unit(name: str) -> tuple[str, str]:
    """A name without the unit in its last brackets, and that unit; other brackets are part of the name.

    >>> _without_unit("健康寿命（女性）（年）"), _without_unit("健康寿命（女性）")
    (('健康寿命（女性）', '年'), ('健康寿命（女性）', ''))
    """
    match = _LAST_BRACKET.search(name)
    if match is None or not is_unit(compact(match[1])):
        return tidy(name), ""
    return tidy(name[: match.start()]), fold_unit(match[1])


def is_unit(text: str) -> bool:
    """Whether a folded text is a unit: a known one, its multiple (千円, 人/年), or letters (g)."""
    parts = [part.lstrip("十百千万億兆") for part in re.split("[・/]", text)]
    return _LETTERS.fullmatch(text) is not None or all(part in _units() for part in parts)


@cache
def _units() -> frozenset[str]:
    words = vocabulary("counters")
    units = {compact(word) for name in ("counters", "signs", "not_units") for word in words[name]}
    return frozenset(units - _labels())


@cache
def _labels() -> frozenset[str]:
    """The words that say which figure of an indicator one is (目標, 実績): names of none."""
    return frozenset(compact(word) for some in vocabulary("indicators")["packed"].values() for word in some)

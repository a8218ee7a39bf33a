"""Which lines are one text: those of a paragraph that was broken into lines of one width, as old editors do.

Lines are one paragraph only where they say so themselves: all but the last are full, none of these ends a
sentence, and the last does, or ends an item short of a full line. Lists, labels and verses stay lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.readers.cells import starts_item
from corpus.text.expressions import expression

_FEWEST_COLUMNS = 40
# A line ends so much earlier where the next word or mark must not be parted.
_SLACK = 6
_ENDS = ("。", "．", "！", "？", "」", "）", "：", ":", ".", "!", "?")
# 「計画期間：令和6年度から」 in a line of its own; no time of day and no address.
_LABEL = expression(
    r"\s*(?:\*\*|__)?(?![0-9]+[:：])[^\s、。：:|]{1,20}(?:\*\*|__)?\s*[:：](?!//)\s*(?:\*\*|__)?\s*\S"
)
# 「A 計画どおり」: one letter or sign, and no word that goes on.
_RATING = expression(r"\s*[(（「【\[]?[A-ZＡ-Ｚ◎○●△▲×☆★](?![A-Za-zＡ-Ｚａ-ｚ'’])")


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The paragraphs of neighbouring lines: the first of each and the one behind it.

    >>> full = "計画の期間は、社会の情勢の変化に合わせるために、令"
    >>> list(paragraphs([full, "和6年度からの5年間です。", "以上です。"]))
    [(0, 2), (2, 3)]
    >>> list(paragraphs([f"(1) {full}", "和6年度の期間", "(2) 所管"]))
    [(0, 2), (2, 3)]
    """
    full = max(map(_width, lines), default=0)
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end], full):
            end += 1
        short = _width(lines[end - 1]) < full - _SLACK
        whole = lines[end - 1].rstrip().endswith("。") or (short and starts_item(lines[start].strip()))
        yield from [(start, end)] if whole else ((place, place + 1) for place in range(start, end))
        start = end


def bridged(lines: Sequence[str]) -> frozenset[int]:
    """The blank lines within a sentence, where a page ends: before them is a full line, behind them its rest.

    >>> full = "計画の期間は、社会の情勢の変化に合わせるために、改"
    >>> bridged([full, "", "めなければならない。"]), bridged([full, "", "第2条 期間"])
    (frozenset({1}), frozenset())
    """
    full = max(map(_width, lines), default=0)
    written = [place for place, line in enumerate(lines) if line.strip()]
    found: set[int] = set()
    for place, following in pairwise(written):
        apart_by = range(place + 1, following)
        rest = _REST.match(lines[following]) is not None
        if 0 < len(apart_by) <= _PAGE_END and rest and _goes_on(lines[place], lines[following], full):
            found.update(apart_by)
    return frozenset(found)


# Blank lines at the end of a page, and what begins with the rest of a word.
_PAGE_END = 2
_REST = expression("[ぁ-ん、。]")


def apart(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines of one paragraph that are texts of their own: labels with values, ratings with meanings.

    Else all are one. Each is the first of its lines and the one behind it.

    >>> list(apart(["計画期間：令和6年度から", "5年間", "所管：企画課"])), list(apart(["計画の", "期間"]))
    ([(0, 2), (2, 3)], [(0, 2)])
    """
    starts = {0}
    for kind in (_LABEL, _RATING):
        own = [place for place, line in enumerate(lines) if kind.match(line)]
        starts |= set(own if len(own) > 1 else ())
    ordered = sorted(starts)
    return zip(ordered, [*ordered[1:], len(lines)], strict=True)


def texts_apart(text: str) -> list[str]:
    """The texts of a paragraph whose lines are shown as lines; those that go together stay so.

    >>> texts_apart("所管：企画課\\n電話：代表"), texts_apart("粗大ごみは\\n有料です。")
    (['所管：企画課', '電話：代表'], ['粗大ごみは\\n有料です。'])
    """
    lines = text.split("\n")
    return ["\n".join(lines[start:end]) for start, end in apart(lines)]


def _goes_on(line: str, following: str, full: int) -> bool:
    """Whether a line is full and the next may be the rest of its paragraph."""
    if full < _FEWEST_COLUMNS or _width(line) < full - _SLACK or line.rstrip().endswith(_ENDS):
        return False
    hanging = starts_item(line.strip()) or line.startswith((" ", "\u3000"))
    begins = following.startswith((" ", "\u3000")) and not hanging
    begins = begins or starts_item(following.strip())
    return not begins and _LABEL.match(following.strip()) is None


def _width(line: str) -> int:
    """The columns that a line takes: two for each character of full width."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line.rstrip())

"""Paragraphs of plain text that were broken into lines of one width, as mail and old editors do.

Lines are one paragraph only where they say so themselves: all but the last are full, none of these ends a
sentence, and the last does. Lists, labels and verses stay lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from corpus.readers.cells import starts_item
from corpus.text.expressions import expression

_FEWEST_COLUMNS = 40
# A line ends so much earlier where the next word or mark must not be parted.
_SLACK = 6
_ENDS = ("。", "．", "！", "？", "」", "）", "：", ":", ".", "!", "?")
_LABEL = expression(r"[^\s、。：:]{1,20}[:：]")


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The paragraphs of neighbouring lines: the first of each and the one behind it.

    >>> full = "計画の期間は、社会の情勢の変化に合わせるために、令"
    >>> list(paragraphs([full, "和6年度からの5年間です。", "以上です。"]))
    [(0, 2), (2, 3)]
    """
    full = max(map(_width, lines), default=0)
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end], full):
            end += 1
        whole = lines[end - 1].rstrip().endswith("。")
        yield from [(start, end)] if whole else ((place, place + 1) for place in range(start, end))
        start = end


def _goes_on(line: str, following: str, full: int) -> bool:
    """Whether a line is full and the next may be the rest of its paragraph."""
    if full < _FEWEST_COLUMNS or _width(line) < full - _SLACK or line.rstrip().endswith(_ENDS):
        return False
    begins = following.startswith((" ", "\u3000")) or starts_item(following.strip())
    return not begins and _LABEL.match(following.strip()) is None


def _width(line: str) -> int:
    """The columns that a line takes: two for each character of full width."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line.rstrip())

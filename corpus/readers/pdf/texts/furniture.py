"""Tells what the pages of a document repeat, such as running heads and page numbers, from what a page says.

A running head stands once, where it is first printed: it may be all that names the document. It may be
numbered by pages; one whose number goes by anything else is a text of its page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.readers.pdf.texts.lines import Line
from corpus.text.expressions import expression

_PAGE_NUMBER = expression(
    r"[-－–―ー~〜\s]*(?:p\.?\s*|第\s*)?(?:[0-9０-９]{1,4}|[ivxlc]{1,6})\s*(?:[/／]\s*[0-9０-９]{1,4})?\s*"
    r"(?:頁|ページ)?[-－–―ー~〜\s]*",
    re.IGNORECASE,
)
_DIGITS = expression(r"[0-9０-９]+")
_AT_END = expression(r"^([0-9０-９]{1,4})\s+|[-－–―\s]+([0-9０-９]{1,4})[-－–―\s]*$")
MARGIN = 0.12
"""The share of a page's height, above and below, in which page numbers and repeated lines stand."""


class Furniture:
    """What the pages so far have in their margins."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int | None]] = set()
        self._offsets: Counter[int] = Counter()

    def without(
        self, lines: Sequence[Line], page: int, height: float, tables: Iterable[tuple[float, float]] = ()
    ) -> list[Line | None]:
        """The lines of a page, None for its number and for what a page before had in its margins too.

        `tables` are the upper and lower ends of what else the page holds. A number by itself is that of the
        page in a margin, and above or below all other things.
        """
        spans = [*((line.top, line.bottom) for line in lines), *tables]
        first = min((bottom for _, bottom in spans), default=0.0)
        last = max((top for top, _ in spans), default=0.0)
        kept: list[Line | None] = []
        own = set()
        for line in lines:
            is_marginal = line.bottom < height * MARGIN or line.top > height * (1 - MARGIN)
            is_outmost = line.top >= last or line.bottom <= first
            if (is_marginal or is_outmost) and _PAGE_NUMBER.fullmatch(line.text):
                self._offsets.update(int(number) - page for number in _DIGITS.findall(line.text)[:1])
                kept.append(None)
                continue
            head = _running_head(line.text, page)
            if is_marginal and head[0] and head[1] is not None and self._offsets[head[1]] > 1:
                # The number of the page stands right behind a text of the page.
                line = replace(line, text=head[0])
            is_repeated = is_marginal and head in self._seen and not self._is_beside(line, lines, page)
            kept.append(None if is_repeated else line)
            if is_marginal:
                own.add(head)
        self._seen |= own
        return kept

    def _is_beside(self, line: Line, lines: Sequence[Line], page: int) -> bool:
        """Whether a line in a box stands beside one of the page's own: a label says something of a title."""
        return line.box is not None and any(
            other.box not in (None, line.box)
            and other.top < line.bottom
            and line.top < other.bottom
            and _running_head(other.text, page) not in self._seen
            and not _PAGE_NUMBER.fullmatch(other.text)
            for other in lines
        )


def _running_head(text: str, page: int) -> tuple[str, int | None]:
    """The text without a number at its end, and how far that is from the page's place in the file."""
    match = _AT_END.search(text)
    if match is None:
        return text, None
    return _AT_END.sub("", text), int(match[1] or match[2]) - page

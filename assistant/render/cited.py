"""Where a cited text stands, shortly: its document, the nearest heading, its page.

A row has a number to be found by; a text has only its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.model.answer import Citation
from assistant.render.terminal.width import clip, width
from assistant.render.words import single, word

JOINT = " / "
_SHORTEST = 24
"""Columns that a document's title keeps, however long the heading behind it is."""


def is_text(citation: Citation) -> bool:
    """Whether it cites a text and no row."""
    return not citation.row and citation.field == "passage"


def nearest_heading(citation: Citation, title: str = "") -> str:
    """What a text's own title says behind the document's `title`; empty where it says no more.

    >>> from corpus.document import Locator
    >>> nearest_heading(Citation("a", "", "計画 / 第1節", "passage", "", Locator(page=3)), "計画")
    '第1節'
    """
    whole, title = single(citation.title), single(title)
    if title and (whole == title or whole.startswith(title + JOINT)):
        return whole[len(title) + len(JOINT) :]
    return whole.partition(JOINT)[2] or whole


def named(citation: Citation, titles: Mapping[str, str], before: Citation | None, columns: int) -> str:
    """The document's title and the heading, on a line of `columns` where the title can be cut for it.

    `titles` tell the documents apart; one that is not among them is not named, nor is what was named for the
    text `before`.
    """
    title = single(titles.get(citation.document, ""))
    heading = nearest_heading(citation, title)
    if before is not None and before.document == citation.document:
        return "" if nearest_heading(before, title) == heading else heading
    if not title or not heading:
        return title or heading
    return clip(title, max(columns - width(JOINT + heading), _SHORTEST)) + JOINT + heading


def spot(citation: Citation, language: str) -> str:
    """The place in brackets: 「(3ページ)」; empty where it is not known."""
    place = citation.locator.label(language)
    return word("in_place", language, parts=place) if place else ""

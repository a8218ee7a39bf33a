"""What a passage is called in one short line: its document, and the heading that it stands under."""

from __future__ import annotations

from corpus.document import Passage

_LONGEST = 40


def text_title(document: str, passage: Passage, labels: int = 1) -> str:
    """The title of the document with so many of the nearest headings, cut where they are long.

    Of a cell whose place tells that it is one, it takes both labels.

    >>> from corpus.document import Locator
    >>> text_title("港の方針", Passage("5年間とする。", ("港の方針", "はじめに"), Locator(line=5)))
    '港の方針 / はじめに'
    >>> text_title("港の方針", Passage("5年間とする。", ("港の方針",), Locator(line=5)))
    '港の方針'
    """
    place = passage.locator
    labels = labels if place.table is None and place.cell is None else 2
    nearest = " ".join(heading for heading in passage.headings[-labels:] if heading != document)
    if len(nearest) > _LONGEST:
        nearest = f"{nearest[: _LONGEST - 1]}…"
    return " / ".join(filter(None, (document, nearest)))

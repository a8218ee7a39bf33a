"""Turns a page whose text runs up, down or upside down, as a wide table bound into a report does.

A page may say how it is turned, which the parser heeds; a printed one often does not, and its letters are
drawn on their side. The page is then parsed anew, turned so that most letters stand upright.
"""

from __future__ import annotations

from collections import Counter

from corpus.readers.pdf.bounds import BoundedPage
from corpus.readers.pdf.texts.lines import turn_of

# The share of letters that are turned alike on a page that is turned; the sides of a table may have some.
_MOST = 0.6


def upright(page: BoundedPage) -> BoundedPage:
    """The page, or the same turned by quarters when most of its letters are."""
    turns = Counter(turn_of(character) for character in page.chars if not character["text"].isspace())
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if not turn or count < _MOST * turns.total():
        return page
    inner = page.page_obj
    inner.rotate = (inner.rotate + turn) % 360
    inner.attrs = {**inner.attrs, "Rotate": inner.rotate}
    page.close()
    return page.again()

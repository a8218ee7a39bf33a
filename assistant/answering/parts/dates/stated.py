"""The cells of a row that say when something comes about: 「令和6年度末をもって終了」."""

from __future__ import annotations

from assistant.model.query import Stated
from corpus.document import Cell, Row
from corpus.text.dates import find_dates
from corpus.text.folding import fold
from index.language.tokenizer import tokenize

# How far behind a date it is said what comes about then, in characters.
_NEAR = 30


def stating_cells(row: Row, asked: Stated) -> tuple[Cell, ...]:
    """The cells that say of the year that what is asked comes about in it, before any other date."""
    return tuple(cell for cell in row.cells if _states(cell.text, asked))


def _states(text: str, asked: Stated) -> bool:
    """Whether a text says it.

    >>> from index.filters import Facet, Filter
    >>> asked = Stated(Filter(Facet.RATING, ("廃止",)), 2024, ("廃止",))
    >>> _states("令和5年度に始め、令和6年度末をもって廃止", asked)
    True
    >>> _states("令和6年度は調査。廃止は令和7年度。", asked)
    False
    """
    folded = fold(text)
    dates = find_dates(folded)
    ends = [*(date.start for date in dates[1:]), len(folded)]
    for date, end in zip(dates, ends, strict=False):
        if date.year == asked.year and date.month is None:
            said = folded[date.end : min(end, date.end + _NEAR)].partition("。")[0]
            if any(token.term in asked.words for token in tokenize(said)):
                return True
    return False

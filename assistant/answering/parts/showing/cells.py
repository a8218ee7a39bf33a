"""The cell that a sentence is cut from, and the list that a sentence announces."""

from __future__ import annotations

from assistant.words.fact_words import pattern
from corpus.document import Cell, Row
from corpus.text.expressions import expression
from index.find.search import SegmentHit


def cell_of(row: Row, hit: SegmentHit) -> Cell | None:
    """The cell of a row that a segment is cut from; None for a name that no cell holds."""
    for cell in row.cells:
        if cell.role.value == hit.role and hit.text.strip() in cell.text:
            return cell
    return next((cell for cell in row.cells if hit.text.strip() in cell.text), None)


def with_items(cell: Cell | None, quote: str) -> str:
    """A sentence that announces a list (「以下3施設」) with the items behind it, verbatim.

    >>> with_items(None, "以下のとおり。")
    '以下のとおり。'
    """
    if cell is None or not ANNOUNCES.search(quote) or quote not in cell.text:
        return quote
    rest = cell.text[cell.text.find(quote) + len(quote) :]
    match = _ITEMS.match(rest)
    return quote + match.group() if match else quote


ANNOUNCES = expression(pattern("announcing"))
_ITEMS = expression(
    rf"(?:\s*[・○●■※①-⑳-][^。【】]*?(?=\s(?:[・○●■※①-⑳]|{pattern('behind_items')})|\s*【|$|。))+"
)

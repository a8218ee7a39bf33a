"""How much text each document of an index holds, counted without reading it."""

from __future__ import annotations

from corpus.frozen import dataclass
from index.store import Index

# A text stands on a line or page of its own; the cells of a row have a row, a cell, or their line in common.
_TEXTS = """
SELECT document, sum(CASE WHEN line IS NULL OR together = 1 THEN together ELSE 0 END) FROM (
  SELECT document, line, count(*) AS together FROM passages
  WHERE row_number IS NULL AND sheet_cell IS NULL GROUP BY document, line
) GROUP BY document
"""
_PAGES = """
SELECT document, max(page) FROM (
  SELECT document, page FROM rows UNION ALL SELECT document, page FROM passages
) GROUP BY document
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """The paragraphs outside tables, and the last page that anything stands on; 0 without pages."""

    texts: int = 0
    pages: int = 0


def extents(index: Index) -> dict[str, Extent]:
    """The extent of each document that has texts or rows, by its id."""
    texts = {document: int(count) for document, count in index.read(_TEXTS)}
    pages = {document: page or 0 for document, page in index.read(_PAGES)}
    return {document: Extent(texts.get(document, 0), page) for document, page in pages.items()}
